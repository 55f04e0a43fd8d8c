"""The gaps as answers: short tables by rule for people, one whole table for programs."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from kgraph.gap_rules import SEVERITY_NAMES
from kgraph.plugin import Answer, Cell, Column, Gap, Gaps, Note, View

from .words import ASIDE, CLEAN, COLUMNS, GAPS, GAPS_IN, HOW, MORE, SET_APART, STATED

SHOWN = 10
TYPES = {"thing": "thing", "by": "thing", "witness": "things", "number": "integer", "on": "date"}


def for_programs(view: View, found: Gaps, levels: Answer) -> tuple[Answer, ...]:
    """Every gap in one table, those that are not relevant, and the coverage of each level."""
    rows = [
        (_severity(view, gap), _title(view, gap), gap.thing, gap.reason, list(gap.witness), gap.advice)
        for gap in found.gaps
    ]
    names = ("severity", "rule", "thing", "reason", "witness", "advice")
    return (_answer(view, _heading(view), names, rows, _about(view, found)), *_aside(view, found), levels)


def for_people(view: View, found: Gaps, levels: Answer | None) -> tuple[Answer, ...]:
    """How many gaps each rule finds, then the first of each rule, those not relevant, and the coverage of each level.

    Args:
        view: whose language is spoken.
        found: the gaps.
        levels: the coverage; without it, every gap of each rule is shown.
    """
    by_rule = [(rule, list(gaps)) for rule, gaps in groupby(found.gaps, key=lambda gap: gap.rule)]
    rows = [(_severity(view, gaps[0]), len(gaps), _title(view, gaps[0]), rule) for rule, gaps in by_rule]
    notes = [*_about(view, found), Note("how", HOW[view.language])]
    if found.not_relevant:
        notes.insert(0, Note("not_relevant", SET_APART[view.language].format(number=len(found.not_relevant))))
    overview = _answer(view, _heading(view), ("severity", "number", "missing", "rule"), rows, notes)
    listed = [_listed(view, rule, gaps, len(gaps) if levels is None else SHOWN) for rule, gaps in by_rule]
    return (overview, *listed, *_aside(view, found), *(() if levels is None else _by_plan(levels)))


def _by_plan(levels: Answer) -> list[Answer]:
    """The coverage of each plan under its name, so that the table is no wider than a terminal; the notes come last."""
    plans = [(plan, [row[1:] for row in rows]) for plan, rows in groupby(levels.rows, key=lambda row: row[0])]
    return [
        replace(
            levels,
            question=f"{levels.question} {plan}",
            columns=levels.columns[1:],
            rows=tuple(rows),
            total=len(rows),
            notes=levels.notes if (plan, rows) == plans[-1] else (),
        )
        for plan, rows in plans
    ]


def _listed(view: View, rule: str, gaps: Sequence[Gap], most: int) -> Answer:
    """The gaps of a rule: the code tells which thing, since the reason names it."""
    heading = f"{_severity(view, gaps[0]).capitalize()}: {_title(view, gaps[0])} ({len(gaps)})"
    notes = [Note("advice", gaps[0].advice)]
    if len(gaps) > most:
        plan = f" --plan {view.plan.reference}" if view.plan else ""
        more = MORE[view.language].format(more=len(gaps) - most, plan=plan, rule=rule)
        notes.append(Note("shortened", more))
    rows = [(gap.thing.code or gap.thing.label, gap.reason) for gap in gaps[:most]]
    return replace(_answer(view, heading, ("code", "reason"), rows, notes), total=len(gaps))


def _aside(view: View, found: Gaps) -> tuple[Answer, ...]:
    rows = [
        (gap.thing, _title(view, gap), judged.because, judged.by, judged.on)
        for gap in found.not_relevant
        if (judged := gap.not_relevant)
    ]
    names = ("thing", "rule", "because", "by", "on")
    return (_answer(view, ASIDE[view.language], names, rows, []),) if rows else ()


def _about(view: View, found: Gaps) -> list[Note]:
    """What was looked for in vain, and on which basis."""
    rules = view.gap_rules()
    clean = [rules[name].title[view.language] for name, number in found.counts.items() if not number]
    notes = [Note("clean", CLEAN[view.language].format(rules="; ".join(clean)))] if clean else []
    return [*notes, Note("stated_alone", STATED[view.language])] if view.basis == "stated" else notes


def _heading(view: View) -> str:
    return GAPS_IN[view.language].format(plan=view.plan) if view.plan else GAPS[view.language]


def _severity(view: View, gap: Gap) -> str:
    return SEVERITY_NAMES[gap.severity][view.language]


def _title(view: View, gap: Gap) -> str:
    return view.gap_rules()[gap.rule].title[view.language]


def _answer(
    view: View, heading: str, names: Sequence[str], rows: Sequence[tuple[Cell, ...]], notes: list[Note]
) -> Answer:
    columns = tuple(Column(COLUMNS[name][view.language], TYPES.get(name, "text")) for name in names)
    return Answer(heading, columns, tuple(rows), len(rows), tuple(notes), language=view.language)
