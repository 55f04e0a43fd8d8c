"""Text that is still being written: where it stands, and every state that the parser can be in there."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import Any

from lark import Token
from lark.exceptions import UnexpectedToken
from lark.parsers.lalr_parser_state import ParserState

from kgraph.errors import QuestionError
from kgraph.spor.reading import limits
from kgraph.spor.reading.expecting import accepted, accepts
from kgraph.spor.reading.lexemes import BLANK
from kgraph.spor.reading.lexer import Scan
from kgraph.spor.reading.lexicon import Lexicon, normal
from kgraph.spor.reading.parse import parser
from kgraph.spor.wording.brackets import QUOTES
from kgraph.vocabulary import Vocabulary

# What follows decides which of two an *and* or *or* is; here nothing follows yet.
TWINS = {"AND": "VAND", "VAND": "AND", "OR": "VOR", "VOR": "OR"}


@dataclass(frozen=True, slots=True)
class Ending:
    """How a text stands at its end: where an open quotation mark is, open brackets, and whether it is a comment."""

    quote: int | None = None
    depth: int = 0
    comment: bool = False


def ending(text: str) -> Ending:
    """How a text stands at its end.

    >>> ending('measures under ("Music'), ending("goals # all of them")
    (Ending(quote=16, depth=1, comment=False), Ending(quote=None, depth=0, comment=True))
    """
    quote, depth, comment = None, 0, False
    letters = iter(enumerate(text))
    for place, letter in letters:
        if quote is not None:
            if letter == "\\":
                next(letters, None)
            elif letter == QUOTES[text[quote]]:
                quote = None
        elif comment:
            comment = letter != "\n"
        elif letter in QUOTES:
            quote = place
        elif letter == "#":
            comment = True
        else:
            depth = max(0, depth + (letter == "(") - (letter == ")"))
    return Ending(quote, depth, comment)


class Unfinished(Scan):
    """A text that nothing ends yet: a dot navigates, and a definition goes on until its line is over."""

    def _skip(self, state: ParserState[Any]) -> Token | None:
        blank = BLANK.match(self.text, self.place)
        end = blank.end() if blank else self.place
        open_end = end == len(self.text) and not (blank and blank.group().endswith("\n"))
        if open_end or self.text[end:].strip() == ".":
            self.place = end
            return None
        return super()._skip(state)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a text, and what can come after it."""

    tokens: tuple[Token, ...]
    names: tuple[str, ...]
    defined: tuple[str, ...]
    accepted: frozenset[str]

    @property
    def said(self) -> frozenset[str]:
        """The tokens that can come, *and* and *or* by the names of their keywords."""
        return self.accepted | {token[1:] for token in self.accepted & {"VAND", "VOR"}}


def read_so_far(text: str, lexicon: Lexicon, vocabulary: Vocabulary, defined: Iterable[str] = ()) -> list[Reading]:
    """Every way to read a text that is still being written, in the lexicon's language; none where it cannot be read."""
    scan, state = begin(text, lexicon, vocabulary, defined)
    before = state
    try:
        limits.measure(scan)
        while (token := scan.next(state)) is not None:
            before = state.copy(deepcopy_values=False)
            state.feed_token(token)
    except (QuestionError, UnexpectedToken):
        return []
    ways = [(scan.tokens, state)]
    last = scan.tokens[-1].type if scan.tokens else ""
    if last in TWINS and accepts(before, TWINS[last]):
        twin = Token(TWINS[last], "")
        before.feed_token(twin)
        ways.append(([*scan.tokens[:-1], twin], before))
    names, known = tuple(scan.names.values()), tuple(scan.defined.values())
    return [Reading(tuple(tokens), names, known, _can_come(tokens, each)) for tokens, each in ways]


def _can_come(tokens: list[Token], state: ParserState[Any]) -> frozenset[str]:
    found = accepted(state)
    # The scanner takes no column's name for a value, so none can stand after an *and* or *or* between values.
    return found - {"VAR"} if tokens and tokens[-1].type in {"VAND", "VOR"} else found


def begin(
    text: str, lexicon: Lexicon, vocabulary: Vocabulary, defined: Iterable[str] = ()
) -> tuple[Scan, ParserState[Any]]:
    """A scan of a text that is still being written, and the parser at its start; no tree is made."""
    state = parser().parse_interactive(start="start").parser_state
    state.parse_conf = copy(state.parse_conf)
    state.parse_conf.callbacks = {}
    scan = Unfinished(text, lexicon, vocabulary, lexicon.language, defined={normal(name): name for name in defined})
    return scan, state
