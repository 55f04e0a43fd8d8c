"""What hangs together with what: a picture of each matrix, and its numbers as a table."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.plugin import Answer, Note, Text

from .content import Picture, Section, Table
from .part import Part

if TYPE_CHECKING:
    from kgraph.drawing.matrix import Matrix

TITLE = Text(en="Matrices", nn="Matriser", nb="Matriser")
INTRO = Text(
    en="Rows and columns without anything are shown too: they are what to look for.",
    nn="Rader og kolonnar utan noko er òg viste: det er dei ein ser etter.",
    nb="Rader og kolonner uten noe er også vist: det er dem en ser etter.",
)
NAMED = Text(en="{rows} and {columns}", nn="{rows} og {columns}", nb="{rows} og {columns}")
IN_NUMBERS = Text(en="{title}, as a table", nn="{title}, som tabell", nb="{title}, som tabell")
COLUMNS = Text(en="Columns: {named}.", nn="Kolonnar: {named}.", nb="Kolonner: {named}.")
PAIRS = (
    ("efforts", "SDG goals"),
    ("focus areas", "SDG goals"),
    ("focus areas", "efforts"),
    ("efforts", "cross-cutting goals"),
    ("focus areas", "cross-cutting goals"),
)


def matrices(part: Part) -> Section:
    """The section of matrices; without any, it is empty."""
    parts = tuple(each for rows, columns in PAIRS for each in _matrix(part, rows, columns))
    return Section("matrices", part.say(TITLE), (part.say(INTRO),) if parts else (), parts)


def _matrix(part: Part, rows: str, columns: str) -> Iterator[Table | Picture]:
    if not (part.ask(f"{rows}{{in}}", notes=False) and part.view.ask(columns, notes=False)):
        return
    kinds = {"rows": part.view.kind(rows).label("en"), "columns": part.view.kind(columns).label("en")}
    answer = part.view.analyse("coverage", **kinds)
    from kgraph.drawing.heatmap import heatmap
    from kgraph.drawing.matrix import matrix_of

    matrix = matrix_of(answer)
    title = part.say(NAMED, rows=part.kinds(rows), columns=part.kinds(columns))
    title = title[0].upper() + title[1:]
    name = f"matrix-{rows}-{columns}".replace(" ", "-").lower()
    yield Picture(heatmap(matrix, name=name), title, matrix.summary)
    yield Table(_table(part, answer, matrix), part.say(IN_NUMBERS, title=title))


def _table(part: Part, answer: Answer, matrix: "Matrix") -> Answer:
    """The matrix with a column for each of its columns: the sign of each cell and its number."""
    from kgraph.drawing.matrix import flat

    named = part.say(COLUMNS, named="; ".join(map(str, matrix.columns)))
    legend = "; ".join(f"{sign} {means}" for sign, means in matrix.legend)
    notes = (Note("columns", named), Note("legend", legend), Note("totals", matrix.totals_count))
    # The last row has the totals: it would be counted as one of the rows, and they stand in the picture.
    whole = flat(matrix, answer)
    return replace(whole, rows=whole.rows[:-1], total=whole.total - 1, notes=notes)
