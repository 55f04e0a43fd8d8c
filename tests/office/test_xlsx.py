"""A workbook of the tiny project as openpyxl reads it: every value, its type, and what planners expect of a sheet."""

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from kgraph.answer import Answer, Cell, Column, Thing
from kgraph.render.cells import lines
from kgraph.sheets import answers_workbook
from kgraph.workspace import Workspace


def _opened(*answers: Answer) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(answers_workbook(answers)))


def _table(sheet: Worksheet) -> list[list[object]]:
    """The values of a sheet's only table, its headings first."""
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]]


def _named(rows: list[list[object]], name: str) -> dict[str, object]:
    """The row of the thing of a name, by heading."""
    (row,) = (row for row in rows[1:] if row[1] == name)
    return dict(zip(map(str, rows[0]), row, strict=True))


# ---- the tiny project, by heart


def test_money_is_a_number_and_shared_money_is_told(tiny: Workspace) -> None:
    rows = _table(_opened(tiny.ask("measures show budget, responsible")).worksheets[0])
    money = "budget (NOK)"
    assert rows[0] == ["measure (code)", "measure", money, "budget: shared with other rows", "responsible"]
    assert _named(rows, "Floors")[money] == 100_000
    assert _named(rows, "Paint")[money] == 150_000.5
    assert _named(rows, "Gates")[money] is None
    shared = {row[1] for row in rows[1:] if row[3] == "yes"}
    assert shared == {"Flats", "Floors", "Paint", "Songs", "Tickets"}
    assert _named(rows, "Floors")["responsible"] == "Office (actor:office)\nTown (actor:town)"


def test_numbers_dates_and_answers_of_yes_and_no_have_types_of_their_own(tiny: Workspace) -> None:
    sheet = _opened(tiny.ask("measures show date, number", language="nb")).worksheets[0]
    rows = _table(sheet)
    songs = next(row for row in sheet.iter_rows() if row[1].value == "Songs")
    assert [cell.data_type for cell in songs[:4]] == ["s", "s", "d", "n"]
    assert songs[2].value.date() == date(2024, 6, 15)
    assert songs[2].number_format == "dd.mm.yyyy"
    assert songs[3].value == 3
    assert all(row[2] is None for row in rows[1:] if row[1] != "Songs")
    efforts = _table(_opened(tiny.ask("efforts show open list", language="nn")).worksheets[0])
    assert {str(row[1]): row[2] for row in efforts[1:]} == {"Build": "ja", "Play": "nei"}


QUESTIONS = [
    "measures show budget, responsible, date, status, evidence",
    "everything under a:plan",
    "are there measures without budget",
    "count and sum budget of measures per effort",
    "average budget of measures",
    "why does b:M1.1 support a:1.1.1",
    "path from b:M1 to sdg:11",
    "sdg:11.1",
]


@pytest.mark.parametrize("language", ["en", "nn", "nb"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_value_of_an_answer_is_in_its_sheet(tiny: Workspace, question: str, language: str) -> None:
    answer = tiny.ask(question, language=language)
    table = _table(_opened(answer).worksheets[0])
    assert len(table) == len(answer.rows) + 1
    for row, written in zip(answer.rows, table[1:], strict=True):
        texts = {line for value in written for line in str(value).split("\n")}
        for cell in row:
            for value in cell if isinstance(cell, list) else [cell]:
                assert value is None or set(_spellings(value, language)) & texts or _number_in(value, written)


def _spellings(value: Cell, language: str) -> Iterator[str]:
    yield "\n".join(lines(value, language))
    if isinstance(value, Thing):
        yield value.label
    if isinstance(value, date):
        yield f"{value} 00:00:00"


def _number_in(value: Cell, written: list[object]) -> bool:
    return isinstance(value, int | float | Decimal) and float(value) in written


def test_a_matrix_lies_across_with_a_colour_for_each_number(tiny: Workspace) -> None:
    sheet = _opened(tiny.ask("count measures per effort by SDG goal")).worksheets[0]
    rows = _table(sheet)
    assert rows[0][:3] == ["effort (code)", "effort", "sdg:1"]
    assert rows[0][2:] == [*(f"sdg:{number}" for number in range(1, 18)), "(none)"]
    # M1 and M1.1 lead to sdg:11, as M2 does not; M3 to sdg:8 and sdg:11; M1.2, M2, M3.1 and M4 to none.
    build, play = _named(rows, "Build"), _named(rows, "Play")
    assert (build["sdg:8"], build["sdg:11"], build["(none)"]) == (0, 2, 2)
    assert (play["sdg:8"], play["sdg:11"], play["(none)"]) == (1, 1, 2)
    (area,) = sheet.conditional_formatting
    assert area.rules[0].type == "colorScale"
    (table,) = sheet.tables.values()
    assert str(area.sqref) == table.ref.replace("A4", "C5")
    assert sheet["A2"].value == "count"


# ---- what planners expect of a sheet


def test_a_sheet_has_a_title_a_table_notes_and_prints_on_a4(tiny: Workspace) -> None:
    answer = tiny.ask("measures show budget")
    book = _opened(answer)
    (sheet,) = book.worksheets
    assert sheet.title == "Answer"
    assert sheet["A1"].value == answer.question
    (table,) = sheet.tables.values()
    assert table.ref == f"A3:D{3 + len(answer.rows)}"
    assert table.autoFilter.ref == table.ref
    assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[3]][:4]
    assert table.tableStyleInfo.showRowStripes
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.cell(len(answer.rows) + 5, 1).value == answer.notes[0].text
    assert sheet["B4"].alignment.wrap_text
    assert sheet["C4"].alignment.horizontal == "right"
    assert book.properties.title == answer.question
    assert book.properties.created.date() == date(1980, 1, 1)


def test_several_answers_have_a_sheet_each_and_contents_that_lead_to_them(tiny: Workspace) -> None:
    questions = ["tiltak", "tel tiltak per satsing mot berekraftsmål", "tiltak som støttar sdg:14"]
    book = _opened(*(tiny.ask(each, language="nn") for each in questions))
    assert book.sheetnames == ["Innhald", "1 tiltak", "2 tel tiltak per satsing mot b…", "3 tiltak som støttar sdg 14"]
    contents = book["Innhald"]
    links = {
        cell.value: (cell.hyperlink.location, cell.offset(0, 1).value)
        for (cell,) in contents["A1:A9"]
        if cell.hyperlink
    }
    assert links == {
        "1 tiltak": ("'1 tiltak'!A1", 7),
        "2 tel tiltak per satsing mot berekraftsmål": ("'2 tel tiltak per satsing mot b…'!A1", 2),
        "3 tiltak som støttar sdg:14": ("'3 tiltak som støttar sdg 14'!A1", 0),
    }
    for sheet in book.worksheets[1:]:
        assert sheet["A2"].hyperlink.location == "'Innhald'!A1"


def test_an_empty_answer_says_so(tiny: Workspace) -> None:
    for answer in (tiny.ask("measures that support sdg:14"), Answer("q", (Column("x", "text"),), (), 0)):
        (sheet,) = _opened(answer).worksheets
        assert not sheet.tables
        wanted = {note.text for note in answer.notes} or {"nothing meets the question"}
        assert wanted <= {cell.value for (cell,) in sheet["A1:A9"]}


def test_equal_headings_are_told_apart() -> None:
    answer = Answer("q", tuple(Column(name, "text") for name in ("x", "X", "x", "")), (("a", "b", "c", "d"),), 1)
    assert _table(_opened(answer).worksheets[0]) == [["x", "X (2)", "x (3)", "–"], ["a", "b", "c", "d"]]


NUMBERS: list[tuple[Cell, object]] = [
    (2024, 2024),
    (-10_000, -10_000),
    (Decimal("50000.5"), 50_000.5),
    (Decimal("1E+3"), 1000),
    (1 / 3, 1 / 3),
    ([7], 7),
    ([7, 8], "7\n8"),
    (10**15, "1\u00a0000\u00a0000\u00a0000\u00a0000\u00a0000"),
    (float("nan"), "NaN"),
    (float("-inf"), "-Infinity"),
    (Decimal("1E+999999"), "1E+999999"),
    (True, "yes"),
    (date(1899, 12, 31), "1899-12-31"),
    ([], None),
    (None, None),
]


@pytest.mark.parametrize("given, wanted", NUMBERS)
def test_a_number_is_a_number_where_excel_keeps_all_its_digits(given: Cell, wanted: object) -> None:
    sheet = _opened(Answer("q", (Column("x", "any"),), ((given,),), 1)).worksheets[0]
    assert sheet["A4"].value == wanted
