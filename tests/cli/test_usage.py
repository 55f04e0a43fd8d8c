"""Help, usage and exit codes: no traceback reaches whoever asks."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.cli import COMMANDS

TINY = str(Path(__file__).parents[1] / "projects" / "tiny")
QUESTION = "measures with budget"
Run = Callable[..., tuple[int, str, str]]
Codes = Callable[[str], list[str]]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, here: Run) -> None:
    code, out, err = here(command, "-h")
    assert (code, err) == (0, "")
    assert out.startswith(f"Usage: kgraph {command} ")


def test_the_group_lists_its_commands(here: Run) -> None:
    code, out, _ = here("--help")
    assert code == 0
    assert [line.split()[0] for line in out.partition("Commands:\n")[2].splitlines()[: len(COMMANDS)]] == [*COMMANDS]


def test_the_version_is_told(here: Run) -> None:
    assert here("--version")[:2] == (0, "kgraph 0.1.0\n")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("no-such-command",),
        ("ask",),
        ("ask", QUESTION, "--no-such-option"),
        ("ask", QUESTION, "--format", "xml"),
        ("ask", QUESTION, "--lang", "fi"),
        ("ask", QUESTION, "--basis", "guessed"),
        ("ask", QUESTION, "--output", "/"),
        ("ask", "measures", "with", "budget"),
        ("why", "b:M1"),
        ("--no-such-option",),
    ],
)
def test_wrong_usage_ends_with_2(arguments: tuple[str, ...], here: Run) -> None:
    code, out, err = here(*arguments)
    assert (code, out) == (2, "")
    assert "Usage: kgraph" in err
    assert "Traceback" not in err


# ---- exit codes


def test_an_empty_answer_ends_with_0(tiny_run: Run, codes: Codes) -> None:
    code, out, err = tiny_run("ask", 'measures about "zebra"')
    assert (code, codes(out)) == (0, [])
    assert err.startswith("— ")


def test_no_ends_with_0_as_yes_does(tiny_run: Run) -> None:
    assert tiny_run("ask", "are there measures with budget")[:2] == (0, "answer\r\nyes\r\n")
    assert tiny_run("ask", "are there measures with budget > 1 000 000")[:2] == (0, "answer\r\nno\r\n")


@pytest.mark.parametrize("command", ["ask", "explain"])
@pytest.mark.parametrize(
    "question",
    ["meazures with budget", "measures with", "measures that support sdg:99", "(", "🙂", "measures\x1b[31m", "x" * 500],
)
def test_a_question_that_cannot_be_understood_ends_with_1_and_a_caret(
    command: str, question: str, tiny_run: Run
) -> None:
    code, out, err = tiny_run(command, question)
    assert (code, out) == (1, "")
    assert "\n  " in err
    assert "^" in err
    assert "Traceback" not in err
    assert "\x1b" not in err


def test_no_question_ends_with_1(tiny_run: Run) -> None:
    code, _, err = tiny_run("ask", "")
    assert code == 1
    assert err.startswith("there is no question")


def _broken(*_: object, **__: object) -> None:
    message = "something \x1b[31munforeseen"
    raise RuntimeError(message)


def test_a_bug_ends_with_70_and_says_so(tiny_run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgraph.workspace.Workspace.ask", _broken)
    code, out, err = tiny_run("ask", QUESTION)
    assert (code, out) == (70, "")
    assert "fault in kgraph" in err
    assert "RuntimeError: something" in err
    assert "--debug" in err
    assert "Traceback" not in err
    assert len(err.splitlines()) == 1


def test_a_bug_shows_where_it_is_when_asked(here: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGRAPH_DEBUG", "")
    monkeypatch.setattr("kgraph.workspace.Workspace.ask", _broken)
    code, _, err = here("--debug", "ask", QUESTION, "--project", TINY)
    assert code == 70
    assert err.startswith("Traceback")
    assert "in _broken" in err


def test_a_bug_is_told_in_the_language_of_the_environment(tiny_run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGRAPH_LANG", "nn")
    monkeypatch.setattr("kgraph.workspace.Workspace.ask", _broken)
    assert "feil i kgraph" in tiny_run("ask", QUESTION)[2]


def test_an_interrupt_ends_with_130(tiny_run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kgraph.workspace.Workspace.ask", interrupted)
    code, _, err = tiny_run("ask", QUESTION)
    assert code == 130
    assert "Traceback" not in err
