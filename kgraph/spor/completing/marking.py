"""Which words of a text are what: for whoever shows a question in colours while it is written."""

from dataclasses import dataclass
from typing import Literal

from lark.exceptions import UnexpectedToken

from kgraph.errors import QuestionError
from kgraph.spor.completing.inventory import Inventory
from kgraph.spor.completing.unfinished import begin, ending
from kgraph.spor.completing.warm import Warm, warmed
from kgraph.spor.reading import limits
from kgraph.spor.reading.lexemes import BLANK
from kgraph.spor.reading.lexer import Scan
from kgraph.terms import LANGUAGES
from kgraph.vocabulary import Vocabulary

Look = Literal["keyword", "kind", "link", "field", "name", "number", "mark", "unknown"]
LOOKS: dict[str, Look] = {
    "CLASS": "kind",
    "DEFINED": "kind",
    "LINK": "link",
    "FIELD": "field",
    **dict.fromkeys(("STRING", "CODE", "NAME", "NEWNAME", "VAR", "PARAM", "WHEN"), "name"),
    **dict.fromkeys(("NUMBER", "DATE", "BOOL"), "number"),
    **dict.fromkeys(("LPAR", "RPAR", "COMMA", "DOT", "COLON", "SEMI"), "mark"),
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a text and what it is."""

    start: int
    end: int
    look: Look


def marked(text: str, vocabulary: Vocabulary, names: Inventory, language: str) -> list[Marked]:
    """The words of a text in their order: as the parser reads them, up to the first that it cannot read.

    What that word is, is not known, unless it stands last and may not be finished; what follows it is left unmarked.
    The text is read in the language in which most of it can be, this one first.
    """
    warm = warmed(vocabulary, names)
    tongues = (language, *(other for other in LANGUAGES if other != language))
    return max((_read(text, warm, tongue) for tongue in tongues), key=_length)


def _length(found: list[Marked]) -> int:
    return max((each.end for each in found if each.look != "unknown"), default=0)


def _read(text: str, warm: Warm, tongue: str) -> list[Marked]:
    scan, state = begin(text, warm.lexicons[tongue], warm.vocabulary, warm.names.defined)
    found: list[Marked] = []
    try:
        limits.measure(scan)
        while (token := scan.next(state)) is not None:
            found.append(Marked(token.start_pos or 0, token.end_pos or 0, LOOKS.get(token.type, "keyword")))
            state.feed_token(token)
    except UnexpectedToken:
        found[-1] = Marked(found[-1].start, found[-1].end, "unknown")
    except QuestionError:
        found += _unread(scan)
    return [each for each in found if each.end > each.start]


def _unread(scan: Scan) -> list[Marked]:
    """What could not be read: a name whose quotation mark is open yet, or a word that may not stand there."""
    text = scan.text
    blank = BLANK.match(text, scan.place)
    start = blank.end() if blank else scan.place
    if ending(text).quote == start:
        return [Marked(start, len(text), "name")]
    chunks = scan.chunks(start)
    end = chunks[-1][1] if chunks else start + 1
    return [] if end >= len(text) else [Marked(start, end, "unknown")]
