"""Every number in the summary, against numbers counted by hand or by other means."""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib

from kgraph.project import shipped as shipped_folder

KG = rdflib.Namespace("https://w3id.org/kgraph/ns#")
SEVERITIES = {"error": r"(\d+) errors?\b", "warning": r"(\d+) warnings?\b", "note": r"(\d+) notes?\b"}


def _sentences(report, view):
    """The summary without the sentence on gaps, which is looked at by itself."""
    return [each for each in report.content(view).summary if not each.startswith("The rules found")]


def test_plan_a_of_the_tiny_project_is_told_as_counted_by_hand(report, tiny):
    assert _sentences(report, tiny.view("a")) == [
        "The plan has 2 overall goals, 3 focus areas, 4 sub-strategies, 1 cross-cutting goal and 1 quantified target.",
        # 11.1 and 11.4 are parts of goal 11; Music's claim is stated.
        (
            "Sub-strategies contribute to 1 of the 17 UN goals; left without: 16. "
            "By what the documents say themselves, the sub-strategies contribute to 1 of the 17."
        ),
        # Building (b:M1.1), Mending (b:M2) and Music (b:M3); what leads to Reading is suggested only.
        "3 of 4 sub-strategies have measures behind them; left without: 1.",
        "1 of 1 cross-cutting goals are taken up by at least one sub-strategy.",
        # Stated: claims 2, 4, 11, 14, 15, 19; inferred: 1, 3, 13, 16.
        "The numbers rest on 6 claims that a document states and 4 that an analyst inferred.",
    ]


def test_plan_b_of_the_tiny_project_is_told_as_counted_by_hand(report, tiny):
    assert _sentences(report, tiny.view("b")) == [
        "The plan has 2 efforts, 1 sub-goal, 7 measures and 5 budget lines.",
        # Goal 8 by b:M3; goal 11 by b:M1.1 and Building, and by b:M3 and Music, which is stated all the way.
        (
            "Measures contribute to 2 of the 17 UN goals; left without: 15. "
            "By what the documents say themselves, the measures contribute to 1 of the 17."
        ),
        # b:M1 (by its part), b:M1.1, b:M3.
        "3 of 7 measures contribute to at least one SDG goal, directly or through other goals; to none: 4.",
        "1 of 1 sub-goals have measures behind them.",
        "1 of 1 cross-cutting goals are taken up by at least one measure.",
        # All but b:M1.2: the line of b:M1.1 is carried by its whole.
        "6 of 7 measures have somebody who answers for them.",
        # Band: b:M2, b:M3 and b:M3.1 by b:L3, b:M4 by itself. Town and Office have three each at most.
        "Band answers for the most measures: 4.",
        # 100 000 + 100 000 + 50 000.5 + 10 000.
        "4 of 5 budget lines have an amount, 260 000.5 NOK altogether; without one: 1, so the whole cost is not "
        "known.".replace("260 000", "260\N{NO-BREAK SPACE}000"),
        # Stated: claims 11, 14, 15, 19, 21, 22, 23, 25, 26, 27, 28, 30; inferred: 12, 13, 16, 17, 24, 29.
        "The numbers rest on 12 claims that a document states and 6 that an analyst inferred.",
    ]


def test_only_stated_links_count_where_that_is_asked_for(report, tiny):
    summary = _sentences(report, tiny.view("b", basis="stated"))
    assert "Measures contribute to 1 of the 17 UN goals; left without: 16." in summary
    assert not any("By what the documents say" in each for each in summary)
    assert summary[-1].endswith("12 claims that a document states; 6 that an analyst inferred do not count.")


@pytest.mark.parametrize("plan", ["a", "b", None])
def test_the_gaps_in_the_summary_are_those_that_the_rules_find(report, tiny, plan):
    view = tiny.view(plan)
    sentence = next(each for each in report.content(view).summary if each.startswith("The rules found"))
    told = {name: int(found[1]) for name, words in SEVERITIES.items() if (found := re.search(words, sentence))}
    assert told == Counter(gap.severity for gap in view.gaps().gaps)


# ---- the shipped plans, counted with rdflib in the files themselves


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    found = rdflib.Graph()
    for path in sorted(Path(shipped_folder("data")).glob("*.ttl")):
        found.parse(path)
    return found


def _things(graph, kind, plan):
    return {it for it in graph.subjects(rdflib.RDF.type, KG[kind]) if f"/id/{plan}/" in it}


def _reached(graph, thing):
    """What a thing or its parts lead to over any number of steps, with all that it is part of."""
    inside = set(graph.transitive_subjects(KG.partOf, thing))
    found = set(inside)
    while True:
        new = {end for start in found for link in (KG.supports, KG.addresses) for end in graph.objects(start, link)}
        if new <= found:
            return {whole for it in found - inside for whole in graph.transitive_objects(it, KG.partOf)}
        found |= new


def _counts(report, view):
    part = report.part("part").Part(view)
    return {name: part.number(name) for name in report.part("part").COUNTS}


def test_the_measures_of_the_shipped_plan_are_those_in_the_files(report, shipped, graph):
    counts = _counts(report, shipped.view("sogn", language="nn"))
    measures, lines = _things(graph, "Measure", "sogn"), _things(graph, "BudgetLine", "sogn")
    goals = set(graph.subjects(rdflib.RDF.type, KG.SDGGoal))
    reached = {measure: _reached(graph, measure) for measure in measures}
    assert counts["measures"] == len(measures)
    assert counts["budget lines"] == len(lines)
    assert counts["budget lines with budget"] == sum((line, KG.budget, None) in graph for line in lines)
    assert counts["SDG goals"] == len(goals)
    assert counts["measures with SDG goals"] == sum(bool(each & goals) for each in reached.values())
    assert counts["SDG goals with measures"] == len(goals & set().union(*reached.values()))
    sub_goals = _things(graph, "SubGoal", "sogn")
    assert counts["sub-goals with measures"] == len(sub_goals & set().union(*reached.values()))


def test_the_money_of_the_shipped_plan_is_that_in_the_files(report, shipped, graph):
    lines = _things(graph, "BudgetLine", "sogn")
    total = sum(Decimal(str(amount)) for line in lines for amount in graph.objects(line, KG.budget))
    summary = " ".join(report.content(shipped.view("sogn", language="nn")).summary)
    assert f"til saman {total:,.0f} kr".replace(",", "\N{NO-BREAK SPACE}") in summary


def test_the_sub_strategies_of_the_shipped_plan_are_those_in_the_files(report, shipped, graph):
    counts = _counts(report, shipped.view("sogndal", language="nn"))
    wanted = _things(graph, "SubStrategy", "sogndal")
    reached = set().union(*(_reached(graph, measure) for measure in graph.subjects(rdflib.RDF.type, KG.Measure)))
    goals = set(graph.subjects(rdflib.RDF.type, KG.SDGGoal))
    assert counts["sub-strategies"] == len(wanted)
    assert counts["sub-strategies with measures"] == len(wanted & reached)
    assert counts["sub-strategies with SDG goals"] == sum(bool(_reached(graph, each) & goals) for each in wanted)


def test_a_cross_cutting_goal_counts_only_what_takes_it_up_itself(report, shipped, graph):
    content = report.content(shipped.view(language="en"))
    coverage = next(each for each in content.sections if each.key == "coverage")
    table = next(each for each in coverage.parts if each.title.startswith("Cross-cutting goals"))
    told = {row[0].code: (row[1], row[3]) for row in table.answer.rows}
    assert set(told) == {"sogndal:X1", "sogndal:X2"}
    for code, (measures, sub_strategies) in told.items():
        direct = set(
            graph.subjects(KG.addresses, rdflib.URIRef(f"https://w3id.org/kgraph/id/{code.replace(':', '/')}"))
        )
        whole = {it for each in direct for it in graph.transitive_objects(each, KG.partOf)}
        assert measures == len(whole & _things(graph, "Measure", "sogn"))
        assert sub_strategies == len(whole & _things(graph, "SubStrategy", "sogndal"))
    # No measure shows new technology being taken into use: data/sogn-inferred.ttl says so at its top.
    assert told["sogndal:X2"][0] == 0
    assert any(
        each.startswith("1 of 2 cross-cutting goals are taken up by at least one measure") for each in content.summary
    )


def test_the_claims_of_the_shipped_plans_are_those_in_the_files(report, shipped, graph):
    counts = _counts(report, shipped.view(language="nn"))
    for basis in ("stated", "inferred"):
        assert counts[f"{basis} claims"] == len(set(graph.subjects(KG.basis, KG[basis])))


@pytest.mark.parametrize("plan", ["sogn", "sogndal"])
def test_the_claims_of_a_plan_are_those_that_begin_or_end_in_it(report, shipped, graph, plan):
    counts = _counts(report, shipped.view(plan, language="nn"))
    for basis in ("stated", "inferred"):
        claims = set(graph.subjects(KG.basis, KG[basis]))
        ends = [(graph.value(each, rdflib.RDF.subject), graph.value(each, rdflib.RDF.object)) for each in claims]
        assert counts[f"{basis} claims"] == sum(any(f"/id/{plan}/" in str(end) for end in each) for each in ends)


def test_the_evidence_lists_every_claim_once_with_its_quote(report, shipped, graph):
    evidence = next(each for each in report.content(shipped.view(language="nn")).sections if each.key == "evidence")
    stated, inferred = (table.answer.rows for table in evidence.parts)
    assert len(stated) + len(inferred) == len(set(graph.subjects(rdflib.RDF.type, KG.Claim)))
    quotes = " ".join(str(row[3]) for row in (*stated, *inferred))
    assert all(str(quote) in quotes for quote in graph.objects(None, KG.quote))


def test_every_measure_and_sub_strategy_stands_in_who_does_what(report, shipped, graph):
    work = next(each for each in report.content(shipped.view(language="nn")).sections if each.key == "work")
    named = [str(row[0].iri) for table in work.parts for row in table.answer.rows if hasattr(row[0], "iri")]
    wanted = _things(graph, "Measure", "sogn") | _things(graph, "SubStrategy", "sogndal")
    assert {str(each) for each in wanted} <= set(named)
