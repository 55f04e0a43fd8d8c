"""How an error about a question's wording is made: its sentence, its place and its hint."""

from typing import TYPE_CHECKING, assert_never

from kgraph.errors import QuestionError, Span
from kgraph.messages import say
from kgraph.spor.reading.lexicon import keywords, normal
from kgraph.spor.wording.brackets import QUOTES
from kgraph.vocabulary import Field, Vocabulary

if TYPE_CHECKING:
    from lark import Token

    from kgraph.spor.reading.literals import Forms

Tokens = frozenset[str]
SORTS = (
    "CLASS",
    "FIELD",
    "LINK",
    "NUMBER",
    "DATE",
    "STRING",
    "CODE",
    "NEWNAME",
    "LPAR",
    "RPAR",
    "DOT",
    "COLON",
    "SEMI",
)
UNSAID = frozenset({"SPOR", "AS"})
TWINS = {"VAND": "AND", "VOR": "OR"}
MOST_LISTED = 7


def nearest(word: str, candidates: list[str], *, most: int = 3) -> list[str]:
    """The candidates that are spelt most like the word, best first.

    >>> nearest("meazures", ["measures", "goals"])
    ['measures']
    """
    from rapidfuzz import fuzz, process

    found = process.extract(
        normal(word), sorted(candidates), scorer=fuzz.ratio, processor=normal, score_cutoff=_least(word), limit=most
    )
    # What is much less like the word than the best one only distracts from it.
    return [match for match, score, _ in found if score > found[0][1] - 10]


def _least(word: str) -> int:
    """How like a word must be: in a short one each letter tells more."""
    return 85 if len(word) <= 4 else 80 if len(word) <= 6 else 75


def error(scan: "Forms", key: str, span: Span, hint: str = "", **values: object) -> QuestionError:
    """The error of this key in the scan's language, its text filled in."""
    message = say(scan.language, key, **values)
    return QuestionError(message, span, hint=hint, language=scan.language).within(scan.text)


def hinted(scan: "Forms", key: str, span: Span, **values: object) -> QuestionError:
    """The same with the hint of that key."""
    return error(scan, key, span, say(scan.language, f"{key}_hint", **values), **values)


def shown(scan: "Forms", span: Span) -> str:
    """The words at a place, without the quotation marks that the message sets itself."""
    word = scan.text[span.start : span.end]
    if len(word) > 2 and word[0] in QUOTES:
        word = word[1:-1]
    return word if len(word) <= 40 else word[:39] + "…"


def before(scan: "Forms", span: Span) -> "list[Token]":
    """The tokens before a place."""
    return [token for token in scan.tokens if (token.end_pos or 0) <= span.start]


def place(token: "Token") -> Span:
    """Where a token stands."""
    return Span(token.start_pos or 0, token.end_pos or 0)


def written(scan: "Forms", token: "Token") -> str:
    """A token as it stands in the text."""
    return scan.text[token.start_pos : token.end_pos]


def keyword(scan: "Forms", token: str) -> str:
    """The word that is written for a keyword."""
    first: str = keywords(scan.lexicon.language)["words"][token][0]
    return first


def needs_word(scan: "Forms", span: Span) -> QuestionError:
    """A field, or a link that is a noun, without its *with*."""
    words = keywords(scan.lexicon.language)["words"]
    ways = {"with_": words["WITH"][0], "without": words["WITHOUT"][0], "show": words["SHOW"][0]}
    word = shown(scan, span)
    # After "without budget or" another thing that is lacking is meant.
    last = next((token.type for token in reversed(scan.tokens) if token.type in {"WITH", "WITHOUT"}), "WITH")
    return error(scan, "needs_word", span, f"{words[last][0]} {word}", word=word, **ways)


def example(field: Field, vocabulary: Vocabulary, language: str) -> str:
    """A value as this field may have it, ready to paste."""
    match field.type:
        case "integer":
            return "2018"
        case "decimal":
            return "100 000"
        case "date":
            return "2018-05-01"
        case "boolean":
            first: str = keywords(language)["boolean"]["true"][0]
            return first
        case "text":
            return '"…"'
        case "choice":
            words = sorted(word.label(language) for iri in field.choices if (word := vocabulary.word(iri)))
            return f'"{words[0]}"' if words else '"…"'
        case _ as never:
            assert_never(never)


def expected(scan: "Forms", tokens: Tokens) -> str:
    """What may come, in words: sorts of words first, then the keywords."""
    table = keywords(scan.lexicon.language)["words"]
    named = [say(scan.language, f"token_{name}") for name in SORTS if name in tokens]
    said = tokens | {twin for value, twin in TWINS.items() if value in tokens}
    named += [table[name][0] for name in table if name in said and name not in UNSAID]
    if "CMP" in tokens:
        named.append(">= …")
    if "$END" in tokens:
        named.append(say(scan.language, "token_END"))
    return say(scan.language, "expected_hint", words=", ".join(named[:MOST_LISTED]))
