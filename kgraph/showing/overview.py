"""The whole graph as pages look at it: the links of each thing, and where each stands in its plan.

It is made once for a project, a language and a basis, and kept as long as the project's vocabulary is: whoever turns
pages looks at the same graph again and again.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from kgraph.answer import Thing, cell_json
from kgraph.gap_rules import Gap
from kgraph.ordering import by_code
from kgraph.periods import day
from kgraph.property_graph import Edge, PropertyGraph
from kgraph.terms import KG
from kgraph.view import View
from kgraph.vocabulary import Vocabulary

JSON = dict[str, Any]
Made = TypeVar("Made")
_KEPT: WeakKeyDictionary[Vocabulary, dict[tuple[str, ...], Any]] = WeakKeyDictionary()


def kept(view: View, make: Callable[[View], Made], *marks: str) -> Made:
    """What is made of the whole of a project, as it was made for this language, basis and marks before."""
    of_project = _KEPT.setdefault(view.vocabulary, {})
    key = (make.__qualname__, view.language, view.basis, *marks)
    if key not in of_project:
        of_project[key] = make(view.of_all())
    found: Made = of_project[key]
    return found


@dataclass(frozen=True, slots=True)
class Overview:
    """The graph, and what is looked up in it.

    Attributes:
        graph: every thing and every link of the basis.
        out: for each thing the links that start from it.
        into: for each thing those that lead to it.
        whole: for each thing that is a part the one that it is part of; of several the first by code.
        parts: for each thing its parts, in the order of their codes.
        plans: the IRIs of the plans.
    """

    graph: PropertyGraph
    out: Mapping[str, list[Edge]]
    into: Mapping[str, list[Edge]]
    whole: Mapping[str, str]
    parts: Mapping[str, list[str]]
    plans: frozenset[str]

    def thing(self, iri: str) -> Thing:
        """The thing of an IRI."""
        return self.graph.by_iri[iri].thing

    def place(self, iri: str) -> list[Thing]:
        """The wholes that a thing stands in, from the plan, or what else is whole, down to the nearest."""
        found: list[str] = []
        step = self.whole.get(iri)
        while step is not None and step not in found and step != iri:
            found.append(step)
            step = self.whole.get(step)
        return [self.thing(each) for each in reversed(found)]

    def plan_of(self, iri: str) -> str:
        """The IRI of the nearest plan that a thing is, or is part of; empty where there is none."""
        way = [iri, *(each.iri for each in reversed(self.place(iri)))]
        return next((each for each in way if each in self.plans), "")


def overview(view: View) -> Overview:
    """The whole graph of a view's project, whatever the view is narrowed to."""
    return kept(view, _made)


def _made(view: View) -> Overview:
    graph = view.property_graph()
    out: dict[str, list[Edge]] = defaultdict(list)
    into: dict[str, list[Edge]] = defaultdict(list)
    whole: dict[str, str] = {}
    parts: dict[str, list[str]] = defaultdict(list)
    order = {iri: by_code(node.thing) for iri, node in graph.by_iri.items()}
    for edge in graph.edges:
        out[edge.source].append(edge)
        into[edge.target].append(edge)
        if edge.link == "partOf":
            parts[edge.target].append(edge.source)
            whole[edge.source] = min(edge.target, whole.get(edge.source, edge.target), key=order.__getitem__)
    for each in parts.values():
        each.sort(key=order.__getitem__)
    words = view.vocabulary
    plans = {words.kinds[iri].local for iri in words.subkinds[KG + "Plan"]}
    found = frozenset(node.iri for node in graph.nodes if node.thing.kind in plans)
    return Overview(graph, out, into, whole, parts, found)


def gaps_by_thing(view: View) -> Mapping[str, list[Gap]]:
    """The gaps of each thing that has any, as they are today."""
    return kept(view, _gaps, day(None, view.language).isoformat())


def _gaps(view: View) -> Mapping[str, list[Gap]]:
    found: dict[str, list[Gap]] = defaultdict(list)
    for gap in view.gaps().gaps:
        found[gap.thing.iri].append(gap)
    return found


def shown(things: list[Thing]) -> list[JSON]:
    """Things as JSON has them."""
    return [cell_json(thing) for thing in things]
