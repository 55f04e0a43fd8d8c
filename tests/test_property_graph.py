"""The property graph: every thing a node, every link of the data one edge, counted by hand and by rdflib."""

from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
import rdflib

from kgraph.project import Project
from kgraph.property_graph import Edge, PropertyGraph
from kgraph.terms import ID, KG, SDG
from kgraph.workspace import Workspace

ROOT = Path(__file__).parents[1]
# Of the UN's goals, which every project has: 17 goals, 169 targets, each part of its goal, and the 2030 Agenda.
GOALS, TARGETS = 17, 169
# The links that tests/projects/tiny/data states, without M4 supports a:1.2.2, which is only suggested.
TINY = {
    "partOf": 32, "supports": 8, "covers": 5, "responsible": 3, "addresses": 2, "concerns": 2, "hasPhase": 2,
    "refersTo": 1, "requiredIn": 1, "sameMatterAs": 1, "memberOf": 1, "prepared": 1, "coResponsible": 1,
    "projectOwner": 1, "projectResponsible": 1, "discusses": 1,
}  # fmt: skip
# Of plan b, and what leads from it or to it: 17 things within, 12 around.
OF_B = {
    "partOf": 16, "supports": 6, "covers": 5, "responsible": 2, "addresses": 1, "concerns": 2, "coResponsible": 1,
    "projectOwner": 1, "projectResponsible": 1, "discusses": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def whole(tiny: Workspace) -> PropertyGraph:
    return tiny.property_graph()


def edge(graph: PropertyGraph, start: str, link: str, end: str) -> Edge:
    """The one edge between two things of the tiny plans."""
    ends = tuple(SDG + each[4:] if each.startswith("sdg:") else ID + each.replace(":", "/") for each in (start, end))
    [found] = [each for each in graph.edges if (each.source, each.link, each.target) == (ends[0], link, ends[1])]
    return found


def codes(graph: PropertyGraph) -> list[str]:
    return [node.thing.code or "" for node in graph.nodes]


# ---- counted by hand


def test_every_link_is_one_edge(whole: PropertyGraph) -> None:
    counted = Counter(each.link for each in whole.edges)
    assert counted == {**TINY, "partOf": TINY["partOf"] + TARGETS}


def test_every_thing_is_a_node_and_no_claim_is(whole: PropertyGraph) -> None:
    kinds = Counter(node.thing.kind for node in whole.nodes)
    assert len(whole.nodes) == 42 + GOALS + TARGETS + 1
    assert (kinds["Measure"], kinds["BudgetLine"], kinds["Meeting"], kinds["SDGGoal"]) == (7, 5, 2, GOALS)
    assert not [node for node in whole.nodes if "/claim/" in node.iri]


def test_what_a_link_rests_on_is_the_best_of_its_claims(whole: PropertyGraph) -> None:
    inferred = {(each.link, each.confidence) for each in whole.edges if each.basis == "inferred"}
    assert Counter(each.link for each in whole.edges if each.basis == "inferred") == {
        "supports": 4, "addresses": 1, "covers": 1, "responsible": 1,
    }  # fmt: skip
    assert inferred == {
        ("supports", "high"), ("supports", "medium"), ("supports", "low"), ("addresses", "low"), ("covers", None),
        ("responsible", None),
    }  # fmt: skip
    # Stated by one claim and inferred by another: stated.
    assert edge(whole, "b:M3", "supports", "a:1.2.1").basis == "stated"
    assert {each.basis for each in whole.edges} == {"stated", "inferred"}
    assert not [each for each in whole.edges if each.basis == "stated" and each.confidence]


def test_a_suggested_link_is_no_edge(whole: PropertyGraph) -> None:
    assert not [each for each in whole.edges if (each.source, each.link) == (ID + "b/M4", "supports")]


def test_a_sublink_is_itself_alone(whole: PropertyGraph) -> None:
    links = sorted(each.link for each in whole.edges if each.source == ID + "b/L1")
    assert links == ["covers", "partOf", "projectOwner", "projectResponsible"]


def test_the_steps_of_the_thread_are_marked(whole: PropertyGraph) -> None:
    assert {each.link for each in whole.edges if each.thread} == {"partOf", "supports", "addresses"}


def test_a_plan_has_its_parts_and_what_they_are_linked_to(tiny: Workspace) -> None:
    found = tiny.property_graph("b")
    assert Counter(each.link for each in found.edges) == OF_B
    assert codes(found) == [
        "a:1.1.1", "a:1.1.2", "a:1.2.1", "a:2", "a:X1", "actor:band", "actor:office", "actor:town", "b:1", "b:1.1",
        "b:2", "b:D1", "b:L1", "b:L2", "b:L3", "b:L4", "b:L5", "b:M1", "b:M1.1", "b:M1.2", "b:M2", "b:M3", "b:M3.1",
        "b:M4", "b:W1", "b:plan", "place:dale", "place:hill", "sdg:8.9",
    ]  # fmt: skip


def test_on_the_stated_basis_inferred_links_and_what_they_alone_lead_to_are_left_out(tiny: Workspace) -> None:
    found = tiny.property_graph("b", basis="stated")
    assert Counter(OF_B) - Counter(each.link for each in found.edges) == {
        "supports": 3, "covers": 1, "responsible": 1,
    }  # fmt: skip
    assert set(codes(tiny.property_graph("b"))) - set(codes(found)) == {"a:1.1.2", "sdg:8.9"}
    assert len(tiny.property_graph(basis="stated").nodes) == len(tiny.property_graph().nodes)


def test_fields_are_values_in_the_readers_language(tiny: Workspace) -> None:
    nodes = {node.thing.code: node for node in tiny.property_graph(language="nn").nodes}
    assert nodes["b:M2"].thing.label == "Måling"
    assert nodes["b:M2"].fields == {"number": (2,), "status": ("done", "planned"), "text": ("Eldsjeler målar GATA",)}
    target = {"value": (Decimal("45.0"),), "unit": ("minutes",), "bound": ("atMost",), "endYear": (2026,)}
    assert nodes["a:Q1"].fields == target
    assert nodes["b:1"].fields == {"number": (1,), "openList": (True,)}
    assert [str(each) for each in nodes["document:law"].fields["date"]] == ["2020-05-01"]
    assert nodes["b:W2"].fields == {}


def test_labels_are_in_the_readers_language(tiny: Workspace) -> None:
    for language, label in (("en", "supports"), ("nn", "støttar"), ("nb", "støtter")):
        graph = tiny.property_graph("b", language=language)
        assert edge(graph, "b:M1", "supports", "b:D1").label == label


# ---- whatever the data


def test_both_ends_of_every_edge_are_nodes(tiny: Workspace, shipped: Workspace) -> None:
    for graph in (tiny.property_graph(), tiny.property_graph("a"), shipped.property_graph("sogn", basis="stated")):
        assert {end for each in graph.edges for end in (each.source, each.target)} <= set(graph.by_iri)


def test_the_order_and_the_names_are_the_same_each_time(tiny: Workspace) -> None:
    again = Workspace(Project(tiny.project.root)).property_graph()
    whole = tiny.property_graph()
    assert whole == again
    assert len({each.id for each in whole.edges}) == len(whole.edges)
    assert all(one < other for one, other in pairwise(each.id for each in whole.edges))
    assert codes(whole) == sorted(codes(whole))


def _links_by_rdflib(*folders: Path) -> tuple[Counter[tuple[str, str, str]], set[str]]:
    """The link triples of the data files between things that have a kind, and those that are symmetric."""
    data, words = rdflib.Graph(), rdflib.Graph()
    for folder in folders:
        for path in folder.glob("*.ttl"):
            data.parse(path)
    for path in (ROOT / "ontology").glob("*.ttl"):
        words.parse(path)
    kinds = set(words.subjects(rdflib.RDF.type, rdflib.OWL.Class)) - {rdflib.URIRef(KG + "Claim")}
    properties = set(words.subjects(rdflib.RDF.type, rdflib.OWL.ObjectProperty))
    things = {subject for subject, kind in data.subject_objects(rdflib.RDF.type) if kind in kinds}
    found = Counter((str(s), str(p), str(o)) for s, p, o in data if p in properties and s in things and o in things)
    return found, {str(each) for each in words.subjects(rdflib.RDF.type, rdflib.OWL.SymmetricProperty)}


def test_every_link_of_the_shipped_data_is_exactly_one_edge(shipped: Workspace) -> None:
    found, symmetric = _links_by_rdflib(ROOT / "data")
    assert len(found) > 600
    assert not [each for each in found if each[1] in symmetric and (each[2], each[1], each[0]) in found]
    edges = Counter((each.source, KG + each.link, each.target) for each in shipped.property_graph().edges)
    assert edges == found


# ---- what no shipped plan has

ODD = """
@prefix kg: <https://w3id.org/kgraph/ns#> .
@prefix o: <https://w3id.org/kgraph/id/o/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
o:plan a kg:ActionPlan . o:1 a kg:Measure ; kg:partOf o:plan . o:2 a kg:Measure ; kg:partOf o:plan .
o:1 kg:sameMatterAs o:2 . o:2 kg:sameMatterAs o:1 . o:1 kg:sameMatterAs o:1 .
o:1 kg:supports o:nowhere , <urn:x> . o:1 kg:responsible "Office" .
o:c a kg:Claim ; rdf:subject o:2 ; rdf:predicate kg:sameMatterAs ; rdf:object o:1 ; kg:basis kg:inferred .
o:2 kg:text "auf Deutsch"@de , "på svensk"@sv . o:1 kg:document o:plan ; kg:heading "Claims have one" .
"""


def test_a_symmetric_link_that_is_written_at_both_ends_is_one_edge(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "o.ttl").write_text(ODD, encoding="utf-8")
    graph = Workspace(Project(tmp_path)).property_graph()
    same = [(each.source[-1], each.target[-1], each.basis) for each in graph.edges if each.link == "sameMatterAs"]
    assert same == [("1", "1", "stated"), ("1", "2", "inferred")]
    assert not [each for each in graph.edges if each.link in {"supports", "responsible"}]
    assert graph.by_iri[ID + "o/2"].fields == {"text": ("auf Deutsch",)}


def test_what_claims_alone_should_have_is_kept_where_a_thing_has_it(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "o.ttl").write_text(ODD, encoding="utf-8")
    graph = Workspace(Project(tmp_path)).property_graph()
    assert graph.by_iri[ID + "o/1"].fields == {"heading": ("Claims have one",)}
    assert [(each.source[-1], each.target[-4:]) for each in graph.edges if each.link == "document"] == [("1", "plan")]


# ---- for networkx


def test_networkx_gets_every_node_and_edge_with_what_is_known_of_it(tiny: Workspace) -> None:
    graph = tiny.property_graph("b", language="nn")
    found = graph.to_networkx()
    assert (found.number_of_nodes(), found.number_of_edges()) == (29, 36)
    node = found.nodes[ID + "b/M2"]
    assert node == {
        "label": "Måling", "code": "b:M2", "kind": "Measure", "number": 2, "status": ["done", "planned"],
        "text": "Eldsjeler målar GATA",
    }  # fmt: skip
    one = edge(graph, "b:M2", "supports", "a:1.1.2")
    marks = found.edges[one.source, one.target, one.id]
    said = {"quote": "paint", "reason": ""}
    assert marks == {"link": "supports", "label": "støttar", "basis": "inferred", "confidence": "medium", **said}


def test_an_empty_graph_is_one() -> None:
    assert PropertyGraph((), ()).to_networkx().number_of_nodes() == 0
