"""What was written: frozen trees that know no language, each node with its place in the text.

Spans take no part in equality, so that two spellings of one question are the same tree.
"""

from dataclasses import dataclass, field
from typing import Literal

from kgraph.errors import Span

Adverb = Literal["DIRECTLY", "DEEP", "EXPLICITLY"]
Operator = Literal[">=", "<=", "<", ">", "=", "!=", "~"]
FoldName = Literal["count", "sum", "average", "lowest", "highest"]
NOWHERE = Span(0, 0)


def _span() -> Span:
    """A field that holds a place and does not count in comparisons."""
    place: Span = field(default=NOWHERE, compare=False, repr=False)
    return place


@dataclass(frozen=True, slots=True)
class Reference:
    """One thing, by its code or by a name, perhaps with its kind before it."""

    text: str
    is_code: bool = False
    kind: str | None = None
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class References:
    """Several things: any of them, or every one."""

    members: tuple[Reference, ...]
    every: bool = False
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Value:
    """A literal: its text is the number, the ISO date, the words, the code, or true / false."""

    type: Literal["number", "date", "text", "code", "boolean"]
    text: str
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a path: a field, a link or a kind by its IRI, or a name given with *as*."""

    role: Literal["FIELD", "LINK", "CLASS", "VAR"]
    word: str
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Path:
    """Words joined by dots: `responsible.name`."""

    steps: tuple[Step, ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many things there must be: `at least 3`."""

    operator: Operator
    number: Value
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Noun:
    """A kind with conditions; `asked` when *which* stands before it."""

    kind: str
    where: "Condition | None" = None
    name: str | None = None
    asked: bool = False
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun as an object, with how many of it there must be."""

    noun: Noun
    quantity: Quantity | None = None
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Compared:
    """A path, alone or against values."""

    path: Path
    operator: Operator | None = None
    values: tuple[Value, ...] = ()
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Has:
    """`with ...`."""

    thing: Compared | Counted | References
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Linked:
    """`that directly support ...`."""

    link: str
    object: Counted | References
    adverbs: frozenset[Adverb] = frozenset()
    span: Span = _span()
    verb_span: Span = _span()


@dataclass(frozen=True, slots=True)
class Inside:
    """`under ...`, or `above ...`."""

    references: References
    above: bool = False
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class During:
    """A condition on time; `between` has two moments, the others one."""

    relation: Literal["in", "since", "until", "between"]
    moments: tuple[Value, ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Mentions:
    """`about ...`."""

    values: tuple[Value, ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Both:
    """Every part holds."""

    parts: "tuple[Condition, ...]"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Either:
    """Some part holds."""

    parts: "tuple[Condition, ...]"
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Negation:
    """The part does not hold."""

    part: "Condition"
    span: Span = _span()


Condition = Has | Linked | Inside | During | Mentions | Both | Either | Negation


@dataclass(frozen=True, slots=True)
class Evidence:
    """The column of quotes."""

    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Fold:
    """`count`, or `sum budget`."""

    name: FoldName
    path: Path | None = None
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class SortKey:
    """What to sort by; `first` cuts the rows after that."""

    key: Path | Fold
    descending: bool = False
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Select:
    """A noun and what to do with its rows."""

    noun: Noun
    show: tuple[Path | Evidence, ...] = ()
    sort: tuple[SortKey, ...] = ()
    first: Value | None = None
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Folds of a noun, per groups, perhaps with one group as columns."""

    folds: tuple[Fold, ...]
    noun: Noun
    per: tuple[Path | Noun, ...] = ()
    by: Path | Noun | None = None
    show: tuple[Path | Evidence, ...] = ()
    sort: tuple[SortKey, ...] = ()
    first: Value | None = None
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Exists:
    """Whether there are any."""

    noun: Noun
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one thing."""

    reference: Reference
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Why:
    """Why one thing is linked to another."""

    subject: Reference
    link: str
    object: Reference
    adverbs: frozenset[Adverb] = frozenset()
    span: Span = _span()
    verb_span: Span = _span()


@dataclass(frozen=True, slots=True)
class Route:
    """How one thing hangs together with another, by whatever links."""

    start: Reference
    end: Reference
    span: Span = _span()


Question = Select | Aggregate | Exists | Card | Why | Route
