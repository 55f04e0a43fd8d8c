"""What a hostile label can do in a workbook: nothing, whoever reads it."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kgraph.answer import Answer, Column, Evidence, Note, Thing
from kgraph.sheets import answers_workbook

HOSTILE = [
    "a \"quoted\" 'label'",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "=1+1",
    "{=1+1}",
    "+1",
    "-1",
    "@x",
    "https://example.org/x",
    "mailto:x@example.org",
    "internal:'x'!A1",
    "007",
    "1e5",
    "History",
    "'quoted'",
    "[a]:b*c?d/e\\f",
    "&amp; &L&P",
    "_x0041_ and _x000D_",
    "tab\tand\rreturn",
    "line\nbreak",
    "left \u202e right \u200f mark",
    "\x00\x1b[31m\x9b",
    "\ufffe\uffff",
    "\ud800",
    "👩‍👩‍👧 🇳🇴 é å",
    "x" * 10_240,
    "word " * 2048,
    "",
    " ",
    "{0} %s ${x}",
]


def _hostile(text: str) -> Answer:
    """An answer that holds a text everywhere where one can stand."""
    thing = Thing(f"urn:{text}", text, text, "Measure")
    columns = tuple(
        Column(text, kind, text if kind == "money" else None)
        for kind in ("thing", "things", "text", "texts", "money", "evidence", "any")
    )
    quoted = [Evidence("stated", "high", text, text, text)]
    rows = ((thing, [thing, thing], text, [text, "b"], 1, quoted, text), (None,) * 7)
    return Answer(text, columns, rows, 2, (Note("n", text),), text)


def _opened(*answers: Answer) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(answers_workbook(answers)))


def _table(sheet: Worksheet) -> list[list[object]]:
    """The values of a sheet's only table, its headings first."""
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    written = answers_workbook([_hostile(text), _hostile(text)])
    with zipfile.ZipFile(io.BytesIO(written)) as file:
        for name in file.namelist():
            content = file.read(name).decode("utf-8")
            ElementTree.fromstring(content)
            assert "<f>" not in content
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200f\u202e]", content.replace("\r\n", ""))
            assert "http" not in re.sub(r"http://(schemas|purl|www\.w3)\.", "", content) or "http" in text
            assert 'TargetMode="External"' not in content
    book = openpyxl.load_workbook(io.BytesIO(written))
    assert len(book.sheetnames) == len({name.casefold() for name in book.sheetnames}) == 3
    for sheet in book.worksheets:
        assert len(sheet.title.encode("utf-16-le")) <= 62
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", sheet.title)
        assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    (row, _) = _table(book.worksheets[1])[1:]
    wanted = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200f\u202e\ufffe\uffff\ud800]", "", text.replace("\t", " "))
    assert row[-5] == row[-1] == (wanted or None)
    if wanted:
        assert row[0] == row[-7] == wanted
    assert row[-4] == "\n".join(filter(None, [wanted, "b"]))
    assert row[-3] == 1
    assert wanted in str(row[-2])


def test_a_text_that_is_too_long_for_a_cell_is_cut_with_a_mark() -> None:
    columns = (Column("x", "text"), Column("y", "text"), Column("z", "text"))
    answer = Answer("q", columns, (("a" * 40_000, "🌊" * 20_000, "b" * 32_767),), 1)
    first, second, third = _table(_opened(answer).worksheets[0])[1]
    assert first == "a" * 32_766 + "…"
    assert second == "🌊" * 16_383 + "…"
    assert third == "b" * 32_767


def test_another_reader_sees_the_same() -> None:
    calamine = pytest.importorskip("python_calamine")
    columns = (Column("x", "text"), Column("n", "number"), Column("d", "date"))
    written = answers_workbook([Answer("=q", columns, (("=1+1", 2.5, date(2024, 6, 15)), ("å\nø", None, None)), 2)])
    book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(written))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0][0] == "=q"
    assert rows[2:] == [
        ["x", "n", "d", *rows[2][3:]],
        ["=1+1", 2.5, date(2024, 6, 15), *rows[3][3:]],
        ["å\nø", "", "", *rows[4][3:]],
    ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_computes_nothing(tmp_path: Path) -> None:
    labels = [text for text in HOSTILE if 0 < len(text) < 100 and text.isprintable()]
    rows = tuple((label, number) for number, label in enumerate(labels))
    answer = Answer("=q", (Column("x", "text"), Column("n", "integer")), rows, len(rows))
    (tmp_path / "x.xlsx").write_bytes(answers_workbook([answer]))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "csv:Text - txt - csv (StarCalc):9,34,76"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "x.xlsx"], check=True, capture_output=True, timeout=120)
    written = (tmp_path / "x.csv").read_text(encoding="utf-8").splitlines()
    for label, number in rows:
        assert [
            each
            for each in written
            if each.replace('""', '"').startswith((f'"{label}"\t{number}', f"{label}\t{number}"))
        ]
