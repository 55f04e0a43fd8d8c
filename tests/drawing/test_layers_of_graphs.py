"""Layered drawings: few crossings, nothing upon anything else."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from kgraph.drawing.layers import crossings, ordered, placed


@st.composite
def graphs(draw):
    sizes = draw(st.lists(st.integers(1, 6), min_size=2, max_size=4))
    layers = [[f"{number}.{place}" for place in range(size)] for number, size in enumerate(sizes)]
    pairs = [(a, b) for one, two in pairwise(layers) for a in one for b in two]
    return layers, draw(st.lists(st.sampled_from(pairs), unique=True, max_size=20))


def crossed_by_hand(layers, edges):
    place = {name: spot for layer in layers for spot, name in enumerate(layer)}
    level = {name: number for number, layer in enumerate(layers) for name in layer}
    return sum(
        level[a] == level[c] and (place[a] - place[c]) * (place[b] - place[d]) < 0
        for (a, b), (c, d) in combinations(edges, 2)
    )


@given(graphs())
def test_crossings_are_counted_as_by_hand(graph):
    assert crossings(*graph) == crossed_by_hand(*graph)


@given(graphs())
def test_ordering_keeps_everything_and_never_makes_it_worse(graph):
    layers, edges = graph
    found = ordered(layers, edges)
    assert [sorted(layer) for layer in found] == [sorted(layer) for layer in layers]
    assert crossings(found, edges) <= crossings(layers, edges)
    assert found == ordered(layers, edges)


@given(graphs(), st.integers(1, 40))
def test_nothing_stands_upon_anything_else(graph, tall):
    layers, edges = graph
    heights = {name: tall + place for layer in layers for place, name in enumerate(layer)}
    top = placed(layers, heights, edges, gap=3)
    assert min(top.values()) >= -1e-6
    for layer in layers:
        for above, below in pairwise(layer):
            assert top[above] + heights[above] + 3 <= top[below] + 1e-6
