"""From measures to goals: how far, and what falls without one; by hand on tiny."""

import pytest

from kgraph.errors import KgraphError, QuestionError

NEVER = "never: no thread leads to an SDG goal"


def test_each_measure_has_its_shortest_way_to_a_un_goal(tiny, codes):
    rows = codes(tiny.view().analyse("distance-to-goals"))
    assert [[row[0], row[1], row[2], row[4], row[5]] for row in rows] == [
        # 8.9, 8; and in three steps a:1.2.1, 11.4, 11.
        ["b:M3", 2, "sdg:8", 1, 2],
        # a:1.1.1, 11.1 by inference, 11.
        ["b:M1.1", 3, "sdg:11", 1, 1],
        # Its part M1.1, and then as that.
        ["b:M1", 4, "sdg:11", 1, 1],
        # a:1.1.2 leads on to nothing, nor does a:X1; M3 does not give its way to its part M3.1.
        ["b:M1.2", None, "", None, 0],
        ["b:M2", None, "", None, 0],
        ["b:M3.1", None, "", None, 0],
        ["b:M4", None, "", None, 0],
    ]


def test_the_way_is_told_step_by_step(tiny):
    rows = {row[0].code: row[3] for row in tiny.view().analyse("distance-to-goals").rows}
    assert rows["b:M1"] == (
        "has part Floors (b:M1.1) → supports Building (a:1.1.1) → "
        "supports Safe and affordable housing for all (sdg:11.1) → part of sdg:11"
    )
    assert rows["b:M2"] == NEVER


def test_how_many_reach_a_goal_and_in_how_many_steps_is_summed_up(tiny):
    texts = [tiny.view(language=tag).analyse("distance-to-goals").notes[-1].text for tag in ("en", "nn")]
    # The ways have two, three and four steps.
    assert texts[0] == "3 of 7 measures reach an SDG goal, in 3.0 steps on average"
    assert texts[1] == "3 av 7 tiltak når eit berekraftsmål, med 3,0 steg i snitt"


def test_by_stated_links_alone_the_way_may_be_longer_or_none(tiny, codes):
    rows = codes(tiny.view(basis="stated").analyse("distance-to-goals"))
    assert rows[0][:3] == ["b:M3", 3, "sdg:11"]
    assert all(row[1] is None for row in rows[1:])


@pytest.mark.parametrize("basis", ["all", "stated"])
def test_those_that_never_reach_a_goal_are_those_without_one(shipped, basis):
    view = shipped.view(basis=basis)
    never = {row[0].code for row in view.analyse("distance-to-goals").rows if row[1] is None}
    assert never == {thing.code for thing in view.ask("measures without SDG goals").things()}


def test_a_plan_without_measures_has_none_to_tell_of(tiny):
    answer = tiny.view("a:plan").analyse("distance-to-goals")
    assert not answer.rows
    assert answer.notes[-1].text == "0 of 0 measures reach an SDG goal"


# ---- what falls without a measure


def test_what_a_measure_leads_to_is_counted_before_and_after(tiny, codes):
    rows = codes(tiny.view().analyse("without-measure", measure="b:M1.1"))
    assert [[row[0], *row[2:4]] for row in rows] == [
        # M1 leads there by its part M1.1 alone.
        ["a:1.1.1", 2, 0],
        ["sdg:11.1", 2, 0],
        ["a:1", 4, 2],
        ["a:1.1", 3, 1],
        ["sdg:11", 3, 1],
        # b:L1 covers M1.1, and so M1; the office has M2 too.
        ["actor:town", 2, 0],
    ]
    assert rows[2][4] == "loses 2 of 4 measures"


def test_the_parts_of_a_measure_go_with_it(tiny):
    answer = tiny.view().analyse("without-measure", measure="b:M1")
    assert answer.notes[-2].text.startswith("taken away: Flats (b:M1), Floors (b:M1.1), Gates (b:M1.2).")
    # b:D1, a:1.1.1 and sdg:11.1; a:1, a:1.1 and sdg:11; the town.
    assert answer.notes[-2].text.endswith("last measure: 3; that lose some: 3. Actors that lose their last task: 1")


@pytest.mark.parametrize("measure, after, less", [("b:M1", "150 000.5", "100 000"), ("b:M2", "150 000.5", "100 000")])
def test_money_that_no_other_measure_shares_goes_too(tiny, measure, after, less):
    # All in all 250 000.5; b:L3, 50 000.5, is M3's as well as M2's.
    text = tiny.view().analyse("without-measure", measure=measure).notes[-1].text
    assert f"in NOK: 250 000.5 before, {after} after, {less} less" in text.replace("\N{NO-BREAK SPACE}", " ")


def test_money_that_others_share_stays(tiny):
    text = tiny.view().analyse("without-measure", measure="b:M3").notes[-1].text
    assert "0 less" in text


def test_a_measure_that_leads_nowhere_takes_nothing_along(tiny):
    assert not tiny.view().analyse("without-measure", measure="b:M1.2").rows


def test_what_is_no_measure_or_not_given_is_one_clear_error(tiny):
    view = tiny.view()
    with pytest.raises(KgraphError, match=r"Good life \(a:1\) is no measure"):
        view.analyse("without-measure", measure="a:1")
    with pytest.raises(QuestionError, match="b:M99"):
        view.analyse("without-measure", measure="b:M99")
    with pytest.raises(KgraphError, match="needs the parameter measure"):
        view.analyse("without-measure")
