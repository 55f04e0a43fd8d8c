"""Parts of the graph: the things of an answer, those near one thing, and what is left where several of these meet.

What is expected stands in the comments of `tests/projects/tiny/data`.
"""

import re

import pytest

from kgraph.engines.embedded import read
from kgraph.errors import KgraphError
from kgraph.terms import KG, RDF, SKOS

FUNDING = "path from b:L3 to a:X1"
EVERY_CLAIM = {f"claim:{number}" for number in (*range(1, 5), *range(11, 20), *range(21, 31))}


def code(iri: str) -> str:
    return (
        iri.replace("http://metadata.un.org/sdg/", "sdg:")
        .replace("https://w3id.org/kgraph/id/", "")
        .replace("/", ":", 1)
    )


def found(view) -> tuple[set[str], set[str]]:
    """The codes of the nodes, and the edges as short lines."""
    graph = view.property_graph()
    return (
        {code(node.iri) for node in graph.nodes},
        {f"{code(edge.source)} {edge.link} {code(edge.target)}" for edge in graph.edges},
    )


def claims(view) -> set[str]:
    return {code(each.subject) for each in view.triples() if each.predicate == KG + "basis"}


# ---- around a thing


def test_what_is_one_link_away_either_way(tiny):
    things, links = found(tiny.view().around("a:1.2.1", 1))
    assert things == {"a:1.2.1", "a:1.2", "sdg:11.4", "b:M3"}
    assert links == {"a:1.2.1 partOf a:1.2", "a:1.2.1 supports sdg:11.4", "b:M3 supports a:1.2.1"}


def test_two_links_away_with_the_links_among_what_is_found(tiny):
    things, links = found(tiny.view().around("a:1.2.2", 2))
    # That Voices supports it is only suggested.
    assert things == {"a:1.2.2", "a:1.2", "a:1", "a:1.2.1", "a:X1", "a:plan", "b:M2"}
    assert links == {
        "a:1.2.2 partOf a:1.2", "a:1.2.1 partOf a:1.2", "a:1.2 partOf a:1", "a:1 partOf a:plan", "a:X1 partOf a:plan",
        "a:X1 requiredIn a:plan", "a:1.2.2 addresses a:X1", "b:M2 addresses a:X1",
    }  # fmt: skip


def test_only_links_that_count_are_walked(tiny):
    things, links = found(tiny.view(basis="stated").around("a:1.2.2", 2))
    assert things == {"a:1.2.2", "a:1.2", "a:1", "a:1.2.1"}
    assert links == {"a:1.2.2 partOf a:1.2", "a:1.2.1 partOf a:1.2", "a:1.2 partOf a:1"}


def test_a_thing_without_links_is_alone(tiny):
    assert found(tiny.view().around("Wrap-up", 5)) == ({"b:W2"}, set())


def test_of_a_plan_it_is_what_the_plan_and_the_neighbourhood_have_in_common(tiny):
    everywhere = {"a:1.1.1", "a:1.1", "actor:office", "sdg:11.1", "b:M1.1"}
    assert found(tiny.view().around("a:1.1.1", 1))[0] == everywhere
    assert found(tiny.view("a:plan").around("a:1.1.1", 1))[0] == everywhere
    assert found(tiny.view("a:plan", basis="stated").around("a:1.1.1", 1))[0] == everywhere - {"sdg:11.1"}
    assert found(tiny.view("b:plan").around("a:1.1.1", 1)) == (
        {"a:1.1.1", "actor:office", "b:M1.1"},
        {"b:M1.1 supports a:1.1.1"},
    )


# ---- a question


def test_the_things_of_an_answer_and_the_links_among_them(tiny):
    of_answer = tiny.view().of_question("measures that support which SDG targets")
    assert found(of_answer) == ({"b:M3", "sdg:8.9"}, {"b:M3 supports sdg:8.9"})
    things, links = found(tiny.view().of_question("actors"))
    assert things == {"actor:band", "actor:chief", "actor:office", "actor:town"}
    assert links == {
        "actor:band memberOf actor:town", "actor:chief partOf actor:town", "actor:office partOf actor:town",
    }  # fmt: skip


def test_things_in_lists_are_things_in_cells(tiny):
    things, links = found(tiny.view().of_question("measures show covered by"))
    assert {each for each in things if ":L" in each} == {"b:L1", "b:L2", "b:L3", "b:L4"}
    assert {each for each in links if " covers " in each} == {
        "b:L1 covers b:M1.1", "b:L2 covers b:M2", "b:L3 covers b:M2", "b:L3 covers b:M3", "b:L4 covers b:M4",
    }  # fmt: skip


def test_every_row_counts_not_a_page_of_them(shipped):
    targets = shipped.view().of_question("SDG targets").property_graph()
    assert len(targets.nodes) == 169


def test_a_value_of_a_parameter_is_no_part_of_the_question(tiny):
    view = tiny.view().of_question("measures under $effort", effort="b:2")
    assert found(view)[0] == {"b:M3", "b:M3.1", "b:M4"}


def test_a_question_around_a_thing_and_a_plan_meet(tiny):
    view = tiny.view().of_question("actors").around("actor:town", 1)
    assert found(view)[0] == {"actor:band", "actor:chief", "actor:office", "actor:town"}
    # Nothing in the plan b has to do with the chief, and the links between actors are not the plan's.
    of_plan = tiny.view("b:plan").of_question("actors").around("actor:town", 1)
    assert found(of_plan) == ({"actor:band", "actor:office", "actor:town"}, set())


# ---- chains


def test_of_chains_the_links_they_walk_also_against_their_direction(tiny):
    assert found(tiny.view().of_question("path from b:M1 to a:1.1.1")) == (
        {"b:M1", "b:M1.1", "a:1.1.1"},
        {"b:M1.1 partOf b:M1", "b:M1.1 supports a:1.1.1"},
    )
    assert found(tiny.view().of_question(FUNDING))[1] == {"b:L3 covers b:M2", "b:M2 addresses a:X1"}


def test_of_chains_no_other_links_between_their_things(tiny):
    both = {"a:X1 partOf a:plan", "a:X1 requiredIn a:plan"}
    assert found(tiny.view().of_question("path from a:X1 to a:plan"))[1] == both
    assert found(tiny.view().of_question("why a:X1 are required in a:plan"))[1] == {"a:X1 requiredIn a:plan"}


# ---- RDF


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (lambda view: view.around("a:1.2.1", 1), {"claim:2", "claim:15", "claim:16"}),
        (lambda view: view.on_basis("stated").around("a:1.2.1", 1), {"claim:2", "claim:15"}),
        (lambda view: view.of_question("measures"), set()),
        (lambda view: view.of_question(FUNDING), {"claim:14", "claim:23"}),
        # What is suggested goes with its two ends.
        (lambda view: view.of_question("everything"), EVERY_CLAIM),
    ],
)  # fmt: skip
def test_the_claims_about_the_links_go_along_and_no_others(tiny, chosen, expected):
    assert claims(chosen(tiny.view())) == expected


@pytest.mark.parametrize("plan", [None, "a:plan", "b:plan"])
@pytest.mark.parametrize("basis", ["all", "stated"])
@pytest.mark.parametrize("centre", ["a:1.1.1", "b:M2", "actor:town", "sdg:11"])
def test_no_link_of_a_part_leads_out_of_it(tiny, plan, basis, centre):
    view = tiny.view(plan, basis=basis).around(centre, 2)
    try:
        inside = set(view.property_graph().by_iri)
    except KgraphError:
        # Nothing of a plan is near.
        return
    for each in view.triples():
        if each.predicate in {RDF + "subject", RDF + "object"}:
            assert each.object in inside
        elif each.predicate in view.vocabulary.links and each.predicate != KG + "document":
            assert {each.subject, each.object} <= inside
    codes = [each.subject for each in view.triples() if each.predicate == SKOS + "notation"]
    assert sorted(codes) == sorted(inside)


# ---- what it is called, and what goes wrong


def test_a_view_says_what_it_is_narrowed_to(tiny):
    assert tiny.view().part == ""
    assert tiny.view("b:plan").part == "Beta (b:plan)"
    view = tiny.view("b:plan", basis="stated", language="nn").of_question("measures").around("b:M1", 2)
    assert view.part == "Beta (b:plan) · measures · rundt Flats (b:M1), djupn 2 · berre uttrykte lenkjer"
    assert view.of_all().part == "berre uttrykte lenkjer"


@pytest.mark.parametrize("question", ["count measures", "is there a measure without budget"])
def test_an_answer_without_things_is_refused(tiny, question):
    with pytest.raises(KgraphError, match=r"has no things, so there is nothing to write") as caught:
        tiny.view().of_question(question).property_graph()
    assert question in caught.value.message


@pytest.mark.parametrize("question", ["measures that support a:2", "why b:M1 supports sdg:8"])
def test_an_answer_without_rows_is_refused_with_the_way_to_its_cause(tiny, question):
    with pytest.raises(KgraphError, match=r"nothing answers “.+”, so there is nothing to write") as caught:
        tiny.view().of_question(question).property_graph()
    assert question in caught.value.message
    assert "kgraph ask" in caught.value.hint


def test_nothing_left_is_an_error_that_tells_what_was_asked(tiny):
    view = tiny.view().of_question("actors").around("b:M1.2", 1)
    with pytest.raises(KgraphError, match=r"nothing is left of the graph: actors · around Gates \(b:M1.2\)"):
        view.property_graph()


# ---- the command


@pytest.fixture
def export(here, english, tmp_path):  # noqa: ARG001
    def command(*arguments: str, form: str = "turtle") -> tuple[int, str, str, str | None]:
        target = tmp_path / "out"
        code_, out, err = here("export", form, str(target), *arguments, "--project", "tests/projects/tiny")
        return code_, out, err, target.read_text("utf-8") if target.exists() else None

    return command


def things_of(turtle: str) -> set[str]:
    return {each.object.text for each in read(turtle.encode(), ".ttl") if each and each.predicate == SKOS + "notation"}


def test_the_options_narrow_together(export):
    code_, _, err, text = export("--around", "a:1.1.1", "--depth", "1", "--plan", "b", "--strict")
    assert (code_, err) == (0, "")
    assert things_of(text) == {"a:1.1.1", "actor:office", "b:M1.1"}
    _, _, _, text = export("--question", "actors", "--around", "actor:town", "--depth", "1", "--basis", "stated")
    assert things_of(text) == {"actor:band", "actor:chief", "actor:office", "actor:town"}


def test_two_links_away_is_usual(export):
    assert things_of(export("--around", "a:1.2.2")[3]) == things_of(export("--around", "a:1.2.2", "--depth", "2")[3])


def test_strict_writes_nothing_where_something_would_be_lost(export, here):
    code_, out, err, text = export("--plan", "b", "--strict", form="mermaid")
    assert (code_, out, text) == (1, "", None)
    assert re.search(r"out is not written, since the format mermaid cannot hold everything \(--strict\)\n", err)
    assert "fields: Mermaid holds labels and links alone" in err
    code_, _, err, text = export("--plan", "b", form="mermaid")
    assert code_ == 0
    assert text.startswith("flowchart")
    code_, out, err = here("export", "mermaid", "-", "--strict", "--project", "tests/projects/tiny")
    assert (code_, out) == (1, "")
    assert err.startswith("the standard output is not written")


def test_strict_writes_a_picture_that_tells_everything(export):
    code_, _, err, text = export("--around", "a:1.1.1", "--depth", "1", "--strict", form="svg")
    assert (code_, err) == (0, "")
    assert text.startswith("<svg")


@pytest.mark.parametrize(
    ("form", "name", "ending"), [("csv", "things.csv", ".zip"), ("gexf", "x.graphml", ".gexf"), ("gexf", "x.GEXF", "")]
)
def test_an_ending_of_another_form_is_told(here, english, tmp_path, form, name, ending):  # noqa: ARG001
    path = tmp_path / name
    code_, _, err = here("export", form, str(path), "--plan", "a", "--project", "tests/projects/tiny")
    assert code_ == 0
    assert path.exists()
    said = f"{path} is written as {form}, whose files usually end in {ending}"
    assert (said in err.splitlines()) == bool(ending)
    assert ("usually end" in err) == bool(ending)


@pytest.mark.parametrize(
    ("arguments", "form", "message"),
    [
        (["--around", "sgd:11"], "turtle", 'nothing is called "sgd:11"'),
        (["--question", "count measures"], "turtle", "has no things"),
        (["--question", "places", "--around", "b:M1"], "turtle", "nothing is left of the graph"),
        (["--question", "measures"], "sankey", "the format sankey shows whole plans"),
        (["--depth", "2"], "turtle", "--around THING"),
        (["--around", "b:M1", "--depth", "0"], "turtle", "0"),
    ],
)
def test_what_cannot_be_chosen_is_one_clear_error_and_no_file(export, arguments, form, message):
    code_, out, err, text = export(*arguments, form=form)
    assert code_ in {1, 2}
    assert (out, text) == ("", None)
    assert message in err
    assert "Traceback" not in err


@pytest.mark.parametrize(("name", "hint"), [("sgd:11", "sdg:11"), ("Music", "a:1.2.1")])
def test_near_names_are_told_and_names_of_several_things(tiny, name, hint):
    with pytest.raises(KgraphError) as caught:
        tiny.view().around(name, 1)
    assert hint in caught.value.hint


def test_a_saved_question_is_named_by_its_file(export, tmp_path):
    saved = tmp_path / "who.spor"
    saved.write_text("actors\n", "utf-8")
    assert things_of(export("--question", str(saved))[3]) == {"actor:band", "actor:chief", "actor:office", "actor:town"}
