"""Cytoscape JSON: the graph with places and a style, for Cytoscape.js and the Cytoscape desktop program.

Why: `cytoscape({container, ...graph})` draws it as it is: each kind a layer and a colour, inferred links dashed.
Example: kgraph export cytoscape sogn.cyjs --plan sogn:plan
How to read it: each element has its `data`: nodes `label` (also as `name`, which the desktop program shows), `kind`,
`code`, `iri` and their fields; edges `link` and what they rest on. A field whose name Cytoscape keeps for itself begins
with `kg_`; a field of which some thing has several values is a list everywhere.
The format: https://js.cytoscape.org/#notation/elements-json
"""

import json
from collections.abc import Iterable, Iterator
from typing import IO

from kgraph.flat_graph import FlatGraph, flat
from kgraph.plugin import Exporter, Loss, Text, View, hook

STYLE = [
    {"selector": "node", "style": {"label": "data(label)", "background-color": "data(color)", "text-wrap": "ellipsis"}},
    {"selector": "edge", "style": {"label": "data(label)", "curve-style": "bezier", "target-arrow-shape": "triangle"}},
    {"selector": 'edge[basis = "inferred"]', "style": {"line-style": "dashed"}},
]
PLACED = {"x", "y"}


@hook
def exporters() -> list[Exporter]:
    """Cytoscape JSON."""
    what = Text(
        en="things and links with places and a style, for Cytoscape and Cytoscape.js",
        nn="ting og lenkjer med plassering og stil, for Cytoscape og Cytoscape.js",
        nb="ting og lenker med plassering og stil, for Cytoscape og Cytoscape.js",
    )
    return [Exporter("cytoscape", ".cyjs", what, write)]


def write(view: View, file: IO[bytes]) -> Iterable[Loss]:
    """One element a line."""
    graph = flat(view.property_graph())
    file.write(b'{"elements": {"nodes": [')
    _list(file, _nodes(graph))
    file.write(b'], "edges": [')
    _list(file, ({"data": row} for row in graph.edges()))
    file.write(b']}, "layout": {"name": "preset"}, "style": [')
    _list(file, STYLE)
    file.write(b"]}\n")
    return graph.losses()


def _nodes(graph: FlatGraph) -> Iterator[object]:
    for row in graph.nodes():
        data = {name: cell for name, cell in row.items() if name not in PLACED}
        # On a screen, downwards is more.
        yield {"data": data | {"name": row["label"]}, "position": {"x": row["x"], "y": 0.0 - float(str(row["y"]))}}


def _list(file: IO[bytes], rows: Iterable[object]) -> None:
    encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
    for number, row in enumerate(rows):
        file.write(f"{',' if number else ''}\n{encoder.encode(row)}".encode())
