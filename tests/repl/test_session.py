"""A session: questions, commands, what they say, and that nothing ends it."""

import pytest

from kgraph.explanation import canonical
from kgraph.project import open_project
from kgraph.repl.commands import COMMANDS
from kgraph.repl.examples import EXAMPLES, examples
from kgraph.saved import find_saved
from kgraph.terms import LANGUAGES
from kgraph.workspace import Workspace


def said(session, *texts):
    """What a session writes to answer: what was asked for, and what else there is to say."""
    session.outlet.shown.clear()
    session.outlet.told.clear()
    for text in texts:
        session.do(text)
    return "".join(session.outlet.shown), "\n".join(session.outlet.told)


# ---- questions


def test_a_question_is_answered_with_a_table(session):
    out, err = said(session, "measures first 1")
    assert out.startswith("measure\n───")
    assert err == ""
    assert session.question == "measures first 1"


def test_an_error_shows_its_place_and_ends_nothing(session):
    assert not session.do("meazures with budget")
    assert session.outlet.told[-1].startswith("no kind")
    assert "  ^^^^^^^^" in session.outlet.told[-1]
    assert session.do("measures")
    assert not session.over


def test_a_question_over_several_lines_is_one(session):
    assert session.do("measures \\\nwith budget")
    assert session.do('define "big": measures with budget >= 100 000\ncount big')


@pytest.mark.parametrize("text", ["", "   ", "# a remark", "# one\n  # two"])
def test_nothing_is_said_to_nothing(text, session):
    assert said(session, text) == ("", "")


def test_a_fault_of_ours_ends_no_session(session, monkeypatch):
    monkeypatch.setattr(session.workspace, "ask", lambda *_arguments, **_options: 1 / 0)
    assert not session.do("measures")
    assert "ZeroDivisionError" in session.outlet.told[-1]
    monkeypatch.setenv("KGRAPH_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        session.do("measures")


def test_an_interrupted_question_ends_no_session(session, monkeypatch):
    def interrupt(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(session.workspace, "ask", interrupt)
    assert not session.do("measures")
    assert session.outlet.told == ["interrupted"]


# ---- commands


def test_the_last_question_is_explained_in_three_languages(session):
    out, err = said(session, "measures without budget", "\\explain")
    assert "  measures without budget\n  nn: tiltak utan budsjett\n  nb: tiltak uten budsjett" in out
    assert "SPARQL:" in out
    assert err == ""


def test_a_question_is_explained_without_being_asked(session):
    assert "tiltak" in said(session, "\\explain measures")[0]
    assert session.question == ""


@pytest.mark.parametrize("command", ["\\explain", "\\export a.csv", "\\save x"])
def test_what_needs_an_answer_says_so_without_one(command, session):
    assert said(session, command)[1].splitlines()[0].endswith("needs an answered question before it")


@pytest.mark.parametrize("language, word", [("nn", "tiltak"), ("nb", "tiltak"), ("en", "measure")])
def test_the_language_is_chosen(language, word, session):
    out, _ = said(session, f"\\lang {language}", "b:M2", "measures first 1")
    assert session.language == language
    assert f"\n{word}\n" in f"\n{out}"


def test_the_basis_is_chosen(session):
    every, told = said(session, "measures that support sdg:8")
    assert told == ""
    stated, told = said(session, "\\basis stated", "measures that support sdg:8")
    assert told == "only the links that a document states count"
    assert stated.count("\n") < every.count("\n")
    assert said(session, "\\basis all")[1] == "inferred links count too"


def test_the_format_is_chosen_and_notes_stand_beside_it(session):
    out, err = said(session, "\\format csv", "measures first 1")
    assert out.startswith("measure (code),measure\r\n")
    assert err == "answers are shown as csv\n— 1 of 7 rows are shown"


@pytest.mark.parametrize("command", ["\\lang fi", "\\basis guessed", "\\format xml", "\\lang"])
def test_a_choice_that_is_none_is_told_with_those_that_are(command, session):
    _, err = said(session, command)
    assert f'{command.split()[0]} cannot be "' in err
    assert f"hint: {command.split()[0]} " in err


def test_words_are_looked_up(session):
    out, _ = said(session, "\\words budget")
    assert "budget lines" in out
    assert session.answer is None
    assert said(session, "\\words")[0].count("\n") > out.count("\n")


@pytest.mark.parametrize("command, hint", [("\\explian", "\\explain"), ("\\xyzzy", "\\help"), ("\\0", "\\help")])
def test_an_unknown_command_is_told_with_the_nearest(command, hint, session):
    _, err = said(session, command)
    assert err == f'there is no command "{command}"\nhint: {hint}'


@pytest.mark.parametrize("text", ["\\quit", "quit", "exit", "avslutt", "\\QUIT"])
def test_a_session_is_ended(text, session):
    session.do(text)
    assert session.over


# ---- export


@pytest.mark.parametrize(
    "name, begin",
    [("a.csv", "measure (code),"), ("a.json", "{"), ("a.md", "| "), ("a.html", "<"), ("a.txt", "measure")],
)
def test_the_last_answer_is_written_by_the_ending_of_its_file(name, begin, session, tmp_path):
    _, err = said(session, "measures", f"\\export {tmp_path / name}")
    assert err == f"{tmp_path / name} is written"
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begin)


def test_a_file_that_cannot_be_written_is_one_error(session, tmp_path):
    _, err = said(session, "measures", f"\\export {tmp_path}/no/such/folder.csv", "\\export")
    assert "No such file" in err
    assert err.splitlines()[-2:] == ["\\export needs the name of a file", "hint: \\export a.csv"]


# ---- saved questions


def test_a_saved_question_can_be_run_and_has_titles(session, own_folder):
    _, err = said(session, "measures without budget first 2", "\\save no-money")
    path = own_folder / "queries" / "no-money.spor"
    assert err == f"saved as {path}; \\run no-money asks it again"
    assert path.read_text(encoding="utf-8") == (
        "# title.en: measures without budget first 2\n"
        "# title.nn: tiltak utan budsjett dei første 2\n"
        "# title.nb: tiltak uten budsjett de første 2\n"
        "\n"
        "measures without budget first 2\n"
    )
    assert find_saved(session.workspace.project, "no-money").title("nn") == "tiltak utan budsjett dei første 2"
    out, err = said(session, "\\run no-money")
    assert out.startswith("measure\n")
    assert err == "measures without budget first 2"
    assert "no-money" in said(session, "\\queries MONEY")[0]


def test_a_saved_question_is_written_over_only_when_that_is_said(session, own_folder):
    path = own_folder / "queries" / "x.spor"
    _, err = said(session, "measures", "\\save x", "goals", "\\save x")
    assert err.splitlines()[-2:] == [f"{path} is there already", "hint: \\save! x"]
    assert path.read_text(encoding="utf-8").endswith("\nmeasures\n")
    said(session, "\\save! x.spor")
    assert path.read_text(encoding="utf-8").endswith("\ngoals\n")


@pytest.mark.parametrize("name", ["", "../x", "a/b", "a b", "words", ".hidden", "x\x00"])
def test_a_name_that_is_none_is_refused(name, session, own_folder):
    _, err = said(session, "measures", f"\\save {name}")
    assert "is no name for a question" in err
    assert not (own_folder / "queries").exists()


def test_a_folder_that_cannot_be_made_is_one_error(session, own_folder):
    (own_folder / "queries").write_text("in the way", encoding="utf-8")
    assert "cannot be written" in said(session, "measures", "\\save x")[1]


def test_nothing_is_saved_in_the_shipped_project(shipped_session):
    _, err = said(shipped_session, "measures first 1", "\\save x")
    assert err.splitlines()[0] == "the project that comes with kgraph cannot be changed, so nothing is saved in it"
    assert "--project" in err


def test_saved_questions_are_listed_and_run_with_their_parameters(shipped_session):
    out, _ = said(shipped_session, "\\queries largest")
    assert "largest-budgets" in out
    assert "no saved question fits" in said(shipped_session, "\\queries xyzzy")[0]
    out, err = said(shipped_session, "\\run largest-budgets amount=500000")
    assert "500000" in err
    assert out.count("\n") > 2
    said(shipped_session, "\\format csv")
    assert "500000" not in said(shipped_session, "\\run largest-budgets amount=500000")[1]
    said(shipped_session, "\\format table")


@pytest.mark.parametrize("command", ["\\run", '\\run "x', "\\run xyzzy", "\\run largest-budgets amount"])
def test_a_saved_question_that_is_not_there_is_one_error(command, shipped_session):
    assert not shipped_session.do(command)


def test_a_saved_file_that_cannot_be_read_is_told_beside_the_others(session, own_folder):
    (own_folder / "queries").mkdir()
    (own_folder / "queries" / "bad.spor").write_text("# titel.en: x\n\nmeasures\n", encoding="utf-8")
    out, err = said(session, "\\queries")
    assert "largest-budgets" in out
    assert "bad.spor" in err


# ---- help


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_tells_of_every_command_and_of_no_grammar(language, session):
    out, _ = said(session, f"\\lang {language}", "\\help")
    assert all(f"\\{name}" in out for name in COMMANDS)
    assert max(map(len, out.splitlines())) <= 100
    assert said(session, "help")[0] == out


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_of_the_help_is_answered(language, shipped):
    found = examples(shipped.vocabulary, language)
    assert len(found) == len(EXAMPLES)
    for _, questions in found:
        for question in questions:
            assert len(shipped.ask(question, language=language)) > 0, question


def test_questions_of_the_help_run_on_a_project_of_ones_own(session):
    for _, questions in examples(session.workspace.vocabulary, "nn"):
        for question in questions:
            assert session.do(question), question


def test_a_question_is_said_in_every_language(session):
    assert canonical(session.workspace, "tiltak", session.language) == {
        "en": "measures",
        "nn": "tiltak",
        "nb": "tiltak",
    }


def test_what_completion_knows_is_kept_for_each_language(session):
    english = session.inventory
    assert session.inventory is english
    session.do("\\lang nn")
    assert session.inventory is not english


def test_the_nouns_of_the_project_are_known(own_folder, session):
    (own_folder / "queries").mkdir()
    (own_folder / "queries" / "words.spor").write_text('define "dear": measures with budget >= 100 000;\n')
    session.workspace = Workspace(open_project(own_folder), "en")
    assert session.inventory.defined == ("dear",)
    assert session.do("count dear")
    assert session.do("\\explain dear")
