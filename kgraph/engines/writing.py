"""RDF as text, in its line-based forms and as XML: ordered, so that the same graph is the same bytes.

Terms are written, and refused where no RDF can hold them, by Oxigraph. Turtle and TriG (RDF 1.1,
https://www.w3.org/TR/turtle/, https://www.w3.org/TR/trig/) have a line for each statement, whatever stands before or
after it: a statement that is changed, added or taken away is one line of a comparison.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from xml.etree import ElementTree as ET

import pyoxigraph as ox

from kgraph.terms import RDF, XSD, Iri, Literal, Triple

Prefixes = Mapping[str, str]
Graphs = Mapping[str, Iterable[Triple]]
TYPE = RDF + "type"
# What may follow a prefix without an escape: PN_LOCAL, less what is rare.
LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
# What Turtle takes for a value of its type without quotes.
BARE = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "boolean": re.compile("true|false"),
}


def turtle(triples: Iterable[Triple], prefixes: Prefixes) -> bytes:
    """The triples as Turtle.

    Raises:
        ValueError: RDF cannot hold one of them.
    """
    return "".join([*_head(prefixes), *_body(triples, prefixes)]).encode("utf-8")


def trig(graphs: Graphs, prefixes: Prefixes) -> bytes:
    """Named graphs as TriG."""
    lines = list(_head(prefixes))
    for name in sorted(graphs):
        lines += [f"\n{_iri(name, prefixes)} {{\n", *_body(graphs[name], prefixes), "}\n"]
    return "".join(lines).encode("utf-8")


def n_triples(triples: Iterable[Triple]) -> bytes:
    """The triples as N-Triples, its lines in the order of their characters."""
    return _lines(map(_stored, triples))


def n_quads(graphs: Graphs) -> bytes:
    """Named graphs as N-Quads, its lines in the order of their characters."""
    return _lines(
        ox.Quad(term.subject, term.predicate, term.object, ox.NamedNode(name))
        for name, triples in graphs.items()
        for term in map(_stored, triples)
    )


def rdf_xml(triples: Iterable[Triple], prefixes: Prefixes) -> tuple[bytes, int]:
    """The triples as RDF/XML, and how many of them it cannot hold, since no name of an element can be made of an IRI.

    Its texts must be free of what XML cannot hold.
    """
    every = set(triples)
    names = {each.predicate for each in every} | {each.object for each in every if each.predicate == TYPE}
    able = {name for name in names if _names_an_element(name)}
    kept: list[Triple] = []
    # A type that comes first becomes the element's name; after another statement it is one of its own.
    for each in sorted(every, key=lambda each: (each.subject, _place(each, able), _order(each))):
        begun = bool(kept) and kept[-1].subject == each.subject
        if each.predicate in able and (begun or _place(each, able) < 2):
            kept.append(each)
    text = ox.serialize(map(_stored, kept), format=ox.RdfFormat.RDF_XML, prefixes=dict(prefixes)) or b""
    # XML reads a bare carriage return as a line feed.
    return text.replace(b"\r", b"&#13;"), len(every) - len(kept)


def _place(each: Triple, able: set[Iri | Literal]) -> int:
    """First the types that can be an element's name, last those that cannot."""
    if each.predicate != TYPE:
        return 1
    return 0 if each.object in able else 2


def _names_an_element(iri: Iri | Literal) -> bool:
    """Whether an element's name can be made of an IRI, as any reader of XML sees it."""
    if not isinstance(iri, Iri) or iri.startswith("_:"):
        return False
    here = ox.NamedNode("urn:x")
    text = ox.serialize([ox.Triple(here, ox.NamedNode(iri), here)], format=ox.RdfFormat.RDF_XML) or b""
    try:
        ET.fromstring(text)  # noqa: S314 - a text of our own
    except ET.ParseError:
        return False
    return True


def _lines(terms: Iterable[ox.Triple | ox.Quad]) -> bytes:
    return "".join(sorted({f"{each} .\n" for each in terms})).encode("utf-8")


def _head(prefixes: Prefixes) -> Iterator[str]:
    return (f"@prefix {name}: {ox.NamedNode(prefixes[name])} .\n" for name in sorted(prefixes))


def _body(triples: Iterable[Triple], prefixes: Prefixes) -> Iterator[str]:
    for subject, group in groupby(sorted(set(triples), key=_order), key=lambda each: each.subject):
        about = list(group)
        kinds = [_term(each.object, prefixes) for each in about if each.predicate == TYPE]
        defined = f" a {' , '.join(kinds)} ;" if kinds else ""
        yield f"{_term(subject, prefixes)}{defined}\n"
        for each in about:
            if each.predicate != TYPE:
                yield f"\t{_iri(each.predicate, prefixes)} {_term(each.object, prefixes)} ;\n"
        yield "\t.\n"


def _order(each: Triple) -> tuple[str, ...]:
    """By subject and predicate; things by their IRIs, texts by their languages."""
    value = each.object
    last = (value.language, value.datatype, value.text) if isinstance(value, Literal) else ("", "", value)
    return (each.subject, each.predicate, *last)


def _term(term: Iri | Literal, prefixes: Prefixes) -> str:
    if isinstance(term, Iri):
        return str(_node(term)) if term.startswith("_:") else _iri(term, prefixes)
    if not term.language and (bare := BARE.get(term.datatype)) and bare.fullmatch(term.text):
        return term.text
    if term.language or term.datatype == XSD + "string":
        return str(_value(term))
    return f"{ox.Literal(term.text)}^^{_iri(term.datatype, prefixes)}"


def _iri(iri: str, prefixes: Prefixes) -> str:
    """An IRI, by the longest prefix that it has."""
    for name in sorted(prefixes, key=lambda name: len(prefixes[name]), reverse=True):
        if iri.startswith(prefixes[name]) and LOCAL.fullmatch(iri[len(prefixes[name]) :]):
            return f"{name}:{iri[len(prefixes[name]) :]}"
    return str(ox.NamedNode(iri))


def _stored(each: Triple) -> ox.Triple:
    return ox.Triple(_node(each.subject), ox.NamedNode(each.predicate), _value(each.object))


def _node(iri: Iri) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(iri[2:]) if iri.startswith("_:") else ox.NamedNode(iri)


def _value(term: Iri | Literal) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(term, Iri):
        return _node(term)
    if term.language:
        return ox.Literal(term.text, language=term.language)
    return ox.Literal(term.text, datatype=ox.NamedNode(term.datatype))
