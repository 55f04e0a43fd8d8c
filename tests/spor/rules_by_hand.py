"""The rules of spor.md by which things hang together, in plain Python over the triples of the sources.

Nothing here is shared with what it checks: no derived predicate, no closure code, no SPARQL.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

import rdflib
from rdflib import OWL, RDF, RDFS, XSD

from kgraph.spor import pattern as meant

KG = "https://w3id.org/kgraph/ns#"
YEARS = {KG + "startYear", KG + "endYear"}
TIMES = {*YEARS, KG + "date", KG + "year"}
TYPES = {
    "text": XSD.string,
    "integer": XSD.integer,
    "decimal": XSD.decimal,
    "boolean": XSD.boolean,
    "date": XSD.date,
}


class Sources:
    """The triples of the source files, without the links that rest on suggestions alone."""

    def __init__(self, paths: Iterable[str] = (), graph: rdflib.Graph | None = None) -> None:
        graph = graph if graph is not None else rdflib.Graph()
        for path in paths:
            graph.parse(path)
        self.graph = graph
        # For each thing the fields that nothing carries to it any longer.
        self.apart: dict[str, set[str]] = defaultdict(set)
        bases: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for claim, basis in graph.subject_objects(rdflib.URIRef(KG + "basis")):
            link = tuple(str(graph.value(claim, end)) for end in (RDF.subject, RDF.predicate, RDF.object))
            bases[link].add(str(basis).removeprefix(KG))
        self.out: dict[tuple[str, str], set[Any]] = defaultdict(set)
        self.into: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.unstated = {link for link, found in bases.items() if "stated" not in found}
        for s, p, o in graph:
            if bases.get((str(s), str(p), str(o))) == {"suggested"}:
                continue
            self.out[str(s), str(p)].add(o)
            if not isinstance(o, rdflib.Literal):
                self.into[str(o), str(p)].add(str(s))
        self.subjects = {s for s, _ in self.out}

    def supposing(self, changes: Iterable[Any]) -> "Sources":
        """The same with what a question supposes."""
        found = self
        for change in changes:
            found = _Supposed(found, change).sources()
        return found

    def ends(self, subject: str, predicate: str) -> set[str]:
        return {str(each) for each in self.out.get((subject, predicate), ())}

    def flagged(self, flag: str) -> set[str]:
        """The words of the ontology on which a flag is true."""
        return {s for (s, p), found in self.out.items() if p == KG + flag and "true" in map(str, found)}


class _Supposed:
    """Sources with one change."""

    def __init__(self, sources: Sources, change: Any) -> None:
        self.before = sources
        self.change = change
        self.rules = Rules(sources, stated=False)
        self.graph = rdflib.Graph()
        for triple in sources.graph:
            self.graph.add(triple)

    def sources(self) -> Sources:
        apart: set[str] = set()
        if self.change.field:
            apart = self.value()
        elif not self.change.link:
            self.gone()
        else:
            self.link()
        found = Sources(graph=self.graph)
        found.apart.update({thing: set(fields) for thing, fields in self.before.apart.items()})
        for thing in self.rules.parts(self.change.thing) if self.is_on("additive") else {self.change.thing}:
            found.apart[thing] |= apart
        return found

    def is_on(self, flag: str) -> bool:
        return (self.change.field or self.change.link) in self.before.flagged(flag)

    def gone(self) -> None:
        for part in self.rules.parts(self.change.thing):
            node = rdflib.URIRef(part)
            for end in (RDF.subject, RDF.object):
                for claim in list(self.graph.subjects(end, node)):
                    self.graph.remove((claim, None, None))
            self.graph.remove((node, None, None))
            self.graph.remove((None, None, node))

    def link(self) -> None:
        change, stored = self.change, rdflib.URIRef(self.change.link)
        if not change.denied:
            self.unclaim(change.thing, change.link, change.object)
            self.graph.add((rdflib.URIRef(change.thing), stored, rdflib.URIRef(change.object)))
            return
        starts, ends = {change.thing}, {change.object}
        if self.is_on("rollsUp"):
            starts, ends = self.rules.parts(change.thing), self.rules.parts(change.object)
        elif self.is_on("carried"):
            starts = self.rules.over(change.thing)
        elif change.link == KG + "covers":
            ends = self.rules.parts(change.object) | self.rules.wholes(change.object)
        sorts = {change.link, *self.before.into.get((change.link, str(RDFS.subPropertyOf)), ())}
        for start in starts:
            for sort in sorts:
                for end in ends & self.before.ends(start, sort):
                    self.unclaim(start, sort, end)
                    self.graph.remove(tuple(map(rdflib.URIRef, (start, sort, end))))

    def unclaim(self, *link: str) -> None:
        for claim in list(self.graph.subjects(RDF.subject, rdflib.URIRef(link[0]))):
            ends = [str(self.graph.value(claim, end)) for end in (RDF.predicate, RDF.object)]
            if ends == list(link[1:]):
                self.graph.remove((claim, None, None))

    def value(self) -> set[str]:
        """Sets the thing's own value; gives the fields that are carried to it no longer."""
        change, thing, field = self.change, rdflib.URIRef(self.change.thing), rdflib.URIRef(self.change.field)
        own = {each for each in TIMES if (thing, rdflib.URIRef(each), None) in self.graph}
        self.graph.remove((thing, field, None))
        apart: set[str] = set()
        if self.is_on("carried"):
            apart = TIMES if change.field in TIMES else {change.field}
            if change.field in YEARS and not own:
                for other in YEARS - {change.field}:
                    for node in self.rules.holders(change.thing, other):
                        for value in self.before.out.get((node, other), ()):
                            self.graph.add((thing, rdflib.URIRef(other), value))
        if change.value is not None:
            kind = TYPES.get(change.type)
            value = rdflib.Literal(change.value, datatype=kind) if kind else rdflib.URIRef(change.value)
            self.graph.add((thing, field, value))
        return apart


def reach(start: str, step: Any) -> frozenset[str]:
    """Everything that steps lead to, the start itself only if they come back to it."""
    found: set[str] = set()
    ahead = list(step(start))
    while ahead:
        node = ahead.pop()
        if node not in found:
            found.add(node)
            ahead.extend(step(node))
    return frozenset(found)


class Rules:
    """How things hang together, from the sources alone."""

    def __init__(self, sources: Sources, *, stated: bool) -> None:
        self.sources = sources
        self.stated = stated
        self.thread_links = sources.flagged("threadLink")
        self.related = cache(self._related)
        self.over = cache(self._over)
        # Over the lines that are stated to cover it.
        self.over_stated = cache(lambda thing: self._over(thing, stated=True))
        self.kinds = cache(self._kinds)
        self.of_kind = cache(self._of_kind)

    # ---- kinds

    def _kinds(self, thing: str) -> frozenset[str]:
        kinds = self.sources.ends(thing, str(RDF.type))
        above = {up for kind in kinds for up in reach(kind, lambda k: self.sources.ends(k, str(RDFS.subClassOf)))}
        return frozenset(kinds | above)

    def _of_kind(self, kind: str) -> frozenset[str]:
        return frozenset(thing for thing in self.sources.subjects if kind in self.kinds(thing))

    # ---- links

    def wholes(self, thing: str) -> frozenset[str]:
        """What it is part of, at any depth, and itself."""
        return reach(thing, lambda t: self.sources.ends(t, KG + "partOf")) | {thing}

    def parts(self, thing: str) -> frozenset[str]:
        return reach(thing, lambda t: self.sources.into.get((t, KG + "partOf"), ())) | {thing}

    def linked(self, subject: str, predicate: str, *, stated: bool, back: bool = False) -> set[str]:
        """One step over a link or a sort of that link; a symmetric one holds both ways."""
        sorts = {predicate, *self.sources.into.get((predicate, str(RDFS.subPropertyOf)), ())}
        symmetric = str(OWL.SymmetricProperty) in self.sources.ends(predicate, str(RDF.type))
        found = set()
        for sort in sorts:
            if back or symmetric:
                ends = self.sources.into.get((subject, sort), set())
                found |= {end for end in ends if not stated or (end, sort, subject) not in self.sources.unstated}
            if not back or symmetric:
                ends = self.sources.ends(subject, sort)
                found |= {end for end in ends if not stated or (subject, sort, end) not in self.sources.unstated}
        return found

    def steps(self, thing: str, *, stated: bool, back: bool = False) -> set[str]:
        """One supports or addresses step."""
        return {end for link in self.thread_links for end in self.linked(thing, link, stated=stated, back=back)}

    def leads(self, thing: str, *, stated: bool, back: bool = False) -> frozenset[str]:
        return reach(thing, lambda t: self.steps(t, stated=stated, back=back))

    def _over(self, thing: str, *, stated: bool = False) -> frozenset[str]:
        """Itself, and the nodes that cover it, a thing of its kind nested in it, or one that it is nested in."""
        found = {thing}
        for kind in self.kinds(thing):
            for via in self.sources.ends(kind, KG + "via"):
                stored, back = self._stored(via)
                family = {t for t in self.wholes(thing) | self.parts(thing) if kind in self.kinds(t)}
                for each in family:
                    found |= self.linked(each, stored, stated=self.stated or stated, back=back)
        return frozenset(found)

    def holders(self, thing: str, field: str) -> frozenset[str]:
        """The nodes on which a carried field of a thing may stand."""
        return frozenset({thing}) if field in self.sources.apart.get(thing, ()) else self.over(thing)

    def _stored(self, link: str) -> tuple[str, bool]:
        for original in self.sources.ends(link, str(OWL.inverseOf)):
            return original, True
        return link, False

    def _related(self, one: str, relation: meant.Relation) -> frozenset[str]:
        """All that a thing is related to, by rules 3 and 4."""
        stated = relation.stated or self.stated
        over = self.over_stated if stated else self.over
        back = relation.backwards
        match relation.how:
            case "within":
                return (self.parts(one) if back else self.wholes(one)) - {one}
            case "thread":
                return self.thread(one, stated=stated, back=False) | self.thread(one, stated=stated, back=True)
            case "over":
                others = self.sources.subjects if back else over(one)
                return frozenset(each for each in others if not back or one in over(each)) - {one}
            case "deep":
                ends = {end for part in self.parts(one) for end in self.leads(part, stated=stated, back=back)}
                return frozenset(whole for end in ends for whole in self.wholes(end))
        stated = stated and relation.claimed
        link = relation.predicate
        if relation.carried and not back:
            return frozenset(end for at in over(one) for end in self.linked(at, link, stated=stated))
        if relation.carried:
            holders = self.linked(one, link, stated=stated, back=True)
            return frozenset(thing for thing in self.sources.subjects if over(thing) & holders)
        starts = {one} if relation.rolled == "no" else self.parts(one)
        ends = {end for start in starts for end in self.linked(start, link, stated=stated, back=back)}
        if relation.rolled == "both":
            return frozenset(whole for end in ends for whole in self.wholes(end))
        return frozenset(ends)

    def thread(self, one: str, *, stated: bool, back: bool) -> frozenset[str]:
        """A part of it (or itself) reaches a part of the other (or that itself); two different things."""
        if not any(KG + "Thing" in self.kinds(each) for each in (one,)):
            return frozenset()
        ends = {end for part in self.parts(one) for end in self.leads(part, stated=stated, back=back) | {part}}
        return frozenset(whole for end in ends for whole in self.wholes(end)) - {one}

    # ---- time

    def _numbers(self, node: str, field: str) -> list[int]:
        return [int(value) for value in self.sources.out.get((node, KG + field), ())]

    def years(self, node: str) -> range:
        bounds = self._numbers(node, "startYear") + self._numbers(node, "endYear")
        bounds = bounds or [value.toPython().year for value in self.sources.out.get((node, KG + "date"), ())]
        return range(min(bounds), max(bounds) + 1) if bounds else range(0)

    def period(self, node: str) -> tuple[date, date] | None:
        """From the first day of the first year to the last day of the last; open where there is none."""
        starts, ends = self._numbers(node, "startYear"), self._numbers(node, "endYear")
        days = [value.toPython() for value in self.sources.out.get((node, KG + "date"), ())]
        if starts or ends:
            return (
                date(min(starts), 1, 1) if starts else date.min,
                date(max(ends), 12, 31) if ends else date.max,
            )
        return (min(days), max(days)) if days else None
