"""Whether an answer is one: each cell fits its column; and answers of every sort, to try renderers on."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kgraph.answer import Answer, ChainStep, Column, Evidence, Note, Row, Thing
from kgraph.terms import ID, KG, LANGUAGES
from kgraph.testing.demands import demand, of_sort

NUMBER = (int, float, Decimal)
ONE: Mapping[str, tuple[type, ...]] = {
    "thing": (Thing,),
    "link": (Thing,),
    "text": (str,),
    "integer": (int,),
    "number": NUMBER,
    "money": NUMBER,
    "date": (date,),
    "boolean": (bool,),
    "choice": (str,),
    "any": (Thing, str, *NUMBER, date, bool),
}
SEVERAL: Mapping[str, tuple[type, ...]] = {
    **{f"{name}s": ONE[name] for name in ("thing", "text", "integer", "number", "date", "boolean", "choice")},
    "evidence": (Evidence,),
}
HOSTILE = "Røyster \"} # </script><b>&amp;\\ | 'x', $y; {0} %s ]]> =1+1 *a* _b_ `c` [d](e)\nneste\tlinje 😀 العربية"


def check_answer(answer: object, who: str = "the answer") -> None:
    """The answer is whole: rows as long as its columns, cells that fit their columns' types, notes that say something.

    Args:
        answer: any.
        who: gives it; begins the error.

    Raises:
        AssertionError: it is not; says what to mend.
    """
    answer = of_sort(who, answer, Answer)
    demand(answer.question.strip(), f"{who}: `question` is empty; it is the heading of the answer")
    demand(answer.language in LANGUAGES, f"{who}: `language` is one of {', '.join(LANGUAGES)}, not {answer.language!r}")
    demand(answer.columns, f"{who}: it has no columns; an empty answer has columns too")
    demand(answer.total >= len(answer.rows), f"{who}: `total` is {answer.total}, but there are {len(answer.rows)} rows")
    for column in answer.columns:
        _check_column(column, who)
    for number, row in enumerate(answer.rows):
        _check_row(number, row, answer, who)
    _check_marks(answer, who)
    for each in answer.notes:
        note = of_sort(f"{who}: of `notes`", each, Note)
        demand(note.code and note.text.strip(), f"{who}: a note has a code and a text")
    json.dumps(answer.as_json(), allow_nan=False)


def _check_column(column: object, who: str) -> None:
    column = of_sort(f"{who}: of `columns`", column, Column)
    demand(column.name.strip(), f"{who}: a column has no name")
    known = (*ONE, *SEVERAL)
    demand(
        column.type in known,
        f"{who}: the column {column.name} has the type {column.type!r}, not one of {', '.join(known)}",
    )
    demand(
        (column.type == "money") == bool(column.currency),
        f"{who}: the column {column.name} is money with a currency, or neither",
    )


def _check_row(number: int, row: Any, answer: Answer, who: str) -> None:
    demand(isinstance(row, tuple), f"{who}: row {number} is a tuple, not {type(row).__name__}")
    demand(
        len(row) == len(answer.columns), f"{who}: row {number} has {len(row)} cells for {len(answer.columns)} columns"
    )
    for column, cell in zip(answer.columns, row, strict=True):
        place = f"{who}: row {number}, in the column {column.name}"
        demand(cell != [], f"{place}: an empty cell is None, not an empty list")
        demand(_fits(column.type, cell), f"{place}: {cell!r} does not fit the type {column.type}")


def _fits(wanted: str, cell: object) -> bool:
    if cell is None:
        return True
    if wanted in SEVERAL:
        return isinstance(cell, list) and all(_is(SEVERAL[wanted], each) for each in cell)
    return _is(ONE[wanted], cell)


def _is(types: tuple[type, ...], value: object) -> bool:
    return isinstance(value, types) and (bool in types or not isinstance(value, bool))


def _check_marks(answer: Answer, who: str) -> None:
    wide, high = len(answer.columns), len(answer.rows)
    demand(0 <= answer.keys <= wide, f"{who}: `keys` is {answer.keys}, but there are {wide} columns")
    demand(not answer.matrix or answer.keys >= 2, f"{who}: a matrix has two keys at least, not {answer.keys}")
    strays = [place for place in answer.shared if not (0 <= place[0] < high and 0 <= place[1] < wide)]
    demand(not strays, f"{who}: `shared` names cells that are not there: {strays}")


PLAIN = Thing(f"{ID}a/1", "a:1", "Homes", "Measure")
NASTY = Thing(f"{ID}a/2", "a:2", HOSTILE, "Measure")
SUPPORTS = Thing(f"{KG}supports", None, "supports", "Link")
QUOTES = (Evidence("inferred", "low", HOSTILE, "Alfa", None), Evidence("stated", None, None, None, None))
# A cell of every type.
CELLS: Mapping[str, Any] = {
    "thing": PLAIN,
    "any": NASTY,
    "link": SUPPORTS,
    "text": HOSTILE,
    "integer": 2026,
    "money": Decimal("1234567.5"),
    "number": Decimal("2.5"),
    "date": date(2026, 6, 15),
    "boolean": True,
    "choice": "high",
    "things": [PLAIN, NASTY],
    "texts": ["a", HOSTILE],
    "integers": [1, 2],
    "numbers": [1, Decimal("0.25")],
    "dates": [date(2026, 1, 1)],
    "booleans": [False, True],
    "choices": ["high", "low"],
    "evidence": list(QUOTES),
}


def specimens(language: str = "en") -> dict[str, Answer]:
    """An answer of each sort that a renderer must bear, by what is special about it."""
    columns = tuple(Column(name, name, "NOK" if name == "money" else None) for name in CELLS)
    rows = (tuple(CELLS.values()), (None,) * len(CELLS))
    keyed = (Column(HOSTILE, "thing"), Column("year", "integer"), Column("count", "integer"))
    groups = ((PLAIN, 2026, 1), (PLAIN, 2027, 2), (NASTY, 2026, 3), (None, None, 4))
    ends = (Column("from", "thing"), Column("to", "thing"))
    twice = (Column("name", "text"), Column("name", "text"))

    def made(columns: tuple[Column, ...], rows: tuple[Row, ...], **more: Any) -> Answer:
        return Answer(HOSTILE, columns, rows, len(rows), (Note("inferred", HOSTILE),), "SELECT *", language, **more)

    return {
        "every column type": made(columns, rows, shared=frozenset({(0, 5)})),
        "no rows": made(columns, ()),
        "groups": made(keyed, groups, keys=2),
        "a matrix": made(keyed, groups, keys=2, matrix=True),
        "an empty matrix": made(keyed, (), keys=2, matrix=True),
        "a chain": made(ends, ((PLAIN, NASTY),), chains=((ChainStep(PLAIN, SUPPORTS, NASTY, QUOTES),),)),
        "no chain": made(ends, (), chains=()),
        "yes or no": made((Column("answer", "boolean"),), ((False,),)),
        "one column twice": made(twice, (("a", "b"),)),
    }
