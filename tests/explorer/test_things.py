"""Things over HTTP: cards with and without their gaps, graphs of chosen things, and the same graphs as files."""

from xml.etree import ElementTree

import pytest

ID = "https://w3id.org/kgraph/id/"
SVG = "{http://www.w3.org/2000/svg}"


def codes(reply):
    return sorted(node["code"] for node in reply.json()["nodes"])


def links(reply):
    return sorted((edge["source"].removeprefix(ID), edge["link"]) for edge in reply.json()["edges"])


def test_a_card_tells_what_a_thing_lacks_only_where_that_is_wanted(served):
    card = served.get("/api/thing", name="b:M1.2", lang="en").json()
    assert "measure-without-budget" in {gap["rule"] for gap in card["gaps"]}
    plain = served.get("/api/thing", name="b:M1.2", lang="en", gaps="false").json()
    assert plain == {**card, "gaps": None}


def test_a_card_is_found_by_code_name_and_iri(served):
    cards = [served.get("/api/thing", name=name, gaps="false").json() for name in ("b:M3", "Songs", f"{ID}b/M3")]
    assert cards[0]["thing"]["label"] == "Songs"
    assert cards[0] == cards[1] == cards[2]
    # M3 supports two things, on a stated and on an inferred claim, and on an inferred one. See the data.
    supports = next(each for each in cards[0]["links"] if (each["link"], each["direction"]) == ("supports", "out"))
    rests = {each["thing"]["code"]: (each["basis"], len(each["evidence"])) for each in supports["things"]}
    assert rests == {"a:1.2.1": ("stated", 2), "sdg:8.9": ("inferred", 1)}


@pytest.mark.parametrize(("name", "said"), [("nobody", "nobody"), ("Music", "Music")])
def test_what_nothing_or_several_things_are_called_is_told(served, name, said):
    if name == "Music":
        # The sub-strategy, and another name of the focus area.
        return_code = served.get("/api/thing", name=name, lang="en")
        assert return_code.status_code == 400
        assert "a:1.2.1" in return_code.json()["hint"]
        return
    reply = served.get("/api/thing", name=name, lang="en")
    assert (reply.status_code, said in reply.json()["detail"]) == (400, True)


def test_a_graph_is_of_the_chosen_things_and_the_links_among_them(served):
    found = served.get("/api/graph", thing=["b:M3", "a:1.2.1", f"{ID}b/2", "Leisure"], lang="en")
    assert codes(found) == ["a:1.2", "a:1.2.1", "b:2", "b:M3"]
    assert links(found) == [("a/1.2.1", "partOf"), ("b/M3", "partOf"), ("b/M3", "supports")]


@pytest.mark.parametrize(
    ("how", "kept"),
    [
        ({}, {"a/1.1.1", "a/1.2.1", "a/1.2.2"}),
        # a:1.1.1 supports sdg:11.1 with high confidence, a:1.2.2 addresses a:X1 with low, a:1.2.1's is stated.
        ({"sure": "low"}, {"a/1.1.1", "a/1.2.1", "a/1.2.2"}),
        ({"sure": "medium"}, {"a/1.1.1", "a/1.2.1"}),
        ({"sure": "high"}, {"a/1.1.1", "a/1.2.1"}),
        ({"basis": "stated"}, {"a/1.2.1"}),
    ],
)
def test_a_graph_is_narrowed_to_links_that_are_sure(served, how, kept):
    things = ["a:1.1.1", "a:1.2.1", "a:1.2.2", "a:X1", "sdg:11.1", "sdg:11.4"]
    assert {start for start, _ in links(served.get("/api/graph", thing=things, **how))} == kept


def test_a_file_has_exactly_the_chosen_things_and_links(served):
    things = {"thing": ["a:1.1.1", "a:1.2.2", "a:X1", "sdg:11.1"], "sure": "high", "lang": "en"}
    reply = served.get("/api/export", format="svg", **things)
    assert reply.status_code == 200
    text = " ".join(ElementTree.fromstring(reply.content).itertext())
    assert all(label in text for label in ("Building", "Reading", "Climate"))
    assert "Leisure" not in text
    nodes = served.get("/api/export", format="node-link", **things).json()
    assert len(nodes["nodes"]) == 4
    assert [edge["link"] for edge in nodes.get("edges") or nodes["links"]] == ["supports"]


def test_an_address_of_a_thousand_things_is_taken(served):
    codes = [f"sdg:{goal}" for goal in range(1, 18)]
    reply = served.get("/api/graph", thing=[code for code in codes for _ in range(90)])
    assert reply.status_code == 200
    assert len(reply.json()["nodes"]) == 17


def test_a_search_for_nothing_finds_nothing(served):
    assert served.get("/api/search", text="qqqqzzzz").json() == []
    assert served.get("/api/search", text="   ").status_code == 400


@pytest.mark.parametrize("name", ["stratml", "sankey", "explorer"])
def test_what_shows_whole_plans_alone_is_refused_for_a_part(served, name):
    refused = served.get("/api/export", format=name, question="measures", lang="en")
    assert refused.status_code == 400
    assert "graphml" in refused.json()["hint"]
    formats = {each["name"]: each["part"] for each in served.get("/api/about").json()["graph_formats"]}
    assert not formats[name]
    assert formats["graphml"]
