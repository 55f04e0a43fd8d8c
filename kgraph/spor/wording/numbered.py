"""Numbers where none can stand: a thing called by its number, an amount of nothing, a sign in other words."""

import re
from typing import TYPE_CHECKING

from kgraph.errors import QuestionError, Span
from kgraph.spor.reading.lexemes import BLANK, NUMBER
from kgraph.spor.reading.lexicon import keywords
from kgraph.spor.wording import Tokens, before, error, keyword, shown, written
from kgraph.terms import KG

if TYPE_CHECKING:
    from lark import Token

    from kgraph.spor.reading.literals import Forms

SDG_KINDS = frozenset({KG + "SDGGoal", KG + "SDGTarget"})
GLUED = re.compile(r"(sdg)(\d[\w.]*)", re.IGNORECASE)
NUMERIC = frozenset({"integer", "decimal"})
SDG_GOALS = 17
# From here on a number is an amount rather than the number of a goal.
AMOUNTS = 1000


def misplaced_number(scan: "Forms", span: Span, tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    """`SDG goal 11`, `under 100 000`, `that support 11`, `with 3 goals`."""
    here = before(scan, span)
    if not here:
        return None
    if "NUMBER" not in kinds:
        return _sign(scan, span, here[-1])
    last = here[-1].type
    if last in {"UNDER", "ABOVE", "IN"} and float(_digits(scan, span)) >= AMOUNTS:
        return _amount(scan, here[-1], span)
    if last == "CLASS" or (last in {"LINK", "UNDER", "ABOVE", "VOR", "VAND"} and not _counts(scan, span)):
        return _named(scan, here[-1], span)
    if {"CMP", "LPAR"} <= tokens or (last == "COUNT" and "CMP" in tokens):
        compare = keywords(scan.lexicon.language)["compare"]
        word = shown(scan, span)
        hint = " · ".join(f"{compare[sign][1]} {word}" for sign in (">=", "=", ">", "<"))
        return error(scan, "quantity_needed", span, hint, word=word)
    return None


def _digits(scan: "Forms", span: Span) -> str:
    """The number at a place without blanks and units."""
    found = NUMBER.match(scan.text, span.start)
    assert found is not None
    return re.sub(r"\s", "", found.group()).replace(",", ".")


def _counts(scan: "Forms", span: Span) -> bool:
    """Whether a kind follows, which the number would count."""
    return any("CLASS" in dict(scan.lexicon.phrases.get(phrase, ())) for phrase, _ in _after(scan, span.end))


def _named(scan: "Forms", last: "Token", span: Span) -> QuestionError:
    """A thing called by its number: by the UN's code, or by a name in quotation marks."""
    number = scan.text[span.start : span.end].strip()
    start = (last.start_pos or 0) if last.type == "CLASS" else span.start
    kind = f"{written(scan, last)} " if last.type == "CLASS" else ""
    code, name = f"sdg:{number}", f'{kind}"{number}"'
    known = 1 <= float(_digits(scan, span)) < SDG_GOALS + 1
    ways = [*([] if known and str(last) in SDG_KINDS else [name]), *([code] if known else [])]
    whole = Span(start, span.end)
    return error(scan, "number_name", whole, " · ".join(ways), word=scan.text[start : span.end])


def _amount(scan: "Forms", sign: "Token", span: Span) -> QuestionError:
    """`measures under 100 000`: an amount of what?"""
    number, word = scan.text[span.start : span.end], written(scan, sign)
    with_ = keyword(scan, "WITH")
    fields = [each.label(scan.lexicon.language) for each in scan.vocabulary.fields.values() if each.additive]
    than = {"UNDER": "<", "ABOVE": ">", "IN": "="}[sign.type]
    hint = " · ".join(f"{with_} {field} {than} {number}" for field in fields)
    return error(scan, "amount_bare", Span(sign.start_pos or 0, span.end), hint, word=f"{word} {number}")


def glued_code(scan: "Forms", span: Span) -> QuestionError | None:
    """`sdg11`."""
    found = GLUED.fullmatch(scan.text, span.start, span.end)
    if found is None:
        return None
    code = f"{found.group(1).lower()}:{found.group(2)}"
    return error(scan, "number_name", span, code, word=found.group())


def unknown_sign(scan: "Forms", span: Span) -> QuestionError | None:
    """`with budget exceeding 100 000`: a word for a comparison that is not known."""
    return _sign(scan, span, scan.tokens[-1]) if scan.tokens else None


def _sign(scan: "Forms", span: Span, last: "Token") -> QuestionError | None:
    if last.type != "FIELD" or scan.vocabulary.fields[str(last)].type not in NUMERIC:
        return None
    said = [each for each in _after(scan, span.end) if "CMP" in dict(scan.lexicon.phrases.get(each[0], ()))]
    start = said[0][1] if said else span.end
    blank = BLANK.match(scan.text, start)
    number = NUMBER.match(scan.text, blank.end()) if blank else None
    if number is None:
        return None
    signs = [said[0][0]] if said else [">=", "<=", "="]
    hint = " · ".join(f"{sign} {number.group()}" for sign in signs)
    return error(scan, "sign_needed", Span(span.start, number.end()), hint, word=shown(scan, span))


def _after(scan: "Forms", at: int) -> list[tuple[str, int]]:
    """The phrases that begin after a blank."""
    blank = BLANK.match(scan.text, at)
    return scan.chunks(blank.end()) if blank else []


def is_compared(scan: "Forms") -> bool:
    """Whether a field of numbers that are no years stands last."""
    last = scan.tokens[-1] if scan.tokens else None
    return last is not None and last.type == "FIELD" and scan.vocabulary.fields[str(last)].type == "decimal"


def ambiguous_year(scan: "Forms", span: Span) -> QuestionError:
    """`from 2018`: that year, or that year and later?"""
    rest = scan.text[span.end :].split()[0].rstrip(",)?")
    whole = Span(span.start, scan.text.index(rest, span.end) + len(rest))
    words = keywords(scan.lexicon.language)["words"]
    hint = " · ".join(f"{words[key][0]} {rest}" for key in ("IN", "SINCE", "UNTIL"))
    return error(scan, "ambiguous_year", whole, hint, word=shown(scan, span), year=rest)
