"""A sunburst of a plan as SVG: the plan in the middle, its parts in rings around it.

The parts are goals, focus areas and sub-strategies, or efforts, sections and measures. One sees at a glance how a plan
is built and where the gaps are: parts that no measure serves, and measures without a budget, are hatched.

    kgraph export sunburst plan.svg --plan sogndal
    kgraph export sunburst plan.svg --plan sogn --lang nn

An arc is as wide as the number of parts at its outer end: it tells how the plan divides, not what anything costs or how
much it matters. A part whose name has no room tells it where the picture is pointed at or read aloud.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import IO, TYPE_CHECKING

from kgraph.networks import kinds_below
from kgraph.ordering import by_code
from kgraph.plugin import Exporter, Loss, Text, Thing, View, hook

if TYPE_CHECKING:
    from kgraph.drawing.sunburst import Part

WHAT = Text(
    en="a plan as a sunburst: its parts in rings",
    nn="ein plan som ringdiagram: delane utover i ringar",
    nb="en plan som ringdiagram: delene utover i ringer",
)
# The parts that are shown beside plans, with the kinds below them, and the questions whose answers are gaps.
GAPS: Mapping[str, str] = {
    "OverallGoal": "overall goals without measures",
    "FocusArea": "focus areas without measures",
    "SubStrategy": "sub-strategies without measures",
    "Effort": "efforts without measures",
    "Section": "sections without measures",
    "Measure": "measures without budget",
}
TITLE = Text(en="The parts of the plan", nn="Delane i planen", nb="Delene i planen")
ALL = Text(en="All plans", nn="Alle planane", nb="Alle planene")
GAP = Text(
    en="gap: a part without measures, or a measure without budget",
    nn="hol: ein del utan tiltak, eller eit tiltak utan budsjett",
    nb="hull: en del uten tiltak, eller et tiltak uten budsjett",
)
WITHOUT = Text(en="{thing}: gap", nn="{thing}: hol", nb="{thing}: hull")
SUMMARY = Text(
    en="{parts} parts; {gaps} of them are gaps: {names}.",
    nn="{parts} delar; {gaps} av dei er hol: {names}.",
    nb="{parts} deler; {gaps} av dem er hull: {names}.",
)
NONE = Text(en="none", nn="ingen", nb="ingen")
REST = Text(
    en="things that are no part of the picture",
    nn="ting som ikkje er med i biletet",
    nb="ting som ikke er med i bildet",
)


@hook
def exporters() -> list[Exporter]:
    """The form `sunburst`."""
    return [Exporter("sunburst", ".svg", what=WHAT, write=write, whole_plans=True)]


def write(view: View, file: IO[bytes]) -> Iterable[Loss]:
    """Write the picture; what it does not show is told."""
    from kgraph.drawing.sunburst import Part, sunburst

    language, graph = view.language, view.property_graph()
    plan, part = kinds_below(view.vocabulary, "Plan"), kinds_below(view.vocabulary, *GAPS)
    things = {node.iri: node.thing for node in graph.nodes if node.thing.kind in plan | part}
    below: dict[str, list[Thing]] = defaultdict(list)
    wholes: dict[str, str] = {}
    for edge in graph.edges:
        if edge.link == "partOf" and {edge.source, edge.target} <= set(things) and edge.source not in wholes:
            wholes[edge.source] = edge.target
            below[edge.target].append(things[edge.source])
    gaps = _gaps(view)
    plans = [thing for thing in things.values() if thing.kind in plan and below.get(thing.iri)]
    tops = [thing for thing in plans if view.plan is None or thing.iri == view.plan.iri]
    seen: set[str] = set()
    parts = tuple(_part(thing, below, gaps, language, seen) for thing in sorted(tops, key=by_code))
    whole = parts[0] if len(parts) == 1 else Part(ALL[language], ALL[language], parts=parts)
    lacking = [things[iri] for iri in seen if iri in gaps]
    codes = " · ".join(thing.code or thing.label for thing in sorted(lacking, key=by_code)) or NONE[language]
    summary = SUMMARY[language].format(parts=len(seen) - len(tops), gaps=len(lacking), names=codes)
    title = f"{TITLE[language]}: {whole.name}"
    file.write(sunburst(title, summary, whole, GAP[language] if lacking else "").encode("utf-8"))
    left = len(graph.nodes) - len(seen)
    return [Loss(REST, left)] if left else []


def _part(thing: Thing, below: Mapping[str, list[Thing]], gaps: set[str], language: str, seen: set[str]) -> "Part":
    """A thing with its parts; where things are part of each other, each stands in one place."""
    from kgraph.drawing.sunburst import Part

    seen.add(thing.iri)
    own = [each for each in sorted(below.get(thing.iri, ()), key=by_code) if each.iri not in seen]
    parts = tuple(_part(each, below, gaps, language, seen) for each in own if each.iri not in seen)
    gap = thing.iri in gaps
    words = WITHOUT[language].format(thing=thing) if gap else str(thing)
    code = (thing.code or "").partition(":")[2]
    number = f"{code} " if re.fullmatch(r"[\d.]+", code) else ""
    return Part(number + thing.label, words, gap, parts)


def _gaps(view: View) -> set[str]:
    return {thing.iri for question in GAPS.values() for thing in view.ask(question, notes=False).things()}
