"""A question while it is written, over HTTP: checked, completed, explained; and the saved ones as forms."""

import pytest

from kgraph.saved import saved_questions

# Characters that JavaScript counts twice stand before the place: offsets are those of Python.
WAVES = '"🌊🌊"'


def check(served, question: str, **values) -> dict:
    return served.get("/api/check", question=question, **values).json()


def test_a_question_that_is_right_is_given_in_each_language(served):
    found = check(served, "count measures that support goals", lang="nn")
    assert found["problem"] is None
    assert found["language"] == "en"
    assert found["canonical"] == "tel tiltak som støttar mål"
    assert found["translations"] == {
        "en": "count measures that support goals",
        "nn": "tel tiltak som støttar mål",
        "nb": "tell tiltak som støtter mål",
    }


def test_every_word_is_marked_as_what_it_is(served):
    question = f"measures with name ~ {WAVES} that support a:1 show budget sort by number first 3 # some"
    found = check(served, question)
    words = [(question[mark["start"] : mark["end"]], mark["sort"]) for mark in found["marks"]]
    assert words == [
        ("measures", "kind"),
        ("with", "keyword"),
        ("name", "field"),
        ("~", "keyword"),
        (WAVES, "name"),
        ("that", "keyword"),
        ("support", "link"),
        ("a:1", "name"),
        ("show", "keyword"),
        ("budget", "field"),
        ("sort by", "keyword"),
        ("number", "field"),
        ("first", "keyword"),
        ("3", "number"),
    ]


def test_a_mistake_is_told_at_its_place_in_characters(served):
    question = f"measures with name ~ {WAVES} that suport a:1"
    problem = check(served, question)["problem"]
    assert question[problem["start"] : problem["end"]] == "suport"
    assert problem["mended"] == f"measures with name ~ {WAVES} that support a:1"


@pytest.mark.parametrize(
    ("wrong", "mended"),
    [
        ("measures that suport a:1", "measures that support a:1"),
        ("list all measures", "list measures"),
        ("measures without budget with name or in 2024", "measures (without budget and with name) or in 2024"),
        ('measures under "Build', 'measures under "Build"'),
        ("measures about", 'measures about "klima"'),
        ("measures with budget >=", "measures with budget >= 100 000"),
        ('measures; define "green": measures', 'define "green": measures; measures'),
        ("", None),
        ("measures that support actors", None),
    ],
)
def test_the_hint_mends_a_mistake_where_it_can(served, wrong, mended):
    problem = check(served, wrong)["problem"]
    assert (problem and problem["mended"]) == mended
    if mended:
        assert check(served, mended)["problem"] is None


def test_a_mended_question_may_have_a_mistake_further_on(served):
    problem = check(served, "measures that suport a:1 with bugdet")["problem"]
    assert problem["mended"] == "measures that support a:1 with bugdet"
    assert check(served, problem["mended"])["problem"]["mended"] == "measures that support a:1 with budget"


def test_blanks_are_fields_of_the_type_that_their_place_wants(served):
    question = "tiltak under $del og i $aar og med budsjett >= $sum og om $ord og med status = $status"
    found = check(served, question, lang="nn")
    fields = {each["name"]: each for each in found["parameters"]}
    assert {name: each["type"] for name, each in fields.items()} == {
        "del": "thing",
        "aar": "year",
        "sum": "number",
        "ord": "text",
        "status": "text",
    }
    codes = [each["code"] for each in fields["del"]["choices"]]
    assert {"a:plan", "b:1", "b:M1"} <= set(codes)
    assert "actor:town" not in codes
    # Counted from the data: planned and done, each once however it is spelt.
    assert [each.casefold() for each in fields["status"]["choices"]] == ["done", "planned"]


def test_a_blank_without_a_value_is_the_only_thing_wrong(served):
    found = check(served, "measures under $plan")
    assert (found["problem"]["start"], found["problem"]["end"]) == (15, 20)
    assert found["canonical"] == "measures under $plan"
    assert check(served, "measures under $plan", param="plan=b:plan")["problem"] is None


@pytest.mark.parametrize("question", ["", " ", "measures " * 3000, "(" * 500, '"', "$", "\u2028", "measures that "])
def test_whatever_is_typed_is_checked_and_completed(served, question):
    assert served.get("/api/check", question=question[:20_000]).status_code == 200
    assert served.get("/api/complete", question=question[:20_000], place=len(question)).status_code == 200


def test_what_can_come_next_fits_the_place(served):
    found = served.get("/api/complete", question="measures that sup", place=17).json()
    assert found[0] == {
        "text": "support",
        "start": 14,
        "sort": "link",
        "description": "Doing the one helps to reach the other",
    }
    names = served.get("/api/complete", question=f'measures about {WAVES} and under "Bu', place=33, lang="nn").json()
    assert ('"Build"', 30, "name") in [(each["text"], each["start"], each["sort"]) for each in names]


def test_an_explanation_counts_what_each_condition_leaves(served):
    found = served.get("/api/explain", question="tiltak utan budsjett og under b:1", lang="en").json()
    assert found["question"] == "measures without budget and under b:1"
    assert found["translations"]["nb"] == "tiltak uten budsjett og under b:1"
    # Without budget: M1.2 and M4; under b:1 of these: M1.2. See the comments of the data.
    assert found["stages"] == [
        {"text": "measures", "left": 7},
        {"text": "without budget", "left": 2},
        {"text": "under b:1", "left": 1},
    ]
    assert found["sparql"].startswith("PREFIX kg:")


def test_the_saved_questions_are_in_the_language_of_the_reader(served_shipped, shipped):
    every = served_shipped.get("/api/queries", lang="nn").json()
    saved = saved_questions(shipped.project, "nn")
    assert sorted(each["name"] for each in every) == sorted(saved)
    assert {each["name"]: each["title"] for each in every} == {name: each.title("nn") for name, each in saved.items()}
    one = next(each for each in every if each["name"] == "measures-of-part")
    assert one["question"].startswith("tiltak under $part")
    [field] = one["parameters"]
    assert (field["type"], field["default"]) == ("thing", "sogn:2")
    assert [each["code"] for each in field["choices"]] == ["sogn:1", "sogn:2", "sogn:3", "sogn:4"]


def test_every_saved_question_can_be_asked_with_its_defaults(served_shipped):
    for saved in served_shipped.get("/api/queries", lang="nb").json():
        param = [f"{each['name']}={each['default']}" for each in saved["parameters"]]
        found = check(served_shipped, saved["question"], param=param, lang="nb")
        assert found["problem"] is None, saved["name"]
        choices = [each["choices"] for each in saved["parameters"] if each["choices"]]
        for each, field in zip(choices, [each for each in saved["parameters"] if each["choices"]], strict=True):
            values = [one if isinstance(one, str) else one["code"] for one in each]
            assert field["default"] in values, saved["name"]
