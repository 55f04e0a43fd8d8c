"""`kgraph queries`, `kgraph run` and `kgraph ask FILE.spor`: what they print, and their errors in three languages."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.project import Project, shipped
from kgraph.saved import saved_questions

Run = Callable[..., tuple[int, str, str]]
FILE = str(shipped("queries") / "largest-budgets.spor")
TINY = str(Path(__file__).parents[1] / "projects" / "tiny")


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


# ---- queries


def test_all_questions_are_listed_by_group(command: Run) -> None:
    code, out, _ = command("queries")
    head, *rows = _rows(out)
    assert (code, head) == (0, ["group", "name", "title", "parameters"])
    assert {row[1] for row in rows} == set(saved_questions(Project(None)))
    assert rows[0][0] == "overview"
    groups = [row[0] for row in rows]
    assert [name for number, name in enumerate(groups) if groups[:number].count(name) == 0] == [
        *("overview", "gaps", "goals and SDGs", "measures", "money", "actors", "time"),
        *("cross-cutting goals", "evidence", "comparing plans"),
    ]
    assert ["gaps", "measures-without-budget", "Measures without a budget", "plan=sogn:plan"] in rows


@pytest.mark.parametrize("group", ["money", "pengar", "Penger"])
def test_a_group_is_called_by_its_name_in_any_language(group: str, command: Run) -> None:
    code, out, _ = command("queries", "--group", group, "--lang", "nn")
    assert code == 0
    assert {row[0] for row in _rows(out)[1:]} == {"pengar"}


def test_questions_are_found_by_their_words_in_any_language(command: Run) -> None:
    names = {row[1] for row in _rows(command("queries", "BUDSJETTLINJE", "--lang", "en")[1])[1:]}
    assert {"shared-budget-lines", "budget-lines-without-amount"} <= names
    assert "sdg-goals-without-measures" not in names
    code, out, err = command("queries", "zebra", "--lang", "nb")
    assert (code, len(_rows(out))) == (0, 1)
    assert "ikke noe lagret spørsmål passer" in err


@pytest.mark.parametrize(
    "language, words",
    [("en", "no group of questions"), ("nn", "inga gruppe av spørsmål"), ("nb", "ingen gruppe av spørsmål")],
)
def test_an_unknown_group_is_one_clear_error(language: str, words: str, command: Run) -> None:
    code, out, err = command("queries", "--group", "cheese", "--lang", language)
    assert (code, out) == (1, "")
    assert words in err
    assert "overview, gaps" in err


@pytest.mark.parametrize(
    "form, start", [("markdown", "| group | name |"), ("json", "{"), ("html", "<table"), ("table", "group ")]
)
def test_the_list_has_every_format(form: str, start: str, command: Run) -> None:
    assert command("queries", "--format", form)[1].startswith(start)


def test_one_question_is_shown_in_full(command: Run) -> None:
    code, out, _ = command("queries", "--show", "measures-without-budget", "--lang", "nn")
    assert code == 0
    assert out.startswith("Tiltak utan budsjett\n\nTiltaka i ein plan som")
    assert "parametrar:\n  plan=sogn:plan  planen\n" in out
    assert "  en: measures under $plan and without budget\n" in out
    assert "  nn: tiltak under $plan og utan budsjett\n" in out
    assert "  nb: tiltak under $plan og uten budsjett\n" in out
    assert out.endswith("  kgraph run measures-without-budget --param plan=sogn:plan\n")


def test_a_value_with_blanks_is_shown_in_quotation_marks(command: Run) -> None:
    assert command("queries", "--show", "largest-budgets")[1].endswith(' --param amount="150 000"\n')


# ---- run


def test_a_question_is_answered_by_its_name(command: Run) -> None:
    code, out, _ = command("run", "measures-without-responsible")
    assert (code, out) == (0, "measure (code),measure\r\nsogn:1.2-M4,Fjord cycling\r\n")


def test_a_parameter_can_be_given(command: Run) -> None:
    few = _rows(command("run", "largest-budgets", "--param", "amount=1 000 000")[1])
    many = _rows(command("run", "largest-budgets", "--param", "amount=250 000")[1])
    assert (len(few), len(many)) == (6, 7)


def test_the_options_of_ask_are_there(command: Run) -> None:
    code, out, err = command(
        *("run", "measures-that-support-sdg", "--basis", "stated", "--evidence", "--explain", "--format", "json"),
        *("--lang", "nb"),
    )
    assert code == 0
    assert json.loads(out)["total"] == 0
    assert json.loads(out)["columns"][-1]["type"] == "evidence"
    assert "SPARQL:" in err


def test_our_questions_are_answered_in_the_users_language(command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "nn_NO.UTF-8")
    assert command("run", "measures-without-responsible")[1].startswith("tiltak (kode)")


@pytest.mark.parametrize(
    "form, start",
    [
        ("table", "Dei største budsjetta (amount: 1 000 000)\n\ntiltak  "),
        ("markdown", "## Dei største budsjetta (amount: 1 000 000)\n\n| tiltak |"),
        ("html", "<h2>Dei største budsjetta (amount: 1 000 000)</h2>\n<table"),
        ("csv", "tiltak (kode),"),
        ("json", "{"),
    ],
)
def test_the_title_stands_over_what_people_read(form: str, start: str, command: Run, tmp_path: Path) -> None:
    asked = ("run", "largest-budgets", "--param", "amount=1 000 000", "--lang", "nn", "--format", form)
    assert command(*asked)[1].startswith(start)
    assert command(*asked, "--output", str(tmp_path / "x"))[1] == ""
    assert (tmp_path / "x").read_text(encoding="utf-8").startswith(start)


def test_a_files_ending_decides_on_the_title_too(command: Run, tmp_path: Path) -> None:
    command("run", "measures-without-responsible", "--output", str(tmp_path / "x.md"))
    assert (
        (tmp_path / "x.md").read_text(encoding="utf-8").startswith("## Measures that nobody answers for\n\n| measure")
    )


def test_on_a_terminal_the_title_stands_over_the_table(command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgraph.cli.options.on_terminal", lambda: True)
    assert command("run", "measures-without-responsible")[1].startswith("Measures that nobody answers for\n\nmeasure")


@pytest.mark.parametrize(
    "language, words",
    [
        ("en", ("no saved question is called", "has no parameter called", "gives no parameter a value", "the plan)")),
        ("nn", ("ikkje noko lagra spørsmål heiter", "har ingen parameter som heiter", "manglar", "planen)")),
        ("nb", ("ikke noe lagret spørsmål heter", "har ingen parameter som heter", "mangler", "planen)")),
    ],
)
def test_errors_speak_three_languages(language: str, words: tuple[str, ...], command: Run) -> None:
    tries = (
        ("run", "measures-without-bugdet"),
        ("run", "measures-without-budget", "--param", "pln=sogn:plan"),
        ("run", "measures-without-budget", "--param", "plan"),
    )
    for arguments, expected in zip(tries, words[:3], strict=True):
        code, out, err = command(*arguments, "--lang", language)
        assert (code, out) == (1, "")
        assert expected in err
        assert "Traceback" not in err
        assert "measures-without-budget" in err or f"plan=sogn:plan ({words[3]}" in err


def test_a_value_that_does_not_fit_is_one_clear_error(command: Run) -> None:
    for value in ("mykje", "", "x" * 500):
        code, out, err = command("run", "largest-budgets", "--param", f"amount={value}")
        assert (code, out) == (1, "")
        assert "$amount" in err
        assert "Traceback" not in err


# ---- ask


def test_a_file_is_asked_with_its_defaults_or_others(command: Run) -> None:
    assert len(_rows(command("ask", FILE)[1])) == 13
    assert len(_rows(command("ask", FILE, "--param", "amount=1 000 000")[1])) == 6
    code, _, err = command("ask", FILE, "--param", "sum=1")
    assert code == 1
    assert "amount=150 000 (the smallest amount, in kroner)" in err


def test_a_question_with_a_parameter_is_asked_with_its_value(command: Run) -> None:
    question = "measures under $part without responsible"
    assert _rows(command("ask", question, "--param", "part=sogn:1")[1])[1:] == [["sogn:1.2-M4", "Fjord cycling"]]
    code, _, err = command("ask", question)
    assert code == 1
    assert "$part" in err


@pytest.mark.parametrize("language, words", [("en", "there is no file"), ("nn", "finst ikkje"), ("nb", "finnes ikke")])
@pytest.mark.parametrize("asking", ["ask", "explain"])
def test_a_file_that_is_not_there_is_one_clear_error(
    asking: str, language: str, words: str, command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KGRAPH_LANG", language)
    code, out, err = command(asking, "no/such.spor")
    assert (code, out) == (1, "")
    assert "no/such.spor" in err
    assert words in err
    assert "kgraph queries" in err


# ---- a project of one's own


def test_a_project_lists_and_runs_its_own_questions(command: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    data = (Path(TINY) / "data" / "b.ttl").read_text(encoding="utf-8")
    (tmp_path / "data" / "b.ttl").write_text(data, encoding="utf-8")
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "dyre.spor").write_text("tiltak med budsjett\n", encoding="utf-8")
    (tmp_path / "queries" / "broken.spor").write_text("# colour: red\ntiltak\n", encoding="utf-8")
    here = ("--project", str(tmp_path))
    code, out, err = command("queries", *here)
    assert code == 0
    assert _rows(out)[-1] == ["", "dyre", "dyre", ""]
    assert "chapters-of-plan" not in out
    assert f'{tmp_path / "queries" / "broken.spor"}:1: "colour" is no key' in err
    code, out, _ = command("run", "dyre", *here)
    assert code == 0
    assert out.startswith("tiltak (kode),tiltak\r\nb:M")
    assert command("run", "measures-per-sdg", *here)[0] == 0
    code, _, err = command("run", "broken", *here)
    assert code == 1
    assert "colour" in err
