"""An empty answer says which condition removed the last things, or that there are none, or no such link."""

import re

import pytest

from kgraph.messages import say
from kgraph.spor import format_question, understand
from kgraph.terms import LANGUAGES

NUMBER = re.compile(r"(?<![\w.:])\d+(?![\w.:])")

# The code of the first note, the condition that it names, and the numbers that it tells: left before, alone.
EMPTY = [
    ("routes", "no_things", "routes", []),
    ("routes with measures", "no_things", "routes", []),
    ("count routes", "no_things", "routes", []),
    ("measures under a:2", "removed", "under a:2", [7]),
    ("count measures under a:2", "removed", "under a:2", [7]),
    ("sum budget of measures under a:2", "removed", "under a:2", [7]),
    ("are there measures under a:2", "removed", "under a:2", [7]),
    ('measures about like "zzzz" show budget', "removed", 'about like "zzzz"', [7]),
    # Songs is left of those with a status in Play; Paint alone has so much.
    ("measures with status and under b:2 and with budget > 100 000", "removed", "with budget > 100 000", [1, 1]),
    ("measures under b:1 and with number = 4", "removed", "with number = 4", [4, 1]),
    ("measures with number = 4 and not in 2025", "removed", "not in 2025", [1, 3]),
    ('measures under b:2 and (with status "x" or with status "y")', "removed", 'with status = "x" or', [3, 0]),
    # What speaks of a named column says nothing alone.
    ("measures with (goals as g) and with g.number = 2", "removed", "with g.number = 2", [4]),
    ("measures under b:2 with (goals as g) and with g.number = 2", "removed", "with g.number = 2", [1]),
    ("measures that support a:2", "removed", "that support a:2", [7]),
    ("measures that support at least 9 goals", "removed", "that support at least 9 goals", [7]),
    ('define "gone": measures with status "gone"; gone under b:1', "removed", '"gone"', [7]),
    ('define "paid": measures with budget; paid with number > 100', "removed", "with number > 100", [5, 0]),
    ("phases minus phases", "removed", "phases minus phases", [2]),
    ("measures intersect goals", "removed", "measures intersect goals", [7]),
    ("actors with places", "no_such_link", "actors to places", []),
    ("focus areas that have as responsible actor:office", "no_such_link", "focus areas", []),
    ("meetings with exactly 9 measures", "removed", "with exactly 9 measures", [2]),
]


@pytest.mark.parametrize(("question", "code", "words", "numbers"), EMPTY)
def test_the_note_tells_why_nothing_is_left(question, code, words, numbers, tiny):
    answer = tiny.ask(question)
    assert answer.is_empty
    assert answer.notes[0].code == code
    assert words in answer.notes[0].text
    without = answer.notes[0].text.replace(words, "")
    assert [int(each) for each in NUMBER.findall(without)] == numbers
    assert "empty" not in {note.code for note in answer.notes}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("question", [each[0] for each in EMPTY if "define" not in each[0]])
def test_it_is_told_in_the_language_of_the_question(question, language, tiny):
    text = format_question(understand(question, tiny.vocabulary, "en")[0], tiny.vocabulary, language)
    here, there = tiny.ask(text, language=language), tiny.ask(question)
    assert [note.code for note in here.notes] == [note.code for note in there.notes]
    assert NUMBER.findall(here.notes[0].text) == NUMBER.findall(there.notes[0].text)
    conditions = [stage.text for stage in tiny.stages(text, language=language)]
    assert any(each in here.notes[0].text for each in conditions)
    assert (here.notes[0].text != there.notes[0].text) or language == "en"


@pytest.mark.parametrize(
    "question",
    ["measures", "count measures per effort having count > 9", "measures with status first 1", "are there measures"],
)
def test_where_things_are_left_nothing_is_told_of_them(question, tiny):
    assert not {"removed", "no_things", "no_such_link"} & {note.code for note in tiny.ask(question).notes}


def test_groups_that_no_test_keeps_are_told_as_nothing(tiny):
    answer = tiny.ask("count measures per effort having count > 9")
    assert [(note.code, note.text) for note in answer.notes] == [("empty", say("en", "note_empty"))]


def test_what_else_may_have_been_meant_is_told_beside_it(tiny):
    answer = tiny.ask("measures that support goals with number = 9")
    assert [note.code for note in answer.notes][:2] == ["removed", "instead"]


def test_stated_links_alone_have_reasons_of_their_own(tiny):
    question = "measures under b:2 with budget"
    assert not tiny.ask(question).is_empty
    answer = tiny.ask(question, basis="stated")
    assert answer.notes[0].code == "removed"
    assert [int(each) for each in NUMBER.findall(answer.notes[0].text)] == [3, 3]


def test_a_supposition_tells_the_rows_and_not_why(tiny):
    answer = tiny.ask("suppose no b:2: measures under b:2")
    assert [note.code for note in answer.notes] == ["supposed"]


def test_an_empty_chain_has_a_note_of_its_own(tiny):
    assert [note.code for note in tiny.ask("path from b:M1 to document:agenda-2030").notes] == ["no_chain"]
