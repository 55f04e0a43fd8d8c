"""Definitions before a question: names, what they stand for, and what is wrong with them."""

import pytest

from kgraph.errors import QuestionError
from kgraph.spor.glossary import Glossary, read_definitions
from kgraph.spor.reading.parse import named_definitions


def codes(answer):
    return [row[0].code for row in answer]


def refused(workspace, question):
    with pytest.raises(QuestionError) as found:
        workspace.ask(question)
    assert 0 <= found.value.span.start <= found.value.span.end <= len(question)
    return str(found.value)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ('define "paid": measures with budget; paid under b:1', "measures with budget and under b:1"),
        ('define "x1": measures; x1', "measures"),
        ('define "x1": measures with budget; measures not (with x1)', "measures not (with (measures with budget))"),
        ('define "x1": goals plus efforts; count x1 per plan', "count goals plus efforts per plan"),
        ('define "x1": goals plus efforts; x1 under b:plan', "goals under b:plan plus efforts under b:plan"),
        (
            'define "x1": measures (under b:1 or under b:2); x1 with status',
            "measures (under b:1 or under b:2) with status",
        ),
        ('define "x1": measures with (actors as a) and with a.name; x1', "measures with (actors as b) and with b.name"),
    ],
)
def test_a_definition_is_as_good_as_what_it_stands_for(short, long, tiny):
    here, there = tiny.ask(short), tiny.ask(long)
    assert {row[0].iri if hasattr(row[0], "iri") else row[0] for row in here} == {
        row[0].iri if hasattr(row[0], "iri") else row[0] for row in there
    }


def test_a_name_given_inside_stands_for_nothing_outside(tiny):
    text = refused(tiny, 'define "x1": measures with (actors as a); x1 show a.name')
    assert '"a"' in text


def test_names_are_found_in_any_case_and_with_hyphens(tiny):
    question = 'define "Paid Measures": measures with budget; {}'
    for spelling in ("paid measures", "PAID-MEASURES", '"paid measures"', '"Paid Measures"'):
        assert len(tiny.ask(question.format(spelling))) == 5


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ('define "measures": goals; measures', "is a word of the language already"),
        ('define "": goals; goals', "needs a name"),
        ('define "x1": x2; define "x2": goals; x1', "x2"),
        ('define "x1": x1 with status; x1', "x1"),
        ('define "x1": goals; x1 with budget', "have no budget"),
        ('define "x1": count goals; x1', "count"),
        ('define "x1": goals', "the question itself is missing"),
        ('define "x1": goals; define "x1": measures; x1', "x1"),
        ("define x1: goals; x1", "x1"),
        ('define "x1" goals; x1', "goals"),
    ],
)
def test_what_is_wrong_with_a_definition_is_told(question, words, tiny):
    assert words in refused(tiny, question)


def test_a_text_of_definitions_is_read_in_any_order(tiny):
    glossary, language = read_definitions('define "a1": b1 under b:1\ndefine "b1": measures', tiny.vocabulary, "en")
    assert glossary.names == ("a1", "b1")
    assert set(glossary.nouns) == {"a1", "b1"}
    assert language == "en"


def test_a_text_of_definitions_is_read_in_the_language_that_it_is_in(tiny):
    assert read_definitions('definer "a1": tiltak utan status', tiny.vocabulary, "en")[1] == "nn"
    assert read_definitions('definer "a1": tiltak uten status', tiny.vocabulary, "en")[1] == "nb"


def test_the_fault_told_is_that_of_the_reading_that_came_furthest(tiny):
    text = 'definer "a1": tiltak med budsjett\ndefiner "b1": tiltak med tull'
    with pytest.raises(QuestionError) as found:
        read_definitions(text, tiny.vocabulary, "en")
    assert text[found.value.span.start : found.value.span.end] == "tull"


def test_names_are_whatever_stands_in_quotation_marks_before_a_colon():
    assert named_definitions('define "a b" : x\ndefine «c»: "d"\n# "e": no') == ["a b", "c", "e"]


def test_nothing_defines_nothing():
    assert Glossary().names == ()
    assert Glossary().nouns == {}
