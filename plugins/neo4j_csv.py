"""Neo4j: nodes and relationships as two CSV files with typed headings, in one archive.

Why: Neo4j's own importer reads them as they are, and Memgraph and others read the same headings.
Example: kgraph export neo4j-csv plans.zip; when unpacked:
neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv --multiline-fields=true plans
How to read it: a node's label is its kind, a relationship's type its link; dates are dates, whole numbers `long`. A
field of which some thing has several values is an array, its values parted by semicolons.
The format: https://neo4j.com/docs/operations-manual/current/import/
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO

from kgraph.flat_graph import Cell, ColumnType, FlatColumn, FlatGraph, flat, joined, written
from kgraph.plugin import Exporter, Loss, Text, View, hook
from kgraph.zipped_tables import write_zipped

TYPES: Mapping[ColumnType, str] = {
    "text": "string", "date": "date", "integer": "long", "number": "double", "boolean": "boolean",
}  # fmt: skip
PARTS = ";"
SEMICOLONS = Text(
    en="values in arrays with a semicolon, which is now a comma",
    nn="verdiar i lister med semikolon, som no er komma",
    nb="verdier i lister med semikolon, som nå er komma",
)


@hook
def exporters() -> list[Exporter]:
    """Neo4j CSV."""
    what = Text(
        en="an archive of nodes.csv and relationships.csv, for neo4j-admin import",
        nn="eit arkiv med nodes.csv og relationships.csv, for neo4j-admin import",
        nb="et arkiv med nodes.csv og relationships.csv, for neo4j-admin import",
    )
    return [Exporter("neo4j-csv", ".zip", what, write)]


def write(view: View, file: IO[bytes]) -> Iterable[Loss]:
    """Two tables with typed headings."""
    graph = flat(view.property_graph())
    changed: Counter[Text] = Counter()
    write_zipped(file, {"nodes.csv": _nodes(graph, changed), "relationships.csv": _relationships(graph)})
    return [*graph.losses(), *(Loss(what, count) for what, count in changed.items() if count)]


def _nodes(graph: FlatGraph, changed: Counter[Text]) -> Iterator[Sequence[object]]:
    yield ["id:ID", *map(_heading, graph.node_columns), ":LABEL"]
    for row in graph.nodes():
        lists = (cell for cell in row.values() if isinstance(cell, list))
        changed[SEMICOLONS] += sum(PARTS in written(value) for cell in lists for value in cell)
        yield [row["id"], *(_cell(row.get(column.name)) for column in graph.node_columns), row["kind"]]


def _relationships(graph: FlatGraph) -> Iterator[Sequence[object]]:
    yield [":START_ID", ":END_ID", ":TYPE", "id:string", *map(_heading, graph.edge_columns)]
    for row in graph.edges():
        own = (row["source"], row["target"], row["link"], row["id"])
        yield [*own, *(row.get(column.name) for column in graph.edge_columns)]


def _heading(column: FlatColumn) -> str:
    return f"{column.name}:{TYPES[column.type]}{'[]' if column.many else ''}"


def _cell(cell: Cell | None) -> object:
    if isinstance(cell, list):
        return PARTS.join(written(value).replace(PARTS, ",") for value in cell)
    return joined(cell)
