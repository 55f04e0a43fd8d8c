"""Known words in a place where they cannot stand: what was meant, as far as it can be told."""

import re
from typing import TYPE_CHECKING

from kgraph.errors import QuestionError, Span
from kgraph.spor.brackets import CONDITIONS, VALUES, both_brackets, depth, said_again
from kgraph.spor.lexicon import keywords
from kgraph.spor.mistakes import Tokens, error, expected, needs_word, shown
from kgraph.vocabulary import THING

if TYPE_CHECKING:
    from lark import Token

    from kgraph.spor.lexer import Scan


def unexpected(scan: "Scan", span: Span, tokens: Tokens, kinds: Tokens) -> QuestionError:
    """A known word that cannot stand here.

    Args:
        scan: the text and what was read of it.
        span: the word's place.
        tokens: what could stand here.
        kinds: what the word is.
    """
    for guess in (_mixed, _beginning, _noun, _condition, _fold, _list):
        if found := guess(scan, span, tokens, kinds):
            return found
    return error(scan, "unexpected", span, expected(scan, tokens), word=shown(scan, span))


def _before(scan: "Scan", span: Span) -> "Token | None":
    """The last token before a place."""
    return next((token for token in reversed(scan.tokens) if (token.end_pos or 0) <= span.start), None)


def _place(token: "Token") -> Span:
    return Span(token.start_pos or 0, token.end_pos or 0)


def _word(scan: "Scan", token: str) -> str:
    first: str = keywords(scan.lexicon.language)["words"][token][0]
    return first


def _mixed(scan: "Scan", span: Span, _tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    """*and* and *or* side by side, which a place may show only one or two words later."""
    last = _before(scan, span)
    place, hint = span, ""
    if kinds & {"AND", "OR"}:
        hint = both_brackets(scan, span)
    elif last is not None and kinds & CONDITIONS and last.type in {"VAND", "VOR"}:
        # It was taken to join values, since here it cannot join conditions; yet a condition follows.
        place = _place(last)
        hint = both_brackets(scan, place)
    elif last is not None and kinds & VALUES and last.type in {"AND", "OR"}:
        place = _place(last)
        hint = said_again(scan, span)
    return error(scan, "mixed", place, hint) if hint else None


def _beginning(scan: "Scan", span: Span, _tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    """The question begins with something else than what it asks for."""
    if _before(scan, span) is not None:
        return None
    if kinds & CONDITIONS - {"LINK"}:
        everything = scan.vocabulary.kinds[THING].plural(scan.lexicon.language)
        return error(scan, "noun_first", span, f"{everything} {scan.text.strip()}")
    rest = re.match(r"\s*(\d+)\s+(.+)", scan.text[span.end :].rstrip(" ?."), re.DOTALL)
    if kinds & {"FIRST"} and rest:
        # `top 10 measures`
        return error(scan, "noun_first", span, f"{rest.group(2)} {shown(scan, span)} {rest.group(1)}")
    return None


def _noun(scan: "Scan", span: Span, _tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    """Two nouns at once; or a noun that is not counted, yet grouped."""
    types = {token.type for token in scan.tokens}
    if kinds & {"AND", "OR", "COMMA"} and [token.type for token in scan.tokens] == ["CLASS"]:
        each = f"{scan.text[: span.start].strip()} · {scan.text[span.end :].strip()}"
        return error(scan, "one_noun", span, each)
    if kinds & {"PER", "BY"} and not types & {"COUNT", "AGG"}:
        count = _word(scan, "COUNT")
        return error(scan, "needs_count", span, f"{count} {scan.text.strip()}", word=shown(scan, span), count=count)
    return None


def _condition(scan: "Scan", span: Span, tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    """A word that needs another one before it."""
    word = shown(scan, span)
    last = _before(scan, span)
    joined = last is not None and last.type in {"AND", "OR"}
    if "WITH" in tokens and (kinds & {"FIELD"} or (joined and kinds & {"CLASS"})):
        return needs_word(scan, span)
    if kinds & {"WHICH"} and "THAT" in tokens:
        # `measures which support sdg:11`
        return error(scan, "unexpected", span, _word(scan, "THAT"), word=word)
    if kinds & {"NUMBER"} and {"CMP", "LPAR"} <= tokens:
        # `with 3 goals`
        compare = keywords(scan.lexicon.language)["compare"]
        hint = " · ".join(f"{compare[sign][1]} {word}" for sign in (">=", "=", ">", "<") if len(compare[sign]) > 1)
        return error(scan, "quantity_needed", span, hint, word=word)
    return None


def _fold(scan: "Scan", span: Span, _tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    """`average of measures`, `sum of budget of measures`: the average of what?"""
    last = _before(scan, span)
    if last is None or last.type != "AGG" or not kinds & {"OF"}:
        return None
    written = scan.text[last.start_pos : last.end_pos]
    after = scan.text[span.end :].strip()
    meant = [each for phrase, _ in scan.chunks(span.end + 1) for each in scan.lexicon.phrases.get(phrase, ())]
    if "FIELD" in dict(meant):
        return error(scan, "word_missing", span, f"{written} {after}", word=written)
    fields = [each.label(scan.lexicon.language) for each in scan.vocabulary.fields.values() if each.additive]
    hint = " · ".join(f"{written} {field} {_word(scan, 'OF')} {after}" for field in fields)
    return error(scan, "word_missing", span, hint, word=written)


def _list(scan: "Scan", span: Span, tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    """A comma between values; a closing bracket too many."""
    if kinds & {"COMMA"} and tokens & {"VOR", "OR"}:
        return error(scan, "comma_joins", span, _word(scan, "OR"))
    if kinds & {"RPAR"} and sum(depth(token) for token in scan.tokens) == 0:
        return error(scan, "bracket_closed", span, scan.text[: span.start].strip())
    return None
