"""The embedded engine: Oxigraph in memory, one named graph a source file, answers on their union."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from kgraph.engines import Dataset
from kgraph.engines.literals import NODE, literal
from kgraph.engines.writing import turtle
from kgraph.terms import Iri, Literal, Term, Triple

Row = tuple[Term, ...]
SUFFIXES = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
}
# What can be read besides, but is no source of a project.
READ = {**SUFFIXES, ".rdf": ox.RdfFormat.RDF_XML, ".owl": ox.RdfFormat.RDF_XML, ".jsonld": ox.RdfFormat.JSON_LD}

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Embedded:
    """A graph in memory that answers SPARQL."""

    def __init__(self, path: str | None = None) -> None:
        """An empty graph, or the one that a file of N-Quads holds."""
        self._store = ox.Store()
        if path is not None:
            self._store.bulk_load(path=path, format=ox.RdfFormat.N_QUADS)

    def select(self, query: str) -> tuple[list[str], list[Row]]:
        """The variables and the rows of a SELECT.

        Raises:
            ValueError: the query is no SELECT.
            SyntaxError: it cannot be read.
        """
        found: Any = self._store.query(query, use_default_graph_as_union=True)
        if not isinstance(found, ox.QuerySolutions):
            raise ValueError("not a SELECT query")  # noqa: TRY004 - the text is at fault
        variables = [each.value for each in found.variables]
        # Indexed, not iterated: iterating a solution skips no unbound value.
        places = range(len(variables))
        return variables, [tuple(_term(row[place]) for place in places) for row in found]

    def ask(self, query: str) -> bool:
        """The answer of an ASK."""
        return bool(self._store.query(query, use_default_graph_as_union=True))

    def graph(self, query: str) -> Iterator[tuple[Any, Any, Any]]:
        """The triples of a CONSTRUCT or DESCRIBE."""
        found: Any = self._store.query(query, use_default_graph_as_union=True)
        return iter(found)

    def form(self, query: str) -> tuple[str, Any]:
        """Whatever the query gives: `select`, `ask` or `graph`, and its outcome."""
        found: Any = self._store.query(query, use_default_graph_as_union=True)
        if isinstance(found, ox.QuerySolutions):
            variables = [each.value for each in found.variables]
            places = range(len(variables))
            return "select", (variables, [tuple(_term(row[place]) for place in places) for row in found])
        if isinstance(found, ox.QueryBoolean):
            return "ask", bool(found)
        return "graph", list(found)

    def found(self, query: str, dataset: Dataset | None = None, here: str | None = None) -> Any:
        """Whatever the query gives, as `kgraph.engines.results` writes it, and as it is looked for on the way."""
        if dataset is None:
            return self._store.query(query, base_iri=here, use_default_graph_as_union=True)
        default: list[Any] = [ox.NamedNode(iri) for iri in dataset.default]
        named: list[Any] = [ox.NamedNode(iri) for iri in dataset.named]
        return self._store.query(query, base_iri=here, default_graph=default, named_graphs=named)

    def dump(self) -> bytes:
        """The whole graph as N-Quads."""
        return self._store.dump(format=ox.RdfFormat.N_QUADS) or b""

    def graphs(self) -> dict[str, bytes]:
        """Each named graph as N-Triples, its lines in order, its blank nodes named: the same graph, the same text."""
        found: dict[str, list[bytes]] = {}
        for each in _settled(self._store):
            found.setdefault(_name(each.graph_name), []).append(f"{each.triple} .\n".encode())
        return {graph: b"".join(sorted(found[graph])) for graph in sorted(found)}

    def quads(self, of: Callable[[str], bool]) -> Iterator[tuple[str, Triple]]:
        """The triples of the named graphs whose IRIs are wanted, ordered by their text, each after its graph's IRI."""
        found = [
            each for each in self._store if isinstance(each.graph_name, ox.NamedNode) and of(each.graph_name.value)
        ]
        for each in sorted(found, key=str):
            yield _name(each.graph_name), triple(each)

    def extend(self, quads: Sequence[ox.Quad]) -> None:
        """Add quads."""
        self._store.extend(quads)

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(self._store)

    def __len__(self) -> int:
        return len(self._store)


def _name(node: Any) -> str:
    return f"_:{node.value}" if isinstance(node, ox.BlankNode) else str(node.value)


def triple(each: Any) -> Triple:
    """A quad's triple, in terms that know no store."""
    return Triple(Iri(_name(each.subject)), Iri(each.predicate.value), _object(each.object))


def _object(term: Any) -> Iri | Literal:
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.datatype.value, term.language or "")
    return Iri(_name(term))


def _term(value: Any) -> Term:
    if value is None:
        return None
    if isinstance(value, ox.NamedNode):
        return Iri(value.value)
    if isinstance(value, ox.BlankNode):
        return Iri(f"_:{value.value}")
    return literal(value.value, value.datatype.value)


def parse(path: str, graph: str) -> list[ox.Quad]:
    """The quads of an RDF file, its triples put into the named graph.

    Raises:
        OSError: it cannot be read.
        SyntaxError: with the line, where it is no such RDF.
    """
    name = ox.NamedNode(graph)
    suffix = os.path.splitext(path)[1].lower()
    with open(path, "rb") as file:
        content = file.read().removeprefix(BYTE_ORDER_MARK)
    return [
        ox.Quad(quad.subject, quad.predicate, quad.object, name)
        for quad in ox.parse(content, format=READ[suffix])
        if not any(isinstance(term, ox.Triple) for term in (quad.subject, quad.object))
    ]


def parsed(content: bytes, suffix: str) -> list[Any]:
    """The triples of an RDF text, of the form that a file's ending tells.

    Raises:
        SyntaxError: with the line, where it is no such RDF.
    """
    return [each.triple for each in ox.parse(content, format=SUFFIXES[suffix])]


def in_graph(triples: Iterable[ox.Triple], graph: str) -> list[ox.Quad]:
    """The triples as quads of a named graph."""
    name = ox.NamedNode(graph)
    return [ox.Quad(each.subject, each.predicate, each.object, name) for each in triples]


def read(content: bytes, suffix: str) -> Iterator[Triple | None]:
    """The triples of an RDF text in its order, blank nodes numbered; None for a statement that Turtle 1.1 cannot hold.

    No other file is fetched, whatever the text refers to.

    Raises:
        SyntaxError: with the line where the parser knows it; what stands before is given first.
    """
    numbers: dict[str, str] = {}

    def named(term: Iri | Literal) -> Any:
        if isinstance(term, Iri) and term.startswith("_:"):
            return Iri(numbers.setdefault(term, f"_:b{len(numbers) + 1}"))
        return term

    for each in ox.parse(content.removeprefix(BYTE_ORDER_MARK), format=READ[suffix]):
        if isinstance(each.object, ox.Triple):
            yield None
        else:
            yield Triple(named(Iri(_name(each.subject))), Iri(each.predicate.value), named(_object(each.object)))


def fits(term: Any, kind: str) -> bool:
    """Whether a term is a value of the type that a field wants."""
    wanted = {"integer": (int,), "decimal": (int, Decimal), "date": (date,)}.get(kind)
    if wanted is None:
        return True
    return isinstance(term, ox.Literal) and isinstance(literal(term.value, term.datatype.value), wanted)


def named(quads: Iterable[ox.Quad], prefix: str) -> list[ox.Quad]:
    """The quads, their blank nodes named by the prefix and a number (RDF 1.1, section 3.5: skolemization)."""
    names: dict[str, ox.NamedNode] = {}

    def name(term: Any) -> Any:
        if isinstance(term, ox.BlankNode):
            return names.setdefault(term.value, ox.NamedNode(f"{prefix}{len(names) + 1}"))
        return term

    return [ox.Quad(name(each.subject), each.predicate, name(each.object), each.graph_name) for each in quads]


def _settled(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The quads, each blank node named after what is said of it (RDF Dataset Canonicalization, RDFC-1.0)."""
    every = list(quads)
    blank = ox.Dataset(
        each for each in every if isinstance(each.subject, ox.BlankNode) or isinstance(each.object, ox.BlankNode)
    )
    rest = [each for each in every if each not in blank]
    blank.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return [*rest, *named(sorted(blank, key=str), NODE)]


def is_named(term: Any) -> bool:
    """Whether a term is an IRI."""
    return isinstance(term, ox.NamedNode)


def quad(subject: str, predicate: str, value: str | tuple[str, str], graph: str) -> ox.Quad:
    """A quad of IRIs; the object may be a literal as (text, datatype)."""
    term = ox.NamedNode(value) if isinstance(value, str) else ox.Literal(value[0], datatype=ox.NamedNode(value[1]))
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), term, ox.NamedNode(graph))


__all__ = [
    "READ",
    "SUFFIXES",
    "Embedded",
    "Row",
    "fits",
    "is_named",
    "literal",
    "named",
    "parse",
    "quad",
    "triple",
    "turtle",
]
