"""The nouns that a project defines for all its questions, in `queries/words.spor`."""

import os
import shutil
from pathlib import Path

import pytest

from kgraph.errors import QuestionError
from kgraph.project import open_project
from kgraph.workspace import Workspace

TINY = Path(__file__).parent / "projects" / "tiny"


@pytest.fixture
def defined(tmp_path):
    """Writes the definitions of a copy of the tiny project and opens it."""
    folder = tmp_path / "tiny"
    shutil.copytree(TINY, folder)

    def write(text, **how):
        path = folder / "queries" / "words.spor"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return Workspace(open_project(folder), **how)

    return write


def codes(answer):
    return [row[0].code for row in answer]


def message(error):
    return str(error.value)


def test_every_question_may_use_them(defined):
    workspace = defined('define "paid": measures with budget\n\ndefine "old town": goals with number = 1;\n')
    assert codes(workspace.ask("paid under b:2")) == ["b:M3", "b:M3.1"]
    assert codes(workspace.ask("efforts with at least 3 paid")) == ["b:1"]
    assert [row[1] for row in workspace.ask("count paid per effort")] == [3, 2]
    assert codes(workspace.ask('paid that support "old town"')) == ["b:M1", "b:M1.1", "b:M2", "b:M3"]
    assert codes(workspace.ask("suppose no b:M2: old town")) == ["a:1", "b:D1"]
    assert workspace.stages("paid under b:2")[1].text == '"paid"'
    assert workspace.recipe("PAID").question == '"paid"'


def test_one_may_use_another_before_it_is_defined(defined):
    workspace = defined(
        'define "paid building": paid under b:1\ndefine "paid": measures with budget\n'
        'define "rest":\n  measures minus\n  paid building  # over several lines\n'
    )
    assert codes(workspace.ask("paid building")) == ["b:M1", "b:M1.1", "b:M2"]
    assert codes(workspace.ask("rest")) == ["b:M1.2", "b:M3", "b:M3.1", "b:M4"]


def test_a_questions_own_definition_goes_before_one_of_the_project(defined):
    workspace = defined('define "paid": measures with budget\n')
    assert codes(workspace.ask('define "paid": measures with status; paid under b:2')) == ["b:M3"]


def test_a_questions_own_definition_may_use_one_of_the_project(defined):
    workspace = defined('define "paid": measures with budget\n')
    assert codes(workspace.ask('define "few": paid under b:2; few')) == ["b:M3", "b:M3.1"]


def test_a_circle_through_both_is_told_with_a_place_in_the_question(defined):
    workspace = defined('# a comment that is long enough\ndefine "one": measures\ndefine "two": one with status\n')
    question = 'define "one": two; one'
    with pytest.raises(QuestionError, match="leads back to itself") as error:
        workspace.ask(question)
    assert 0 <= error.value.span.start < error.value.span.end <= len(question)


def test_a_circle_is_told_as_a_chain(defined):
    workspace = defined('define "one": two\ndefine "two": three under b:1\ndefine "three": goals plus one\n')
    with pytest.raises(QuestionError) as error:
        workspace.ask("measures")
    assert '"two" → "three" → "one" → "two"' in message(error)
    assert "words.spor" in message(error)


def test_one_that_is_defined_by_itself_is_a_circle_too(defined):
    with pytest.raises(QuestionError, match='"one" → "one"'):
        defined('define "one": one with status\n').ask("measures")


def test_a_name_given_twice_is_told(defined):
    with pytest.raises(QuestionError) as error:
        defined('define "paid": measures with budget\ndefine "Paid": measures\n').ask("measures")
    assert "words.spor" in message(error)
    assert "Paid" in message(error)


@pytest.mark.parametrize("name", ["measures", "tiltak", "with", "supports", "budget"])
def test_a_name_that_is_a_word_already_is_told(defined, name):
    with pytest.raises(QuestionError) as error:
        defined(f'define "{name}": measures with budget\n').ask("goals")
    assert "is a word of the language already" in message(error)
    assert "words.spor" in message(error)


def test_a_name_needs_a_letter(defined):
    with pytest.raises(QuestionError, match="needs a name"):
        defined('define " ": measures\n').ask("goals")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('define "paid": measures with budgett\n', 1, "budgett"),
        ('define "a1": measures\n\ndefine "b1": measures\n  with nonsense\n', 4, "nonsense"),
        ('define "a1": measures under "Nowhere"\n', 1, "Nowhere"),
        ('define "a1": goals\ndefine "b1": goals with budget\n', 2, "budget"),
        ('define "a1": measures\ncount measures\n', 2, "count"),
        ('define "a1": measures under $part\n', 1, "$part"),
        ('define "a1" measures\n', 1, "measures"),
    ],
)
def test_a_fault_is_told_with_file_and_line(defined, text, line, words):
    workspace = defined(text)
    with pytest.raises(QuestionError) as error:
        workspace.ask("measures")
    assert str(Path("queries") / "words.spor") in message(error)
    assert words in message(error)
    assert text[: error.value.span.start].count("\n") + 1 == line
    assert f"words.spor:{line}: " in message(error)


def test_the_answer_changes_when_the_file_does(defined):
    assert codes(defined('define "few": measures under b:2\n').ask("few")) == ["b:M3", "b:M3.1", "b:M4"]
    assert codes(defined('define "few": measures with status "done"\n').ask("few")) == ["b:M2", "b:M3"]
    workspace = defined("\n")
    with pytest.raises(QuestionError, match="few"):
        workspace.ask("few")


def test_without_them_and_with_comments_alone_nothing_is_defined(defined, tiny):
    assert tiny.glossary.names == ()
    assert defined("# nothing yet\n").glossary.names == ()


@pytest.mark.parametrize("language", ["nn", "nb", None])
def test_they_may_be_in_another_language(defined, language):
    workspace = defined('definer "betalte": tiltak med budsjett\n', language=language)
    assert codes(workspace.ask("betalte under b:2")) == ["b:M3", "b:M3.1"]
    assert workspace.glossary.names == ("betalte",)


def test_a_fault_is_told_in_the_language_asked_for(defined):
    with pytest.raises(QuestionError, match="definisjonen fører tilbake"):
        defined('definer "ein": to\ndefiner "to": ein\n', language="nn").ask("tiltak")


def test_many_that_use_each_other_are_told_and_not_followed_for_ever(defined):
    chain = ['define "n0": measures'] + [f'define "n{i}": n{i - 1} plus n{i - 1}' for i in range(1, 30)]
    with pytest.raises(QuestionError, match=r"more than \d+"):
        defined("\n".join(chain)).ask("n29")


@pytest.mark.skipif(os.name == "nt", reason="Windows lets everybody read")
def test_a_file_that_is_no_text_is_told(defined, tmp_path):
    defined("")
    path = tmp_path / "tiny" / "queries" / "words.spor"
    path.write_bytes(b"\xff\xfe\x00define")
    with pytest.raises(Exception, match=r"words\.spor"):
        Workspace(open_project(tmp_path / "tiny")).ask("measures")
