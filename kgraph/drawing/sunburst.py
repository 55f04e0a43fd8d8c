"""A sunburst: a whole in the middle, its parts in rings around it, as wide as the number of leaves below them.

After Stasko and Zhang, "Focus+context display and navigation techniques for enhancing radial, space-filling hierarchy
visualizations", IEEE Symposium on Information Visualization 2000.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, degrees, pi, sin

from kgraph.drawing import palette
from kgraph.drawing.svg import fitted, paragraph, picture, tag, text, told, width_of

MARGIN, RADIUS, CORE = 14.0, 460.0, 76.0
SIZE, LINE = 10.5, 12.6
# Fewer letters than these say nothing; the name is then only told.
LEAST = 30.0
# How much lighter each ring is than the colour of its branch.
PALER = (0.1, 0.55, 0.74, 0.82, 0.88)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the whole with its own parts; `gap` tells that something is missing in it."""

    name: str
    words: str
    gap: bool = False
    parts: tuple["Part", ...] = ()

    @property
    def leaves(self) -> int:
        """How many parts without parts it has, itself if it has none."""
        return sum(part.leaves for part in self.parts) or 1

    @property
    def depth(self) -> int:
        """How many rings its parts take."""
        return 1 + max(part.depth for part in self.parts) if self.parts else 0


@dataclass(frozen=True, slots=True)
class Arc:
    """A part in its place: angles from the top with the clock, in radians, and the radii of its ring."""

    part: Part
    branch: int
    ring: int
    start: float
    end: float
    inner: float
    outer: float


def sunburst(title: str, summary: str, whole: Part, gap: str, *, name: str = "sunburst") -> str:
    """The whole and its parts as SVG.

    Args:
        title: what is shown.
        summary: what there is to see, in words; it stands below too.
        whole: stands in the middle.
        gap: what hatching means; empty where nothing is hatched.
        name: letters that the picture's ids begin with; pictures on one page need different ones.
    """
    width = 2 * (MARGIN + RADIUS)
    heading = fitted(title, width - 2 * MARGIN, lines=2, size=16)
    top = MARGIN + 20 * len(heading) + 10
    thick = (RADIUS - CORE) / max(3, whole.depth)
    arcs = list(_arcs(whole, 0.0, 2 * pi, thick))
    middle = tag("circle", cx=0, cy=0, r=CORE, fill=palette.LINE)
    lines = fitted(whole.name, CORE * 1.6, lines=4, size=12)
    label = paragraph(lines, 0, 4 - (len(lines) - 1) * 7.2, text_anchor="middle", font_weight="600", fill=palette.INK)
    burst = tag(
        "g",
        tag("g", told(whole.words), middle, label),
        *(_drawn(arc, name) for arc in arcs),
        transform=f"translate({MARGIN + RADIUS:g} {top + RADIUS:g})",
    )
    key, height = _key(whole, summary, gap, top + 2 * RADIUS + 28, width, name)
    body = [paragraph(heading, MARGIN, MARGIN + 14, size=16, font_weight="600"), burst, *key]
    return picture(title, summary, width, height, *body, name=name)


def _arcs(
    whole: Part, start: float, end: float, thick: float, ring: int = 0, branch: int | None = None
) -> Iterator[Arc]:
    """The parts in their rings, each before its own parts."""
    angle = start
    for number, part in enumerate(whole.parts):
        share = (end - start) * part.leaves / whole.leaves
        own = number if branch is None else branch
        inner = CORE + thick * ring
        # What has no parts reaches to the rim: its name finds room, and its angle is what counts.
        yield Arc(part, own, ring, angle, angle + share, inner, inner + thick if part.parts else RADIUS)
        yield from _arcs(part, angle, angle + share, thick, ring + 1, own)
        angle += share


def _colour(arc: Arc) -> str:
    hue = palette.BRANCHES[arc.branch % len(palette.BRANCHES)]
    return palette.lighter(hue, PALER[min(arc.ring, len(PALER) - 1)])


def _drawn(arc: Arc, name: str) -> str:
    colour, shape = _colour(arc), _shape(arc)
    inside = [told(arc.part.words), tag("path", d=shape, fill=colour, stroke=palette.PAPER, stroke_width=1.5)]
    if arc.part.gap:
        inside.append(tag("path", d=shape, fill=f"url(#{name}-gap)", fill_opacity=0.45, stroke=palette.GAP_LINE))
    return tag("g", *inside, _label(arc, palette.on(colour)))


def _shape(arc: Arc) -> str:
    """The outline: two arcs; a full ring is drawn as two halves, since an arc cannot end where it begins."""
    end = arc.end if arc.end - arc.start < 2 * pi - 1e-6 else arc.end - 1e-4
    large = int(end - arc.start > pi)
    corners = [(arc.start, arc.outer), (end, arc.outer), (end, arc.inner), (arc.start, arc.inner)]
    a, b, c, d = (f"{radius * sin(angle):.2f} {-radius * cos(angle):.2f}" for angle, radius in corners)
    return f"M{a}A{arc.outer:.2f} {arc.outer:.2f} 0 {large} 1 {b}L{c}A{arc.inner:.2f} {arc.inner:.2f} 0 {large} 0 {d}Z"


def _label(arc: Arc, ink: str) -> str:
    """The name, along the ring where that is wider than deep, else across it; none where too little has room."""
    thick, radius = arc.outer - arc.inner, (arc.inner + arc.outer) / 2
    # A straight line of text must stay inside a bent ring: the chord at its inner edge is what there is.
    chord = 2 * arc.inner * sin(min(pi / 2, (arc.end - arc.start) / 2))
    along = chord > thick
    room, depth = (chord * 0.94, thick * 0.8) if along else (thick - 8, chord * 0.94)
    lines = fitted(arc.part.name, room, lines=min(4, int(depth / LINE)), size=SIZE)
    if not lines or room < LEAST:
        return ""
    middle = (arc.start + arc.end) / 2
    turn = degrees(middle) - (0 if along else 90)
    # Nobody reads upside down.
    flipped = pi / 2 < middle < 3 * pi / 2 if along else middle > pi
    x, y = radius * sin(middle), -radius * cos(middle)
    place = f"translate({x:.2f} {y:.2f}) rotate({turn + (180 if flipped else 0):.2f})"
    first = 3.6 - (len(lines) - 1) * LINE / 2
    return tag("g", paragraph(lines, 0, first, size=SIZE, fill=ink, text_anchor="middle"), transform=place)


def _key(whole: Part, summary: str, gap: str, top: float, width: float, name: str) -> tuple[list[str], float]:
    """What colours and hatching mean, and how tall the picture is with it."""
    parts: list[str] = []
    x = MARGIN
    for number, part in enumerate(whole.parts):
        label = "".join(fitted(part.name, width / 2 - 60))
        if x + 24 + width_of(label) > width - MARGIN:
            x, top = MARGIN, top + 20
        colour = palette.lighter(palette.BRANCHES[number % len(palette.BRANCHES)], PALER[0])
        parts.append(tag("rect", x=x, y=top - 10, width=14, height=12, rx=2, fill=colour))
        parts.append(text(label, x + 20, top))
        x += 40 + width_of(label)
    top += 22
    if gap:
        parts.append(
            tag("rect", x=MARGIN, y=top - 10, width=30, height=12, fill=f"url(#{name}-gap)", stroke=palette.GAP_LINE)
        )
        lines = fitted(gap, width - 2 * MARGIN - 40, lines=3)
        parts.append(paragraph(lines, MARGIN + 40, top))
        top += 6 + 14.4 * len(lines)
    lines = fitted(summary, width - 2 * MARGIN, lines=5, size=11)
    parts.append(paragraph(lines, MARGIN, top + 4, size=11, fill=palette.FAINT, class_="faint"))
    return parts, top + 14 * len(lines) + MARGIN
