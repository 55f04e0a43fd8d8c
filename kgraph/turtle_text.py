"""A Turtle text changed where its statements change and nowhere else: what people wrote around them stays."""

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kgraph.engines.embedded import read, turtle
from kgraph.engines.lines import CONTROLS
from kgraph.engines.literals import literal
from kgraph.printing import prefixes_of
from kgraph.terms import ID, RDF, Iri, Literal, Triple
from kgraph.turtle_objects import TOKEN, changed

PREFIX = re.compile(r"@?prefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)
DIRECTIVE = re.compile(r"@?(prefix|base)\b", re.IGNORECASE)
TYPE = RDF + "type"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a text: from where to where it stands, and what it says."""

    start: int
    end: int
    triples: tuple[Triple, ...]


def revised(content: bytes, new: Iterable[Triple], gone: Iterable[Triple]) -> tuple[bytes, bool]:
    """The text of a Turtle file without some triples and with others, and whether all else in it is as it was.

    A statement changes object by object, or where that cannot be, is written anew; a new subject comes at the end.
    Where the text cannot be taken apart, as with blank nodes, all of it is written anew, in order and without its
    comments.

    Raises:
        SyntaxError: it is no Turtle.
    """
    content = content.removeprefix(b"\xef\xbb\xbf")
    every = set(_read(content))
    lost = {meant(each) for each in gone}
    wanted = {each for each in every if meant(each) not in lost} | set(new)
    text = content.decode("utf-8")
    directives, statements = _taken_apart(text)
    if {triple for each in statements for triple in each.triples} == every:
        written = _edited(text, directives, statements, set(new) - every, lost).encode("utf-8")
        if set(_read(written)) == wanted:
            return written, True
    return turtle(wanted, prefixes_of(wanted)), False


def normal(each: Triple) -> Triple:
    """The triple, its text in NFC and without control characters, as it is in the built graph."""
    if not isinstance(each.object, Literal):
        return each
    text = unicodedata.normalize("NFC", each.object.text).translate(CONTROLS)
    return each if text == each.object.text else replace(each, object=replace(each.object, text=text))


def meant(each: Triple) -> Hashable:
    """What a triple says: the same for 1.0 and 1.00, which a store does not tell apart."""
    plain = normal(each)
    if isinstance(plain.object, Literal) and not plain.object.language:
        value = literal(plain.object.text, plain.object.datatype)
        return plain.subject, plain.predicate, plain.object.datatype, type(value), value
    return plain


def _read(content: bytes) -> Iterator[Triple]:
    return (each for each in read(content, ".ttl") if each is not None)


def _taken_apart(text: str) -> tuple[str, list[Statement]]:
    """The directives, and the statements; fewer statements where one of them cannot be read by itself."""
    directives: list[str] = []
    statements: list[Statement] = []
    for start, end in _spans(text):
        part = text[start:end]
        if DIRECTIVE.match(part):
            directives.append(part)
            continue
        try:
            found = tuple(_read("\n".join([*directives, part]).encode("utf-8")))
        except SyntaxError:
            break
        statements.append(Statement(start, end, found))
    return "\n".join(directives), statements


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = None
    for token in TOKEN.finditer(text):
        if token.lastgroup == "comment":
            continue
        start = token.start() if start is None else start
        if token.lastgroup in {"end", "directive"}:
            yield start, token.end()
            start = None


def _edited(text: str, directives: str, statements: list[Statement], new: set[Triple], lost: set[Hashable]) -> str:
    declared = dict(PREFIX.findall(directives))
    lacking = {
        name: namespace
        for name, namespace in prefixes_of(new).items()
        if name not in declared and namespace not in declared.values() and namespace != ID
    }
    prefixes = {**declared, **lacking}
    homes = _homes(statements)
    first = statements[0].start if statements else len(text)
    place = max((end for start, end in _spans(text) if start < first and DIRECTIVE.match(text, start)), default=0)
    before, parts, written = text[:place], [], []
    for number, each in enumerate(statements):
        more = {triple for triple in new if homes.get(triple.subject) == number}
        kept = {triple for triple in each.triples if meant(triple) not in lost}
        if not more and len(kept) == len(set(each.triples)):
            continue
        written.append(_revised(text[each.start : each.end], each, more, kept, (directives, prefixes)))
        before_it = text[place : each.start]
        # A statement that is gone leaves no hole.
        parts += [before_it, written[-1]] if written[-1] else [before_it.rstrip()]
        place = each.end
    parts.append(text[place:])
    for subject in sorted({triple.subject for triple in new if triple.subject not in homes}):
        written.append(_printed({each for each in new if each.subject == subject}, prefixes))
        parts.append(f"\n{written[-1]}\n")
    used = [name for name in lacking if any(re.search(rf"(?<![\w:]){name}:", each) for each in written)]
    return "".join([before, *(f"\n@prefix {name}: <{lacking[name]}> ." for name in used), *parts])


def _revised(
    text: str, statement: Statement, more: set[Triple], kept: set[Triple], speech: tuple[str, Mapping[str, str]]
) -> str:
    directives, prefixes = speech

    def said(part: str) -> Triple:
        (found,) = _read(f"{directives}\n{part}".encode())
        return found

    lost = set(statement.triples) - kept
    of_it = all(each.subject == statement.triples[0].subject for each in more)
    finer = changed(text, lost, more, said, lambda each: _printed({each}, prefixes)) if kept and of_it else None
    declared = "\n".join(f"@prefix {name}: <{namespace}> ." for name, namespace in prefixes.items())
    if finer and set(_read(f"{directives}\n{declared}\n{finer}".encode())) == kept | more:
        return finer
    return _printed(kept | more, prefixes)


def _homes(statements: list[Statement]) -> dict[Iri, int]:
    """The statement that defines each subject, or else the first about it."""
    homes: dict[Iri, int] = {}
    for defining in (True, False):
        for number, each in enumerate(statements):
            for triple in each.triples:
                if not defining or triple.predicate == TYPE:
                    homes.setdefault(triple.subject, number)
    return homes


def _printed(triples: set[Triple], prefixes: Mapping[str, str]) -> str:
    lines = turtle(triples, prefixes).decode("utf-8").splitlines()
    text = "\n".join(line.replace("\t", "    ", 1) for line in lines if not line.startswith("@prefix ")).strip()
    # No text holds a line feed as it stands: the serializer writes it as an escape.
    return text.replace(" ;\n    .", " .")
