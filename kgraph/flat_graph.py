"""A property graph as two tables, as the tools that draw graphs want it: one flattening for all of their formats.

Each column has one type, each cell one value, several in a column of lists, or none; what those tools reserve names
for, cannot read, or would lose without a word is settled here (measured with networkx, igraph, graphology, Gephi's and
Neo4j's import). Rows are made as they are written.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import blake2b
from math import isfinite
from typing import Literal

from kgraph.drawing.palette import kind_colour
from kgraph.drawing.placing import places
from kgraph.property_graph import Node, PropertyGraph, Value
from kgraph.terms import Text

ColumnType = Literal["text", "integer", "number", "boolean", "date"]
Single = str | int | float | bool
Cell = Single | list[Single]
Row = Mapping[str, Cell]
# What parts the values of a list in one cell; Kumu and others read it so.
BAR = " | "
# Names that Gephi, GEXF, GraphML, Cytoscape or Neo4j keep for themselves, in any case: `start` and `end` would become
# a life span.
RESERVED = frozenset((
    "id", "pid", "label", "labels", "start", "end", "viz", "type", "weight", "parent", "parents", "source", "target",
    "key", "name", "value", "color", "x", "y", "z", "size", "shape", "position", "kind", "code", "iri", "link",
    "interval", "timeset", "timestamp", "node", "edge", "data", "basis", "confidence", "quote", "reason",
))  # fmt: skip
# XML 1.0 allows no other control characters (https://www.w3.org/TR/xml/#charsets).
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# What means something in XML, and the line breaks that its readers turn into others.
ESCAPES = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;",
    **{each: f"&#{ord(each)};" for each in "\t\n\r\x85\u2028"},
})  # fmt: skip
# Few texts have any of these, and to look for them is quicker than to replace them.
ESCAPED = re.compile(f"[{''.join(map(chr, ESCAPES))}]")
# XML and JSON readers in JavaScript know no larger whole numbers.
LARGEST = 2**53


@dataclass(frozen=True, slots=True)
class Loss:
    """What a format could not hold as it is, and how many of it."""

    what: Text
    count: int


@dataclass(frozen=True, slots=True)
class FlatColumn:
    """A column: its name, which no tool keeps for itself, the one type of its values, and whether cells are lists."""

    name: str
    type: ColumnType = "text"
    many: bool = False


NODE_COLUMNS = (
    *map(FlatColumn, ("label", "kind", "code", "iri", "color")), FlatColumn("x", "number"), FlatColumn("y", "number"),
)  # fmt: skip
ENDS = ("id", "source", "target")
EDGE_COLUMNS = tuple(map(FlatColumn, ("label", "link", "basis", "confidence", "quote", "reason")))


@dataclass(frozen=True)
class FlatGraph:
    """Rows of nodes and of edges; what is empty is left out of its row.

    Attributes:
        graph: what is flattened.
        node_columns: what nodes have beside `id`: `label`, `kind`, `code`, `iri`, `color`, a place `x` and `y`
            (upwards), and their fields.
        edge_columns: what edges have beside `id`, `source` and `target`: `label`, `link`, and what it rests on.
        ids: of the nodes, by IRI.
        fields: their columns, by the ontology's local name.
        dirty: texts that lose control characters.
        rounded: numbers that are not the same as binary ones.
        lists: cells of several values.
        claims: those that their links do not rest on, being less sure than another.
    """

    graph: PropertyGraph
    node_columns: tuple[FlatColumn, ...]
    ids: Mapping[str, str]
    fields: Mapping[str, FlatColumn]
    dirty: int = 0
    rounded: int = 0
    lists: int = 0
    claims: int = 0
    edge_columns: tuple[FlatColumn, ...] = EDGE_COLUMNS

    def nodes(self) -> Iterator[Row]:
        """A row for each thing, in the order of codes."""
        placed, colour = places(self.graph), cache(kind_colour)
        for node in self.graph.nodes:
            x, y = placed[node.iri]
            thing = node.thing
            own = {"label": thing.label or node.iri, "kind": thing.kind, "code": thing.code, "iri": node.iri}
            row: dict[str, Cell] = {"id": self.ids[node.iri], **_filled(own)}
            row |= {"color": colour(thing.kind), "x": x, "y": y}
            for name, values in node.fields.items():
                column = self.fields[name]
                if (cell := _cell(values, column)) not in ("", []):
                    row[column.name] = cell
            yield row

    def edges(self) -> Iterator[Row]:
        """A row for each link; it has the same id in every export, whatever stands beside it."""
        for edge in self.graph.edges:
            name = "e" + _digest(edge.id)
            own = {"label": edge.label, "link": edge.link, "basis": edge.basis, "confidence": edge.confidence}
            evidence = {"quote": edge.quote, "reason": edge.reason}
            ends = {"id": name, "source": self.ids[edge.source], "target": self.ids[edge.target]}
            yield {**ends, **_filled(own), **_filled(evidence)}

    def losses(self, *, joined: bool = False) -> list[Loss]:
        """What is lost by flattening; where lists become one text, these too."""
        lists = self.lists if joined else 0
        found = ((LISTS, lists), (DIRTY, self.dirty), (ROUNDED, self.rounded), (CLAIMS, self.claims))
        return [Loss(what, count) for what, count in found if count]


def flat(graph: PropertyGraph) -> FlatGraph:
    """The graph as tables."""
    found: dict[str, list[tuple[Value, ...]]] = defaultdict(list)
    for node in graph.nodes:
        for name, values in node.fields.items():
            found[name].append(values)
    names = _names(sorted(found))
    columns = {name: FlatColumn(names[name], _type(cells), _many(cells)) for name, cells in sorted(found.items())}
    numbers = {name for name, column in columns.items() if column.type == "number"}
    return FlatGraph(
        graph,
        (*NODE_COLUMNS, *columns.values()),
        _ids(graph.nodes),
        columns,
        dirty=sum(clean(text) != text for text in _texts(graph)),
        rounded=sum(_rounded(each) for name in numbers for cell in found[name] for each in cell),
        lists=sum(len(cell) > 1 for cells in found.values() for cell in cells),
        claims=sum(max(0, edge.claims - 1) for edge in graph.edges),
    )


LISTS = Text(
    en=f"fields of several values, joined by “{BAR.strip()}”",
    nn=f"eigenskapar med fleire verdiar, sette saman med «{BAR.strip()}»",
    nb=f"egenskaper med flere verdier, satt sammen med «{BAR.strip()}»",
)
DIRTY = Text(
    en="texts with control characters, which are taken out",
    nn="tekstar med kontrollteikn, som er tekne bort",
    nb="tekster med kontrolltegn, som er tatt bort",
)
ROUNDED = Text(
    en="numbers with more digits than the format keeps, which are rounded",
    nn="tal med fleire siffer enn formatet tek vare på, som er avrunda",
    nb="tall med flere sifre enn formatet tar vare på, som er avrundet",
)
CLAIMS = Text(
    en="claims beside the surest one of their link",
    nn="påstandar ved sida av den sikraste om same lenkje",
    nb="påstander ved siden av den sikreste om samme lenke",
)


def clean(text: str) -> str:
    """The text without what XML cannot hold."""
    # No control character can be printed: one quick look spares most texts the search.
    return text if text.isprintable() else CONTROLS.sub("", text)


def joined(cell: Cell | None) -> str | float:
    """A cell as one value: a list as a text, truth as `true` or `false`, an empty cell as an empty text."""
    match cell:
        case list():
            return BAR.join(map(written, cell))
        case bool():
            return written(cell)
    return "" if cell is None else cell


def written(value: Single) -> str:
    """A value as text: `true`, `45.5`."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def in_xml(cell: Cell) -> str:
    """A cell as XML has it, in an element or between double quotes.

    Not by xml.sax.saxutils, whose import takes longer than most exports.
    """
    text = cell if isinstance(cell, str) else str(joined(cell))
    return text.translate(ESCAPES) if ESCAPED.search(text) else text


def _filled(texts: Mapping[str, str | None]) -> dict[str, Cell]:
    return {name: plain for name, text in texts.items() if text and (plain := clean(text))}


def _texts(graph: PropertyGraph) -> Iterable[str]:
    for node in graph.nodes:
        yield node.thing.label
        yield from (value for values in node.fields.values() for value in values if isinstance(value, str))
    for edge in graph.edges:
        yield from (text for text in (edge.quote, edge.reason) if text)


def _ids(nodes: Sequence[Node]) -> dict[str, str]:
    """A short name for each node: its code, where no other node has that and any tool takes it for a name."""
    codes = Counter(node.thing.code for node in nodes)
    return {
        node.iri: code
        if (code := node.thing.code or "") and codes[code] == 1 and re.fullmatch(r"[\w.:-]+", code)
        else "n" + _digest(node.iri)
        for node in nodes
    }


def _digest(name: str) -> str:
    return blake2b(name.encode(), digest_size=8).hexdigest()


def _names(fields: Iterable[str]) -> dict[str, str]:
    """A name for each field that is free, also for tools to which `Status` and `status` are one."""
    found: dict[str, str] = {}
    taken = set(RESERVED)
    for field in fields:
        name = plain = re.sub(r"\W", "_", field)
        if name.casefold() in taken or not name[0].isalpha():
            name = plain = f"kg_{plain}"
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain}_{number}"
        taken.add(name.casefold())
        found[field] = name
    return found


def _rounded(value: Value) -> bool:
    return isinstance(value, Decimal) and Decimal(str(float(value))) != value


def _many(cells: Iterable[tuple[Value, ...]]) -> bool:
    return any(len(values) > 1 for values in cells)


def _type(cells: Iterable[tuple[Value, ...]]) -> ColumnType:
    """The one type that every value of a column has; text where they differ."""
    found = {_type_of(value) for values in cells for value in values}
    if found == {"integer", "number"}:
        return "number"
    return found.pop() if len(found) == 1 else "text"


def _type_of(value: Value) -> ColumnType:
    match value:
        case bool():
            return "boolean"
        case int() if abs(value) <= LARGEST:
            return "integer"
        case float() | Decimal() if isfinite(value):
            return "number"
        case date():
            return "date"
        case _:
            return "text"


def _cell(values: tuple[Value, ...], column: FlatColumn) -> Cell:
    found = [cell for value in values if (cell := _value(value, column.type)) != ""]
    return found if column.many or not found else found[0]


def _value(value: Value, wanted: ColumnType) -> Single:
    if wanted == "number":
        assert isinstance(value, int | float | Decimal)
        return float(value)
    if isinstance(value, bool | int) and wanted != "text":
        return value
    if isinstance(value, date):
        return value.isoformat()
    return written(value) if isinstance(value, bool) else clean(str(value))


__all__ = [
    "BAR", "Cell", "ColumnType", "FlatColumn", "FlatGraph", "Loss", "Row", "clean", "flat", "in_xml", "joined",
    "written",
]  # fmt: skip
