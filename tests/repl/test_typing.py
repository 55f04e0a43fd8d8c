"""What is typed: when it goes on in the next line, what Tab offers, what a pipe gives, where history is kept."""

import os
import stat

import pytest

from kgraph.repl.continuing import goes_on, joined
from kgraph.repl.history import history_file
from kgraph.repl.piped import answer_lines, texts
from kgraph.repl.suggesting import suggestions

# ---- several lines


@pytest.mark.parametrize(
    "text",
    [
        "measures with (",
        "measures with (goals\nwith (x)",
        'measures under "Mus',
        "tiltak under «Mus",
        "measures \\",
        "measures \\  ",
        'define "x": measures',
        'definer "x": tiltak;',
        'define "x": measures;\ndefine "y": goals',
        'define "x": measures\n  with budget',
        "\\explain measures (",
    ],
)
def test_a_question_that_is_not_over_goes_on(text):
    assert goes_on(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "measures",
        "measures (goals)",
        'measures under "Mus"',
        "measures # (",
        "measures with (\n",
        "measures with (\n  ",
        'define "x": measures; count x',
        'define "x": measures\ncount x',
        "\\save (",
        "\\explain measures",
        "measures)",
    ],
)
def test_a_question_that_is_over_does_not(text):
    assert not goes_on(text)


def test_the_lines_of_a_question_are_one_text():
    assert joined("measures \\\n with budget \\ ") == "measures \n with budget"
    assert joined("\\lang nn") == "\\lang nn"


# ---- pipes


def test_each_line_is_a_question_and_some_go_on():
    written = "\ufeffmeasures||# remark|goals with (\r|measures)|\\lang nn|a (||b ("
    lines = written.replace("|", "\n").splitlines(keepends=True)
    found = [text.strip() for text in texts(lines)]
    assert found == ["measures", "goals with (\nmeasures)", "\\lang nn", "a (", "b ("]


def test_a_failed_line_is_told_at_the_end(session):
    assert answer_lines(session, ["measures first 1", "goals first 1"]) == 0
    assert session.outlet.shown[1] == "\n"
    assert answer_lines(session, ["meazures", "measures first 1"]) == 1
    assert answer_lines(session, []) == 0


def test_nothing_is_asked_after_the_end(session):
    assert answer_lines(session, ["\\quit", "meazures"]) == 0


# ---- the Tab key


@pytest.fixture
def offered(session):
    return lambda text, place=None: [
        (each.text, each.start) for each in suggestions(session, text, len(text) if place is None else place)
    ]


def test_words_of_a_question_are_offered(offered):
    assert offered("mea")[0] == ("measures", 0)
    assert offered("measures wi", 3)[0] == ("measures", 0)
    assert offered("\\explain measures wi")[0] == ("with", 18)


def test_commands_are_offered_with_their_meaning(offered, session):
    assert offered("\\ex") == [("\\explain", 0), ("\\export", 0)]
    assert offered("\\S") == [("\\save", 0), ("\\save!", 0)]
    assert suggestions(session, "\\wor", 4)[0].description == "the words that questions can use"


def test_what_stands_after_a_command_is_offered(offered):
    assert offered("\\lang n") == [("nn", 6), ("nb", 6)]
    assert offered("\\format  ma") == [("markdown", 9)]
    assert offered("\\basis ") == [("all", 7), ("stated", 7)]
    assert offered("\\quit ") == offered("\\words x") == []


def test_names_of_saved_questions_are_offered(offered, session):
    assert ("largest-budgets", 5) in offered("\\run larg")
    assert offered("\\save! ") == []
    session.do("measures")
    session.do("\\save mine")
    assert offered("\\save! mi") == [("mine", 7)]


def test_names_of_files_are_offered(offered, tmp_path, monkeypatch):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.csv").touch()
    (tmp_path / "folder" / ".hidden").touch()
    monkeypatch.chdir(tmp_path)
    assert ("folder" + os.sep, 8) in offered("\\export fo")
    assert offered(f"\\export folder{os.sep}") == [(f"folder{os.sep}a.csv", 8)]
    assert offered("\\export no-such/x") == []


# ---- history


def test_history_is_for_nobody_else_to_read(tmp_path, monkeypatch):
    monkeypatch.setenv("KGRAPH_CACHE_DIR", str(tmp_path / "cache"))
    path = history_file()
    assert path == str(tmp_path / "cache-state" / "history")
    if os.name == "posix":
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
        assert stat.S_IMODE(os.stat(os.path.dirname(path)).st_mode) == 0o700
    assert history_file() == path


def test_history_is_kept_where_the_system_keeps_such_things(tmp_path, monkeypatch):
    monkeypatch.delenv("KGRAPH_CACHE_DIR")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    path = history_file()
    assert path is None or "kgraph" in path


def test_where_no_history_can_be_kept_there_is_none(tmp_path, monkeypatch):
    (tmp_path / "cache-state").write_text("in the way")
    monkeypatch.setenv("KGRAPH_CACHE_DIR", str(tmp_path / "cache"))
    assert history_file() is None
