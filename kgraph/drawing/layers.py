"""Things in layers: in which order they stand so that few links cross, and how high, so that links run level.

The order is found by barycentre sweeps: Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical
system structures", IEEE Transactions on Systems, Man and Cybernetics 11(2), 1981. Crossings are counted as inversions,
as in Barth, Mutzel and Jünger, "Simple and efficient bilayer cross counting", JGAA 8(2), 2004.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence

Layers = list[list[str]]
Edge = tuple[str, str]
SWEEPS = 12


def ordered(layers: Sequence[Sequence[str]], edges: Sequence[Edge]) -> Layers:
    """The layers with their things in the order that has the fewest crossings of those tried; ties stay as they are.

    Args:
        layers: the names in each layer, in the order to begin with.
        edges: each from a name to one in the next layer.

    >>> ordered([["a", "b"], ["c", "d"]], [("a", "d"), ("b", "c")])
    [['a', 'b'], ['d', 'c']]
    """
    best = [list(layer) for layer in layers]
    after, before = neighbours(edges)
    now, least = [list(layer) for layer in best], crossings(best, edges)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        numbers = range(1, len(now)) if down else range(len(now) - 2, -1, -1)
        for number in numbers:
            fixed = {name: place for place, name in enumerate(now[number - 1 if down else number + 1])}
            now[number] = _by_barycentre(now[number], fixed, before if down else after)
        found = crossings(now, edges)
        if found < least:
            best, least = [list(layer) for layer in now], found
    return best


def neighbours(edges: Sequence[Edge]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """For each name those that its edges lead to, and those that lead to it."""
    after: dict[str, list[str]] = defaultdict(list)
    before: dict[str, list[str]] = defaultdict(list)
    for start, end in edges:
        after[start].append(end)
        before[end].append(start)
    return after, before


def _by_barycentre(layer: Sequence[str], fixed: Mapping[str, int], near: Mapping[str, list[str]]) -> list[str]:
    """Sorted by the mean place of their neighbours; one without any keeps its own."""

    def mean(item: tuple[int, str]) -> float:
        places = [fixed[each] for each in near.get(item[1], ()) if each in fixed]
        return sum(places) / len(places) if places else item[0] * max(1, len(fixed) - 1) / max(1, len(layer) - 1)

    return [name for _, name in sorted(enumerate(layer), key=mean)]


def crossings(layers: Sequence[Sequence[str]], edges: Sequence[Edge]) -> int:
    """How many pairs of edges cross.

    >>> crossings([["a", "b"], ["c", "d"]], [("a", "d"), ("b", "c")])
    1
    """
    place = {name: (number, spot) for number, layer in enumerate(layers) for spot, name in enumerate(layer)}
    found = 0
    for number in range(len(layers) - 1):
        pairs = sorted((place[a][1], place[b][1]) for a, b in edges if place[a][0] == number)
        ends: list[int] = []
        for _, end in pairs:
            found += len(ends) - bisect_right(ends, end)
            insort(ends, end)
    return found


def placed(
    layers: Sequence[Sequence[str]], tall: Mapping[str, float], edges: Sequence[Edge], gap: float
) -> dict[str, float]:
    """The upper edge of each thing: near the middle of its neighbours, in the order of its layer, none upon another.

    Args:
        layers: in the order that they shall have.
        tall: how tall each thing is.
        edges: each from a name to one in the next layer.
        gap: at least so much between two things of a layer.
    """
    after, before = neighbours(edges)
    full = max([0.0, *(_stack(layer, tall, gap) for layer in layers)])
    top: dict[str, float] = {}
    for layer in layers:
        spare = (full - _stack(layer, tall, gap)) / (len(layer) + 1)
        y = spare
        for name in layer:
            top[name] = y
            y += tall[name] + gap + spare
    for sweep in range(SWEEPS):
        near = before if sweep % 2 == 0 else after
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            _level(layer, top, tall, near, gap, full)
    return top


def _stack(layer: Sequence[str], tall: Mapping[str, float], gap: float) -> float:
    return sum(tall[name] for name in layer) + gap * max(0, len(layer) - 1)


def _level(
    layer: Sequence[str],
    top: dict[str, float],
    tall: Mapping[str, float],
    near: Mapping[str, list[str]],
    gap: float,
    full: float,
) -> None:
    """Moves each thing towards its neighbours; what would overlap is pushed down, and at the bottom up again."""
    for name in layer:
        middles = [top[each] + tall[each] / 2 for each in near.get(name, ())]
        if middles:
            top[name] = sum(middles) / len(middles) - tall[name] / 2
    least = 0.0
    for name in layer:
        top[name] = max(top[name], least)
        least = top[name] + tall[name] + gap
    most = full
    for name in reversed(layer):
        top[name] = min(top[name], most - tall[name])
        most = top[name] - gap
