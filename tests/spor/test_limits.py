"""A question that is too large is told so in one clear sentence, and none ends in a fault of the program."""

import pytest

from kgraph.errors import QuestionError
from kgraph.spor.reading import limits
from kgraph.terms import LANGUAGES

MANY = 10_000
LARGE = {
    "brackets": "measures " + "(" * MANY + "with budget" + ")" * MANY,
    "brackets that stay open": "(" * 9_000,
    "brackets around the noun": "(" * 4_000 + "measures" + ")" * 4_000,
    "a million characters": "measures " * 120_000,
    "a million characters in quotation marks": 'measures about "' + "x" * 1_000_000 + '"',
    "names": "measures under " + " or ".join(f'"n{number}"' for number in range(MANY)),
    "definitions": "".join(f'define "n{number}": measures; ' for number in range(MANY)) + "measures",
    "definitions in a chain": 'define "n0": goals;'
    + "".join(f'define "n{number}": n{number - 1};' for number in range(1, 400))
    + "n399",
    "definitions that double": 'define "n0": goals;'
    + "".join(f'define "n{number}": n{number - 1} plus n{number - 1};' for number in range(1, 30))
    + "n29",
    "definitions whose conditions double": 'define "n0": measures with budget;'
    + "".join(f'define "n{number}": n{number - 1} with n{number - 1};' for number in range(1, 20))
    + "n19",
    "suppositions": "suppose " + ", ".join(["b:M1 supports a:1"] * MANY) + ": measures",
    "suppositions in a short text": "suppose " + ", ".join(["no b:M1"] * 900) + ": measures",
    "joined nouns": " plus ".join(["measures"] * MANY),
    "joined nouns in a short text": " minus ".join(["goals"] * 900),
    "shown cells": "measures show " + ", ".join(["budget"] * 900),
    "folds": ", ".join(["sum budget"] * 700) + " of measures",
    "groups": "count measures per " + ", ".join(["effort"] * 900),
    "steps of a path": "measures show " + ".".join(["part of"] * 900),
    "conditions": "measures " + " ".join(["in 2024"] * 900),
    "columns": "measures " + " and ".join(f"with (goals as g{number})" for number in range(45)),
    "negations": "measures " + "not (" * 900 + "with budget" + ")" * 900,
}
# As much as may be: these are answered.
HELD = {
    "brackets": "measures " + "(" * 39 + "with budget" + ")" * 39,
    "nested nouns": "measures with " + "(goals with " * 20 + "goals" + ")" * 20,
    "nested negations": "measures " + "not (" * 39 + "with budget" + ")" * 39,
    "nested joins": "goals minus " + "(goals minus " * 20 + "goals" + ")" * 20,
    "definitions in a chain": 'define "n0": goals;'
    + "".join(f'define "n{number}": n{number - 1} with number;' for number in range(1, 30))
    + "n29",
    "names": "measures under " + " or ".join(["b:1"] * 900),
    "values": "measures with status " + " or ".join(['"x"'] * 900),
    "definitions": "".join(f'define "n{number}": measures;' for number in range(300)) + "n7",
}


@pytest.mark.parametrize("what", list(LARGE))
def test_what_is_too_large_is_told(what, tiny):
    with pytest.raises(QuestionError) as error:
        tiny.recipe(LARGE[what])
    assert error.value.message.count("\n") == 0
    assert 0 <= error.value.span.start <= error.value.span.end <= len(LARGE[what])
    assert "more than" in error.value.message or "at most" in error.value.message


@pytest.mark.parametrize("what", list(HELD))
def test_what_is_large_is_understood(what, tiny):
    assert tiny.recipe(HELD[what]).rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_told_in_each_language(language, tiny):
    texts = set()
    for what in ("a million characters in quotation marks", "brackets that stay open", "definitions that double"):
        with pytest.raises(QuestionError) as error:
            tiny.recipe(LARGE[what], language=language)
        texts.add(error.value.message)
        assert error.value.language == language
    assert len(texts) == 3


def test_the_error_is_shown_in_a_few_lines(tiny):
    with pytest.raises(QuestionError) as error:
        tiny.recipe(LARGE["a million characters in quotation marks"])
    assert len(str(error.value)) < 1_000


def test_a_parameter_has_a_value_of_any_length(tiny):
    assert tiny.ask("measures about $x", parameters={"x": "x" * 100_000}).is_empty
    assert tiny.ask("measures about like $x", parameters={"x": "ord " * 10_000}).is_empty
    with pytest.raises(QuestionError, match="nothing is called"):
        tiny.ask("measures under $x", parameters={"x": "x" * 1_000})


def test_a_limit_is_reached_when_it_is_passed(tiny, monkeypatch):
    monkeypatch.setattr(limits, "LONGEST", 8)
    assert tiny.ask("measures")
    with pytest.raises(QuestionError, match="9 characters"):
        tiny.ask("measures ")
