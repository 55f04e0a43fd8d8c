"""How much a question may hold: far above what anybody writes, far below what the parser and the store can bear."""

from typing import TYPE_CHECKING

from kgraph.errors import Span
from kgraph.spor.wording import mistakes

if TYPE_CHECKING:
    from lark import Token

    from kgraph.spor.reading.literals import Forms

LONGEST = 10_000
DEEPEST = 40
# What definitions are made of stands inside each other too, and again wherever they are used.
DEEPEST_MEANING, MOST_MEANING = 90, 1000
# Each condition is a join, each column multiplies rows, each fold is a query: many of them would never end.
MOST = (
    (frozenset({"WITH", "WITHOUT", "LINK", "UNDER", "ABOVE", "IN", "ABOUT", "SINCE", "UNTIL", "VAND"}), 50),
    (frozenset({"WHICH"}), 3),
    (frozenset({"WHICH", "AS"}), 5),
    (frozenset({"PLUS", "MINUS", "INTERSECT"}), 50),
    (frozenset({"NO"}), 20),
    (frozenset({"COMMA"}), 50),
    (frozenset({"DOT"}), 50),
)


def measure(scan: "Forms") -> None:
    """Look at the whole text before it is read.

    Raises:
        QuestionError: it is too long, or its brackets are too deep.
    """
    if len(scan.text) > LONGEST:
        raise mistakes.too_long(scan, LONGEST)
    depth = 0
    for place, letter in enumerate(scan.text):
        depth += (letter == "(") - (letter == ")")
        if depth > DEEPEST:
            raise mistakes.too_deep(scan, Span(place, place + 1), DEEPEST)


def count(scan: "Forms", token: "Token") -> None:
    """Look at each token as it is taken.

    Raises:
        QuestionError: there are too many of its sort.
    """
    for types, most in MOST:
        if token.type in types and sum(each.type in types for each in scan.tokens) > most:
            raise mistakes.too_many(scan, Span(token.start_pos or 0, token.end_pos or 0), most)
