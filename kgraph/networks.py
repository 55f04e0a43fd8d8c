"""Who does what for which goals, as an undirected graph for networkx: what holds a plan together besides its chapters.

Its nodes are the actors, and what may support something or be supported, without the plans themselves. Its links are

- supports and addresses;
- an actor's responsibility, partnership, part or money in something; where it is said on a budget line, it is a link
  to the measures that the line covers;
- part of, between measures and between what is wanted: a target and its goal, a sub-strategy and its focus area.

A chapter or a section joins nothing, since things are not joined by standing on the same page. What several links say
of the same two things is one link, and stated if any of them is.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.answer import Answer, Column, Note, Row, Thing
from kgraph.errors import KgraphError
from kgraph.messages import say
from kgraph.ordering import by_code, in_order
from kgraph.property_graph import Edge, PropertyGraph
from kgraph.terms import KG, Text
from kgraph.vocabulary import Vocabulary

if TYPE_CHECKING:
    import networkx

    from kgraph.plugin import View

ROLES = ("responsible", "partner", "takesPartIn", "funds")
UN = ("SDGGoal", "SDGTarget")
WANTED = ("Goal", "FocusArea", "SubStrategy", *UN)
# Who has which measure, also by the budget lines that cover it.
ACTORS_OF_MEASURES = "measures show responsible, partner, participant, funded by"


@dataclass(frozen=True)
class Network:
    """The graph by IRI, each link with `inferred`, and what its nodes are.

    Attributes:
        graph: the nodes in the order of their codes.
        things: what the IRIs name.
        actors: the nodes that act.
        measures: the nodes that are done.
        wanted: the goals, what they are carried out through, and the UN's goals and targets.
        goals: of these the plans' own goals and the UN's, alone.
    """

    graph: "networkx.Graph[str]"
    things: Mapping[str, Thing]
    actors: frozenset[str]
    measures: frozenset[str]
    wanted: frozenset[str]
    goals: frozenset[str]

    def note(self, language: str) -> Note:
        """What was counted, and how much of it is inferred."""
        if not self.graph.number_of_edges():
            return Note("network_empty", say(language, "network_empty"))
        inferred = sum(bool(marks["inferred"]) for _, _, marks in self.graph.edges(data=True))
        sizes = {"things": len(self.graph), "links": self.graph.number_of_edges(), "inferred": inferred}
        kinds = {"actors": len(self.actors), "measures": len(self.measures), "wanted": len(self.wanted)}
        return Note("network", say(language, "network_counted", **sizes, **kinds))

    def inferred(self, iri: str) -> int:
        """How many of a node's links are inferred."""
        return sum(bool(marks["inferred"]) for _, _, marks in self.graph.edges(iri, data=True))

    def named(self, iris: Iterable[str]) -> list[Thing]:
        """The things, in the order of their codes."""
        return in_order(self.things[iri] for iri in iris)


def things_in(*cells: object) -> list[Thing]:
    """The things in cells of an answer, each once."""
    every = (each for cell in cells for each in (cell if isinstance(cell, list) else [cell]))
    return list(dict.fromkeys(each for each in every if isinstance(each, Thing)))


def kinds_below(vocabulary: Vocabulary, *names: str) -> frozenset[str]:
    """The local names of kinds and of those below them."""
    below = (each for name in names for each in vocabulary.subkinds.get(KG + name, ()))
    return frozenset(vocabulary.kinds[each].local for each in below)


def roles(vocabulary: Vocabulary, names: Iterable[str] = ROLES) -> frozenset[str]:
    """The local names of the links by which an actor has to do with something, those below them too."""
    known = [KG + name for name in names if KG + name in vocabulary.links]
    return frozenset(vocabulary.links[each].local for link in known for each in vocabulary.sublinks(link))


def number(values: Mapping[str, str], name: str, least: float, most: float, language: str) -> float:
    """The value of a parameter as a number.

    Raises:
        KgraphError: it is none, or too small or too large.
    """
    try:
        found = float(values[name].replace(",", "."))
    except ValueError:
        found = most + 1
    if least <= found <= most:
        return found
    given = {"name": name, "least": least, "most": most, "value": values[name]}
    raise KgraphError(say(language, "analysis_number", **given), language=language)


def wholes(found: PropertyGraph) -> "networkx.DiGraph[str]":
    """Each part with a link to its whole: what is under a thing are its ancestors."""
    import networkx

    return networkx.DiGraph((edge.source, edge.target) for edge in found.edges if edge.link == "partOf")


def under(parts: "networkx.DiGraph[str]", iri: str) -> set[str]:
    """The parts of a thing at any depth, and the thing itself."""
    import networkx

    return {iri, *networkx.ancestors(parts, iri)} if iri in parts else {iri}


def tabled(
    view: "View", title: Text, headings: Sequence[tuple[Text, str]], rows: Iterable[Row], *notes: Note
) -> Answer:
    """An analysis' answer in the language of the view: its title, its headings with their types, rows and notes."""
    found = tuple(rows)
    columns = tuple(Column(heading[view.language], sort) for heading, sort in headings)
    return Answer(title[view.language], columns, found, len(found), notes, language=view.language)


def network(view: "View") -> Network:
    """The network of a view's plan, or of the whole project; empty where nothing of it is there.

    A plan's measures and goals are in it even where nothing hangs on them; an actor only with a link, and of the UN's
    goals and targets those that something supports.
    """
    import networkx

    found, vocabulary = _with_un_goals(view), view.vocabulary
    kind = {node.iri: node.thing.kind for node in found.nodes}
    measure, wanted = kinds_below(vocabulary, "Measure"), kinds_below(vocabulary, *WANTED)
    actor, plan = kinds_below(vocabulary, "Actor"), kinds_below(vocabulary, "Plan")
    member = (_workers(vocabulary) | actor | measure | wanted) - plan
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(iri for iri in kind if kind[iri] in member)
    for start, end, edge in _links(found.edges, roles(vocabulary)):
        alike = any(kind[start] in each and kind[end] in each for each in (measure, wanted))
        if start in graph and end in graph and start != end and (edge.link != "partOf" or alike):
            known = graph.get_edge_data(start, end, {"inferred": True})
            graph.add_edge(start, end, inferred=known["inferred"] and edge.basis == "inferred")
    un = kinds_below(vocabulary, *UN)
    spoken = _spoken_of(found.edges)
    silent = {iri for iri in graph if kind[iri] in un and iri not in spoken}
    alone = {iri for iri in graph if not graph[iri] and kind[iri] not in (measure | wanted)}
    graph.remove_nodes_from(silent | alone)

    def those(*names: str) -> frozenset[str]:
        chosen = kinds_below(vocabulary, *names)
        return frozenset(iri for iri in graph if kind[iri] in chosen)

    things = {node.iri: node.thing for node in found.nodes}
    return Network(graph, things, those("Actor"), those("Measure"), those(*WANTED), those("Goal", "SDGGoal"))


def _with_un_goals(view: "View") -> PropertyGraph:
    """The property graph of the view; that of a plan with the UN goals that its UN targets are part of."""
    found = view.property_graph()
    if view.plan is None:
        return found
    every, un = view.of_all().property_graph(), kinds_below(view.vocabulary, *UN)
    known = {edge.id for edge in found.edges}
    more = [
        edge
        for edge in every.edges
        if edge.link == "partOf" and edge.source in found.by_iri and edge.id not in known
        if every.by_iri[edge.target].thing.kind in un
    ]
    goals = {edge.target: every.by_iri[edge.target] for edge in more if edge.target not in found.by_iri}
    nodes = sorted((*found.nodes, *goals.values()), key=lambda node: by_code(node.thing))
    return PropertyGraph(tuple(nodes), (*found.edges, *more))


def _workers(vocabulary: Vocabulary) -> frozenset[str]:
    """The kinds of what may support or address something, or be supported or addressed."""
    ends = {kind for link in vocabulary.links.values() if link.thread for kind in link.domain | link.range}
    return frozenset(vocabulary.kinds[each].local for end in ends for each in vocabulary.subkinds.get(end, ()))


def _links(edges: Iterable[Edge], role: frozenset[str]) -> Iterator[tuple[str, str, Edge]]:
    """The links that count; an actor's with a budget line are also with the measures that the line covers."""
    covered: dict[str, list[Edge]] = {}
    for edge in edges:
        if edge.link == "covers":
            covered.setdefault(edge.source, []).append(edge)
    for edge in edges:
        if edge.thread or edge.link in role:
            yield edge.source, edge.target, edge
        if edge.link in role:
            for line, actor in ((edge.source, edge.target), (edge.target, edge.source)):
                for cover in covered.get(line, ()):
                    yield actor, cover.target, edge if edge.basis == "inferred" else cover


def _spoken_of(edges: Iterable[Edge]) -> set[str]:
    """What something supports or addresses, and what that is part of."""
    ends = {edge.target for edge in edges if edge.thread and edge.link != "partOf"}
    return ends | {edge.target for edge in edges if edge.link == "partOf" and edge.source in ends}
