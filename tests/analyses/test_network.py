"""The network that the analyses are made on, by hand from `tests/projects/tiny`.

a:1 ─ a:1.1 ─ a:1.1.1 ─ sdg:11.1 ─ sdg:11 ─ sdg:11.4 ─ a:1.2.1 ─ a:1.2 ─ a:1         b:2 ─ a:2 ─ a:2.1
        │        │ \\                                     │        │
     a:1.1.2   office─M1.1 ─ town                        M3 ─ band a:1.2.2
        │        │     │                                / │    │ \\   │
        M2 ──────┘    M1 ─ D1, M1.2                 M3.1 8.9  M2 M4  X1 ─ M2
                                                          │
M2 has the office, the band and a:X1 too.               sdg:8
"""

import pytest

from kgraph.answer import Thing
from kgraph.networks import network
from kgraph.ordering import in_order
from kgraph.workspace import Workspace

# What the comments of the two plans say: by supports and addresses, by actors (also over budget lines), by part of.
STATED = {
    "b:M1.1 a:1.1.1", "b:M2 a:X1", "b:M3 a:1.2.1", "b:2 a:2", "a:1.2.1 sdg:11.4",
    "a:1.1.1 actor:office", "b:M1.1 actor:office", "b:M1.1 actor:town", "b:M2 actor:band", "b:M4 actor:band",
    "a:1.1 a:1", "a:1.2 a:1", "a:2.1 a:2", "a:1.1.1 a:1.1", "a:1.1.2 a:1.1", "a:1.2.1 a:1.2", "a:1.2.2 a:1.2",
    "b:M1.1 b:M1", "b:M1.2 b:M1", "b:M3.1 b:M3", "sdg:11.4 sdg:11",
}  # fmt: skip
# M3 has the band by b:L3, which covers it by inference.
INFERRED = {
    "b:M1 b:D1", "b:M2 a:1.1.2", "b:M3 sdg:8.9", "a:1.1.1 sdg:11.1", "a:1.2.2 a:X1", "b:M2 actor:office",
    "b:M3 actor:band",
}  # fmt: skip
# The targets that only inferred links lead to are in their goals all the same.
THEN_TOO = {"sdg:8.9 sdg:8", "sdg:11.1 sdg:11"}


def links(workspace: Workspace, basis: str = "all", plan: str | None = None) -> dict[frozenset[str], bool]:
    found = network(workspace.view(plan, basis=basis))
    code = {iri: thing.code or "" for iri, thing in found.things.items()}
    return {frozenset((code[one], code[other])): said for one, other, said in found.graph.edges(data="inferred")}


def pairs(texts: set[str]) -> set[frozenset[str]]:
    return {frozenset(text.split()) for text in texts}


def test_the_network_has_every_link_between_who_does_what_and_what_is_wanted_and_no_other(tiny):
    found = links(tiny)
    assert set(found) == pairs(STATED | INFERRED | THEN_TOO)
    assert {pair for pair, inferred in found.items() if inferred} == pairs(INFERRED)


def test_by_stated_links_alone_the_network_has_no_inferred_one_and_no_un_target_that_hung_on_one(tiny):
    found = links(tiny, "stated")
    assert set(found) == pairs(STATED)
    assert not any(found.values())


def test_neither_plan_nor_chapter_nor_budget_line_nor_place_is_in_it(tiny):
    found = network(tiny.view())
    kinds = {found.things[iri].kind for iri in found.graph}
    # b:2 is an effort, and in it since it supports something itself; b:1 is not.
    assert kinds == {
        "CrossCuttingGoal", "Effort", "FocusArea", "Group", "Measure", "Organization", "OverallGoal", "SDGGoal",
        "SDGTarget", "SubGoal", "SubStrategy", "Unit",
    }  # fmt: skip
    assert "b:1" not in {found.things[iri].code for iri in found.graph}


def test_the_nodes_are_sorted_out(tiny):
    found = network(tiny.view())
    sizes = len(found.graph), len(found.actors), len(found.measures), len(found.wanted), len(found.goals)
    # Wanted: nine of plan a without Q1, one of plan b, six of the UN's. Goals: a:1, a:2, a:X1, b:D1, sdg:8, sdg:11.
    assert sizes == (27, 3, 7, 16, 6)
    assert found.note("en").text.startswith("counted: 27 things (3 actors, 7 measures, 16 goals")
    assert "30 links between them, 7 of them inferred" in found.note("en").text


def test_the_network_of_one_plan_has_the_un_goals_of_its_targets(tiny):
    found = links(tiny, plan="a:plan")
    assert frozenset({"sdg:11.4", "sdg:11"}) in found
    assert not any("sdg:8" in pair for pair in found), "b:M3 supports it, which is no part of plan a"
    # b:M3 is there as an end of a link from outside, but not the band, which has nothing in plan a.
    assert frozenset({"b:M3", "a:1.2.1"}) in found
    assert not any("actor:band" in pair for pair in found)


@pytest.mark.parametrize("basis", ["all", "stated"])
def test_a_link_of_the_shipped_network_joins_no_plan_and_no_document(shipped, basis):
    found = network(shipped.view(basis=basis))
    kinds = {found.things[iri].kind for iri in found.graph}
    assert not kinds & {"ActionPlan", "StrategicPlan", "MasterPlan", "Document", "Programme", "Place", "BudgetLine"}
    assert len(found.measures) == 40


def test_things_stand_in_the_order_of_their_numbers():
    codes = ["sdg:11", "a:1.10", "a:1.2", "a:1.2.1", "a:X1"]
    things = [Thing(code, code, code, "Goal") for code in codes]
    assert [thing.code for thing in in_order(things)] == ["a:1.2", "a:1.2.1", "a:1.10", "a:X1", "sdg:11"]
