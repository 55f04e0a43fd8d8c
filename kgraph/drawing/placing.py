"""Where the things of a graph stand in other tools: in layers by kind, so that any of them shows what leads to what."""

from collections import defaultdict
from collections.abc import Mapping

from kgraph.drawing.kind_layers import kind_layers
from kgraph.ordering import by_code
from kgraph.property_graph import PropertyGraph

# In the points that most tools count in. A layer has three rows in turn, so that a label fits between neighbours.
APART, BETWEEN, ROWS, ROW = 70, 260, 3, 50


def places(graph: PropertyGraph) -> Mapping[str, tuple[float, float]]:
    """The place of each thing by IRI, to the right and upwards: what is done below what it is done for.

    Within its layer a thing stands by its kind, near those above that it is linked to, and by its code.
    """
    of_kind: dict[str, list[str]] = defaultdict(list)
    for node in sorted(graph.nodes, key=lambda node: by_code(node.thing)):
        of_kind[node.thing.kind].append(node.iri)
    near: dict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        near[edge.source].append(edge.target)
        near[edge.target].append(edge.source)
    layers = kind_layers(graph)
    width = APART * max((sum(len(of_kind[kind]) for kind in layer) for layer in layers), default=0)
    found: dict[str, tuple[float, float]] = {}

    def middle(iri: str) -> float:
        above = [found[each][0] for each in near[iri] if each in found]
        return sum(above) / len(above) if above else width

    for number, layer in reversed(list(enumerate(layers))):
        row = [iri for kind in layer for iri in sorted(of_kind[kind], key=middle)]
        for place, iri in enumerate(row):
            lift = ROW * (place % ROWS) if len(row) > ROWS else 0
            found[iri] = (round((place + 0.5) * width / len(row), 1), float(BETWEEN * number + lift))
    return found
