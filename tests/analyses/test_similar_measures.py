"""What two measures have in common, by hand.

On tiny:   goals               actors         words
  M1       a:1.1.1 b:D1        office town    flats
  M1.1     a:1.1.1             office town    floors
  M1.2                                        gates
  M2       a:1.1.2 a:X1        office band    eldsjeler målar gata (its text; as stems, gata and gates are one)
  M3       a:1.2.1 sdg:8.9     band           songs
  M3.1                         band           tickets
  M4                           band           voices
"""

import pytest

PAIRS = {
    # In all, goals, actors, words: shares in per cent, None where neither has any.
    ("b:M3.1", "b:M4"): (50, None, 100, 0),
    ("b:M3", "b:M4"): (33, 0, 100, 0),
    ("b:M2", "b:M3"): (17, 0, 50, 0),
    ("b:M2", "b:M3.1"): (17, 0, 50, 0),
    ("b:M1", "b:M2"): (11, 0, 33, 0),
    ("b:M1.2", "b:M2"): (11, 0, 0, 33),
    ("b:M1.2", "b:M3.1"): (0, None, 0, 0),
}


def test_the_shares_are_those_found_by_hand(tiny, codes):
    rows = {(row[0], row[1]): tuple(row[2:6]) for row in codes(tiny.view().analyse("similar-measures", least="0"))}
    assert {pair: rows[pair] for pair in PAIRS} == PAIRS


def test_a_measure_and_its_own_part_are_not_compared(tiny, codes):
    answer = tiny.view().analyse("similar-measures", least="0")
    found = {frozenset(row[:2]) for row in codes(answer)}
    nested = [("b:M1", "b:M1.1"), ("b:M1", "b:M1.2"), ("b:M3", "b:M3.1")]
    assert not found & {frozenset(pair) for pair in nested}
    # 7 * 6 / 2 pairs without these three.
    assert len(found) == 18
    assert "18 pairs of 7 measures" in answer.notes[-1].text


def test_those_most_alike_stand_first_and_none_below_the_least(shipped):
    wholes = [row[2] for row in shipped.view().analyse("similar-measures", least="45").rows]
    assert wholes == sorted(wholes, reverse=True)
    assert wholes
    assert wholes[-1] >= 45


def test_two_measures_of_the_same_matter_are_found_and_marked(shipped, codes):
    """The plan speaks twice of the invitation to Næringsvennleg region, and of the preliminary project behind it."""
    rows = codes(shipped.view(language="nn").analyse("similar-measures"))
    marked = {(row[0], row[1]): row[6] for row in rows if row[7]}
    assert marked[("sogn:1.3-M1", "sogn:1.4-M3.1")] == "sogn:1-D2"


def test_only_stated_links_count_when_that_is_asked_for(tiny, codes):
    rows = {
        (row[0], row[1]): row[2:6] for row in codes(tiny.view(basis="stated").analyse("similar-measures", least="0"))
    }
    # M3 has the band by inference alone: nobody, when only stated links count.
    assert rows[("b:M3", "b:M4")][2] == 0


@pytest.mark.parametrize("least", ["many", "", "101", "-1", "nan"])
def test_a_share_that_is_none_is_one_clear_error(tiny, least):
    from kgraph.errors import KgraphError

    with pytest.raises(KgraphError, match="the parameter least is a number from 0 to 100"):
        tiny.view().analyse("similar-measures", least=least)
