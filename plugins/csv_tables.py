"""CSV: the things and the links as two tables in one archive.

Why: any program reads them: pandas, R, DuckDB, a spreadsheet.
Example: kgraph export csv plans.zip; duckdb -c "SELECT kind, count(*) FROM 'things.csv' GROUP BY kind"
How to read it: `things.csv` has a row for each thing, `links.csv` one for each link, with the `id` of things as its
`source` and `target`. UTF-8, commas, numbers with a point, dates as 2024-06-15. A spreadsheet takes a text that begins
with =, +, - or @ for a formula: such a text stands behind an apostrophe here.
The format: https://www.rfc-editor.org/rfc/rfc4180
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from kgraph.flat_graph import FlatColumn, Row, flat, joined
from kgraph.plugin import Exporter, Loss, Text, View, hook
from kgraph.zipped_tables import write_zipped

FORMULA = ("=", "+", "-", "@", "\t", "\r")
FORMULAS = Text(
    en="texts that a spreadsheet would take for formulas, set behind an apostrophe",
    nn="tekstar som eit rekneark ville ta for formlar, sette bak ein apostrof",
    nb="tekster som et regneark ville ta for formler, satt bak en apostrof",
)


@hook
def exporters() -> list[Exporter]:
    """Things and links as CSV."""
    what = Text(
        en="an archive of things.csv and links.csv, for any program that reads tables",
        nn="eit arkiv med things.csv og links.csv, for alle program som les tabellar",
        nb="et arkiv med things.csv og links.csv, for alle programmer som leser tabeller",
    )
    return [Exporter("csv", ".zip", what, write)]


def write(view: View, file: IO[bytes]) -> Iterable[Loss]:
    """Two tables; lists become one text."""
    graph = flat(view.property_graph())
    changed: Counter[Text] = Counter()
    things = _rows(("id",), graph.node_columns, graph.nodes(), changed)
    links = _rows(("id", "source", "target"), graph.edge_columns, graph.edges(), changed)
    write_zipped(file, {"things.csv": things, "links.csv": links})
    return [*graph.losses(joined=True), *(Loss(what, count) for what, count in changed.items())]


def _rows(
    ends: Iterable[str], columns: Iterable[FlatColumn], rows: Iterable[Row], changed: Counter[Text]
) -> Iterator[Sequence[object]]:
    names = [*ends, *(column.name for column in columns)]
    yield names
    for row in rows:
        cells = {name: joined(cell) for name, cell in row.items()}
        for name, cell in cells.items():
            if isinstance(cell, str) and cell.startswith(FORMULA):
                changed[FORMULAS] += 1
                cells[name] = f"'{cell}"
        yield [cells.get(name) for name in names]
