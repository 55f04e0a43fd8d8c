"""What if: coverage before and after, and the question that says it in the reader's language."""

import pytest

from kgraph.errors import KgraphError, QuestionError
from kgraph.showing.scenario import Changes, scenario
from kgraph.terms import LANGUAGES

SONGS = Changes(away=("b:M3",))


def _counts(found: dict) -> dict:
    return {
        (row["code"], column["code"]): cell["count"]
        for row, line in zip(found["rows"], found["cells"], strict=True)
        for column, cell in zip(found["columns"], line, strict=True)
        if cell["count"]
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_measure_is_taken_away_and_nothing_is_saved(language, tiny, kept_shape):
    view = tiny.view(language=language)
    found = scenario(view, SONGS, "focus area", "SDG goal")
    kept_shape(found, "SCENARIO")
    before = {("a:1.1", "sdg:11"): 2, ("a:1.2", "sdg:8"): 1, ("a:1.2", "sdg:11"): 1}
    assert _counts(found["before"]) == before
    assert _counts(found["after"]) == {("a:1.1", "sdg:11"): 2}
    assert (
        found["question"]
        == {
            "en": "suppose no b:M3: count measures per SDG goal",
            "nn": "tenk deg utan b:M3: tel tiltak per berekraftsmål",
            "nb": "tenk deg uten b:M3: tell tiltak per bærekraftsmål",
        }[language]
    )
    # Goal 8 has Songs alone; 11 has it with Flats and Floors.
    rows = [(row[0]["code"], row[1]) for row in found["answer"]["rows"] if row[0]]
    changed = {row for row in rows if row[0] in {"sdg:8", "sdg:11"}}
    assert changed == {("sdg:8", 1), ("sdg:8", 0), ("sdg:11", 3), ("sdg:11", 2)}
    assert _counts(scenario(view, SONGS, "focus area", "SDG goal")["before"]) == before


def test_a_link_is_there_and_another_is_not(tiny):
    changes = Changes(links=(("b:M4", "supports", "a:1.2.2"),), unlinks=(("b:M1.1", "supports", "a:1.1.1"),))
    found = scenario(tiny.view(), changes, "focus area", "sub-strategy")
    before, after = _counts(found["before"]), _counts(found["after"])
    assert (before["a:1.1", "a:1.1.1"], before.get(("a:1.2", "a:1.2.2"))) == (2, None)
    assert (after.get(("a:1.1", "a:1.1.1")), after["a:1.2", "a:1.2.2"]) == (None, 1)
    assert found["question"] == (
        "suppose b:M4 supports a:1.2.2, b:M1.1 does not support a:1.1.1: count measures per sub-strategy"
    )


def test_coverage_after_is_what_the_question_counts(shipped):
    changes = Changes(away=("sogn:2.3-M1",), links=(("sogn:1.2-M4", "støttar", "sdg:12"),))
    found = scenario(shipped.view(language="nn"), changes, "innsatsområde", "berekraftsmål")
    assert found["question"].startswith("tenk deg utan sogn:2.3-M1, sogn:1.2-M4 støttar sdg:12: ")
    when = {"etter", "før og etter"}
    counted = {row[0]["code"]: row[1] for row in found["answer"]["rows"] if row[0] and row[2] in when}
    whole = scenario(shipped.view(language="nn"), changes, "plan", "berekraftsmål")["after"]
    for column, total in zip(whole["columns"], whole["column_totals"], strict=True):
        assert counted[column["code"]] == total, column["code"]
    assert (counted["sdg:12"], counted["sdg:10"]) == (1, 0)


def test_a_value_is_given_as_planners_write_it(tiny):
    changes = Changes(values=(("b:M1.2", "budget", "50 000,5"), ("b:M2", "budget", ""), ("a:Q1", "bound", "at least")))
    found = scenario(tiny.view(), changes, "focus area", "SDG goal")
    assert found["question"].startswith(
        'suppose b:M1.2 with budget = 50 000.5, b:M2 without budget, a:Q1 with bound = "at least": '
    )


def test_links_alone_are_compared_too(tiny):
    changes = Changes(links=(("a:2.1", "addresses", "a:X1"),))
    found = scenario(tiny.view(), changes, "focus area", "cross-cutting goal")
    assert found["question"] == ("suppose a:2.1 addresses a:X1: focus areas with which cross-cutting goals")
    states = [[cell["state"] for row in found[side]["cells"] for cell in row] for side in ("before", "after")]
    assert states == [["none", "inferred", "none"], ["none", "inferred", "stated"]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "changes, error",
    [
        (Changes(), KgraphError),
        (Changes(away=("b:M77",)), QuestionError),
        (Changes(links=(("b:M1", "loves", "sdg:8"),)), KgraphError),
        (Changes(links=(("place:dale", "supports", "sdg:8"),)), QuestionError),
        (Changes(values=(("b:M1", "colour", "red"),)), KgraphError),
        (Changes(values=(("b:M1", "budget", "much"),)), QuestionError),
        (Changes(values=(("b:M3", "date", "2025-13-77"),)), KgraphError),
        (Changes(values=(("b:1", "openList", "perhaps"),)), KgraphError),
    ],
)
def test_what_cannot_be_supposed_is_said_in_a_sentence(changes, error, language, tiny):
    with pytest.raises(error) as raised:
        scenario(tiny.view(language=language), changes, "focus area", "SDG goal")
    assert raised.value.message


def test_a_supposed_view_is_a_view_of_its_own(tiny):
    view = tiny.view("b")
    supposed = view.supposing("suppose no b:M3: measures")
    assert len(supposed.ask("measures under b:plan").things()) == 5
    assert len(view.ask("measures under b:plan").things()) == 7
    assert supposed.plan == view.plan
    assert len(supposed.property_graph().nodes) < len(view.property_graph().nodes)
    assert view.supposing("measures").workspace is tiny


def test_hostile_names_stay_whole(hostile, hostile_texts, kept_shape):
    found = scenario(hostile.view(), Changes(away=("h:M1",)), "measure", "SDG goal")
    kept_shape(found, "SCENARIO")
    left = [text for number, text in enumerate(hostile_texts) if number != 1]
    assert [each["label"] for each in found["after"]["rows"]] == left
