"""The researchers' notebook runs from top to bottom and gives what stands in it; and things show themselves."""

import io
import json
import runpy
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import networkx
import pytest

from kgraph.answer import Answer, Column, Thing
from kgraph.errors import KgraphError

DOCS = Path(__file__).parents[1] / "docs"


def _given(notebook):
    """What each code cell gives: its streams, and its outputs by type."""
    return [
        [(each.output_type, each.get("text") or dict(each.get("data", {}))) for each in cell.outputs]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning", "ignore::RuntimeWarning")
def test_every_cell_gives_what_stands_below_it():
    stored = nbformat.read(DOCS / "researchers.ipynb", as_version=4)
    found = runpy.run_path(str(DOCS / "run_notebook.py"))["run"]()
    assert len(_given(stored)) == len(_given(found)) > 10
    for before, after in zip(_given(stored), _given(found), strict=True):
        assert before == after


# ---- what shows itself


def _drawn(svg):
    """The titles in a picture: what each box and line tells."""
    return [each.text for each in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}title")]


class _Cells(HTMLParser):
    """The texts of the cells of the tables in a page, row by row."""

    def __init__(self, page):
        super().__init__()
        self.rows = []
        self.feed(page)

    def handle_starttag(self, tag, _attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data):
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def test_the_graph_of_an_answer_has_its_things_and_the_links_among_them(tiny):
    answer = tiny.ask("measures that support which sub-strategies", language="en")
    told = " ".join(_drawn(answer.graph()._repr_svg_()))
    assert all(str(thing) in told for thing in answer.things())
    # What holds the plan together is no column of the answer.
    assert "part of" in told
    assert answer.graph()._repr_svg_() == answer.graph()._repr_svg_()


def test_on_the_stated_basis_the_picture_has_no_inferred_links(tiny):
    question = "measures that support everything show supports"
    dashed = {
        basis: 'stroke-dasharray="5 3"' in tiny.ask(question, basis=basis).graph()._repr_svg_()
        for basis in ("all", "stated")
    }
    assert dashed == {"all": True, "stated": False}


def test_what_an_answer_was_asked_of_is_no_part_of_it(tiny):
    answer = tiny.ask("plans")
    assert answer == replace(answer, within=None)
    assert "within" not in repr(answer)
    assert "within" not in answer.as_json()


def test_an_answer_made_by_hand_has_a_picture_of_its_own():
    row = tuple(Thing(f"urn:{name}", name, name.upper(), "Measure") for name in ("a", "b"))
    answer = Answer("mine", (Column("measure", "thing"), Column("leads to", "thing")), (row,), 1)
    assert any("leads to" in each for each in _drawn(answer.graph()._repr_svg_()))
    with pytest.raises(KgraphError, match="by hand"):
        answer.graph().interactive()


def test_an_answer_without_things_says_so(tiny):
    with pytest.raises(KgraphError):
        tiny.ask("count measures").graph()._repr_svg_()


@pytest.mark.parametrize(("language", "heading"), [("en", "severity"), ("nn", "alvor"), ("nb", "alvor")])
def test_gaps_are_a_table(tiny, language, heading):
    gaps = tiny.gaps("b", language=language, on=date(2026, 1, 1))
    head, *rows = _Cells(gaps._repr_html_()).rows
    assert head[0] == heading
    assert [row[3].replace("\n", " ") for row in rows][:3] == [gap.reason for gap in gaps.gaps][:3]
    assert len(rows) == len(gaps.gaps) == len(gaps.table().to_pandas())


def test_coverage_is_a_heat_map(tiny):
    page = tiny.coverage("focus areas", "SDG goals", language="en")._repr_html_()
    assert '<figure class="coverage"' in page
    assert len(_Cells(page).rows[0]) == 1 + len(tiny.ask("SDG goals")) + 1


def test_a_plan_is_a_table_from_top_to_bottom(tiny):
    answer = tiny.plan("b", language="en")
    assert [row[0].code for row in answer.rows][:2] == ["b:plan", "b:1"]
    head, *_ = _Cells(answer._repr_html_()).rows
    assert head[:2] == ["part", "measures"]
    paid = {row[0].code: row[2] for row in answer.rows}
    with_budget = {thing.code for thing in tiny.ask("measures with budget").things()}
    within = {"b:M1", *(thing.code for thing in tiny.ask("measures under b:M1").things())}
    assert paid["b:M1"] == f"◐ {len(within & with_budget)}/{len(within)}" == "◐ 2/3"


# ---- for networkx


def _graphml(graph):
    file = io.BytesIO()
    networkx.write_graphml(graph, file)
    return networkx.read_graphml(io.BytesIO(file.getvalue()))


def _gexf(graph):
    file = io.BytesIO()
    networkx.write_gexf(graph, file)
    return networkx.read_gexf(io.BytesIO(file.getvalue()))


def _node_link(graph):
    return networkx.node_link_graph(
        json.loads(json.dumps(networkx.node_link_data(graph, edges="edges"))), edges="edges"
    )


@pytest.mark.parametrize("way", [_graphml, _gexf, _node_link])
def test_a_flat_graph_goes_through_every_format_of_networkx(tiny, way):
    graph = tiny.to_networkx(flat=True, language="en")
    again = way(graph)
    assert dict(again.degree) == dict(graph.degree)
    assert again.nodes["b:M1"]["label"] == "Flats"
    assert sorted(d["link"] for *_, d in again.edges(data=True)) == sorted(
        d["link"] for *_, d in graph.edges(data=True)
    )


def test_edges_have_the_words_that_they_rest_on(tiny):
    found = [data for *_, data in tiny.to_networkx().edges(data=True)]
    quotes = {claim[0] for claim in tiny.ask("claims show quote").rows}
    assert all({"quote", "reason"} <= set(data) for data in found)
    assert {data["quote"] for data in found} - {""}
    assert len(quotes) > 1
