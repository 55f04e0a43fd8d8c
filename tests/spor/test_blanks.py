"""The blanks of a question: what each `$name` wants, by the place where it stands."""

import pytest

from kgraph.listing import inventory
from kgraph.spor.completing.blanks import Blank, blanks


@pytest.fixture(scope="module")
def found(tiny):
    def look(text: str, language: str = "en") -> list[Blank]:
        names = inventory(tiny.engine, tiny.vocabulary, language, tiny.glossary.names)
        return blanks(text, tiny.vocabulary, names, language)

    return look


@pytest.mark.parametrize(
    ("question", "types"),
    [
        ("measures", []),
        ("measures in $year", [("year", "year")]),
        ("measures under $plan", [("plan", "thing")]),
        ("measures with budget >= $least", [("least", "number")]),
        ("SDG goals with at least $many measures", [("many", "number")]),
        ("actors with name ~ $text", [("text", "text")]),
        ("measures about $word", [("word", "text")]),
        ("strategies with open list = $open", [("open", "boolean")]),
        ("measures under $plan in $year and not under $plan", [("plan", "thing"), ("year", "year")]),
        ("tiltak under $plan", [("plan", "thing")]),
        ("blargh $x", []),
    ],
)
def test_a_place_tells_what_is_wanted(found, question: str, types: list[tuple[str, str]]) -> None:
    assert [(each.name, each.type) for each in found(question)] == types


def test_things_that_fit_are_listed(found) -> None:
    (plan,) = found("measures under $plan")
    assert {each.code for each in plan.things} >= {"a:plan", "b:plan", "b:M3"}
    assert not {each.code for each in plan.things} & {"actor:town"}


def test_why_takes_every_thing(found) -> None:
    start, end = found("why does $a support $b")
    assert start.type == end.type == "thing"
    one, other = found("kvifor støttar $a $b", "nn")
    assert {each.code for each in one.things} == {each.code for each in other.things}


def test_values_of_a_closed_list_are_listed(found) -> None:
    (state,) = found("measures with status = $state")
    assert state.type in {"choice", "text"}
    assert state.values
