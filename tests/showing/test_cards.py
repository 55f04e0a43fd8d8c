"""The card of a thing, by heart on the tiny plans: facts, links with what they rest on, place, parts, gaps."""

import time

import pytest

from kgraph.errors import QuestionError
from kgraph.showing.cards import card, cards
from kgraph.terms import LANGUAGES


def _links(found: dict, basis: bool = True) -> dict:
    """The links of a card by direction and name: the codes of the things, with what each rests on."""
    return {
        (each["direction"], each["link"]): [
            (one["thing"]["code"], one["basis"], one["confidence"]) if basis else one["thing"]["code"]
            for one in each["things"]
        ]
        for each in found["links"]
    }


def test_a_card_has_what_leads_out_and_in_with_what_it_rests_on(tiny):
    assert _links(card(tiny.view(), "b:M3")) == {
        ("out", "partOf"): [("b:2", "structure", "")],
        ("out", "supports"): [("a:1.2.1", "stated", ""), ("sdg:8.9", "inferred", "low")],
        ("out", "concerns"): [("place:dale", "structure", "")],
        ("in", "partOf"): [("b:M3.1", "structure", "")],
        ("in", "covers"): [("b:L3", "inferred", "")],
    }


def test_on_the_stated_basis_only_stated_links_and_claims_are_shown(tiny):
    found = card(tiny.view(basis="stated"), "b:M3")
    assert _links(found) == {
        ("out", "partOf"): [("b:2", "structure", "")],
        ("out", "supports"): [("a:1.2.1", "stated", "")],
        ("out", "concerns"): [("place:dale", "structure", "")],
        ("in", "partOf"): [("b:M3.1", "structure", "")],
    }
    (supports,) = [each for each in found["links"] if each["link"] == "supports"]
    assert [each["quote"] for each in supports["things"][0]["evidence"]] == ["songs"]


def test_every_claim_stands_with_its_link_stated_ones_first(tiny):
    (supports,) = [each for each in card(tiny.view(), "b:M3")["links"] if each["link"] == "supports"]
    said = {each["thing"]["code"]: each["evidence"] for each in supports["things"]}
    assert [(each["basis"], each["confidence"], each["quote"]) for each in said["a:1.2.1"]] == [
        ("stated", "", "songs"),
        ("inferred", "low", "singing"),
    ]
    assert {each["document"] for each in said["a:1.2.1"]} == {"Beta"}


def test_the_same_claim_stands_at_the_other_end(tiny):
    (supported,) = [each for each in card(tiny.view(), "a:1.2.1")["links"] if each["direction"] == "in"]
    assert supported["label"] == "supported by"
    assert [each["quote"] for each in supported["things"][0]["evidence"]] == ["songs", "singing"]


def test_what_is_only_suggested_is_no_link(tiny):
    assert ("out", "supports") not in _links(card(tiny.view(), "b:M4"))


def test_a_symmetric_link_has_one_name_at_both_ends(tiny):
    for name, direction, other in (("a:T2", "out", "a:2.1"), ("a:2.1", "in", "a:T2")):
        (same,) = [each for each in card(tiny.view(), name)["links"] if each["link"] == "sameMatterAs"]
        assert (same["label"], same["direction"]) == ("same matter as", direction)
        assert [each["thing"]["code"] for each in same["things"]] == [other]


def test_facts_are_the_things_own_and_those_of_what_carries_its_money_and_years(tiny):
    facts = [
        (each["field"], each["type"], each["values"], each["from"] and each["from"]["code"])
        for each in card(tiny.view(), "b:M2")["facts"]
    ]
    assert sorted(facts, key=str) == sorted(
        [
            ("number", "integer", [2], None),
            ("status", "text", ["done", "planned"], None),
            ("text", "text", ["Eldsjeler målar GATA"], None),
            ("budget", "money", [100000], "b:L2"),
            ("startYear", "integer", [2024], "b:L2"),
            ("endYear", "integer", [2024], "b:L2"),
            ("budget", "money", [50000.5], "b:L3"),
            ("startYear", "integer", [2024], "b:L3"),
            ("endYear", "integer", [2025], "b:L3"),
        ],
        key=str,
    )


def test_a_line_that_covers_by_inference_carries_nothing_on_the_stated_basis(tiny):
    assert not [each for each in card(tiny.view(basis="stated"), "b:M3")["facts"] if each["from"]]


def test_a_choice_is_shown_by_its_name(tiny):
    values = {
        language: [
            each["values"] for each in card(tiny.view(language=language), "a:Q1")["facts"] if each["field"] == "bound"
        ]
        for language in LANGUAGES
    }
    assert values == {"en": [["at most"]], "nn": [["høgst"]], "nb": [["høyst"]]}


@pytest.mark.parametrize(
    "name, place, parts",
    [
        ("b:M1", ["b:plan", "b:1", "b:1.1"], ["b:M1.1", "b:M1.2"]),
        ("b:plan", [], ["b:1", "b:2", "b:L1", "b:L2", "b:L3", "b:L4", "b:L5"]),
        ("sdg:8.9", ["sdg:8"], []),
        ("a:P1", [], []),
        # Part of each other, which is a fault.
        ("a:T1", ["a:T2"], ["a:T2"]),
    ],
)
def test_a_card_says_where_the_thing_stands(name, place, parts, tiny):
    found = card(tiny.view(), name)
    assert [each["code"] for each in found["place"]] == place
    assert [each["code"] for each in found["parts"]] == parts


def test_the_gaps_of_a_thing_are_those_that_the_rules_find(tiny):
    gaps = tiny.gaps().gaps
    for code in ("b:M1.2", "a:2.1", "b:M2"):
        wanted = [(each.rule, each.reason) for each in gaps if each.thing.code == code]
        assert [(each["rule"], each["reason"]) for each in card(tiny.view(), code)["gaps"]] == wanted
    assert [each["rule"] for each in card(tiny.view(), "b:M1.2")["gaps"]]


def test_names_are_in_the_readers_language(tiny):
    found = card(tiny.view(language="nn"), "b:M2")
    assert (found["thing"]["label"], found["kind"]) == ("Måling", "tiltak")
    labels = {(each["direction"], each["link"]): each["label"] for each in found["links"]}
    assert (labels["in", "covers"], labels["out", "partOf"]) == ("dekt av", "del av")


def test_a_thing_is_found_by_code_name_and_iri_and_what_is_not_there_is_said(tiny):
    view = tiny.view()
    first = card(view, "b:M1")
    assert card(view, "Flats") == card(view, first["thing"]["iri"]) == first
    with pytest.raises(QuestionError) as error:
        card(view, "b:M77")
    assert "b:M77" in error.value.message


def test_all_cards_are_the_cards_one_by_one(tiny, kept_shape):
    every = list(cards(tiny.view()))
    assert [each["thing"]["iri"] for each in every] == [node.iri for node in tiny.property_graph().nodes]
    assert [card(tiny.view(), each["thing"]["iri"]) for each in every] == every
    for each in every:
        if each["thing"]["kind"] != "SDGTarget":
            kept_shape(each, "CARD")


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_of_the_shipped_plans_keep_their_shape(language, shipped, kept_shape):
    for name in ("sogn:2.2-M1", "sogndal:2.2", "sogn:L-B3", "actor:visit-sognefjord", "sdg:11", "sogndal:plan"):
        kept_shape(card(shipped.view(language=language), name), "CARD")


def test_hostile_texts_stay_whole(hostile, hostile_texts, kept_shape):
    for number, text in enumerate(hostile_texts):
        found = card(hostile.view(), f"h:M{number}")
        kept_shape(found, "CARD")
        assert found["thing"]["label"] == text
        assert [each["values"] for each in found["facts"] if each["field"] == "text"] == [[text]]
        (supports,) = [each for each in found["links"] if each["link"] == "supports"]
        assert [each["quote"] for each in supports["things"][0]["evidence"]] == [text]


def test_a_card_is_quick_once_the_graph_is_read(shipped):
    view = shipped.view(language="nn")
    card(view, "sogn:2.2-M1")
    start = time.process_time()
    for _ in range(10):
        card(shipped.view(language="nn"), "sogn:2.2-M1")
    assert (time.process_time() - start) / 10 < 0.03
