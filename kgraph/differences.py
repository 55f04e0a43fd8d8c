"""What has changed between two states of a plan, in words: things, fields, links, and what the links rest on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal as Choice

from kgraph.engines.literals import literal
from kgraph.messages import say
from kgraph.terms import FALLBACK, KG, RDF, RDFS, SKOS, XSD, Iri, Literal, Term, Triple
from kgraph.vocabulary import Vocabulary

Change = Choice["new", "gone", "changed"]
Link = tuple[str, str, str]
# What a claim says of a link, in the order in which it is told.
SAID = ("basis", "confidence", "match", "quote", "reason", "heading", "document")
IDENTITY = (RDF + "subject", RDF + "predicate", RDF + "object")


@dataclass(frozen=True, slots=True)
class Difference:
    """A thing that is new, gone or changed, how in a sentence, and what stood there before and stands there after."""

    change: Change
    thing: str
    sentence: str
    before: str = ""
    after: str = ""


@dataclass
class State:
    """The triples of one state, sorted by what they are about."""

    kinds: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    codes: dict[str, str] = field(default_factory=dict)
    values: dict[tuple[str, str], set[Literal | Iri]] = field(default_factory=lambda: defaultdict(set))
    links: set[Link] = field(default_factory=set)
    claims: dict[Link, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))


def differences(
    before: Iterable[Triple], after: Iterable[Triple], words: Vocabulary, language: str
) -> list[Difference]:
    """The differences between two states, the things in the order of their names.

    Args:
        before: the triples of the earlier state.
        after: those of the later one.
        words: the ontology of both.
        language: of the sentences.
    """
    told = Telling(_state(before, words), _state(after, words), words, language)
    return sorted(told.all(), key=lambda each: (each.thing, each.sentence))


def _state(triples: Iterable[Triple], words: Vocabulary) -> State:
    state = State()
    claims: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    found = list(triples)
    about = {each.subject for each in found if each.predicate == RDF + "subject"}
    for each in found:
        text = each.object.text if isinstance(each.object, Literal) else str(each.object)
        if each.subject in about:
            claims[each.subject][each.predicate].add(text)
        else:
            _sort(state, each, text, words)
    for claim in claims.values():
        link = tuple(next(iter(claim.get(part, {""}))) for part in IDENTITY)
        for name in SAID:
            state.claims[link[0], link[1], link[2]][name] |= claim.get(KG + name, set())
    return state


def _sort(state: State, each: Triple, text: str, words: Vocabulary) -> None:
    if each.predicate == RDF + "type":
        state.kinds[each.subject].add(text)
    elif each.predicate == SKOS + "notation":
        state.codes[each.subject] = text
    elif each.predicate in words.links and isinstance(each.object, Iri):
        state.links.add((each.subject, each.predicate, text))
    elif each.predicate in words.fields:
        state.values[each.subject, each.predicate].add(_shortest(each.object))
        if each.predicate == RDFS + "label" and isinstance(each.object, Literal):
            state.names[each.subject][each.object.language] = text


def _shortest(value: Iri | Literal) -> Iri | Literal:
    """The value; a number as it is written shortest, since 100.0 is no other amount than 100."""
    known = literal(value.text, value.datatype) if isinstance(value, Literal) else None
    if isinstance(known, bool) or not isinstance(known, int | Decimal):
        return value
    return Literal(f"{Decimal(known).normalize():f}", XSD + "decimal")


@dataclass(frozen=True)
class Telling:
    """Two states, and the language that their differences are told in."""

    before: State
    after: State
    words: Vocabulary
    language: str

    def all(self) -> Iterator[Difference]:
        """Every difference; of a thing that is new or gone, that alone."""
        old, new = set(self.before.kinds), set(self.after.kinds)
        for thing in new - old:
            yield Difference("new", self.name(thing), self._say("diff_new", kind=self._kind(thing)))
        for thing in old - new:
            yield Difference("gone", self.name(thing), self._say("diff_gone", kind=self._kind(thing)))
        for thing in old & new:
            if self.before.kinds[thing] != self.after.kinds[thing]:
                was, now = (self._kind_in(state.kinds[thing]) for state in (self.before, self.after))
                yield Difference("changed", self.name(thing), self._say("diff_kind", before=was, after=now), was, now)
        yield from self._fields(old & new)
        yield from self._links(old ^ new)
        yield from self._claimed(old ^ new)
        yield from self._claims()

    def _fields(self, things: set[str]) -> Iterator[Difference]:
        for thing, predicate in sorted({*self.before.values, *self.after.values}):
            old, new = (state.values.get((thing, predicate), set()) for state in (self.before, self.after))
            if thing not in things or old == new:
                continue
            label = self.words.fields[predicate].label(self.language)
            was, now = self._values(old - new), self._values(new - old)
            key = self._how(old, new)
            change: Change = "new" if key == "diff_got" else "gone" if key == "diff_lost" else "changed"
            sentence = self._say(key, field=label, before=was, after=now)
            yield Difference(change, self.name(thing), sentence, was, now)

    def _how(self, old: set[Literal | Iri], new: set[Literal | Iri]) -> str:
        """Whether a value is new, gone, more, less or just another."""
        if not old or old < new:
            return "diff_got"
        if not new or new < old:
            return "diff_lost"
        numbers = [
            [literal(each.text, each.datatype) for each in values if isinstance(each, Literal)] for values in (old, new)
        ]
        if all(len(found) == 1 and _is_number(found[0]) for found in numbers):
            (was,), (now,) = numbers
            assert isinstance(was, int | Decimal)
            assert isinstance(now, int | Decimal)
            return "diff_rose" if was < now else "diff_fell"
        return "diff_changed"

    def _values(self, values: set[Literal | Iri]) -> str:
        return "; ".join(sorted(self._value(each) for each in values))

    def _value(self, value: Literal | Iri) -> str:
        if isinstance(value, Iri):
            word = self.words.word(value)
            return word.label(self.language) if word else str(value)
        known = literal(value.text, value.datatype)
        if isinstance(known, int | Decimal) and not isinstance(known, bool):
            from kgraph.render.cells import number

            return number(known, self.language)
        return f"«{value.text}»" if value.language else value.text

    def _links(self, told: set[str]) -> Iterator[Difference]:
        """Links that are new or gone; those of a thing that is itself new or gone go without saying."""
        for key, change, found in (
            ("diff_linked", "new", self.after.links - self.before.links),
            ("diff_unlinked", "gone", self.before.links - self.after.links),
        ):
            for start, predicate, end in sorted(found):
                if start not in told:
                    label = self.words.links[predicate].label(self.language)
                    sentence = self._say(key, link=label, target=self.name(end))
                    yield Difference("new" if change == "new" else "gone", self.name(start), sentence)

    def _claimed(self, told: set[str]) -> Iterator[Difference]:
        """Claims that are new or gone, also those that are only suggested; a link that comes or goes has its own."""
        old, new = self.before.claims, self.after.claims
        moved = told, self.before.links ^ self.after.links
        for key, change, state, found in (
            ("diff_claimed", "new", self.after, set(new) - set(old)),
            ("diff_unclaimed", "gone", self.before, set(old) - set(new)),
        ):
            for link in sorted(found):
                if link[0] not in moved[0] and link not in moved[1] and link[1] in self.words.links:
                    basis = self._said(state.claims[link]["basis"])
                    values = {"link": self.words.links[link[1]].label(self.language), "target": self.name(link[2])}
                    sentence = self._say(key, basis=basis, **values)
                    yield Difference("new" if change == "new" else "gone", self.name(link[0]), sentence)

    def _claims(self) -> Iterator[Difference]:
        """Of links that were there and are there still, what they rest on."""
        for link in sorted(set(self.before.claims) & set(self.after.claims)):
            if not {link} <= self.before.links & self.after.links or link[1] not in self.words.links:
                continue
            label = self.words.links[link[1]].label(self.language)
            for name in SAID:
                was, now = (self._said(state.claims[link][name]) for state in (self.before, self.after))
                if was != now:
                    field_label = self.words.word(KG + name)
                    about = field_label.label(self.language) if field_label else name
                    values = {"field": about, "before": was or "–", "after": now or "–"}
                    sentence = self._say("diff_claim", link=label, target=self.name(link[2]), **values)
                    yield Difference("changed", self.name(link[0]), sentence, was, now)

    def _said(self, values: set[str]) -> str:
        words = [self.words.word(each) for each in sorted(values)]
        shown = [
            word.label(self.language) if word else self.name(each) if each in self.after.kinds else f"«{each}»"
            for word, each in zip(words, sorted(values), strict=True)
        ]
        return "; ".join(shown)

    def name(self, thing: str) -> str:
        """The thing's name and code in the later state, or else the earlier."""
        for state in (self.after, self.before):
            if labels := state.names.get(thing):
                shown = _best(labels, self.language)
                return f"{shown} ({state.codes[thing]})" if thing in state.codes else shown
        return self.after.codes.get(thing) or self.before.codes.get(thing) or _local(thing)

    def _kind(self, thing: str) -> str:
        return self._kind_in(self.after.kinds.get(thing) or self.before.kinds[thing])

    def _kind_in(self, kinds: set[str]) -> str:
        known = [self.words.kinds[kind].label(self.language) for kind in sorted(kinds) if kind in self.words.kinds]
        return known[0] if known else _local(min(kinds))

    def _say(self, key: str, **values: str) -> str:
        return say(self.language, key, **values)


def _is_number(value: Term) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _best(labels: Mapping[str, str], language: str) -> str:
    return next((labels[tag] for tag in (*FALLBACK[language], *sorted(labels)) if tag in labels), "")


def _local(iri: str) -> str:
    """A name for a thing that has none here: what its IRI says of its place."""
    for start in ("http://metadata.un.org/", "https://w3id.org/kgraph/id/"):
        if iri.startswith(start):
            return iri.removeprefix(start).replace("/", ":", 1)
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]
