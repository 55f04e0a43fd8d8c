"""Where things stand in the picture of a graph: layers that follow the links, and nothing upon anything else."""

from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.answer import Thing
from kgraph.drawing.kind_layers import kind_layers
from kgraph.drawing.network import LANE, WIDE, cut_names, layout
from kgraph.property_graph import Edge, Node, PropertyGraph

ID = "https://w3id.org/kgraph/id/"


def graph_of(kinds: dict[str, str], links: list[tuple[str, str, str]]) -> PropertyGraph:
    """A graph from kinds by code, and links: start, link, end."""
    nodes = tuple(Node(Thing(code, code, f"Name of {code}", kind)) for code, kind in kinds.items())
    thread = {"partOf", "supports", "addresses"}
    edges = tuple(Edge(f"{a} {link} {b}", a, b, link, link, thread=link in thread) for a, link, b in links)
    return PropertyGraph(nodes, edges)


def positions(graph: PropertyGraph) -> dict[str, tuple[float, float]]:
    """The middle of each thing by IRI; x to the right and y downwards."""
    found = layout(graph)
    return {iri: (found.left(iri) + WIDE / 2, found.middle(iri)) for column in found.columns for iri in column}


# ---- layers


def test_what_leads_to_something_stands_before_it(tiny):
    found = [set(layer) for layer in kind_layers(tiny.view("b:plan").property_graph())]
    assert found == [
        {"Group", "Meeting", "Organization", "Place", "Unit"},
        {"BudgetLine"},
        {"Measure"},
        {"CrossCuttingGoal", "SDGTarget", "SubStrategy", "Section", "SubGoal"},
        {"Effort"},
        {"ActionPlan", "OverallGoal"},
    ]


def test_the_thread_of_the_shipped_plans_runs_from_left_to_right(shipped):
    of = {
        plan: {kind: number for number, layer in enumerate(layers) for kind in layer}
        for plan in ("sogn", "sogndal")
        if (layers := kind_layers(shipped.view(plan).property_graph()))
    }
    strategic = ("Measure", "SubStrategy", "FocusArea", "OverallGoal", "SDGTarget")
    assert all(of["sogndal"][one] < of["sogndal"][other] for one, other in pairwise(strategic))
    yearly = ("Organization", "BudgetLine", "Measure", "Section", "Effort", "ActionPlan")
    assert all(of["sogn"][one] < of["sogn"][other] for one, other in pairwise(yearly))


def test_a_circle_of_kinds_is_cut_where_it_is_thinnest():
    links = [("a1", "partOf", "b1"), ("a2", "partOf", "b1"), ("b1", "partOf", "c1"), ("b2", "partOf", "c1")]
    kinds = {"a1": "A", "a2": "A", "b1": "B", "b2": "B", "c1": "C"}
    assert kind_layers(graph_of(kinds, [*links, ("c1", "partOf", "a1")])) == [["A"], ["B"], ["C"]]


def test_a_link_of_the_thread_goes_before_more_links_of_another_sort():
    kinds = {"a1": "A", "b1": "B", "b2": "B"}
    links = [("a1", "partOf", "b1"), ("b1", "refersTo", "a1"), ("b2", "refersTo", "a1")]
    assert kind_layers(graph_of(kinds, links)) == [["A"], ["B"]]


def test_kinds_off_the_thread_stand_at_the_end_that_they_are_linked_to():
    kinds = {"a1": "A", "b1": "B", "c1": "C", "near": "Early", "far": "Late", "alone": "Alone"}
    links = [("a1", "partOf", "b1"), ("b1", "partOf", "c1"), ("a1", "with", "near"), ("far", "with", "c1")]
    assert kind_layers(graph_of(kinds, links)) == [["Early"], ["A"], ["B"], ["C"], ["Alone", "Late"]]


def test_nothing_has_no_layers():
    assert kind_layers(PropertyGraph((), ())) == []
    assert positions(PropertyGraph((), ())) == {}


# ---- places


def test_places_by_hand(tiny):
    view = tiny.view().of_question("path from b:M1 to a:1.1.1")
    # Boxes of one line are 35.4 tall and stand 10 apart; the third is level with the one that supports it.
    assert {iri.removeprefix(ID): (x, round(y, 1)) for iri, (x, y) in positions(view.property_graph()).items()} == {
        "b/M1": (84.0, 20.7),
        "b/M1.1": (84.0, 66.1),
        "a/1.1.1": (326.0, 66.1),
    }


def test_a_long_layer_takes_several_columns():
    kinds = {f"m{number}": "Measure" for number in range(100)} | {"g": "Goal"}
    found = layout(graph_of(kinds, [(code, "supports", "g") for code in kinds if code != "g"]))
    # 2.2 times the root of 101 things is 22.
    assert [len(column) for column in found.columns] == [20, 20, 20, 20, 20, 1]


def test_links_of_one_sort_to_the_same_thing_share_a_lane():
    kinds = {"m1": "Measure", "m2": "Measure", "s": "Section", "e": "Effort"}
    links = [("m1", "partOf", "s"), ("s", "partOf", "e"), ("m1", "supports", "e"), ("m2", "supports", "e")]
    found = layout(graph_of(kinds, links))
    lanes = [name for name in found.top if name not in kinds]
    assert len(lanes) == 1
    [shared] = [segment for segment in found.segments if segment.start == lanes[0]]
    assert [edge.source for edge in shared.edges] == ["m1", "m2"]


def test_names_without_room_are_known():
    nodes = [
        Node(Thing(code, code, label, "Goal")) for code, label in (("short", "Bed"), ("long", "Beds for all " * 9))
    ]
    assert cut_names(PropertyGraph(tuple(nodes), ())) == ["long"]


# ---- nothing overlaps


@st.composite
def graphs(draw):
    count = draw(st.integers(1, 30))
    names = st.text(max_size=60)
    kinds = st.sampled_from(["Measure", "Goal", "Section", "Actor", "Place", "Odd"])
    nodes = tuple(Node(Thing(f"x:{n}", draw(st.none() | names), draw(names), draw(kinds))) for n in range(count))
    ends = st.integers(0, count - 1)
    links = st.tuples(ends, st.sampled_from(["partOf", "supports", "concerns"]), ends)
    edges = tuple(
        Edge(
            f"x:{a} {link} x:{b}", f"x:{a}", f"x:{b}", link, link,
            basis=draw(st.sampled_from(["stated", "inferred"])), thread=link != "concerns",
        )
        for a, link, b in sorted(draw(st.sets(links, max_size=60)))
    )  # fmt: skip
    return PropertyGraph(nodes, edges)


def demand_room(graph: PropertyGraph) -> None:
    found = layout(graph)
    assert sorted(iri for column in found.columns for iri in column) == sorted(graph.by_iri)
    stand = defaultdict(list)
    for name, number in found.column.items():
        stand[number].append((found.top[name], found.top[name] + found.tall[name], name in graph.by_iri))
    for column in stand.values():
        for (_, bottom, one), (top, _, other) in pairwise(sorted(column)):
            # Between two boxes, between a lane and a box, between two lanes.
            assert top - bottom > (9.9 if one and other else LANE - 0.1)
    assert all(-0.01 < found.top[name] <= found.height + 0.01 for name in found.top)
    # Columns are wider apart than the links' bends.
    assert found.left(found.columns[-1][0]) + WIDE < found.width


@given(graphs())
def test_nothing_stands_upon_anything_else(graph):
    demand_room(graph)


@given(graphs())
def test_every_link_is_led_from_its_start_to_its_end(graph):
    pieces = defaultdict(list)
    for segment in layout(graph).segments:
        for edge in segment.edges:
            ends = (segment.start, segment.end) if segment.forward else (segment.end, segment.start)
            pieces[edge.id].append(ends)
    assert set(pieces) == {edge.id for edge in graph.edges}
    for edge in graph.edges:
        way = dict(pieces[edge.id])
        assert len(way) == len(pieces[edge.id])
        here = way.pop(edge.source)
        while way:
            here = way.pop(here)
        assert here == edge.target


CHOSEN = [
    ("sogn", None, 0), ("sogndal", None, 0), (None, "sdg:11", 2), (None, "sogn:2.2-M1", 3), ("sogn", "sogndal:X1", 3),
    *((None, f"sogn:{effort}", 3) for effort in (1, 2, 3, 4)),
]  # fmt: skip


@pytest.mark.parametrize(("plan", "centre", "depth"), CHOSEN)
def test_there_is_room_for_the_shipped_plans(shipped, plan, centre, depth):
    view = shipped.view(plan)
    demand_room((view.around(centre, depth) if centre else view).property_graph())
