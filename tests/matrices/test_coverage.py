"""Matrices of coverage: on the tiny project worked out by hand, on the shipped plans counted from the files."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest
import rdflib

from kgraph.drawing.heatmap_html import page
from kgraph.drawing.heatmap_text import heatmap_text
from kgraph.drawing.matrix import SIGNS, Matrix, matrix_of
from kgraph.errors import KgraphError

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests/projects/tiny"
KG = rdflib.Namespace("https://w3id.org/kgraph/ns#")


def squares(view, rows, columns, **more) -> dict[tuple[str, str], str]:
    """What each cell that is not empty shows, by the codes of its row and column."""
    answer = view.analyse("coverage", rows=rows, columns=columns, **more)
    shown = [square for row in matrix_of(answer).squares for square in row]
    pairs = [(row[0].code, row[1].code) for row in answer.rows]
    return {
        pair: SIGNS[each.state] + each.number for pair, each in zip(pairs, shown, strict=True) if each.state != "none"
    }


def matrix(view, rows, columns, **more) -> Matrix:
    return matrix_of(view.analyse("coverage", rows=rows, columns=columns, **more))


pytestmark = pytest.mark.usefixtures("english")

# ---- by hand, from the comments at the top of the tiny project's files


def test_efforts_by_sdg_goals_count_the_measures_of_each(tiny):
    # M1.1 leads to 11 by an inferred link, and so does M1, its whole; M3 to 11 by stated ones, to 8 by an inferred one.
    found = squares(tiny.view(), "effort", "SDG goal")
    assert found == {("b:1", "sdg:11"): "◐2", ("b:2", "sdg:11"): "●1", ("b:2", "sdg:8"): "◐1"}


def test_what_some_measures_do_by_stated_links_and_others_not_is_partly_stated(tiny):
    found = squares(tiny.view(), "overall goal", "SDG goal")
    assert found == {("a:1", "sdg:11"): "◕3", ("a:1", "sdg:8"): "◐1*"}


def test_a_star_marks_where_only_the_measures_lead(tiny):
    # M3 serves Leisure and the tourism target 8.9; Leisure itself says nothing of tourism.
    found = squares(tiny.view(), "focus area", "SDG goal")
    assert found == {("a:1.1", "sdg:11"): "◐2", ("a:1.2", "sdg:11"): "●1", ("a:1.2", "sdg:8"): "◐1*"}


def test_what_the_row_leads_to_without_anything_counted_is_only_planned(tiny):
    # The one sub-goal has to do with no focus area.
    found = squares(tiny.view(), "focus area", "SDG goal", count="sub-goal")
    assert found == {("a:1.1", "sdg:11"): "○", ("a:1.2", "sdg:11"): "○"}


def test_on_the_stated_basis_inferred_links_leave_nothing(tiny):
    found = squares(tiny.view(basis="stated"), "focus area", "SDG goal")
    assert found == {("a:1.2", "sdg:11"): "●1"}


def test_cross_cutting_goals_are_taken_up_by_the_row_itself(tiny):
    assert squares(tiny.view(), "sub-strategy", "cross-cutting goal") == {("a:1.2.2", "a:X1"): "◐"}
    assert squares(tiny.view(), "measure", "cross-cutting goal") == {("b:M2", "a:X1"): "●"}


def test_measures_as_rows_show_the_links_themselves(tiny):
    found = squares(tiny.view(), "measure", "SDG goal")
    assert found == {
        ("b:M1", "sdg:11"): "◐",
        ("b:M1.1", "sdg:11"): "◐",
        ("b:M3", "sdg:11"): "●",
        ("b:M3", "sdg:8"): "◐",
    }


def test_totals_count_each_measure_once(tiny):
    found = matrix(tiny.view(), "effort", "SDG goal")
    assert found.row_totals == (2, 1)
    assert [total for total in found.column_totals if total] == [1, 3]
    assert found.whole == 3


def test_totals_of_links_count_rows_and_columns(tiny):
    found = matrix(tiny.view(), "measure", "SDG goal")
    totals = {head.short: total for head, total in zip(found.rows, found.row_totals, strict=True)}
    assert totals == {"M1": 1, "M1.1": 1, "M1.2": 0, "M2": 0, "M3": 2, "M3.1": 0, "M4": 0}
    assert found.whole == 4


def test_every_goal_has_a_column_whether_anything_leads_there_or_not(tiny):
    found = matrix(tiny.view(), "focus area", "SDG goal")
    assert [head.short for head in found.columns] == [str(number) for number in range(1, 18)]
    assert [str(head) for head in found.rows] == ["1.1 Homes", "1.2 Leisure", "2.1 Shops"]


def test_the_summary_names_empty_rows_and_columns(tiny):
    found = matrix(tiny.view(), "focus area", "SDG goal")
    assert found.summary.startswith("3 of 51 cells hold measures. Rows without: a:2.1.")
    assert "sdg:10 · sdg:12" in found.summary


def test_of_a_plan_only_its_own_things_are_taken_where_it_has_any(tiny):
    found = tiny.view("b").analyse("coverage", rows="focus area", columns="SDG goal")
    assert len(found) == 3 * 17
    assert "Beta has none of its own" in next(note.text for note in found.notes if note.code == "coverage_whole")


def test_a_plan_with_nothing_of_the_kinds_is_told(tiny):
    with pytest.raises(KgraphError, match="Alfa has none of these: efforts, SDG goals, measures"):
        tiny.view("a").analyse("coverage", rows="effort", columns="SDG goal")


@pytest.mark.parametrize("rows, columns, message", [("foo", "effort", "foo"), ("everything", "everything", "cells")])
def test_what_cannot_be_shown_is_told_in_a_sentence(shipped, rows, columns, message):
    with pytest.raises(KgraphError, match=message):
        shipped.view().analyse("coverage", rows=rows, columns=columns)


def test_kinds_are_known_in_any_language(tiny):
    english = tiny.view().analyse("coverage", rows="focus area", columns="SDG goal")
    assert tiny.view().analyse("coverage", rows="innsatsområde", columns="bærekraftsmål") == english


# ---- the shipped plans, counted from their files by another way


@pytest.fixture(scope="module")
def data() -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in (ROOT / "data").glob("*.ttl"):
        graph.parse(path)
    return graph


def reached(graph: rdflib.Graph, start, *links, back: bool = False) -> set:
    """All that steps of some links lead to, or that lead here by them, with the start itself."""
    found, ahead = {start}, [start]
    while ahead:
        node = ahead.pop()
        new = {
            end for link in links for end in (graph.subjects(link, node) if back else graph.objects(node, link))
        } - found
        found |= new
        ahead += new
    return found


def ends(graph: rdflib.Graph, thing, kind) -> set:
    """The things of a kind that a thing hangs together with: by its parts, their support, and the wholes of that."""
    parts = reached(graph, thing, KG.partOf, back=True)
    led = {end for part in parts for end in reached(graph, part, KG.supports, KG.addresses)}
    wholes = {whole for node in led for whole in reached(graph, node, KG.partOf)}
    return {str(whole) for whole in wholes if (whole, rdflib.RDF.type, kind) in graph}


@pytest.mark.parametrize("rows, kind", [("focus area", KG.FocusArea), ("effort", KG.Effort)])
def test_the_sums_of_the_shipped_plans_are_those_of_their_files(shipped, data, rows, kind):
    measures = list(data.subjects(rdflib.RDF.type, KG.Measure))
    inside = {each: ends(data, each, kind) for each in measures}
    goals = {each: ends(data, each, KG.SDGGoal) for each in measures}
    answer = shipped.view().analyse("coverage", rows=rows, columns="SDG goal")
    for row in answer.rows:
        expected = {str(each) for each in measures if row[0].iri in inside[each] and row[1].iri in goals[each]}
        assert {thing.iri for thing in row[7]} == expected
        assert row[4] == len(expected)
    found = matrix_of(answer)
    assert found.whole == len([each for each in measures if inside[each] and goals[each]])
    assert found.whole > 10


# ---- how it is shown


def test_the_table_fits_the_terminal(shipped):
    for language in ("en", "nn", "nb"):
        found = matrix(shipped.view(language=language), "focus area", "SDG goal")
        for width in (40, 80, 100, 120):
            text = heatmap_text(found, width=width)
            assert max(map(len, text.splitlines())) <= width
            assert "1.1" in text
        heads = heatmap_text(found, width=100).splitlines()[2].split()
        assert heads == [*map(str, range(1, 18)), found.total]


def test_colours_add_nothing_but_colour(shipped):
    found = matrix(shipped.view(), "focus area", "SDG goal")
    bare = re.sub(r"\x1b\[[\d;]*m", "", heatmap_text(found, colour=True))
    assert bare == heatmap_text(found)
    assert "\x1b[48;2;" in heatmap_text(found, colour=True)


def test_the_table_by_hand(tiny):
    text = heatmap_text(matrix(tiny.view(), "effort", "SDG goal"), width=100)
    lines = [line.split() for line in text.splitlines() if line.startswith(("1 Build", "2 Play", "all "))]
    dots = ["·"] * 10
    assert lines == [
        ["1", "Build", *dots, "◐2", *["·"] * 6, "2"],
        ["2", "Play", *["·"] * 7, "◐1", "·", "·", "●1", *["·"] * 6, "1"],
        ["all", *["0"] * 7, "1", "0", "0", "3", *["0"] * 6, "3"],
    ]


class Cells(HTMLParser):
    """The tags of a page and the texts of its cells."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.within = False

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "td":
            self.cells.append("")
            self.within = True

    def handle_endtag(self, tag):
        self.within = self.within and tag != "td"

    def handle_data(self, data):
        if self.within:
            self.cells[-1] += data


def test_the_html_table_has_heads_with_scope_and_words_in_each_cell(tiny):
    parser = Cells()
    parser.feed(page(matrix(tiny.view(), "effort", "SDG goal")))
    tags = [name for name, _ in parser.tags]
    assert {"caption", "thead", "tbody", "tfoot"} <= set(tags)
    assert not {"script", "link", "img"} & set(tags)
    scopes = [attributes.get("scope") for name, attributes in parser.tags if name == "th"]
    assert scopes.count("col") == 17 + 2
    assert scopes.count("row") == 2 + 1
    assert len(parser.cells) == 3 * 18
    assert parser.cells[10].endswith("inferred; measures: 2, of these stated: 0; the row itself: inferred")
    assert all(parser.cells)


def test_programs_get_a_row_for_each_cell(here):
    code, out, _ = here("coverage", "effort", "SDG goal", "--project", str(TINY), "--format", "csv")
    rows = list(csv.reader(io.StringIO(out)))
    assert code == 0
    assert len(rows) == 1 + 2 * 17
    assert [row[4:9] for row in rows if row[4] == "●"] == [["●", "stated", "1", "1", "stated"]]
    code, out, _ = here("coverage", "effort", "SDG goal", "--project", str(TINY), "--format", "json")
    assert [len(row[7]) for row in json.loads(out)["rows"] if row[7]] == [2, 1, 1]


def test_people_get_a_column_for_each_column(here):
    code, out, _ = here("coverage", "effort", "SDG goal", "--project", str(TINY), "--format", "markdown")
    assert code == 0
    assert "| Build (b:1) |" in out
    assert "◐ 2" in out


@pytest.mark.parametrize("name", ["x.svg", "x.html", "x.csv", "x.json", "x.md", "x.txt"])
def test_the_ending_of_the_file_decides_the_format(here, tmp_path, name):
    path = tmp_path / name
    code, _, error = here("coverage", "effort", "SDG goal", "--project", str(TINY), "--output", str(path))
    assert (code, path.exists()) == (0, True), error
    if name.endswith("svg"):
        assert ET.parse(path).getroot().tag == "{http://www.w3.org/2000/svg}svg"
    if name.endswith("html"):
        assert path.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_only_matrices_are_drawn_as_svg(here):
    code, _, error = here("ask", "efforts", "--project", str(TINY), "--format", "svg")
    assert code != 0
    assert "only a matrix of coverage" in error


@pytest.mark.parametrize(
    "language, title", [("en", "Coverage: effort × SDG goal"), ("nn", "Dekning: satsing × berekraftsmål"),
                        ("nb", "Dekning: satsing × bærekraftsmål")]
)  # fmt: skip
def test_everything_is_said_in_the_language_of_the_reader(tiny, language, title):
    found = matrix(tiny.view(language=language), "effort", "SDG goal")
    assert found.title == title
    if language != "en":
        assert "measures" not in " ".join((found.summary, found.totals_count, *dict(found.legend).values()))


ALL_PICTURES = """
import sys
from kgraph.project import Project
from kgraph.workspace import Workspace
view = Workspace(Project(None)).view("sogn")
answer = view.analyse("coverage", rows="focus area", columns="SDG goal")
sys.stdout.write(view.registry.find("renderers", "svg").render([answer]))
sys.stdout.flush()
for name in ("sankey", "sunburst"):
    list(view.registry.find("exporters", name).write(view, sys.stdout.buffer))
"""


def test_pictures_are_the_same_whatever_the_order_of_sets():
    one, two = (
        subprocess.run(
            [sys.executable, "-c", ALL_PICTURES],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    )
    assert one == two
    assert one.count(b"<svg") == 3
