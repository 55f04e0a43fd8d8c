"""Text to syntax. This file, the lexer, `expecting` and the tree builder are the only ones that know lark."""

import logging
from functools import cache
from pathlib import Path

from lark import Lark, Token
from lark.exceptions import UnexpectedToken

from kgraph.caches import cache_file
from kgraph.errors import QuestionError, Span
from kgraph.spor import limits, misplaced, mistakes
from kgraph.spor.expecting import accepted
from kgraph.spor.lexer import Scan, SporLexer
from kgraph.spor.lexicon import Lexicon, normal
from kgraph.spor.syntax import Question
from kgraph.spor.tree import ToSyntax
from kgraph.vocabulary import Vocabulary

WORDS = frozenset({"CLASS", "LINK", "FIELD"})
GRAMMAR = Path(__file__).with_name("grammar.lark")
VERSION = "1"


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
        cache=str(where) if where else False,
    )


def parse(text: str, lexicon: Lexicon, vocabulary: Vocabulary, language: str) -> Question:
    """The syntax of a question written in the lexicon's language; `language` is the one that errors speak.

    Raises:
        QuestionError: with the span of the first word that does not fit.
    """
    return read(text, lexicon, vocabulary, language)[0]


def read(text: str, lexicon: Lexicon, vocabulary: Vocabulary, language: str) -> tuple[Question, int]:
    """As `parse`, and how many of the words are labels of other languages than the lexicon's."""
    scan = Scan(text, lexicon, vocabulary, language)
    limits.measure(scan)
    try:
        tree = parser().parse(scan)
    except UnexpectedToken as error:
        # The scanner only hands over tokens that fit or that stand for themselves; the rest is the end.
        tokens = accepted(error.state)
        if error.token.type == "$END":
            raise mistakes.ended(scan, tokens).within(text) from None
        span = Span(error.token.start_pos or 0, error.token.end_pos or 0)
        raise misplaced.unexpected(scan, span, tokens, frozenset({error.token.type})).within(text) from None
    except QuestionError as error:
        raise error.within(text) from None
    if scan.tokens[0].type == "SPOR" and scan.tokens[1] != VERSION:
        raise mistakes.version(scan, Span(scan.tokens[1].start_pos or 0, scan.tokens[1].end_pos or 0))
    question: Question = ToSyntax().transform(tree)
    return question, sum(_is_foreign(scan, token) for token in scan.tokens)


def _is_foreign(scan: Scan, token: Token) -> bool:
    return token.type in WORDS and normal(scan.text[token.start_pos : token.end_pos]) not in scan.lexicon.own
