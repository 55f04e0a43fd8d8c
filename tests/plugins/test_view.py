"""The view that plugins get: whole or of one plan, on either basis, in the reader's language."""

import pytest

from kgraph.errors import KgraphError, QuestionError
from kgraph.plugin import View
from kgraph.terms import GRAPH, ID, KG, LANGUAGES, RDF
from kgraph.workspace import Workspace


@pytest.mark.parametrize("name", ["b", "B", "b:plan", "B:PLAN", "Beta", "beta"])
def test_a_plan_is_found_by_its_code_its_name_and_what_stands_before_the_colon(name: str, tiny: Workspace) -> None:
    view = tiny.view(name)
    assert view.plan is not None
    assert (view.plan.code, tiny.view().plan) == ("b:plan", None)


@pytest.mark.parametrize("name", ["c", "", "b:M1", "Flats", ":plan", "b:"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_plan_is_told_with_those_that_are(name: str, language: str, tiny: Workspace) -> None:
    with pytest.raises(KgraphError) as error:
        tiny.view(name, language=language)
    assert f'"{name}"' in error.value.message.replace("«", '"').replace("»", '"')
    assert "a:plan" in error.value.hint
    assert "b:plan" in error.value.hint


def test_questions_are_asked_of_the_whole_on_the_basis_and_in_the_language_of_the_view(tiny: Workspace) -> None:
    view: View = tiny.view("a", language="nn")
    question = "measures that support a:1.1.2"
    assert [each.code for each in view.ask("measures").things()] == [f"b:{name}" for name in
        ("M1", "M1.1", "M1.2", "M2", "M3", "M3.1", "M4")]  # fmt: skip
    assert view.ask(question).columns[0].name == "tiltak"
    assert [each.code for each in view.ask(question).things()] == ["b:M2"]
    assert view.on_basis("stated").ask(question).things() == []
    assert view.on_basis("stated").plan == view.plan
    assert [each.code for each in view.ask("measures in $year", year="2025").things()] == [
        "b:M2",
        "b:M3",
        "b:M3.1",
        "b:M4",
    ]
    assert view.recipe("measures without budget").question == "tiltak utan budsjett"


@pytest.mark.parametrize("word", ["measure", "Measures", "tiltak", "Measure", "TILTAK"])
def test_a_kind_is_known_by_each_of_its_words(word: str, tiny: Workspace) -> None:
    assert tiny.view().kind(word).iri == KG + "Measure"


def test_an_unknown_kind_is_told_with_those_that_are_nearly_so(tiny: Workspace) -> None:
    with pytest.raises(KgraphError) as error:
        tiny.view(language="en").kind("mesure")
    assert error.value.hint.startswith("measure")


def test_a_thing_is_found_by_code_and_name(tiny: Workspace) -> None:
    view = tiny.view(language="nn")
    assert view.thing("b:M2").label == "Måling"
    assert view.thing("paint") == view.thing("B:m2")
    with pytest.raises(QuestionError) as several:
        view.thing("Music")
    assert {"a:1.2", "a:1.2.1"} <= set(several.value.hint.replace("(", " ").split())
    with pytest.raises(QuestionError) as unknown:
        view.thing("Pant")
    assert "paint" in unknown.value.hint.lower()


def test_triples_are_those_of_the_data_alone_in_order(tiny: Workspace) -> None:
    found = list(tiny.view().triples())
    assert found == list(tiny.view().triples())
    assert len(found) == len(set(found))
    assert [f"<{each.subject}>" for each in found] == sorted(f"<{each.subject}>" for each in found)
    assert not [each for each in found if each.subject.startswith((KG, GRAPH)) or each.predicate == KG + "within"]
    said = {each: getattr(each.object, "text", each.object) for each in found}
    about = {text for each, text in said.items() if each.subject == ID + "b/M1" and each.predicate != RDF + "type"}
    assert about == {"b:M1", "Flats", "1", ID + "b/1.1", "Planned", ID + "b/D1"}


def test_sparql_only_reads(tiny: Workspace) -> None:
    assert tiny.view().sparql("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }").rows[0][0] > 1000
    with pytest.raises(KgraphError):
        tiny.view().sparql("DROP ALL")


def test_an_analysis_of_stated_links_alone_says_so_and_nothing_to_the_contrary(tiny: Workspace) -> None:
    told = {note.code: note.text for note in tiny.view(language="en", basis="stated").analyse("levels").notes}
    assert told["stated_alone"] == "only links that a document states are counted"
    assert "both count" not in told["reading"]
    assert all(note.code != "stated_alone" for note in tiny.view(language="en").analyse("levels").notes)


def test_a_question_without_notes_has_the_same_rows_and_nothing_beside_them(tiny: Workspace) -> None:
    view: View = tiny.view(language="en")
    question = "measures that support everything show supports"
    assert {note.code for note in view.ask(question).notes} == {"inferred"}
    assert view.ask(question, notes=False).rows == view.ask(question).rows
    assert view.ask(question, notes=False).notes == ()
    assert view.ask("measures until 1900", notes=False).rows == ()


@pytest.mark.parametrize("word, hint", [("focus aera", "focus area"), ("x", "the kinds: kgraph words")])
def test_a_kind_that_is_not_there_is_told_with_those_nearly_called_so_or_with_where_they_stand(
    word: str, hint: str, tiny: Workspace
) -> None:
    with pytest.raises(KgraphError) as error:
        tiny.view(language="en").kind(word)
    assert error.value.hint == hint
