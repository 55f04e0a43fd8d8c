r"""DOT: the graph for Graphviz, with its layers, its colours and what its links rest on.

Why: `dot -Tsvg` draws any graph that is not too large, and `neato -n -Tsvg` draws it with the places given here.
Example: kgraph export dot sogn.dot --plan sogn:plan; dot -Tsvg sogn.dot -o sogn.svg
How to read it: inferred links are dashed. What Graphviz does not draw stands in attributes that begin with `kg_`, all
of them texts, with a backslash written twice.
The language: https://graphviz.org/doc/info/lang.html. Nodes are named by number, since Graphviz takes a colon in a name
for a port.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import IO

from kgraph.drawing.palette import on
from kgraph.flat_graph import Row, flat, joined
from kgraph.plugin import Exporter, Loss, Text, View, hook

# What Graphviz has words of its own for, or is the node's own.
DRAWN = {"id", "source", "target", "label", "color", "x", "y"}


@hook
def exporters() -> list[Exporter]:
    """DOT."""
    what = Text(
        en="things and links for Graphviz; inferred links are dashed",
        nn="ting og lenkjer for Graphviz; utleidde lenkjer er stipla",
        nb="ting og lenker for Graphviz; utledede lenker er stiplet",
    )
    return [Exporter("dot", ".dot", what, write)]


def write(view: View, file: IO[bytes]) -> Iterable[Loss]:
    """One node or edge a line; every value is a text."""
    graph = flat(view.property_graph())
    file.write(b'digraph kgraph {\ngraph [rankdir=BT, charset="UTF-8"];\n')
    file.write(b'node [shape=box, style="filled,rounded", fontname="Helvetica"];\nedge [fontname="Helvetica"];\n')
    ids, ink = {}, cache(on)
    for number, row in enumerate(graph.nodes()):
        ids[row["id"]] = f"n{number}"
        colour = str(row["color"])
        drawn = {"fillcolor": colour, "fontcolor": ink(colour), "pos": f"{row['x']},{row['y']}"}
        file.write(f"n{number} [{_attributes(row, drawn)}];\n".encode())
    for row in graph.edges():
        drawn = {"style": "dashed"} if row["basis"] == "inferred" else {}
        file.write(f"{ids[row['source']]} -> {ids[row['target']]} [{_attributes(row, drawn)}];\n".encode())
    file.write(b"}\n")
    return graph.losses(joined=True)


def _attributes(row: Row, drawn: dict[str, str]) -> str:
    return ", ".join(f"{name}={_quoted(text)}" for name, text in _texts(row, drawn))


def _texts(row: Row, drawn: dict[str, str]) -> Iterator[tuple[str, str]]:
    # Labels alone know entities, and in them a carriage return would set the line to the right.
    yield "label", str(row["label"]).replace("&", "&amp;").replace("\r\n", "\n").replace("\r", "\n")
    yield "kg_id", str(row["id"])
    yield from drawn.items()
    yield from ((f"kg_{name}", str(joined(cell))) for name, cell in row.items() if name not in DRAWN)


def _quoted(text: str) -> str:
    r"""A text in quotes; a line break as `\n`, since a backslash before a real one would swallow it."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + plain.replace("\r", "\\r").replace("\n", "\\n") + '"'
