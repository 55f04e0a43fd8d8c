"""What cannot be read is told with sheet, row, column and the mend, in three languages; the other rows are read."""

import io
import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kgraph.plugin import Problem, Triple
from kgraph.terms import LANGUAGES
from kgraph.workspace import Workspace

Fill = Callable[..., None]
EVIDENCE = {
    "from": "b:M4", "link": "supports", "to": "sdg:8.9", "basis": "stated", "quote": "voices of visitors",
    "heading": "Play", "document": "b:plan",
}  # fmt: skip
# The sheet, the code of the row, what is typed; the column of the cell, and what the sentence says.
FAULTS: dict[str, tuple[str, str, Mapping[str, Any], str, str]] = {
    "no-number": ("Budget lines", "b:L1", {"budget": "much"}, "budget", "digits"),
    "two-ways": ("Budget lines", "b:L2", {"budget": "1.140"}, "budget", "write 1140"),
    "no-integer": ("Budget lines", "b:L3", {"start year": 2024.5}, "start year", "2024.5"),
    "year-alone": ("Budget lines", "b:L4", {"date": date(1905, 7, 19)}, "date", "2027"),
    "circle": ("Efforts", "b:2", {"part of": "b:2"}, "part of", "itself"),
    "no-date": ("Measures", "b:M1", {"date": "next spring"}, "date", "2026-12-08"),
    "no-boolean": ("Efforts", "b:1", {"open list": "maybe"}, "open list", "neither yes nor no"),
    "no-choice": ("Quantified targets", "a:Q1", {"bound": "about"}, "bound", "at least, at most, exactly"),
    "unknown-thing": ("Measures", "b:M1.1", {"part of": "b:1.l Houses"}, "part of", "b:1.1 Houses"),
    "several-things": ("Measures", "b:M1.2", {"supports": "Twins"}, "supports", "a:1.1; a:1.2"),
    "wrong-kind": ("Measures", "b:M2", {"responsible": "b:1.1 Houses"}, "responsible", "section"),
    "no-name": ("Measures", "b:M3", {"name": None}, "name", "needs a name"),
    "wrong-column": ("Sections", "b:1.1", {"budget": 5}, "budget", "budget lines"),
    "bad-code": ("Measures", "", {"code": "Min kode!", "name": "X", "part of": "b:2"}, "code", "cannot be a code"),
    "other-sheet": ("Measures", "", {"code": "b:L1", "name": "Post 1"}, "code", "budget line"),
    "code-twice": ("Measures", "", {"code": "b:M1", "name": "Flats"}, "code", "b:M1"),
    "kind-changes": ("Actors", "actor:band", {"kind": "unit"}, "kind", "unit"),
    "no-kind": ("Actors", "", {"name": "Choir"}, "kind", "organization"),
    "no-place": ("Measures", "", {"name": "Nowhere"}, "part of", "part of"),
    "claim-lacks": ("Evidence", "", {**EVIDENCE, "quote": None}, "quote", "quote"),
    "claim-moves": ("Evidence", "claim:13", {"to": "a:1.1.1"}, "to", "row of its own"),
    "error": ("Measures", "b:M3.1", {"status": "#REF!"}, "status", "error"),
    "formula": ("Measures", "b:M4", {"status": "=1+1"}, "status", "formula"),
}


@pytest.fixture
def path(tmp_path: Path, whole: bytes) -> Path:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(whole)
    return path


@pytest.fixture
def found(tiny: Workspace, path: Path) -> Callable[[], list[Any]]:
    importer = tiny.registry.find("importers", "workbook")
    return lambda: list(importer.read(path, tiny.view(language="en")))


@pytest.fixture(scope="module")
def faulty(tiny: Workspace, whole: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Problem, str]]:
    """Every fault in one workbook: by its rule what is told, and the cell that it was typed into."""
    workbook = openpyxl.load_workbook(io.BytesIO(whole))
    for code in ("a:1.1", "a:1.2"):
        areas = workbook["Focus areas"]
        areas.cell(next(row for row in range(2, 9) if areas.cell(row, 1).value == code), 2).value = "Twins"
    places = {}
    for rule, (name, code, cells, heading, _) in FAULTS.items():
        sheet = workbook[name]
        codes = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
        row = codes[code] if code else max(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value) + 1
        for each, value in cells.items():
            heads = {cell.value: cell.column for cell in sheet[1]}
            sheet.cell(1, heads.setdefault(each, len(heads) + 1)).value = each
            sheet.cell(row, heads[each]).value = value
        letter = next(cell.column_letter for cell in sheet[1] if cell.value == heading)
        places[rule] = f"plan.xlsx [{name}!{letter}{row}]"
    path = tmp_path_factory.mktemp("faults") / "plan.xlsx"
    workbook.save(path)
    found = list(tiny.registry.find("importers", "workbook").read(path, tiny.view(language="en")))
    problems = [each for each in found if isinstance(each, Problem)]
    assert sorted(each.rule for each in problems) == sorted(FAULTS)
    # No row with a fault changes anything: the two names are all that is new.
    assert [each.object.text for each in found if isinstance(each, Triple)] == ["Twins", "Twins"]
    return {each.rule: (each, places[each.rule]) for each in problems}


@pytest.mark.parametrize("rule", FAULTS)
def test_a_fault_is_told_with_its_place_and_its_mend(faulty: dict[str, tuple[Problem, str]], rule: str) -> None:
    problem, place = faulty[rule]
    assert problem.severity == "error"
    assert problem.source == place
    assert FAULTS[rule][4] in problem.told("en")
    told = {problem.told(tag) for tag in LANGUAGES}
    assert len(told) == 3
    # What is wrong; the mend.
    assert all("; " in sentence and "{" not in sentence for sentence in told)


def test_the_other_rows_are_read(found: Callable[[], list[Any]], fill: Fill, path: Path) -> None:
    fill(path, "Budget lines", "b:L1", {"budget": "much", "end year": 2030})
    fill(path, "Budget lines", "b:L2", {"budget": 7})
    outcome = found()
    assert [str(each.object.text) for each in outcome if isinstance(each, Triple)] == ["7"]
    assert [each.rule for each in outcome if isinstance(each, Problem)] == ["no-number"]


def test_what_rests_on_a_refused_row_is_refused_with_it(found: Callable[[], list[Any]], fill: Fill, path: Path) -> None:
    fill(path, "Sections", "", {"name": "Roofs", "part of": "b:1", "number": "first"})
    fill(path, "Measures", "", {"name": "Tiles", "part of": "Roofs"})
    outcome = found()
    assert [each.rule for each in outcome if isinstance(each, Problem)] == ["no-number", "unknown-thing"]
    assert [each for each in outcome if isinstance(each, Triple)] == []


def test_inferred_evidence_needs_its_confidence_and_reason(
    found: Callable[[], list[Any]], fill: Fill, path: Path
) -> None:
    fill(path, "Evidence", "", {**EVIDENCE, "basis": "inferred"})
    told = [each.told("nn") for each in found() if isinstance(each, Problem)]
    assert [text.partition(",")[0] for text in told] == ["belegg treng visse", "belegg treng grunngjeving"]


def test_evidence_that_a_line_covers_says_how_the_words_agree(
    found: Callable[[], list[Any]], fill: Fill, path: Path
) -> None:
    cells = {**EVIDENCE, "from": "b:L5", "link": "covers", "to": "b:M4"}
    fill(path, "Evidence", "", cells)
    assert [each.rule for each in found() if isinstance(each, Problem)] == ["claim-lacks"]
    fill(path, "Evidence", "", {**cells, "match": "exact"})


def test_merged_cells_spoil_their_rows_alone(found: Callable[[], list[Any]], path: Path) -> None:
    workbook = openpyxl.load_workbook(path)
    workbook["Efforts"].merge_cells("B2:B3")
    workbook.save(path)
    problems = [each for each in found() if isinstance(each, Problem)]
    assert [(each.rule, each.source) for each in problems] == [
        ("merged", "plan.xlsx [Efforts!B2]"),
        ("merged", "plan.xlsx [Efforts!B3]"),
    ]


def test_sheets_columns_and_rows_may_move_and_be_called_otherwise(found: Callable[[], list[Any]], path: Path) -> None:
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Measures"]
    sheet.title = "Tiltak"
    sheet.insert_rows(1, 2)
    sheet.insert_cols(2)
    for row in range(9, 4, -1):
        sheet.insert_rows(row)
    sheet.move_range(f"C1:C{sheet.max_row}", cols=40)
    workbook["Budget lines"]["B1"].value = " NAVN\u00a0"
    del workbook["Phases"]
    workbook.create_sheet("Notes")["A1"] = None
    workbook.move_sheet("Evidence", -5)
    workbook.save(path)
    assert [each for each in found() if isinstance(each, Problem | Triple)] == []


def test_what_nothing_is_called_like_is_told(found: Callable[[], list[Any]], path: Path) -> None:
    workbook = openpyxl.load_workbook(path)
    workbook.create_sheet("Tilltak")["A1"] = "code"
    hidden = workbook.create_sheet("Mine")
    hidden["A1"], hidden.sheet_state = "x", "hidden"
    sheet = workbook["Measures"]
    sheet.cell(1, sheet.max_column + 1).value = "staus"
    sheet.cell(2, sheet.max_column).value = "x"
    workbook["Efforts"]["A1"].value = "id"
    workbook.save(path)
    problems = [each for each in found() if isinstance(each, Problem)]
    assert [(each.rule, each.severity) for each in problems] == [
        ("no-headings", "error"),
        ("unknown-heading", "warning"),
        ("unknown-sheet", "warning"),
    ]
    assert "status" in problems[1].told("en")
    assert "Measures" in problems[2].told("en")


def test_a_column_whose_heading_is_lost_is_told(found: Callable[[], list[Any]], path: Path) -> None:
    workbook = openpyxl.load_workbook(path)
    workbook["Measures"].merge_cells("B1:C1")
    workbook.save(path)
    problems = [each for each in found() if isinstance(each, Problem)]
    assert [(each.rule, each.source) for each in problems] == [("no-heading", "plan.xlsx [Measures!C1]")]


def test_parts_that_go_round_through_several_rows_are_refused(
    found: Callable[[], list[Any]], fill: Fill, path: Path
) -> None:
    fill(path, "Sections", "b:1.1", {"part of": "b:M1.1"})
    outcome = found()
    assert [(each.rule, each.source) for each in outcome] == [("circle", "plan.xlsx [Sections!C2]")]


@pytest.mark.parametrize("typed", ["a:1.1, a:1.2", "a:1.1 a:1.2", "a:1.1,\na:1.2;", "a:1.1, a:1.2,"])
def test_codes_may_be_parted_by_commas_and_none_is_lost(
    found: Callable[[], list[Any]], fill: Fill, path: Path, typed: str
) -> None:
    fill(path, "Measures", "b:M4", {"supports": typed})
    outcome = found()
    told = {code for each in outcome if each.rule == "no-evidence" for code in re.findall(r"a:1\.\d", each.told("en"))}
    assert told == {"a:1.1", "a:1.2"}


def test_several_codes_with_words_between_are_no_single_thing(
    found: Callable[[], list[Any]], fill: Fill, path: Path
) -> None:
    fill(path, "Measures", "b:M4", {"supports": "a:1.1 and a:1.2"})
    assert [each.rule for each in found()] == ["unknown-thing"]


def test_problems_stand_in_the_order_of_the_file(found: Callable[[], list[Any]], fill: Fill, path: Path) -> None:
    fill(path, "Measures", "", {"name": "New", "part of": "b:2", "date": "soon"})
    fill(path, "Budget lines", "b:L1", {"budget": "much"})
    fill(path, "Measures", "b:M1", {"date": "soon"})
    places = [each.source for each in found() if isinstance(each, Problem)]
    assert [place.partition("!")[0] for place in places] == [
        "plan.xlsx [Measures", "plan.xlsx [Measures", "plan.xlsx [Budget lines"
    ]  # fmt: skip


def test_every_sentence_stands_in_three_languages_with_its_mend() -> None:
    texts = tomllib.loads((Path(__file__).parents[2] / "plugins" / "workbook" / "texts.toml").read_text("utf-8"))
    for group in ("fault", "refusal"):
        for rule, said in texts[group].items():
            assert set(said) == set(LANGUAGES), rule
            assert all("; " in sentence and not sentence.endswith(".") for sentence in said.values()), rule
    assert len(texts["guide"]) == 6
    assert set(FAULTS) | {
        "merged",
        "no-heading",
        "unknown-sheet",
        "no-headings",
        "unknown-heading",
        "heading-twice",
        "no-evidence",
    } == set(texts["fault"])
