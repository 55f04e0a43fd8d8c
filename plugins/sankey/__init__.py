"""A Sankey diagram of a plan as SVG: from measures by sub-strategies and focus areas to the UN's goals.

It shows where the measures' support goes, and where it does not: what nothing leads to, and measures that lead nowhere,
are hatched.

    kgraph export sankey plan.svg --plan sogn
    kgraph export sankey plan.svg --plan sogndal --lang nn

A ribbon is as wide as the number of links it stands for. Links that a document states are strong, inferred ones light
with a dashed edge; that a sub-strategy is part of a focus area is pale. What a sub-strategy supports among the UN's
targets is drawn from its focus area, together with the focus area's own, to the goals of these targets. A measure that
supports such a target itself is drawn past the stages between, in grey. Of a plan: its own things, and those of other
plans that they are linked to; the UN's goals are always there, all of them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import IO, TYPE_CHECKING

from kgraph.plugin import Exporter, Loss, Text, Thing, View, hook

from .links import Picture, read

if TYPE_CHECKING:
    from kgraph.drawing.sankey import Flow, Stop

WHAT = Text(
    en="a plan as a Sankey diagram: measures, sub-strategies, focus areas, SDG goals",
    nn="ein plan som sankeydiagram: tiltak, delstrategiar, innsatsområde, berekraftsmål",
    nb="en plan som sankeydiagram: tiltak, delstrategier, innsatsområder, bærekraftsmål",
)
TITLE = Text(en="From measures to the UN's goals", nn="Frå tiltak til berekraftsmål", nb="Fra tiltak til bærekraftsmål")
OF_PLAN = Text(en="{title}: {plan}", nn="{title}: {plan}", nb="{title}: {plan}")
MEANS = {
    "stated": Text(
        en="stated: a document says so", nn="uttrykt: eit dokument seier det", nb="uttrykt: et dokument sier det"
    ),
    "inferred": Text(
        en="inferred: how analysts read the text",
        nn="utleidd: slik analytikarar les teksten",
        nb="utledet: slik analytikere leser teksten",
    ),
    "structure": Text(en="part of", nn="del av", nb="del av"),
    "gap": Text(
        en="gap: a part that no measure serves, a goal that nothing leads to, a measure that leads nowhere",
        nn="hol: ein del ingen tiltak støttar, eit mål ingenting fører til, eit tiltak som ikkje fører nokon stad",
        nb="hull: en del som ingen tiltak støtter, et mål som ingenting fører til, et tiltak som ikke fører noe sted",
    ),
    "width": Text(
        en="The width of a ribbon is the number of links; grey ones pass by the stages between.",
        nn="Breidda på eit band er talet på lenkjer; dei grå går forbi stega imellom.",
        nb="Bredden på et bånd er antallet lenker; de grå går forbi stegene imellom.",
    ),
}
LINKS = Text(
    en="{start} → {end}: {number} ({basis})",
    nn="{start} → {end}: {number} ({basis})",
    nb="{start} → {end}: {number} ({basis})",
)
SUMMARY = Text(
    en="{links} links of support. Without any: {gaps}.",
    nn="{links} lenkjer av støtte. Utan: {gaps}.",
    nb="{links} lenker av støtte. Uten: {gaps}.",
)
NONE = Text(en="none", nn="ingen", nb="ingen")
REST = Text(
    en="things that stand in no stage of the diagram",
    nn="ting som ikkje står i noko steg av diagrammet",
    nb="ting som ikke står i noe steg av diagrammet",
)


@hook
def exporters() -> list[Exporter]:
    """The form `sankey`."""
    return [Exporter("sankey", ".svg", what=WHAT, write=write, whole_plans=True)]


def write(view: View, file: IO[bytes]) -> Iterable[Loss]:
    """Write the diagram; what stands in no stage is told."""
    from kgraph.drawing.sankey import Diagram, sankey

    language, read_ = view.language, read(view)
    flows, stops = _flows(read_, language), _stops(read_)
    gaps = " · ".join(_code(thing) for stage in read_.things for thing in stage if thing.iri in read_.gaps)
    support = sum(flow.size for flow in flows if flow.basis != "structure")
    title = OF_PLAN[language].format(title=TITLE[language], plan=view.plan.label) if view.plan else TITLE[language]
    used = {flow.basis for flow in flows} | {"width"} | ({"gap"} if any(stop.gap for stop in stops) else set())
    diagram = Diagram(
        title=title,
        summary=SUMMARY[language].format(links=support, gaps=gaps or NONE[language]),
        stages=read_.stages,
        stops=tuple(stops),
        flows=tuple(flows),
        branches=read_.branches,
        means={name: text[language] for name, text in MEANS.items() if name in used},
    )
    file.write(sankey(diagram).encode("utf-8"))
    left = len(view.property_graph().nodes) - len(stops)
    return [Loss(REST, left)] if left > 0 else []


def _stops(read_: Picture) -> "list[Stop]":
    from kgraph.drawing.sankey import Stop

    found = []
    for number, things in enumerate(read_.things):
        for thing in things:
            gap = thing.iri in read_.gaps
            found.append(Stop(thing.iri, number, _name(thing, number), str(thing), read_.branch.get(thing.iri), gap))
    return found


def _name(thing: Thing, stage: int) -> str:
    """The name; of all but measures, which have no numbers of their own in documents, with its number."""
    return f"{(thing.code or '').partition(':')[2]} {thing.label}".strip() if stage else thing.label


def _code(thing: Thing) -> str:
    return thing.code or thing.label


def _flows(read_: Picture, language: str) -> "list[Flow]":
    """The links, those between the same two things on the same basis as one flow."""
    from kgraph.drawing.sankey import Flow

    names: Mapping[str, str] = {thing.iri: str(thing) for things in read_.things for thing in things}
    found = []
    for (start, end, basis), size in sorted(Counter(read_.links).items()):
        words = LINKS[language].format(start=names[start], end=names[end], number=size, basis=MEANS[basis][language])
        branch = read_.branch.get(start, read_.branch.get(end))
        found.append(Flow(start, end, size, basis, words, branch))
    return found
