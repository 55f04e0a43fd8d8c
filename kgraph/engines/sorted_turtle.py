"""Turtle of however many statements, the same to the byte as `writing.turtle` makes of them, in bounded memory.

A name or a text is never more than its piece of a line of N-Triples here: that is what makes it quick. What is said of
one thing is held at once, and the labels of blank nodes; of all else there is only so much at a time.
"""

import json
import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from tempfile import TemporaryFile
from typing import IO

from kgraph.engines.lines import BLANK, clean
from kgraph.engines.sorting import MOST, SortedLines
from kgraph.engines.writing import BARE, LOCAL, n_triples
from kgraph.printing import PLAN, PREFIXES
from kgraph.terms import RDF, XSD, Triple

Key = tuple[bytes, bytes, bytes]
# The end of an IRI sorts before any sign that may stand in one: what begins another comes before it. No line of
# N-Triples holds the sign that stands for it.
SWAPPED = bytes.maketrans(b">\x01", b"\x01>")
TYPE = f"<{RDF}type\x01".encode()
UNQUOTED = {f"<{iri}\x01".encode(): pattern for iri, pattern in BARE.items()}
XSD_STRING = f"{XSD}string".encode()
LOCAL_NAME = re.compile(LOCAL.pattern.encode())
# So many names are remembered with their short forms, and so many bytes are written and read at a time.
REMEMBERED, BUFFER = 2**16, 2**20


class SortedTurtle:
    """Statements that are gathered, and the Turtle file that they make; to be closed, since it keeps temporary files.

    Attributes:
        statements: how many different ones there are, known when the file is made.
        things: how many things they are about.
    """

    def __init__(self, most: int = MOST) -> None:
        self._lines = SortedLines(most)
        self._made: IO[bytes] | None = None
        self._prefixes: dict[str, str] = {}
        self._spaces = _Remembered(self._prefix_of)
        self._names = _Remembered(self._shortened)
        self._values = _Remembered(self._written)
        self._beginnings = _Remembered(self._beginning)
        self.statements = self.things = 0

    def close(self) -> None:
        """Remove the temporary files."""
        self._lines.close()
        if self._made:
            self._made.close()

    def add(self, lines: bytes) -> None:
        """Add statements as lines of canonical N-Triples; their texts are brought into NFC.

        Raises:
            OSError: there is no room for a temporary file.
        """
        lines = clean(lines)
        if b"_" in lines and b"_:" in lines:
            lines = BLANK.sub(rb"<\g<0>>", lines)
        self._lines.add(lines.translate(SWAPPED))

    def add_triples(self, triples: Iterable[Triple]) -> None:
        """Add statements.

        Raises:
            ValueError: RDF cannot hold one of them.
        """
        self.add(n_triples(triples))

    def made(self) -> Iterator[bytes]:
        """The file, piece by piece; it can be made once. It is whole before its first piece is given.

        Raises:
            OSError: there is no room for a temporary file.
        """
        self._made = body = TemporaryFile(buffering=BUFFER)  # noqa: SIM115 - see close
        body.writelines(self._body())
        body.seek(0)
        head = (f"@prefix {name}: <{self._prefixes[name]}> .\n".encode() for name in sorted(self._prefixes))
        return chain(head, iter(partial(body.read, BUFFER), b""))

    def _body(self) -> Iterator[bytes]:
        """What is said of each thing."""
        values, beginnings = self._values, self._beginnings
        subject, before, last = b"", b"", b""
        kinds, rows, keys = list[bytes](), list[bytes](), list[Key]()
        for line in self._lines:
            name, predicate, value = line.split(b" ", 2)
            if name != subject:
                yield self._thing(subject, kinds, rows)
                subject, before, kinds, rows = name, b"", [], []
            begun = beginnings[predicate]
            about = rows if begun else kinds
            # Texts are mostly met once, and stand as they are unless they hold the sign that was swapped.
            row = begun + (values[value] if b"\x01" in value else value[:-3])
            if predicate != before:
                about.append(row)
                keys = []
            else:
                keys = keys or [_order(last)]
                place = bisect(keys, key := _order(value))
                about.insert(len(about) - len(keys) + place, row)
                keys.insert(place, key)
            before, last = predicate, value
        yield self._thing(subject, kinds, rows)

    def _thing(self, subject: bytes, kinds: list[bytes], rows: list[bytes]) -> bytes:
        """The lines about a thing: its kinds beside its name, and a line for each statement else."""
        if not subject:
            return b""
        self.things += 1
        self.statements += len(kinds) + len(rows)
        defined = b" a %b ;" % b" , ".join(kinds) if kinds else b""
        ended = b" ;\n" if rows else b""
        return b"%b%b\n%b%b\t.\n" % (self._shortened(subject), defined, b" ;\n".join(rows), ended)

    def _beginning(self, predicate: bytes) -> bytes:
        """What a line begins with; nothing for kinds, which have none."""
        short = self._shortened(predicate)
        return b"" if predicate == TYPE else b"\t%b " % short

    def _written(self, value: bytes) -> bytes:
        """The end of a line, as Turtle writes it; a value of a type which Turtle knows stands without quotes."""
        term = value[:-3]
        if term.startswith(b"<"):
            return self._shortened(term)
        if not term.endswith(b"\x01"):
            return term.translate(SWAPPED)
        text, _, kind = term.rpartition(b"^^")
        name, unquoted = self._names[kind], UNQUOTED.get(kind)
        if unquoted and unquoted.fullmatch(text[1:-1].decode()):
            return text[1:-1]
        return b"%b^^%b" % (text.translate(SWAPPED), name)

    def _shortened(self, term: bytes) -> bytes:
        """An IRI by its prefix, if it has one; a blank node by its label."""
        # A prefix stands for all up to the last of these: what follows it holds neither.
        place = max(term.rfind(b"/"), term.rfind(b"#")) + 1
        name, local = self._spaces[term[1:place]], term[place:-1]
        if name and LOCAL_NAME.fullmatch(local):
            return b"%b:%b" % (name, local)
        return term[1:-1] if term.startswith(b"<_:") else b"<%b>" % term[1:-1]

    def _prefix_of(self, namespace: bytes) -> bytes:
        """The prefix for a namespace, if it has one; notes which prefixes begin what is in it."""
        whole = namespace.decode()
        plan = PLAN.match(whole)
        known = {plan[1]: plan[0], **PREFIXES} if plan else PREFIXES
        fitting = {name: space for name, space in known.items() if whole.startswith(space)}
        self._prefixes |= fitting
        return next((name.encode() for name, space in fitting.items() if space == whole), b"")


class _Remembered(dict[bytes, bytes]):
    """What was made of the keys that were asked for last."""

    def __init__(self, make: Callable[[bytes], bytes]) -> None:
        self._make = make

    def __missing__(self, key: bytes) -> bytes:
        if len(self) >= REMEMBERED:
            self.clear()
        made = self[key] = self._make(key)
        return made


def _order(value: bytes) -> Key:
    """Things by their IRIs, texts by their languages, as `writing` has it."""
    term = value[:-3].translate(SWAPPED)
    quoted, _, kind = term.rpartition(b'"')
    if not quoted:
        return b"", b"", term[1:-1]
    text = quoted[1:]
    if b"\\" in text:
        # The escapes of canonical N-Triples are those of JSON.
        text = json.loads(quoted + b'"').encode()
    if kind.startswith(b"@"):
        return kind[1:], b"", text
    return b"", kind[3:-1] or XSD_STRING, text
