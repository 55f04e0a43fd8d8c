"""Things and links as a flat property graph: what exports, pictures and networkx are made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kgraph.answer import Thing

if TYPE_CHECKING:
    import networkx

Value = str | int | float | Decimal | bool | date
# How sure an inferred link is, the surest first.
CONFIDENCES = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Node:
    """A thing with what is written on it: fields by the ontology's local name, each a tuple of values."""

    thing: Thing
    fields: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)

    @property
    def iri(self) -> str:
        """The thing's IRI, which names the node."""
        return self.thing.iri


@dataclass(frozen=True, slots=True)
class Edge:
    """A link as the data has it, from its start to its end.

    Attributes:
        id: unique in the graph, and the same each time the graph is made from the same data.
        source: the IRI of the thing that the link starts from.
        target: the IRI of the thing that it leads to.
        link: the ontology's local name, `supports`.
        label: its name in the reader's language.
        basis: `stated` by a document, or `inferred`; the document's own structure is stated.
        confidence: of an inferred link: `high`, `medium`, `low`; the surest claim counts.
        thread: whether it is a step of the thread: part of, supports, addresses.
        quote: the words of the document that it rests on, of the surest claim.
        reason: why the analyst drew it, of the same claim.
        claims: how many claims it has, without those that are only suggested.
    """

    id: str
    source: str
    target: str
    link: str
    label: str
    basis: str = "stated"
    confidence: str | None = None
    thread: bool = False
    quote: str | None = None
    reason: str | None = None
    claims: int = 0


@dataclass(frozen=True)
class PropertyGraph:
    """Nodes in the order of their codes, edges in the order of their ends; both ends of every edge are nodes."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @cached_property
    def by_iri(self) -> dict[str, Node]:
        """The nodes by IRI."""
        return {node.iri: node for node in self.nodes}

    def to_networkx(self) -> "networkx.MultiDiGraph[str]":
        """A MultiDiGraph: nodes by IRI with `label`, `code`, `kind` and their fields; edges keyed by id.

        A field of one value is that value, else a list; every edge has `link`, `label`, `basis` and `confidence`,
        and `quote` and `reason`, which are empty where there are none.
        """
        import networkx

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for node in self.nodes:
            fields: dict[str, Any] = {
                name: values[0] if len(values) == 1 else list(values) for name, values in node.fields.items()
            }
            own = {"label": node.thing.label, "code": node.thing.code or "", "kind": node.thing.kind}
            graph.add_node(node.iri, **{**fields, **own})
        for edge in self.edges:
            marks = {"link": edge.link, "label": edge.label, "basis": edge.basis, "confidence": edge.confidence or ""}
            said = {"quote": edge.quote or "", "reason": edge.reason or ""}
            graph.add_edge(edge.source, edge.target, key=edge.id, **marks, **said)
        return graph
