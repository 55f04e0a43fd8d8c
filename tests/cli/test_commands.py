"""`kgraph explain`, `why`, `sparql`, `words` and `check`."""

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

TINY = str(Path(__file__).parents[1] / "projects" / "tiny")
Run = Callable[..., tuple[int, str, str]]


def test_explain_shows_the_question_in_three_languages_and_the_query(tiny_run: Run) -> None:
    code, out, err = tiny_run("explain", "tiltak utan budsjett")
    assert (code, err) == (0, "")
    assert "  en: measures without budget\n" in out
    assert "  nb: tiltak uten budsjett\n" in out
    assert "SELECT" in out


def test_explain_names_the_links_that_no_word_named(tiny_run: Run) -> None:
    assert "thread" in tiny_run("explain", "sub-strategies without measures")[1]


def test_explain_says_that_no_query_finds_chains(tiny_run: Run) -> None:
    assert "step by step" in tiny_run("explain", "path from b:M3 to sdg:8")[1]


def test_why_with_a_verb_and_without(tiny_run: Run) -> None:
    for arguments in (("b:M3", "support", "sdg:8"), ("b:M3", "sdg:8"), ("Songs", "sdg:8")):
        code, out, _ = tiny_run("why", *arguments)
        assert code == 0
        steps = [(row["from (code)"], row["link"], row["to (code)"]) for row in csv.DictReader(io.StringIO(out))]
        assert steps == [("b:M3", "supports", "sdg:8.9"), ("sdg:8.9", "part of", "sdg:8")]


def test_why_with_a_verb_of_several_words(tiny_run: Run) -> None:
    code, out, _ = tiny_run("why", "b:M2", "explicitly", "address", "a:X1", "--format", "json")
    assert (code, len(json.loads(out)["chains"])) == (0, 1)


def test_why_where_there_is_no_chain_ends_with_0(tiny_run: Run) -> None:
    code, out, err = tiny_run("why", "b:M1.2", "support", "sdg:8")
    assert (code, len(out.splitlines())) == (0, 1)
    assert err.startswith("— ")


def test_why_of_an_unknown_name_ends_with_1(tiny_run: Run) -> None:
    code, _, err = tiny_run("why", "Nobody", "sdg:8")
    assert code == 1
    assert "Nobody" in err


def test_sparql_only_reads(tiny_run: Run) -> None:
    assert tiny_run("sparql", "ASK { ?s ?p ?o }")[:2] == (0, "answer\r\nyes\r\n")
    for query in ("DROP ALL", "SELECT * { SERVICE <http://localhost/> {} }", "SELECT"):
        code, out, err = tiny_run("sparql", query)
        assert (code, out) == (1, "")
        assert "Traceback" not in err


def test_sparql_from_standard_input(tiny_run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("SELECT ?m WHERE { ?m a <https://w3id.org/kgraph/ns#Measure> }"))
    assert len(tiny_run("sparql", "-")[1].splitlines()) == 8


def test_words_can_be_looked_up(tiny_run: Run) -> None:
    code, out, _ = tiny_run("words", "støttar", "--lang", "nn")
    assert code == 0
    assert out.startswith("slag,ord,også,tyding\r\nlenkje,støttar,")
    assert len(tiny_run("words")[1].splitlines()) > 60
    assert len(tiny_run("words", "no such word")[1].splitlines()) == 1
    assert "no such word" in tiny_run("words", "no such word")[2]
    assert "supports" in tiny_run("words", "støttar", "--lang", "en")[1]


def test_words_lists_things_too(tiny_run: Run) -> None:
    code, out, _ = tiny_run("words", "songs", "--things")
    assert (code, out) == (0, "code,name,sort\r\nb:M3,Songs,measure\r\n")


def test_check_ends_with_1_where_something_is_wrong(here: Run, tmp_path: Path) -> None:
    assert here("check", "--project", TINY)[0] in {0, 1}
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.ttl").write_text(
        "<urn:a> a <https://w3id.org/kgraph/ns#Measure> ; <https://w3id.org/kgraph/ns#supports> <urn:nowhere> ."
    )
    code, out, err = here("check", "--project", str(tmp_path), "--format", "json")
    assert code == 1
    assert any("error" in row for row in json.loads(out)["rows"])
    assert "Traceback" not in err


def test_check_ends_with_0_on_the_shipped_plans(here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert here("check")[0] == 0
