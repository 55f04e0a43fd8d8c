"""What is meant: things, links and values by IRI, free of any query language.

Every node is frozen and plain, so that a pattern can be written as SPARQL, as SQL, or evaluated by hand.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from kgraph.spor.syntax import FoldName, Operator
from kgraph.vocabulary import ValueType

Literal_ = str | Decimal | date | bool


@dataclass(frozen=True, slots=True)
class Relation:
    """How two things hang together.

    - `link`: by a stored predicate; `rolled` over part-of at both ends, or only at the own end of the thing that
      is asked about; or `carried` over the subject's via link
    - `deep`: by one or more thread links in a row, rolled at both ends
    - `thread`: by zero or more thread links, either way round; or where the graph has threads one way alone, that way
    - `within`: the one inside the other, at any depth, not itself
    - `over`: by the subject's via link, up and down the nesting of its kind
    """

    how: Literal["link", "deep", "thread", "within", "over"]
    predicate: str = ""
    backwards: bool = False
    rolled: Literal["no", "own", "both"] = "no"
    carried: bool = False
    stated: bool = False
    claimed: bool = False
    way: Literal["both", "there", "back"] = "both"
    # Whether the two could be one thing, which `within` and `over` leave out.
    one_kind: bool = True


@dataclass(frozen=True, slots=True)
class Things:
    """Any one of these."""

    iris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Set:
    """Every thing of a kind that meets a condition; the variable is its own in the whole question."""

    kind: str
    variable: str
    where: "Condition | None" = None
    column: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """The thing that a variable stands for, which another part of the question binds."""

    variable: str


@dataclass(frozen=True, slots=True)
class OfKind:
    """The thing is of a kind, beside the one that is asked for."""

    kind: str


@dataclass(frozen=True, slots=True)
class Related:
    """There are at least so many of the target that the thing is related to."""

    relation: Relation
    target: Things | Set | Bound
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class FieldUse:
    """A field as a question uses it; `carried` over the via link of the thing."""

    iri: str
    type: ValueType
    additive: bool = False
    carried: bool = False
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of a path, to the things bound to the variable; of a kind only, where the step names one."""

    relation: Relation
    variable: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class PathUse:
    """From a variable over relations to a field, or to the things themselves."""

    start: str
    legs: tuple[Leg, ...]
    field: FieldUse | None = None


@dataclass(frozen=True, slots=True)
class Valued:
    """The path has a value; compared, some value meets it (an additive field: the total does).

    What it is compared with are literals, or what another path leads to.
    """

    path: PathUse
    operator: Operator | None = None
    values: tuple[Literal_, ...] = ()
    other: PathUse | None = None


@dataclass(frozen=True, slots=True)
class Timed:
    """`overlaps`, `starts` within, or `ends` within the days from `start` to `end`."""

    relation: Literal["overlaps", "starts", "ends"]
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A searched field holds one of the texts; or, where `like`, near spellings or other forms of its words."""

    texts: tuple[str, ...]
    fields: tuple[str, ...]
    like: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Any_:  # noqa: N801 - `Any` is taken by typing
    """Some part holds."""

    parts: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


Condition = OfKind | Related | Valued | Timed | Mentioned | All | Any_ | Not


@dataclass(frozen=True, slots=True)
class Order:
    """A sort key: a path of a row, or the number of a fold or a group in an aggregate."""

    key: PathUse | int
    descending: bool = False


@dataclass(frozen=True, slots=True)
class SelectPattern:
    """Rows: the set's things with the sets that *which* made columns."""

    things: Set
    columns: tuple[Set, ...] = ()
    show: tuple[PathUse, ...] = ()
    evidence: bool = False
    order: tuple[Order, ...] = ()
    first: int | None = None


@dataclass(frozen=True, slots=True)
class FoldUse:
    """A fold over the things of a group."""

    name: FoldName
    path: PathUse | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A way to group: the things at the end of a path of relations, or the values of a field there.

    `enumerated` holds the set whose every thing is a group, with or without things in it.
    """

    path: PathUse
    variable: str
    enumerated: Set | None = None


@dataclass(frozen=True, slots=True)
class FoldTest:
    """What a group's fold, by its number, must come to."""

    fold: int
    operator: Operator
    value: Literal_


@dataclass(frozen=True, slots=True)
class AggregatePattern:
    """Folds per group; with `matrix` the last group makes columns, and every cell is given.

    The groups are kept that meet every test, or any of them.
    """

    things: Set
    folds: tuple[FoldUse, ...]
    groups: tuple[Group, ...] = ()
    matrix: bool = False
    tests: tuple[FoldTest, ...] = ()
    every_test: bool = True
    show: tuple[PathUse, ...] = ()
    order: tuple[Order, ...] = ()
    first: int | None = None


@dataclass(frozen=True, slots=True)
class ExistsPattern:
    """Whether the set has any thing."""

    things: Set


@dataclass(frozen=True, slots=True)
class CardPattern:
    """The facts of one thing, out and in."""

    thing: str


@dataclass(frozen=True, slots=True)
class WhyPattern:
    """The shortest chains by which a relation holds between two things."""

    start: str
    end: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class RoutePattern:
    """The shortest chains of any links between two things."""

    start: str
    end: str


Pattern = SelectPattern | AggregatePattern | ExistsPattern | CardPattern | WhyPattern | RoutePattern
