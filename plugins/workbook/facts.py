"""The project's data, thing by thing, as the workbook shows it and as its cells are compared with it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kgraph.plugin import Iri, Literal, View, Vocabulary
from kgraph.sheets.values import legible
from kgraph.terms import FALLBACK, ID, KG, RDF, RDFS, SKOS
from kgraph.vocabulary import CLAIM, THING

NAME, CODE, TYPE, PART_OF = RDFS + "label", SKOS + "notation", RDF + "type", KG + "partOf"
SUBJECT, PREDICATE, OBJECT = RDF + "subject", RDF + "predicate", RDF + "object"
PLAN = KG + "Plan"
# The graph of the UN's goals, which come with kgraph and are no project's own.
INHERITED = "/data/sdg"
Value = Literal | Iri
ITEM_LONGEST = 120


@dataclass(frozen=True)
class Facts:
    """What the data says of each thing and claim, and what they are called in a language."""

    about: Mapping[Iri, Mapping[str, tuple[Value, ...]]]
    words: Vocabulary
    language: str
    inherited: frozenset[Iri] = frozenset()

    @staticmethod
    def of(view: View, language: str) -> "Facts":
        """Everything that the project's data says."""
        found: dict[Iri, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
        inherited: set[Iri] = set()
        for graph, triples in view.of_all().graphs().items():
            for each in triples:
                found[each.subject][each.predicate].append(each.object)
            if graph.endswith(INHERITED):
                inherited |= {each.subject for each in triples if each.predicate == TYPE}
        about = {
            iri: {word: tuple(dict.fromkeys(values)) for word, values in said.items()} for iri, said in found.items()
        }
        return Facts(about, view.vocabulary, language, frozenset(inherited))

    def values(self, iri: Iri, word: str) -> tuple[Value, ...]:
        """The values of a field, or the ends of a link."""
        return self.about.get(iri, {}).get(word, ())

    @cached_property
    def kinds(self) -> dict[Iri, str]:
        """The kind of each thing and claim; of several the lowest."""
        found = {}
        for iri in self.about:
            known = [str(each) for each in self.values(iri, TYPE) if str(each) in self.words.kinds]
            if known:
                found[iri] = max(sorted(known), key=lambda kind: len(self.words.kinds_above(kind)))
        return found

    def top(self, kind: str) -> str:
        """The kind right below the uppermost: things of one top kind share a sheet."""
        return [each for each in self.words.kinds_above(kind) if each != THING][-1]

    @cached_property
    def codes(self) -> dict[Iri, str]:
        """The code of each thing: its own where no other has it, else what its IRI says of its place."""
        owners: dict[str, list[Iri]] = defaultdict(list)
        for iri in self.kinds:
            for each in self.values(iri, CODE)[:1]:
                owners[str(each.text if isinstance(each, Literal) else each)].append(iri)
        own = {iris[0]: code for code, iris in owners.items() if len(iris) == 1}
        return {iri: own.get(iri) or iri.removeprefix(ID).replace("/", ":", 1) for iri in self.kinds}

    @cached_property
    def by_code(self) -> dict[str, Iri]:
        """The thing of each code."""
        return {code: iri for iri, code in self.codes.items()}

    def name(self, iri: Iri) -> str:
        """The name in the language, or the next best one's."""
        labels = {each.language: each.text for each in self.values(iri, NAME) if isinstance(each, Literal)}
        return next((labels[tag] for tag in (*FALLBACK[self.language], *sorted(labels)) if tag in labels), "")

    def shown(self, iri: Iri) -> str:
        """A thing in a cell of links: its code, and its name without what parts several."""
        name = " ".join(legible(self.name(iri)).replace(";", ",").split())[:ITEM_LONGEST]
        return f"{self.codes.get(iri, iri)} {name}".rstrip()

    def of_kinds(self, allowed: Iterable[str]) -> list[Iri]:
        """The things of some kinds and those below, in the order of their codes; of any kind without one."""
        below = {kind for each in allowed for kind in self.words.subkinds.get(each, ())}
        found = [iri for iri, kind in self.kinds.items() if kind != CLAIM and (not below or kind in below)]
        return sorted(found, key=self.place)

    def place(self, iri: Iri) -> tuple[object, ...]:
        """The place of a thing in the order of codes: 1.10 comes after 1.2, and the plan first."""
        prefix, _, local = self.codes[iri].partition(":")
        parts = [(int(each), "") if each.isdecimal() else (-1, each) for each in re.split(r"(\d+)", local) if each]
        return (prefix, local != "plan", parts)

    def plans(self, iri: Iri) -> frozenset[Iri]:
        """The plans that a thing stands in, at any depth."""
        seen, ahead = {iri}, [iri]
        for step in ahead:
            for each in self.values(step, PART_OF):
                if isinstance(each, Iri) and each not in seen:
                    seen.add(each)
                    ahead.append(each)
        return frozenset(each for each in seen if self.kinds.get(each) in self.words.subkinds[PLAN])

    def own(self, plan: Iri | None) -> list[Iri]:
        """The things that have rows: all but what is inherited, or of one plan its own and what belongs to none."""
        found = [iri for iri, kind in self.kinds.items() if iri not in self.inherited and kind != CLAIM]
        if plan is not None:
            inside = {iri for iri in found if plan in self.plans(iri)}
            beside = self._beside(inside)
            found = [iri for iri in found if iri in inside or (iri in beside and not self.plans(iri))]
        return sorted(found, key=self.place)

    def _beside(self, inside: set[Iri]) -> set[Iri]:
        ends = set()
        for start, said in self.about.items():
            links = [each for word, values in said.items() if word in self.words.links for each in values]
            if start in inside:
                ends |= {each for each in links if isinstance(each, Iri)}
            elif inside & set(links):
                ends.add(start)
        return ends

    def claims(self, things: Iterable[Iri]) -> list[Iri]:
        """The claims about links that start from some things."""
        starts = set(things)
        found = [iri for iri, kind in self.kinds.items() if kind == CLAIM and starts & set(self.values(iri, SUBJECT))]
        return sorted(found, key=self.place)
