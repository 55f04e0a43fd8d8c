"""An answer as a table of a Word document: its header row repeats on each page, its columns fit the paper."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kgraph.plugin import Answer
from kgraph.render.cells import NUMBERS, row_lines
from kgraph.render.pivot import pivot
from kgraph.render.table import heading

from .word_fields import clean, element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

STYLE = "Light Grid Accent 1"
# How long lines and words are taken to be, at most, when the room is shared among the columns.
LONGEST_LINE, LONGEST_WORD = 150, 20
# A letter of a table, in millimetres.
LETTER = 1.9
# More columns than these need the paper laid on its side, and more than those smaller letters.
UPRIGHT_COLUMNS, MANY = 5, 11


def _line(lines: Sequence[str]) -> int:
    """The letters of the longest line of a column, within reason."""
    return min(max(len(each) for each in lines), LONGEST_LINE)


def _word(lines: Sequence[str]) -> int:
    """The letters of the longest word of a column, within reason, and the cell's own margins."""
    return min(max(len(each) for line in lines for each in line.split(" ")), LONGEST_WORD) + 3


def _widths(columns: Sequence[Sequence[str]], room: float) -> list[float]:
    """The room shared among the columns: to each what its longest word needs, and of the rest what its lines need."""
    least = [_word(lines) for lines in columns]
    more = [max(_line(lines) - word, 0) + 1 for lines, word in zip(columns, least, strict=True)]
    letter = min(room / sum(least), LETTER)
    rest = room - letter * sum(least)
    return [letter * word + rest * line / sum(more) for word, line in zip(least, more, strict=True)]


def is_wide(answer: Answer) -> bool:
    """Whether a table needs the paper laid on its side."""
    return len(pivot(answer).columns) > UPRIGHT_COLUMNS


def add_table(document: "Document", answer: Answer, *, room: float, title: str) -> None:
    """Write the answer: headings, then its rows.

    Args:
        document: where it is added.
        answer: what to write; a matrix has its last group across.
        room: the width of the table, in millimetres.
        title: read out to who cannot see the table.
    """
    from docx.shared import Mm, Pt

    shown = pivot(answer)
    table = document.add_table(len(shown.rows) + 1, len(shown.columns), STYLE)
    table.autofit = False
    properties = table._tbl.tblPr  # noqa: SLF001 - the library's own way to its XML
    properties.append(element("tblCaption", val=clean(title)))
    _unmark_first_column(properties)
    rows = [row_lines(shown, number) for number in range(len(shown.rows))]
    heads = [heading(column) for column in shown.columns]
    lines = [[head, *(line for row in rows for line in row[number])] for number, head in enumerate(heads)]
    measured = [Mm(each) for each in _widths(lines, room)]
    for column, width in zip(table.columns, measured, strict=True):
        column.width = width
    size = Pt(7 if len(shown.columns) > MANY else 9)
    right = [column.type in NUMBERS for column in shown.columns]
    texts = [heads, *(["\n".join(cell) for cell in row] for row in rows)]
    for number, (row, cells) in enumerate(zip(table.rows, texts, strict=True)):
        marks = row._tr.get_or_add_trPr()  # noqa: SLF001
        marks.append(element("cantSplit"))
        if number == 0:
            marks.append(element("tblHeader"))
        for cell, text, width, numeric in zip(row.cells, cells, measured, right, strict=True):
            cell.width = width
            _fill(cell, text, size, right=numeric)


def _unmark_first_column(properties: Any) -> None:
    """Let the first column look as the others do: the style would have it bold."""
    from docx.oxml.ns import qn

    for look in properties.iter(qn("w:tblLook")):
        look.set(qn("w:firstColumn"), "0")
        look.set(qn("w:val"), "0420")


def _fill(cell: "_Cell", text: str, size: int, *, right: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.add_run(clean(text)).font.size = size
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
