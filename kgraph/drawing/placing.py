"""Where the things of a graph stand: each kind a layer, so that any tool shows at once what leads to what."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from kgraph.drawing.ordering import by_code
from kgraph.property_graph import PropertyGraph

# In the points that most tools count in: enough for a label beneath a thing.
APART, BETWEEN = 60, 120


def by_kind(graph: PropertyGraph) -> Mapping[str, tuple[float, float]]:
    """The place of each thing by IRI, upwards; what links lead to stands above what they come from.

    A kind stands the higher, the more of the links with other kinds lead to it. Within its layer a thing stands near
    those above that it is linked to, and by its code.
    """
    kinds = {node.iri: node.thing.kind for node in graph.nodes}
    layers: dict[str, list[str]] = defaultdict(list)
    for node in sorted(graph.nodes, key=lambda node: by_code(node.thing)):
        layers[node.thing.kind].append(node.iri)
    near: dict[str, list[str]] = defaultdict(list)
    balance: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for edge in graph.edges:
        near[edge.source].append(edge.target)
        near[edge.target].append(edge.source)
        if kinds[edge.source] != kinds[edge.target]:
            balance[kinds[edge.target]] += 1
            balance[kinds[edge.source]] -= 1
            total.update((kinds[edge.source], kinds[edge.target]))
    width = APART * max((len(layer) for layer in layers.values()), default=0)
    found: dict[str, tuple[float, float]] = {}
    highest = sorted(layers, key=lambda kind: (-balance[kind] / max(1, total[kind]), kind))
    for number, kind in enumerate(highest):

        def middle(iri: str) -> float:
            above = [found[each][0] for each in near[iri] if each in found]
            return sum(above) / len(above) if above else width

        layer = sorted(layers[kind], key=middle)
        for place, iri in enumerate(layer):
            x = round((place + 0.5) * width / len(layer), 1)
            found[iri] = (x, float(-BETWEEN * number))
    return found
