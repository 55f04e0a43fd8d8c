"""A graph as a picture: things as boxes in layers, links as curves from left to right, and a legend.

A box says its code, its kind and its name; whoever points at it gets the whole name and the fields, and of a link what
it rests on. Kinds are told by words, colours and outlines, inferred links by dashes.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from kgraph.answer import Thing
from kgraph.drawing import palette
from kgraph.drawing.network import BETWEEN, EDGE, HEAD, SIDE, SIZE, WIDE, Layout, Segment, layout
from kgraph.drawing.network_told import NetworkWords, of_links, of_thing
from kgraph.drawing.svg import clean, fitted, paragraph, picture, tag, text, width_of
from kgraph.property_graph import Edge, Node, PropertyGraph

MARGIN, LEAST, SMALL, TIP = 18.0, 640.0, 8.5, 6.0
# How much wider bold letters are.
BOLD = 1.13
# For each family of kinds how far its corners are cut: upper left, upper right, lower right, lower left. A box may end
# in a point, which never reaches into the text.
POINT, POINTED = -1.0, SIDE - 6
Cut = tuple[float, float]
CORNERS = (
    (0.0, 0.0, 0.0, 0.0), (9.0, 0.0, 9.0, 0.0), (0.0, 9.0, 0.0, 0.0), (7.0, 7.0, 7.0, 7.0), (POINT,) * 4,
    (0.0, POINT, POINT, 0.0), (0.0, 0.0, 9.0, 9.0), (9.0, 9.0, 0.0, 0.0), (0.0, 0.0, 9.0, 0.0),
)  # fmt: skip


def network(graph: PropertyGraph, words: NetworkWords, *, name: str = "network") -> str:
    """The graph as SVG.

    Args:
        graph: what is drawn, all of it.
        words: what is said beside it.
        name: letters that the picture's ids begin with; pictures on one page need different ones.
    """
    plan = layout(graph)
    width = max(LEAST, plan.width - BETWEEN / 2 + 2 * MARGIN)
    title = fitted(words.title, (width - 2 * MARGIN) / BOLD, lines=3, size=16)
    heads = [_head(kinds, words) for kinds in plan.kinds]
    deepest = max((len(lines) for lines in heads), default=0)
    grid = MARGIN + 20 * len(title) + 14 + 14.4 * deepest
    ways = sorted(zip(plan.segments, _ports(plan), strict=True), key=_thread_last)
    drawing = tag(
        "g",
        tag("g", *(_segment(segment, ports, plan, graph, words) for segment, ports in ways), class_="flow"),
        *(_box(graph.by_iri[iri], plan, words) for column in plan.columns for iri in column),
        transform=f"translate({MARGIN:g} {grid:g})",
    )
    key, height = _key(graph, words, grid + plan.height + 30, width)
    body = [
        paragraph(title, MARGIN, MARGIN + 14, size=16, font_weight="600"),
        *(
            paragraph(lines, MARGIN + number * (WIDE + BETWEEN), grid - 10 - 14.4 * (len(lines) - 1), font_weight="600")
            for number, lines in enumerate(heads)
        ),
        drawing,
        *key,
    ]
    return picture(words.title, words.summary, width, height, *body, name=name)


def _head(kinds: tuple[str, ...], words: NetworkWords) -> list[str]:
    """The kinds that stand in a column."""
    return fitted(", ".join(words.kind(kind)[1] for kind in kinds), (WIDE + BETWEEN - 12) / BOLD, lines=3)


# ---- things


def _box(node: Node, plan: Layout, words: NetworkWords) -> str:
    thing, colour = node.thing, palette.kind_colour(node.thing.kind)
    left, top, tall = plan.left(node.iri), plan.top[node.iri], plan.tall[node.iri]
    code, said = _heading(thing, words)
    base = top + EDGE + SMALL - 1
    ink = palette.darker(colour)
    return tag(
        "g",
        of_thing(node, words),
        tag("path", d=outline(thing.kind, left, top, WIDE, tall), fill=palette.lighter(colour, 0.88), stroke=colour),
        text(code, left + SIDE, base, size=SMALL, fill=ink, font_weight="600"),
        text(said, left + WIDE - SIDE, base, size=SMALL, fill=ink, text_anchor="end"),
        paragraph(plan.labels[node.iri], left + SIDE, top + EDGE + HEAD + 9, size=SIZE, fill=palette.INK),
    )


def _heading(thing: Thing, words: NetworkWords) -> tuple[str, str]:
    """The code and the kind as they fit; the kind goes first, since the code is whole in what is told of the box."""
    room = WIDE - 2 * SIDE
    said = "".join(fitted(words.kind(thing.kind)[0], room * (0.5 if thing.code else 1), size=SMALL))
    return "".join(fitted(thing.code or "", (room - width_of(said, SMALL) - 4) / BOLD, size=SMALL)), said


def cut_codes(graph: PropertyGraph, words: NetworkWords) -> int:
    """How many codes have no room in their boxes."""
    return sum(_heading(node.thing, words)[0] != clean(node.thing.code or "") for node in graph.nodes)


def outline(kind: str, left: float, top: float, wide: float, tall: float) -> str:
    """The outline of a box: those of a family of kinds have the same corners cut."""
    (a, b), (d, c) = _cuts(kind, tall)
    right, bottom = left + wide, top + tall
    corners = (
        (left + a[0], top), (right - b[0], top), (right, top + b[1]), (right, bottom - c[1]),
        (right - c[0], bottom), (left + d[0], bottom), (left, bottom - d[1]), (left, top + a[1]),
    )  # fmt: skip
    points = [f"{x:.2f} {y:.2f}" for x, y in corners]
    return "M" + "L".join(point for point, _ in groupby(points)) + "Z"


def _cuts(kind: str, tall: float) -> tuple[tuple[Cut, Cut], tuple[Cut, Cut]]:
    """How far the corners are cut, across and down: the two above, left and right, and the two below."""
    a, b, c, d = (
        (POINTED, tall / 2) if cut == POINT else (min(cut, tall / 2),) * 2 for cut in CORNERS[palette.kind_family(kind)]
    )
    return (a, b), (d, c)


# ---- links


def _thread_last(segment: tuple[Segment, list[float]]) -> tuple[bool, bool]:
    """What holds the plan together lies above the rest, and where things stand in the document below all."""
    edge = segment[0].edges[0]
    return edge.link not in palette.STRUCTURE, edge.thread


def _ports(plan: Layout) -> list[list[float]]:
    """How high each segment meets its start and its end: side by side, in the order of where they lead."""
    sides: dict[tuple[str, bool], list[tuple[float, int, int]]] = defaultdict(list)
    for number, segment in enumerate(plan.segments):
        within = plan.column[segment.start] == plan.column[segment.end]
        sides[segment.start, True].append((plan.middle(segment.end), number, 0))
        sides[segment.end, within].append((plan.middle(segment.start), number, 1))
    found = [[0.0, 0.0] for _ in plan.segments]
    for (name, _), meeting in sides.items():
        for place, (_, number, end) in enumerate(sorted(meeting), start=1):
            found[number][end] = plan.top[name] + plan.tall[name] * place / (len(meeting) + 1)
    return found


def _segment(segment: Segment, ports: list[float], plan: Layout, graph: PropertyGraph, words: NetworkWords) -> str:
    edge, (start, end), (y, to_y) = segment.edges[0], (segment.start, segment.end), ports
    colour = palette.link_colour(edge.link)
    within = plan.column[start] == plan.column[end]
    x = plan.left(start) + WIDE - _inset(start, y, plan, graph, right=True)
    inset = _inset(end, to_y, plan, graph, right=within)
    to_x = plan.left(end) + (WIDE - inset if within else inset)
    tip = ""
    if segment.to in graph.by_iri:
        inwards = 1 if segment.forward and not within else -1
        if segment.forward:
            tip, to_x = _tip(to_x, to_y, inwards, colour), to_x - TIP * inwards
        else:
            tip, x = _tip(x, y, inwards, colour), x + TIP
    bend = BETWEEN * 0.55
    if within:
        far = max(x, to_x) + min(bend, 14 + abs(to_y - y) / 12)
        curve = f"C{far:.1f} {y:.1f} {far:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
    else:
        curve = f"C{x + bend:.1f} {y:.1f} {to_x - bend:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
    # A lane is drawn with what leaves it.
    begin = f"M{x:.1f} {y:.1f}" if start in graph.by_iri else f"M{plan.left(start):.1f} {y:.1f}H{x:.1f}"
    return tag("g", of_links(segment.edges, graph, words), _line(begin + curve, edge), tip)


def _inset(name: str, y: float, plan: Layout, graph: PropertyGraph, *, right: bool) -> float:
    """How far inside its left or right edge a box begins at a height, where its corners are cut."""
    if name not in graph.by_iri:
        return 0.0
    above, below = _cuts(graph.by_iri[name].thing.kind, plan.tall[name])
    down = y - plan.top[name]
    near = ((above[right], down), (below[right], plan.tall[name] - down))
    return max([0.0, *(wide * (1 - far / high) for (wide, high), far in near if high)])


def _line(way: str, edge: Edge) -> str:
    structure = edge.link in palette.STRUCTURE
    return tag(
        "path",
        d=way,
        fill="none",
        stroke=palette.link_colour(edge.link),
        stroke_width=0.8 if structure else 1.3,
        stroke_dasharray="5 3" if edge.basis == "inferred" else None,
    )


def _tip(x: float, y: float, inwards: int, colour: str) -> str:
    back = x - TIP * inwards
    return tag("path", d=f"M{x:.1f} {y:.1f}L{back:.1f} {y - 2.6:.1f}V{y + 2.6:.1f}Z", fill=colour)


# ---- legend


def _key(graph: PropertyGraph, words: NetworkWords, top: float, width: float) -> tuple[list[str], float]:
    """What outlines, colours and dashes mean, and how tall the picture is with it."""
    parts: list[str] = []
    for look, items in ((None, _kinds(graph, words)), ("flow", _links(graph, words))):
        x = MARGIN
        for mark, said in items:
            label = "".join(fitted(said, width - 2 * MARGIN - 46))
            if x > MARGIN and x + 40 + width_of(label) > width - MARGIN:
                x, top = MARGIN, top + 19
            parts.append(tag("g", mark, transform=f"translate({x:.1f} {top - 10:.1f})", class_=look))
            parts.append(text(label, x + 38, top))
            x += 60 + width_of(label)
        top += 24
    lines = fitted(words.summary, width - 2 * MARGIN, lines=5, size=11)
    parts.append(paragraph(lines, MARGIN, top + 2, size=11, fill=palette.FAINT, class_="faint"))
    return parts, top + 13.2 * len(lines) + MARGIN


def _kinds(graph: PropertyGraph, words: NetworkWords) -> Iterator[tuple[str, str]]:
    """A little box for each kind of the graph, the families together."""
    kinds = {node.thing.kind for node in graph.nodes}
    for kind in sorted(kinds, key=lambda each: (palette.kind_family(each), each)):
        colour = palette.kind_colour(kind)
        count = sum(node.thing.kind == kind for node in graph.nodes)
        shape = outline(kind, 0, 0, 30, 14)
        mark = tag("path", d=shape, fill=palette.lighter(colour, 0.88), stroke=colour)
        yield mark, f"{words.kind(kind)[count != 1]} ({count})"


def _links(graph: PropertyGraph, words: NetworkWords) -> Iterator[tuple[str, str]]:
    """A line for each colour with the links that have it, and for what dashes mean."""
    labels: dict[str, dict[str, Edge]] = defaultdict(dict)
    for edge in graph.edges:
        labels[palette.link_colour(edge.link)].setdefault(edge.label, edge)
    for colour in sorted(labels, key=lambda each: (each != palette.STRUCTURE_LINE, each)):
        edge = next(iter(labels[colour].values()))
        structure = edge.link in palette.STRUCTURE
        line = tag("path", d="M0 5H24", fill="none", stroke=colour, stroke_width=0.8 if structure else 1.3)
        yield line + _tip(30, 5, 1, colour), ", ".join(sorted(labels[colour]))
    for basis, said in (("stated", words.stated), ("inferred", words.inferred)):
        if any(edge.basis == basis for edge in graph.edges):
            dash = "5 3" if basis == "inferred" else None
            line = tag("path", d="M0 5H30", stroke=palette.FAINT, stroke_width=1.3, stroke_dasharray=dash)
            yield line, said
