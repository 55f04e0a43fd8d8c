"""What a question supposes: each change by IRI, on the stored link, and what can be none."""

import pytest

from kgraph.errors import QuestionError
from kgraph.recipe import Change
from kgraph.spor import format_question, understand
from kgraph.terms import ID, KG, LANGUAGES, SDG

A, B = ID + "a/", ID + "b/"
SUPPORTS, BUDGET = KG + "supports", KG + "budget"


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("no b:M1", Change(B + "M1")),
        ('no measure "Flats"', Change(B + "M1")),
        ("b:M1 supports sdg:1", Change(B + "M1", SUPPORTS, SDG + "1")),
        ("b:M1 does not support sdg:1", Change(B + "M1", SUPPORTS, SDG + "1", denied=True)),
        ("b:M1 support sdg:1", Change(B + "M1", SUPPORTS, SDG + "1")),
        # The inverse is stored the other way round.
        ("sdg:1 is supported by b:M1", Change(B + "M1", SUPPORTS, SDG + "1")),
        ("sdg:1 is not supported by b:M1", Change(B + "M1", SUPPORTS, SDG + "1", denied=True)),
        ("b:M1 has as responsible actor:town", Change(B + "M1", KG + "responsible", ID + "actor/town")),
        ("actor:town is responsible for b:M1", Change(B + "M1", KG + "responsible", ID + "actor/town")),
        # What the verb may lead to decides between the bearers of a name.
        ('b:M1 supports sub-strategy "Music"', Change(B + "M1", SUPPORTS, A + "1.2.1")),
        ("b:M1 with budget 1,5 mill", Change(B + "M1", field=BUDGET, value="1500000", type="decimal")),
        ("b:M1 with budget = 5", Change(B + "M1", field=BUDGET, value="5", type="decimal")),
        ("b:M1 without budget", Change(B + "M1", field=BUDGET)),
        ("b:M1 with number 7", Change(B + "M1", field=KG + "number", value="7", type="integer")),
        ('b:M1 with status "new"', Change(B + "M1", field=KG + "status", value="new", type="text")),
        ("b:M1 with date 2025-01-01", Change(B + "M1", field=KG + "date", value="2025-01-01", type="date")),
        ("b:1 with open list true", Change(B + "1", field=KG + "openList", value="true", type="boolean")),
        ('a:Q1 with bound "at least"', Change(A + "Q1", field=KG + "bound", value=KG + "atLeast", type="choice")),
    ],
)
def test_a_change_is_told_by_iri(text, change, tiny):
    assert tiny.recipe(f"suppose {text}: measures").changes == (change,)


def test_several_changes_keep_their_order(tiny):
    changes = tiny.recipe("suppose no b:M1, b:M2 with number 7, b:M2 supports sdg:1: measures").changes
    assert [change.thing for change in changes] == [B + "M1", B + "M2", B + "M2"]


@pytest.mark.parametrize("word", ["suppose", "suppose that", "what if", "imagine"])
def test_there_are_several_words_for_it(word, tiny):
    assert tiny.recipe(f"{word} no b:M1: measures").question == "suppose no b:M1: measures"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "no b:M1",
        "b:M1 supports sdg:1",
        "b:M1 does not support sdg:1",
        "sdg:1 is supported by b:M1",
        "sdg:1 is not supported by b:M1",
        "b:M1 has as responsible actor:town",
        "b:M1 does not have as responsible actor:town",
        "actor:town is not responsible for b:M1",
        "b:M1 with budget = 5",
        "b:M1 without budget",
        "no b:M1, b:M2 without status, b:L1 covers b:M4",
    ],
)
def test_a_change_is_written_and_read_in_each_language(text, language, tiny):
    question = f"suppose {text}: measures"
    syntax, _ = understand(question, tiny.vocabulary, "en")
    there = format_question(syntax, tiny.vocabulary, language)
    assert tiny.recipe(there).changes == tiny.recipe(question).changes
    assert format_question(understand(there, tiny.vocabulary, language)[0], tiny.vocabulary, "en") == question


@pytest.mark.parametrize(
    ("text", "pointed"),
    [
        ('no "Nobody"', '"Nobody"'),
        ("no measure a:1", "measure a:1"),
        ("actor:town supports sdg:1", "supports"),
        ("b:M1 supports actor:town", "actor:town"),
        ("b:M1 with budget", None),
        ('b:M1 with budget "much"', '"much"'),
        ('a:Q1 with bound "around"', '"around"'),
        ("b:M1 with budget > 5", ">"),
        ("b:M1 with budget 5 or 6", "or"),
        ("sdg:1 with budget 5", None),
        ("b:M1 with year 2024", None),
        ("measures with budget 5", None),
        ("b:M1", None),
    ],
)
def test_what_cannot_be_supposed_is_told_where_it_stands(text, pointed, tiny):
    question = f"suppose {text}: measures"
    with pytest.raises(QuestionError) as error:
        tiny.recipe(question)
    assert 0 <= error.value.span.start <= error.value.span.end <= len(question)
    if pointed:
        assert pointed in question[error.value.span.start : error.value.span.end]
