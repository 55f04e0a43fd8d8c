"""The report as Word reads it."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from kgraph.answer import Answer, Cell, Column, Note, Thing
from kgraph.loading import load_from
from kgraph.project import shipped

FLATS = Thing("urn:flats", "b:M1", "Flats", "Measure")
HOSTILE = [
    "<w:p>&amp;",
    "=1+1",
    "\x00\x1b[31m",
    "a\nb\r\tc",
    "\u202e right",
    "\ufffe\ud800",
    "👩‍👩‍👧",
    "x" * 10_240,
    "",
    "{0}",
]


def _part(name: str) -> ModuleType:
    """A module of the report's plugin."""
    return import_module(f"{load_from(shipped('plugins'), 'report').__name__}.{name}")


def _answer(*rows: tuple[Cell, ...], notes: Sequence[str] = ()) -> Answer:
    columns = (Column("measure", "thing"), Column("budget", "money", "NOK"), Column("why", "text"))
    return Answer("q", columns, rows, len(rows), tuple(Note("n", note) for note in notes))


def _written(
    *sections: object, language: str = "nn", title: str = "Plan for Sogn", summary: tuple[str, ...] = ()
) -> bytes:
    content = _part("content").Content(title, "Dekning", language, date(2026, 12, 31), (), summary, sections)
    written = _part("word").word(content)
    assert isinstance(written, bytes)
    return written


def _section(*parts: object, title: str = "Hol", intro: tuple[str, ...] = ()) -> object:
    return _part("content").Section("gaps", title, intro, parts)


def _table(answer: Answer, title: str = "Utan budsjett", **more: object) -> object:
    return _part("content").Table(answer, title, **more)


def _opened(written: bytes) -> Document:
    return docx.Document(io.BytesIO(written))


def _headings(document: Document) -> list[tuple[str, str]]:
    found = [(each.style.name, each.text) for each in document.paragraphs if each.style is not None]
    return [(name, text) for name, text in found if name.startswith(("Title", "Heading"))]


def test_headings_are_headings_in_their_order_and_the_contents_lead_to_each() -> None:
    picture = _part("content").Picture("<svg/>", "Kart", "Kartet viser to mål.")
    first = _section(picture, _table(_answer((FLATS, 1, "x"))), title="Dekning")
    document = _opened(_written(first, _section(_table(_answer(), "Tom")), summary=("Ei setning.",)))
    wanted = [
        ("Heading 1", "Samandrag"),
        ("Heading 1", "Dekning"),
        ("Heading 2", "Kart"),
        ("Heading 2", "Utan budsjett"),
        ("Heading 1", "Hol"),
        ("Heading 2", "Tom"),
    ]
    assert _headings(document) == [("Title", "Plan for Sogn"), *wanted]
    contents = [each for each in document.paragraphs if each.style and each.style.name.startswith("toc ")]
    assert [("Heading " + each.style.name[-1], each.text) for each in contents if each.style] == wanted
    body = document.element.body
    anchors = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))]
    assert anchors == [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    assert 'TOC \\o "1-2"' in "".join(each.text or "" for each in body.iter(qn("w:instrText")))
    texts = [each.text for each in document.paragraphs]
    assert "Kartet viser to mål." in texts
    assert ("Ei setning.", "List Bullet") in [
        (each.text, each.style.name) for each in document.paragraphs if each.style
    ]


def test_a_table_has_every_value_and_a_header_row_that_repeats() -> None:
    answer = _answer((FLATS, 1_140_000, "line\nbreak"), (None, 2, None), notes=["a note"])
    document = _opened(_written(_section(_table(answer, intro="Råd: finn pengar."))))
    (table,) = document.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells == [
        ["measure", "budget (NOK)", "why"],
        ["Flats (b:M1)", "1\u00a0140\u00a0000", "line\nbreak"],
        ["", "2", ""],
    ]
    flagged = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert flagged == [True, False, False]
    room = document.sections[0].page_width - document.sections[0].left_margin - document.sections[0].right_margin
    assert sum(column.width for column in table.columns) == pytest.approx(room, rel=0.01)
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Utan budsjett"
    texts = [each.text for each in document.paragraphs]
    assert texts[-4:-1] == ["Utan budsjett", "Råd: finn pengar.", "Tabell 1 · 2 rader"]
    assert texts[-1] == "a note"


def test_a_long_list_is_cut_on_paper_and_the_caption_says_so() -> None:
    answer = _answer(*((FLATS, number, "x") for number in range(5)))
    document = _opened(_written(_section(_table(answer, most=2))))
    assert len(document.tables[0].rows) == 3
    assert "Tabell 1 · dei første 2 av 5 rader" in [each.text for each in document.paragraphs]


def test_an_empty_table_says_so() -> None:
    document = _opened(_written(_section(_table(_answer())), language="en"))
    assert not document.tables
    assert document.paragraphs[-1].text == "nothing meets the question"


def test_wide_tables_lie_on_their_side() -> None:
    wide = Answer("q", tuple(Column(f"c{number}", "integer") for number in range(6)), ((1,) * 6,), 1)
    sections = (_section(_table(_answer((FLATS, 1, "x")))), _section(_table(wide)), _section(intro=("Til slutt.",)))
    document = _opened(_written(*sections))
    turned = [each.orientation for each in document.sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    for each in document.sections:
        assert sorted((round(each.page_width.mm), round(each.page_height.mm))) == [210, 297]
        assert (each.page_width > each.page_height) == (each.orientation == WD_ORIENT.LANDSCAPE)
        codes = [code.text.strip() for code in each.footer._element.iter(qn("w:instrText"))]
        assert codes == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(
    "language, tag, words",
    [
        ("en", "en-GB", ("Summary", "Contents", "Table 1 · 1 row", "Dekning · 2026-12-31")),
        ("nn", "nn-NO", ("Samandrag", "Innhald", "Tabell 1 · 1 rad", "Dekning · 31.12.2026")),
        ("nb", "nb-NO", ("Sammendrag", "Innhold", "Tabell 1 · 1 rad", "Dekning · 31.12.2026")),
    ],
)
def test_a_document_is_in_the_language_of_the_report(language: str, tag: str, words: tuple[str, ...]) -> None:
    section = _section(_table(_answer((FLATS, 1, "x"))))
    document = _opened(_written(section, language=language, summary=("s",)))
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {tag}
    assert document.core_properties.language == tag
    assert set(words) <= {each.text for each in document.paragraphs}


def test_the_properties_are_the_reports_own() -> None:
    about = _opened(_written()).core_properties
    assert (about.title, about.author, about.comments) == ("Plan for Sogn", "kgraph", "")
    assert about.created.date() == about.modified.date() == date(2026, 12, 31)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    thing = Thing("urn:x", text, text, "Measure")
    answer = Answer(text, (Column(text, "thing"), Column(text, "text")), ((thing, text),), 1, (Note("n", text),))
    written = _written(
        _section(_table(answer, text, intro=text), title=text, intro=(text,)), title=text, summary=(text,)
    )
    with zipfile.ZipFile(io.BytesIO(written)) as file:
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(file.read(name))
    wanted = text.translate(dict.fromkeys(map(ord, "\x00\x1b\r\u202e\ufffe\ud800"))).replace("\t", " ")
    document = _opened(written)
    assert document.tables[0].rows[1].cells[1].text == wanted
    assert document.paragraphs[0].text == wanted


PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, str(Path(sys.argv[1]).parent))
sys.dont_write_bytecode = True
import importlib.util
spec = importlib.util.spec_from_file_location("test_word", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
table = module._table(module._answer((module.FLATS, 1, "x")))
sys.stdout.buffer.write(module._written(module._section(table), summary=("s",)))
"""


def test_two_runs_write_the_same_bytes() -> None:
    runs = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"}
        command = [sys.executable, "-c", PROGRAM, str(Path(__file__))]
        runs.append(subprocess.run(command, capture_output=True, check=True, env=environment).stdout)
    assert runs[0][:2] == b"PK"
    assert runs[0] == runs[1]
