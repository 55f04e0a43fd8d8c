"""Nouns and their conditions, as they were written."""

from dataclasses import dataclass, field
from typing import Literal

from kgraph.errors import Span

Adverb = Literal["DIRECTLY", "DEEP", "EXPLICITLY"]
Operation = Literal["plus", "minus", "intersect"]
Operator = Literal[">=", "<=", "<", ">", "=", "!=", "~"]
NOWHERE = Span(0, 0)


def place() -> Span:
    """A field that holds a place and does not count in comparisons."""
    found: Span = field(default=NOWHERE, compare=False, repr=False)
    return found


@dataclass(frozen=True, slots=True)
class Reference:
    """One thing: by its code or a name, perhaps with its kind before it; by a `$parameter`, or by a column's name."""

    text: str
    by: Literal["name", "code", "parameter", "column"] = "name"
    kind: str | None = None
    span: Span = place()


@dataclass(frozen=True, slots=True)
class References:
    """Several things: any of them, or every one."""

    members: tuple[Reference, ...]
    every: bool = False
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Value:
    """A literal: its text is the number, the ISO date, the words, the code, or true / false; or a parameter's name."""

    type: Literal["number", "date", "text", "code", "boolean", "parameter"]
    text: str
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a path: a field, a link or a kind by its IRI, or a name given with *as*."""

    role: Literal["FIELD", "LINK", "CLASS", "VAR"]
    word: str
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Path:
    """Words joined by dots: `responsible.name`."""

    steps: tuple[Step, ...]
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many things there must be: `at least 3`."""

    operator: Operator
    number: Value
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Noun:
    """A kind with conditions; `asked` when *which* stands before it.

    The kind is an IRI, or where `defined` the name that a *define* gave to another noun.
    """

    kind: str
    where: "Condition | None" = None
    name: str | None = None
    asked: bool = False
    defined: bool = False
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Joined:
    """Nouns joined by one word: all that any is (*plus*), the first's without the others', or what every one is."""

    operation: Operation
    parts: "tuple[Nouns, ...]"
    span: Span = place()


Nouns = Noun | Joined


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun as an object, with how many of it there must be; `along` a link, where that is named for the noun."""

    noun: Nouns
    quantity: Quantity | None = None
    along: str | None = None
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Compared:
    """A path, alone or against values, or against what another path from a named column leads to."""

    path: Path
    operator: Operator | None = None
    values: tuple[Value, ...] | Path = ()
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Has:
    """`with ...`."""

    thing: Compared | Counted | References
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Linked:
    """`that directly support ...`."""

    link: str
    object: Counted | References
    adverbs: frozenset[Adverb] = frozenset()
    span: Span = place()
    verb_span: Span = place()


@dataclass(frozen=True, slots=True)
class Inside:
    """`under ...`, or `above ...`."""

    references: References
    above: bool = False
    span: Span = place()


@dataclass(frozen=True, slots=True)
class During:
    """A condition on time; `between` has two moments, the others one."""

    relation: Literal["in", "since", "until", "between"]
    moments: tuple[Value, ...]
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Mentions:
    """`about ...`; `like` finds near spellings and other forms too."""

    values: tuple[Value, ...]
    like: bool = False
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Both:
    """Every part holds."""

    parts: "tuple[Condition, ...]"
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Either:
    """Some part holds."""

    parts: "tuple[Condition, ...]"
    span: Span = place()


@dataclass(frozen=True, slots=True)
class Negation:
    """The part does not hold."""

    part: "Condition"
    span: Span = place()


Condition = Has | Linked | Inside | During | Mentions | Both | Either | Negation
