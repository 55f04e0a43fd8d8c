"""Groups: of two circles joined by one link by hand, elsewhere by what must hold of any division."""

from collections import Counter

import pytest

from kgraph.networks import network

CIRCLES = {f"{sort}{at}": kind for at in "12" for sort, kind in (("a", "Unit"), ("g", "Goal"))}
CIRCLES |= {f"m{at}": "Measure" for at in range(1, 7)}
LINKS = [f"m{at} {verb}{1 if at < 4 else 2}" for at in range(1, 7) for verb in ("responsible a", "supports g")]


def test_two_circles_with_one_link_between_them_are_two_groups(written, codes):
    view = written(CIRCLES, *LINKS, "m3 supports g2").view()
    answer = view.analyse("communities")
    # 13 links, 6 in each group; each group's ends are 13 of 26: 12/13 - 2 * (1/2)² = 0.423.
    assert "0.42: the groups are clear" in answer.notes[-1].text
    one, other = codes(answer)
    assert one[2:] == [5, 3, "x:a1", "x:g1", 86]
    assert other[2:] == [5, 3, "x:a2", "x:g2", 86]
    # g2 has four links, three of them inside; a2 three as well, and then the measures with two.
    assert other[1] == "x:a2 x:g2 x:m4"
    members = codes(view.analyse("communities", group="2"))
    assert members[:2] == [["x:a2", "unit", 3, 0], ["x:g2", "goal", 3, 1]]


def test_every_thing_with_a_link_is_in_one_group_and_the_modularity_is_newmans(tiny, codes):
    view = tiny.view()
    found = network(view)
    number = len(view.analyse("communities"))
    group = {}
    for at in range(1, number + 1):
        for row in codes(view.analyse("communities", group=str(at))):
            assert row[0] not in group
            group[row[0]] = at
    code = {iri: thing.code for iri, thing in found.things.items()}
    edges = [(group[code[one]], group[code[other]]) for one, other in found.graph.edges]
    ends = Counter(end for edge in edges for end in edge)
    inside = Counter(one for one, other in edges if one == other)
    total = len(edges)
    value = sum(inside[at] / total - (ends[at] / 2 / total) ** 2 for at in range(1, number + 1))
    assert f"modularity {value:.2f}" in view.analyse("communities").notes[-1].text
    assert len(group) == 27


def test_what_hangs_together_with_nothing_else_is_a_group_of_its_own(tiny, codes):
    rows = codes(tiny.view().analyse("communities"))
    assert ["a:2 a:2.1 b:2", 3, 0, "", "a:2", 100] in [row[1:] for row in rows]


def test_a_group_that_is_not_there_is_one_clear_error(tiny):
    from kgraph.errors import KgraphError

    with pytest.raises(KgraphError, match="the parameter group is a number from 1 to 6, not “9”"):
        tiny.view().analyse("communities", group="9")
