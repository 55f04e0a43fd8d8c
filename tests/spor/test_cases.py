"""Every construct of the language, each with an answer that was worked out by hand from `tests/projects/tiny`."""

import re

import pytest

from kgraph.spor import format_question, understand
from kgraph.spor.reading.lexer import Scan
from kgraph.spor.reading.lexicon import lexicon
from kgraph.spor.reading.parse import parser
from kgraph.terms import LANGUAGES

NUMBER = re.compile(r"\d+(?: \d{3})*(?:[.,]\d+)?")


def _canonical(workspace, text):
    syntax, _ = understand(text, workspace.vocabulary, workspace.default_language)
    return {tag: format_question(syntax, workspace.vocabulary, tag) for tag in LANGUAGES}


@pytest.fixture
def updated(case, tiny, request):
    """The case; with --update its canonical texts and SPARQL are written anew first."""
    if not request.config.getoption("--update"):
        return case
    recipe = tiny.recipe(case.question, **case.how)
    found = case.with_sections(**_canonical(tiny, case.question), sparql=recipe.rows.rstrip())
    found.write()
    return found


def test_the_answer_is_the_one_worked_out_by_hand(updated, tiny, case_files):
    answer = tiny.ask(updated.question, **updated.how)
    assert case_files.table(answer) == updated.answer


def test_the_notes_are_those_expected(updated, tiny):
    notes = tiny.ask(updated.question, **updated.how).notes
    assert [note.code for note in notes] == [code for code, _ in updated.notes]
    for note, (_, numbers) in zip(notes, updated.notes, strict=True):
        assert not numbers or NUMBER.findall(note.text) == numbers.split(" · "), note.text


def test_the_canonical_text_is_kept_in_each_language(updated, tiny):
    assert _canonical(tiny, updated.question) == {tag: updated.sections.get(tag) for tag in LANGUAGES}


@pytest.mark.no_cover
def test_the_canonical_text_is_its_own_canonical_text(updated, tiny):
    for tag in LANGUAGES:
        assert _canonical(tiny, updated.sections[tag]) == {tag: updated.sections.get(tag) for tag in LANGUAGES}


def test_the_sparql_is_kept(updated, tiny):
    assert tiny.recipe(updated.question, **updated.how).rows.rstrip() == updated.sections.get("sparql", "")


def test_no_sparql_holds_a_property_path(updated):
    patterns = [line for line in updated.sections.get("sparql", "").splitlines() if line.rstrip().endswith(" .")]
    for line in patterns:
        predicate = line.split()[1]
        assert not set("*+/|^?") & set(predicate) or predicate.startswith(("?", "<http")), line


def test_every_rule_and_terminal_of_the_grammar_has_a_case(all_cases, tiny):
    """A construct that is added without a case is noticed here."""
    words = {tag: lexicon(tiny.vocabulary, tag) for tag in LANGUAGES}
    rules, tokens = set(), set()
    for case in all_cases:
        _, tongue = understand(case.question, tiny.vocabulary, "en")
        scan = Scan(case.question, words[tongue], tiny.vocabulary, tongue)
        rules |= {tree.data for tree in parser().parse(scan, "start").iter_subtrees()}
        tokens |= {token.type for token in scan.tokens}
    named = {rule.alias or rule.origin.name for rule in parser().rules if rule.alias or not rule.options.expand1}
    # A file of definitions has rules of its own, tried where they are.
    named = {str(name) for name in named if not str(name).startswith("_")} - {"glossary"}
    assert named - {str(rule) for rule in rules} == set()
    assert {terminal.name for terminal in parser().terminals} - tokens == set()
