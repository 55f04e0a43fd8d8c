"""Coverage with a question behind every cell: asking it gives what the cell counts."""

import pytest

from kgraph.errors import KgraphError
from kgraph.showing.matrices import coverage
from kgraph.terms import LANGUAGES

TINY = [
    ("focus area", "SDG goal", ""),
    ("sub-strategy", "cross-cutting goal", ""),
    ("effort", "overall goal", ""),
    ("measure", "SDG goal", ""),
    ("actor", "SDG goal", ""),
    ("goal", "SDG goal", ""),
    ("actor", "measure", ""),
    ("actor", "place", "measure"),
    ("section", "goal", "sub-goal"),
    ("measure", "budget line", ""),
    ("plan", "goal", ""),
]


def _answered(view, found):
    """For each cell what its question gives, and what the analysis counts in it."""
    counted = {}
    numbers = bool(found["counted"])
    for row in found["answer"]["rows"]:
        things = (row[7] or []) if numbers else [row[0]] if row[4] else []
        counted[row[0]["iri"], row[1]["iri"]] = sorted(each["iri"] for each in things)
    for row, cells in zip(found["rows"], found["cells"], strict=True):
        for column, cell in zip(found["columns"], cells, strict=True):
            asked = view.ask(cell["question"], notes=False).things()
            yield cell, sorted(each.iri for each in asked), counted[row["iri"], column["iri"]]


@pytest.mark.parametrize("kinds", TINY, ids=" ".join)
@pytest.mark.parametrize("plan, basis, language", [(None, "all", "en"), (None, "stated", "nb"), ("b", "all", "nn")])
def test_the_question_of_a_cell_gives_what_the_cell_counts(kinds, plan, basis, language, tiny, kept_shape):
    view = tiny.view(plan, basis=basis, language=language)
    try:
        found = coverage(view, *kinds)
    except KgraphError:
        assert (kinds[0], plan) == ("sub-strategy", "b")
        return
    kept_shape(found, "COVERAGE")
    for cell, asked, counted in _answered(view, found):
        assert asked == counted, cell["question"]
        if found["counted"]:
            assert cell["count"] == len(asked)
        assert view.recipe(cell["question"]).question == cell["question"]


def test_the_question_of_a_cell_of_the_shipped_plans_gives_what_it_counts(shipped):
    view = shipped.view("sogn", language="nn")
    found = coverage(view, "satsing", "berekraftsmål")
    assert len(found["cells"]) == 4
    assert {cell["state"] for row in found["cells"] for cell in row} >= {"inferred", "none"}
    for cell, asked, counted in _answered(view, found):
        assert asked == counted, cell["question"]


def test_cells_are_those_of_the_analysis_by_heart(tiny):
    found = coverage(tiny.view(), "focus area", "SDG goal")
    assert [each["code"] for each in found["rows"]] == ["a:1.1", "a:1.2", "a:2.1"]
    cells = {
        (row["code"], column["code"]): (cell["count"], cell["state"])
        for row, line in zip(found["rows"], found["cells"], strict=True)
        for column, cell in zip(found["columns"], line, strict=True)
        if cell["state"] != "none"
    }
    # Flats and Floors reach 11 by way of Building, Songs by way of Music and 8 by itself.
    assert cells == {
        ("a:1.1", "sdg:11"): (2, "inferred"),
        ("a:1.2", "sdg:8"): (1, "inferred"),
        ("a:1.2", "sdg:11"): (1, "stated"),
    }
    assert found["counted"] == "measures"
    assert (found["row_totals"], found["whole"]) == ([2, 1, 0], 3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_is_in_the_readers_language(language, tiny):
    found = coverage(tiny.view("b", language=language), "effort", "SDG goal")
    assert (
        found["cells"][0][0]["question"]
        == {
            "en": "measures under b:plan and with b:1 and with sdg:1",
            "nn": "tiltak under b:plan og med b:1 og med sdg:1",
            "nb": "tiltak under b:plan og med b:1 og med sdg:1",
        }[language]
    )


def test_hostile_names_stay_whole(hostile, hostile_texts, kept_shape):
    view = hostile.view()
    found = coverage(view, "measure", "SDG goal")
    kept_shape(found, "COVERAGE")
    assert [each["label"] for each in found["rows"]] == hostile_texts
    assert all(asked == counted for _, asked, counted in _answered(view, found))
