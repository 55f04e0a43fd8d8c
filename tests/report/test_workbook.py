"""The report as Excel reads it."""

import io
from datetime import date
from importlib import import_module
from types import ModuleType

import openpyxl

from kgraph.answer import Answer, Column, Thing
from kgraph.loading import load_from
from kgraph.project import shipped
from kgraph.workspace import Workspace

FLATS = Thing("urn:flats", "b:M1", "Flats", "Measure")
ANSWER = Answer("q", (Column("measure", "thing"), Column("budget", "money", "NOK")), ((FLATS, 100_000),) * 3, 3)


def _part(name: str) -> ModuleType:
    """A module of the report's plugin."""
    return import_module(f"{load_from(shipped('plugins'), 'report').__name__}.{name}")


def _written(*parts: object, language: str = "nn") -> bytes:
    names = _part("content")
    section = names.Section("gaps", "Hol", ("Innleiing.",), parts)
    content = names.Content("Plan for Sogn", "Dekning", language, date(2026, 12, 31), (), ("Ei setning.",), (section,))
    written = _part("workbook").workbook(content)
    assert isinstance(written, bytes)
    return written


def test_the_first_sheet_has_the_summary_and_leads_to_every_table() -> None:
    names = _part("content")
    parts = (names.Picture("<svg/>", "Kart", "Kartet viser to mål."), names.Table(ANSWER, "Med budsjett", "Råd: lås."))
    book = openpyxl.load_workbook(io.BytesIO(_written(*parts, names.Picture("<svg/>", "Kart", "Eit kart til."))))
    assert book.sheetnames == ["Innhald", "1 Med budsjett"]
    rows = [(row[0], row[1]) for row in book["Innhald"].iter_rows(values_only=True) if row[0]]
    assert rows == [
        ("Plan for Sogn", None),
        ("Dekning · 31.12.2026", None),
        ("Ei setning.", None),
        ("Innhald", "Rader"),
        ("Hol", None),
        ("Innleiing.", None),
        ("Eit kart til.", None),
        ("1 Med budsjett", 3),
    ]
    sheet = book["1 Med budsjett"]
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [
        "Med budsjett",
        "← Innhald",
        "Kartet viser to mål.\nRåd: lås.",
    ]
    (table,) = sheet.tables.values()
    assert [cell.value for cell in sheet[table.ref][1]] == ["b:M1", "Flats", 100_000]
    assert book.properties.title == "Plan for Sogn"
    assert book.properties.created.date() == date(2026, 12, 31)


def test_a_workbook_has_every_row_however_few_paper_shows() -> None:
    book = openpyxl.load_workbook(io.BytesIO(_written(_part("content").Table(ANSWER, "Hol", most=1))))
    (table,) = book.worksheets[1].tables.values()
    assert len(book.worksheets[1][table.ref]) == 4


def test_the_whole_report_of_a_project_opens(tiny: Workspace) -> None:
    found = _part("content").content(tiny.view(language="nb"), today=date(2026, 12, 31))
    book = openpyxl.load_workbook(io.BytesIO(_part("workbook").workbook(found)))
    tables = [part for section in found.sections for part in section.parts if isinstance(part, _part("content").Table)]
    assert book.sheetnames[0] == "Innhold"
    assert len(book.sheetnames) == len(tables) + 1
    for part, sheet in zip(tables, book.worksheets[1:], strict=True):
        assert sheet["A1"].value == part.title
        assert bool(sheet.tables) == bool(part.answer.rows)
