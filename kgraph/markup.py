"""XML read safely: the one way in which kgraph reads it.

Nothing is fetched and no entity is expanded: a DTD is refused, and so is a file that is too large or too deep. Elements
are given as they end and then forgotten, so that memory does not grow with the file; each knows its line. Encodings are
told apart as XML 1.0 says, appendix F (https://www.w3.org/TR/xml/#sec-guessing): UTF-8 and UTF-16 by their marks, and
Latin-1 and others of single bytes by what the file says of itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from unicodedata import normalize
from xml.parsers import expat

from kgraph.errors import KgraphError, Problem
from kgraph.terms import Text

LARGEST = 64 * 2**20
DEEPEST = 200
# The parser reads a text that goes on over several pieces anew with each of them, so these are not small.
PIECE = 2**20
LANG = "http://www.w3.org/XML/1998/namespace lang"
UNKNOWN = expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING]
MISNAMED = expat.errors.codes[expat.errors.XML_ERROR_INCORRECT_ENCODING]
# A byte that no letter of the encoding begins with or goes on with, or any other sign that is out of place.
CUT = {expat.errors.codes[each] for each in (expat.errors.XML_ERROR_INVALID_TOKEN, expat.errors.XML_ERROR_PARTIAL_CHAR)}


@dataclass(slots=True)
class Element:
    """An element, with all that is in it; what `text` and `get` give is in NFC.

    Attributes:
        name: without its namespace.
        namespace: the IRI of that, or nothing.
        line: where it begins.
        attributes: by name; one of a namespace as `IRI name`.
        language: what `xml:lang` says here or above: a tag in lower case, or nothing.
        parts: texts and elements, in their order; not kept where they are given one by one.
        instructions: of the outermost one: the processing instructions before it, by target.
    """

    name: str
    namespace: str
    line: int
    attributes: Mapping[str, str]
    language: str = ""
    parts: "list[str | Element]" = field(default_factory=list)
    instructions: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """An attribute without the blanks around it; empty where there is none."""
        return self.attributes.get(name, "").strip()

    def all(self, *names: str) -> "Iterator[Element]":
        """The elements in it that are called so, in their order."""
        return (each for each in self.parts if isinstance(each, Element) and each.name in names)

    def first(self, name: str) -> "Element | None":
        """The first element in it that is called so."""
        return next(self.all(name), None)

    @property
    def text(self) -> str:
        """All that it says, with one blank between words."""
        # The parser cuts a text where it likes, so it is composed when it is whole.
        return _composed(" ".join("".join(self._said()).split()))

    def _said(self) -> Iterator[str]:
        for each in self.parts:
            if isinstance(each, Element):
                # A paragraph within a text ends a word too.
                yield from (" ", *each._said(), " ")  # noqa: SLF001 - its own class
            else:
                yield each


class _RefusedError(Exception):
    """What is not read on purpose: which rule, and what is said of it."""

    def __init__(self, rule: str, texts: Text) -> None:
        super().__init__(rule)
        self.rule, self.texts = rule, texts


class _Builder:
    """Puts elements together from what the parser tells."""

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.root: Element | None = None
        self.open: list[Element] = []
        self.done: list[Element] = []
        self.instructions: dict[str, str] = {}
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartDoctypeDeclHandler = _refuse_dtd

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= DEEPEST:
            raise _RefusedError("xml-too-deep", TOO_DEEP)
        namespace, _, local = name.rpartition(" ")
        above = self.open[-1] if self.open else None
        own = {key: _composed(value) for key, value in attributes.items()}
        language = own.get(LANG, above.language if above else "").strip().lower()
        element = Element(local, namespace, self.parser.CurrentLineNumber, own, language)
        if above is None:
            self.root, element.instructions = element, self.instructions
        elif len(self.open) > self.depth:
            above.parts.append(element)
        self.open.append(element)

    def _end(self, _name: str) -> None:
        element = self.open.pop()
        if len(self.open) == self.depth:
            self.done.append(element)

    def _text(self, text: str) -> None:
        if len(self.open) > self.depth:
            self.open[-1].parts.append(text)

    def _instruction(self, target: str, data: str) -> None:
        if not self.open:
            self.instructions.setdefault(target, data)


def _composed(text: str) -> str:
    return text if text.isascii() else normalize("NFC", text)


def _refuse_dtd(*_declared: Any) -> None:
    raise _RefusedError("xml-with-dtd", WITH_DTD)


def read_xml(path: Path, *, depth: int = 0) -> Iterator[Element | Problem]:
    """The elements at a depth, each whole: the outermost one at 0, those within it at 1; then what is wrong.

    What ends before a fault is given before it.

    Raises:
        KgraphError: the file cannot be opened.
    """
    builder = _Builder(depth)
    try:
        with path.open("rb") as file:
            yield from _pieces(path, file, builder)
    except OSError as error:
        raise KgraphError(f"{path}: {error.strerror}") from None


def _pieces(path: Path, file: IO[bytes], builder: _Builder) -> Iterator[Element | Problem]:
    size, piece = 0, b""
    while True:
        before, piece = piece, file.read(PIECE)
        size += len(piece)
        if size > LARGEST:
            yield problem(path, "xml-too-large", TOO_LARGE, builder.parser.CurrentLineNumber)
            return
        fault = None
        try:
            builder.parser.Parse(piece, not piece)
        except _RefusedError as error:
            fault = problem(path, error.rule, error.texts, builder.parser.CurrentLineNumber)
        except expat.ExpatError as error:
            # The place is counted from the beginning of the file.
            place = builder.parser.ErrorByteIndex - (size - len(before) - len(piece))
            fault = problem(path, "bad-xml", _wrong(error, (before + piece)[max(0, place) :][:1]), error.lineno)
        except (LookupError, ValueError):
            # Python looks up an encoding that expat does not know, and has none, or none of single bytes.
            fault = problem(path, "bad-xml", ENCODING, 1)
        yield from builder.done
        builder.done.clear()
        if fault:
            yield fault
        if fault or not piece:
            return


def root_of(path: Path) -> Element | None:
    """The outermost element of a file with its attributes, but none of its parts; None where it is no XML."""
    builder = _Builder(1)
    try:
        with path.open("rb") as file:
            while builder.root is None and (piece := file.read(PIECE)):
                builder.parser.Parse(piece)
    except (OSError, expat.ExpatError, LookupError, ValueError, _RefusedError):
        pass
    return builder.root


def problem(path: Path, rule: str, texts: Text, line: int, *, warning: bool = False) -> Problem:
    """A problem at a line of a file, said in each language."""
    return Problem("warning" if warning else "error", rule, texts.en, f"{path}:{line}", texts=texts)


def _wrong(error: expat.ExpatError, seen: bytes) -> Text:
    """What is wrong, in words: letters beyond ASCII that are not as the file says they are, most often."""
    if error.code == UNKNOWN:
        return ENCODING
    if error.code == MISNAMED or (error.code in CUT and seen >= b"\x80"):
        return BAD_BYTES
    told = re.sub(r": line \d+.*", "", str(error))
    return Text(
        en=f"what stands from here on is not read, since it is no XML: {told}",
        nn=f"det som står frå her av, er ikkje lese, for det er ikkje XML: {told}",
        nb=f"det som står herfra, er ikke lest, for det er ikke XML: {told}",
    )


TOO_LARGE = Text(
    en=f"the file is larger than {LARGEST // 2**20} MB, and is not read further; it must be split",
    nn=f"fila er større enn {LARGEST // 2**20} MB, og blir ikkje lesen lenger; ho må delast",
    nb=f"filen er større enn {LARGEST // 2**20} MB, og blir ikke lest lenger; den må deles",
)
TOO_DEEP = Text(
    en=f"elements stand more than {DEEPEST} deep within one another here, and what follows is not read",
    nn=f"her står element meir enn {DEEPEST} nivå inne i kvarandre, og det som følgjer, blir ikkje lese",
    nb=f"her står elementer mer enn {DEEPEST} nivåer inne i hverandre, og det som følger, blir ikke lest",
)
WITH_DTD = Text(
    en="the file has a DTD (<!DOCTYPE), which is not read; it must go, and entities must be written out",
    nn="fila har ein DTD (<!DOCTYPE), som ikkje blir lesen; han må bort, og entitetar må skrivast ut",
    nb="filen har en DTD (<!DOCTYPE), som ikke blir lest; den må bort, og entiteter må skrives ut",
)
ENCODING = Text(
    en="the file is in an encoding that is not read; it must be saved as UTF-8",
    nn="fila har ei teiknkoding som ikkje blir lesen; ho må lagrast som UTF-8",
    nb="filen har en tegnkoding som ikke blir lest; den må lagres som UTF-8",
)
BAD_BYTES = Text(
    en="what stands from here on is not in the encoding that the file says it has; it must be saved as UTF-8",
    nn="det som står frå her av, har ikkje den teiknkodinga som fila seier ho har; ho må lagrast som UTF-8",
    nb="det som står herfra, har ikke den tegnkodingen som filen sier den har; den må lagres som UTF-8",
)
