"""A matrix as people read it: the last group's values become columns."""

from dataclasses import replace
from typing import Any

from kgraph.answer import Answer, Cell, Column, Row, Thing
from kgraph.messages import say

WIDEST = 40


def pivot(answer: Answer) -> Answer:
    """The answer with a column for each value of its last group; things are headed by their codes.

    An answer that is no matrix, has more than one fold, or would have too many columns stays as it is.
    """
    if not answer.matrix or len(answer.columns) != answer.keys + 1:
        return answer
    keys = answer.keys - 1
    across: dict[str, tuple[Cell, str]] = {}
    rows: dict[str, list[Cell]] = {}
    cells: dict[tuple[str, str], Cell] = {}
    for row in answer.rows:
        here, there = repr(row[:keys]), repr(row[keys])
        across.setdefault(there, (row[keys], _heading(row[keys], answer.language)))
        rows.setdefault(here, list(row[:keys]))
        cells[here, there] = row[-1]
    if len(across) > WIDEST:
        return answer
    order = sorted(across, key=lambda each: _order(across[each][0]))
    fold = answer.columns[-1]
    columns = (*answer.columns[:keys], *(Column(across[each][1], fold.type, fold.currency) for each in order))
    table: list[Row] = [(*head, *(cells.get((here, there)) for there in order)) for here, head in rows.items()]
    return replace(answer, columns=columns, rows=tuple(table), keys=keys, matrix=False, shared=frozenset())


def _heading(cell: Cell, language: str) -> str:
    if cell is None:
        return say(language, "none")
    return str(cell.code or cell.label) if isinstance(cell, Thing) else str(cell)


def _order(cell: Any) -> tuple[bool, list[tuple[bool, int, str]]]:
    """Codes in the order of their numbers: sdg:2 before sdg:11; the things without a group last."""
    if cell is None:
        return True, []
    text = str(cell.code or cell.label) if isinstance(cell, Thing) else str(cell)
    parts = "".join(letter if letter.isdecimal() else f" {letter} " for letter in text).split()
    return False, [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]
