"""Known words in a place where they cannot stand: what was meant, as far as it can be told."""

import re
from typing import TYPE_CHECKING

from kgraph.errors import QuestionError, Span
from kgraph.spor.reading.lexicon import keywords
from kgraph.spor.wording import (
    Tokens,
    before,
    error,
    expected,
    keyword,
    needs_word,
    place,
    shown,
    written,
)
from kgraph.spor.wording.brackets import CONDITIONS, VALUES, both_brackets, both_set_brackets, depth, said_again
from kgraph.spor.wording.clashing import clash
from kgraph.spor.wording.folded import field_first, misplaced_fold
from kgraph.spor.wording.numbered import ambiguous_year, misplaced_number
from kgraph.spor.wording.prefaces import misplaced_preface
from kgraph.spor.wording.reordered import out_of_order
from kgraph.vocabulary import THING

if TYPE_CHECKING:
    from lark import Token

    from kgraph.spor.reading.literals import Forms

SETS = frozenset({"PLUS", "MINUS", "INTERSECT"})
WORDS = frozenset({"CLASS", "FIELD", "LINK"})


def unexpected(scan: "Forms", span: Span, tokens: Tokens, kinds: Tokens) -> QuestionError:
    """A known word that cannot stand here.

    Args:
        scan: the text and what was read of it.
        span: the word's place.
        tokens: what could stand here.
        kinds: what the word is.
    """
    if found := clash(scan, span):
        return found
    guesses = (
        *(misplaced_preface, _sets, _mixed, out_of_order, misplaced_number),
        *(_beginning, misplaced_fold, _noun, _texts, _having, _named, _condition, _list),
    )
    for guess in guesses:
        if found := guess(scan, span, tokens, kinds):
            return found
    return error(scan, "unexpected", span, expected(scan, tokens), word=shown(scan, span))


def _before(scan: "Forms", span: Span) -> "Token | None":
    """The last token before a place."""
    return next(reversed(before(scan, span)), None)


def _sets(scan: "Forms", span: Span, _tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    """*plus*, *minus* and *intersect* mixed."""
    hint = both_set_brackets(scan, span) if kinds & SETS else ""
    return error(scan, "mixed_sets", span, hint) if hint else None


def _texts(scan: "Forms", span: Span, _tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    """`about budget`, where the word is looked for; `like "x"` without its *about*."""
    last = _before(scan, span)
    word = shown(scan, span)
    if last is not None and last.type in {"ABOUT", "LIKE"} and word[:1].isalpha():
        return error(scan, "text_unquoted", span, f'"{word}"', word=word)
    if kinds & {"LIKE"}:
        return error(scan, "like_alone", span, f"{keyword(scan, 'ABOUT')} {keyword(scan, 'LIKE')}", word=word)
    return None


def _having(scan: "Forms", span: Span, _tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    """*having* on rows, or on what is no fold."""
    last, types = _before(scan, span), [token.type for token in before(scan, span)]
    word = shown(scan, span)
    if kinds & {"HAVING"} and types and not {"COUNT", "AGG"} & set(types):
        return error(scan, "having_rows", span, keyword(scan, "WITH"), word=word)
    if last is None or "HAVING" not in types:
        return None
    if last.type == "CMP" and kinds & VALUES:
        return error(scan, "having_number", span, "3", word=word)
    if last.type in {"HAVING", "AND", "OR"}:
        folded = keywords(scan.lexicon.language)["formats"]["folded"]
        count, total = folded["count"], folded["sum"]
        fields = [each for each in scan.vocabulary.fields.values() if each.additive and "FIELD" in kinds]
        signed = re.compile(r"\s*[<>=!~≥≤≠]").match(scan.text, span.end)
        fits = any(word in each.labels.values() for each in fields)
        return error(
            scan, "having_fold", span, f"{total} {word}" if fits else count if signed else f"{count} >= 3", word=word
        )
    return None


def _named(scan: "Forms", span: Span, _tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    """A column's name in quotation marks, or one given to a noun without brackets; a parameter after *with*."""
    last = _before(scan, span)
    word = shown(scan, span)
    if last is None:
        return None
    if last.type == "AS" and kinds & {"STRING"}:
        return error(scan, "as_quoted", span, re.sub(r"\W+", "", word) or "m")
    if last.type == "CLASS" and kinds & {"AS"}:
        name = re.compile(r"\s*(\w+)").match(scan.text, span.end)
        if name:
            start, text = last.start_pos or 0, scan.text
            hint = f"{text[:start]}({text[start : name.end()]}){text[name.end() :]}".strip(" ?.")
            return error(scan, "as_bare", Span(span.start, name.end()), hint, word=word)
    if last.type in {"WITH", "WITHOUT"} and kinds & {"PARAM"}:
        ways = [f"{keyword(scan, 'UNDER')} {word}"]
        return error(scan, "parameter_after_with", Span(place(last).start, span.end), ways[0], word=written(scan, last))
    return None


def _mixed(scan: "Forms", span: Span, _tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    """*and* and *or* side by side, which a place may show only one or two words later."""
    last = _before(scan, span)
    at, hint = span, ""
    if kinds & {"AND", "OR"}:
        hint = both_brackets(scan, span)
    elif last is not None and kinds & CONDITIONS and last.type in {"VAND", "VOR"}:
        # It was taken to join values, since here it cannot join conditions; yet a condition follows.
        at = place(last)
        hint = both_brackets(scan, at)
    elif last is not None and kinds & VALUES and last.type in {"AND", "OR"}:
        at = place(last)
        hint = said_again(scan, span)
    return error(scan, "mixed", at, hint) if hint else None


def _beginning(scan: "Forms", span: Span, _tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    """The question begins with something else than what it asks for."""
    if _before(scan, span) is not None:
        return None
    if kinds & CONDITIONS - {"LINK"}:
        everything = scan.vocabulary.kinds[THING].plural(scan.lexicon.language)
        return error(scan, "noun_first", span, f"{everything} {scan.text.strip()}")
    if kinds & {"FIELD"}:
        return field_first(scan, span)
    rest = re.match(r"\s*(\d+)\s+(.+)", scan.text[span.end :].rstrip(" ?."), re.DOTALL)
    if kinds & {"FIRST"} and rest:
        # `top 10 measures`
        return error(scan, "noun_first", span, f"{rest.group(2)} {shown(scan, span)} {rest.group(1)}")
    return None


def _noun(scan: "Forms", span: Span, _tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    """Two nouns at once; or a noun that is not counted, yet grouped."""
    types = {token.type for token in scan.tokens}
    if kinds & {"AND", "OR", "COMMA"} and [token.type for token in scan.tokens] == ["CLASS"]:
        head, rest = scan.text[: span.start].strip(), scan.text[span.end :].strip(" ?.")
        meant = [
            each
            for phrase, _ in scan.chunks(len(scan.text) - len(scan.text[span.end :].lstrip()))
            for each in scan.lexicon.phrases.get(phrase, ())
        ]
        if "FIELD" in dict(meant):
            return error(scan, "one_noun", span, f"{head} {keyword(scan, 'SHOW')} {rest}")
        return error(scan, "one_noun", span, f"{head} · {rest}" if meant else head)
    if kinds & {"BY"} and re.match(r"\s+[12]\d{3}\b", scan.text[span.end :]):
        return ambiguous_year(scan, span)
    if kinds & {"PER", "BY"} and not types & {"COUNT", "AGG"}:
        count = keyword(scan, "COUNT")
        return error(scan, "needs_count", span, f"{count} {scan.text.strip()}", word=shown(scan, span), count=count)
    return None


def _condition(scan: "Forms", span: Span, tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    """A word that needs another one before it."""
    word = shown(scan, span)
    last = _before(scan, span)
    joined = last is not None and last.type in {"AND", "OR"}
    if "WITH" in tokens and (kinds & {"FIELD"} or (joined and kinds & {"CLASS"})):
        return needs_word(scan, span)
    if kinds & {"WHICH"} and "THAT" in tokens:
        # `measures which support sdg:11`
        return error(scan, "unexpected", span, keyword(scan, "THAT"), word=word)
    return None


def _list(scan: "Forms", span: Span, tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    """A comma between values; a closing bracket too many."""
    if kinds & {"COMMA"} and tokens & {"VOR", "OR"}:
        return error(scan, "comma_joins", span, keyword(scan, "OR"))
    if kinds & {"RPAR"} and sum(depth(token) for token in scan.tokens) == 0:
        return error(scan, "bracket_closed", span, scan.text[: span.start].strip())
    return None
