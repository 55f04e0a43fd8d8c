"""A matrix as a picture: each cell has a colour, a sign and a number, and says in words what they mean."""

from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.drawing import palette
from kgraph.drawing.matrix import STATES, Matrix, Square
from kgraph.drawing.svg import fitted, paragraph, picture, tag, text, told, width_of

MARGIN, HEAD_SIZE, LINE = 14.0, 11.0, 13.2
LABEL, NARROW, TALL, TOTAL = 236.0, 34.0, 30.0, 40.0
TURNED, WIDEST, LEAST = 150.0, 900.0, 560.0
BOLD = "600"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the parts of a matrix stand: how wide its cells are, and how high its grid begins."""

    matrix: Matrix
    name: str
    cell: float
    grid: float

    def left(self, number: int) -> float:
        """Where a column begins."""
        return MARGIN + LABEL + self.cell * number

    @property
    def right(self) -> float:
        """Where the totals end."""
        return self.left(len(self.matrix.columns)) + TOTAL

    @property
    def total(self) -> float:
        """The middle of the column of totals."""
        return self.right - TOTAL / 2

    @property
    def worded(self) -> bool:
        """Whether a cell has room for the word of its state; then heads need not be turned."""
        return self.cell > NARROW


def heatmap(matrix: Matrix, *, name: str = "coverage") -> str:
    """The matrix as SVG, readable at the width of an A4 page.

    Args:
        matrix: what is shown.
        name: letters that the picture's ids begin with; pictures on one page need different ones.
    """
    cell = _cell_width(matrix)
    width = max(LEAST, MARGIN * 2 + LABEL + cell * len(matrix.columns) + TOTAL)
    title = fitted(matrix.title, width - 2 * MARGIN, lines=3, size=16)
    heads = 62.0 if cell > NARROW else TURNED + 22
    place = Place(matrix, name, cell, MARGIN + 20 * len(title) + 8 + heads)
    bottom = place.grid + TALL * len(matrix.rows)
    key, height = _key(matrix, bottom + TALL + 26, width)
    body = [
        paragraph(title, MARGIN, MARGIN + 14, size=16, font_weight=BOLD),
        *_column_heads(place),
        *(part for number in range(len(matrix.rows)) for part in _row(place, number)),
        *_bottom(place, bottom),
        *key,
    ]
    return picture(matrix.title, matrix.summary, width, height, *body, name=name)


def _cell_width(matrix: Matrix) -> float:
    """Of links a cell tells the state in a word, where there is room for it."""
    if matrix.numbers or not matrix.columns:
        return NARROW
    longest = max(width_of(square.word, HEAD_SIZE) for row in matrix.squares for square in row) if matrix.rows else 0
    wanted = max(longest + 26, 96)
    return wanted if LABEL + wanted * len(matrix.columns) + TOTAL <= WIDEST else NARROW


def _column_heads(place: Place) -> Iterator[str]:
    """Codes above the columns, and above these the names: turned to read upwards where columns are narrow."""
    for number, head in enumerate(place.matrix.columns):
        middle = place.left(number) + place.cell / 2
        size = min(12.0, 12.0 * (place.cell - 3) / max(1.0, width_of(head.short)))
        code = text(head.short, middle, place.grid - 7, size=size, font_weight=BOLD, text_anchor="middle")
        if place.worded:
            lines = fitted(head.name, place.cell - 6, lines=3, size=HEAD_SIZE)
            first = place.grid - 22 - LINE * (len(lines) - 1)
            name = paragraph(lines, middle, first, size=HEAD_SIZE, text_anchor="middle")
        else:
            name = _turned(head.name, middle, place.grid - 22)
        yield tag("g", told(str(head)), name, code)
    yield text(place.matrix.total, place.total, place.grid - 7, text_anchor="middle", font_weight=BOLD)


def _turned(name: str, middle: float, bottom: float) -> str:
    lines = fitted(name, TURNED, lines=2, size=HEAD_SIZE)
    first = middle + 4 - (len(lines) - 1) * LINE / 2
    return "".join(
        text(line, 0, 0, size=HEAD_SIZE, transform=f"translate({first + number * LINE:g} {bottom:g}) rotate(-90)")
        for number, line in enumerate(lines)
    )


def _row(place: Place, number: int) -> Iterator[str]:
    matrix, top = place.matrix, place.grid + TALL * number
    head, middle = matrix.rows[number], top + TALL / 2 + 4
    code = min(max(width_of(each.short) for each in matrix.rows) + 8, LABEL / 2)
    lines = fitted(head.name, LABEL - code - 8, lines=2, size=HEAD_SIZE)
    yield tag(
        "g",
        told(str(head)),
        text("".join(fitted(head.short, code)), MARGIN, middle, font_weight=BOLD),
        paragraph(lines, MARGIN + code, middle - (len(lines) - 1) * LINE / 2, size=HEAD_SIZE),
    )
    for column, square in enumerate(matrix.squares[number]):
        yield _cell(place, square, place.left(column), top)
    yield _total(matrix.row_totals[number], place.total, middle)


def _cell(place: Place, square: Square, left: float, top: float) -> str:
    colour = palette.shade(square.state, (square.count - 1) / place.matrix.most if square.count else 0)
    middle, ink = top + TALL / 2, palette.on(colour)
    style = "blank" if square.state == "none" else None
    inside = [told(square.words), _box(place, left, top, fill=colour, class_=style)]
    if square.state == "planned":
        inside.append(_box(place, left, top, fill=f"url(#{place.name}-gap)", fill_opacity=0.35))
    words = square.number or (square.word if place.worded and square.state != "none" else "")
    if words:
        size = min(12.0 if square.number else HEAD_SIZE, 12.0 * (place.cell - 18) / width_of(words))
        inside.append(sign(square.state, left + 9.5, middle, ink))
        inside.append(
            text(words, left + 17, middle + 4, size=size, fill=ink, font_weight=BOLD if square.number else "400")
        )
    else:
        inside.append(sign(square.state, left + place.cell / 2, middle, ink))
    return tag("g", *inside)


def _box(place: Place, left: float, top: float, **more: str | float | None) -> str:
    return tag("rect", x=left + 1, y=top + 1, width=place.cell - 2, height=TALL - 2, rx=3, **more)


def _total(number: int, middle: float, base: float) -> str:
    """A total; a total of nothing is a gap, and boxed."""
    if number:
        return text(str(number), middle, base, text_anchor="middle", font_weight=BOLD)
    box = tag("rect", x=middle - 11, y=base - 13, width=22, height=18, rx=3, fill=palette.GAP, stroke=palette.GAP_LINE)
    return box + text("0", middle, base, fill=palette.GAP_INK, text_anchor="middle", font_weight=BOLD)


def sign(state: str, x: float, y: float, colour: str, radius: float = 4.5) -> str:
    """The sign of a state, drawn, since few fonts have all of them: full, three quarters, half, ring, dot."""
    if state == "none":
        return tag("circle", cx=x, cy=y, r=1.3, fill=palette.FAINT, class_="faint")
    ring = tag(
        "circle", cx=x, cy=y, r=radius, fill=colour if state == "stated" else "none", stroke=colour, stroke_width=1.4
    )
    halves = {"inferred": (x, y + radius, 0), "partly": (x - radius, y, 1)}
    if state not in halves:
        return ring
    end_x, end_y, large = halves[state]
    slice_ = f"M{x:g} {y:g}V{y - radius:g}A{radius:g} {radius:g} 0 {large} 1 {end_x:g} {end_y:g}Z"
    return ring + tag("path", d=slice_, fill=colour)


def _bottom(place: Place, top: float) -> Iterator[str]:
    """The totals of the columns, and of all."""
    matrix, base = place.matrix, top + TALL / 2 + 6
    yield tag("line", x1=MARGIN, x2=place.right, y1=top + 3, y2=top + 3, stroke=palette.LINE, class_="line")
    yield text(matrix.total, MARGIN, base, font_weight=BOLD)
    for number, total in enumerate(matrix.column_totals):
        yield _total(total, place.left(number) + place.cell / 2, base)
    yield _total(matrix.whole, place.total, base)


def _key(matrix: Matrix, top: float, width: float) -> tuple[list[str], float]:
    """What the signs mean, and how tall the picture is with it."""
    parts = []
    for mark, words in matrix.legend:
        lines = fitted(words, width - 2 * MARGIN - 26, lines=2)
        parts.append(_mark(mark, MARGIN, top))
        parts.append(paragraph(lines, MARGIN + 26, top + 4))
        top += 8 + 14.4 * len(lines)
    for words in (matrix.totals_count, matrix.summary):
        lines = fitted(words, width - 2 * MARGIN, lines=6, size=HEAD_SIZE)
        parts.append(paragraph(lines, MARGIN, top + 6, size=HEAD_SIZE, fill=palette.FAINT, class_="faint"))
        top += 6 + LINE * len(lines)
    return parts, top + MARGIN


def _mark(mark: str, x: float, y: float) -> str:
    if mark not in STATES:
        return text(mark, x + 6, y + 6, font_weight="600")
    colour = palette.shade(STATES[mark], 0.99)
    style = "blank" if STATES[mark] == "none" else None
    box = tag("rect", x=x, y=y - 8, width=18, height=16, rx=3, fill=colour, class_=style)
    return box + sign(STATES[mark], x + 9, y, palette.on(colour))
