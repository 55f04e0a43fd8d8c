"""Two plans beside each other, by hand on tiny: its comments say what b supports in a, and who stands where."""

import pytest

from kgraph.errors import KgraphError

STATED, INFERRED = "supported, as a document says", "supported, by inference alone"
ORPHAN = "orphan: leads to nothing in Alfa"


def test_each_goal_of_the_one_has_what_supports_it_in_the_other_and_the_orphans_come_last(tiny, codes):
    rows = codes(tiny.view().analyse("alignment", plan="a:plan", other="b:plan"))
    assert [[row[0], *row[2:]] for row in rows] == [
        ["a:1", STATED, "b:M1.1 b:M2 b:M3", 2, ""],
        ["a:1.1", STATED, "b:M1.1 b:M2", 1, ""],
        ["a:1.1.1", STATED, "b:M1.1", 1, ""],
        ["a:1.1.2", INFERRED, "b:M2", 0, ""],
        ["a:1.2", STATED, "b:M3", 1, ""],
        ["a:1.2.1", STATED, "b:M3", 1, ""],
        # b:M4 supports it, but that is only suggested.
        ["a:1.2.2", "not supported", "", None, ""],
        ["a:2", STATED, "b:2", 1, ""],
        ["a:2.1", "not supported", "", None, ""],
        ["a:X1", STATED, "b:M2", 1, ""],
        # M1 is none: its part M1.1 leads there.
        ["b:M1.2", ORPHAN, "", None, ""],
        ["b:M3.1", ORPHAN, "", None, ""],
        ["b:M4", ORPHAN, "", None, ""],
    ]


def test_the_numbers_are_summed_up(tiny):
    text = tiny.view().analyse("alignment", plan="a:plan", other="b:plan").notes[-1].text
    assert text == (
        "Alfa: 8 of 10 goals and parts of goals are supported by Beta, 7 of them as a document says; "
        "0 are the same matter as something there. Beta: 3 of 7 measures lead to nothing in Alfa."
    )


def test_of_two_plans_the_one_with_fewer_measures_is_the_one_whose_goals_are_looked_at(tiny, shipped):
    for workspace, first in ((tiny, "a:plan"), (shipped, "sogndal:plan")):
        view = workspace.view()
        other = "b:plan" if workspace is tiny else "sogn:plan"
        assert view.analyse("alignment").rows == view.analyse("alignment", plan=first, other=other).rows


def test_the_plan_of_the_view_is_the_one_whose_goals_are_looked_at(tiny, codes):
    rows = codes(tiny.view("b:plan").analyse("alignment"))
    assert [row[0] for row in rows] == ["b:D1"], "plan a has no measures, so no orphans either"


def test_without_the_inferred_links_what_rests_on_them_is_unsupported(tiny, codes):
    rows = {row[0]: row for row in codes(tiny.view(basis="stated").analyse("alignment"))}
    assert rows["a:1.1.2"][2] == "not supported"
    assert rows["a:1"][3] == "b:M1.1 b:M3"


def test_what_is_the_same_matter_as_something_in_the_other_plan_is_told(written, codes):
    things = {"p": "StrategicPlan", "g": "Goal", "h": "Goal", "q": "ActionPlan", "k": "SubGoal", "m": "Measure"}
    links = ["g partOf p", "h partOf p", "k partOf q", "m partOf q", "k sameMatterAs g", "m supports k"]
    rows = codes(written(things, *links).view().analyse("alignment"))
    assert [[row[0], *row[2:]] for row in rows] == [
        ["x:g", "same matter, not supported", "", None, "x:k"],
        ["x:h", "not supported", "", None, ""],
        ["x:m", "orphan: leads to nothing in p", "", None, ""],
    ]


def test_the_orphans_of_the_shipped_plans_are_those_that_a_question_finds(shipped):
    view = shipped.view()
    asked = view.ask("measures under sogn:plan without (everything under sogndal:plan)")
    rows = [row for row in view.analyse("alignment").rows if row[2].startswith("orphan")]
    assert {row[0].code for row in rows} == {thing.code for thing in asked.things()}
    assert rows


@pytest.mark.parametrize(
    "values, said",
    [({"plan": "nowhere"}, "nowhere"), ({"plan": "a:plan", "other": "a:plan"}, "not compared with itself")],
)
def test_a_plan_that_is_not_there_or_the_same_plan_twice_is_one_clear_error(tiny, values, said):
    with pytest.raises(KgraphError, match=said):
        tiny.view().analyse("alignment", **values)


def test_of_three_plans_it_must_be_said_which_two(written):
    three = written(
        {"p": "StrategicPlan", "q": "ActionPlan", "r": "ActionPlan", "g": "Goal", "m": "Measure", "n": "Measure"},
        "g partOf p",
        "m partOf q",
        "n partOf r",
    )
    with pytest.raises(KgraphError, match="which two plans"):
        three.view().analyse("alignment")


def test_a_plan_alone_has_none_to_be_laid_beside(written):
    answer = written({"p": "StrategicPlan", "g": "Goal"}, "g partOf p").view().analyse("alignment")
    assert len(answer) == 0
    assert "there is no second plan to lay beside it" in {note.text for note in answer.notes}


# ---- actors


def test_the_actors_of_both_plans_stand_with_their_roles_in_each(tiny, codes):
    rows = codes(tiny.view().analyse("actor-overlap"))
    assert rows == [
        # a:1.1.1; b:L1 and, by inference, b:M2.
        ["actor:office", "a:plan b:plan", "Alfa: responsible (1) Beta: project responsible (1), responsible (1)", 3, 1],
        ["actor:town", "a:plan b:plan", "Alfa: prepared (1) Beta: project owner (1)", 2, 0],
    ]
    text = tiny.view().analyse("actor-overlap").notes[-1].text
    assert text == "2 of the 3 actors stand in more than one of the plans; in each: Alfa (2), Beta (3)"


def test_other_places_may_be_asked_for(tiny, shipped, codes):
    # The budget lines hang on plan b itself: b:1 has the office by M2, b:2 the band by M4.
    answer = tiny.view().analyse("actor-overlap", of="effort")
    assert not answer.rows
    assert (
        answer.notes[-1].text == "0 of the 2 actors stand in more than one of the efforts; in each: Build (1), Play (1)"
    )
    rows = codes(shipped.view(language="nn").analyse("actor-overlap", of="satsingar"))
    assert rows[0][:2] == ["actor:sogn-regionrad", "sogn:1 sogn:2 sogn:3 sogn:4"]


def test_the_shipped_plans_share_the_actors_that_questions_find_in_both(shipped):
    view = shipped.view()
    links = "that are responsible for {0} or that are partners of {0} or that take part in {0} or that fund {0}"
    both = [
        {thing.code for thing in view.ask("actors " + links.format(f"(everything under {plan})")).things()}
        for plan in ("sogn:plan", "sogndal:plan")
    ]
    found = {row[0].code for row in view.analyse("actor-overlap").rows}
    assert found == both[0] & both[1]


def test_a_kind_that_is_not_there_is_one_clear_error(tiny):
    with pytest.raises(KgraphError, match="effrots"):
        tiny.view().analyse("actor-overlap", of="effrots")


def test_two_places_that_are_part_of_each_other_harm_nothing(tiny):
    assert "in each: 0" in tiny.view().analyse("actor-overlap", of="themes").notes[-1].text
