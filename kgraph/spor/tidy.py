"""A whole text in its canonical spelling: definitions, suppositions and the question on lines of their own.

Comments stay: each stands above the definition or the question that it was written beside.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kgraph.errors import QuestionError, Span
from kgraph.spor.compiling import understand
from kgraph.spor.format import format_definition, format_question, format_supposition
from kgraph.spor.glossary import NOTHING, Glossary, read_definitions
from kgraph.spor.syntax import Prefaced, Sentence
from kgraph.spor.wording.brackets import QUOTES
from kgraph.vocabulary import Vocabulary

VERSION = re.compile(r"(?:\s|#[^\n]*)*spor\s+1\b", re.IGNORECASE)
# A word, with the names in quotation marks that are part of it.
WORDS = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^\s"])+')
WIDEST = 100


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, and whether an empty line stands before it."""

    text: str
    place: int
    apart: bool


def tidy(
    text: str,
    vocabulary: Vocabulary,
    language: str,
    to: str | None = None,
    glossary: Glossary = NOTHING,
    *,
    fixed: bool = False,
) -> str:
    """A text in its canonical spelling, with its comments, ended by a line break.

    Args:
        text: a question with what stands before it, or definitions alone.
        vocabulary: its words.
        language: the one that it is taken to be in first.
        to: the language to write; without it the text's own.
        glossary: nouns that are defined outside the text.
        fixed: whether errors keep to the first language, whatever the text's.

    Raises:
        QuestionError: the text cannot be understood.
    """
    text = text.lstrip()
    try:
        sentence, tongue = understand(text, vocabulary, language, fixed=fixed, glossary=glossary)
        statements = _statements(sentence, vocabulary, to or tongue, len(text))
    except QuestionError as error:
        # A file of definitions holds no question.
        found, tongue = _definitions(text, vocabulary, language, error)
        speech = to or tongue
        statements = [(f"{format_definition(each, vocabulary, speech)};", each.span) for each in found.definitions]
    lines = ["spor 1"] if VERSION.match(text) else []
    return "\n".join([*_with_comments(text, statements, lines)]) + "\n"


def _definitions(text: str, vocabulary: Vocabulary, language: str, error: QuestionError) -> tuple[Glossary, str]:
    """The definitions of a text that holds nothing else; the question's own error where it does."""
    try:
        found, tongue = read_definitions(text, vocabulary, language)
    except QuestionError:
        raise error from None
    if not found.definitions:
        raise error
    return found, tongue


def _statements(sentence: Sentence, vocabulary: Vocabulary, language: str, end: int) -> list[tuple[str, Span]]:
    """Each line that is written, and where its words stood."""
    preface = sentence if isinstance(sentence, Prefaced) else Prefaced(sentence)
    lines = [(f"{format_definition(each, vocabulary, language)};", each.span) for each in preface.definitions]
    last = Span(preface.question.span.start, end)
    if preface.changes:
        supposed = Span(preface.changes[0].span.start, preface.changes[-1].span.end)
        lines.append((format_supposition(preface.changes, vocabulary, language), supposed))
    return [*lines, (format_question(preface.question, vocabulary, language), last)]


def _with_comments(text: str, statements: Sequence[tuple[str, Span]], first: list[str]) -> Iterator[str]:
    waiting = list(_comments(text))
    for number, (line, span) in enumerate(statements):
        end = len(text) if number == len(statements) - 1 else _line_end(text, span.end)
        while waiting and waiting[0].place < end:
            yield from _lines(waiting.pop(0))
        if _stands_apart(text, text.rfind("\n", 0, span.start) + 1):
            yield ""
        yield from first if number == 0 else []
        yield from _wrapped(line)


def _stands_apart(text: str, at: int) -> bool:
    """Whether an empty line stands before a place."""
    return text[:at].rstrip(" \t").endswith("\n\n")


def _wrapped(line: str) -> list[str]:
    """A long line on several, none broken within quotation marks; a definition goes on indented."""
    found: list[str] = []
    here = ""
    for word in WORDS.findall(line):
        if here and len(here) + 1 + len(word) > WIDEST:
            found.append(here)
            here = f"  {word}"
        else:
            here = f"{here} {word}" if here else word
    return [*found, here]


def _lines(comment: Comment) -> list[str]:
    return ["", comment.text] if comment.apart else [comment.text]


def _line_end(text: str, at: int) -> int:
    """A comment on the line where a definition ends belongs to it."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _comments(text: str) -> Iterator[Comment]:
    at, close = 0, ""
    while at < len(text):
        letter = text[at]
        if close:
            at += letter == "\\"
            close = "" if letter == close else close
        elif letter in QUOTES:
            close = QUOTES[letter]
        elif letter == "#":
            end = _line_end(text, at)
            yield Comment(text[at:end].rstrip(), at, _stands_apart(text, at))
            at = end
        at += 1
