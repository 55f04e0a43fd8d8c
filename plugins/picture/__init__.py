"""The graph as a picture, SVG or PNG: things in layers by their kind, links between them from left to right.

Why: a part of a plan is seen at once: who does what, what it is part of, and what it leads to.

    kgraph export svg sogn.svg --plan sogn
    kgraph export png cities.png --around sdg:11 --depth 2
    kgraph export png housing.png --question "measures under sogn:2 that support which SDG targets"

How to read it: what leads to something stands to the left of it; actors and places stand at the side they are linked
to. A box tells code, kind and name, its colour and outline the family of its kind. An inferred link is dashed. Links of
one sort to or from the same thing run together. About 120 things can be read on a screen; of more, a part is better.
A PNG is made from the same SVG, by resvg (pip install 'kgraph[png]'), and looks the same wherever it is shown; SVG can
be searched and enlarged, says more of a thing that is pointed at, and follows the reader's dark mode.
"""

from collections.abc import Iterable
from typing import IO

from kgraph.plugin import Exporter, Loss, PropertyGraph, Text, View, hook

# Of more things than these the picture is whole, but hard to read.
MOST = 400
WHAT = {
    "svg": Text(
        en="a picture: things in layers by kind, links from left to right",
        nn="eit bilete: ting i lag etter slag, lenkjer frå venstre mot høgre",
        nb="et bilde: ting i lag etter slag, lenker fra venstre mot høyre",
    ),
    "png": Text(
        en="the same picture for texts and slides",
        nn="same biletet for tekst og lysark",
        nb="samme bilde for tekst og lysark",
    ),
}
WHOLE = Text(en="All of the project", nn="Heile prosjektet", nb="Hele prosjektet")
SUMMARY = Text(
    en="{things} things and {links} links, {inferred} of them inferred. An arrow shows which way a link leads.",
    nn="{things} ting og {links} lenkjer, {inferred} av dei utleidde. Ei pil viser kva veg ei lenkje fører.",
    nb="{things} ting og {links} lenker, {inferred} av dem utledet. En pil viser hvilken vei en lenke fører.",
)
STATED = Text(
    en="stated by a document, or where the thing stands in it",
    nn="uttrykt i eit dokument, eller plassen tingen har i det",
    nb="uttrykt i et dokument, eller plassen tingen har i det",
)
INFERRED = Text(en="inferred by an analyst", nn="utleidd av ein analytikar", nb="utledet av en analytiker")
FIELDS = Text(
    en="fields of things, which a picture does not show",
    nn="eigenskapar ved ting, som eit bilete ikkje viser",
    nb="egenskaper ved ting, som et bilde ikke viser",
)
EVIDENCE = Text(
    en="quotes and reasons of links, which a picture does not show",
    nn="sitat og grunngjevingar for lenkjer, som eit bilete ikkje viser",
    nb="sitater og begrunnelser for lenker, som et bilde ikke viser",
)
CUT = Text(
    en="names that are too long for their boxes, and are cut",
    nn="namn som er for lange for boksane sine, og er avkorta",
    nb="navn som er for lange for boksene sine, og er avkortet",
)
CONFIDENCE = Text(
    en="confidences of inferred links, which pixels do not show",
    nn="vurderingar av kor sikre utleidde lenkjer er, som pikslar ikkje viser",
    nb="vurderinger av hvor sikre utledede lenker er, som piksler ikke viser",
)
CROWDED = Text(
    en="things more than a picture can show readably; all are drawn, and --around, --question or --plan leaves fewer",
    nn="ting meir enn eit bilete kan vise leseleg; alle er teikna, og --around, --question eller --plan gjev færre",
    nb="ting mer enn et bilde kan vise lesbart; alle er tegnet, og --around, --question eller --plan gir færre",
)


@hook
def exporters() -> list[Exporter]:
    """The forms `svg` and `png`."""
    return [Exporter("svg", ".svg", WHAT["svg"], write_svg), Exporter("png", ".png", WHAT["png"], write_png)]


def write_svg(view: View, file: IO[bytes]) -> Iterable[Loss]:
    """Write the picture; what only its source can tell is lost."""
    graph = view.property_graph()
    file.write(drawn(graph, view).encode())
    return _losses(graph)


def write_png(view: View, file: IO[bytes]) -> Iterable[Loss]:
    """Write the picture in pixels, of which nothing can be pointed at: what SVG then tells is lost too."""
    from kgraph.drawing.network import cut_names

    from .pixels import png

    graph = view.property_graph()
    file.write(png(drawn(graph, view), view.language))
    counted = ((CUT, len(cut_names(graph))), (CONFIDENCE, sum(bool(edge.confidence) for edge in graph.edges)))
    return [*_losses(graph), *(Loss(what, count) for what, count in counted if count)]


def drawn(graph: PropertyGraph, view: View) -> str:
    """The graph as SVG, in the view's language."""
    from kgraph.drawing.network_svg import NetworkWords, network

    language, part = view.language, view.part or WHOLE[view.language]
    inferred = sum(edge.basis == "inferred" for edge in graph.edges)
    words = NetworkWords(
        title=part[:1].upper() + part[1:],
        summary=SUMMARY[language].format(things=len(graph.nodes), links=len(graph.edges), inferred=inferred),
        kinds={kind.local: (kind.label(language), kind.plural(language)) for kind in view.vocabulary.kinds.values()},
        stated=STATED[language],
        inferred=INFERRED[language],
        confidences={choice.local: choice.label(language) for choice in view.vocabulary.choices.values()},
    )
    return network(graph, words)


def _losses(graph: PropertyGraph) -> list[Loss]:
    fields = sum(len(node.fields) for node in graph.nodes)
    evidence = sum(bool(text) for edge in graph.edges for text in (edge.quote, edge.reason))
    counted = ((FIELDS, fields), (EVIDENCE, evidence), (CROWDED, len(graph.nodes) - MOST))
    return [Loss(what, count) for what, count in counted if count > 0]
