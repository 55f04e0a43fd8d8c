"""The graph as a picture, SVG or PNG: things in layers by their kind, links between them from left to right.

Why: a part of a plan is seen at once: who does what, what it is part of, and what it leads to.

    kgraph export svg sogn.svg --plan sogn
    kgraph export png cities.png --around sdg:11 --depth 2
    kgraph export png housing.png --question "measures under sogn:2 that support which SDG targets"

How to read it: what leads to something stands to the left of it; actors and places stand at the side they are linked
to. A box tells code, kind and name, its colour and outline the family of its kind. An inferred link is dashed. Links of
one sort to or from the same thing run together. About 120 things can be read on a screen; of more, a part is better.
A PNG is made from the same SVG, by resvg (pip install 'kgraph[png]'), and looks the same wherever it is shown; SVG can
be searched and enlarged, follows the reader's dark mode, and tells the fields of a thing that is pointed at, and of a
link the quote and the reason.
"""

from collections.abc import Iterable
from typing import IO, TYPE_CHECKING

from kgraph.flat_graph import CLAIMS
from kgraph.plugin import Exporter, Loss, PropertyGraph, Text, View, hook

from .losses import BUNDLED, CONFIDENCE, CROWDED, CUT, EVIDENCE, FIELDS, LONG

if TYPE_CHECKING:
    from kgraph.drawing.network_told import NetworkWords
    from kgraph.vocabulary import Field

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


@hook
def exporters() -> list[Exporter]:
    """The forms `svg` and `png`."""
    return [Exporter("svg", ".svg", WHAT["svg"], write_svg), Exporter("png", ".png", WHAT["png"], write_png)]


def write_svg(view: View, file: IO[bytes]) -> Iterable[Loss]:
    """Write the picture; of what has no room in it, it tells nearly everything where it is pointed at."""
    from kgraph.drawing.network import bundled
    from kgraph.drawing.network_svg import network
    from kgraph.drawing.network_told import cut_texts

    graph = view.property_graph()
    file.write(network(graph, _words(graph, view)).encode())
    untold = sum(bool(edge.quote or edge.reason) for edge in bundled(graph))
    return _losses(graph, (LONG, cut_texts(graph)), (BUNDLED, untold))


def write_png(view: View, file: IO[bytes]) -> Iterable[Loss]:
    """Write the picture in pixels, of which nothing can be pointed at: what SVG then tells is lost."""
    from kgraph.drawing.network import cut_names
    from kgraph.drawing.network_svg import cut_codes, network

    from .pixels import png

    graph = view.property_graph()
    words = _words(graph, view)
    file.write(png(network(graph, words), view.language))
    return _losses(
        graph,
        (FIELDS, sum(len(node.fields) for node in graph.nodes)),
        (EVIDENCE, sum(bool(text) for edge in graph.edges for text in (edge.quote, edge.reason))),
        (CONFIDENCE, sum(bool(edge.confidence) for edge in graph.edges)),
        (CUT, len(cut_names(graph)) + cut_codes(graph, words)),
    )


def _words(graph: PropertyGraph, view: View) -> "NetworkWords":
    """What the picture says beside the names, in the view's language."""
    from kgraph.drawing.network_told import NetworkWords

    language, part = view.language, view.part or WHOLE[view.language]
    inferred = sum(edge.basis == "inferred" for edge in graph.edges)
    known = view.vocabulary
    return NetworkWords(
        title=part[:1].upper() + part[1:],
        summary=SUMMARY[language].format(things=len(graph.nodes), links=len(graph.edges), inferred=inferred),
        kinds={kind.local: (kind.label(language), kind.plural(language)) for kind in known.kinds.values()},
        stated=STATED[language],
        inferred=INFERRED[language],
        choices={choice.local: choice.label(language) for choice in known.choices.values()},
        fields={field.local: (_label(field, language), field.type == "choice") for field in known.fields.values()},
        language=language,
    )


def _label(field: "Field", language: str) -> str:
    return f"{field.label(language)} ({field.currency})" if field.currency else field.label(language)


def _losses(graph: PropertyGraph, *counted: tuple[Text, int]) -> list[Loss]:
    """Those that there are, and those that any picture has."""
    claims = sum(max(0, edge.claims - 1) for edge in graph.edges)
    every = (*counted, (CLAIMS, claims), (CROWDED, len(graph.nodes) - MOST))
    return [Loss(what, count) for what, count in every if count > 0]
