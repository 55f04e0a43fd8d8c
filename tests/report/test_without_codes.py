"""A project whose things have no codes, and names that several have, is faulty, and is reported on all the same."""

import pytest

from kgraph.project import open_project
from kgraph.workspace import Workspace

DATA = """
@prefix kg:   <https://w3id.org/kgraph/ns#> .
@prefix a:    <https://w3id.org/kgraph/id/a/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
a:plan a kg:StrategicPlan ; rdfs:label "Plan"@en .
a:f a kg:FocusArea ; rdfs:label "Same"@en ; kg:partOf a:plan .
a:g a kg:FocusArea ; rdfs:label "Same"@en ; kg:partOf a:plan .
a:h a kg:FocusArea ; kg:partOf a:plan .
a:m a kg:Measure ; rdfs:label "Measure"@en ; kg:partOf a:g .
"""
A = "https://w3id.org/kgraph/id/a/"


@pytest.fixture(scope="module")
def uncoded(tmp_path_factory) -> Workspace:
    folder = tmp_path_factory.mktemp("uncoded")
    (folder / "data").mkdir()
    (folder / "kgraph.toml").write_text('language = "en"\n', encoding="utf-8")
    (folder / "data" / "a.ttl").write_text(DATA, encoding="utf-8")
    return Workspace(open_project(folder))


@pytest.mark.parametrize("plan", [None, "Plan", f"{A}plan"])
def test_the_report_has_the_table_of_the_chapter_that_has_measures(report, uncoded, plan):
    found = report.content(uncoded.view(plan))
    titles = [part.title for section in found.sections if section.key == "work" for part in section.parts]
    assert "Same: 1 measure" in titles


def test_each_of_two_that_are_called_the_same_is_asked_about_by_its_iri(uncoded):
    found = {thing.iri: thing for thing in uncoded.ask("focus areas").things()}
    counts = {iri: len(uncoded.view().ask("measures under $it", it=each.reference)) for iri, each in found.items()}
    assert counts == {f"{A}f": 0, f"{A}g": 1, f"{A}h": 0}


@pytest.mark.parametrize("name", ["levels", "coverage", "similar-measures", "alignment"])
def test_analyses_of_such_a_plan_answer(uncoded, name):
    parameters = {"rows": "focus area", "columns": "measure"} if name == "coverage" else {}
    assert uncoded.view(f"{A}plan").analyse(name, **parameters).columns
