"""`kgraph new`: a project with an empty workbook, into which a plan is typed."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kgraph.project import open_project
from kgraph.workspace import Workspace

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def plan(here: Run, tmp_path: Path) -> Path:
    code, out, err = here("new", str(tmp_path / "Årdal"), "--name", 'Kommuneplan "X"', "--lang", "nn")
    assert (code, err) == (0, "")
    assert out.splitlines()[-1].startswith("Neste: ")
    return tmp_path / "Årdal"


def put(path: Path, name: str, rows: list[dict[str, Any]]) -> None:
    workbook = openpyxl.load_workbook(path)
    sheet = workbook[name]
    heads = {cell.value: cell.column for cell in sheet[1]}
    # Below the example.
    for number, row in enumerate(rows, 3):
        for heading, value in row.items():
            sheet.cell(number, heads[heading]).value = value
    workbook.save(path)


def test_it_has_what_a_project_has(plan: Path) -> None:
    assert sorted(os.listdir(plan)) == ["README.md", "data", "kgraph.toml", "plan.xlsx", "plugins", "queries"]
    project = open_project(plan)
    assert project.language == "nn"
    answer = Workspace(project).ask("plans")
    assert [(thing.code, thing.label) for thing in answer.things()] == [("ardal:plan", 'Kommuneplan "X"')]
    assert "kgraph import plan.xlsx" in (plan / "README.md").read_text(encoding="utf-8")
    assert Workspace(project).check().errors == 0


@pytest.mark.usefixtures("english")
def test_a_plan_is_typed_in_and_asked_about(plan: Path, here: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(plan)
    path = plan / "plan.xlsx"
    assert here("import", "plan.xlsx")[1] == "plan.xlsx: inga endring; problem: 0\n"
    goals = [{"slag": "overordna mål", "namn": name, "del av": "ardal:plan"} for name in ("Bu", "Leve", "Arbeide")]
    put(path, "Mål", goals)
    measures = [{"namn": f"Tiltak {each}", "del av": "Bu" if each < 3 else "Leve"} for each in range(1, 6)]
    put(path, "Tiltak", measures)
    put(path, "Budsjettlinjer", [{"namn": "Post 1", "del av": "ardal:plan", "budsjett": "1 140 000,50"}])
    claim = {"frå": "Post 1", "lenkje": "dekkjer", "til": "Tiltak 4", "grunnlag": "uttrykt", "samsvar": "ordrett",
             "sitat": "Tiltak 4", "overskrift": "Økonomi", "dokument": "ardal:plan"}  # fmt: skip
    put(path, "Belegg", [claim])
    code, out, _ = here("import", "plan.xlsx")
    assert (code, out.splitlines()[-1]) == (0, "plan.xlsx: endringar gjorde: 9; problem: 0")
    codes = [line.partition("(")[2].partition(")")[0] for line in out.splitlines()[:-1]]
    assert codes == [
        "ardal:3", "ardal:1", "ardal:2", "ardal:L1",
        "ardal:1-M1", "ardal:1-M2", "ardal:2-M1", "ardal:2-M2", "ardal:2-M3",
    ]  # fmt: skip
    code, out, _ = here("ask", "measures without budget")
    assert [line.partition(",")[0] for line in out.splitlines()[1:]] == [
        "ardal:1-M1", "ardal:1-M2", "ardal:2-M1", "ardal:2-M3",
    ]  # fmt: skip
    assert "kg:budget 1140000.5" in (plan / "data" / "plan.ttl").read_text(encoding="utf-8")
    code, out, _ = here("gaps", "--format", "csv")
    assert code == 0
    assert "ardal:3,Arbeide" in out
    assert here("import", "plan.xlsx")[1] == "plan.xlsx: inga endring; problem: 0\n"


@pytest.mark.parametrize(
    "kind, own, other", [("action", "Efforts", "Sub-strategies"), ("strategic", "Sub-strategies", "Efforts")]
)
def test_the_sheets_are_those_of_the_sort_of_plan(here: Run, tmp_path: Path, kind: str, own: str, other: str) -> None:
    assert here("new", str(tmp_path / "plan"), "--kind", kind, "--lang", "en")[0] == 0
    names = openpyxl.load_workbook(tmp_path / "plan" / "plan.xlsx").sheetnames
    assert own in names
    assert other not in names
    assert {"Goals", "Measures", "Budget lines", "Actors", "Evidence"} <= set(names)


@pytest.mark.parametrize("language, says", [("en", "not empty"), ("nn", "ikkje tom"), ("nb", "ikke tom")])
def test_a_folder_that_holds_something_is_left_as_it_is(here: Run, tmp_path: Path, language: str, says: str) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    code, out, err = here("new", str(tmp_path), "--lang", language)
    assert (code, out, os.listdir(tmp_path)) == (1, "", ["mine.txt"])
    assert says in err


def test_an_empty_folder_is_filled_and_nothing_half_done_stays(
    here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "place").mkdir()
    assert here("new", str(tmp_path / "place"))[0] == 0
    assert '"plan-place:plan"' in (tmp_path / "place" / "data" / "plan.ttl").read_text(encoding="utf-8")
    monkeypatch.setattr("kgraph.viewing.ProjectView.export", lambda *_: 1 / 0)
    assert here("new", str(tmp_path / "other"))[0] == 70
    assert sorted(os.listdir(tmp_path)) == ["place"]
