"""The gaps in a project's plans: every rule's question asked, and what somebody judged not relevant set apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kgraph.answer import Answer, Row, Thing
from kgraph.describing import things
from kgraph.engines import Engine
from kgraph.errors import KgraphError, QuestionError
from kgraph.gap_rules import SEVERITIES, Gap, GapRule, Gaps, NotRelevant
from kgraph.messages import say
from kgraph.plugin import View
from kgraph.printing import full
from kgraph.progress import shown
from kgraph.terms import KG, Iri

MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is not relevant, and to which rules or things alone; to none of them: to all."""

    judged: NotRelevant
    only: frozenset[str]

    def holds(self, gap: Gap) -> bool:
        """Whether this gap is meant."""
        return not self.only or bool(self.only & {gap.rule, *(each.code or "" for each in gap.witness)})


def find_gaps(view: View, engine: Engine, rules: Mapping[str, GapRule], *, kinds: frozenset[str] | None = None) -> Gaps:
    """What the rules find, the worst first.

    Args:
        view: asks the questions, of its plan alone if it has one.
        engine: where judgements and wholes are looked up.
        rules: by name.
        kinds: local names of kinds; gaps in things of other kinds are left out.

    Raises:
        KgraphError: a rule's question or text cannot be understood; says which.
    """
    inside = None if view.plan is None else _inside(engine, view.plan.iri)
    found = [
        gap
        for rule in shown(list(rules.values()), say(view.language, "progress_gaps"))
        for gap in _found(rule, view, inside)
    ]
    if kinds is not None:
        found = [gap for gap in found if gap.thing.kind in kinds]
    found = _with_witnesses(found, engine, view.language)
    judged = _judgements(engine, view.language)
    every = [_judged(gap, judged.get(gap.thing.iri, ())) for gap in found]
    order = list(rules)
    every.sort(key=lambda gap: (SEVERITIES.index(gap.severity), order.index(gap.rule)))
    return Gaps(
        tuple(gap for gap in every if gap.not_relevant is None),
        tuple(gap for gap in every if gap.not_relevant is not None),
        {name: sum(gap.rule == name and gap.not_relevant is None for gap in every) for name in rules},
    )


def _inside(engine: Engine, plan: str) -> set[str]:
    return {str(row[0]) for row in engine.select(f"SELECT ?it WHERE {{ ?it <{KG}within> {full(plan)} }}")[1]}


def _found(rule: GapRule, view: View, inside: set[str] | None) -> Iterator[Gap]:
    own = inside is not None and bool(rule.in_plan)
    plan = (view.plan.code or "") if own and view.plan else ""
    try:
        answer = view.ask(rule.in_plan, plan=plan) if own else view.ask(rule.question)
    except QuestionError as error:
        message = say(view.language, "gap_rule_question", rule=rule.name, error=error.message)
        raise KgraphError(message, hint=error.hint, language=view.language) from None
    for row in answer.rows:
        gap = _gap(rule, row, answer, view.language)
        if gap is not None and (inside is None or own or gap.thing.iri in inside):
            yield gap


def _gap(rule: GapRule, row: Row, answer: Answer, language: str) -> Gap | None:
    """The gap that a row shows: its first thing has it, the others are the witnesses."""
    from kgraph.render.cells import spoken

    cells: list[list[Any]] = [cell if isinstance(cell, list) else [cell] for cell in row]
    thing = cells[0][0] if cells and cells[0] else None
    if not isinstance(thing, Thing):
        return None
    witness = tuple(dict.fromkeys(each for cell in cells[1:] for each in cell if isinstance(each, Thing)))
    texts = ["; ".join(spoken(value, answer.language) for value in cell if value is not None) for cell in cells]
    try:
        reason = rule.reason[language].format(*texts, thing=_named([thing]), witness=_named(witness))
    except (IndexError, KeyError, ValueError) as error:
        raise KgraphError(say(language, "gap_rule_text", rule=rule.name, error=error)) from None
    return Gap(rule.name, rule.severity, thing, reason, witness, rule.advice[language])


def _named(every: Sequence[Thing]) -> str:
    """The names of things, the first few of many."""
    names = [f"«{each.label}»" for each in every[:MOST_NAMED]]
    return ", ".join([*names, f"+{len(every) - MOST_NAMED}"] if len(every) > MOST_NAMED else names)


def _with_witnesses(gaps: list[Gap], engine: Engine, language: str) -> list[Gap]:
    """The gaps, each with a witness: where its row shows none, the whole that the thing is part of."""
    bare = sorted({gap.thing.iri for gap in gaps if not gap.witness})
    if not bare:
        return gaps
    listed = " ".join(full(iri) for iri in bare)
    rows = engine.select(f"SELECT ?it ?whole WHERE {{ VALUES ?it {{ {listed} }} ?it <{KG}partOf> ?whole }}")[1]
    wholes = {str(it): str(whole) for it, whole in sorted(rows, reverse=True)}
    known = things(engine, wholes.values(), language)
    return [
        replace(gap, witness=(known[wholes[gap.thing.iri]],))
        if not gap.witness and wholes.get(gap.thing.iri) in known
        else gap
        for gap in gaps
    ]


def _judgements(engine: Engine, language: str) -> dict[str, list[Judgement]]:
    """What is judged not relevant, by thing."""
    query = f"""SELECT ?it ?because (LANG(?because) AS ?tag) ?by ?on ?only WHERE {{
  ?it <{KG}notRelevant> ?because .
  OPTIONAL {{ ?it <{KG}notRelevantBy> ?by }}
  OPTIONAL {{ ?it <{KG}notRelevantOn> ?on }}
  OPTIONAL {{ ?it <{KG}notRelevantTo> ?only }}
}} ORDER BY ?it ?because"""
    rows = engine.select(query)[1]
    actors = things(engine, {by for *_, by, _, _ in rows if isinstance(by, Iri)}, language)
    found: dict[str, tuple[NotRelevant, set[str]]] = {}
    for it, because, tag, by, on, only in rows:
        judged = NotRelevant(str(because), actors.get(str(by)), on if isinstance(on, date) else None)
        if str(it) not in found or str(tag) == language:
            found[str(it)] = (judged, found.get(str(it), (judged, set()))[1])
        if only is not None:
            found[str(it)][1].add(str(only))
    return {it: [Judgement(judged, frozenset(only))] for it, (judged, only) in found.items()}


def _judged(gap: Gap, judgements: Iterable[Judgement]) -> Gap:
    return next((replace(gap, not_relevant=each.judged) for each in judgements if each.holds(gap)), gap)
