"""The gaps in a project's plans: every rule's question asked, and what somebody judged not relevant set apart."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kgraph.answer import Answer, Thing, Value
from kgraph.describing import parts_of, things
from kgraph.engines import Engine
from kgraph.errors import KgraphError, QuestionError
from kgraph.gap_rules import SEVERITIES, Gap, GapRule, Gaps, NotRelevant
from kgraph.kept_gaps import findings
from kgraph.messages import say
from kgraph.ordering import by_code
from kgraph.periods import day
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


def find_gaps(
    view: View,
    engine: Engine,
    rules: Mapping[str, GapRule],
    *,
    kinds: frozenset[str] | None = None,
    on: date | None = None,
    key: str = "",
) -> Gaps:
    """What the rules find, the worst first.

    Args:
        view: asks the questions, of its plan alone if it has one.
        engine: where judgements and wholes are looked up.
        rules: by name.
        kinds: local names of kinds; gaps in things of other kinds are left out.
        on: the day on which they are looked for, which decides what is over; without it, today.
        key: of the graph and its words; where it is given, what rules find is kept in the user's cache.

    Raises:
        KgraphError: a rule's question or text cannot be understood; says which.
    """
    inside = None if view.plan is None else parts_of(engine, view.plan.iri)
    today = on or day(None, view.language)
    found = [
        gap
        for rule in shown(list(rules.values()), say(view.language, "progress_gaps"))
        for gap in _narrowed(rule, view, inside, today, key)
    ]
    if kinds is not None:
        found = [gap for gap in found if gap.thing.kind in kinds]
    found = _with_witnesses(found, engine, view.language)
    judged = _judgements(engine, view.language)
    every = [_judged(gap, judged.get(gap.thing.iri, ())) for gap in found]
    order = {name: place for place, name in enumerate(rules)}
    every.sort(key=lambda gap: (SEVERITIES.index(gap.severity), order[gap.rule], by_code(gap.thing)))
    left = tuple(gap for gap in every if gap.not_relevant is None)
    counts = Counter(gap.rule for gap in left)
    aside = tuple(gap for gap in every if gap.not_relevant is not None)
    return Gaps(left, aside, {name: counts[name] for name in rules}, view.language)


def _narrowed(rule: GapRule, view: View, inside: set[str] | None, today: date, key: str) -> list[Gap]:
    """The gaps that a rule finds in the view's plan, or in all of the project."""
    plan = view.plan if rule.in_plan else None
    found = findings(key, rule, view, plan.iri if plan else "", today, _found(rule, view, plan, today))
    return found if inside is None or plan else [gap for gap in found if gap.thing.iri in inside]


def _found(rule: GapRule, view: View, plan: Thing | None, today: date) -> Iterator[Gap]:
    """The gaps that a rule finds: one for each thing, or for each thing and row of what is asked before."""
    yesterday = date.fromordinal(max(1, today.toordinal() - 1))
    values = {"today": today.isoformat(), "yesterday": yesterday.isoformat()}
    if plan:
        values["plan"] = plan.reference
    for given in _occasions(rule, view, values):
        codes = {name: each.reference for name, each in given.items()}
        answer = _asked(rule, rule.in_plan if plan else rule.question, view, {**values, **codes})
        for thing, cells in _by_thing(rule, view, answer).items():
            yield _gap(rule, thing, cells, given, view.language)


def _occasions(rule: GapRule, view: View, values: Mapping[str, str]) -> Iterator[dict[str, Thing]]:
    """What a rule's question is asked of: of all at once, or of each row of the question before it."""
    if not rule.each:
        yield {}
        return
    answer = _asked(rule, rule.each, view, values)
    for row in answer.rows:
        yield {column.name: cell for column, cell in zip(answer.columns, row, strict=True) if isinstance(cell, Thing)}


def _asked(rule: GapRule, question: str, view: View, values: Mapping[str, str]) -> Answer:
    """The answer to a question of a rule, given those of the values that it names."""
    try:
        named = {name: value for name, value in values.items() if _names(question, name)}
        return view.ask(question, evidence=False, notes=False, **named)
    except QuestionError as error:
        message = say(view.language, "gap_rule_question", rule=rule.name, error=error.message)
        raise KgraphError(message, hint=error.hint, language=view.language) from None


def _names(question: str, parameter: str) -> bool:
    return re.search(rf"\${parameter}\b", question) is not None


def _by_thing(rule: GapRule, view: View, answer: Answer) -> dict[Thing, list[list[Value]]]:
    """The values in each column, by the thing that stands first: a thing is one gap, in however many rows it is."""
    found: dict[Thing, list[list[Value]]] = {}
    for row in answer.rows:
        thing = row[0] if row else None
        if not isinstance(thing, Thing):
            raise KgraphError(say(view.language, "gap_rule_no_thing", rule=rule.name), language=view.language)
        if rule.keep is None or rule.keep(view, row):
            columns = found.setdefault(thing, [[] for _ in row])
            for column, cell in zip(columns, row, strict=True):
                values = cell if isinstance(cell, list) else [cell]
                column += [value for value in values if value is not None and value not in column]
    return found


def _gap(
    rule: GapRule, thing: Thing, cells: Sequence[Sequence[Value]], given: Mapping[str, Thing], language: str
) -> Gap:
    from kgraph.render.cells import spoken

    shown_things = [
        *list(given.values())[:1],
        *(each for cell in cells[1:] for each in cell if isinstance(each, Thing)),
    ]
    witness = tuple(dict.fromkeys(shown_things))
    texts = [_first([spoken(value, language) for value in cell]) for cell in cells]
    blanks = {**{name: _named([each]) for name, each in given.items()}, "thing": _named([thing])}
    try:
        reason = rule.reason[language].format(*texts, **blanks, witness=_named(witness))
    except (AttributeError, IndexError, KeyError, ValueError) as error:
        raise KgraphError(say(language, "gap_rule_text", rule=rule.name, error=error), language=language) from None
    return Gap(rule.name, rule.severity, thing, reason, witness, rule.advice[language])


def _named(every: Sequence[Thing]) -> str:
    return _first([f"«{each.label}»" for each in every])


def _first(texts: list[str]) -> str:
    """The first few of many texts, and how many more there are."""
    return ", ".join([*texts[:MOST_NAMED], f"+{len(texts) - MOST_NAMED}"] if len(texts) > MOST_NAMED else texts)


def _with_witnesses(gaps: list[Gap], engine: Engine, language: str) -> list[Gap]:
    """The gaps, each with a witness: where its row shows none, the whole that the thing is part of, or else itself."""
    bare = sorted({gap.thing.iri for gap in gaps if not gap.witness})
    if not bare:
        return gaps
    listed = " ".join(full(iri) for iri in bare)
    rows = engine.select(f"SELECT ?it ?whole WHERE {{ VALUES ?it {{ {listed} }} ?it <{KG}partOf> ?whole }}")[1]
    wholes = {str(it): str(whole) for it, whole in sorted(rows, reverse=True)}
    known = things(engine, wholes.values(), language)
    return [
        gap if gap.witness else replace(gap, witness=(known.get(wholes.get(gap.thing.iri, ""), gap.thing),))
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
