"""`kgraph gaps`: what people see, what programs get, and when it fails."""

import csv
import json
import re
from pathlib import Path

import pytest

TINY = str(Path(__file__).parents[1] / "projects" / "tiny")
DAY = ("--date", "2026-01-01")
pytestmark = pytest.mark.usefixtures("english")


def gaps(here, *arguments: str, form: str = "table") -> tuple[int, str, str]:
    return here("gaps", "--project", TINY, *DAY, "--format", form, *arguments)


def test_json_has_every_gap_with_its_reason_witness_and_advice_and_the_coverage(here):
    code, out, _ = gaps(here, form="json")
    record = json.loads(out)
    assert code == 0
    assert set(record) == {"gaps", "not_relevant", "coverage"}
    assert all(set(gap) == {"rule", "severity", "thing", "reason", "witness", "advice"} for gap in record["gaps"])
    assert all(gap["witness"] and gap["reason"] and gap["advice"] for gap in record["gaps"])
    assert {gap["severity"] for gap in record["gaps"]} == {"error", "warning", "note"}
    shops = next(gap for gap in record["gaps"] if gap["rule"] == "focus-area-without-measure")
    assert shops["thing"] == {
        "iri": "https://w3id.org/kgraph/id/a/2.1", "code": "a:2.1", "label": "Shops", "kind": "FocusArea",
    }  # fmt: skip
    assert [each["code"] for each in shops["witness"]] == ["a:2"]


def test_json_has_the_coverage_of_each_level_in_numbers(here):
    record = json.loads(gaps(here, "--plan", "b", form="json")[1])
    measures = next(level for level in record["coverage"] if level["kind"] == "Measure")
    assert measures["plan"]["code"] == "b:plan"
    assert measures["number"] == 7
    assert measures["with"]["measure"] is None
    assert measures["with"]["budget"] == {"count": 5, "percent": 71.4}


@pytest.mark.parametrize(
    ("language", "severity", "advice"),
    [("en", "warning", "action plan"), ("nn", "åtvaring", "handlingsplan"), ("nb", "advarsel", "handlingsplan")],
)
def test_csv_has_every_gap_in_one_table_in_the_language_of_the_reader(here, language, severity, advice):
    _, out, _ = gaps(here, "--rule", "focus-area-without-measure", "--lang", language, form="csv")
    rows = list(csv.reader(out.splitlines()))
    assert len(rows) == 2
    assert rows[1][0] == severity
    assert "Shops" in rows[1]
    assert advice in rows[1][-1]


@pytest.mark.parametrize("form", ["csv", "excel", "tsv"])
def test_tables_for_programs_are_whole(here, form):
    _, out, _ = gaps(here, form=form)
    assert len(out.splitlines()) == 1 + len(json.loads(gaps(here, form="json")[1])["gaps"])


@pytest.mark.parametrize("form", ["table", "markdown", "html"])
def test_people_see_ten_gaps_of_a_rule_and_how_to_see_the_others(here, form):
    _, out, _ = gaps(here, form=form)
    assert "156 more of them: kgraph gaps --rule sdg-target-without-support" in out
    assert out.count("Nothing here supports") == 10 + 10
    assert "How much of each level" in out or form == "html"
    _, out, _ = gaps(here, "--rule", "sdg-target-without-support", form=form)
    assert out.count("Nothing here supports") == 166
    assert "more of them" not in out


def test_the_hint_at_the_rest_names_the_plan_too(here):
    _, out, _ = gaps(here, "--plan", "b")
    assert "kgraph gaps --plan b:plan --rule sdg-target-without-support" in out


def test_a_table_for_people_fits_the_terminal(here, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    _, out, _ = gaps(here)
    assert max(map(len, out.splitlines())) <= 100
    monkeypatch.setenv("COLUMNS", "80")
    _, out, _ = gaps(here, "--lang", "nn")
    assert max(map(len, out.splitlines())) <= 80


def test_the_overview_counts_each_rule_and_says_what_was_looked_for_in_vain(here):
    _, out, _ = gaps(here, "--plan", "a")
    overview = out.split("\n\n")[1]
    assert re.search(r"^error +3  Required cross-cutting goal", overview, re.MULTILINE)
    assert "looked for without finding any:" in out
    assert "Measure without a budget" not in overview


def test_several_rules_may_be_asked_for(here):
    _, out, _ = gaps(here, "--rule", "goal-without-measure", "--rule", "section-without-strategy", form="csv")
    assert [row[2] for row in csv.reader(out.splitlines())] == ["thing (code)", "a:2", "b:1.1"]


def test_a_kind_narrows_the_gaps_to_its_things(here):
    record = json.loads(gaps(here, "--kind", "budsjettlinje", form="json")[1])
    assert {gap["thing"]["kind"] for gap in record["gaps"]} == {"BudgetLine"}
    # That a rule finds nothing is not said where its finds are left out.
    assert "without finding any" not in gaps(here, "--kind", "budget line")[1]
    code, _, err = gaps(here, "--kind", "budgetline s")
    assert code == 1
    assert "budget line" in err


def test_it_fails_with_three_where_a_gap_is_so_grave(here):
    notes = ("--rule", "actor-without-responsibility")
    warnings = ("--rule", "section-without-strategy")
    errors = ("--rule", "cross-cutting-goal-not-shown")
    for rule, on_error, on_warning in ((notes, 0, 0), (warnings, 0, 3), (errors, 3, 3)):
        assert gaps(here, *rule)[0] == 0
        assert gaps(here, *rule, "--fail-on", "error")[0] == on_error
        assert gaps(here, *rule, "--fail-on", "warning", form="json")[0] == on_warning


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "sub-strategies under $plan and that do not address $goal show part of"),
        ("nn", "delstrategiar under $plan og som ikkje tek opp $goal vis del av"),
        ("nb", "delstrategier under $plan og som ikke tar opp $goal vis del av"),
    ],
)
def test_a_rule_is_explained_with_its_question_in_the_language_and_an_example(here, language, question):
    code, out, _ = here("gaps", "--project", TINY, "--explain", "cross-cutting-goal-not-shown", "--lang", language)
    assert code == 0
    assert question in out
    assert "«Building»" in out
    assert "(a:1.1.1)" in out


def test_a_rule_without_a_gap_is_explained_too(here):
    _, out, _ = here("gaps", "--project", TINY, "--explain", "goal-level-unfilled")
    assert "no such gap here" in out
    assert "code decides what Spor cannot say" in out
    _, out, _ = here("gaps", "--project", TINY, "--explain", "sdg-goal-without-support")
    assert "SDG goals that are not supported by $plan" in out


@pytest.mark.parametrize("option", ["--explain", "--rule"])
def test_a_rule_that_is_not_there_is_an_error_with_the_nearest_names(here, option):
    code, _, err = gaps(here, option, "measures-without-budget")
    assert code == 1
    assert "measure-without-budget" in err
    assert "Traceback" not in err


def test_a_day_that_is_none_and_a_plan_that_is_not_there_are_errors(here):
    code, _, err = here("gaps", "--project", TINY, "--date", "yesterday")
    assert code == 1
    assert "2026-12-31" in err
    code, _, err = gaps(here, "--plan", "gamma")
    assert code == 1
    assert "a:plan" in err


def test_the_basis_decides_which_links_count(here):
    rule = ("--rule", "sub-strategy-without-measure")
    assert len(gaps(here, *rule, form="csv")[1].splitlines()) == 2
    assert len(gaps(here, *rule, "--basis", "stated", form="csv")[1].splitlines()) == 3


def test_a_file_for_people_is_short_and_a_file_for_programs_whole(here, tmp_path: Path):
    for name, number in (("gaps.md", 10), ("gaps.csv", 166)):
        path = tmp_path / name
        assert here("gaps", "--project", TINY, *DAY, "--output", str(path))[0] == 0
        assert path.read_text(encoding="utf-8").count("Nothing here supports") - 15 <= number
    assert (tmp_path / "gaps.csv").read_text(encoding="utf-8").count("Nothing here supports") == 166 + 15


def test_the_same_day_gives_the_same_bytes(here):
    assert gaps(here, form="json")[1] == gaps(here, form="json")[1]


def test_gaps_by_stated_links_alone_say_so(here):
    rule = ("--rule", "sub-strategy-without-measure", "--lang", "en")
    assert "only links that a document states are counted" in gaps(here, *rule, "--basis", "stated", form="table")[1]
    assert "only links" not in gaps(here, *rule, form="table")[1]
