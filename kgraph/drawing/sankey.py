"""A Sankey diagram: things in stages, and between them ribbons as wide as the number of links."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from kgraph.drawing import palette
from kgraph.drawing.layers import ordered, placed
from kgraph.drawing.svg import fitted, paragraph, picture, tag, text, told, width_of

MARGIN, WIDE, BETWEEN = 14.0, 172.0, 88.0
LINK, GAP, SIZE, LINE = 5.0, 4.0, 10.5, 12.6
CROSSING = "\0lane"


@dataclass(frozen=True, slots=True)
class Stop:
    """A thing in its stage; `gap` tells that links are missing that one looks for, `branch` chooses its colour."""

    id: str
    stage: int
    name: str
    words: str
    branch: int | None = None
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """So many links from one stop to another of a later stage; `basis` is stated, inferred or structure."""

    source: str
    target: str
    size: int
    basis: str
    words: str
    branch: int | None = None


@dataclass(frozen=True, slots=True)
class Diagram:
    """What is drawn: stages with their names, stops in the order to begin with, flows, and what the looks mean.

    `branches` names the colours; `means` has a sentence for each basis, and one for `gap` and one for `width`.
    """

    title: str
    summary: str
    stages: tuple[str, ...]
    stops: tuple[Stop, ...]
    flows: tuple[Flow, ...]
    branches: tuple[str, ...]
    means: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each stop and lane stands, and how tall it is."""

    top: Mapping[str, float]
    tall: Mapping[str, float]
    stage: Mapping[str, int]

    def left(self, name: str) -> float:
        """The left edge of a stop."""
        return MARGIN + self.stage[name] * (WIDE + BETWEEN)

    def middle(self, name: str) -> float:
        """The middle of a stop's height."""
        return self.top[name] + self.tall[name] / 2


def sankey(diagram: Diagram, *, name: str = "sankey") -> str:
    """The diagram as SVG: each ribbon and each stop says in words what it is.

    Args:
        diagram: what is drawn.
        name: letters that the picture's ids begin with; pictures on one page need different ones.
    """
    width = 2 * MARGIN + len(diagram.stages) * WIDE + (len(diagram.stages) - 1) * BETWEEN
    title = fitted(diagram.title, width - 2 * MARGIN, lines=2, size=16)
    steps, lanes = _steps(diagram)
    layout = _layout(diagram, steps, lanes, MARGIN + 20 * len(title) + 36)
    bottom = max([layout.top[each] + layout.tall[each] for each in layout.top], default=100.0)
    key, height = _key(diagram, bottom + 26, width, name)
    heads = [
        text(stage, MARGIN + number * (WIDE + BETWEEN), MARGIN + 20 * len(title) + 20, font_weight="600")
        for number, stage in enumerate(diagram.stages)
    ]
    body = [
        paragraph(title, MARGIN, MARGIN + 14, size=16, font_weight="600"),
        *heads,
        *_ribbons(steps, layout),
        *_lanes(lanes, layout),
        *(_stop(stop, layout, name) for stop in diagram.stops),
        *key,
    ]
    return picture(diagram.title, diagram.summary, width, height, *body, name=name)


def _steps(diagram: Diagram) -> tuple[list[Flow], dict[str, tuple[int, Flow]]]:
    """The flows from one stage to the next: a longer one passes a lane in each stage between, shared by its target."""
    stage = {stop.id: stop.stage for stop in diagram.stops}
    steps: dict[tuple[str, str, str], Flow] = {}
    lanes: dict[str, tuple[int, Flow]] = {}
    for flow in diagram.flows:
        ends = [flow.source]
        for number in range(stage[flow.source] + 1, stage[flow.target]):
            lane = f"{CROSSING}{number} {flow.basis} {flow.target}"
            size = lanes[lane][1].size if lane in lanes else 0
            lanes[lane] = (number, replace(flow, size=size + flow.size))
            ends.append(lane)
        for start, end in pairwise((*ends, flow.target)):
            known = steps.get((start, end, flow.basis))
            step = replace(flow, source=start, target=end, size=flow.size + (known.size if known else 0))
            steps[start, end, flow.basis] = replace(step, words=f"{known.words}; {flow.words}") if known else step
    return list(steps.values()), lanes


def _layout(diagram: Diagram, steps: Sequence[Flow], lanes: Mapping[str, tuple[int, Flow]], top: float) -> Layout:
    stage = {stop.id: stop.stage for stop in diagram.stops} | {lane: number for lane, (number, _) in lanes.items()}
    into: dict[str, int] = defaultdict(int)
    out: dict[str, int] = defaultdict(int)
    for step in steps:
        into[step.target] += step.size
        out[step.source] += step.size
    tall = {lane: flow.size * LINK for lane, (_, flow) in lanes.items()}
    for stop in diagram.stops:
        lines = len(_lines(stop))
        tall[stop.id] = max(lines * LINE + 6, max(into[stop.id], out[stop.id]) * LINK + 4)
    layers: list[list[str]] = [
        [each for each in stage if stage[each] == number] for number in range(len(diagram.stages))
    ]
    edges = [(step.source, step.target) for step in steps]
    order = ordered(layers, edges)
    found = placed(order, tall, edges, GAP)
    return Layout({name: y + top for name, y in found.items()}, tall, stage)


def _lines(stop: Stop) -> list[str]:
    return fitted(stop.name, WIDE - 12, lines=2, size=SIZE)


def _colour(branch: int | None) -> str:
    return palette.FAINT if branch is None else palette.BRANCHES[branch % len(palette.BRANCHES)]


def _stop(stop: Stop, layout: Layout, name: str) -> str:
    left, top, tall = layout.left(stop.id), layout.top[stop.id], layout.tall[stop.id]
    colour = _colour(stop.branch)
    box = {"x": left, "y": top, "width": WIDE, "height": tall, "rx": 3}
    inside = [told(stop.words), tag("rect", **box, fill=palette.lighter(colour, 0.86), stroke=colour)]
    if stop.gap:
        inside.append(tag("rect", **box, fill=f"url(#{name}-gap)", fill_opacity=0.3, stroke=palette.GAP_LINE))
    lines = _lines(stop)
    first = layout.middle(stop.id) + 4 - (len(lines) - 1) * LINE / 2
    inside.append(paragraph(lines, left + 6, first, size=SIZE, fill=palette.INK))
    return tag("g", *inside)


def _ribbons(steps: Sequence[Flow], layout: Layout) -> Iterator[str]:
    """The ribbons, at each stop in the order of where they lead, so that they do not cross there."""
    leave, reach = _ports(steps, layout, out=True), _ports(steps, layout, out=False)
    for number, step in enumerate(steps):
        start, end = layout.left(step.source) + WIDE, layout.left(step.target)
        half, bend = step.size * LINK / 2 - 0.4, (end - start) / 2
        y, there = leave[number], reach[number]
        shape = (
            f"M{start:.1f} {y - half:.1f}C{start + bend:.1f} {y - half:.1f} {end - bend:.1f} {there - half:.1f} "
            f"{end:.1f} {there - half:.1f}V{there + half:.1f}C{end - bend:.1f} {there + half:.1f} "
            f"{start + bend:.1f} {y + half:.1f} {start:.1f} {y + half:.1f}Z"
        )
        yield tag("path", told(step.words), d=shape, **_looks(step))


def _looks(flow: Flow) -> dict[str, Any]:
    """Stated links are strong, inferred ones light with a dashed edge, the structure of the document pale."""
    colour = _colour(flow.branch)
    fill = {"class_": "flow", "fill": colour}
    edge = {"stroke": colour, "stroke_width": 0.8}
    match flow.basis:
        case "stated":
            return {**fill, "fill_opacity": 0.75, **edge}
        case "inferred":
            return {**fill, "fill_opacity": 0.28, **edge, "stroke_dasharray": "3 2"}
        case _:
            return {**fill, "fill_opacity": 0.16}


def _ports(steps: Sequence[Flow], layout: Layout, *, out: bool) -> dict[int, float]:
    """For each step the height of its middle where it leaves its start, or reaches its end."""
    found: dict[int, float] = {}
    at: dict[str, list[int]] = defaultdict(list)
    for number, step in enumerate(steps):
        at[step.source if out else step.target].append(number)
    for name, numbers in at.items():
        numbers.sort(key=lambda each: (layout.middle(steps[each].target if out else steps[each].source), each))
        y = layout.middle(name) - sum(steps[each].size for each in numbers) * LINK / 2
        for each in numbers:
            found[each] = y + steps[each].size * LINK / 2
            y += steps[each].size * LINK
    return found


def _lanes(lanes: Mapping[str, tuple[int, Flow]], layout: Layout) -> Iterator[str]:
    for lane, (_, flow) in lanes.items():
        left, top = layout.left(lane), layout.top[lane]
        looks = _looks(flow) | {"stroke": None}
        yield tag("rect", x=left, y=top + 0.4, width=WIDE, height=layout.tall[lane] - 0.8, **looks)


def _key(diagram: Diagram, top: float, width: float, name: str) -> tuple[list[str], float]:
    """What colours, edges and hatching mean, and how tall the picture is with it."""
    parts: list[str] = []
    x = MARGIN
    for number, branch in enumerate(diagram.branches):
        label = "".join(fitted(branch, 300))
        if x + 24 + width_of(label) > width - MARGIN:
            x, top = MARGIN, top + 20
        parts.append(tag("rect", x=x, y=top - 9, width=14, height=11, rx=2, fill=_colour(number)))
        parts.append(text(label, x + 20, top))
        x += 40 + width_of(label)
    top += 22 if diagram.branches else 0
    for basis in ("stated", "inferred", "structure", "gap"):
        if basis not in diagram.means:
            continue
        looks = _looks(Flow("", "", 1, basis, ""))
        if basis == "gap":
            looks = {"fill": f"url(#{name}-gap)", "fill_opacity": 0.5, "stroke": palette.GAP_LINE}
        lines = fitted(diagram.means[basis], width - 2 * MARGIN - 46, lines=2)
        parts.append(tag("rect", x=MARGIN, y=top - 9, width=34, height=11, **looks))
        parts.append(paragraph(lines, MARGIN + 44, top))
        top += 6 + 14.4 * len(lines)
    lines = fitted(f"{diagram.means.get('width', '')} {diagram.summary}", width - 2 * MARGIN, lines=5, size=11)
    parts.append(paragraph(lines, MARGIN, top + 4, size=11, fill=palette.FAINT, class_="faint"))
    return parts, top + 14 * len(lines) + MARGIN
