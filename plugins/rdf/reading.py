"""RDF in: the triples of a file in any of its forms, and what of it cannot be read."""

from collections.abc import Iterator
from pathlib import Path

from kgraph.plugin import KgraphError, Problem, Text, Triple

SUFFIXES = (".ttl", ".trig", ".nt", ".nq", ".rdf", ".owl", ".jsonld")


def read_rdf(path: Path) -> Iterator[Triple | Problem]:
    """The triples of a file; raises a KgraphError where the file cannot be read or has none of the endings."""
    from kgraph.engines.embedded import read

    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise KgraphError(f"{path}: {' '.join(SUFFIXES)}")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise KgraphError(f"{path}: {error.strerror}") from None
    if suffix in {".rdf", ".owl"} and b"<!doctype" in content.lower():
        yield _problem(path, "rdf-with-dtd", _with_dtd())
        return
    skipped = 0
    try:
        for each in read(content, suffix):
            if each is None:
                skipped += 1
            else:
                yield each
    except SyntaxError as error:
        yield _problem(path, "bad-rdf", _ends_here(error.msg), error.lineno)
    if skipped:
        yield _problem(path, "statement-about-statement", _about_statements(skipped))


def _problem(path: Path, rule: str, texts: Text, line: int | None = None) -> Problem:
    return Problem("error", rule, texts.en, f"{path}:{line}" if line else str(path), texts=texts)


def _with_dtd() -> Text:
    """Entities that a DTD declares can grow a small file beyond all memory, so none is expanded."""
    return Text(
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
