"""What falls off without whom, by hand on tiny (drawn in test_network.py)."""


def test_each_actor_and_measure_is_thought_away_in_turn(tiny, codes):
    rows = codes(tiny.view().analyse("cut-points"))
    assert [[row[0], *row[2:4]] for row in rows] == [
        # The band alone has M3 (by b:L3), so M3.1 as well, and M4.
        ["actor:band", "", "b:M3 b:M3.1 b:M4"],
        # sdg:8 and its target hang by M3 alone.
        ["b:M3", "sdg:8 sdg:8.9", ""],
        # Without M1 nothing is at b:D1; without M1.1 M1 is there, but none of its actors.
        ["b:M1", "b:D1", ""],
        ["b:M1.1", "b:D1", ""],
    ]


def test_by_stated_links_alone_other_things_fall(tiny, codes):
    rows = codes(tiny.view(basis="stated").analyse("cut-points"))
    # The band, M2, M4 and a:X1 stand apart, and the band is their only actor; the office has nothing of M2 then.
    assert [[row[0], *row[2:4]] for row in rows] == [["actor:band", "a:X1", "b:M2 b:M4"], ["b:M2", "a:X1", ""]]


def test_the_loss_is_said_in_words(tiny):
    rows = {row[0].code: row[-1] for row in tiny.view(basis="stated").analyse("cut-points").rows}
    assert rows["actor:band"] == "nothing that is left leads to 1 of the goals; nobody is left for 2 of the measures"


def test_the_only_actor_of_all_cuts_everything_off_though_nothing_falls_apart(written, codes):
    things = {"a": "Unit", "m": "Measure", "n": "Measure", "g": "Goal"}
    ring = written(things, "m responsible a", "n responsible a", "m supports g", "n supports g")
    assert codes(ring.view().analyse("cut-points"))[0][:4] == ["x:a", "unit", "x:g", "x:m x:n"]


def test_in_a_ring_with_two_actors_nothing_falls(written, codes):
    things = {"a": "Unit", "b": "Unit", "m": "Measure", "n": "Measure", "g": "Goal"}
    links = [f"{measure} responsible {actor}" for measure in "mn" for actor in "ab"]
    ring = written(things, *links, "m supports g", "n supports g")
    assert codes(ring.view().analyse("cut-points")) == []
