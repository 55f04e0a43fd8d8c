"""Literals that cannot be read: numbers, days, quotation marks and stray characters."""

from typing import TYPE_CHECKING

from kgraph.errors import QuestionError, Span
from kgraph.spor.format import number
from kgraph.spor.reading.lexicon import keywords
from kgraph.spor.wording import error, hinted, shown

if TYPE_CHECKING:
    from kgraph.spor.reading.literals import Forms


def unclosed(scan: "Forms", span: Span, close: str) -> QuestionError:
    """A quotation mark without its twin."""
    hint = f"{scan.text[span.start : span.end].rstrip(' ?')}{close}"
    return error(scan, "unclosed", Span(span.start, span.start + 1), hint, close=close)


def no_such_day(scan: "Forms", span: Span) -> QuestionError:
    """A date that no calendar has."""
    return hinted(scan, "no_such_day", span, word=shown(scan, span))


def ambiguous_number(scan: "Forms", span: Span, whole: str, part: str) -> QuestionError:
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


def grouped_number(scan: "Forms", span: Span) -> QuestionError:
    """`1.000.000`: thousands, but blanks part them."""
    word = scan.text[span.start : span.end]
    return error(scan, "grouped_number", span, word.replace(".", " ").replace(",", " "), word=word)


def glued(scan: "Forms", span: Span) -> QuestionError:
    """Letters right after a number that are no unit."""
    return hinted(scan, "glued", span, word=shown(scan, span))


def strange(scan: "Forms", span: Span) -> QuestionError:
    """A character that the language has no use for; a dollar sign wants a name after it."""
    key = "parameter_name" if scan.text[span.start] == "$" else "strange"
    return hinted(scan, key, span, word=shown(scan, span))
