"""An answer as a table for the terminal."""

import textwrap
from collections.abc import Sequence

from kgraph.answer import Answer, Column
from kgraph.render.cells import NUMBERS, plain, row_lines

# A column is broken to no fewer letters than this, and only longer words are broken too.
NARROWEST, WIDEST_WORD = 8, 24
BOLD, DIM, OFF = "\x1b[1m", "\x1b[2m", "\x1b[0m"
Grid = Sequence[Sequence[Sequence[str]]]


def render_table(answer: Answer, *, width: int = 100, colour: bool = False) -> str:
    """Headings, rows and notes; long texts are broken so that the whole fits the width.

    Missing groups read *(none)*; amounts that rows share are marked with a star.
    """
    headings = [heading(column) for column in answer.columns]
    cells = [row_lines(answer, row) for row in range(len(answer.rows))]
    widths = _widths(headings, cells, width)
    parts = []
    if answer.rows:
        parts.append(_line([[text] for text in headings], widths, answer.columns, BOLD if colour else ""))
        parts.append("  ".join("─" * each for each in widths))
    parts += [_line(row, widths, answer.columns, "") for row in cells]
    notes = [textwrap.fill(f"— {plain(note.text)}", max(width, 40), subsequent_indent="  ") for note in answer.notes]
    if notes:
        joined = "\n".join(notes)
        apart = "\n" if parts else ""
        parts.append(f"{apart}{DIM}{joined}{OFF}" if colour else f"{apart}{joined}")
    return "\n".join(parts) + "\n"


def heading(column: Column) -> str:
    """The heading of a column, with the currency of money."""
    return plain(f"{column.name} ({column.currency})" if column.currency else column.name)


def _widths(headings: Sequence[str], cells: Grid, width: int) -> list[int]:
    """As wide as the longest line, but the widest columns give way until the table fits."""
    wanted = [
        max([len(text), *(len(line) for row in cells for line in row[number])]) for number, text in enumerate(headings)
    ]
    longest_word = [
        max(
            [len(word) for word in text.split()]
            + [len(word) for row in cells for line in row[number] for word in line.split(" ")]
            + [1]
        )
        for number, text in enumerate(headings)
    ]
    least = [min(max(length, NARROWEST), WIDEST_WORD) for length in longest_word]
    while sum(wanted) + 2 * (len(wanted) - 1) > width:
        wide = [number for number in range(len(wanted)) if wanted[number] > least[number]]
        if not wide:
            break
        wanted[max(wide, key=lambda number: wanted[number])] -= 1
    return wanted


def _line(row: Sequence[Sequence[str]], widths: Sequence[int], columns: Sequence[Column], style: str) -> str:
    broken = [[part for line in cell for part in _broken(line, width)] for cell, width in zip(row, widths, strict=True)]
    height = max((len(cell) for cell in broken), default=1)
    out = []
    for number in range(height):
        texts = [
            _aligned(cell[number] if number < len(cell) else "", width, column)
            for cell, width, column in zip(broken, widths, columns, strict=True)
        ]
        joined = "  ".join(texts).rstrip()
        out.append(f"{style}{joined}{OFF}" if style else joined)
    return "\n".join(out)


def _broken(line: str, width: int) -> list[str]:
    # A line that fits keeps its last blank: it stands where others have a star.
    return [line] if len(line) <= width else textwrap.wrap(line, width, break_on_hyphens=False) or [""]


def _aligned(text: str, width: int, column: Column) -> str:
    return text.rjust(width) if column.type in NUMBERS else text.ljust(width)
