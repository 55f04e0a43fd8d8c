"""Every thing of a plan as a table: its code, its kind, its name.

Why: a spreadsheet is where many people look a thing up.
Example: kgraph export plugin-name things.csv --plan sogn:plan
How to read it: a row is a thing; how things hang together does not fit into one table, and is left out.
"""

import csv
import io
from typing import IO

from kgraph.plugin import Exporter, Loss, Text, View, hook


@hook
def exporters() -> list[Exporter]:
    """The table."""
    what = Text(en="every thing as a row", nn="kvar ting som ei rad", nb="hver ting som en rad")
    return [Exporter("plugin-name", suffix=".csv", what=what, write=write)]


def write(view: View, file: IO[bytes]) -> list[Loss]:
    """Write the table; the links are what it cannot hold."""
    graph = view.property_graph()
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["code", "kind", "name"])
    table.writerows([node.thing.code, node.thing.kind, node.thing.label] for node in graph.nodes)
    file.write(text.getvalue().encode("utf-8"))
    links = Text(en="links", nn="lenkjer", nb="lenker")
    return [Loss(links, len(graph.edges))] if graph.edges else []
