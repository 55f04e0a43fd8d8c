"""A flat graph as networkx has it, so that networkx can write it."""

from typing import Any

import networkx

from kgraph.flat_graph import ENDS, FlatGraph, joined


def as_networkx(flat: FlatGraph) -> "networkx.MultiDiGraph[str]":
    """A MultiDiGraph with a value for each column that is one text, number or truth; lists become one text."""
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for row in flat.nodes():
        graph.add_node(str(row["id"]), **{name: joined(cell) for name, cell in row.items() if name != "id"})
    for row in flat.edges():
        marks: dict[str, Any] = {name: joined(cell) for name, cell in row.items() if name not in ENDS}
        graph.add_edge(str(row["source"]), str(row["target"]), key=str(row["id"]), **marks)
    return graph
