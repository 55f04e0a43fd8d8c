"""A matrix for the terminal: a sign and a number in each cell, on the colour of its state where there are colours."""

import textwrap
from collections.abc import Iterator, Sequence

from kgraph.drawing import palette
from kgraph.drawing.matrix import SIGNS, Head, Matrix, Square
from kgraph.drawing.svg import shortened

BOLD, OFF = "\x1b[1m", "\x1b[0m"
# Names of rows have room for so many letters at least: rather than less, the columns stand in several blocks.
NARROWEST, WIDEST = 22, 60


def heatmap_text(matrix: Matrix, *, width: int = 100, colour: bool = False) -> str:
    """The matrix with its key, no line longer than the width.

    Args:
        matrix: what is shown.
        width: of the terminal, 40 at least.
        colour: whether cells stand on colours; their signs say the same.
    """
    parts = [f"{BOLD}{line}{OFF}" if colour else line for line in textwrap.wrap(matrix.title, width)]
    widths = _widths(matrix, width)
    for block in _blocks(widths, width):
        parts += ["", *_grid(matrix, block, widths, width, colour=colour)]
    return "\n".join([*parts, "", *_key(matrix, width)]) + "\n"


def _blocks(widths: Sequence[int], width: int) -> Iterator[list[int]]:
    """Which columns stand beside each other; the one after the last is that of the totals."""
    block: list[int] = []
    used = 0
    for number, wide in enumerate(widths):
        if block and used + wide > width - NARROWEST:
            yield block
            block, used = [], 0
        block.append(number)
        used += wide
    yield block


def _column(matrix: Matrix, number: int) -> tuple[str, list[str], str]:
    """The head of a column, its cells, and its total."""
    if number == len(matrix.columns):
        return matrix.total, [str(total) for total in matrix.row_totals], str(matrix.whole)
    cells = [_cell(row[number]) for row in matrix.squares]
    return matrix.columns[number].short, cells, str(matrix.column_totals[number])


def _cell(square: Square) -> str:
    return SIGNS[square.state] + square.number


def _widths(matrix: Matrix, width: int) -> list[int]:
    """How wide the columns are: all of them alike where that cuts no name of a row."""
    columns = [_column(matrix, number) for number in range(len(matrix.columns) + 1)]
    own = [1 + max(len(each) for each in (head, *cells, total)) for head, cells, total in columns]
    alike = [max(own[:-1], default=0)] * (len(own) - 1) + own[-1:]
    return alike if sum(alike) + _named(matrix) <= width else own


def _named(matrix: Matrix) -> int:
    """The room that codes and names of rows want."""
    return min(WIDEST, _codes(matrix) + 1 + max([0, *(len(head.name) for head in matrix.rows)]))


def _codes(matrix: Matrix) -> int:
    return max([0, *(len(head.short) for head in matrix.rows)])


def _grid(matrix: Matrix, block: Sequence[int], widths: Sequence[int], width: int, *, colour: bool) -> Iterator[str]:
    codes = _codes(matrix)
    room = min(_named(matrix), width - sum(widths[number] for number in block))
    heads = "".join(_column(matrix, number)[0].rjust(widths[number]) for number in block)
    line = " " * room + heads
    yield f"{BOLD}{line}{OFF}" if colour else line
    for number, head in enumerate(matrix.rows):
        yield _name(head, codes, room) + "".join(
            _painted(matrix, number, place, widths, colour=colour) for place in block
        )
    totals = "".join(_column(matrix, number)[2].rjust(widths[number]) for number in block)
    line = matrix.total.ljust(room) + totals
    yield f"{BOLD}{line}{OFF}" if colour else line


def _name(head: Head, codes: int, room: int) -> str:
    return shortened(f"{head.short.ljust(codes)} {head.name}", room).ljust(room)


def _painted(matrix: Matrix, row: int, column: int, widths: Sequence[int], *, colour: bool) -> str:
    cell = _column(matrix, column)[1][row].rjust(widths[column] - 1)
    if not colour or column == len(matrix.columns) or matrix.squares[row][column].state == "none":
        return f" {cell}"
    square = matrix.squares[row][column]
    ground = palette.shade(square.state, (square.count - 1) / matrix.most if square.count else 0)
    return f" {_ansi(48, ground)}{_ansi(38, palette.on(ground))}{cell}{OFF}"


def _ansi(what: int, colour: str) -> str:
    """The escape sequence for a colour of 24 bits: ISO 8613-6, what 48 is the ground and 38 the letters."""
    return f"\x1b[{what};2;{';'.join(map(str, palette.parts(colour)))}m"


def _key(matrix: Matrix, width: int) -> Iterator[str]:
    """What the signs mean, and the names of the columns."""
    for sign, words in matrix.legend:
        yield from textwrap.wrap(words, width, initial_indent=f"{sign}  ", subsequent_indent="   ")
    yield ""
    wide = max([0, *(len(head.short) for head in matrix.columns)])
    entries = [f"{head.short.rjust(wide)} {head.name}" for head in matrix.columns]
    two = (width - 2) // 2
    if max([0, *map(len, entries)]) <= two:
        half = (len(entries) + 1) // 2
        pairs = zip(entries[:half], [*entries[half:], ""], strict=False)
        yield from (f"{left.ljust(two)}  {right}".rstrip() for left, right in pairs)
    else:
        yield from (shortened(entry, width) for entry in entries)
    yield ""
    for words in dict.fromkeys((matrix.totals_count, *matrix.notes)):
        yield from textwrap.wrap(f"— {words}", width, subsequent_indent="  ")
