"""A sheet with one answer: its title, the table, the notes below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import TYPE_CHECKING, Any

from kgraph.answer import Answer
from kgraph.messages import say
from kgraph.render.pivot import pivot
from kgraph.render.table import heading
from kgraph.sheets.naming import column_headings
from kgraph.sheets.style import SCALE, TABLE_STYLE, Styles
from kgraph.sheets.values import Grid, Value, grid, legible

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

A4 = 9
NARROWEST, WIDEST, USUAL = 8, 55, 9
# A table that is wider than a screen, in letters, has no column wider than this.
SCREEN, NARROWER = 200, 40
# A button for filtering stands beside each heading. A column as wide as ten digits has room for eleven letters.
BUTTON, LETTERS = 4, 1.1
# How wide a paragraph is, in letters; and how high a line of it, in points.
MEASURE, LINE, HIGHEST = 90, 15, 400
# From this many columns on the first ones stay in sight when one scrolls sideways.
WIDE = 7


@dataclass(frozen=True, slots=True)
class Page:
    """An answer to put on a sheet, its title and what is said before it."""

    answer: Answer
    title: str
    intro: str = ""


def write_page(sheet: "Worksheet", styles: Styles, page: Page, number: int, *, back: str | None) -> None:
    """Fill a sheet.

    Args:
        sheet: an empty one.
        styles: the workbook's.
        page: what to write.
        number: of the sheet, for the name of its table.
        back: the name of the sheet to lead back to.
    """
    answer = pivot(page.answer)
    table = grid(answer)
    headings = column_headings(field.heading for field in table.fields)
    widths = _widths(table, headings)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    row = write_paragraph(sheet, 0, widths, page.title, styles.text("title"), larger=1.3)
    if back is not None:
        sheet.write_url(row, 0, f"internal:'{back}'!A1", styles.text("link"), f"← {back}")
        row += 1
    if page.intro:
        row = write_paragraph(sheet, row, widths, page.intro, styles.text("line"))
    across = page.answer.matrix and answer is not page.answer
    if across:
        row = write_paragraph(sheet, row, widths, heading(page.answer.columns[-1]), styles.text("line"))
    notes = [note.text for note in answer.notes]
    if table.rows:
        top, row = row + 1, row + 1 + len(table.rows)
        _write_table(sheet, styles, table, headings, top, f"answer_{number}", answer.language)
        _set_heights(sheet, table, headings, widths, top)
        if across:
            sheet.conditional_format(top + 1, table.keys, row, len(headings) - 1, dict(SCALE))
        sheet.freeze_panes(top + 1, table.naming if len(headings) >= WIDE else 0)
        sheet.repeat_rows(top)
        row += 1
    elif all(note.code != "empty" for note in answer.notes):
        notes.insert(0, say(answer.language, "note_empty"))
    for text in notes:
        row = write_paragraph(sheet, row + 1, widths, text, styles.text("note")) - 1
    set_up_print(sheet)


def _write_table(
    sheet: "Worksheet", styles: Styles, table: Grid, headings: Sequence[str], top: int, name: str, language: str
) -> None:
    for place, values in enumerate(table.rows, top + 1):
        for column, (field, value) in enumerate(zip(table.fields, values, strict=True)):
            shared = (place - top - 1, column) in table.shared
            _write(sheet, place, column, value, styles.cell(field, value, language, shared=shared))
    columns = [{"header": each, "header_format": styles.head()} for each in headings]
    options = {"name": name, "style": TABLE_STYLE, "columns": columns}
    sheet.add_table(top, 0, top + len(table.rows), len(headings) - 1, options)


def _write(sheet: "Worksheet", row: int, column: int, value: Value, form: Any) -> None:
    match value:
        case None:
            sheet.write_blank(row, column, None, form)
        case str():
            sheet.write_string(row, column, value, form)
        case date():
            sheet.write_datetime(row, column, value, form)
        case _:
            sheet.write_number(row, column, value, form)


def _set_heights(sheet: "Worksheet", table: Grid, headings: Sequence[str], widths: Sequence[int], top: int) -> None:
    """Give each row of several lines room for them: Excel would do so itself, LibreOffice and viewers do not."""
    head = max(_lines(text, width - BUTTON) for text, width in zip(headings, widths, strict=True))
    sheet.set_row(top, LINE * head + 5)
    for place, values in enumerate(table.rows, top + 1):
        texts = [(each, width) for each, width in zip(values, widths, strict=True) if isinstance(each, str)]
        most = max((_lines(text, width) for text, width in texts), default=1)
        if most > 1:
            sheet.set_row(place, min(LINE * most, HIGHEST))


def _lines(text: str, width: float) -> int:
    return sum(max(1, ceil(len(line) / (LETTERS * width))) for line in text.split("\n"))


def write_paragraph(
    sheet: "Worksheet", row: int, widths: Sequence[int], text: str, form: Any, *, larger: float = 1
) -> int:
    """Write a text across as many columns as a line needs, high enough for all of it; the number of the next row."""
    across, width = 0, 0
    while width < MEASURE:
        width += widths[across] if across < len(widths) else USUAL
        across += 1
    shown = legible(text)
    if across > 1:
        sheet.merge_range(row, 0, row, across - 1, "", form)
    sheet.write_string(row, 0, shown, form)
    sheet.set_row(row, min(LINE * larger * _lines(shown, width / larger), HIGHEST))
    return row + 1


def set_up_print(sheet: "Worksheet") -> None:
    """A4, lying, as wide as the paper; the sheet's name and the number of the page at the foot."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")


def _widths(table: Grid, headings: Sequence[str]) -> list[int]:
    """As wide as the longest line, within reason; a heading is broken between its words."""
    found = []
    for column, name in enumerate(headings):
        longest = max((_length(row[column]) for row in table.rows), default=0)
        word = max(len(word) for word in name.split())
        found.append(min(max(longest + 3, word + BUTTON, NARROWEST), WIDEST))
    return found if sum(found) <= SCREEN else [min(width, NARROWER) for width in found]


def _length(value: Value) -> int:
    match value:
        case None:
            return 0
        case str():
            return max(map(len, value.split("\n")))
        case date():
            return 10
        case _:
            return len(f"{value:,.2f}" if isinstance(value, float) else f"{value:,}")
