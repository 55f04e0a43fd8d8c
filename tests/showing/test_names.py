"""Searching names: what is found by what, and in which order."""

import time

import pytest

from kgraph.errors import KgraphError
from kgraph.showing.names import search
from kgraph.terms import LANGUAGES


def _codes(found: list) -> list:
    return [each["thing"]["code"] for each in found]


@pytest.mark.parametrize(
    "text, first",
    [
        ("b:M2", "b:M2"),
        ("B:m2", "b:M2"),
        ("M2", "b:M2"),
        ("Paint", "b:M2"),
        ("måling", "b:M2"),
        ("MÅLING", "b:M2"),
        ("maling", "b:M2"),
        ("floo", "b:M1.1"),
        ("loors", "b:M1.1"),
        ("gata", "b:M2"),
        ("eldsjeler gata", "b:M2"),
        ("gata eldsjeler", "b:M2"),
        ("  good   LIFE ", "a:1"),
        ("sdg:11.4", "sdg:11.4"),
        ("strong-trade", "a:2"),
        # Spelt nearly so.
        ("flors", "b:M1.1"),
        ("buildng", "a:1.1.1"),
        ("stong trad", "a:2"),
    ],
)
def test_a_thing_is_found_by_any_of_its_names(text, first, tiny):
    assert _codes(search(tiny.view(), text))[0] == first


def test_the_name_comes_before_another_name_of_the_same(tiny):
    found = search(tiny.view(), "music")
    assert sorted(_codes(found)) == ["a:1.2", "a:1.2.1"]
    assert {each["match"] for each in found} == {"Music"}


def test_beginnings_come_before_what_stands_inside(tiny):
    found = search(tiny.view(), "home")
    # "Homes" and "Home-grown ..." begin so, in "More homes" a word does.
    assert [each["match"].casefold().find("home") for each in found][:3] == [0, 0, 5]
    assert _codes(found)[0] == "a:1.1"
    assert "b:D1" in _codes(found)[2:4]


def test_a_code_comes_before_the_codes_that_it_begins(tiny):
    assert _codes(search(tiny.view(), "b:M1")) == ["b:M1", "b:M1.1", "b:M1.2"]


def test_misspellings_count_only_where_nothing_is_called_so(tiny):
    assert _codes(search(tiny.view(), "songs")) == ["b:M3"]
    assert search(tiny.view(), "xqzwk") == []
    assert search(tiny.view(), "songs xqzwk") == []


@pytest.mark.parametrize("text", ["", "   ", "\n", "\x00", ".*", "\\d", "[", "(" * 500, "å" * 100_000])
def test_what_is_no_name_finds_nothing(text, tiny):
    assert search(tiny.view(), text) == []


def test_a_kind_narrows_in_any_language_with_the_kinds_below_it(tiny):
    view = tiny.view()
    assert {each["thing"]["kind"] for each in search(view, "a", "aktør")} == {
        "Group",
        "Organization",
        "Position",
        "Unit",
    }
    assert _codes(search(view, "music", "sub-strategies")) == ["a:1.2.1"]
    with pytest.raises(KgraphError):
        search(view, "music", "banana")


def test_a_plan_narrows(tiny):
    assert {each.partition(":")[0] for each in _codes(search(tiny.view(), "1"))} >= {"a", "b", "sdg"}
    assert {each.partition(":")[0] for each in _codes(search(tiny.view("b"), "1"))} == {"b"}


def test_it_says_where_each_stands(tiny):
    (found,) = search(tiny.view(), "gates")
    assert [each["code"] for each in found["place"]] == ["b:plan", "b:1", "b:1.1", "b:M1"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_all_languages_are_searched_and_labels_are_the_readers(language, tiny, kept_shape):
    found = search(tiny.view(language=language), "paint")
    assert found[0]["match"] == "Paint"
    assert found[0]["thing"]["label"] == {"en": "Paint", "nn": "Måling", "nb": "Maling"}[language]
    kept_shape(found, "SEARCH")


def test_at_most_fifty_are_found(shipped, kept_shape):
    found = search(shipped.view(), "e")
    assert len(found) == len(set(_codes(found))) == 50
    kept_shape(found, "SEARCH")


def test_every_thing_of_the_shipped_plans_is_found_first_by_its_code(shipped):
    view = shipped.view()
    for node in view.property_graph().nodes:
        assert search(view, node.thing.code)[0]["thing"]["iri"] == node.iri


def test_hostile_names_are_found_whole(hostile, hostile_texts, kept_shape):
    for number, text in enumerate(hostile_texts):
        found = search(hostile.view(), text)
        kept_shape(found, "SEARCH")
        assert _codes(found)[0] == f"h:M{number}"
        assert found[0]["match"] == text


def test_a_search_is_quick_once_the_names_are_read(shipped):
    view = shipped.view(language="nn")
    search(view, "a")
    start = time.process_time()
    for text in ("bustad", "e", "bustd", "sogn:2", "kommunane nettverk", "qqqq"):
        search(view, text)
    assert (time.process_time() - start) / 6 < 0.01
