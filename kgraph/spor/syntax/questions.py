"""What is done with nouns, as it was written: questions, and what may stand before them."""

from dataclasses import dataclass
from typing import Literal

from kgraph.errors import Span
from kgraph.spor.syntax.nouns import Adverb, Nouns, Operator, Path, Reference, Value, place

FoldName = Literal["count", "sum", "average", "lowest", "highest"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The column of quotes."""

    span: Span = place()


@dataclass(frozen=True, slots=True)
class Fold:
    """`count`, or `sum budget`."""

    name: FoldName
    path: Path | None = None
    span: Span = place()


@dataclass(frozen=True, slots=True)
class SortKey:
    """What to sort by; `first` cuts the rows after that."""

    key: Path | Fold
    descending: bool = False
    span: Span = place()


@dataclass(frozen=True, slots=True)
class FoldBound:
    """What a group's fold must come to."""

    fold: Fold
    operator: Operator
    value: Value
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Having:
    """Which groups are kept: those that meet every test, or any of them."""

    tests: tuple[FoldBound, ...]
    every: bool = True
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Select:
    """A noun and what to do with its rows."""

    noun: Nouns
    show: tuple[Path | Evidence, ...] = ()
    sort: tuple[SortKey, ...] = ()
    first: Value | None = None
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Folds of a noun, per groups, perhaps with one group as columns."""

    folds: tuple[Fold, ...]
    noun: Nouns
    per: tuple[Path | Nouns, ...] = ()
    by: Path | Nouns | None = None
    having: Having | None = None
    show: tuple[Path | Evidence, ...] = ()
    sort: tuple[SortKey, ...] = ()
    first: Value | None = None
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Exists:
    """Whether there are any."""

    noun: Nouns
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one thing."""

    reference: Reference
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Why:
    """Why one thing is linked to another."""

    subject: Reference
    link: str
    object: Reference
    adverbs: frozenset[Adverb] = frozenset()
    span: Span = place()
    verb_span: Span = place()


@dataclass(frozen=True, slots=True)
class Route:
    """How one thing hangs together with another, by whatever links."""

    start: Reference
    end: Reference
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Definition:
    """A name for a noun, to be used as a noun."""

    name: str
    noun: Nouns
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Gone:
    """Suppose that a thing were not there."""

    thing: Reference
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Changed:
    """Suppose that a link between two things were there, or `denied`, were not."""

    subject: Reference
    link: str
    object: Reference
    denied: bool = False
    span: Span = place()
    verb_span: Span = place()


@dataclass(frozen=True, slots=True)
class Given:
    """Suppose that a thing's field had another value, or none."""

    thing: Reference
    field: str
    value: Value | None = None
    span: Span = place()


Change = Gone | Changed | Given
Question = Select | Aggregate | Exists | Card | Why | Route


@dataclass(frozen=True, slots=True)
class Prefaced:
    """A question with what stands before it: definitions, and what is supposed."""

    question: Question
    definitions: tuple[Definition, ...] = ()
    changes: tuple[Change, ...] = ()
    span: Span = place()


Sentence = Question | Prefaced
