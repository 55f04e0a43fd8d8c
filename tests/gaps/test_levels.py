"""The analysis `levels`, against counts made by hand from the comments of the tiny data."""

import pytest

from kgraph.errors import KgraphError

# of each level: number, then with measures, budget, responsible, period, SDG link, evidence
#
# Good life (a:1) has measures by way of Building and Music, both with a line, and both lead to the SDGs; Strong trade
# has none, but Play is said to support it. X1 is addressed by Paint. Homes and Leisure have measures, Shops nothing.
# Building, Mending and Music have measures; Building an office; Building and Music lead to the SDGs; all four are
# claimed of.
TINY = {
    ("a:plan", "OverallGoal"): (2, 1, 1, 0, 1, 1, 1),
    ("a:plan", "CrossCuttingGoal"): (1, 1, 1, 0, 1, 0, 1),
    ("a:plan", "FocusArea"): (3, 2, 2, 0, 2, 2, 0),
    ("a:plan", "SubStrategy"): (4, 3, 3, 1, 3, 2, 4),
    # Build leads there by Floors, Play by Songs; the wholes of measures. Of Play itself there is a claim.
    ("b:plan", "Effort"): (2, 2, 2, 0, 2, 2, 1),
    ("b:plan", "SubGoal"): (1, 1, 1, 0, 1, 0, 1),
    ("b:plan", "Section"): (1, 1, 1, 0, 1, 1, 0),
    # Gates has nothing; Voices no amount; Flats, Floors and Songs lead to the SDGs; Gates and Tickets are claimed of
    # nowhere, Voices only by a machine, whose quote is there all the same.
    ("b:plan", "Measure"): (7, None, 5, 6, 6, 3, 5),
}


def rows(answer):
    found = {}
    for plan, level, number, *cells in answer.rows:
        found[plan.code, level.iri.rpartition("#")[2]] = (number, *cells)
    return found


def test_each_level_of_each_plan_is_counted_from_the_top_down(tiny):
    found = rows(tiny.view().analyse("levels", form="numbers"))
    assert {level: (cells[0], *cells[1::2]) for level, cells in found.items()} == TINY
    assert list(found) == list(TINY)


def test_the_share_is_of_the_number_and_what_does_not_apply_is_empty(tiny):
    found = rows(tiny.view().analyse("levels", form="numbers"))
    for number, *cells in found.values():
        for count, share in zip(cells[::2], cells[1::2], strict=True):
            assert share == (None if count is None else round(100 * count / number, 1))


@pytest.mark.parametrize(("language", "cell"), [("en", "3 (75%)"), ("nn", "3 (75\u00a0%)"), ("nb", "3 (75\u00a0%)")])
def test_people_see_count_and_share_in_one_cell(tiny, language, cell):
    answer = tiny.view(language=language).analyse("levels")
    assert len(answer.columns) == 9
    assert rows(answer)["a:plan", "SubStrategy"][1] == cell
    assert rows(answer)["b:plan", "Measure"][1] is None
    assert {note.code for note in answer.notes} == {"why", "reading"}


def test_of_one_plan_only_its_levels_are_counted(tiny):
    assert {plan for plan, _ in rows(tiny.view("b").analyse("levels"))} == {"b:plan"}


def test_by_stated_links_alone_fewer_are_covered(tiny):
    answer = tiny.view(basis="stated").analyse("levels", form="numbers")
    assert rows(answer)["a:plan", "SubStrategy"][1] == 2
    assert rows(answer)["a:plan", "CrossCuttingGoal"][1] == 1


def test_the_measures_with_budget_are_those_without_the_gap(shipped):
    answer = shipped.view("sogn").analyse("levels", form="numbers")
    number, *cells = rows(answer)["sogn:plan", "Measure"]
    counts = shipped.gaps("sogn").counts
    rules = ("measure-without-budget", "measure-without-responsible", "measure-without-period")
    assert [number - counts[rule] for rule in rules] == cells[2:8:2]


def test_a_form_that_is_not_there_is_refused(tiny):
    with pytest.raises(KgraphError, match="numbers"):
        tiny.view().analyse("levels", form="long")
