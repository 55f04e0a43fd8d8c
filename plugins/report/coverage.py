"""How far the plan reaches: level by level, and over the UN's goals and the cross-cutting ones."""

import re
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from html import unescape

from kgraph.plugin import Answer, Column, KgraphError, Note, Row, Text, Thing

from .content import Picture, Section, Table
from .part import Part, in_order

TITLE = Text(en="Coverage", nn="Dekning", nb="Dekning")
INTRO = Text(
    en="A goal is covered when something further down contributes to it, directly or in several steps. The numbers "
    "count things, not how much they matter.",
    nn="Eit mål er dekt når noko lenger nede bidreg til det, direkte eller over fleire ledd. Tala tel ting, ikkje kor "
    "mykje dei har å seie.",
    nb="Et mål er dekket når noe lenger nede bidrar til det, direkte eller over flere ledd. Tallene teller ting, ikke "
    "hvor mye de har å si.",
)
LEVELS = Text(en="Level by level", nn="Nivå for nivå", nb="Nivå for nivå")
OVER = Text(en="{goals}: what contributes", nn="{goals}: kva som bidreg", nb="{goals}: hva som bidrar")
STATED = Text(
    en="of these by the document alone", nn="av dei berre etter dokumentet", nb="av dem bare etter dokumentet"
)
NONE = Text(
    en="No {carriers} contribute to {number}: {goals}.",
    nn="Ingen {carriers} bidreg til {number}: {goals}.",
    nb="Ingen {carriers} bidrar til {number}: {goals}.",
)
MANY = Text(
    en="A measure or a sub-strategy may contribute to several goals, so the columns do not add up.",
    nn="Eit tiltak eller ein delstrategi kan bidra til fleire mål, så kolonnane kan ikkje leggjast saman.",
    nb="Et tiltak eller en delstrategi kan bidra til flere mål, så kolonnene kan ikke legges sammen.",
)
OWN = Text(
    en="What takes up a goal itself is counted; the matrices also show what leads there through other goals.",
    nn="Det som tek opp eit mål sjølv, er talt; matrisene viser òg det som fører dit gjennom andre mål.",
    nb="Det som tar opp et mål selv, er talt; matrisene viser også det som fører dit gjennom andre mål.",
)
FLOW = Text(en="Where the support goes", nn="Kvar støtta går", nb="Hvor støtten går")
DESCRIPTION = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)
OR = Text(en=" or ", nn=" eller ", nb=" eller ")
GOALS = ("SDG goals", "cross-cutting goals")


def coverage(part: Part) -> Section:
    """The section on coverage."""
    parts: list[Table | Picture] = []
    # The analysis and the exporter are other plugins', which may be away.
    with suppress(KgraphError):
        if (levels := _levels(part)).rows:
            parts.append(Table(levels, part.say(LEVELS)))
    parts += [table for goals in GOALS if (table := _over(part, goals))]
    with suppress(KgraphError):
        if part.carriers:
            parts.append(_flow(part))
    return Section("coverage", part.say(TITLE), (part.say(INTRO),), tuple(parts))


def _levels(part: Part) -> Answer:
    """The levels of the plans; of one plan without its name in each row."""
    answer = part.view.analyse("levels")
    if part.view.plan is None or {row[0] for row in answer.rows} != {part.view.plan}:
        return answer
    return replace(answer, columns=answer.columns[1:], rows=tuple(row[1:] for row in answer.rows))


def _flow(part: Part) -> Picture:
    """Where the support goes, from measures to goals."""
    svg = part.view.export("sankey").decode()
    told = DESCRIPTION.search(svg)
    return Picture(svg, part.say(FLOW), unescape(told[1]) if told else "")


def _over(part: Part, goals: str) -> Table | None:
    """How many of each carrier contribute to each goal, by all links and by the stated ones."""
    things = part.ask(goals, notes=False).things()
    if not things or not part.carriers:
        return None
    columns = [Column(part.kinds(goals, 1), "thing")]
    counts: list[dict[str, int]] = []
    for carriers in part.carriers:
        columns.append(Column(part.kinds(carriers), "integer"))
        counts.append(_per(part, carriers, goals))
        if part.view.basis == "all":
            columns.append(Column(part.say(STATED), "integer"))
            counts.append(_per(part.stated, carriers, goals))
    rows = in_order((thing, *(count.get(thing.iri, 0) for count in counts)) for thing in things)
    notes = [Note("several", part.say(MANY)), *([Note("own", part.say(OWN))] if goals == "cross-cutting goals" else [])]
    answer = Answer(goals, tuple(columns), rows, len(rows), tuple(notes), language=part.language)
    title = part.say(OVER, goals=part.kinds(goals).capitalize())
    return Table(answer, title[0].upper() + title[1:], _uncovered(part, rows))


def _per(part: Part, carriers: str, goals: str) -> dict[str, int]:
    """How many carriers contribute to each goal.

    A cross-cutting goal counts those that take it up themselves: a ferry that serves a sub-strategy which takes up new
    technology does not. The UN's goals count every thread that leads to them.
    """
    if goals == "cross-cutting goals":
        rows = part.ask(f"{carriers}{{in}}{{and}} that address which {goals}", notes=False).rows
        return Counter(goal.iri for _, goal in rows if isinstance(goal, Thing))
    rows = part.ask(f"count {carriers}{{in}} per {goals}", notes=False).rows
    return {goal.iri: int(str(count)) for goal, count in rows if isinstance(goal, Thing)}


def _uncovered(part: Part, rows: tuple[Row, ...]) -> str:
    """Which goals no carrier contributes to; the plan's goals may still name them."""
    none = [row[0].label for row in rows if isinstance(row[0], Thing) and not any(row[1:])]
    carriers = part.say(OR).join(part.kinds(each) for each in part.carriers)
    return part.say(NONE, carriers=carriers, number=len(none), goals=part.listed(none)) if none else ""
