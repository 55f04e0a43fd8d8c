"""What completion makes once of a vocabulary and an inventory, and keeps."""

from dataclasses import dataclass
from functools import lru_cache

from kgraph.spor.completing.inventory import Inventory
from kgraph.spor.completing.spellings import Spelling, spellings
from kgraph.spor.reading.lexicon import Lexicon, lexicon
from kgraph.terms import LANGUAGES
from kgraph.vocabulary import Vocabulary


def warmed(vocabulary: Vocabulary, names: Inventory) -> "Warm":
    """What is kept for these two, made the first time that they are seen together."""
    return _made(_Same(vocabulary), _Same(names))


class _Same:
    """A key that is the same for the same object only: vocabularies have no hash."""

    def __init__(self, it: object) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.it is other.it


@dataclass(frozen=True)
class Warm:
    """What is made once of a vocabulary and an inventory."""

    vocabulary: Vocabulary
    names: Inventory
    lexicons: dict[str, Lexicon]
    spellings: dict[str, tuple[Spelling, ...]]


@lru_cache(maxsize=8)
def _made(vocabulary: _Same, names: _Same) -> Warm:
    words, things = vocabulary.it, names.it
    assert isinstance(words, Vocabulary)
    assert isinstance(things, Inventory)
    lexicons = {tag: lexicon(words, tag) for tag in LANGUAGES}
    return Warm(words, things, lexicons, {tag: spellings(words, lexicons[tag]) for tag in LANGUAGES})
