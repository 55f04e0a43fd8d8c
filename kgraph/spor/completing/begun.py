"""Where the word that is being written began, and what is typed of it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kgraph.spor.completing.unfinished import ending
from kgraph.spor.reading.lexicon import normal
from kgraph.spor.reading.literals import JOIN, WORD
from kgraph.spor.wording.brackets import QUOTES

CODE = re.compile(r"(?:[^\W\d_][\w-]*:[\w.-]*|[^\W_][\w-]*(?:\.[\w-]+)+)$")
PARAMETER = re.compile(r"\$\w*$")


@dataclass(frozen=True, slots=True)
class Begun:
    """What is typed of a word: from where, as it is compared, and inside which quotation mark."""

    start: int
    typed: str
    quote: str = ""

    def match(self, key: str) -> int | None:
        """How well a key goes on from what is typed: 0 from its beginning, 1 from a word of it, 2 inside one."""
        if self.typed.endswith(" "):
            # The word is over as a rule, and another one begins.
            return 1 if key.startswith(self.typed) else None
        place = key.find(self.typed)
        if place <= 0:
            return None if place < 0 else 0
        return 1 if f" {self.typed}" in key else 2

    def writer(self, after: str) -> Callable[[str], str]:
        """Writes a name in quotation marks: those that were begun with, unless they are closed after the place."""
        quote = self.quote or '"'
        close = QUOTES[quote]
        end = "" if self.quote and after.startswith(close) else close

        def write(text: str) -> str:
            return quote + text.replace("\\", "\\\\").replace(close, "\\" + close) + end

        return write


def beginnings(head: str, longest: int) -> list[Begun]:
    """Each place where the last word of a text may have begun, the earliest first, since phrases have several words.

    Args:
        head: the text up to the place that is asked about.
        longest: how many words a phrase can have.
    """
    quote = ending(head).quote
    if quote is not None:
        return [Begun(quote, _typed(head[quote + 1 :].replace("\\", "")), head[quote])]
    if found := PARAMETER.search(head):
        return [Begun(found.start(), found.group())]
    starts = _word_starts(head, longest)
    if found := CODE.search(head):
        starts.append(found.start())
    elif not head or not (head[-1].isalnum() or head[-1] == ":"):
        starts.append(len(head))
    return [Begun(start, _typed(head[start:])) for start in sorted(set(starts))]


def continuations(before: str, phrases: Iterable[str], longest: int) -> tuple[str, ...]:
    """The ends of the phrases that the last words of a text begin: what would be read as one with them.

    >>> continuations("aktørar som har", ("har del", "som", "del av"), 6)
    ('del',)
    """
    stems = tuple(f"{normal(before[start:])} " for start in _word_starts(before, longest - 1))
    return tuple(phrase[len(stem) :] for phrase in phrases for stem in stems if phrase.startswith(stem))


def _word_starts(head: str, longest: int) -> list[int]:
    found: list[int] = []
    end = len(head)
    for word in reversed(list(WORD.finditer(head))):
        gap = head[word.end() : end]
        if len(found) == longest or (gap and not JOIN.fullmatch(gap) and gap != "-"):
            break
        found.append(word.start())
        end = word.start()
    return found


def _typed(text: str) -> str:
    """What is typed as keys are written; a blank after it stays, since a word is over there."""
    key = normal(text)
    return f"{key} " if key and text[-1:].isspace() else key
