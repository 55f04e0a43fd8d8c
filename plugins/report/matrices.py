"""What hangs together with what: a picture of each matrix, and its numbers as a table."""

from collections.abc import Iterator

from kgraph.plugin import Answer, Cell, Column, KgraphError, Note, Row, Text

from .content import Picture, Section, Table
from .part import Part

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
    if not (part.ask(f"{rows}{{in}}") and part.view.ask(columns)):
        return
    kinds = {"rows": part.view.kind(rows).label("en"), "columns": part.view.kind(columns).label("en")}
    try:
        answer = part.view.analyse("coverage", **kinds)
    except KgraphError:
        # The analysis is another plugin's, which may be away.
        return
    from kgraph.drawing.heatmap import heatmap
    from kgraph.drawing.matrix import matrix_of

    matrix = matrix_of(answer)
    title = part.say(NAMED, rows=part.kinds(rows), columns=part.kinds(columns))
    title = title[0].upper() + title[1:]
    name = f"matrix-{rows}-{columns}".replace(" ", "-").lower()
    yield Picture(heatmap(matrix, name=name), title, matrix.summary)
    yield Table(_table(part, answer), part.say(IN_NUMBERS, title=title))


def _table(part: Part, answer: Answer) -> Answer:
    """The matrix with a column for each of its columns: the sign of each cell and its number."""
    from kgraph.drawing.matrix import SIGNS, matrix_of

    matrix = matrix_of(answer)
    things = list({row[0]: None for row in answer.rows})
    rows: list[Row] = []
    for thing, squares, total in zip(things, matrix.squares, matrix.row_totals, strict=True):
        cells: list[Cell] = [f"{SIGNS[square.state]} {square.number}".strip() for square in squares]
        rows.append((thing, *cells, total))
    heads = [Column(head.short, "text") for head in matrix.columns]
    columns = (Column(matrix.corner[0], "thing"), *heads, Column(matrix.total, "integer"))
    named = part.say(COLUMNS, named="; ".join(map(str, matrix.columns)))
    legend = "; ".join(f"{sign} {means}" for sign, means in matrix.legend)
    notes = (Note("columns", named), Note("legend", legend), Note("totals", matrix.totals_count))
    return Answer(answer.question, columns, tuple(rows), len(rows), notes, language=answer.language)
