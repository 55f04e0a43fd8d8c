"""An answer as a page's table shows it: its cells as texts, things with their codes beside them."""

import math
from dataclasses import dataclass
from typing import Any

from kgraph.answer import Answer, Thing
from kgraph.messages import say
from kgraph.render.cells import NUMBERS, plain, spoken
from kgraph.render.pivot import pivot
from kgraph.render.table import heading


@dataclass(frozen=True, slots=True)
class Value:
    """A text, and the code of the thing that it names."""

    text: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading, the sort of its cells, and how wide it should be in twentieths of the table.

    Sorts: `number`, narrow `sign`s, `short` texts that are not broken, plain `text`, `long` texts.
    """

    text: str
    sort: str
    width: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its heads, its rows of cells of values, its notes, and how many rows there are with those left out."""

    heads: tuple[Head, ...]
    rows: tuple[tuple[tuple[Value, ...], ...], ...]
    notes: tuple[str, ...]
    total: int


SIGN, SHORT, LONG = 6, 14, 60
# A column is as wide as the root of its texts' length bids, so that long texts have more room, but not all of it.
NARROWEST = 2.5


def grid(answer: Answer) -> Grid:
    """The grid of an answer; a matrix has a column for each value of its last group."""
    wide = pivot(answer)
    rows = tuple(
        tuple(_cell(wide, row, column) for column in range(len(wide.columns))) for row in range(len(wide.rows))
    )
    names = [heading(column) for column in wide.columns]
    texts = [[value for row in rows for value in row[number]] for number in range(len(names))]
    bids = [_bid(name, column) for name, column in zip(names, texts, strict=True)]
    heads = tuple(
        Head(name, _sort(column.type, name, values), max(1, round(20 * bid / sum(bids))))
        for name, column, values, bid in zip(names, wide.columns, texts, bids, strict=True)
    )
    return Grid(heads, rows, tuple(plain(note.text) for note in wide.notes), answer.total)


def _bid(name: str, values: list[Value]) -> float:
    lengths = [len(value.text) + len(value.code) for value in values] or [0]
    word = max(map(len, name.split()), default=0)
    return max(NARROWEST, math.sqrt(word), math.sqrt(sum(lengths) / len(lengths)), math.sqrt(max(lengths)) / 2)


def _sort(column: str, name: str, values: list[Value]) -> str:
    if column in NUMBERS:
        return "number"
    longest = max((len(value.text) + len(value.code) for value in values), default=0)
    if longest > LONG:
        return "long"
    return "sign" if max(longest, len(name)) <= SIGN else "short" if longest <= SHORT else "text"


def _cell(answer: Answer, row: int, column: int) -> tuple[Value, ...]:
    cell: Any = answer.rows[row][column]
    if cell is None and column < answer.keys:
        return (Value(say(answer.language, "none")),)
    star = "*" if (row, column) in answer.shared else ""
    values = cell if isinstance(cell, list) else [cell]
    return tuple(_value(each, answer.language, star) for each in values if each is not None)


def _value(value: Any, language: str, star: str) -> Value:
    if isinstance(value, Thing):
        return Value(plain(value.label), plain(value.code or ""))
    return Value(spoken(value, language) + star)
