"""RDF in: the statements of a file in any of its forms, and what of it cannot be read."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from kgraph.markup import root_of
from kgraph.plugin import KgraphError, Problem, Text, Triple
from kgraph.terms import GRAPH, RDF

SUFFIXES = (".ttl", ".trig", ".nt", ".nq", ".rdf", ".owl", ".jsonld")
XML = {".rdf", ".owl", ".xml"}
PIECE = 2**20


def fits(path: Path) -> bool:
    """Whether a file of XML is RDF, by its outermost element."""
    root = root_of(path)
    return root is not None and (root.namespace, root.name) == (RDF, "RDF")


def read_rdf(path: Path) -> Iterator[Triple | Problem]:
    """The triples of a file; raises a KgraphError where the file cannot be read or has none of the endings."""
    from kgraph.engines.lines import triples

    for each in read_lines(path):
        if isinstance(each, Problem):
            yield each
        else:
            yield from triples(each)


def read_lines(path: Path) -> Iterator[bytes | Problem]:
    """The same as lines of N-Triples, many at a time."""
    suffix = path.suffix.lower()
    if suffix not in {*SUFFIXES, *XML}:
        raise KgraphError(f"{path}: {' '.join(SUFFIXES)}")
    try:
        with path.open("rb") as file:
            if suffix in XML and _has_dtd(file):
                yield _problem(path, "rdf-with-dtd", WITH_DTD)
            else:
                yield from _read(path, file, suffix)
    except OSError as error:
        raise KgraphError(f"{path}: {error.strerror}") from None


def _read(path: Path, file: IO[bytes], suffix: str) -> Iterator[bytes | Problem]:
    from kgraph.engines.lines import Left, lines

    left = Left()
    yield from lines(file, ".rdf" if suffix in XML else suffix, left)
    if left.error:
        yield _problem(path, "bad-rdf", _ends_here(left.error.msg), left.error.lineno)
    if left.quoted:
        yield _problem(path, "statement-about-statement", _about_statements(left.quoted))
    if left.directed:
        yield _problem(path, "text-direction", _directed(left.directed), warning=True)
    # The graphs of kgraph itself are called after files: a file says that by its own name.
    if foreign := [each for each in left.names() if not each.startswith(GRAPH)]:
        yield _problem(path, "graph-names", _in_graphs(foreign), warning=True)


def _has_dtd(file: IO[bytes]) -> bool:
    """Whether there is a document type anywhere; the file is at its start again."""
    before, sought = b"", b"<!doctype"
    while piece := file.read(PIECE):
        if sought in before + piece.lower():
            return True
        before = piece[-len(sought) :].lower()
    file.seek(0)
    return False


def _problem(path: Path, rule: str, texts: Text, line: int | None = None, *, warning: bool = False) -> Problem:
    place = f"{path}:{line}" if line else str(path)
    return Problem("warning" if warning else "error", rule, texts.en, place, texts=texts)


# Entities that a DTD declares can grow a small file beyond all memory, so none is expanded.
WITH_DTD = Text(
    en="it has a DTD (<!DOCTYPE), which is not read; entities must be written out",
    nn="fila har ein DTD (<!DOCTYPE), som ikkje blir lesen; entitetar må skrivast ut",
    nb="filen har en DTD (<!DOCTYPE), som ikke blir lest; entiteter må skrives ut",
)


def _ends_here(error: str) -> Text:
    return Text(
        en=f"what stands from here on is not read: {error}",
        nn=f"det som står frå her av, er ikkje lese: {error}",
        nb=f"det som står herfra, er ikke lest: {error}",
    )


def _about_statements(count: int) -> Text:
    return Text(
        en=f"statements about statements (RDF 1.2) are not read: {count}",
        nn=f"utsegner om utsegner (RDF 1.2) er ikkje lesne: {count}",
        nb=f"utsagn om utsagn (RDF 1.2) er ikke lest: {count}",
    )


def _directed(count: int) -> Text:
    return Text(
        en=f"texts come without the direction they are said to run in (RDF 1.2): {count}",
        nn=f"tekstar kjem utan skriveretninga som fila gir dei (RDF 1.2): {count}",
        nb=f"tekster kommer uten skriveretningen som filen gir dem (RDF 1.2): {count}",
    )


def _in_graphs(names: list[str]) -> Text:
    shown = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
    return Text(
        en=f"the statements are read, but not which named graph each stood in; named graphs: {len(names)} ({shown})",
        nn=f"utsegnene er lesne, men ikkje kva namngitt graf kvar stod i; namngitte grafar: {len(names)} ({shown})",
        nb=f"utsagnene er lest, men ikke hvilken navngitt graf hver stod i; navngitte grafer: {len(names)} ({shown})",
    )
