"""Mistakes in the wording of a question: each a sentence, a place and a hint that can be pasted."""

from typing import TYPE_CHECKING, assert_never

from kgraph.errors import QuestionError, Span
from kgraph.messages import say
from kgraph.spor.brackets import QUOTES, VALUES
from kgraph.spor.format import number
from kgraph.spor.lexicon import keywords, normal
from kgraph.vocabulary import Field, Vocabulary

if TYPE_CHECKING:
    from lark import Token

    from kgraph.spor.lexer import Scan

Tokens = frozenset[str]
SORTS = ("CLASS", "FIELD", "LINK", "NUMBER", "DATE", "STRING", "CODE", "LPAR", "RPAR", "DOT")
UNSAID = frozenset({"SPOR", "AS"})
TWINS = {"VAND": "AND", "VOR": "OR"}
WORDS = frozenset({"CLASS", "LINK", "FIELD"})
MOST_LISTED = 7


def nearest(word: str, candidates: list[str], *, most: int = 3) -> list[str]:
    """The candidates that are spelt most like the word, best first.

    >>> nearest("meazures", ["measures", "goals"])
    ['measures']
    """
    from rapidfuzz import fuzz, process

    found = process.extract(
        normal(word), sorted(candidates), scorer=fuzz.ratio, processor=normal, score_cutoff=70, limit=most
    )
    # What is much less like the word than the best one only distracts from it.
    return [match for match, score, _ in found if score > found[0][1] - 10]


def error(scan: "Scan", key: str, span: Span, hint: str = "", **values: object) -> QuestionError:
    """The error of this key in the scan's language, its text filled in."""
    message = say(scan.language, key, **values)
    return QuestionError(message, span, hint=hint, language=scan.language).within(scan.text)


def hinted(scan: "Scan", key: str, span: Span, **values: object) -> QuestionError:
    """The same with the hint of that key."""
    return error(scan, key, span, say(scan.language, f"{key}_hint", **values), **values)


def shown(scan: "Scan", span: Span) -> str:
    """The words at a place, without the quotation marks that the message sets itself."""
    word = scan.text[span.start : span.end]
    if len(word) > 2 and word[0] in QUOTES:
        word = word[1:-1]
    return word if len(word) <= 40 else word[:39] + "…"


def unknown_word(scan: "Scan", span: Span, tokens: Tokens) -> QuestionError:
    """A word that stands for nothing."""
    word = shown(scan, span)
    near = nearest(word, list(scan.lexicon.spellings(tokens)))
    if not near and tokens & WORDS:
        near = nearest(word, list(scan.lexicon.phrases))
    if near:
        return error(scan, "unknown_word", span, " · ".join(_distinct(scan, near)), word=word)
    if "STRING" in tokens and not _compares(scan) and [token.type for token in scan.tokens] not in ([], ["CLASS"]):
        return hinted(scan, "unquoted", span, word=word)
    if not tokens & WORDS or "CMP" in tokens:
        return error(scan, "unexpected", span, expected(scan, tokens), word=word)
    return error(scan, "unknown_word", span, expected(scan, tokens), word=word)


def _compares(scan: "Scan") -> bool:
    """Whether a field stands last that is compared with numbers, days or choices, never with a free text."""
    last = scan.tokens[-1] if scan.tokens else None
    return last is not None and last.type == "FIELD" and scan.vocabulary.fields[str(last)].type != "text"


def _distinct(scan: "Scan", phrases: list[str]) -> list[str]:
    """Of several spellings of one word only the first."""
    seen: dict[object, str] = {}
    for phrase in phrases:
        seen.setdefault(scan.lexicon.phrases[phrase], phrase)
    return list(seen.values())


def ended(scan: "Scan", tokens: Tokens) -> QuestionError:
    """The text is over before the question is."""
    if not scan.tokens:
        return hinted(scan, "empty_question", Span(0, 0))
    last = scan.tokens[-1]
    at = last.end_pos or 0
    span = Span(at, at)
    written = scan.text[last.start_pos : last.end_pos]
    match last.type:
        case "PER" | "BY":
            return hinted(scan, "word_missing", span, word=written)
        case "WITH" | "WITHOUT" | "SHOW" | "SORT" | "AGG":
            return error(scan, "word_missing", span, say(scan.language, "field_missing_hint"), word=written)
        case "CMP":
            return _value_missing(scan, span, last)
        case "LINK" if "CLASS" in tokens:
            return _object_missing(scan, span, last)
        case _ if "RPAR" in tokens:
            return error(scan, "bracket_open", span, f"{scan.text.rstrip(' ?.')})")
        case _:
            key = "value_missing" if tokens & VALUES else "more_missing"
            return error(scan, key, span, expected(scan, tokens))


def _value_missing(scan: "Scan", span: Span, sign: "Token") -> QuestionError:
    """`budget >=`: an example of the field's type; `at least`: a number."""
    written = scan.text[sign.start_pos : sign.end_pos]
    before = scan.tokens[-2] if len(scan.tokens) > 1 else None
    if before is None or before.type != "FIELD":
        return error(scan, "value_missing", span, f"{written} 3")
    field = scan.vocabulary.fields[str(before)]
    return error(scan, "value_missing", span, f"{written} {example(field, scan.vocabulary, scan.lexicon.language)}")


def _object_missing(scan: "Scan", span: Span, link: "Token") -> QuestionError:
    """`that support`: with a kind that can stand there; `measures responsible`: a noun that lacks its *with*."""
    written = scan.text[link.start_pos : link.end_pos]
    found = scan.vocabulary.links[str(link)]
    before = scan.tokens[-2] if len(scan.tokens) > 1 else None
    labels = {normal(label) for label in found.labels.values()}
    if before is not None and before.type in {"CLASS", "AND", "OR"} and normal(written) in labels:
        return needs_word(scan, Span(link.start_pos or 0, link.end_pos or 0))
    kinds = [kind.plural(scan.lexicon.language) for kind in scan.vocabulary.kinds.values() if kind.iri in found.range]
    hint = " · ".join(f"{written} {kind}" for kind in sorted(kinds)[:3])
    return error(scan, "word_missing", span, hint, word=written)


def needs_word(scan: "Scan", span: Span) -> QuestionError:
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


def unclosed(scan: "Scan", span: Span, close: str) -> QuestionError:
    """A quotation mark without its twin."""
    hint = f"{scan.text[span.start : span.end].rstrip(' ?')}{close}"
    return error(scan, "unclosed", Span(span.start, span.start + 1), hint, close=close)


def no_such_day(scan: "Scan", span: Span) -> QuestionError:
    """A date that no calendar has."""
    return hinted(scan, "no_such_day", span, word=shown(scan, span))


def ambiguous_number(scan: "Scan", span: Span, whole: str, part: str) -> QuestionError:
    """`100.000`, or `2018,2019`: thousands, decimals or a list?"""
    word, sign, digits = shown(scan, span), part[0], part[1:]
    grouped = number(whole + digits, scan.lexicon.language, least=4)
    if len(digits) == 3:
        decimals = number(f"{whole}.{digits[:2].rstrip('0')}".rstrip("."), scan.lexicon.language)
        return error(scan, "ambiguous_number", span, f"{grouped} · {decimals}", word=word)
    if sign == ".":
        decimals = number(f"{whole}.{digits[:2]}", scan.lexicon.language)
        return error(scan, "too_many_decimals", span, decimals, word=word)
    either = keywords(scan.lexicon.language)["words"]["OR"][0]
    return error(scan, "comma_here", span, f"{whole} {either} {digits}", word=word)


def grouped_number(scan: "Scan", span: Span) -> QuestionError:
    """`1.000.000`: thousands, but blanks part them."""
    word = scan.text[span.start : span.end]
    return error(scan, "grouped_number", span, word.replace(".", " ").replace(",", " "), word=word)


def version(scan: "Scan", span: Span) -> QuestionError:
    """A version of the language that is not this one."""
    return hinted(scan, "unknown_version", span, word=shown(scan, span))


def glued(scan: "Scan", span: Span) -> QuestionError:
    """Letters right after a number that are no unit."""
    return hinted(scan, "glued", span, word=shown(scan, span))


def strange(scan: "Scan", span: Span) -> QuestionError:
    """A character that the language has no use for."""
    return hinted(scan, "strange", span, word=shown(scan, span))


def reserved(scan: "Scan", span: Span) -> QuestionError:
    """A quantifier, which would change the answer if it were skipped."""
    return hinted(scan, "reserved", span, word=shown(scan, span))


def ambiguous_year(scan: "Scan", span: Span) -> QuestionError:
    """`from 2018`: that year, or that year and later?"""
    rest = scan.text[span.end :].split()[0].rstrip(",)?")
    place = Span(span.start, scan.text.index(rest, span.end) + len(rest))
    words = keywords(scan.lexicon.language)["words"]
    hint = " · ".join(f"{words[key][0]} {rest}" for key in ("IN", "SINCE", "UNTIL"))
    return error(scan, "ambiguous_year", place, hint, word=shown(scan, span), year=rest)


def too_long(scan: "Scan", most: int) -> QuestionError:
    """More text than a question has."""
    return hinted(scan, "too_long", Span(most, most + 1), most=most, length=len(scan.text))


def too_many(scan: "Scan", span: Span, most: int) -> QuestionError:
    """More conditions, or columns, than a question has."""
    return hinted(scan, "too_many", span, word=shown(scan, span), most=most)


def too_deep(scan: "Scan", span: Span, most: int) -> QuestionError:
    """More brackets inside each other than a question has."""
    return hinted(scan, "too_deep", span, most=most)


def expected(scan: "Scan", tokens: Tokens) -> str:
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
