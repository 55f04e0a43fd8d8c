"""What the rules find in the plans that come with kgraph, counted from the Turtle files without kgraph.

The files are read with rdflib, and each rule is said again in sets: what is part of what, what leads to what.
"""

from datetime import date
from functools import cached_property
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, RDFS, Namespace, URIRef

ROOT = Path(__file__).parents[2]
KG = Namespace("https://w3id.org/kgraph/ns#")
DAY = date(2019, 6, 1)


class Facts:
    """The data as sets."""

    def __init__(self) -> None:
        self.graph = rdflib.Graph()
        for path in sorted((ROOT / "data").glob("*.ttl")):
            self.graph.parse(path)
        words = rdflib.Graph()
        for name in ("kinds", "links"):
            words.parse(ROOT / "ontology" / f"{name}.ttl")
        self.below = {
            kind: {KG[kind], *words.transitive_subjects(RDFS.subClassOf, KG[kind])}
            for kind in ("Goal", "Actor", "Plan", "Document")
        }
        self.responsible = {KG.responsible, *words.transitive_subjects(RDFS.subPropertyOf, KG.responsible)}

    def kind(self, *names: str) -> set[URIRef]:
        return {
            s
            for name in names
            for each in self.below.get(name, {KG[name]})
            for s in self.graph.subjects(RDF.type, each)
        }

    def pairs(self, *links: URIRef) -> set[tuple[URIRef, URIRef]]:
        return {(s, o) for link in links for s, o in self.graph.subject_objects(link)}

    def wholes(self, thing: URIRef) -> set[URIRef]:
        """A thing, and all that it is part of."""
        return set(self.graph.transitive_objects(thing, KG.partOf))

    @cached_property
    def within(self) -> dict[URIRef, set[URIRef]]:
        return {s: self.wholes(s) for s in set(self.graph.subjects())}

    def parts(self, whole: URIRef) -> set[URIRef]:
        return {part for part, wholes in self.within.items() if whole in wholes and part != whole}

    @cached_property
    def led_to_by_measures(self) -> set[URIRef]:
        """All that a part of a measure is or leads to, and the wholes of that; all that measures are parts of."""
        steps: dict[URIRef, set[URIRef]] = {}
        for start, end in self.pairs(KG.supports, KG.addresses):
            steps.setdefault(start, set()).add(end)
        seen, waiting = set(), [*self.kind("Measure"), *(p for m in self.kind("Measure") for p in self.parts(m))]
        while waiting:
            thing = waiting.pop()
            if thing not in seen:
                seen.add(thing)
                waiting += steps.get(thing, ())
        return {whole for thing in seen for whole in self.within.get(thing, {thing})}

    def supported(self, links: set[tuple[URIRef, URIRef]]) -> set[URIRef]:
        return {whole for _, end in links for whole in self.wholes(end)}

    def lines(self, measure: URIRef) -> set[URIRef]:
        """The budget lines that cover a measure, a part of it or a whole that it is part of."""
        near = self.wholes(measure) | self.parts(measure)
        return {line for line, covered in self.pairs(KG.covers) if covered in near}

    def over(self, thing: URIRef) -> bool:
        """Whether all its periods, its own and its lines', ended before the day; none is no."""
        ends = []
        for each in {thing, *(self.lines(thing) if thing in self.kind("Measure") else ())}:
            ends += [date(int(year), 12, 31) for year in self.graph.objects(each, KG.endYear)]
            ends += [day.toPython() for day in self.graph.objects(each, KG.date)]
        return bool(ends) and max(ends) < DAY

    def has(self, thing: URIRef, *links: URIRef) -> bool:
        return any(self.graph.value(thing, link) is not None for link in links)

    def code(self, thing: URIRef) -> str:
        return str(self.graph.value(thing, URIRef("http://www.w3.org/2004/02/skos/core#notation")))


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts()


@pytest.fixture(scope="module")
def gaps(shipped) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {rule: [] for rule in shipped.view().gap_rules()}
    for gap in shipped.gaps(on=DAY).gaps:
        found[gap.rule].append(str(gap.thing.code))
    return found


def expected(facts: Facts) -> dict[str, set[URIRef]]:
    measures, lines = facts.kind("Measure"), facts.kind("BudgetLine")
    supports = facts.pairs(KG.supports)
    wanting = facts.kind("Goal", "SubStrategy", "FocusArea", "SDGGoal", "SDGTarget")
    served = facts.led_to_by_measures
    in_measures = {target for target in facts.kind("QuantifiedTarget") if facts.wholes(target) & measures}
    tops = {
        measure: next(w for w in facts.wholes(measure) & measures if not facts.within[w] & measures - {w})
        for measure in measures
    }
    by_top: dict[URIRef, set[URIRef]] = {}
    for start, end in supports:
        for top in {tops[start]} if start in tops else ():
            for whole in facts.wholes(end):
                by_top.setdefault(whole, set()).add(top)
    sure, claimed = set(), set()
    for claim in facts.kind("Claim"):
        ends = facts.wholes(facts.graph.value(claim, RDF.object))
        claimed |= ends
        if (claim, KG.basis, KG.stated) in facts.graph or (claim, KG.confidence, KG.high) in facts.graph:
            sure |= ends
    goals, targets = facts.kind("SDGGoal"), facts.kind("SDGTarget")
    return {
        "plan-expired": {plan for plan in facts.kind("Plan") if facts.over(plan)},
        "sub-strategy-without-measure": facts.kind("SubStrategy") - served,
        "focus-area-without-measure": facts.kind("FocusArea") - served,
        "goal-without-measure": facts.kind("Goal") - served,
        # The strategic plan has no measure of its own, the action plan has for every goal that anything leads to.
        "sub-strategy-served-by-others": facts.kind("SubStrategy") & served,
        "focus-area-served-by-others": facts.kind("FocusArea") & served,
        # Cross-cutting goals are to have no action plan of their own; what does not show them is told by another rule.
        "goal-served-by-others": {
            goal for goal in (facts.kind("Goal") - facts.kind("CrossCuttingGoal")) & served if "/sogndal/" in goal
        },
        "goal-without-position": {
            goal for goal in facts.kind("Goal")
            if not {o for link in facts.responsible for o in facts.graph.objects(goal, link)} & facts.kind("Position")
        },
        "quantified-target-without-measure": {
            target for target in facts.kind("QuantifiedTarget") - in_measures
            if facts.graph.value(target, KG.partOf) not in served
        },
        "section-without-strategy": {s for s in facts.kind("Section") if not facts.parts(s) & facts.kind("Strategy")},
        "measure-without-budget": {
            m for m in measures if not any(facts.has(line, KG.budget) for line in facts.lines(m))
        },
        "measure-without-responsible": {
            m for m in measures if not any(facts.has(each, *facts.responsible) for each in {m, *facts.lines(m)})
        },
        "measure-without-period": {
            m for m in measures
            if not any(facts.has(each, KG.startYear, KG.endYear, KG.date) for each in {m, *facts.lines(m)})
        },
        "measure-expired": {m for m in measures if facts.over(m)},
        "measure-without-goal": {
            m for m in measures
            if not any(start in {m, *facts.parts(m)} and facts.wholes(end) & wanting for start, end in supports)
        },
        # No document states what a measure supports.
        "measure-supports-by-inference": {
            m for m in measures if any(start in {m, *facts.parts(m)} for start, _ in supports)
        },
        "measure-without-budget-line": {m for m in measures if not facts.lines(m)},
        "budget-line-without-measure": {line for line in lines if not facts.has(line, KG.covers)},
        "budget-line-without-amount": {line for line in lines if not facts.has(line, KG.budget)},
        "budget-line-without-responsible": {line for line in lines if not facts.has(line, *facts.responsible)},
        "sdg-goal-without-support": goals - facts.supported(supports),
        "sdg-target-without-support": targets - facts.supported(supports),
        "sdg-goal-with-one-measure": {goal for goal in goals if len(by_top.get(goal, ())) == 1},
        "sdg-target-with-one-measure": {target for target in targets if len(by_top.get(target, ())) == 1},
        "sdg-goal-by-uncertain-inference": goals & claimed - sure,
        "sdg-target-by-uncertain-inference": targets & claimed - sure,
        "actor-without-responsibility": facts.kind("Actor") - {o for _, o in facts.pairs(*facts.responsible)},
        "plan-level-without-plan": {level for level in facts.kind("PlanLevel") if not facts.has(level, KG.refersTo)},
        # Its own yearly action plan is not in the data; the one that is, is another body's.
        "required-field-lacking": facts.kind("RequiredField"),
    }  # fmt: skip


def test_the_rules_find_what_the_files_say(facts, gaps):
    for rule, things in expected(facts).items():
        assert sorted(gaps.pop(rule)) == sorted(map(facts.code, things)), rule
    assert set(gaps) == {"cross-cutting-goal-not-shown", "goal-level-unfilled"}


def test_a_required_cross_cutting_goal_is_a_gap_in_each_sub_strategy_that_does_not_address_it(facts, shipped):
    wanted = {
        (facts.code(part), facts.code(goal))
        for goal, plan in facts.pairs(KG.requiredIn)
        for part in facts.parts(plan) & facts.kind("SubStrategy")
        if (part, KG.addresses, goal) not in facts.graph
    }
    found = shipped.gaps(rules=["cross-cutting-goal-not-shown"]).gaps
    assert {(gap.thing.code, gap.witness[0].code) for gap in found} == wanted
    assert len(found) == len(wanted)


def test_of_the_promised_goal_levels_only_the_overall_goals_of_the_strategic_plan_are_filled(gaps):
    levels = ["1.1", "2.2", "2.3", "3.1", "3.2"]
    assert gaps["goal-level-unfilled"] == [f"sogndal:level-{level}" for level in levels]


def test_the_whole_is_the_sum_of_the_plans_where_things_stand_in_one_plan(shipped):
    counts = shipped.gaps(on=DAY).counts
    parts = [shipped.gaps(plan, on=DAY).counts for plan in ("sogn", "sogndal")]
    for rule, number in counts.items():
        if not rule.startswith(("sdg", "actor")):
            assert number == sum(part[rule] for part in parts), rule
