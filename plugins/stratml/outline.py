"""What of a plan StratML can hold: its goals, what stands beneath them, its actors; and how much it cannot."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kgraph.plugin import Edge, Node, PropertyGraph, Triple, View
from kgraph.terms import KG, RDF, RDFS, Literal

from .words import FROM_ACTOR, LEVELS, RESPONSIBLE

# The kinds that are goals and objectives, at whatever level; a cross-cutting goal is none, since it stands beside them.
PARTS = frozenset((
    "Goal", "OverallGoal", "SubGoal", "FocusArea", "SubStrategy", "Effort", "Section", "Strategy",
))  # fmt: skip
STRATEGIC = ("StrategicPlan", "MasterPlan", "Plan")
ACTORS = {"Organization": "Organization", "Unit": "Organization", "Group": "Generic_Group"}
# What kinds the types of stakeholders are read as; any other is an actor.
READ_AS = {"Organization": "Organization", "Generic_Group": "Group"}


@dataclass(frozen=True, slots=True)
class Part:
    """A goal or an objective, with its place in the plan as the sequence indicators say it, and its depth."""

    node: Node
    place: str
    depth: int
    above: str


@dataclass
class Outline:
    """A plan as StratML sees it, and what was written of it.

    Attributes:
        view: narrowed to the plan, in the language of the file.
        graph: the view's.
        plan: the plan's node in it.
        written: the links that stand in the file, by id.
        kept: the things that do.
        lost: counts of what does not, by what it is.
    """

    view: View
    graph: PropertyGraph
    plan: Node
    written: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    lost: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def edges(self) -> Sequence[Edge]:
        """The links of the plan."""
        return self.graph.edges

    @property
    def nodes(self) -> dict[str, Node]:
        """The things by IRI."""
        return self.graph.by_iri

    @cached_property
    def triples(self) -> list[Triple]:
        """What is said of the plan."""
        return list(self.view.triples())

    @cached_property
    def children(self) -> dict[str, list[Node]]:
        """What is part of each thing, in the order of numbers and codes."""
        found: dict[str, list[Node]] = defaultdict(list)
        for edge in self.edges:
            if edge.link == "partOf":
                found[edge.target].append(self.nodes[edge.source])
        return {whole: sorted(nodes, key=_order) for whole, nodes in found.items()}

    @cached_property
    def kinds(self) -> tuple[str, str, str, str]:
        """The kinds that the plan, its goals and its objectives are read as."""
        kind = "StrategicPlan" if self.plan.thing.kind in STRATEGIC else "ActionPlan"
        return (kind, *LEVELS[kind])

    @cached_property
    def goals(self) -> list[tuple[Part, list[Part]]]:
        """Each goal with the objectives beneath it, at whatever depth."""
        return [(goal, list(self._beneath(goal, {goal.node.iri}))) for goal in self._parts(self.plan.iri, "", 1)]

    def _parts(self, whole: str, place: str, depth: int) -> list[Part]:
        nodes = [node for node in self.children.get(whole, ()) if node.thing.kind in PARTS]
        numbers = [node.fields.get("number", (None,))[0] for node in nodes]
        # Where the numbers do not tell the parts apart, their order does.
        told = None not in numbers and len(set(numbers)) == len(numbers)
        before = f"{place}." if place else ""
        self.lost["fields"] += 0 if told else sum(number not in {None, at} for at, number in enumerate(numbers, 1))
        own = numbers if told else range(1, len(nodes) + 1)
        return [Part(node, f"{before}{n}", depth, whole) for node, n in zip(nodes, own, strict=True)]

    def _beneath(self, part: Part, seen: set[str]) -> Iterator[Part]:
        for each in self._parts(part.node.iri, part.place, part.depth + 1):
            if each.node.iri not in seen:
                seen.add(each.node.iri)
                yield each
                yield from self._beneath(each, seen)

    def actors(self, iri: str) -> list[tuple[Node, list[Edge]]]:
        """Who has a part in a thing, with the links that say so; only what a document states."""
        found: dict[str, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            if edge.basis == "stated" and edge.source == iri and edge.link in (*RESPONSIBLE, "partner"):
                found[edge.target].append(edge)
            elif edge.basis == "stated" and edge.target == iri and edge.link in FROM_ACTOR:
                found[edge.source].append(edge)
        return [(self.nodes[actor], found[actor]) for actor in sorted(found, key=lambda each: _order(self.nodes[each]))]

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """The names of things by language."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for each in self.triples:
            if each.predicate == RDFS + "label" and isinstance(each.object, Literal):
                found[each.subject].setdefault(each.object.language, each.object.text)
        return found

    def keep(self, node: Node, kind: str, *fields: str) -> None:
        """Note that a thing is written, as a kind and with some of its fields."""
        if node.iri in self.kept:
            return
        self.kept.add(node.iri)
        self.lost["kinds"] += node.thing.kind != kind
        self.lost["fields"] += sum(len(values) for name, values in node.fields.items() if name not in fields)
        self.lost["borrowed"] += not {self.view.language, ""} & set(self.labels.get(node.iri, {""}))

    def count(self) -> dict[str, int]:
        """What is not in the file, by what it is."""
        inside = {self.plan.iri}
        ahead = [self.plan.iri]
        for iri in ahead:
            below = [each.iri for each in self.children.get(iri, ()) if each.iri not in inside]
            inside.update(below)
            ahead += below
        self.lost["things"] = len(inside - self.kept)
        self.lost["links"] = sum(
            edge.id not in self.written and edge.link != "partOf" and bool({edge.source, edge.target} & self.kept)
            for edge in self.edges
        )
        for each in self.triples:
            self.lost["claims"] += (each.predicate, each.object) == (RDF + "type", KG + "Claim")
            if each.subject in self.kept and isinstance(each.object, Literal):
                self.lost["languages"] += each.object.language not in {"", self.view.language}
        self.lost["languages"] -= self.lost["borrowed"]
        return self.lost


def _order(node: Node) -> tuple[object, ...]:
    """By number where there is one, else by code: 2 before 10."""
    number = node.fields.get("number", (None,))[0]
    code = [
        (0, int(each), "") if each.isdecimal() else (1, 0, each) for each in re.split(r"(\d+)", node.thing.code or "")
    ]
    return number is None, number or 0, code, node.iri
