"""Measures out of a plain list: a line is a code and a name, `M1 Build flats`.

Why: the list is often all that there is, long before there is a plan.
Example: kgraph import harbour.txt --form plugin-name
How to read it: each line becomes a measure, with the file's name before its code; a line that is none is told.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from kgraph.plugin import Importer, Iri, KgraphError, Literal, Problem, Text, Triple, hook
from kgraph.terms import ID, KG, RDF, RDFS, SKOS

LINE = re.compile(r"(?P<code>[A-Z]\d+)\s+(?P<name>\S.*)")


@hook
def importers() -> list[Importer]:
    """The list."""
    what = Text(en="measures, one a line", nn="tiltak, eitt på kvar linje", nb="tiltak, ett på hver linje")
    return [Importer("plugin-name", suffixes=(".txt",), what=what, read=read)]


def read(path: Path) -> Iterator[Triple | Problem]:
    """What each line says; raises a KgraphError where no line says anything."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except ValueError:
        raise KgraphError(f"{path} is no text in UTF-8") from None
    found = [LINE.fullmatch(line.strip()) for line in lines]
    if not any(found):
        raise KgraphError(f"{path} lists no measures", hint="a line is a code and a name: M1 Build flats")
    for number, (line, match) in enumerate(zip(lines, found, strict=True), 1):
        if match:
            yield from _measure(re.sub(r"\W", "-", path.stem), match["code"], match["name"])
        elif line.strip():
            text = line.strip()
            texts = Text(en=f"no measure: {text}", nn=f"ikkje eit tiltak: {text}", nb=f"ikke et tiltak: {text}")
            yield Problem("warning", "no-measure", texts.en, f"{path}:{number}", texts=texts)


def _measure(list_name: str, code: str, name: str) -> Iterator[Triple]:
    measure = Iri(f"{ID}{list_name}/{code}")
    yield Triple(measure, Iri(RDF + "type"), Iri(KG + "Measure"))
    yield Triple(measure, Iri(RDFS + "label"), Literal(name, language="nn"))
    yield Triple(measure, Iri(SKOS + "notation"), Literal(f"{list_name}:{code}"))
