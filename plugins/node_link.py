"""Node-link JSON: the graph as networkx and D3 read it.

Why: two lines of Python, or of JavaScript, and the whole graph is there with its types.
Example: kgraph export node-link graph.json; networkx.node_link_graph(json.load(open("graph.json")), edges="edges")
How to read it: `nodes` have `id`, `label`, `kind`, `code`, `iri`, their fields, a place and a colour; `edges` have
`source`, `target`, a `key` of their own, `link`, and what they rest on. A field of which some thing has several values
is a list everywhere.
The format: https://networkx.org/documentation/stable/reference/readwrite/generated/networkx.readwrite.json_graph.node_link_data.html
"""

import json
from collections.abc import Iterable
from typing import IO

from kgraph.flat_graph import Row, flat
from kgraph.plugin import Exporter, Loss, Text, View, hook


@hook
def exporters() -> list[Exporter]:
    """Node-link JSON."""
    what = Text(
        en="things and links as JSON, for networkx and D3",
        nn="ting og lenkjer som JSON, for networkx og D3",
        nb="ting og lenker som JSON, for networkx og D3",
    )
    return [Exporter("node-link", ".json", what, write)]


def write(view: View, file: IO[bytes]) -> Iterable[Loss]:
    """One node or edge a line."""
    graph = flat(view.property_graph())
    file.write(b'{"directed": true, "multigraph": true, "graph": {}, "nodes": [')
    _list(file, graph.nodes())
    file.write(b'], "edges": [')
    _list(file, ({"key" if name == "id" else name: cell for name, cell in row.items()} for row in graph.edges()))
    file.write(b"]}\n")
    return graph.losses()


def _list(file: IO[bytes], rows: Iterable[Row]) -> None:
    encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
    for number, row in enumerate(rows):
        file.write(f"{',' if number else ''}\n{encoder.encode(row)}".encode())
