"""The things and values of a graph, listed so that their names can be completed."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kgraph.spor.reading.lexicon import normal


@dataclass(frozen=True, slots=True)
class Named:
    """A thing: its kind's IRI, its code (empty without one), the name to show, and its other names."""

    iri: str
    kind: str
    code: str
    label: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One way to write a thing, and the key that what is typed is compared with."""

    key: str
    text: str
    thing: Named
    is_code: bool = False
    # Whether it is the name to show, as opposed to one of the others.
    own: bool = True


@dataclass(frozen=True)
class Inventory:
    """What a graph holds, for one language: things, the values of fields that have few, and the nouns defined for all.

    Keep it as long as the graph does not change: its index is made once.
    """

    things: tuple[Named, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    defined: tuple[str, ...] = ()
    # How often each link is used.
    used: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every way to write every thing, in alphabetical order: names, then codes."""
        found = []
        for thing in self.things:
            found.append(Row(normal(thing.label), thing.label, thing))
            others = {normal(name): name for name in thing.others}
            found += [Row(key, name, thing, own=False) for key, name in others.items() if key != normal(thing.label)]
            if thing.code:
                found.append(Row(normal(thing.code), thing.code, thing, is_code=True))
        return tuple(sorted(found, key=lambda row: (row.is_code, not row.own, row.key, row.thing.iri)))

    @cached_property
    def bearers(self) -> dict[str, tuple[Named, ...]]:
        """The things that each name or code may stand for."""
        found: dict[str, dict[str, Named]] = defaultdict(dict)
        for row in self.rows:
            found[row.key][row.thing.iri] = row.thing
        return {key: tuple(things.values()) for key, things in found.items()}

    @cached_property
    def counts(self) -> Counter[str]:
        """How many things there are of each kind."""
        return Counter(thing.kind for thing in self.things)
