"""GEXF 1.3: the graph with its places and colours, for Gephi and Gephi Lite.

Why: Gephi opens it as it is drawn: each kind a layer and a colour, and its columns ready for filters.
Example: kgraph export gexf sogn.gexf --plan sogn:plan
How to read it: nodes have `kind`, `code`, `iri` and their fields, edges `link` and what they rest on: `basis`,
`confidence`, `quote`, `reason`. A field whose name tools keep for themselves begins with `kg_`: a node with a `start`
would have a life span in Gephi. Links of several sorts between the same two things stay apart by their `kind`.
The format: https://gexf.net/schema.html
"""

from collections.abc import Iterable, Mapping
from typing import IO

from kgraph.drawing.palette import parts
from kgraph.flat_graph import ColumnType, FlatColumn, Row, flat, in_xml
from kgraph.plugin import Exporter, Loss, Text, View, hook

NAMESPACE = "http://gexf.net/1.3"
TYPES: Mapping[ColumnType, str] = {
    "text": "string", "date": "string", "integer": "long", "number": "double", "boolean": "boolean",
}  # fmt: skip
# These stand in elements and attributes of the format's own.
OWN = {"id", "label", "source", "target", "x", "y", "color"}


@hook
def exporters() -> list[Exporter]:
    """GEXF."""
    what = Text(
        en="things and links with places and colours, for Gephi and Gephi Lite",
        nn="ting og lenkjer med plassering og fargar, for Gephi og Gephi Lite",
        nb="ting og lenker med plassering og farger, for Gephi og Gephi Lite",
    )
    return [Exporter("gexf", ".gexf", what, write)]


def write(view: View, file: IO[bytes]) -> Iterable[Loss]:
    """Columns, nodes, edges; lists become one text."""
    graph = flat(view.property_graph())
    _put(file, '<?xml version="1.0" encoding="UTF-8"?>\n')
    _put(file, f'<gexf xmlns="{NAMESPACE}" xmlns:viz="{NAMESPACE}/viz" version="1.3">\n')
    _put(file, '<meta><creator>kgraph</creator></meta>\n<graph defaultedgetype="directed" mode="static">\n')
    _columns(file, "node", graph.node_columns)
    _columns(file, "edge", graph.edge_columns)
    _put(file, "<nodes>\n")
    for row in graph.nodes():
        _put(file, f"<node {_named(row, 'id', 'label')}>{_drawn(row)}{_values(row)}</node>\n")
    _put(file, "</nodes>\n<edges>\n")
    for row in graph.edges():
        named = _named(row, "id", "source", "target", "label")
        _put(file, f'<edge {named} kind="{in_xml(row["link"])}">{_values(row)}</edge>\n')
    _put(file, "</edges>\n</graph>\n</gexf>\n")
    return graph.losses(joined=True)


def _put(file: IO[bytes], text: str) -> None:
    file.write(text.encode("utf-8"))


def _columns(file: IO[bytes], sort: str, columns: Iterable[FlatColumn]) -> None:
    _put(file, f'<attributes class="{sort}">\n')
    for column in columns:
        if column.name not in OWN:
            kind = "string" if column.many else TYPES[column.type]
            _put(file, f'<attribute id="{column.name}" title="{column.name}" type="{kind}"/>\n')
    _put(file, "</attributes>\n")


def _named(row: Row, *names: str) -> str:
    return " ".join(f'{name}="{in_xml(row[name])}"' for name in names)


def _drawn(row: Row) -> str:
    red, green, blue = parts(str(row["color"]))
    place = f'<viz:position x="{row["x"]}" y="{row["y"]}" z="0.0"/>'
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>{place}'


def _values(row: Row) -> str:
    values = (f'<attvalue for="{name}" value="{in_xml(value)}"/>' for name, value in row.items() if name not in OWN)
    return f"<attvalues>{''.join(values)}</attvalues>"
