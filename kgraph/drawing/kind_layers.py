"""In which order the kinds of a graph stand, from what is done to what it is done for.

Which way that is, the links say, those of the thread before all others: a measure is part of a section and supports a
goal, so it stands before both. Layers are found as in Gansner, Koutsofios, North and Vo, "A technique for drawing
directed graphs", IEEE Transactions on Software Engineering 19(3), 1993: each kind after all that lead to it, and then
moved to where its links are short. Steps that would close a circle are left out, the rarest first.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kgraph.property_graph import PropertyGraph

Step = tuple[str, str]
SWEEPS = 8


def kind_layers(graph: PropertyGraph) -> list[list[str]]:
    """The kinds of a graph in layers, from left to right.

    Kinds that no step of the thread joins with the others, as actors, places and documents, stand at the one end or the
    other, nearer to what they are linked to.
    """
    kinds = {node.iri: node.thing.kind for node in graph.nodes}
    things = Counter(kinds.values())
    links: Counter[Step] = Counter()
    thread: Counter[Step] = Counter()
    for edge in graph.edges:
        step = (kinds[edge.source], kinds[edge.target])
        if step[0] != step[1]:
            links[step] += 1
            thread[step] += edge.thread
    inside = _largest(things, [step for step, count in thread.items() if count])
    among = {step: count for step, count in links.items() if inside >= set(step)}
    steps = _without_circles(sorted(among, key=lambda step: (-thread[step], -among[step], step)))
    layer = _short(_longest_paths(inside, steps), steps, among)
    last = max(layer.values(), default=0)
    for kind in sorted(set(things) - inside):
        near = [(layer[end], count) for step, count in links.items() if kind in step for end in step if end in inside]
        weight = sum(count for _, count in near)
        before = weight > 0 and sum(place * count for place, count in near) <= weight * last / 2
        layer[kind] = -1 if before else last + 1
    found: dict[int, list[str]] = defaultdict(list)
    for kind in sorted(layer, key=lambda kind: (_outwards(kind, links, layer), kind)):
        found[layer[kind]].append(kind)
    return [found[number] for number in sorted(found)]


def _largest(things: Mapping[str, int], steps: Iterable[Step]) -> set[str]:
    """Of the kinds that steps join, those that have the most things."""
    part = {kind: {kind} for kind in things}
    for start, end in steps:
        if part[start] is not part[end]:
            whole = part[start] | part[end]
            part.update(dict.fromkeys(whole, whole))
    return max(part.values(), key=lambda each: (sum(things[kind] for kind in each), sorted(each)), default=set())


def _without_circles(steps: Iterable[Step]) -> list[Step]:
    """The steps that lead back to none of those before them."""
    kept: list[Step] = []
    after: dict[str, set[str]] = defaultdict(set)
    for start, end in steps:
        if start not in after[end]:
            kept.append((start, end))
            reached = {end, *after[end]}
            for kind in [start, *(each for each, beyond in after.items() if start in beyond)]:
                after[kind] |= reached
    return kept


def _longest_paths(kinds: Iterable[str], steps: Iterable[Step]) -> dict[str, int]:
    """For each kind how many steps lead to it at most."""
    layer = dict.fromkeys(sorted(kinds), 0)
    known = list(steps)
    for _ in layer:
        for start, end in known:
            layer[end] = max(layer[end], layer[start] + 1)
    return layer


def _short(layer: dict[str, int], steps: Iterable[Step], links: Mapping[Step, int]) -> dict[str, int]:
    """Each kind moved, as far as the steps let it, to where its links are the shortest; a tie stays."""
    known = list(steps)
    for _ in range(SWEEPS):
        for kind, now in list(layer.items()):
            least = max((layer[start] + 1 for start, end in known if end == kind), default=0)
            most = min((layer[end] - 1 for start, end in known if start == kind), default=max(layer.values()))
            near = [
                (layer[end if start == kind else start], count)
                for (start, end), count in links.items()
                if kind in {start, end}
            ]
            layer[kind] = min(
                [now, *range(least, most + 1)],
                key=lambda place: sum(count * abs(place - other) for other, count in near),
            )
    return layer


def _outwards(kind: str, links: Mapping[Step, int], layer: Mapping[str, int]) -> float:
    """How much of what a kind is linked to stands to its right: such a kind comes last in its layer."""
    ends = [(start if end == kind else end, count) for (start, end), count in links.items() if kind in {start, end}]
    total = sum(count for _, count in ends)
    return sum(count for other, count in ends if layer[other] > layer[kind]) / total if total else 0.0
