"""Betweenness between actors and goals, counted by hand.

On tiny (drawn in test_network.py) the three actors and the goals that hang together with them, a:1, a:X1, b:D1, sdg:8
and sdg:11, make 15 pairs. Their shortest ways, without the ends:

          b:D1             a:1                    sdg:11              a:X1          sdg:8
  town    M1.1 M1          M1.1 1.1.1 1.1         M1.1 1.1.1 11.1     M1.1 off. M2  M1.1 office M2 band M3 8.9
  office  M1.1 M1          1.1.1 1.1              1.1.1 11.1          M2            M2 band M3 8.9
  band    M2 off. M1.1 M1  M2 1.1.2 1.1 (½),      M3 1.2.1 11.4       M2            M3 8.9
                           M3 1.2.1 1.2 (½)
"""

import pytest

# Ways; share of the 15 pairs, of an actor the 10 that do not end in it.
BY_HAND = [
    ("b:M1.1", 7.0, 46.7),
    ("b:M2", 6.5, 43.3),
    ("actor:office", 3.0, 30.0),
    ("b:M3", 4.5, 30.0),
    ("a:1.1.1", 4.0, 26.7),
    ("actor:band", 2.0, 20.0),
    ("b:M1", 3.0, 20.0),
    ("sdg:8.9", 3.0, 20.0),
    ("a:1.1", 2.5, 16.7),
    ("sdg:11.1", 2.0, 13.3),
    ("a:1.2.1", 1.5, 10.0),
    ("sdg:11.4", 1.0, 6.7),
    ("a:1.1.2", 0.5, 3.3),
    ("a:1.2", 0.5, 3.3),
]


def test_the_ways_between_actors_and_goals_are_those_found_by_hand(tiny, codes):
    rows = codes(tiny.view().analyse("centrality"))
    assert [(row[0], row[2], row[3]) for row in rows] == BY_HAND


def test_links_and_those_inferred_stand_beside_the_ways(tiny, codes):
    rows = {row[0]: row for row in codes(tiny.view().analyse("centrality"))}
    # M2: a:1.1.2 and the office by inference, a:X1 and the band stated.
    assert rows["b:M2"][4:6] == [4, 2]
    assert rows["b:M1.1"][4:] == [4, 0, "holds much together"]
    assert rows["a:1.2"][6] == "few ways run here"


def test_on_a_path_all_ways_run_through_the_middle(written, codes):
    path = written({"a": "Unit", "m": "Measure", "g": "Goal"}, "m responsible a", "m supports g")
    assert codes(path.view().analyse("centrality"))[0][:5] == ["x:m", "measure", 1.0, 100.0, 2]


def test_in_a_star_all_ways_run_through_its_centre_and_a_ring_halves_them(written, codes):
    things = {"a": "Unit", "b": "Unit", "m": "Measure", "n": "Measure", "g": "Goal", "h": "Goal"}
    links = ["m responsible a", "n responsible a", "m supports g", "n supports g", "m responsible b", "m supports h"]
    rows = {row[0]: row for row in codes(written(things, *links).view().analyse("centrality"))}
    # Pairs a-g (m or n), a-h (m), b-g (m), b-h (m): m has 3.5 of 4, n half a way; nothing runs through an actor.
    assert {code: (row[2], row[3]) for code, row in rows.items()} == {"x:m": (3.5, 87.5), "x:n": (0.5, 12.5)}


def test_what_is_asked_for_at_most_is_shown_and_how_many_there_are_is_told(tiny):
    answer = tiny.view().analyse("centrality", most="2")
    assert len(answer) == 2
    assert "2 of the 14" in answer.notes[-1].text
    assert "15 pairs" in answer.notes[-1].text


@pytest.mark.parametrize("basis", ["all", "stated"])
def test_no_share_is_more_than_the_whole(shipped, basis):
    for *_, share, links, inferred, _ in shipped.view(basis=basis).analyse("centrality", most="1000").rows:
        assert 0 <= share <= 100
        assert 0 <= inferred <= links
        assert basis == "all" or inferred == 0
