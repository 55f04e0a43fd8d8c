"""An answer: columns, rows, notes and the query that made them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import networkx
    import pandas

    from kgraph.showing.inline import Graph
    from kgraph.view import View


# Which links count: all that a person stands for, or only those that a document states.
Basis = Literal["all", "stated"]


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as answers show it; the kind is the ontology's local name, whatever the language."""

    iri: str
    code: str | None
    label: str
    kind: str

    @property
    def reference(self) -> str:
        """What a question calls it: its code, or where it has none its IRI, since names may be shared."""
        return self.code or self.iri

    def __str__(self) -> str:
        return f"{self.label} ({self.code})" if self.code else self.label


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a link rests on: who says so, how sure, and the words of which document under which heading."""

    basis: str
    confidence: str | None
    quote: str | None
    document: str | None
    heading: str | None

    def __str__(self) -> str:
        quote = f"«{self.quote}»" if self.quote else ""
        where = ", ".join(part for part in (self.document, self.heading) if part)
        sure = ", ".join(part for part in (self.basis, self.confidence) if part)
        return " ".join(part for part in (quote, f"– {where}" if where else "", f"[{sure}]") if part)


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and the type of its cells.

    Types: thing, things, link, text, texts, integer, integers, number, numbers, money, date, dates, boolean, booleans,
    choice, choices, evidence, any. Money has a currency.
    """

    name: str
    type: str
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the reader of an answer should know: a code for programs, a sentence for people."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One link of a chain; the evidence is empty where the document's own structure is the link."""

    start: Thing
    link: Thing
    end: Thing
    evidence: tuple[Evidence, ...] = ()


Value = Thing | str | int | float | Decimal | date | bool
Cell = Value | list[Any] | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question: iterate it for its rows, or take `records()`, `to_pandas()`, `to_networkx()`."""

    question: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: int
    notes: tuple[Note, ...] = ()
    sparql: str = ""
    language: str = "en"
    chains: tuple[tuple[ChainStep, ...], ...] | None = None
    # How many of the columns name the row: an empty cell in one of them is a group of its own, "(none)".
    keys: int = 0
    # Whether the last group makes columns when people read it; rows stay long for programs.
    matrix: bool = False
    # Cells (row, column) whose amount other rows share.
    shared: frozenset[tuple[int, int]] = field(default=frozenset())
    # Narrows the project that was asked to the things of the answer; none where it was made by hand.
    within: "Callable[[], View] | None" = field(default=None, compare=False, repr=False)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, number: int) -> Row:
        return self.rows[number]

    def __bool__(self) -> bool:
        """Whether there is any row; the answer to a yes/no question is in its one cell."""
        return bool(self.rows)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found: no row, a no, or a count of nothing."""
        return not self.rows or (len(self.rows) == 1 and not any(self.rows[0]))

    def records(self) -> list[dict[str, Any]]:
        """The rows as dictionaries by heading; a second column of one heading has a number after it."""
        names = self._names()
        return [dict(zip(names, row, strict=True)) for row in self.rows]

    def _names(self) -> list[str]:
        seen: dict[str, int] = {}
        names = []
        for column in self.columns:
            seen[column.name] = seen.get(column.name, 0) + 1
            names.append(column.name if seen[column.name] == 1 else f"{column.name} {seen[column.name]}")
        return names

    def things(self) -> list[Thing]:
        """Every thing in the cells, each once, in the order of the rows."""
        found: dict[str, Thing] = {}
        for row in self.rows:
            for cell in row:
                for value in cell if isinstance(cell, list) else [cell]:
                    if isinstance(value, Thing):
                        found.setdefault(value.iri, value)
        return list(found.values())

    def to_pandas(self) -> "pandas.DataFrame":
        """A data frame with a column a heading; things are their labels, lists are joined with `; `.

        Raises:
            ImportError: pandas is not installed (`pip install kgraph[pandas]`).
        """
        import pandas

        rows = [[_flat(cell) for cell in row] for row in self.rows]
        return pandas.DataFrame(rows, columns=self._names())

    def to_networkx(self) -> "networkx.MultiDiGraph[str]":
        """The things of the cells as nodes (by IRI, with label, code and kind).

        Edges go from the first thing of a row to the others of that row, keyed by the column's heading; those of
        chains by their link.
        """
        import networkx

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for thing in self.things():
            if thing.kind not in {"Link", "Field"}:
                graph.add_node(thing.iri, label=thing.label, code=thing.code or "", kind=thing.kind)
        if self.chains is not None:
            for step in (step for chain in self.chains for step in chain):
                graph.add_edge(step.start.iri, step.end.iri, key=step.link.label, link=step.link.label)
            return graph
        for row in self.rows:
            self._add_edges(graph, row)
        return graph

    def _add_edges(self, graph: "networkx.MultiDiGraph[str]", row: Row) -> None:
        first = row[0] if row and isinstance(row[0], Thing) else None
        if first is None:
            return
        for name, cell in zip(self._names()[1:], row[1:], strict=True):
            for value in cell if isinstance(cell, list) else [cell]:
                if isinstance(value, Thing) and value.kind not in {"Link", "Field"}:
                    graph.add_edge(first.iri, value.iri, key=name, link=name)

    def graph(self) -> "Graph":
        """The things of the cells and the links among them: notebooks show it as a picture.

        `answer.graph().interactive()` is the same to walk in.
        """
        from kgraph.showing.inline import Graph

        return Graph(self)

    def as_json(self) -> dict[str, Any]:
        """The answer for programs; its shape is `kgraph/answer.schema.json`."""
        found: dict[str, Any] = {
            "question": self.question,
            "columns": [_column_json(column) for column in self.columns],
            "rows": [[cell_json(cell) for cell in row] for row in self.rows],
            "total": self.total,
            "notes": [{"code": note.code, "text": note.text} for note in self.notes],
            "sparql": self.sparql,
        }
        if self.chains is not None:
            found["chains"] = [[_step_json(step) for step in chain] for chain in self.chains]
        if self.keys:
            found["keys"] = self.keys
        if self.matrix:
            found["matrix"] = True
        if self.shared:
            found["shared"] = [list(place) for place in sorted(self.shared)]
        return found

    def __str__(self) -> str:
        from kgraph.render.table import render_table

        return render_table(self, width=100)

    def _repr_html_(self) -> str:
        from kgraph.showing.inline import as_html

        return as_html(self)


def _flat(cell: Any) -> Any:
    if isinstance(cell, list):
        return "; ".join(str(_flat(value)) for value in cell)
    if isinstance(cell, Thing):
        return cell.label
    if isinstance(cell, Decimal) and isfinite(cell):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    return str(cell) if isinstance(cell, Evidence) else cell


def _column_json(column: Column) -> dict[str, str]:
    found = {"name": column.name, "type": column.type}
    return {**found, "currency": column.currency} if column.currency else found


def cell_json(cell: Any) -> Any:
    """A cell as JSON has it."""
    match cell:
        case list():
            return [cell_json(value) for value in cell] or None
        case Thing():
            return {"iri": cell.iri, "code": cell.code, "label": cell.label, "kind": cell.kind}
        case Evidence():
            names = ("basis", "confidence", "quote", "document", "heading")
            return {name: getattr(cell, name) for name in names}
        case float() | Decimal() if not isfinite(cell):
            return str(cell)
        case Decimal():
            return int(cell) if cell == cell.to_integral_value() else float(cell)
        case date():
            return cell.isoformat()
        case _:
            return cell


def _step_json(step: ChainStep) -> Mapping[str, Any]:
    return {
        "from": cell_json(step.start),
        "link": cell_json(step.link),
        "to": cell_json(step.end),
        "evidence": [cell_json(each) for each in step.evidence],
    }
