"""A view's graph as nodes with places and edges, for the page to draw."""

from collections.abc import Mapping

from kgraph.answer import cell_json
from kgraph.drawing.kind_layers import kind_layers
from kgraph.drawing.network import WIDE, layout
from kgraph.drawing.placing import places
from kgraph.property_graph import Edge, Node, PropertyGraph
from kgraph.showing.overview import JSON, overview
from kgraph.view import View

# The order within columns takes long to find for more things than this; nobody reads pictures of so many.
MOST_DRAWN = 1000


def elements(view: View) -> JSON:
    """The things and links of a view, narrowed as it is, and where pictures have their middles: y grows downwards.

    `tall` is how tall a thing's box is. Of more than 1000 things the places are those that graph tools are given,
    layers from left to right likewise, and there is no room for boxes: they are 0 tall.
    An edge's basis is `structure` where the document's own structure is the link, so that nobody claims it.
    """
    graph, known = view.property_graph(), overview(view)
    middles = _middles(graph)

    def node(each: Node) -> JSON:
        x, y, tall = (round(value, 1) for value in middles[each.iri])
        return {**cell_json(each.thing), "x": x, "y": y, "tall": tall, "plan": known.plan_of(each.iri)}

    return {
        "nodes": [node(each) for each in graph.nodes],
        "edges": [edge_json(each) for each in graph.edges],
        "layers": kind_layers(graph),
        "part": view.part,
    }


def _middles(graph: PropertyGraph) -> Mapping[str, tuple[float, float, float]]:
    """The middle of each thing, and how tall it is."""
    if len(graph.nodes) > MOST_DRAWN:
        # There layers lie above one another.
        return {iri: (y, x, 0.0) for iri, (x, y) in places(graph).items()}
    drawn = layout(graph)
    every = (node.iri for node in graph.nodes)
    return {iri: (drawn.left(iri) + WIDE / 2, drawn.middle(iri), drawn.tall[iri]) for iri in every}


def edge_json(edge: Edge) -> JSON:
    """A link for programs."""
    return {
        "id": edge.id,
        "source": edge.source,
        "target": edge.target,
        "link": edge.link,
        "label": edge.label,
        "basis": basis(edge),
        "confidence": edge.confidence or "",
        "thread": edge.thread,
    }


def basis(edge: Edge) -> str:
    """What a link rests on: `stated` or `inferred` by a claim, or `structure`, the document's own."""
    return edge.basis if edge.claims else "structure"
