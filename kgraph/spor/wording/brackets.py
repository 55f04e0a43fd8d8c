"""Where *and* and *or* are mixed: both ways of bracketing them, ready to paste."""

from itertools import pairwise
from typing import TYPE_CHECKING

from kgraph.errors import Span
from kgraph.spor.reading.lexicon import keywords

if TYPE_CHECKING:
    from lark import Token

    from kgraph.spor.reading.literals import Forms

CONDITIONS = frozenset(
    {"THAT", "NOT", "WITH", "WITHOUT", "UNDER", "ABOVE", "ABOUT", "IN", "SINCE", "UNTIL", "BETWEEN", "LINK"}
)
TAILS = frozenset({"SHOW", "SORT", "FIRST", "PER", "BY", "HAVING"})
SETS = frozenset({"PLUS", "MINUS", "INTERSECT"})
# What stands before the first noun of a question, a definition or a bracket.
OPENERS = frozenset({"COUNT", "OF", "EXISTS", "SHOW", "COLON", "SEMI"})
VALUES = frozenset({"NUMBER", "DATE", "STRING", "CODE", "NAME", "BOOL"})
QUOTES = {'"': '"', "«": "»", "“": "”", "„": "“", "”": "”"}


def depth(token: "Token") -> int:
    """How much deeper in brackets the text is after a token."""
    return (token.type == "LPAR") - (token.type == "RPAR")


def both_brackets(scan: "Forms", span: Span) -> str:
    """Both ways of bracketing a mixture of *and* and *or* at a place, ready to paste; empty if there is none."""
    here = _enclosing(scan, span)
    noun = next((token for token in here if token.type == "CLASS"), None)
    starts = [token for before, token in pairwise(here) if _begins(before, token)]
    joined = [token for token in here if token.type in {"AND", "OR"}]
    if noun is None or len(starts) < 2:
        return ""
    text = scan.text
    both = keywords(scan.lexicon.language)["words"]["AND"][0]
    cut = joined[-1] if joined else starts[-1]
    this = text[cut.start_pos : cut.end_pos] if joined else both
    that = text[span.start : span.end]
    first = starts[0].start_pos or 0
    head, tail = text[:first].strip(), end_of_conditions(scan, span.end)
    one = text[first : cut.start_pos].strip()
    two = text[(cut.end_pos or 0) if joined else (cut.start_pos or 0) : span.start].strip()
    three, rest = text[span.end : tail].strip(" ?"), text[tail:].rstrip(" ?")
    ways = (f"({one} {this} {two}) {that} {three}", f"{one} {this} ({two} {that} {three})")
    return " · ".join(f"{head}{'' if head.endswith('(') else ' '}{way}{_apart(rest)}" for way in ways)


def _begins(before: "Token", token: "Token") -> bool:
    """Whether a condition begins with a token: with a word of its own, or with a bracket around conditions."""
    return token.type in CONDITIONS or (
        token.type == "LPAR" and before.type in {"CLASS", "AND", "OR", "NOT", "NEWNAME"}
    )


def both_set_brackets(scan: "Forms", span: Span) -> str:
    """Both ways of bracketing *plus*, *minus* and *intersect* side by side; empty where only one of them stands."""
    here = _enclosing(scan, span)
    start = max((at + 1 for at, token in enumerate(here) if token.type in OPENERS), default=0)
    joined = [token for token in here[start:] if token.type in SETS]
    if not joined:
        return ""
    text, cut = scan.text, joined[-1]
    first = here[start].start_pos or 0
    head, tail = text[:first], end_of_conditions(scan, span.end)
    one, two = text[first : cut.start_pos].strip(), text[cut.end_pos : span.start].strip()
    three, rest = text[span.end : tail].strip(" ?"), text[tail:].rstrip(" ?")
    this, that = text[cut.start_pos : cut.end_pos], text[span.start : span.end]
    ways = (f"({one} {this} {two}) {that} {three}", f"{one} {this} ({two} {that} {three})")
    return " · ".join(f"{head}{way}{_apart(rest)}".strip() for way in ways)


def said_again(scan: "Forms", span: Span) -> str:
    """The question with what is said of the values before a place said again of the value there: `that support`."""
    here = _enclosing(scan, span)
    starts = [at for at, token in enumerate(here) if token.type in CONDITIONS - {"LINK", "NOT"}]
    values = [token for token in here[starts[-1] :] if token.type in VALUES] if starts else []
    if not values:
        return ""
    words = scan.text[here[starts[-1]].start_pos : values[0].start_pos].strip()
    return f"{scan.text[: span.start]}{words} {scan.text[span.start :]}".rstrip(" ?.")


def _apart(rest: str) -> str:
    return rest if rest[:1] in {"", ")", " "} else f" {rest}"


def _enclosing(scan: "Forms", span: Span) -> "list[Token]":
    """The tokens before a place that stand in the same brackets as it, none of those in brackets of their own."""
    found: list[Token] = []
    inside = 0
    for token in reversed([token for token in scan.tokens if (token.end_pos or 0) <= span.start]):
        inside += depth(token)
        if inside > 0:
            break
        if inside == 0:
            found.append(token)
    return found[::-1]


def end_of_conditions(scan: "Forms", at: int) -> int:
    """Where the conditions that go on at a place end: at a closing bracket, or before *show*, *per* and the like."""
    inside, close = 0, ""
    while at < len(scan.text):
        letter = scan.text[at]
        if close:
            close = "" if letter == close else close
        elif letter in QUOTES:
            close = QUOTES[letter]
        else:
            inside += (letter == "(") - (letter == ")")
            if inside < 0 or (inside == 0 and not scan.text[at - 1].isalnum() and _is_tail(scan, at)):
                break
        at += 1
    return at


def _is_tail(scan: "Forms", at: int) -> bool:
    meanings = [each for phrase, _ in scan.chunks(at) for each in scan.lexicon.phrases.get(phrase, ())]
    return any(token in TAILS for token, _ in meanings)
