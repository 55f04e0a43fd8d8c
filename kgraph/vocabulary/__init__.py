"""The words of the ontology: kinds, links, fields and choices, by IRI and by what people call them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from kgraph.terms import FALLBACK, KG, Iri

Labels = Mapping[str, str]
Others = Mapping[str, tuple[str, ...]]
ValueType = Literal["text", "integer", "decimal", "date", "boolean", "choice"]

THING = KG + "Thing"
CLAIM = KG + "Claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What kinds, links, fields and choices have in common: an IRI and its names."""

    iri: str
    labels: Labels
    others: Others = field(default_factory=dict)
    comments: Labels = field(default_factory=dict)

    def label(self, language: str) -> str:
        """The name in a language, or the next best language's."""
        return _best(self.labels, language) or self.local

    @property
    def local(self) -> str:
        """The last part of the IRI."""
        return self.iri[max(self.iri.rfind("#"), self.iri.rfind("/")) + 1 :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Word):
    """A class of things."""

    plurals: Labels
    parent: str | None = None
    on_thread: bool = False
    main_link: str | None = None
    via: str | None = None

    def plural(self, language: str) -> str:
        """The plural in a language."""
        return _best(self.plurals, language) or self.label(language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(Word):
    """An object property, or the named inverse of one."""

    verbs: Labels
    domain: frozenset[str]
    range: frozenset[str]
    stored: str
    backwards: bool = False
    inverse: str | None = None
    parent: str | None = None
    thread: bool = False
    rolls_up: bool = False
    carried: bool = False
    claimed: bool = False

    def verb(self, language: str) -> str:
        """The words that stand after *that*: `support`, `are supported by`."""
        return _best(self.verbs, language) or self.label(language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Word):
    """A data property, or a property whose values are a few named choices."""

    type: ValueType
    domain: frozenset[str]
    choices: tuple[str, ...] = ()
    additive: bool = False
    currency: str | None = None
    carried: bool = False
    searched: bool = False
    derived: bool = False
    time: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Word):
    """A value that a choice field may have."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Every word, by IRI; each vocabulary is itself alone, so that what is made of one can be kept beside it."""

    kinds: Mapping[str, Kind]
    links: Mapping[str, Link]
    fields: Mapping[str, Field]
    choices: Mapping[str, Choice]
    # Of the built graph: the kinds of which some thing's part leads to a part of some thing of the other.
    leads: frozenset[tuple[str, str]] = frozenset()

    @staticmethod
    def from_triples(triples: Iterable[tuple[str, str, object, str]]) -> "Vocabulary":
        """The words that an ontology's triples define.

        Args:
            triples: subject, predicate, object and the object's language tag (empty without one);
                blank nodes are any text that starts with `_:`.
        """
        from kgraph.vocabulary.reading import read

        triples = list(triples)
        leads = frozenset((s, str(o)) for s, p, o, _ in triples if p == KG + "leadsToKind")
        return Vocabulary(*read(triples), leads)

    @cached_property
    def subkinds(self) -> dict[str, frozenset[str]]:
        """For each kind, itself and every kind below it."""
        below: dict[str, set[str]] = {iri: {iri} for iri in self.kinds}
        for iri in self.kinds:
            for above in self.kinds_above(iri):
                below[above].add(iri)
        return {iri: frozenset(found) for iri, found in below.items()}

    def kinds_above(self, kind: str) -> tuple[str, ...]:
        """The kind itself and those it is a subkind of, nearest first."""
        found: list[str] = []
        step: str | None = kind
        while step and step in self.kinds and step not in found:
            found.append(step)
            step = self.kinds[step].parent
        return tuple(found)

    def fits(self, kind: str, allowed: Iterable[str]) -> bool:
        """Whether a thing of this kind may be one of the allowed kinds."""
        return any(kind in self.subkinds.get(a, ()) or a in self.subkinds.get(kind, ()) for a in allowed)

    def sublinks(self, link: str) -> frozenset[str]:
        """The link and those under it."""
        return frozenset({link, *(each for each in self.links if link in self.links_above(each))})

    def links_above(self, link: str) -> tuple[str, ...]:
        """The links that a link is a sort of, nearest first."""
        found: list[str] = []
        step = self.links[link].parent
        while step and step in self.links and step not in found:
            found.append(step)
            step = self.links[step].parent
        return tuple(found)

    def word(self, iri: str) -> Word | None:
        """The kind, link, field or choice of this IRI."""
        return self.kinds.get(iri) or self.links.get(iri) or self.fields.get(iri) or self.choices.get(iri)

    def stands_on(self, kind: str, field: Field) -> bool:
        """Whether things of this kind may have the field, their own or over the kind's via link."""
        if not field.domain or self.fits(kind, field.domain):
            return True
        via = self.kinds[kind].via
        return bool(field.carried and via and self.fits_any(self.links[via].range, field.domain))

    def fits_any(self, kinds: Iterable[str], allowed: Iterable[str]) -> bool:
        """Whether any of the kinds fits."""
        allowed = tuple(allowed)
        return any(self.fits(kind, allowed) for kind in kinds)


def _best(labels: Labels, language: str) -> str:
    for tag in FALLBACK[language]:
        if tag in labels:
            return labels[tag]
    return next(iter(labels.values()), "")


__all__ = ["CLAIM", "THING", "Choice", "Field", "Iri", "Kind", "Link", "Vocabulary", "Word"]
