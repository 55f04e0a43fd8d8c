"""GraphML: the graph with every field, for Gephi, yEd, igraph, networkx, Cytoscape and most other graph tools.

Why: it is the form that the most tools read, and its columns have types.
Example: kgraph export graphml sogn.graphml --plan sogn:plan
How to read it: nodes have `label`, `kind`, `code`, `iri`, their fields, a place (`x`, `y`) and a colour by kind; edges
say in `link` which link they are and in `basis`, `confidence`, `quote` and `reason` what they rest on. A field whose
name tools keep for themselves begins with `kg_`. Written as it goes, whatever the size of the graph.
The format: http://graphml.graphdrawing.org/specification.html
"""

from collections.abc import Iterable, Mapping
from typing import IO

from kgraph.flat_graph import ColumnType, FlatColumn, Row, flat, in_xml
from kgraph.plugin import Exporter, Loss, Text, View, hook

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
TYPES: Mapping[ColumnType, str] = {
    "text": "string", "date": "string", "integer": "long", "number": "double", "boolean": "boolean",
}  # fmt: skip


@hook
def exporters() -> list[Exporter]:
    """GraphML."""
    what = Text(
        en="things and links with all fields, for most graph tools: Gephi, yEd, igraph, networkx",
        nn="ting og lenkjer med alle eigenskapar, for dei fleste grafverktøy: Gephi, yEd, igraph, networkx",
        nb="ting og lenker med alle egenskaper, for de fleste grafverktøy: Gephi, yEd, igraph, networkx",
    )
    return [Exporter("graphml", ".graphml", what, write)]


def write(view: View, file: IO[bytes]) -> Iterable[Loss]:
    """Keys, nodes, edges; lists become one text."""
    graph = flat(view.property_graph())
    _put(file, f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{NAMESPACE}">\n')
    node_keys = _keys(file, "node", graph.node_columns)
    edge_keys = _keys(file, "edge", graph.edge_columns)
    _put(file, '<graph id="G" edgedefault="directed">\n')
    for row in graph.nodes():
        _put(file, f'<node id="{row["id"]}">{_data(row, node_keys)}</node>\n')
    for row in graph.edges():
        ends = f'source="{row["source"]}" target="{row["target"]}"'
        _put(file, f'<edge id="{row["id"]}" {ends}>{_data(row, edge_keys)}</edge>\n')
    _put(file, "</graph>\n</graphml>\n")
    return graph.losses(joined=True)


def _put(file: IO[bytes], text: str) -> None:
    file.write(text.encode("utf-8"))


def _keys(file: IO[bytes], sort: str, columns: Iterable[FlatColumn]) -> Mapping[str, str]:
    """Declares the columns of nodes or of edges; their keys by name."""
    found = {}
    for number, column in enumerate(columns):
        found[column.name] = f"{sort[0]}{number}"
        kind = "string" if column.many else TYPES[column.type]
        named = f'attr.name="{column.name}" attr.type="{kind}"'
        _put(file, f'<key id="{found[column.name]}" for="{sort}" {named}/>\n')
    return found


def _data(row: Row, known: Mapping[str, str]) -> str:
    """What a row holds."""
    return "".join(f'<data key="{known[name]}">{in_xml(value)}</data>' for name, value in row.items() if name in known)
