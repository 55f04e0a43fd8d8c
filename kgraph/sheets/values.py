"""What a cell of Excel can hold: numbers and dates as such, all else as text that can do nothing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

from kgraph.answer import Answer, Cell, Column, Thing
from kgraph.messages import say
from kgraph.render.cells import NUMBERS, plain, spoken
from kgraph.render.table import heading

# Excel's own limits: letters in a cell, counted as UTF-16 does; digits of a number; its first day.
# Source: https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
LONGEST, MOST_DIGITS, FIRST_YEAR = 32_767, 15, 1900

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a sheet: its heading; of numbers also whether they are money, shared by rows, and their decimals."""

    heading: str
    numeric: bool = False
    money: bool = False
    shared: bool = False
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """An answer as Excel holds it; `shared` are the cells (row, column) whose amount other rows share."""

    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]
    shared: frozenset[tuple[int, int]] = frozenset()
    # How many of the first columns are groups, and how many name the row.
    keys: int = 0
    naming: int = 1


def grid(answer: Answer) -> Grid:
    """The answer with a column of codes before its first things, and beside shared amounts one that says so."""
    columns: list[tuple[Field, list[Value]]] = []
    shared: set[tuple[int, int]] = set()
    coded = _coded(answer)
    for number, column in enumerate(answer.columns):
        if number == coded:
            name = f"{plain(column.name)} ({say(answer.language, 'code')})"
            columns.append((Field(name), [_code(row[number]) for row in answer.rows]))
        values = [_shown(row[number], answer, number, coded=number == coded) for row in answer.rows]
        places = {row for row, each in answer.shared if each == number and column.type in NUMBERS}
        shared |= {(row, len(columns)) for row in places}
        columns.append((_field(column, values, shared=bool(places)), values))
        if places:
            yes = say(answer.language, "yes")
            told: list[Value] = [yes if row in places else None for row in range(len(values))]
            columns.append((Field(say(answer.language, "shared", field=plain(column.name))), told))
    rows = tuple(zip(*(values for _, values in columns), strict=True))
    keys = answer.keys and answer.keys + (coded is not None and coded < answer.keys)
    naming = max(keys, 2 if coded == 0 else 1)
    return Grid(tuple(field for field, _ in columns), rows, frozenset(shared), keys, naming)


def _coded(answer: Answer) -> int | None:
    """The first column of things that have codes."""
    for number, column in enumerate(answer.columns):
        if column.type == "thing" and any(_code(row[number]) for row in answer.rows):
            return number
    return None


def value(cell: Cell, language: str) -> Value:
    """A cell: a number or a date where Excel can hold it as it is, else text; lists have a line for each member."""
    match cell:
        case [single]:
            return value(single, language)
        case list():
            return _text("\n".join(text for each in cell if (text := legible(spoken(each, language)))))
        case int() | float() | Decimal() if not isinstance(cell, bool) and _fits(cell):
            return int(cell) if cell == int(cell) else float(cell)
        case date() if cell.year >= FIRST_YEAR:
            return cell
        case _:
            return _text(spoken(cell, language))


def _fits(number: float | Decimal) -> bool:
    """Whether Excel keeps every digit before the decimal sign."""
    return isfinite(number) and abs(number) < 10**MOST_DIGITS


def legible(text: str) -> str:
    """The text without what controls or cannot be written, cut to what a cell holds."""
    return cut(plain(text), LONGEST)


def cut(text: str, most: int) -> str:
    """The text, its end replaced by a mark where it is longer, in units of UTF-16."""
    units = text.encode("utf-16-le")
    return text if len(units) <= 2 * most else units[: 2 * (most - 1)].decode("utf-16-le", errors="ignore") + "…"


def _text(text: str) -> str | None:
    """What a cell holds of a text: nothing, rather than a text without letters that would count as one."""
    return legible(text) or None


def _shown(cell: Cell, answer: Answer, column: int, *, coded: bool) -> Value:
    if cell is None and column < answer.keys:
        return say(answer.language, "none")
    return _text(cell.label) if coded and isinstance(cell, Thing) else value(cell, answer.language)


def _code(cell: Any) -> Value:
    return _text(cell.code) if isinstance(cell, Thing) and cell.code else None


def _field(column: Column, values: list[Value], *, shared: bool) -> Field:
    numbers = [each for each in values if isinstance(each, int | float)]
    decimals = 2 if any(isinstance(each, float) for each in numbers) else 0
    return Field(heading(column), bool(numbers) or column.type in NUMBERS, column.type == "money", shared, decimals)
