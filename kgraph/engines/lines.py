"""RDF of any form as lines of N-Triples, thousands at a time: what comes in millions never stands in memory at once.

The lines are canonical (https://www.w3.org/TR/rdf12-n-triples/#canonical-ntriples): the same statement is the same
line, with one blank between its parts, no line feed in a text, and no control character but as an escape.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, Any
from unicodedata import is_normalized, normalize

import pyoxigraph as ox

from kgraph.engines.embedded import BYTE_ORDER_MARK, READ, triple
from kgraph.terms import Triple

# So many statements are taken at once.
PIECE = 20_000
QUOTED = re.compile(rb"^\S+ \S+ <<\(.*\n", re.MULTILINE)
DIRECTION = re.compile(rb'("@[A-Za-z0-9-]+)--(?:ltr|rtl)(?= \.$)', re.MULTILINE)
# Where a blank node stands; no label holds a quotation mark, and after the last one of a text there is no blank.
BLANK = re.compile(rb'^_:[^\s"]+|(?<= )_:[^\s"]+(?= \.$)', re.MULTILINE)
ESCAPED_CONTROL = re.compile(rb"\\(?:[bf]|u00[01])")
CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32)))
# The forms in which a statement stands in a graph that may have a name.
WITH_GRAPHS = {ox.RdfFormat.TRIG, ox.RdfFormat.N_QUADS, ox.RdfFormat.JSON_LD}


@dataclass(slots=True)
class Left:
    """What of a file is not in its lines, known when the last of them is read.

    Attributes:
        error: what ended the file before its end.
        quoted: how many statements speak of statements, which RDF 1.1 cannot hold.
        directed: how many texts say in which direction they run, which RDF 1.1 cannot hold; they come without.
        graphs: those that the statements stood in.
    """

    error: SyntaxError | None = None
    quoted: int = 0
    directed: int = 0
    graphs: set[Any] = field(default_factory=set)

    def names(self) -> list[str]:
        """The names of the graphs, in order; one without a name is none of them."""
        return sorted(_name(each) for each in self.graphs if not isinstance(each, ox.DefaultGraph))


def lines(file: IO[bytes], suffix: str, left: Left) -> Iterator[bytes]:
    """The statements of an RDF file in its order, many lines at a time, blank nodes numbered.

    No other file is fetched, whatever the text refers to; and nothing but `left.error` comes of a text that is no RDF.

    Args:
        file: that can be sought in.
        suffix: the ending that tells the form.
        left: where it is noted what the lines lack.
    """
    if file.read(len(BYTE_ORDER_MARK)) != BYTE_ORDER_MARK:
        file.seek(0)
    read = READ[suffix]
    written = ox.RdfFormat.N_TRIPLES if read in WITH_GRAPHS else ox.RdfFormat.N_QUADS
    numbers: dict[bytes, bytes] = {}
    statements = _statements(file, read, left)
    while piece := ox.serialize(islice(statements, PIECE), format=written):
        if b"(" in piece and b"<<(" in piece:
            piece, count = QUOTED.subn(b"", piece)
            left.quoted += count
        if b"--ltr .\n" in piece or b"--rtl .\n" in piece:
            piece, count = DIRECTION.subn(rb"\1", piece)
            left.directed += count
        if b"_" in piece and b"_:" in piece:
            piece = BLANK.sub(lambda found: numbers.setdefault(found[0], b"_:b%d" % (len(numbers) + 1)), piece)
        yield piece


def _statements(file: IO[bytes], form: ox.RdfFormat, left: Left) -> Iterator[Any]:
    try:
        quads = ox.parse(file, format=form)
        if form not in WITH_GRAPHS:
            yield from quads
            return
        for each in quads:
            left.graphs.add(each.graph_name)
            yield each.triple
    except SyntaxError as error:
        left.error = error


def _name(graph: ox.NamedNode | ox.BlankNode) -> str:
    return graph.value if isinstance(graph, ox.NamedNode) else f"_:{graph.value}"


def triples(piece: bytes) -> Iterator[Triple]:
    """The statements that lines hold."""
    return map(triple, ox.parse(piece, format=ox.RdfFormat.N_TRIPLES))


def clean(piece: bytes) -> bytes:
    """The lines, their texts in NFC and without control characters, as they are in the built graph.

    Almost all lines are so already, and whether they are is known of thousands at once.
    """
    if not _is_dirty(piece):
        return piece
    return b"".join(_cleaned(line) if _is_dirty(line) else line for line in piece.splitlines(keepends=True))


def _is_dirty(piece: bytes) -> bool:
    """Whether there may be something to clean: a name that is not in NFC is left as it is."""
    if ESCAPED_CONTROL.search(piece):
        return True
    # What is composed as a whole is so in each of its parts (Unicode, annex 15, section 3).
    return not (piece.isascii() or is_normalized("NFC", piece.decode("utf-8")))


def _cleaned(line: bytes) -> bytes:
    [found] = ox.parse(line, format=ox.RdfFormat.N_TRIPLES)
    value = found.object
    if not isinstance(value, ox.Literal):
        return line
    text = normalize("NFC", value.value).translate(CONTROLS)
    whole = ox.Literal(text, language=value.language) if value.language else ox.Literal(text, datatype=value.datatype)
    return f"{ox.Triple(found.subject, found.predicate, whole)} .\n".encode()
