"""A part of the graph that was chosen: the things of an answer, or those near one thing.

What is chosen is narrowed further by a plan, or by which links count: what is left is what all of them let through.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kgraph.answer import Answer, ChainStep, Thing
from kgraph.errors import KgraphError
from kgraph.messages import say
from kgraph.property_graph import CONFIDENCES, PropertyGraph
from kgraph.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Selection:
    """Things that were chosen.

    Attributes:
        things: their IRIs.
        words: how they were chosen, as a reader understands it.
        links: the ids of the links among them that count; None for every one.
    """

    things: frozenset[str]
    words: str
    links: frozenset[str] | None = None


def of_answer(question: str, answer: Answer, vocabulary: Vocabulary) -> Selection:
    """The things in the cells of an answer, every row of it; of chains with the links of these chains alone.

    Args:
        question: as it was asked.
        answer: to it.
        vocabulary: which link is read backwards, and which are a sort of another.

    Raises:
        KgraphError: there are none.
    """
    if answer.chains is None:
        things = {thing.iri for thing in answer.things() if thing.kind not in {"Link", "Field", "Kind"}}
        links = None
    else:
        steps = [step for chain in answer.chains for step in chain]
        things = {end.iri for step in steps for end in (step.start, step.end)}
        links = frozenset(id_ for step in steps for id_ in _ids(step, vocabulary))
    if not things:
        empty = not answer.rows and not answer.chains
        message = say(answer.language, "part_no_rows" if empty else "part_no_things", question=question)
        hint = say(answer.language, "part_no_rows_hint" if empty else "part_no_things_hint")
        raise KgraphError(message, hint=hint, language=answer.language)
    return Selection(frozenset(things), question, links)


def _ids(step: ChainStep, vocabulary: Vocabulary) -> Iterable[str]:
    """The ids that the link of a step may have in the property graph."""
    link = vocabulary.links[step.link.iri]
    ends = [(step.end.iri, step.start.iri) if link.backwards else (step.start.iri, step.end.iri)]
    if link.inverse == link.iri:
        ends.append((step.end.iri, step.start.iri))
    for start, end in ends:
        yield from (f"{start} {each} {end}" for each in vocabulary.sublinks(link.stored))


def around(graph: PropertyGraph, thing: Thing, depth: int, language: str) -> Selection:
    """The things that at most so many links lie between, whichever way these run.

    Args:
        graph: whose links are walked.
        thing: where to begin.
        depth: how many links.
        language: of the words.
    """
    near: dict[str, set[str]] = defaultdict(set)
    for edge in graph.edges:
        near[edge.source].add(edge.target)
        near[edge.target].add(edge.source)
    found = rim = {thing.iri}
    for _ in range(depth):
        rim = {other for each in rim for other in near[each]} - found
        found = found | rim
    return Selection(frozenset(found), say(language, "part_around", thing=thing, depth=depth))


def named(graph: PropertyGraph, names: Iterable[str], look: Callable[[str], str], language: str) -> Selection:
    """These things, by their IRIs, codes or names.

    Args:
        graph: that has them.
        names: of the things.
        look: gives the IRI of what is neither the IRI nor the code of a thing of the graph.
        language: of the words.
    """
    known = graph.by_iri
    codes = {node.thing.code: iri for iri, node in known.items() if node.thing.code}
    found = frozenset(name if name in known else codes.get(name) or look(name) for name in names)
    return Selection(found, say(language, "part_things", number=len(found)))


def surely(graph: PropertyGraph, least: str, language: str) -> Selection:
    """All things, and the links that are stated, or inferred with at least this confidence."""
    sure = CONFIDENCES[: CONFIDENCES.index(least) + 1]
    links = frozenset(edge.id for edge in graph.edges if edge.basis == "stated" or edge.confidence in sure)
    words = say(language, "part_sure", confidence=say(language, f"confidence_{least}"))
    return Selection(frozenset(graph.by_iri), words, links)


def part(graph: PropertyGraph, chosen: Sequence[Selection], language: str) -> PropertyGraph:
    """The chosen things of a graph, and the links among them.

    Raises:
        KgraphError: no thing is left.
    """
    nodes = [node for node in graph.nodes if all(node.iri in each.things for each in chosen)]
    if not nodes:
        words = " · ".join(each.words for each in chosen)
        message = say(language, "part_empty", words=words)
        raise KgraphError(message, hint=say(language, "part_empty_hint"), language=language)
    kept = {node.iri for node in nodes}
    edges = [
        edge
        for edge in graph.edges
        if {edge.source, edge.target} <= kept and all(each.links is None or edge.id in each.links for each in chosen)
    ]
    return PropertyGraph(tuple(nodes), tuple(edges))
