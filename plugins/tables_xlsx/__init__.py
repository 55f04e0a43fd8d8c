"""The graph as an Excel workbook to read, filter and pivot: a sheet for each kind of thing, and one for the links.

Why: everybody has Excel, and a pivot table over the links counts what no list shows: which plans support which goals.
Example: kgraph export xlsx plan.xlsx --plan sogn:plan
How to read it: on the sheet of a kind each thing is a row, with its fields and what it is part of; numbers and dates
are numbers and dates. On the sheet of links each link is a row, with the kinds at both ends and what it rests on: the
basis, the confidence, the words, the reason, and the documents that its claims name. A link without a claim is the
document's own structure, and stated. These sheets are not read again: `kgraph export workbook` makes those that are.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from kgraph.flat_graph import CLAIMS, DIRTY, ROUNDED, flat
from kgraph.plugin import Answer, Exporter, Loss, PropertyGraph, Text, Thing, View, hook

from .tables import LINKS, THINGS, links, things

# The rows of a sheet (https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3), less what stands
# above and below a table.
MOST_ROWS = 1_048_576 - 100
LISTED = Text(
    en="fields of several values, a line for each in one cell",
    nn="eigenskapar med fleire verdiar, ei linje for kvar i éi celle",
    nb="egenskaper med flere verdier, en linje for hver i én celle",
)
CUT = Text(
    en="texts longer than a cell holds, which are cut",
    nn="tekstar som er lengre enn ei celle rommar, og er kutta",
    nb="tekster som er lengre enn en celle rommer, og er kuttet",
)
BEYOND = Text(
    en="rows that a sheet of Excel has no room for",
    nn="rader som eit ark i Excel ikkje har plass til",
    nb="rader som et ark i Excel ikke har plass til",
)


@hook
def exporters() -> list[Exporter]:
    """The workbook."""
    what = Text(
        en="things and links as an Excel workbook for reading and pivot tables, a sheet for each kind",
        nn="ting og lenkjer som Excel-arbeidsbok til lesing og pivottabellar, eit ark for kvar type",
        nb="ting og lenker som Excel-arbeidsbok til lesing og pivottabeller, et ark for hver type",
    )
    return [Exporter("xlsx", ".xlsx", what, write)]


def write(view: View, file: IO[bytes]) -> Iterable[Loss]:
    """The sheets of things in the order of their kinds' names, then the links."""
    from kgraph.sheets import Part, workbook_of
    from kgraph.sheets.page import Page

    graph = view.property_graph()
    tables = [*things(view, graph, MOST_ROWS), links(view, graph, MOST_ROWS)]
    pages = [Page(each, each.question) for each in tables]
    parts = [(THINGS, tuple(pages[:-1])), (LINKS, tuple(pages[-1:]))]
    listed = [Part(sheets, heading[view.language]) for heading, sheets in parts if sheets]
    file.write(workbook_of(listed, view.language, title=view.plan.label if view.plan else ""))
    return [Loss(what, count) for what, count in _losses(graph, tables) if count]


def _losses(graph: PropertyGraph, tables: Sequence[Answer]) -> Iterator[tuple[Text, int]]:
    from kgraph.sheets.values import LONGEST, cut, legible

    texts, flattened = [text for table in tables for text in _texts(table)], flat(graph)
    yield LISTED, sum(len(values) > 1 for node in graph.nodes for values in node.fields.values())
    yield ROUNDED, flattened.rounded
    yield CLAIMS, flattened.claims
    yield DIRTY, sum(legible(text) != cut(text, LONGEST) for text in texts)
    yield CUT, sum(cut(text, LONGEST) != text for text in texts)
    yield BEYOND, sum(table.total - len(table.rows) for table in tables)


def _texts(table: Answer) -> Iterator[str]:
    for row in table.rows:
        for cell in row:
            for value in cell if isinstance(cell, list) else [cell]:
                if isinstance(value, str):
                    yield value
                elif isinstance(value, Thing) and value is row[0]:
                    yield value.label
