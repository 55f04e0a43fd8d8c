"""Where the things of a graph stand in a picture, and which way its links take.

Kinds stand in layers from left to right (`kind_layers`), long layers in several columns. The order within columns is
found by barycentre sweeps (`layers`). A link that passes other columns takes a lane through each of them; links of one
sort to or from the same thing share their lanes, so that a hundred links are a few bundles: see Holten, "Hierarchical
edge bundles", IEEE Transactions on Visualization and Computer Graphics 12(5), 2006. Nothing overlaps.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import sqrt

from kgraph.drawing.kind_layers import kind_layers
from kgraph.drawing.layers import ordered, placed
from kgraph.drawing.svg import fitted
from kgraph.ordering import by_code
from kgraph.property_graph import Edge, PropertyGraph

WIDE, BETWEEN = 168.0, 74.0
# Inside a box: what is left free at the sides, above and below, and its lines of text.
SIDE, EDGE, HEAD, LINE, SIZE, LINES = 13.0, 6.0, 11.0, 12.4, 10.5, 3
# Between two boxes, and between a lane and what is next to it.
APART, LANE = 10.0, 4.0
LEAST_ROWS = 9


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of links between two columns, or within one: its ends are things or lanes.

    Attributes:
        start: the end that stands further to the left; within a column the end that the link starts from.
        end: the other.
        forward: whether its links lead from `start` to `end`.
        edges: the links that take it; all of one sort, and all stated or all inferred.
    """

    start: str
    end: str
    forward: bool
    edges: tuple[Edge, ...]

    @property
    def to(self) -> str:
        """The end that its links lead to."""
        return self.end if self.forward else self.start


@dataclass(frozen=True)
class Layout:
    """Where things and lanes stand; x to the right and y downwards, from the upper left corner of the drawing.

    Attributes:
        columns: the things in their columns, by IRI, from the top down.
        kinds: of each column, in the order of its layer.
        column: the number of the column of each thing and lane.
        top: the upper edge of each.
        tall: how tall each is.
        labels: the lines of the name of each thing.
        segments: what the links are drawn as.
    """

    columns: tuple[tuple[str, ...], ...]
    kinds: tuple[tuple[str, ...], ...]
    column: Mapping[str, int]
    top: Mapping[str, float]
    tall: Mapping[str, float]
    labels: Mapping[str, Sequence[str]]
    segments: tuple[Segment, ...]

    def left(self, name: str) -> float:
        """The left edge of a thing or a lane."""
        return self.column[name] * (WIDE + BETWEEN)

    def middle(self, name: str) -> float:
        """The middle of its height."""
        return self.top[name] + self.tall[name] / 2

    @cached_property
    def width(self) -> float:
        """Of the drawing; room for links within the last column included."""
        return len(self.columns) * (WIDE + BETWEEN)

    @cached_property
    def height(self) -> float:
        """Of the drawing."""
        return max((self.top[each] + self.tall[each] for each in self.top), default=0.0)


def cut_names(graph: PropertyGraph) -> list[str]:
    """The things, by IRI, whose names have no room in their boxes."""
    names = {node.iri: node.thing.label or node.iri for node in graph.nodes}
    return [iri for iri, name in names.items() if _lines(name, LINES) != _lines(name, LINES + 1)]


def bundled(graph: PropertyGraph) -> list[Edge]:
    """The links that share every segment with others."""
    column = {iri: number for number, names in enumerate(_columns(graph)) for iri in names}
    alone = {segment.edges[0].id for segment in _segments(graph, column)[0] if len(segment.edges) == 1}
    return [edge for edge in graph.edges if edge.id not in alone]


def _lines(name: str, most: int) -> list[str]:
    return fitted(name, WIDE - 2 * SIDE, lines=most, size=SIZE)


def layout(graph: PropertyGraph) -> Layout:
    """The places of things and links; the same for the same graph."""
    things = {node.iri: node.thing for node in graph.nodes}
    columns = _columns(graph)
    column = {iri: number for number, names in enumerate(columns) for iri in names}
    segments, lanes = _segments(graph, column)
    column |= lanes
    filled = [list(names) for names in columns]
    for lane, number in lanes.items():
        filled[number].append(lane)
    steps = list(dict.fromkeys((s.start, s.end) for s in segments if column[s.start] != column[s.end]))
    labels = {iri: _lines(thing.label or iri, LINES) for iri, thing in things.items()}
    tall = {iri: 2 * EDGE + HEAD + LINE * len(lines) for iri, lines in labels.items()}
    # Half of what lies between two boxes belongs to each of them, so that lanes may be nearer to one another.
    room = {iri: height + APART - LANE for iri, height in tall.items()} | dict.fromkeys(lanes, 0.0)
    filled = ordered(filled, steps)
    top = placed(filled, room, steps, LANE)
    top |= {iri: top[iri] + (APART - LANE) / 2 for iri in tall}
    return Layout(
        columns=tuple(tuple(name for name in names if name in things) for names in filled),
        kinds=tuple(tuple(dict.fromkeys(things[iri].kind for iri in names)) for names in columns),
        column=column,
        top=top,
        tall=tall | dict.fromkeys(lanes, 0.0),
        labels=labels,
        segments=tuple(segments),
    )


def _columns(graph: PropertyGraph) -> list[list[str]]:
    """Each layer as one column or several of about the same length, by kind and code."""
    most = max(LEAST_ROWS, round(2.2 * sqrt(len(graph.nodes))))
    found = []
    for kinds in kind_layers(graph):
        nodes = [node for node in graph.nodes if node.thing.kind in kinds]
        nodes.sort(key=lambda node: (kinds.index(node.thing.kind), by_code(node.thing)))
        count = -(-len(nodes) // most)
        starts = [round(len(nodes) * part / count) for part in range(count + 1)]
        found += [[node.iri for node in nodes[start:end]] for start, end in pairwise(starts)]
    return found


def _segments(graph: PropertyGraph, column: Mapping[str, int]) -> tuple[list[Segment], dict[str, int]]:
    """The pieces that links are drawn as, and the lanes between them with the columns that they pass."""
    links = Counter(end for edge in graph.edges for end in (edge.source, edge.target))
    taking: dict[tuple[str, str, str, str, bool], list[Edge]] = defaultdict(list)
    lanes: dict[str, int] = {}
    for edge in graph.edges:
        forward = column[edge.source] <= column[edge.target]
        start, end = (edge.source, edge.target) if forward else (edge.target, edge.source)
        hub = max(start, end, key=lambda iri: links[iri])
        way = [start]
        for number in range(column[start] + 1, column[end]):
            lane = f"\0{number} {edge.link} {edge.basis} {forward} {hub}"
            lanes[lane] = number
            way.append(lane)
        for here, there in pairwise((*way, end)):
            taking[here, there, edge.link, edge.basis, forward].append(edge)
    found = [Segment(here, there, way, tuple(edges)) for (here, there, _, _, way), edges in taking.items()]
    return found, lanes
