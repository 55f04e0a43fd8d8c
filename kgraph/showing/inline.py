"""How answers show themselves in notebooks: tables, matrices in colours, pictures of graphs, and graphs to walk in."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.answer import Answer
from kgraph.errors import KgraphError
from kgraph.messages import say

if TYPE_CHECKING:
    from kgraph.property_graph import PropertyGraph

USUAL_HEIGHT = 560


def as_html(answer: Answer) -> str:
    """A heat map where the answer is one of the analysis `coverage`, else a table."""
    from kgraph.drawing.heatmap_html import STYLE, heatmap_html
    from kgraph.drawing.matrix import is_coverage, matrix_of
    from kgraph.render.html import render_html

    return f"<style>{STYLE}</style>{heatmap_html(matrix_of(answer))}" if is_coverage(answer) else render_html(answer)


@dataclass(frozen=True, slots=True)
class Graph:
    """The things of an answer and the links among them: a picture where a notebook shows it."""

    answer: Answer

    def interactive(self, height: int = USUAL_HEIGHT) -> "Interactive":
        """The same to walk in, with the card of each thing, in a frame that asks nobody and reaches nothing outside.

        Args:
            height: of the frame, in pixels.

        Raises:
            KgraphError: the answer has no things, or was made by hand, so that nothing more is known of them.
        """
        from kgraph.showing.offline import frame

        if self.answer.within is None:
            raise KgraphError(say(self.answer.language, "graph_by_hand"), language=self.answer.language)
        return Interactive(frame(self.answer.within(), height=height))

    def _repr_svg_(self) -> str:
        if self.answer.within is not None:
            return self.answer.within().export("svg").decode("utf-8")
        return by_hand(self.answer)

    def __repr__(self) -> str:
        return f"Graph({self.answer.question})"


@dataclass(frozen=True, slots=True)
class Interactive:
    """A page within a notebook."""

    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return "Interactive()"


def by_hand(answer: Answer) -> str:
    """A picture of an answer that no project was asked for: links go from the first thing of a row to the others."""
    from kgraph.drawing.network_svg import network
    from kgraph.drawing.network_told import NetworkWords

    graph = _graph(answer)
    kinds = {node.thing.kind: (node.thing.kind, node.thing.kind) for node in graph.nodes}
    return network(graph, NetworkWords(answer.question, "", kinds, stated="", inferred="", choices={}))


def _graph(answer: Answer) -> "PropertyGraph":
    from kgraph.ordering import in_order
    from kgraph.property_graph import Edge, Node, PropertyGraph

    found = answer.to_networkx()
    nodes = tuple(Node(thing) for thing in in_order(answer.things()) if thing.iri in found)
    edges = (Edge(f"{a} {key} {b}", a, b, link=key, label=key) for a, b, key in sorted(found.edges(keys=True)))
    return PropertyGraph(nodes, tuple(edges))
