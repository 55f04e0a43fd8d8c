"""The graph as nodes and edges, and the words that pages show them with."""

import pytest

from kgraph.drawing import palette
from kgraph.showing.elements import elements
from kgraph.showing.words import about, shape
from kgraph.terms import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_nodes_and_edges_are_those_of_the_graph(language, tiny, kept_shape):
    view = tiny.view(language=language)
    found, graph = elements(view), view.property_graph()
    kept_shape(found, "GRAPH")
    assert [each["iri"] for each in found["nodes"]] == [node.iri for node in graph.nodes]
    assert [each["id"] for each in found["edges"]] == [edge.id for edge in graph.edges]
    assert {kind for layer in found["layers"] for kind in layer} == {node.thing.kind for node in graph.nodes}
    # Layers run from left to right, and nothing stands on another thing.
    layer = {kind: number for number, kinds in enumerate(found["layers"]) for kind in kinds}
    for one in found["nodes"]:
        assert all(layer[one["kind"]] <= layer[other["kind"]] for other in found["nodes"] if one["x"] < other["x"])
    assert len({(each["x"], each["y"]) for each in found["nodes"]}) == len(found["nodes"])


def test_an_edge_says_what_it_rests_on(tiny):
    edges = {
        (each["source"].rpartition("/id/")[2], each["link"], each["target"].rpartition("/")[2]): (
            each["basis"],
            each["confidence"],
            each["thread"],
        )
        for each in elements(tiny.view())["edges"]
    }
    assert edges["b/M3", "supports", "1.2.1"] == ("stated", "", True)
    assert edges["b/M3", "supports", "8.9"] == ("inferred", "low", True)
    assert edges["b/M3", "partOf", "2"] == ("structure", "", True)
    assert edges["b/L3", "covers", "M3"] == ("inferred", "", False)
    assert ("b/M4", "supports", "1.2.2") not in edges


def test_a_node_says_which_plan_it_is_in(tiny):
    plans = {each["code"]: each["plan"].rpartition("/id/")[2] for each in elements(tiny.view())["nodes"]}
    assert (plans["b:M1.1"], plans["b:plan"], plans["a:1.2.2"], plans["sdg:8"], plans["a:T1"], plans["a:P1"]) == (
        "b/plan", "b/plan", "a/plan", "", "", "",
    )  # fmt: skip


def test_a_narrowed_view_has_its_part_alone_and_says_which(tiny):
    found = elements(tiny.view().around("b:M4", 1))
    assert sorted(each["code"] for each in found["nodes"]) == ["actor:band", "b:2", "b:L4", "b:M4"]
    assert found["part"].startswith("around Voice")
    assert found["part"].endswith("1")


def test_many_things_have_places_too(shipped, monkeypatch):
    monkeypatch.setattr("kgraph.showing.elements.MOST_DRAWN", 100)
    found = elements(shipped.view())
    assert len({(each["x"], each["y"]) for each in found["nodes"]}) == len(found["nodes"]) > 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_those_of_the_ontology(language, tiny, kept_shape):
    found = about(tiny.view(language=language))
    kept_shape(found, "ABOUT")
    assert [each["code"] for each in found["plans"]] == ["a:plan", "b:plan"]
    assert (found["kinds"]["Measure"]["count"], found["kinds"]["Goal"]["count"]) == (7, 0)
    assert found["kinds"]["Measure"]["label"] == {"en": "measure", "nn": "tiltak", "nb": "tiltak"}[language]
    assert (found["links"]["supports"]["thread"], found["links"]["responsible"]["thread"]) == (True, False)
    assert "claimedAs" not in found["links"]
    assert "document" not in found["links"]
    assert {"quote", "code", "year"} & set(found["fields"]) == set()


def test_what_can_be_supposed_is_told(tiny):
    found = about(tiny.view())
    assert "Measure" in found["links"]["supports"]["from"]
    assert "SDGTarget" in found["links"]["supports"]["to"]
    assert "OverallGoal" in found["links"]["supports"]["to"]
    assert found["fields"]["budget"]["type"] == "money"
    assert found["fields"]["budget"]["currency"] == "NOK"
    # On measures by way of the lines that cover them.
    assert {"BudgetLine", "Measure"} <= set(found["fields"]["budget"]["on"])
    assert found["fields"]["bound"]["choices"] == {"atMost": "at most", "atLeast": "at least", "exactly": "exactly"}


def test_every_kind_can_be_told_on_light_and_dark_pages(shipped):
    kinds = about(shipped.view())["kinds"]
    for each in kinds.values():
        # As WCAG 2.2 asks of what is no text (success criterion 1.4.11).
        assert palette.contrast(each["colour"]["light"], palette.PAPER) >= 3
        assert palette.contrast(each["colour"]["dark"], palette.DARK_PAPER) >= 3
        assert len(each["shape"]) % 2 == 0
    assert kinds["Measure"]["layer"] < kinds["SDGGoal"]["layer"]


def test_a_shape_is_the_outline_of_pictures():
    assert shape("Plan") == [-1, -1, 1, -1, 1, 1, -1, 1]
    assert len({tuple(shape(kind)) for kind in ("Plan", "Goal", "BudgetLine", "Actor", "SDGGoal", "Measure")}) == 6
