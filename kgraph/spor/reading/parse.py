"""Text to syntax. This file, the lexer, `expecting` and the tree builder are the only ones that know lark."""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Token
from lark.exceptions import UnexpectedToken

from kgraph.caches import cache_file
from kgraph.errors import QuestionError, Span
from kgraph.spor.reading import limits
from kgraph.spor.reading.expecting import accepted
from kgraph.spor.reading.lexer import Scan, SporLexer
from kgraph.spor.reading.lexicon import Lexicon, normal
from kgraph.spor.reading.tree import ToSyntax
from kgraph.spor.syntax import Definition, Sentence
from kgraph.spor.wording import misplaced, mistakes
from kgraph.vocabulary import Vocabulary

WORDS = frozenset({"CLASS", "LINK", "FIELD"})
GRAMMAR = Path(__file__).parents[1] / "grammar.lark"
VERSION = "1"
DEFINED = re.compile(r"[\"«“]([^\"»”]*)[\"»”]\s*:")


@cache
def parser() -> Lark:
    """The parser; its tables are kept in the user's cache, and lark makes them anew when the grammar changes."""
    logging.getLogger("lark").setLevel(logging.CRITICAL + 1)
    where = cache_file("spor-tables")
    return Lark(
        GRAMMAR.read_text(encoding="utf-8"),
        parser="lalr",
        lexer=SporLexer,
        propagate_positions=True,
        start=["start", "glossary"],
        cache=str(where) if where else False,
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that was read: its syntax, and how many of its words are labels of other languages than the lexicon's."""

    sentence: Sentence
    foreign: int


def parse(text: str, lexicon: Lexicon, vocabulary: Vocabulary, language: str) -> Sentence:
    """The syntax of a question written in the lexicon's language; `language` is the one that errors speak.

    Raises:
        QuestionError: with the span of the first word that does not fit.
    """
    return read(text, lexicon, vocabulary, language).sentence


def read(text: str, lexicon: Lexicon, vocabulary: Vocabulary, language: str, defined: Iterable[str] = ()) -> Reading:
    """As `parse`; the names in `defined` stand for nouns."""
    scan = Scan(text, lexicon, vocabulary, language, defined={normal(name): name for name in defined})
    sentence: Sentence = _tree(scan, "start")
    return Reading(sentence, sum(_is_foreign(scan, token) for token in scan.tokens))


def read_glossary(
    text: str, lexicon: Lexicon, vocabulary: Vocabulary, language: str, defined: Iterable[str] = ()
) -> tuple[Definition, ...]:
    """The definitions of a text that holds nothing else; the names in `defined` may be used before they are defined.

    Raises:
        QuestionError: as `parse`.
    """
    scan = Scan(text, lexicon, vocabulary, language, defined={normal(name): name for name in defined})
    found: tuple[Definition, ...] = _tree(scan, "glossary")
    return found


def named_definitions(text: str) -> list[str]:
    """The names that a text of definitions gives: whatever stands in quotation marks before a colon."""
    return [found.group(1) for found in DEFINED.finditer(text)]


def _tree(scan: Scan, start: str) -> Any:
    limits.measure(scan)
    try:
        tree = parser().parse(scan, start)
    except UnexpectedToken as error:
        # The scanner only hands over tokens that fit or that stand for themselves; the rest is the end.
        tokens = accepted(error.state)
        if error.token.type == "$END":
            raise mistakes.ended(scan, tokens).within(scan.text) from None
        span = Span(error.token.start_pos or 0, error.token.end_pos or 0)
        raise misplaced.unexpected(scan, span, tokens, frozenset({error.token.type})).within(scan.text) from None
    except QuestionError as error:
        raise error.within(scan.text) from None
    if scan.tokens and scan.tokens[0].type == "SPOR" and scan.tokens[1] != VERSION:
        raise mistakes.version(scan, Span(scan.tokens[1].start_pos or 0, scan.tokens[1].end_pos or 0))
    return ToSyntax().transform(tree)


def _is_foreign(scan: Scan, token: Token) -> bool:
    return token.type in WORDS and normal(scan.text[token.start_pos : token.end_pos]) not in scan.lexicon.own
