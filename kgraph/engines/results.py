"""Answers to SPARQL as other programs read them.

Rows and yes or no: https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/rdf-sparql-XMLres/ and
https://www.w3.org/TR/sparql11-results-csv-tsv/, the last of which know no yes or no; triples: the forms of RDF 1.1.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import pyoxigraph as ox

from kgraph.terms import ID, KG, RDF, RDFS, SKOS, XSD

# By media type, the first one first where whoever asks has no wish; the short names are what browsers and scripts say.
TRUTHS: dict[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/xml": ox.QueryResultsFormat.XML,
}
TABLES: dict[str, ox.QueryResultsFormat] = {
    **TRUTHS,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS: dict[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/xml": ox.RdfFormat.RDF_XML,
    "text/xml": ox.RdfFormat.RDF_XML,
}
SD = "http://www.w3.org/ns/sparql-service-description#"
PREFIXES = {"kg": KG, "id": ID, "rdf": RDF, "rdfs": RDFS, "sd": SD, "skos": SKOS, "xsd": XSD}


class TooManyError(Exception):
    """There are more rows or triples than there may be."""


class UnwritableError(Exception):
    """The form cannot hold what is to be written."""


class _Lines(BytesIO):
    """A file that takes at most so many lines."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._left = most

    def write(self, content: Any, /) -> int:
        self._left -= bytes(content).count(b"\n")
        if self._left < 0:
            raise TooManyError
        return super().write(content)


def formats(found: Any) -> dict[str, Any]:
    """The forms that an outcome of `Engine.found` can be written in, by media type."""
    if isinstance(found, ox.QuerySolutions):
        return TABLES
    return TRUTHS if isinstance(found, ox.QueryBoolean) else GRAPHS


def written(found: Any, media: str, most: int) -> bytes:
    """An outcome of `Engine.found`, whole; what is too much is noticed before it is all there.

    Raises:
        TooManyError: there are more rows or triples than `most`.
        UnwritableError: the form cannot hold it.
        RuntimeError: the store fails on the way.
    """
    form = formats(found)[media]
    if isinstance(found, ox.QuerySolutions):
        body = _table(found, form, most)
    elif isinstance(found, ox.QueryBoolean):
        body = found.serialize(format=form) or b""
    else:
        body = _graph(found, form, most)
    return _xml(body) if form in {ox.QueryResultsFormat.XML, ox.RdfFormat.RDF_XML} else body


def _table(found: ox.QuerySolutions, form: ox.QueryResultsFormat, most: int) -> bytes:
    # TSV has a line for each row, whatever stands in it, and loses nothing; the first one has the names.
    lines = _Lines(most + 1)
    found.serialize(lines, format=ox.QueryResultsFormat.TSV)
    if form == ox.QueryResultsFormat.TSV:
        return lines.getvalue()
    rows: Any = ox.parse_query_results(lines.getvalue(), format=ox.QueryResultsFormat.TSV)
    return rows.serialize(format=form) or b""


def _graph(found: Iterable[ox.Triple], form: ox.RdfFormat, most: int) -> bytes:
    """In the order of its terms, each triple once."""
    every: set[ox.Triple] = set()
    for each in found:
        every.add(each)
        if len(every) > most:
            raise TooManyError
    triples = sorted(every, key=str)
    prefixes = None
    if form in {ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML}:
        text = " ".join(map(str, triples))
        prefixes = {name: iri for name, iri in PREFIXES.items() if f"<{iri}" in text}
    return ox.serialize(triples, format=form, prefixes=prefixes) or b""


def _xml(body: bytes) -> bytes:
    """The text, which XML's own rules are tried on: not every character, and not every IRI, can stand in it."""
    try:
        ET.fromstring(body)  # noqa: S314 - a text of our own
    except ET.ParseError:
        raise UnwritableError from None
    # XML reads a bare carriage return as a line feed.
    return body.replace(b"\r", b"&#13;")


def read(body: bytes) -> Any:
    """Rows, or yes or no, as a server has written them in JSON.

    Raises:
        SyntaxError, ValueError: it is something else.
    """
    return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
