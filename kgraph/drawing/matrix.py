"""A matrix of coverage, ready to be shown: read from the answer that the analysis `coverage` gives."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kgraph.answer import Answer, Column, Note, Row, Thing
from kgraph.drawing.svg import clean, shortened
from kgraph.messages import say

# A cell's state by the sign that shows it; the legend has them in this order.
STATES = {"●": "stated", "◕": "partly", "◐": "inferred", "○": "planned", "·": "none"}
SIGNS = {state: sign for sign, state in STATES.items()}
# Where several links, or none, might join a row and a column by themselves.
UNASKED = "unasked"
# After a number: what is counted leads there, the row itself does not.
BESIDE = "*"
# The columns of the answer, by number: in a matrix of links COUNT is a boolean, and COUNTED is empty.
ROW, COLUMN, SIGN, STATE, COUNT, STATED, OWN, COUNTED = range(8)
LONGEST_SHORT = 12


@dataclass(frozen=True, slots=True)
class Head:
    """What a row or a column stands for: a short sign for narrow places, and the whole name."""

    short: str
    name: str

    def __str__(self) -> str:
        return f"{self.short} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Square:
    """A cell: its state and the word for it, how many things are counted in it, and all of it in words.

    `beside` tells that what is counted leads to the column though the row itself does not.
    """

    state: str
    word: str
    count: int
    beside: bool
    words: str

    @property
    def number(self) -> str:
        """What stands beside the sign."""
        return f"{self.count}{BESIDE if self.beside else ''}" if self.count else ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Squares with heads, with totals that count each thing once, and with what the signs mean."""

    title: str
    summary: str
    corner: tuple[str, str]
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    squares: tuple[tuple[Square, ...], ...]
    row_totals: tuple[int, ...]
    column_totals: tuple[int, ...]
    whole: int
    # How the totals are headed, what they count, and what each sign means.
    total: str
    totals_count: str
    legend: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    language: str
    # Whether squares hold numbers; of links there is only whether there is one.
    numbers: bool

    @property
    def most(self) -> int:
        """The highest count in a square, 1 at least."""
        return max([1, *(square.count for row in self.squares for square in row)])


def word_of(state: str, language: str) -> str:
    """What a state is called, or that the row itself was not asked of (`unasked`)."""
    return say(language, f"coverage_{state}")


def is_coverage(answer: Answer) -> bool:
    """Whether an answer is one of the analysis `coverage`."""
    return answer.keys == 2 and [column.type for column in answer.columns[SIGN:]] in (
        ["text", "text", "integer", "integer", "text", "things"],
        ["text", "text", "boolean", "boolean", "text", "things"],
    )


def matrix_of(answer: Answer) -> Matrix:
    """The matrix that an answer of the analysis `coverage` tells row by row; totals count each thing once."""
    language, numbers = answer.language, answer.columns[COUNT].type == "integer"
    rows, columns = _things(answer, ROW), _things(answer, COLUMN)
    wide = len(columns) or 1
    counted = shortened(clean(answer.columns[COUNTED].name), 60)
    squares = [_square(row, answer, numbers=numbers) for row in answer.rows]
    across = [_ends(row, COUNTED if numbers else COLUMN) for row in answer.rows]
    down = across if numbers else [_ends(row, ROW) for row in answer.rows]
    lines = range(0, len(squares), wide)
    used = {square.state for square in squares} | {"none"}
    return Matrix(
        title=clean(answer.question),
        summary=next((clean(note.text) for note in answer.notes if note.code == "coverage_summary"), ""),
        corner=(clean(answer.columns[ROW].name), clean(answer.columns[COLUMN].name)),
        rows=_heads(rows, named=True),
        columns=_heads(columns),
        squares=tuple(tuple(squares[place : place + wide]) for place in lines),
        row_totals=tuple(len(set().union(*across[place : place + wide])) for place in lines),
        column_totals=tuple(len(set().union(*down[place::wide])) for place in range(len(columns))),
        whole=len(set().union(*across)) if numbers else sum(map(bool, across)),
        total=say(language, "coverage_total"),
        totals_count=say(language, "coverage_totals" if numbers else "coverage_totals_links", counted=counted),
        legend=tuple(_legend(language, counted, used, squares, numbers=numbers)),
        notes=tuple(clean(note.text) for note in answer.notes),
        language=language,
        numbers=numbers,
    )


def _things(answer: Answer, place: int) -> list[Thing]:
    return list({cell.iri: cell for row in answer.rows if isinstance(cell := row[place], Thing)}.values())


def _ends(row: Row, place: int) -> set[str]:
    """What a cell adds to a total."""
    cell = row[place]
    things = cell if isinstance(cell, list) else [cell] if row[COUNT] else []
    return {each.iri for each in things if isinstance(each, Thing)}


def _heads(things: Sequence[Thing], *, named: bool = False) -> tuple[Head, ...]:
    """Codes without what all of them begin with: 11 of sdg:11; where names stand beside, no codes but numbers."""
    codes = [clean(thing.code or "") for thing in things]
    same = len({code.partition(":")[0] for code in codes}) == 1
    short = [code.partition(":")[2] or code if same else code for code in codes]
    if named and not any(letter.isdecimal() for code in short for letter in code):
        short = [""] * len(short)
    heads = zip(short, things, strict=True)
    return tuple(Head(shortened(code, LONGEST_SHORT), clean(thing.label)) for code, thing in heads)


def _square(row: Row, answer: Answer, *, numbers: bool) -> Square:
    state = STATES[str(row[SIGN])]
    count, stated = (int(str(row[place])) if numbers else 0 for place in (COUNT, STATED))
    own = row[OWN] == word_of("none", answer.language)
    values = {"row": _named(row[ROW]), "column": _named(row[COLUMN]), "state": row[STATE], "own": row[OWN]}
    key = "coverage_cell" if numbers else "coverage_cell_link"
    words = say(
        answer.language, key, count=count, stated=stated, counted=_named(answer.columns[COUNTED].name), **values
    )
    return Square(state, clean(str(row[STATE])), count, bool(count) and own, clean(words))


def _named(cell: object) -> str:
    return shortened(clean(str(cell)), 120)


def _legend(
    language: str, counted: str, used: Iterable[str], squares: Iterable[Square], *, numbers: bool
) -> Iterable[tuple[str, str]]:
    for sign, state in STATES.items():
        if state in used:
            linked = "" if numbers else say(language, f"coverage_linked_{state}")
            yield sign, linked or say(language, f"coverage_means_{state}", counted=counted)
    if any(square.beside for square in squares):
        yield BESIDE, say(language, "coverage_means_beside", counted=counted)


def flat(matrix: Matrix, answer: Answer) -> Answer:
    """The matrix as an answer with a column for each of its own, for formats that know tables alone."""
    heads = (matrix.corner[0], *(head.short for head in matrix.columns), matrix.total)
    lines = zip(answer.rows[:: len(matrix.columns) or 1], matrix.squares, matrix.row_totals, strict=True)
    rows: list[Row] = [
        (row[ROW], *(f"{SIGNS[square.state]} {square.number}".strip() for square in squares), total)
        for row, squares, total in lines
    ]
    rows.append((matrix.total, *matrix.column_totals, matrix.whole))
    sorts = [*["text"] * (len(heads) - 1), "integer"]
    columns = tuple(map(Column, heads, sorts))
    key = [Note("coverage_legend", f"{sign} {words}") for sign, words in matrix.legend]
    names = " · ".join(map(str, matrix.columns))
    notes = (*key, Note("coverage_key", names), Note("coverage_totals", matrix.totals_count), *answer.notes)
    return replace(answer, columns=columns, rows=tuple(rows), total=len(rows), notes=notes, keys=1)
