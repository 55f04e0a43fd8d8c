"""The embedded engine: Oxigraph in memory, one named graph a source file, answers on their union."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from kgraph.terms import XSD, Iri, Literal, Term, Triple

Row = tuple[Term, ...]
SUFFIXES = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
}

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
INTEGER, DECIMAL = re.compile(r"[+-]?[0-9]+"), re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
FLOAT = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?INF|NaN")
FORMS: dict[str, tuple[re.Pattern[str], Callable[[str], Term]]] = {
    **dict.fromkeys(("integer", "int", "long", "nonNegativeInteger"), (INTEGER, int)),
    **dict.fromkeys(("double", "float"), (FLOAT, float)),
    "decimal": (DECIMAL, Decimal),
    "boolean": (re.compile("true|false|0|1"), {"true": True, "1": True, "false": False, "0": False}.get),
    "date": (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), date.fromisoformat),
}


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

    def dump(self) -> bytes:
        """The whole graph as N-Quads."""
        return self._store.dump(format=ox.RdfFormat.N_QUADS) or b""

    def triples(self, of: Callable[[str], bool]) -> Iterator[Triple]:
        """The triples of the named graphs whose IRIs are wanted, ordered by their text."""
        found = [
            each for each in self._store if isinstance(each.graph_name, ox.NamedNode) and of(each.graph_name.value)
        ]
        for each in sorted(found, key=str):
            yield Triple(Iri(_name(each.subject)), Iri(each.predicate.value), _object(each.object))

    def extend(self, quads: Sequence[ox.Quad]) -> None:
        """Add quads."""
        self._store.extend(quads)

    def __iter__(self) -> Iterator[ox.Quad]:
        return iter(self._store)

    def __len__(self) -> int:
        return len(self._store)


def _name(node: Any) -> str:
    return f"_:{node.value}" if isinstance(node, ox.BlankNode) else str(node.value)


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


def literal(text: str, datatype: str) -> Term:
    """A literal as Python has it; one whose text does not fit its type stays a text.

    The forms: XML Schema 1.1, part 2 (https://www.w3.org/TR/xmlschema11-2/); Python takes more than they allow.
    """
    form = FORMS.get(datatype.removeprefix(XSD)) if datatype.startswith(XSD) else None
    if form is None or not form[0].fullmatch(text):
        return text
    try:
        return form[1](text)
    except (ValueError, ArithmeticError):
        return text


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
        for quad in ox.parse(content, format=SUFFIXES[suffix])
        if not any(isinstance(term, ox.Triple) for term in (quad.subject, quad.object))
    ]


def turtle(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> bytes:
    """The triples as Turtle, ordered, so that a small change of what is said is a small change of the text."""
    found = sorted({_triple(each) for each in triples}, key=str)
    return ox.serialize(found, format=ox.RdfFormat.TURTLE, prefixes=dict(prefixes)) or b""


def _triple(each: Triple) -> ox.Triple:
    return ox.Triple(_node(each.subject), ox.NamedNode(each.predicate), _node(each.object))


def _node(term: Iri | Literal) -> Any:
    if isinstance(term, Iri):
        return ox.BlankNode(term[2:]) if term.startswith("_:") else ox.NamedNode(term)
    if term.language:
        return ox.Literal(term.text, language=term.language)
    return ox.Literal(term.text, datatype=ox.NamedNode(term.datatype))


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


def is_named(term: Any) -> bool:
    """Whether a term is an IRI."""
    return isinstance(term, ox.NamedNode)


def quad(subject: str, predicate: str, value: str | tuple[str, str], graph: str) -> ox.Quad:
    """A quad of IRIs; the object may be a literal as (text, datatype)."""
    term = ox.NamedNode(value) if isinstance(value, str) else ox.Literal(value[0], datatype=ox.NamedNode(value[1]))
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), term, ox.NamedNode(graph))


__all__ = ["SUFFIXES", "Embedded", "Row", "fits", "is_named", "literal", "named", "parse", "quad", "turtle"]
