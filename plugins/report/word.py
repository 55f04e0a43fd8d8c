"""The report as a Word document: real headings, tables whose header rows repeat, a table of contents.

A Word document holds no drawings of ours (Word's own library cannot put SVG in): what a picture shows is said in words.
The contents are filled in; Word puts page numbers to them when they are updated (F9).
"""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kgraph.messages import say
from kgraph.plugin import Text
from kgraph.render.pivot import pivot

from .content import Content, Picture, Section, Table
from .word_fields import NOTE, add_bookmark, add_contents, add_field, clean, dress, repacked, speak
from .word_table import add_table, is_wide

if TYPE_CHECKING:
    from docx.document import Document

SUMMARY = Text(en="Summary", nn="Samandrag", nb="Sammendrag")
CONTENTS = Text(en="Contents", nn="Innhald", nb="Innhold")
TABLE = Text(en="Table", nn="Tabell", nb="Tabell")
ROW = Text(en="1 row", nn="1 rad", nb="1 rad")
ROWS = Text(en="{every} rows", nn="{every} rader", nb="{every} rader")
SOME = Text(
    en="the first {shown} of {every} rows",
    nn="dei første {shown} av {every} rader",
    nb="de første {shown} av {every} rader",
)
PAGE = Text(en="Page", nn="Side", nb="Side")
# A4 and its margin, in millimetres.
SHORT, LONG, MARGIN = 210, 297, 20


def word(content: Content) -> bytes:
    """The bytes of the .docx file; the same content makes the same bytes."""
    from docx import Document

    document = Document()
    speak(document, content)
    dress(document)
    _turn(document, wide=False)
    document.add_heading(clean(content.title), 0)
    day = content.date.isoformat() if content.language == "en" else content.date.strftime("%d.%m.%Y")
    document.add_paragraph(clean(f"{content.subtitle} · {day}".removeprefix(" · ")), style="Subtitle")
    _foot(document, content)
    writer = _Writer(document, content.language)
    if content.summary:
        writer.heading(SUMMARY[content.language], 1)
        for sentence in content.summary:
            document.add_paragraph(clean(sentence), style="List Bullet")
    add_contents(document, CONTENTS[content.language], _outline(content))
    for section in content.sections:
        writer.section(section)
    file = io.BytesIO()
    document.save(file)
    return repacked(file.getvalue())


def _outline(content: Content) -> list[tuple[int, str]]:
    """The headings in their order, each with its level."""
    found = [(1, SUMMARY[content.language])] if content.summary else []
    for section in content.sections:
        found += [(1, section.title), *((2, each.title) for each in section.parts)]
    return found


class _Writer:
    """Writes sections one after the other, and counts headings and tables."""

    def __init__(self, document: "Document", language: str) -> None:
        self._document = document
        self._language = language
        self._headings = self._tables = 0
        self._wide = False

    def heading(self, text: str, level: int) -> None:
        """A heading that the contents lead to."""
        add_bookmark(self._document.add_heading(clean(text), level), self._headings)
        self._headings += 1

    def section(self, section: Section) -> None:
        """Its heading and paragraphs, then its parts."""
        self._turn(wide=any(isinstance(each, Table) and is_wide(each.answer) for each in section.parts))
        self.heading(section.title, 1)
        self._paragraphs(section.intro)
        for each in section.parts:
            if isinstance(each, Picture):
                self.heading(each.title, 2)
                self._paragraphs([each.text])
            else:
                self._table(each)

    def _table(self, table: Table) -> None:
        answer = table.shown()
        self.heading(table.title, 2)
        self._paragraphs([table.intro], keep=True)
        if answer.rows:
            self._caption(len(pivot(answer).rows), len(pivot(table.answer).rows))
            room = (LONG if self._wide else SHORT) - 2 * MARGIN
            add_table(self._document, answer, room=room, title=table.title)
        elif all(note.code != "empty" for note in answer.notes):
            self._paragraphs([say(self._language, "note_empty")])
        for note in answer.notes:
            self._document.add_paragraph(clean(note.text), style=NOTE)

    def _caption(self, shown: int, every: int) -> None:
        """The number of the table, to refer to, and how many of its rows it shows; its title is the heading."""
        self._tables += 1
        caption = self._document.add_paragraph(f"{TABLE[self._language]} ", style="Caption")
        add_field(caption, "SEQ Table \\* ARABIC", str(self._tables))
        text = SOME if shown < every else ROW if every == 1 else ROWS
        caption.add_run(f" · {text[self._language].format(shown=shown, every=every)}")

    def _paragraphs(self, texts: Sequence[str], *, keep: bool = False) -> None:
        """Paragraphs; those to keep stand on the page of what follows."""
        for text in filter(None, texts):
            self._document.add_paragraph(clean(text)).paragraph_format.keep_with_next = keep or None

    def _turn(self, *, wide: bool) -> None:
        if wide != self._wide:
            self._document.add_section()
            _turn(self._document, wide=wide)
            self._wide = wide


def _turn(document: "Document", *, wide: bool) -> None:
    """Lay the paper of the last section on its side, or set it upright."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section = document.sections[-1]
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(LONG), Mm(SHORT)) if wide else (Mm(SHORT), Mm(LONG))
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)


def _foot(document: "Document", content: Content) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    foot = document.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run(clean(f"{content.title} · {PAGE[content.language]} "))
    add_field(foot, "PAGE", "1")
    foot.add_run(" / ")
    add_field(foot, "NUMPAGES", "1")
