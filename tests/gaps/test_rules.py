"""What each rule finds in the tiny project, worked out by hand from the comments of its data."""

from collections.abc import Callable
from datetime import date

import pytest

from kgraph.errors import KgraphError
from kgraph.terms import LANGUAGES
from kgraph.workspace import Workspace

NEW_YEAR = date(2026, 1, 1)
SDG_GOALS, SDG_TARGETS = 17, 169

# rule: the things with the gap, each with its witnesses where the rule shows more than the whole
TINY = {
    "plan-level-without-plan": {},
    "required-field-lacking": {},
    "goal-level-unfilled": {},
    "plan-expired": {"b:plan": ["b:plan"]},
    "cross-cutting-goal-not-shown": {
        "a:1.1.1": ["a:X1", "a:1.1"], "a:1.1.2": ["a:X1", "a:1.1"], "a:1.2.1": ["a:X1", "a:1.2"],
    },
    "sub-strategy-without-measure": {"a:1.2.2": ["a:1.2"]},
    "focus-area-without-measure": {"a:2.1": ["a:2"]},
    "goal-without-measure": {"a:2": ["a:plan"]},
    "sub-strategy-served-by-others": {
        "a:1.1.1": ["a:plan", "b:M1", "b:M1.1"], "a:1.1.2": ["a:plan", "b:M2"], "a:1.2.1": ["a:plan", "b:M3"],
    },
    "focus-area-served-by-others": {"a:1.1": ["a:plan", "b:M1", "b:M1.1", "b:M2"], "a:1.2": ["a:plan", "b:M3"]},
    "goal-served-by-others": {"a:1": ["a:plan", "b:M1", "b:M1.1", "b:M2", "b:M3"]},
    "goal-without-position": {"a:1": ["a:plan"], "a:2": ["a:plan"], "a:X1": ["a:plan"], "b:D1": ["b:1"]},
    "quantified-target-without-measure": {"a:Q1": ["a:2"]},
    "section-without-strategy": {"b:1.1": ["b:1"]},
    "measure-without-budget": {"b:M1.2": ["b:M1"], "b:M4": ["b:2"]},
    "measure-without-responsible": {"b:M1.2": ["b:M1"]},
    "measure-without-period": {"b:M1.2": ["b:M1"]},
    "measure-expired": {"b:M1": ["b:1.1"], "b:M1.1": ["b:M1"], "b:M3.1": ["b:M3"], "b:M4": ["b:2"]},
    "measure-without-goal": {"b:M1.2": ["b:M1"], "b:M3.1": ["b:M3"], "b:M4": ["b:2"]},
    "measure-supports-by-inference": {"b:M2": ["a:1.1.2"]},
    "measure-without-budget-line": {"b:M1.2": ["b:M1"]},
    "budget-line-without-measure": {"b:L5": ["b:plan"]},
    "budget-line-without-amount": {"b:L4": ["b:M4"]},
    "budget-line-without-responsible": {"b:L2": ["b:M2"], "b:L4": ["b:M4"], "b:L5": ["b:plan"]},
    "sdg-goal-with-one-measure": {"sdg:8": ["b:M3"]},
    "sdg-target-with-one-measure": {"sdg:8.9": ["b:M3"]},
    "sdg-goal-by-uncertain-inference": {"sdg:8": ["b:M3"]},
    "sdg-target-by-uncertain-inference": {"sdg:8.9": ["b:M3"]},
    "actor-without-responsibility": {"actor:chief": ["actor:town"]},
}  # fmt: skip
SUPPORTED_GOALS = {"sdg:8", "sdg:11"}
SUPPORTED_TARGETS = {"sdg:8.9", "sdg:11.1", "sdg:11.4"}

STRUCTURE = """
a:level-1   a kg:PlanLevel ; skos:notation "a:level-1" ; rdfs:label "Strategy"@en ; kg:partOf a:plan ;
            kg:refersTo a:plan .
a:level-1.1 a kg:GoalLevel ; skos:notation "a:level-1.1" ; rdfs:label "Overall goals"@en ; kg:partOf a:level-1 .
a:level-1.2 a kg:GoalLevel ; skos:notation "a:level-1.2" ; rdfs:label "Dreams"@en ; kg:partOf a:level-1 .
a:level-1.3 a kg:GoalLevel ; skos:notation "a:level-1.3" ; rdfs:label "Wishes"@en ; kg:partOf a:level-1 ;
            kg:sameMatterAs a:1 .
a:level-2   a kg:PlanLevel ; skos:notation "a:level-2" ; rdfs:label "Action"@en ; kg:partOf a:plan .
a:level-2.1 a kg:GoalLevel ; skos:notation "a:level-2.1" ; rdfs:label "Level two"@en ; kg:partOf a:level-2 ;
            skos:altLabel "Delmål"@nn .
a:F1        a kg:RequiredField ; skos:notation "a:F1" ; rdfs:label "Who does it"@en ; kg:partOf a:plan .
"""
LINKED = "a:level-2 kg:refersTo b:plan ."


def found(workspace: Workspace, rule: str, plan: str | None = None, on: date = NEW_YEAR) -> dict[str, list[str]]:
    gaps = workspace.gaps(plan, rules=[rule], on=on).gaps
    return {str(gap.thing.code): [str(each.code) for each in gap.witness] for gap in gaps}


@pytest.mark.parametrize("rule", TINY)
def test_a_rule_finds_the_gaps_of_the_tiny_plans_and_shows_their_witnesses(tiny, rule):
    assert found(tiny, rule) == TINY[rule]


def test_sdg_goals_and_targets_that_nothing_supports_are_all_but_those_that_something_does(tiny):
    goals, targets = found(tiny, "sdg-goal-without-support"), found(tiny, "sdg-target-without-support")
    assert len(goals) == SDG_GOALS - len(SUPPORTED_GOALS)
    assert not SUPPORTED_GOALS & goals.keys()
    assert "sdg:13.1" in goals["sdg:13"]
    assert len(targets) == SDG_TARGETS - len(SUPPORTED_TARGETS)
    assert not SUPPORTED_TARGETS & targets.keys()
    assert targets["sdg:11.2"] == ["sdg:11"]


def test_every_rule_has_its_expected_gaps_here(tiny):
    assert set(tiny.view().gap_rules()) == {*TINY, "sdg-goal-without-support", "sdg-target-without-support"}


def test_what_the_plan_structure_promises_and_nothing_fills_is_a_gap(with_more: Callable[[str], Workspace]):
    more = with_more(STRUCTURE)
    assert found(more, "plan-level-without-plan") == {"a:level-2": ["a:level-2.1", "a:plan"]}
    assert found(more, "required-field-lacking") == {"a:F1": ["a:plan"]}
    # 1.1 is called as a kind of goal that the plan has; 1.3 is the same matter as one of its goals.
    levels = {"a:level-1.2": ["a:level-1", "a:plan"], "a:level-2.1": ["a:level-2"]}
    assert found(more, "goal-level-unfilled") == levels
    assert all(gap.severity == "error" for gap in more.gaps(rules=["goal-level-unfilled"]).gaps)


def test_a_plan_level_that_refers_to_its_action_plan_has_no_gap(with_more: Callable[[str], Workspace]):
    more = with_more(STRUCTURE + LINKED)
    assert found(more, "plan-level-without-plan") == {}
    assert found(more, "required-field-lacking") == {}
    # "Delmål" is the Nynorsk name of sub-goals, and b:plan has one.
    assert found(more, "goal-level-unfilled") == {"a:level-1.2": ["a:level-1", "a:plan"]}


def test_a_goal_level_is_judged_alike_in_every_language(with_more: Callable[[str], Workspace]):
    more = with_more(STRUCTURE + LINKED)
    for language in LANGUAGES:
        gaps = more.gaps(rules=["goal-level-unfilled"], language=language).gaps
        assert [gap.thing.code for gap in gaps] == ["a:level-1.2"]


@pytest.mark.parametrize(
    ("day", "things"),
    [
        (date(2024, 12, 31), set()),
        (date(2025, 1, 1), {"b:M1", "b:M1.1"}),
        (date(2025, 12, 31), {"b:M1", "b:M1.1"}),
        (date(2026, 1, 1), {"b:M1", "b:M1.1", "b:M3.1", "b:M4"}),
    ],
)
def test_a_measure_is_expired_from_the_day_after_its_last_period_unless_it_is_done(tiny, day, things):
    assert set(found(tiny, "measure-expired", on=day)) == things
    assert set(found(tiny, "plan-expired", on=day)) == ({"b:plan"} if day == NEW_YEAR else set())


def test_in_a_plan_only_gaps_in_its_own_things_count(tiny):
    for rule, things in TINY.items():
        if rule.startswith(("sdg", "actor")):
            continue
        for plan in ("a", "b"):
            expected = {code: witness for code, witness in things.items() if code.startswith(f"{plan}:")}
            assert found(tiny, rule, f"{plan}:plan") == expected


def test_sdg_goals_and_actors_are_judged_by_what_the_plan_does(tiny):
    assert "sdg:8" in found(tiny, "sdg-goal-without-support", "a:plan")
    assert "sdg:8" not in found(tiny, "sdg-goal-without-support", "b:plan")
    assert len(found(tiny, "sdg-target-without-support", "a:plan")) == SDG_TARGETS - 2
    assert len(found(tiny, "sdg-target-without-support", "b:plan")) == SDG_TARGETS - 1
    assert found(tiny, "sdg-goal-with-one-measure", "a:plan") == {}
    assert found(tiny, "sdg-goal-with-one-measure", "b:plan") == {"sdg:8": ["b:M3"]}
    assert found(tiny, "sdg-target-by-uncertain-inference", "a:plan") == {}
    assert found(tiny, "sdg-target-by-uncertain-inference", "b:plan") == {"sdg:8.9": ["b:M3"]}
    assert found(tiny, "sdg-goal-by-uncertain-inference", "b:plan") == {"sdg:8": ["b:M3"]}
    assert found(tiny, "actor-without-responsibility", "b:plan") == {}


def test_an_actor_who_takes_part_in_a_plan_and_answers_for_nothing_in_it_is_a_gap(with_more):
    more = with_more(
        "actor:chief kg:takesPartIn b:M1 . actor:town kg:takesPartIn b:M1 . b:plan kg:partner actor:band ."
    )
    assert found(more, "actor-without-responsibility", "b:plan") == {"actor:chief": ["b:M1"]}
    assert found(more, "actor-without-responsibility", "a:plan") == {}


def test_by_stated_links_alone_there_are_more_gaps(tiny):
    gaps = tiny.gaps(rules=["sub-strategy-without-measure"], basis="stated").gaps
    assert {gap.thing.code for gap in gaps} == {"a:1.1.2", "a:1.2.2"}


def test_of_a_kind_only_gaps_in_things_of_that_kind_and_those_below_it(tiny):
    goals = tiny.gaps(kind="mål", on=NEW_YEAR).gaps
    assert {gap.thing.kind for gap in goals} == {"OverallGoal", "CrossCuttingGoal", "SubGoal"}
    with pytest.raises(KgraphError, match="kind"):
        tiny.gaps(kind="measurez")


def test_the_worst_come_first_and_each_rule_follows_the_order_of_the_document(shipped):
    gaps = shipped.gaps(on=NEW_YEAR).gaps
    severities = [gap.severity for gap in gaps]
    assert severities == sorted(severities, key=["error", "warning", "note"].index)
    goals = [gap.thing.code for gap in gaps if gap.rule == "sdg-goal-without-support"]
    assert goals.index("sdg:2") < goals.index("sdg:12")
    assert all(gap.witness for gap in gaps)


def test_an_unknown_rule_is_refused_with_the_nearest_names(tiny):
    with pytest.raises(KgraphError) as refused:
        tiny.gaps(rules=["measure-without-budgets"])
    assert "measure-without-budget" in refused.value.hint
