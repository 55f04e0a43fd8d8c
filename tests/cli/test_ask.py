"""`kgraph ask`: languages, formats, files and projects."""

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.render import FORMATS

TINY = str(Path(__file__).parents[1] / "projects" / "tiny")
QUESTION = "measures with budget"
CODES = ["b:M1", "b:M1.1", "b:M2", "b:M3", "b:M3.1"]
Run = Callable[..., tuple[int, str, str]]
Codes = Callable[[str], list[str]]


@pytest.mark.parametrize("question", [QUESTION, "tiltak med budsjett", "tiltak som har budsjett"])
def test_a_question_is_answered_in_three_languages(question: str, tiny_run: Run, codes: Codes) -> None:
    code, out, _ = tiny_run("ask", question)
    assert (code, codes(out)) == (0, CODES)


def test_the_language_of_the_answer_can_be_chosen(tiny_run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tiny_run("ask", QUESTION, "--lang", "nn")[1].splitlines()[0] == "tiltak (kode),tiltak"
    monkeypatch.setenv("KGRAPH_LANG", "nb")
    assert tiny_run("ask", QUESTION)[1].splitlines()[0] == "tiltak (kode),tiltak"
    assert "Maling" in tiny_run("ask", QUESTION)[1]
    assert "Måling" in tiny_run("ask", QUESTION, "--lang", "nn")[1]


def test_an_unknown_language_in_the_environment_is_none(tiny_run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGRAPH_LANG", "fi")
    assert tiny_run("ask", QUESTION)[1].splitlines()[0] == "measure (code),measure"


@pytest.mark.parametrize("locale, words", [("nn_NO.UTF-8", "noko prosjekt"), ("nb_NO", "noe prosjekt"), ("no", "noe")])
def test_messages_speak_the_language_of_the_machine(
    locale: str, words: str, here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    monkeypatch.chdir(tmp_path)
    assert words in here("ask", "tiltak")[2]


def test_a_minus_reads_the_question_from_standard_input(
    tiny_run: Run, monkeypatch: pytest.MonkeyPatch, codes: Codes
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"# what costs money\n{QUESTION}\n"))
    assert codes(tiny_run("ask", "-")[1]) == CODES


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_can_be_asked_for(form: str, tiny_run: Run) -> None:
    code, out, _ = tiny_run("ask", f"{QUESTION} show budget, evidence", "--format", form)
    assert code == 0
    for name in ("Flats", "Floors", "Paint", "Songs", "Tickets"):
        assert name in out
    if form == "json":
        assert json.loads(out)["total"] == 5


def test_what_a_table_would_say_below_goes_to_standard_error_elsewhere(tiny_run: Run) -> None:
    _, out, err = tiny_run("ask", "measures first 2", "--format", "csv")
    assert (len(out.splitlines()), err) == (3, "— 2 of 7 rows are shown\n")
    _, out, err = tiny_run("ask", "measures first 2", "--format", "table")
    assert out.endswith("— 2 of 7 rows are shown\n")
    assert err == ""


def test_stated_links_alone(tiny_run: Run, codes: Codes) -> None:
    assert codes(tiny_run("ask", "measures that support sdg:8")[1]) == ["b:M3"]
    code, out, err = tiny_run("ask", "measures that support sdg:8", "--basis", "stated")
    assert (code, codes(out)) == (0, [])
    assert "—" in err


def test_evidence_can_be_added(tiny_run: Run) -> None:
    assert "«visitors»" in tiny_run("ask", "measures that support sdg:8", "--evidence")[1]


def test_how_a_question_was_understood_goes_to_standard_error(tiny_run: Run, codes: Codes) -> None:
    code, out, err = tiny_run("ask", "measures  supporting  sdg:8?", "--explain")
    assert (code, codes(out)) == (0, ["b:M3"])
    assert "understood as:\n  measures that support sdg:8\n" in err
    assert "SPARQL:\nPREFIX kg:" in err


def test_a_pipe_gets_csv(tiny_run: Run) -> None:
    assert tiny_run("ask", QUESTION)[1].startswith("measure (code),measure\r\n")


# ---- files


@pytest.mark.parametrize(
    "name, start",
    [
        ("a.json", "{"),
        ("a.csv", "measure (code),"),
        ("a.tsv", "measure (code)\t"),
        ("a.md", "| measure |"),
        ("a.HTML", "<table"),
        ("a.txt", "measure"),
        ("a", "measure (code),"),
    ],
)
def test_a_files_format_is_told_by_its_ending(name: str, start: str, tiny_run: Run, tmp_path: Path) -> None:
    code, out, _ = tiny_run("ask", QUESTION, "--output", str(tmp_path / name))
    assert (code, out) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert os.listdir(tmp_path) == [name]


def test_a_format_that_is_asked_for_goes_before_the_ending(tiny_run: Run, tmp_path: Path) -> None:
    tiny_run("ask", QUESTION, "--output", str(tmp_path / "a.json"), "--format", "excel")
    content = (tmp_path / "a.json").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfmeasure (code);measure\r\n")


def test_a_file_is_written_over_whole(tiny_run: Run, tmp_path: Path, codes: Codes) -> None:
    (tmp_path / "a.csv").write_text("before\n" * 1000)
    tiny_run("ask", QUESTION, "--output", str(tmp_path / "a.csv"))
    assert codes((tmp_path / "a.csv").read_text(encoding="utf-8")) == CODES


def test_a_file_that_cannot_be_written_is_one_clear_error(tiny_run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    for place in (tmp_path / "no" / "a.csv", tmp_path / "file" / "a.csv"):
        code, out, err = tiny_run("ask", QUESTION, "--output", str(place))
        assert (code, out) == (1, "")
        assert f"{place} cannot be written" in err
        assert "Traceback" not in err
    assert os.listdir(tmp_path) == ["file"]


def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    tiny_run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "a.csv").write_text("before")
    monkeypatch.setattr(os, "replace", full)
    code, _, err = tiny_run("ask", QUESTION, "--output", str(tmp_path / "a.csv"))
    assert code == 1
    assert "No space left on device" in err
    assert (os.listdir(tmp_path), (tmp_path / "a.csv").read_text()) == (["a.csv"], "before")


# ---- projects


def test_outside_a_project_the_shipped_plans_are_asked_and_it_is_said(
    here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = here("ask", "SDG goals")
    assert (code, len(out.splitlines())) == (0, 18)
    assert err == "no project here: answering on the plans that come with kgraph\n"


def test_inside_a_project_nothing_is_said(here: Run, monkeypatch: pytest.MonkeyPatch, codes: Codes) -> None:
    monkeypatch.chdir(Path(TINY) / "data")
    code, out, err = here("ask", "measures")
    assert (code, len(codes(out)), err) == (0, 7, "")


@pytest.mark.parametrize("folder", ["no such folder", "."])
def test_a_folder_that_is_no_project_ends_with_1(
    folder: str, here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = here("ask", QUESTION, "--project", folder)
    assert (code, out) == (1, "")
    assert "folder" in err or "holds no project" in err


@pytest.mark.parametrize("command", [("ask", "measures"), ("run", "measures-without-budget")])
@pytest.mark.parametrize("ending", [".xls", ".docx", ".csvv"])
def test_an_ending_that_no_format_has_is_refused(here, tmp_path, command, ending):
    path = tmp_path / f"out{ending}"
    code, out, err = here(*command, "--output", str(path))
    assert (code, out) == (1, "")
    assert ending in err
    assert "endings: .json .csv" in err
    assert ".xlsx" in err
    assert not path.exists()
