"""One edited cell is one difference, in words and in the file, and nothing else is touched."""

import difflib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kgraph.project import open_project
from kgraph.workspace import Workspace

Run = Callable[..., tuple[int, str, str]]
Fill = Callable[..., None]


@pytest.fixture
def imported(here: Run, book: Path, project: Path) -> Callable[..., tuple[int, list[str], str]]:
    """Import the workbook: exit code, the lines that it says, what it complains of."""

    def command(*options: str, path: Path = book) -> tuple[int, list[str], str]:
        code, out, err = here("import", str(path), "--project", str(project), "--lang", "en", *options)
        return code, out.splitlines(), err

    return command


def lines_changed(before: str, after: str) -> list[str]:
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[:1] in "+-"]


EDITS: list[tuple[str, str, dict[str, Any]]] = [
    ("Budget lines", "b:L2", {"budget": "kr 125\u00a0000,-"}),
    ("Budget lines", "b:L4", {"end year": 2026}),
    ("Budget lines", "b:L5", {"budget": None}),
    ("Measures", "b:M3", {"date": "1.7.2024"}),
    ("Quantified targets", "a:Q1", {"bound": "at least"}),
    ("Measures", "b:M1", {"status": "Begun"}),
    ("Measures", "b:M2", {"status": "planned"}),
    ("Measures", "b:M3.1", {"part of": "b:2"}),
    ("Phases", "a:P1", {"role": " host "}),
]


def test_edited_cells_are_told_each_and_nothing_else_is(imported: Callable[..., Any], fill: Fill, book: Path) -> None:
    for edit in EDITS:
        fill(book, *edit)
    code, out, _ = imported()
    assert code == 0
    assert [_squeezed(line) for line in out[:-1]] == [
        "Flats (b:M1): status went from Planned to Begun",
        "Jobs (a:Q1): bound went from at most to at least",
        "Paint (b:M2): lost status done",
        "Post 2 (b:L2): budget rose from 100000 to 125000",
        "Post 4 (b:L4): end year rose from 2025 to 2026",
        "Post 5 (b:L5): lost budget 10000",
        "Songs (b:M3): date went from 2024-06-15 to 2024-07-01",
        "Tickets (b:M3.1): got the link: part of Play (b:2)",
        "Tickets (b:M3.1): lost the link: part of Songs (b:M3)",
    ]


def test_one_edited_cell_is_one_difference_and_one_statement(
    imported: Callable[..., Any], fill: Fill, book: Path, project: Path
) -> None:
    fill(book, "Budget lines", "b:L2", {"budget": 125000})
    before = {path.name: path.read_text(encoding="utf-8") for path in (project / "data").iterdir()}
    code, told, _ = imported("--dry-run")
    assert (code, len(told)) == (0, 2)
    assert before == {path.name: path.read_text(encoding="utf-8") for path in (project / "data").iterdir()}
    assert imported()[1][:-1] == told[:-1]
    assert before["a.ttl"] == (project / "data" / "a.ttl").read_text(encoding="utf-8")
    lines = lines_changed(before["b.ttl"], (project / "data" / "b.ttl").read_text(encoding="utf-8"))
    old, new = (line for line in lines if line.startswith(("- ", "+ ")))
    assert "kg:budget 100000.0 ;" in old
    assert new[2:] == old[2:].replace("kg:budget 100000.0 ;", "kg:budget 125000 ;")
    # What has been read is no change any more.
    assert imported()[1] == [f"{book}: no change; problems: 0"]


def _squeezed(text: str) -> str:
    """The sentence without what parts thousands and without quotation marks."""
    return text.translate(dict.fromkeys(map(ord, "\u202f\u00a0,«»")))


def test_fields_and_names_that_are_not_shown_survive(
    imported: Callable[..., Any], fill: Fill, book: Path, project: Path
) -> None:
    fill(book, "Measures", "b:M2", {"name": "Paint it"})
    assert imported()[0] == 0
    text = (project / "data" / "b.ttl").read_text(encoding="utf-8")
    statement = text[text.index("\nb:M2 ") :].partition(" .\n")[0]
    for kept in ('"Måling"@nn', '"Maling"@nb', '"Eldsjeler målar GATA"@nn', "kg:number 2", '"planned"', '"done"'):
        assert kept in statement
    assert '"Paint it"@en' in statement
    assert '"Paint"@en' not in statement


def test_a_name_is_written_in_the_language_of_the_workbook(
    here: Run, fill: Fill, project: Path, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(Workspace(open_project(project), "nn").view().export("workbook"))
    # Flats has a name in English alone, which the cell shows.
    fill(path, "Tiltak", "b:M1", {"namn": "Husvære"})
    assert here("import", str(path), "--project", str(project), "--lang", "en")[0] == 0
    text = (project / "data" / "b.ttl").read_text(encoding="utf-8")
    statement = text[text.index("\nb:M1 ") :].partition(" .\n")[0]
    assert '"Flats"@en' in statement
    assert '"Husvære"@nn' in statement


def test_a_new_row_gets_the_next_code_of_its_kind(
    imported: Callable[..., Any], fill: Fill, book: Path, project: Path
) -> None:
    fill(book, "Measures", "", {"name": "Doors", "part of": "b:M1 Flats"})
    fill(book, "Measures", "", {"name": "Handles", "part of": "Doors"})
    fill(book, "Budget lines", "", {"name": "Post 6", "part of": "Beta", "budget": 5, "start year": "2025"})
    fill(book, "Actors", "", {"kind": "unit", "name": "Blå Øy", "part of": "Town"})
    code, out, err = imported()
    assert (code, err.count("written")) == (0, 2)
    # b:M1 has b:M1.1 and b:M1.2; the lines of b:plan end with b:L5; measures in measures go on with a dot.
    assert out[:4] == [
        "Blå Øy (actor:bla-oy): new unit",
        "Doors (b:M1.3): new measure",
        "Handles (b:M1.3.1): new measure",
        "Post 6 (b:L6): new budget line",
    ]
    # The rows have no codes still, and are known again.
    assert imported()[1] == [f"{book}: no change; problems: 0"]
    answer = Workspace(open_project(project), "en").ask("measures under b:M1.3")
    assert [thing.code for thing in answer.things()] == ["b:M1.3.1"]


def test_a_code_of_ones_own_is_kept(imported: Callable[..., Any], fill: Fill, book: Path) -> None:
    fill(book, "Measures", "", {"code": "b:M77", "name": "Doors", "part of": "b:2"})
    assert imported()[1][0] == "Doors (b:M77): new measure"


EVIDENCE = {
    "from": "b:M4", "link": "supports", "to": "sdg:8.9", "basis": "stated", "quote": "voices of visitors",
    "heading": "Play", "document": "b:plan",
}  # fmt: skip


def test_a_row_of_evidence_makes_the_link(imported: Callable[..., Any], fill: Fill, book: Path, project: Path) -> None:
    fill(book, "Evidence", "", EVIDENCE)
    code, out, _ = imported()
    assert code == 0
    assert len(out) == 2
    assert "sdg:8.9" in out[0]
    text = (project / "data" / "b.ttl").read_text(encoding="utf-8")
    # At the end, after the last claim that was there.
    assert "b:claim-M4-supports-8.9 a kg:Claim" in text.partition("claim:30")[2]
    assert imported()[1] == [f"{book}: no change; problems: 0"]
    answer = Workspace(open_project(project), "en").ask("measures that explicitly support sdg:8.9")
    assert [thing.code for thing in answer.things()] == ["b:M4"]


def test_a_link_without_evidence_is_left_out_and_told(imported: Callable[..., Any], fill: Fill, book: Path) -> None:
    fill(book, "Measures", "b:M1.2", {"responsible": "Office", "status": "planned"})
    code, out, err = imported()
    # The rest of the row is read; no claim is made up.
    assert code == 0
    assert [line.partition(":")[0] for line in out[:-1]] == ["Gates (b"]
    assert "the link “responsible” to actor:office has no evidence" in err
    assert "[Measures!" in err
    evidence = {**EVIDENCE, "from": "b:M1.2", "link": "responsible", "to": "Office"}
    fill(book, "Evidence", "", evidence)
    code, out, err = imported("--strict")
    assert (code, len(out)) == (0, 2)
    assert "no evidence" not in err


def test_with_a_link_its_evidence_goes(imported: Callable[..., Any], fill: Fill, book: Path, project: Path) -> None:
    fill(book, "Measures", "b:M3", {"supports": "sdg:8.9"})
    code, out, _ = imported()
    assert (code, len(out)) == (0, 2)
    assert "Music (a:1.2.1)" in out[0]
    text = (project / "data" / "b.ttl").read_text(encoding="utf-8")
    # Both claims on the link are gone, the one on sdg:8.9 is not.
    assert ["claim:15" in text, "claim:16" in text, "claim:17" in text] == [False, False, True]


def test_a_suggestion_is_accepted_by_its_basis(
    imported: Callable[..., Any], fill: Fill, book: Path, project: Path
) -> None:
    ask = "measures that support a:1.2.2"
    assert len(Workspace(open_project(project), "en").ask(ask)) == 0
    fill(book, "Evidence", "claim:18", {"basis": "stated"})
    assert imported()[0] == 0
    assert [thing.code for thing in Workspace(open_project(project), "en").ask(ask).things()] == ["b:M4"]


def test_a_row_that_is_gone_is_told_and_removed_only_where_that_is_asked(
    imported: Callable[..., Any], book: Path, project: Path
) -> None:
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Measures"]
    sheet.delete_rows(next(row for row in range(2, sheet.max_row) if sheet.cell(row, 1).value == "b:M1.2"))
    workbook.save(book)
    code, out, err = imported()
    assert (code, out) == (0, [f"{book}: no change; problems: 0"])
    assert "left as they are: b:M1.2 (1)" in err
    code, out, err = imported("--remove")
    assert (code, out[0]) == (0, "Gates (b:M1.2): the measure is gone")
    text = (project / "data" / "b.ttl").read_text(encoding="utf-8")
    assert "\nb:M1.2 " not in text
    assert "b:M1.2 Gates    (nothing)" in text


def test_removed_evidence_takes_the_link_along(imported: Callable[..., Any], book: Path, project: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Evidence"]
    for claim in ("claim:17", "claim:15"):
        sheet.delete_rows(next(row for row in range(2, sheet.max_row) if sheet.cell(row, 1).value == claim))
    workbook.save(book)
    assert imported("--remove")[0] == 0
    answer = Workspace(open_project(project), "en").ask("measures show supports")
    # claim:17 was the only one on sdg:8.9; claim:16 still holds the other link.
    supported = next(row[1] for row in answer.rows if row[0].code == "b:M3")
    assert [thing.code for thing in (supported if isinstance(supported, list) else [supported])] == ["a:1.2.1"]


def test_strict_writes_nothing_where_there_is_a_problem(
    imported: Callable[..., Any], fill: Fill, book: Path, project: Path
) -> None:
    fill(book, "Budget lines", "b:L2", {"budget": 7})
    fill(book, "Budget lines", "b:L4", {"budget": "much"})
    before = (project / "data" / "b.ttl").read_bytes()
    code, out, _ = imported("--strict")
    assert code == 1
    assert out[-1] == f"{book}: changes that would be made: 1, and nothing is written; problems: 1"
    assert (project / "data" / "b.ttl").read_bytes() == before
    code, out, _ = imported()
    assert (code, out[-1]) == (1, f"{book}: changes made: 1; problems: 1")
    assert b"kg:budget 7 " in (project / "data" / "b.ttl").read_bytes()


@pytest.mark.usefixtures("english")
def test_the_plans_that_come_with_kgraph_are_not_changed(
    here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "Measures.csv"
    path.write_text("code;name;status\nsogn:1.1-M1;Strategy for government jobs;done\n", encoding="utf-8")
    code, out, _ = here("import", str(path), "--dry-run")
    assert (code, _squeezed(out.splitlines()[0])) == (0, "Strategy for government jobs (sogn:1.1-M1): got status done")
    code, _, err = here("import", str(path))
    assert code == 1
    assert "kgraph new DIR" in err
