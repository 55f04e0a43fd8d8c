"""Mistakes in the wording of a question: each a sentence, a place and a hint that can be pasted."""

import re
from typing import TYPE_CHECKING

from kgraph.errors import QuestionError, Span
from kgraph.messages import say
from kgraph.spor.reading.lexicon import keywords, normal
from kgraph.spor.wording import (
    Tokens,
    error,
    example,
    expected,
    hinted,
    keyword,
    nearest,
    needs_word,
    numbered,
    place,
    prefaces,
    reordered,
    shown,
    written,
)
from kgraph.spor.wording.brackets import VALUES
from kgraph.spor.wording.clashing import clash
from kgraph.spor.wording.folded import whose
from kgraph.terms import LANGUAGES

if TYPE_CHECKING:
    from lark import Token

    from kgraph.spor.reading.literals import Forms

__all__ = ["nearest"]

WORDS = frozenset({"CLASS", "LINK", "FIELD"})
GAP = re.compile(r"[ \t]+")


def unknown_word(scan: "Forms", span: Span, tokens: Tokens) -> QuestionError:
    """A word that stands for nothing."""
    for guess in (clash, prefaces.unquoted_name, numbered.glued_code, numbered.unknown_sign, _vague):
        if found := guess(scan, span):
            return found
    word = shown(scan, span)
    if near := _near(scan, word, tokens):
        return error(scan, "unknown_word", span, " · ".join(_distinct(scan, near)), word=word)
    if "STRING" in tokens and _names_a_thing(scan):
        whole = _run(scan, span)
        name = scan.text[whole.start : whole.end]
        columns = list(scan.names.values()) if "VAR" in tokens else []
        return error(scan, "unquoted", whole, " · ".join([*columns, f'"{name}"']), word=name)
    if not tokens & WORDS or "CMP" in tokens:
        return error(scan, "unexpected", span, expected(scan, tokens), word=word)
    return error(scan, "unknown_word", span, expected(scan, tokens), word=word)


def _vague(scan: "Forms", span: Span) -> QuestionError | None:
    """`measures for youth`: a word in the texts is asked for by *about*."""
    word, rest = shown(scan, span), _run(scan, span)
    name = scan.text[span.end : rest.end].strip()
    after_noun = scan.tokens and scan.tokens[-1].type in {"CLASS", "DEFINED"}
    if not (after_noun and name and normal(word) in keywords(scan.lexicon.language)["other"]["vague"]):
        return None
    return error(scan, "vague", rest, f'{keyword(scan, "ABOUT")} "{name}"', word=word)


def _near(scan: "Forms", word: str, tokens: Tokens) -> list[str]:
    """What is spelt alike: of what can stand here, else of all kinds, links and fields; the language's own first."""
    named = list(scan.lexicon.spellings(WORDS))
    for candidates in (list(scan.lexicon.spellings(tokens)), named if tokens & WORDS else []):
        if near := nearest(word, candidates):
            own = [each for each in near if each in scan.lexicon.own or each not in named]
            return own or near
    return []


def _names_a_thing(scan: "Forms") -> bool:
    """Whether a thing's name, or a text, is likely here: neither at the start nor after a field of numbers or days."""
    if not scan.tokens:
        return False
    last = scan.tokens[-1]
    if last.type == "FIELD":
        return scan.vocabulary.fields[str(last)].type == "text"
    if last.type == "CLASS" and len(scan.tokens) == 1:
        labels = scan.vocabulary.kinds[str(last)].labels.values()
        return normal(written(scan, last)) in map(normal, labels)
    return True


def _run(scan: "Forms", span: Span) -> Span:
    """The words from a place on that stand for nothing, as one name."""
    end = span.end
    while gap := GAP.match(scan.text, end):
        chunks = scan.chunks(gap.end())
        known = {*scan.lexicon.phrases, *scan.lexicon.filler, *scan.names, *scan.defined}
        if not chunks or any(phrase in known for phrase, _ in chunks):
            break
        end = chunks[-1][1]
    return Span(span.start, end)


def _distinct(scan: "Forms", phrases: list[str]) -> list[str]:
    """Of several spellings of one word only the first."""
    seen: dict[object, str] = {}
    for phrase in phrases:
        seen.setdefault(scan.lexicon.phrases[phrase], phrase)
    return list(seen.values())


def ended(scan: "Forms", tokens: Tokens) -> QuestionError:
    """The text is over before the question is."""
    if not scan.tokens:
        return hinted(scan, "empty_question", Span(0, 0))
    last = scan.tokens[-1]
    at = last.end_pos or 0
    span = Span(at, at)
    for guess in (clash, prefaces.ended, reordered.adverb_last, whose):
        if found := guess(scan, span):
            return found
    match last.type:
        case "PER" | "BY":
            return hinted(scan, "word_missing", span, word=written(scan, last))
        case "WITH" | "WITHOUT" | "SHOW" | "SORT" | "AGG":
            return error(scan, "word_missing", span, say(scan.language, "field_missing_hint"), word=written(scan, last))
        case "ABOUT" | "LIKE":
            return hinted(scan, "text_missing", span, word=written(scan, last))
        case "CMP":
            return _value_missing(scan, span, last)
        case "LINK" if "CLASS" in tokens:
            return _object_missing(scan, span, last)
        case _ if "HAVING" in [token.type for token in scan.tokens] and "CMP" in tokens:
            count = "" if last.type == "COUNT" else keywords(scan.lexicon.language)["formats"]["folded"]["count"]
            return error(scan, "value_missing", span, f"{count} >= 3".strip())
        case _ if "RPAR" in tokens:
            return error(scan, "bracket_open", span, f"{scan.text.rstrip(' ?.')})")
        case _:
            key = "value_missing" if tokens & VALUES else "more_missing"
            return error(scan, key, span, expected(scan, tokens))


def _value_missing(scan: "Forms", span: Span, sign: "Token") -> QuestionError:
    """`budget >=`: an example of the field's type; `responsible =`: a name; `at least`: a number."""
    before = scan.tokens[-2].type if len(scan.tokens) > 1 else ""
    match before:
        case "FIELD":
            field = scan.vocabulary.fields[str(scan.tokens[-2])]
            value = example(field, scan.vocabulary, scan.lexicon.language)
        case "LINK":
            value = '"…"'
        case _:
            value = "3"
    return error(scan, "value_missing", span, f"{written(scan, sign)} {value}")


def _object_missing(scan: "Forms", span: Span, link: "Token") -> QuestionError:
    """`that support`: with a kind that can stand there; `measures responsible`: a noun that lacks its *with*."""
    word = written(scan, link)
    found = scan.vocabulary.links[str(link)]
    before = scan.tokens[-2] if len(scan.tokens) > 1 else None
    labels = {normal(label) for label in found.labels.values()}
    if before is not None and before.type in {"CLASS", "AND", "OR"} and normal(word) in labels:
        return needs_word(scan, place(link))
    kinds = [kind.plural(scan.lexicon.language) for kind in scan.vocabulary.kinds.values() if kind.iri in found.range]
    hint = " · ".join(f"{word} {kind}" for kind in sorted(kinds)[:3])
    return error(scan, "word_missing", span, hint, word=word)


def version(scan: "Forms", span: Span) -> QuestionError:
    """A version of the language that is not this one."""
    return hinted(scan, "unknown_version", span, word=shown(scan, span))


def sort_of_reserved(phrase: str) -> str:
    """What sort of quantifier a phrase is in any language: *all*, *only* ...; empty where it is none."""
    for language in LANGUAGES:
        table = keywords(language)
        for sort in ("only", "some", "both", "most"):
            if phrase in map(normal, table["quantifiers"][sort]):
                return sort
        if phrase in map(normal, table["other"]["reserved"]):
            return "all"
    return ""


def reserved(scan: "Forms", span: Span) -> QuestionError:
    """A quantifier, which would change the answer if it were skipped."""
    word = shown(scan, span)
    sort, rest = sort_of_reserved(normal(word)), scan.text[span.end :].strip(" ?.\n")
    if sort == "all" and rest and not scan.tokens:
        return error(scan, "all_first", span, rest, word=word)
    return error(scan, "reserved", span, say(scan.language, f"reserved_{sort}"), word=word)


def too_long(scan: "Forms", most: int) -> QuestionError:
    """More text than a question has."""
    return hinted(scan, "too_long", Span(most, most + 1), most=most, length=len(scan.text))


def too_many(scan: "Forms", span: Span, most: int) -> QuestionError:
    """More conditions, or columns, than a question has."""
    return hinted(scan, "too_many", span, word=shown(scan, span), most=most)


def too_deep(scan: "Forms", span: Span, most: int) -> QuestionError:
    """More brackets inside each other than a question has."""
    return hinted(scan, "too_deep", span, most=most)
