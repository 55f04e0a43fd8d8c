"""What is exported and imported again, unedited, changes nothing; and what the workbook looks like."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import rdflib
from rdflib.compare import isomorphic

from kgraph.project import open_project
from kgraph.revising import revision
from kgraph.states import data_of
from kgraph.terms import LANGUAGES
from kgraph.workspace import Workspace

Run = Callable[..., tuple[int, str, str]]
OWN = ("sogn", "sogndal")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "data").iterdir())}


def graph_of(folder: Path) -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in sorted((folder / "data").iterdir()):
        graph.parse(path)
    return graph


@pytest.mark.no_cover
@pytest.mark.parametrize("language, form", [*((each, "workbook") for each in LANGUAGES), ("nn", "workbook-csv")])
def test_the_shipped_plans_come_back_as_they_were(own_plans: Path, tmp_path: Path, language: str, form: str) -> None:
    workspace = Workspace(open_project(own_plans), language)
    importer = workspace.registry.find("importers", "workbook")
    path = tmp_path / ("plan.xlsx" if form == "workbook" else "plan.zip")
    path.write_bytes(workspace.view().export(form))
    # Whoever reads it may have another language.
    found = list(importer.read(path, workspace.view(language="nb")))
    assert found == []
    before = data_of(workspace.project, language)
    assert revision(found, before, workspace.vocabulary, remove=True).of(before) == before


@pytest.mark.no_cover
@pytest.mark.parametrize("plan", OWN)
def test_a_plan_alone_leaves_the_other_in_peace(own_plans: Path, tmp_path: Path, here: Run, plan: str) -> None:
    folder = tmp_path / "own"
    shutil.copytree(own_plans, folder)
    path = str(tmp_path / "plan.xlsx")
    where = ("--project", str(folder), "--lang", "nn")
    assert here("export", "workbook", path, "--plan", f"{plan}:plan", *where)[0] == 0
    code, out, err = here("import", path, "--remove", *where)
    assert (code, out, err) == (0, f"{path}: inga endring; problem: 0\n", "")
    assert bytes_of(folder) == bytes_of(own_plans)
    assert isomorphic(graph_of(folder), graph_of(own_plans))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_has_saved_is_still_the_same(tiny: Workspace, book: Path, tmp_path: Path) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", "saved", "plan.xlsx"], cwd=tmp_path, check=True, capture_output=True)
    importer = tiny.registry.find("importers", "workbook")
    assert (tmp_path / "saved" / "plan.xlsx").read_bytes() != book.read_bytes()
    assert list(importer.read(tmp_path / "saved" / "plan.xlsx", tiny.view())) == []


def test_the_sheets_stand_in_the_order_of_the_plan(own_plans: Path) -> None:
    view = Workspace(open_project(own_plans), "nn").view("sogn:plan")
    workbook = openpyxl.load_workbook(io.BytesIO(view.export("workbook")))
    shown = [sheet.title for sheet in workbook if sheet.sheet_state == "visible"]
    assert shown == [
        "Les meg", "Planar", "Mål", "Satsingar", "Avsnitt", "Strategiar", "Tiltak", "Budsjettlinjer", "Måltal",
        "Aktørar", "Stader", "Samband", "Dokument", "Belegg",
    ]  # fmt: skip
    assert [sheet.title for sheet in workbook if sheet.sheet_state == "hidden"] == ["_lists", "_kgraph"]
    # Counted with grep in data/sogn.ttl: 40 measures, 15 budget lines, 4 efforts.
    assert [workbook[name].max_row - 1 for name in ("Tiltak", "Budsjettlinjer", "Satsingar")] == [40, 15, 4]
    guide = [cell.value for cell in workbook["Les meg"]["A"] if cell.value]
    assert guide[0] == "Arbeidsbok for planen: Handlingsplan 2018"
    # Six lines, then the sheets.
    assert guide[7] == "Planar"


def test_a_row_says_what_the_data_says(book: Path, cells: Callable[..., dict[str, object]]) -> None:
    measure = cells(book, "Measures", "b:M2")
    assert measure["name"] == "Paint"
    assert measure["part of"] == "b:1.1 Houses"
    assert measure["status"] == "done\nplanned"
    assert measure["text"] == "Eldsjeler målar GATA"
    assert measure["supports"] == "a:1.1.2 Mending"
    assert measure["addresses"] == "a:X1 Climate"
    assert measure["responsible"] == "actor:office Office"
    line = cells(book, "Budget lines", "b:L3")
    assert line["budget"] == 50000.5
    assert line["covers"] == "b:M2 Paint\nb:M3 Songs"
    assert cells(book, "Efforts", "b:1")["open list"] == "yes"
    assert cells(book, "Quantified targets", "a:Q1")["bound"] == "at most"
    claim = cells(book, "Evidence", "claim:13")
    assert (claim["from"], claim["link"], claim["to"]) == ("b:M2 Paint", "supports", "a:1.1.2 Mending")
    assert (claim["basis"], claim["confidence"], claim["quote"]) == ("inferred", "medium", "paint")


def test_a_kind_of_the_projects_own_has_its_sheet(book: Path, cells: Callable[..., dict[str, object]]) -> None:
    assert cells(book, "Meetings", "b:W1")["discusses"] == "b:M2 Paint"


def test_gaps_are_marked_and_say_why(book: Path) -> None:
    sheet = openpyxl.load_workbook(book)["Measures"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    # b:M1.2 has nobody responsible and no money; b:M2 has both.
    bare = sheet.cell(rows["b:M1.2"], heads["responsible"])
    assert bare.fill.fgColor.rgb == "FFFFE699"
    assert "Gates" in bare.comment.text
    assert sheet.cell(rows["b:M2"], heads["responsible"]).comment is None
    assert "budget" in sheet.cell(rows["b:M1.2"], heads["name"]).comment.text
    # What is only good to know is marked faintly: actors who answer for nothing.
    actors = openpyxl.load_workbook(book)["Actors"]
    assert {cell.fill.fgColor.rgb for cell in actors["C"] if cell.comment and cell.row > 1} <= {"FFFFF8E1"}


def test_cells_offer_what_may_stand_there(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Budget lines"]
    rules = {str(each.sqref).split(":")[0]: each for each in sheet.data_validations.dataValidation}
    heads = {cell.value: cell.column_letter for cell in sheet[1]}
    assert rules[f"{heads['budget']}2"].type == "decimal"
    assert rules[f"{heads['start year']}2"].type == "whole"
    assert rules[f"{heads['date']}2"].type == "date"
    offered = rules[f"{heads['covers']}2"].formula1
    name, _, place = offered.rpartition("!")
    listed = [cell.value for (cell,) in workbook[name.strip("'")][place.replace("$", "")]]
    assert listed[:3] == ["b:M1 Flats", "b:M1.1 Floors", "b:M1.2 Gates"]
    assert len(listed) == 7


def test_a_sheet_without_rows_has_an_example_that_is_not_read(book: Path, here: Run, project: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    assert [cell.value for cell in workbook["Sections"]["A"]] == ["code", "b:1.1"]
    assert [cell.value for cell in workbook["Strategies"]["A"]] == ["code", "example"]
    assert here("import", str(book), "--project", str(project))[:2] == (0, f"{book}: no change; problems: 0\n")


def test_the_same_data_make_the_same_bytes(project: Path) -> None:
    first, again = (Workspace(open_project(project), "nn").view() for _ in range(2))
    for form in ("workbook", "workbook-csv"):
        assert first.export(form) == again.export(form)


def test_a_csv_for_a_spreadsheet_holds_no_formula(project: Path) -> None:
    data = (project / "data" / "b.ttl").read_text(encoding="utf-8").replace('"Gates"@en', '"=1+1"@en')
    (project / "data" / "b.ttl").write_text(data, encoding="utf-8")
    view = Workspace(open_project(project), "en").view()
    with zipfile.ZipFile(io.BytesIO(view.export("workbook-csv"))) as archive:
        text = archive.read("Measures.csv").decode("utf-8-sig")
    assert ";'=1+1;" in text
    workbook = openpyxl.load_workbook(io.BytesIO(view.export("workbook")))
    assert [cell.data_type for cell in workbook["Measures"]["B"] if cell.value == "=1+1"] == ["s"]
