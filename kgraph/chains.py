"""The shortest chains of links between two things, searched level by level from the start.

Breadth-first search over (thing, phase): the phase says which links may still follow, so that a chain obeys the same
rules as the verb that it explains. Every shortest chain is found, up to a cap.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgraph.engines import Engine
from kgraph.printing import full
from kgraph.recipe import Search
from kgraph.terms import KG, derived

PART_OF, COVERED = KG + "partOf", KG + "covers"
MOST = 20
LONGEST = 24

# A link of the graph as a chain walks it: predicate, and whether against its direction.
Move = tuple[str, bool]
# A thing and the phase of the chain there.
State = tuple[str, str]
# Where from, by which predicate, whether against its direction, to
Hop = tuple[str, str, bool, str]
Automaton = Mapping[str, Sequence[tuple[Move, str]]]


@dataclass(frozen=True, slots=True)
class Chains:
    """The chains found, and whether there are more than those."""

    found: tuple[tuple[Hop, ...], ...]
    cut: bool = False


def find(engine: Engine, search: Search, links: Mapping[str, str | None], thread: Sequence[str]) -> Chains:
    """The shortest chains that a search asks for.

    Args:
        engine: the store.
        search: the two things and the rules.
        links: the predicates that a chain may use (the twins of claimed ones where only stated links count), each
            with the one above it: where both join two things, a route walks the more special one.
        thread: those of the thread.
    """
    if not search.how:
        any_link: Automaton = {"": [((link, back), "") for link in links for back in (False, True)]}
        return _most_special(_walk(engine, search.start, search.end, any_link, {""}, ""), links)
    automaton, accepting = _rules(search, links, thread)
    if not search.backwards:
        return _walk(engine, search.start, search.end, automaton, accepting, "own")
    there = _walk(engine, search.end, search.start, automaton, accepting, "own")
    turned = tuple(tuple(_turn(hop) for hop in reversed(chain)) for chain in there.found)
    return Chains(turned, there.cut)


def _most_special(chains: Chains, above: Mapping[str, str | None]) -> Chains:
    """Without the chains that say the same as another by the link above its own."""

    def says_less(one: tuple[Hop, ...], other: tuple[Hop, ...]) -> bool:
        return one != other and all(
            here == there or (here[0], here[1], *here[2:]) == (there[0], above.get(there[1]), *there[2:])
            for here, there in zip(one, other, strict=True)
        )

    kept = [one for one in chains.found if not any(says_less(one, other) for other in chains.found)]
    return Chains(tuple(kept), chains.cut)


def _turn(hop: Hop) -> Hop:
    start, link, back, end = hop
    return end, link, not back, start


def _rules(search: Search, links: Collection[str], thread: Sequence[str]) -> tuple[Automaton, set[str]]:
    """Which links may follow which: down into the parts, over the link, up to the whole."""
    down: tuple[Move, str] = ((PART_OF, True), "own")
    up: tuple[Move, str] = ((PART_OF, False), "end")
    twin = derived(search.predicate, stated=search.stated)
    link = twin if twin in links else search.predicate
    match search.how:
        case "within":
            return {"own": [((PART_OF, False), "end")], "end": [up]}, {"end"}
        case "deep":
            steps = [((derived(each, stated=search.stated), False), "there") for each in thread]
            return {"own": [down, *steps], "there": [*steps, up], "end": [up]}, {"there", "end"}
        case "over":
            return _carried(link, stated=search.stated), {"line"}
        case _ if search.predicate == PART_OF:
            return {"own": [((PART_OF, False), "end")]}, {"end"}
        case _ if search.rolled == "both":
            return {"own": [down, ((link, False), "there")], "there": [up], "end": [up]}, {"there", "end"}
        case _ if search.carried:
            return _carried(link, stated=search.stated), {"end"}
        case _:
            return {"own": [((link, False), "end")]}, {"end"}


def _carried(link: str, *, stated: bool) -> Automaton:
    """Itself, or a line that covers it, a thing nested in it, or one it is nested in; never up and then down."""
    line: tuple[Move, str] = ((derived(COVERED, stated=stated), True), "line")
    there: tuple[Move, str] = ((link, False), "end")
    below: tuple[Move, str] = ((PART_OF, True), "below")
    above: tuple[Move, str] = ((PART_OF, False), "above")
    return {
        "own": [there, line, below, above],
        "below": [line, below],
        "above": [line, above],
        "line": [there],
    }


def _walk(engine: Engine, start: str, end: str, automaton: Automaton, accepting: set[str], first: str) -> Chains:
    before: dict[State, list[tuple[State, Hop]]] = defaultdict(list)
    depth: dict[State, int] = {(start, first): 0}
    frontier: list[State] = [(start, first)]
    for level in range(1, LONGEST + 1):
        ahead: list[State] = []
        for state, hop, after in _hops(engine, frontier, automaton):
            if after not in depth:
                depth[after] = level
                ahead.append(after)
            if depth[after] == level:
                before[after].append((state, hop))
        arrived = [state for state in ahead if state[0] == end and state[1] in accepting]
        if arrived:
            return _collect(arrived, before)
        if not ahead:
            break
        frontier = ahead
    return Chains(())


def _hops(engine: Engine, frontier: list[State], automaton: Automaton) -> Iterator[tuple[State, Hop, State]]:
    phases: dict[str, list[str]] = defaultdict(list)
    for thing, phase in frontier:
        phases[phase].append(thing)
    for phase, here in sorted(phases.items()):
        for back in (False, True):
            after = {link: to for (link, against), to in automaton.get(phase, ()) if against is back}
            for start, link, end in _neighbours(engine, here, list(after), back=back):
                yield (start, phase), (start, link, back, end), (end, after[link])


def _neighbours(engine: Engine, here: list[str], links: list[str], *, back: bool) -> Iterator[tuple[str, str, str]]:
    if not links:
        return
    subject, object_ = ("?to", "?from") if back else ("?from", "?to")
    query = f"""SELECT ?from ?link ?to WHERE {{
  VALUES ?from {{ {" ".join(full(iri) for iri in sorted(here))} }}
  VALUES ?link {{ {" ".join(full(iri) for iri in links)} }}
  {subject} ?link {object_} .
}} ORDER BY ?from ?link ?to"""
    for start, link, end in engine.select(query)[1]:
        yield str(start), str(link), str(end)


def _collect(arrived: list[State], before: Mapping[State, list[tuple[State, Hop]]]) -> Chains:
    chains: list[tuple[Hop, ...]] = []
    waiting: list[tuple[State, tuple[Hop, ...]]] = [(state, ()) for state in reversed(arrived)]
    while waiting:
        state, tail = waiting.pop()
        if state not in before:
            if len(chains) == MOST:
                return Chains(tuple(chains), cut=True)
            chains.append(tail)
            continue
        waiting.extend((previous, (hop, *tail)) for previous, hop in reversed(before[state]))
    return Chains(tuple(chains))
