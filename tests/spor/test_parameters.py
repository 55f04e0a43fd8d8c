"""Parameters: each is typed by the place where it stands, and what does not fit is told."""

import pytest

from kgraph.errors import QuestionError
from kgraph.terms import LANGUAGES


def error(workspace, question, **parameters):
    with pytest.raises(QuestionError) as found:
        workspace.ask(question, parameters=parameters)
    return found.value


PAIRS = [
    ("measures under $x", "b:1", "measures under b:1"),
    ("measures that support sub-strategy $x", "music", 'measures that support sub-strategy "music"'),
    ("measures with responsible = $x", "Office", 'measures with responsible = "Office"'),
    ("measures with responsible != $x", "actor:office", "measures with responsible != actor:office"),
    ("measures with budget >= $x", "100 000", "measures with budget >= 100 000"),
    ("measures with budget >= $x", "100\u00a0000,5", "measures with budget >= 100 000.5"),
    ("measures in $x", "2025", "measures in 2025"),
    ("measures since $x", "2024-06-01", "measures since 2024-06-01"),
    ("measures between 2024 and $x", " 2025 ", "measures between 2024 and 2025"),
    ("documents with date < $x", "2021-01-01", "documents with date < 2021-01-01"),
    ("efforts with open list = $x", "true", "efforts with open list = true"),
    ("efforts with open list = $x", "JA", "efforts with open list = true"),
    ("quantified targets with bound $x", "høgst", 'quantified targets with bound = "høgst"'),
    ("measures with status $x", "$y", 'measures with status = "$y"'),
    ("measures about like $x", "song", 'measures about like "song"'),
    ("measures with at least $x goals", "2", "measures with >= 2 goals"),
    ("measures first $x", "3", "measures first 3"),
    ("count measures per effort having count > $x", "3", "count measures per effort having count > 3"),
    ("suppose b:M1 with budget $x: b:M1", "500 000", "suppose b:M1 with budget = 500 000: b:M1"),
]


@pytest.mark.parametrize(("question", "value", "same"), PAIRS)
def test_a_parameter_is_as_good_as_its_value(question, value, same, tiny):
    with_parameter = tiny.recipe(question, parameters={"x": value})
    written = tiny.recipe(same)
    assert with_parameter.rows == written.rows
    assert with_parameter.changes == written.changes
    assert with_parameter.question == written.question


@pytest.mark.parametrize(
    ("question", "value", "hint"),
    [
        ("measures with budget >= $x", "much", "--param x=100000"),
        ("measures with budget >= $x", "1e5", "--param x=100000"),
        ("measures with number = $x", "", "--param x=2018"),
        ("documents with date < $x", "2021", "--param x=2018-05-01"),
        ("efforts with open list = $x", "maybe", "--param x=yes"),
        ("measures in $x", "someday", "--param x=2018"),
        ("measures since $x", "2018-13-01", "--param x=2018-05-01"),
        ("measures first $x", "all", "--param x="),
        ("count measures per effort having count > $x", "many", "--param x="),
    ],
)
def test_a_value_that_does_not_fit_is_told_with_one_that_does(question, value, hint, tiny):
    found = error(tiny, question, x=value)
    assert question[found.span.start : found.span.end] == "$x"
    assert f'"{value}"' in found.message
    assert hint in str(found)


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [
        ("measures first $x", "0", "whole number"),
        ("measures with at least $x goals", "1.5", "whole number"),
        ("measures in $x", "99", "year"),
        ("quantified targets with bound $x", "around", "at most"),
        ("measures under $x", "Nowhere", 'nothing is called "Nowhere"'),
        ("measures under $x", "b:M99", "b:M99"),
        ("everything under $x", "Music", "a:1.2"),
        ("measures that support $x", "actor:town", "cannot stand here"),
    ],
)
def test_a_value_that_fits_its_type_and_not_its_place_is_told_as_if_it_were_written(question, value, words, tiny):
    found = error(tiny, question, x=value)
    assert "$x" in question[found.span.start : found.span.end]
    assert words in str(found)


def test_a_parameter_without_a_value_is_told(tiny):
    found = error(tiny, "measures under $part and with number > $least", part="b:1")
    assert found.message == "$least has no value"
    assert "--param least=" in str(found)


def test_a_value_that_the_question_does_not_ask_for_is_told(tiny):
    found = error(tiny, "measures under $part", part="b:1", plan="a:plan")
    assert found.message == "the question has no $plan"
    assert "$part" in str(found)
    assert "--param plan" in str(error(tiny, "measures", plan="a:plan"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_in_each_language(language, tiny):
    with pytest.raises(QuestionError) as found:
        tiny.ask("measures under $part", language=language)
    assert "$part" in found.value.message
    assert found.value.language == language


@pytest.mark.parametrize(
    ("tested", "words"),
    [
        ("count >= 2024-01-01", "2024-01-01"),
        ("count ~ 3", "~"),
        ("sum budget > 2024-01-01", "2024-01-01"),
        ("average number > 1", "average number"),
        ("lowest date > 5", "5"),
    ],
)
def test_what_a_fold_cannot_come_to_is_told(tested, words, tiny):
    question = f"count, sum budget, lowest date of measures per effort having {tested}"
    found = error(tiny, question)
    assert words in question[found.span.start : found.span.end]


@pytest.mark.parametrize(
    "question", ["efforts with at least 2 discussed in", "places with fewer than $many responsible"]
)
def test_a_link_that_is_counted_must_be_one_that_the_things_have(question, tiny):
    with pytest.raises(QuestionError, match="cannot"):
        tiny.ask(question, parameters={"many": "2"} if "$" in question else {})


def test_one_parameter_may_stand_in_places_of_several_types(tiny):
    recipe = tiny.recipe("measures in $x with number != $x and not about $x", parameters={"x": "2025"})
    assert recipe.question == 'measures in 2025 and with number != 2025 and not about "2025"'


def test_a_parameter_that_is_used_nowhere_but_in_an_unused_definition_has_no_use(tiny):
    question = 'define "far": measures under $part; goals'
    assert "$part" in error(tiny, question, part="b:1").message


def test_values_make_recipes_of_their_own(tiny):
    one, other = (tiny.ask("measures under $x", parameters={"x": each}) for each in ("b:1", "b:2"))
    assert len(one) == 4
    assert len(other) == 3


def test_numbers_are_exact(tiny):
    answer = tiny.ask("measures with budget = $x", parameters={"x": "150000,5"})
    assert [row[0].code for row in answer] == ["b:M2"]
    assert tiny.ask("measures with budget > $x", parameters={"x": "150000.49"}).rows == answer.rows
