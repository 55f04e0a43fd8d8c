"""Every rule can be read: its questions and its texts, in three languages; and a bad one is told by name."""

from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest

from kgraph.errors import KgraphError
from kgraph.gap_rules import GapRule, gap_rules_in
from kgraph.gaps import find_gaps
from kgraph.plugin import Text
from kgraph.project import Project
from kgraph.spor.tidy import tidy
from kgraph.terms import LANGUAGES
from kgraph.workspace import Workspace

RULES = dict(Workspace(Project(None)).view().gap_rules())
SOUND = GapRule(
    name="sound",
    severity="note",
    question="efforts show part of",
    title=Text(en="t"),
    reason=Text(en="{thing} in {1}"),
    advice=Text(en="a"),
)


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_speaks_three_languages_with_the_same_blanks(name):
    rule = RULES[name]
    for text in (rule.title, rule.reason, rule.advice):
        assert all((text.en, text.nn, text.nb))
        assert blanks(text.en) == blanks(text.nn) == blanks(text.nb)
    assert "thing" in blanks(rule.reason.en)
    assert not blanks(rule.title.en) | blanks(rule.advice.en)
    assert len({rule.reason.en, rule.reason.nn, rule.reason.nb}) > 1


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_a_canonical_question_in_three_languages_that_all_come_back_to_the_same(shipped, name):
    rule = RULES[name]
    for question in filter(None, (rule.question, rule.each, rule.in_plan)):
        english = tidy(question, shipped.vocabulary, "en", "en")
        for language in LANGUAGES:
            translated = tidy(question, shipped.vocabulary, "en", language)
            assert tidy(translated, shipped.vocabulary, language, "en") == english


def test_the_rules_are_named_in_english_words_and_are_not_all_of_one_severity():
    assert all(name == name.lower() and " " not in name for name in RULES)
    assert {rule.severity for rule in RULES.values()} == {"error", "warning", "note"}


def told(tiny, rule: GapRule) -> str:
    with pytest.raises(KgraphError) as refused:
        find_gaps(tiny.view(), tiny.engine, {rule.name: rule})
    return refused.value.message


def test_a_question_that_cannot_be_understood_is_told_with_the_name_of_its_rule(tiny):
    for bad in ("efforts withuot measures", "efforts under $plan", "efforts under $nobody"):
        assert "sound" in told(tiny, replace(SOUND, question=bad))
    assert "sound" in told(tiny, replace(SOUND, each="efforts withuot measures"))


def test_a_text_that_cannot_be_filled_is_told_with_the_name_of_its_rule(tiny):
    for bad in ("{7}", "{goal}", "{thing", "{0.nothing}"):
        assert "sound" in told(tiny, replace(SOUND, reason=Text(en=bad)))


def test_a_question_that_finds_no_things_is_told_with_the_name_of_its_rule(tiny):
    assert "sound" in told(tiny, replace(SOUND, question="count efforts"))


def test_a_sound_rule_finds_what_it_asks_for_once_a_thing(tiny):
    gaps = find_gaps(tiny.view(), tiny.engine, {"sound": SOUND}).gaps
    assert [gap.reason for gap in gaps] == ["«Build» in Beta (b:plan)", "«Play» in Beta (b:plan)"]
    several = replace(SOUND, question="efforts with which measures", reason=Text(en="{thing}: {1}"))
    assert len(find_gaps(tiny.view(), tiny.engine, {"sound": several}).gaps) == 2


def test_a_rule_may_keep_only_some_of_the_rows(tiny):
    rule = replace(SOUND, keep=lambda view, row: view.language == "en" and row[0].code == "b:2")
    assert [gap.thing.code for gap in find_gaps(tiny.view(), tiny.engine, {"sound": rule}).gaps] == ["b:2"]


SEVERITY, TITLE, REASON = "severity='note'", "title.en='t'", "reason.en='r'"
REST = "question='x'\nadvice.en='a'"


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ((SEVERITY,), "lacks question, title, reason, advice"),
        (("severity='grave'", TITLE, REASON, REST), "has no severity of error"),
        ((SEVERITY, "title='t'", REASON, REST), "has no title in en, nn, nb"),
        ((SEVERITY, TITLE, "reason.sv='r'", REST), "has no reason in en, nn, nb"),
        ((SEVERITY, TITLE, REASON, REST, "why='w'"), "has why, which no rule"),
    ],
)
def test_a_bad_rule_is_told_with_file_and_name(tmp_path: Path, lines, fault):
    path = tmp_path / "rules.toml"
    path.write_text("\n".join(("[bad]", *lines)), encoding="utf-8")
    with pytest.raises(KgraphError) as refused:
        gap_rules_in(path)
    assert refused.value.message.startswith(f"{path}: the gap rule bad {fault}")


def test_what_is_no_table_is_no_rule(tmp_path: Path):
    path = tmp_path / "rules.toml"
    path.write_text("bad = 1", encoding="utf-8")
    with pytest.raises(KgraphError, match="the gap rule bad is no table"):
        gap_rules_in(path)


def test_a_file_that_is_no_toml_is_told(tmp_path: Path):
    path = tmp_path / "rules.toml"
    path.write_text("[", encoding="utf-8")
    with pytest.raises(KgraphError, match=r"rules\.toml"):
        gap_rules_in(path)
