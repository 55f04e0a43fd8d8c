"""How far it is from each measure to the UN's goals, and by which way.

Answers: how directly does each measure serve an SDG goal? Why it matters: each step of a way is a claim that must
hold; a long way is easily broken, and a measure without a way serves no goal that anybody has named. Example:

    kgraph analyse distance-to-goals --plan sogn:plan

Shortest ways in a directed graph, by networkx (breadth-first search). A way goes first down to parts of the measure,
then by supports and addresses, then up to what the last thing is part of: it is the thread of which `kgraph ask`
speaks.
"""

from collections.abc import Mapping
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from kgraph.networks import kinds_below, tabled, under, wholes
from kgraph.ordering import in_order
from kgraph.plugin import Analysis, Answer, Edge, Note, Row, Text, Thing, View, hook

if TYPE_CHECKING:
    import networkx

TITLE = Text(
    en="How far is it from each measure to the SDG goals?",
    nn="Kor langt er det frå kvart tiltak til berekraftsmåla?",
    nb="Hvor langt er det fra hvert tiltak til bærekraftsmålene?",
)
COLUMNS = (
    (Text(en="measure", nn="tiltak", nb="tiltak"), "thing"),
    (Text(en="steps", nn="steg", nb="steg"), "integer"),
    (Text(en="nearest", nn="nærast", nb="nærmest"), "things"),
    (Text(en="one such way", nn="ein slik veg", nb="en slik vei"), "text"),
    (Text(en="inferred steps", nn="utleidde steg", nb="utledede steg"), "integer"),
    (Text(en="SDG goals reached", nn="berekraftsmål nådde", nb="bærekraftsmål nådd"), "integer"),
)
NEVER = Text(
    en="never: no thread leads to an SDG goal",
    nn="aldri: ingen tråd fører til eit berekraftsmål",
    nb="aldri: ingen tråd fører til et bærekraftsmål",
)
SUMMARY = Text(
    en="{reaching} of {measures} measures reach an SDG goal{average}",
    nn="{reaching} av {measures} tiltak når eit berekraftsmål{average}",
    nb="{reaching} av {measures} tiltak når et bærekraftsmål{average}",
)
AVERAGE = Text(en=", in {steps} steps on average", nn=", med {steps} steg i snitt", nb=", med {steps} steg i snitt")
Node = tuple[str, str]
WHY = Text(
    en="Each step of a way is a claim that must hold: a long way is easily broken, and a measure without one serves "
    "no UN goal that anybody has named.",
    nn="Kvart steg på ein veg er ein påstand som må halde: ein lang veg ryk lett, og eit tiltak utan veg tener ikkje "
    "noko FN-mål som nokon har nemnt.",
    nb="Hvert steg på en vei er en påstand som må holde: en lang vei ryker lett, og et tiltak uten vei tjener ikke "
    "noe FN-mål som noen har nevnt.",
)
READING = Text(
    en="A measure that supports a UN target is two steps from its goal: supports, part of. Three steps: by a "
    "sub-strategy that supports a target, or by a part of the measure. Fewer steps is not more effect. Of several "
    "ways of one length, one is shown, with all the goals that are as near.",
    nn="Eit tiltak som støttar eit FN-delmål, er to steg frå målet: støttar, del av. Tre steg: ved ein delstrategi "
    "som støttar eit delmål, eller ved ein del av tiltaket. Færre steg er ikkje større verknad. Av fleire like lange "
    "vegar er éin vist, med alle måla som er like nære.",
    nb="Et tiltak som støtter et FN-delmål, er to steg fra målet: støtter, del av. Tre steg: ved en delstrategi som "
    "støtter et delmål, eller ved en del av tiltaket. Færre steg er ikke større virkning. Av flere like lange veier "
    "er én vist, med alle målene som er like nær.",
)


@hook
def analyses() -> list[Analysis]:
    """One analysis."""
    return [Analysis("distance-to-goals", title=TITLE, run=distances, why=WHY, reading=READING)]


def distances(view: View, _: Mapping[str, str]) -> Answer:
    """The measures with their nearest SDG goals, the nearest first, those that reach none last."""
    import networkx

    found = view.of_all().property_graph()
    things = {iri: node.thing for iri, node in found.by_iri.items()}
    inside = set(things) if view.plan is None else under(wholes(found), view.plan.iri)
    measure, goal = (kinds_below(view.vocabulary, name) for name in ("Measure", "SDGGoal"))
    measures = in_order(things[iri] for iri in inside if things[iri].kind in measure)
    graph = _thread(found.edges)
    rows: list[Row] = []
    for thing in measures:
        start = ("part", thing.iri)
        ways = networkx.single_source_shortest_path(graph, start) if start in graph else {}
        ends: dict[str, list[Node]] = {}
        for (_phase, iri), way in ways.items():
            if things[iri].kind in goal and len(way) < len(ends.get(iri, [*way, start])):
                ends[iri] = way
        rows.append(_row(view, thing, things, graph, ends))
    rows.sort(key=lambda row: row[1] if isinstance(row[1], int) else inf)
    steps = [row[1] for row in rows if isinstance(row[1], int)]
    average = ""
    if steps:
        mean = f"{sum(steps) / len(steps):.1f}"
        average = AVERAGE[view.language].format(steps=mean if view.language == "en" else mean.replace(".", ","))
    text = SUMMARY[view.language].format(reaching=len(steps), measures=len(rows), average=average)
    return tabled(view, TITLE, COLUMNS, rows, Note("distance", text))


def _thread(edges: tuple[Edge, ...]) -> "networkx.DiGraph[Node]":
    """Down among the parts, then over supports and addresses, then up among the wholes; each node with its phase."""
    import networkx

    graph: networkx.DiGraph[Node] = networkx.DiGraph()
    for edge in edges:
        if edge.link == "partOf":
            graph.add_edge(("part", edge.target), ("part", edge.source), edge=edge)
            for phase in ("led", "whole"):
                graph.add_edge((phase, edge.source), ("whole", edge.target), edge=edge)
        elif edge.thread:
            for phase in ("part", "led"):
                graph.add_edge((phase, edge.source), ("led", edge.target), edge=edge)
    return graph


def _row(
    view: View,
    thing: Thing,
    things: Mapping[str, Thing],
    graph: "networkx.DiGraph[Node]",
    ends: Mapping[str, list[Node]],
) -> Row:
    if not ends:
        return thing, None, None, NEVER[view.language], None, 0
    steps = min(len(way) for way in ends.values()) - 1
    nearest = in_order(things[iri] for iri, way in ends.items() if len(way) == steps + 1)
    way = ends[nearest[0].iri]
    edges = [graph.edges[pair]["edge"] for pair in pairwise(way)]
    named = [*(str(things[iri]) for _, iri in way[1:-1]), nearest[0].code or nearest[0].label]
    told = [
        f"{_label(view, edge, way[at][0])} {name}" for at, (edge, name) in enumerate(zip(edges, named, strict=True), 1)
    ]
    return (
        thing,
        steps,
        list(nearest) or None,
        " → ".join(told),
        sum(edge.basis == "inferred" for edge in edges),
        len(ends),
    )


def _label(view: View, edge: Edge, phase: str) -> str:
    """The link as it is read along the way: downwards a whole has a part."""
    link = next(each for each in view.vocabulary.links.values() if each.local == edge.link)
    if phase == "part" and link.inverse:
        return view.vocabulary.links[link.inverse].label(view.language)
    return edge.label
