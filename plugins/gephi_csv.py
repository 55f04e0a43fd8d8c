"""Gephi's spreadsheets: nodes and edges as two CSV files in one archive.

Why: what Gephi's Data Laboratory imports, adds to a graph that is open there, and anybody can mend in between.
Example: kgraph export gephi-csv sogn.zip --plan sogn:plan
How to read it: `nodes.csv` (Id, Label, then kind, code, iri, a colour, a place, the fields), `edges.csv` (Id, Source,
Target, Type, Label, then link and what it rests on). Import the nodes first, then the edges into the same workspace.
The format: https://docs.gephi.org/desktop/User_Manual/Import/CSV_Spreadsheets
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from kgraph.flat_graph import FlatGraph, flat, joined
from kgraph.plugin import Exporter, Loss, Text, View, hook
from kgraph.zipped_tables import write_zipped


@hook
def exporters() -> list[Exporter]:
    """Gephi CSV."""
    what = Text(
        en="an archive of nodes.csv and edges.csv, for Gephi's Data Laboratory",
        nn="eit arkiv med nodes.csv og edges.csv, for datalaboratoriet i Gephi",
        nb="et arkiv med nodes.csv og edges.csv, for datalaboratoriet i Gephi",
    )
    return [Exporter("gephi-csv", ".zip", what, write)]


def write(view: View, file: IO[bytes]) -> Iterable[Loss]:
    """Two tables; lists become one text."""
    graph = flat(view.property_graph())
    write_zipped(file, {"nodes.csv": _nodes(graph), "edges.csv": _edges(graph)})
    return graph.losses(joined=True)


def _nodes(graph: FlatGraph) -> Iterator[Sequence[object]]:
    names = [column.name for column in graph.node_columns if column.name != "label"]
    yield ["Id", "Label", *names]
    for row in graph.nodes():
        yield [row["id"], row["label"], *(joined(row.get(name)) for name in names)]


def _edges(graph: FlatGraph) -> Iterator[Sequence[object]]:
    names = [column.name for column in graph.edge_columns if column.name != "label"]
    yield ["Id", "Source", "Target", "Type", "Label", *names]
    for row in graph.edges():
        own = (row["id"], row["source"], row["target"], "Directed", row["label"])
        yield [*own, *(joined(row.get(name)) for name in names)]
