"""Every shipped question: well told in three languages, the same in each, and answered as worked out without kgraph."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.answer import Answer
from kgraph.project import Project
from kgraph.project import shipped as shipped_folder
from kgraph.saved import GROUPS, Saved, saved_questions
from kgraph.spor import format_question, understand
from kgraph.terms import LANGUAGES
from kgraph.workspace import Workspace

ANSWERS = Path(__file__).parent / "answers"
QUESTIONS = saved_questions(Project(None))
FEWEST, FEWEST_WITH_PARAMETERS = 45, 12
HEAD = re.compile(r"rows: (?P<rows>\d+)(?P<some>, of which some)?(?P<ordered>, in this order)?")
Written = Callable[[Answer], list[tuple[str, ...]]]

every_question = pytest.mark.parametrize("saved", QUESTIONS.values(), ids=QUESTIONS)


def _values(saved: Saved) -> dict[str, str]:
    return saved.values({}, "en")


def _expected(name: str) -> tuple[int, bool, bool, list[tuple[str, ...]]]:
    """How many rows, whether these are all of them, whether their order counts, and the rows."""
    lines = (ANSWERS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("#")]
    head = HEAD.fullmatch(lines[0])
    assert head is not None, lines[0]
    rows = [tuple(line.split("\t")) for line in lines[1:]]
    return int(head["rows"]), head["some"] is None, head["ordered"] is not None, rows


@pytest.mark.no_cover
@every_question
def test_the_answer_is_that_which_was_worked_out_without_kgraph(
    saved: Saved, shipped: Workspace, written: Written
) -> None:
    got = written(shipped.ask(saved.question, language="en", parameters=_values(saved)))
    total, whole, ordered, rows = _expected(saved.name)
    assert len(got) == total
    if whole:
        assert (got if ordered else sorted(got)) == (rows if ordered else sorted(rows))
    else:
        assert set(rows) <= set(got)


def test_every_answer_belongs_to_a_question() -> None:
    assert {path.stem for path in ANSWERS.glob("*.txt")} == set(QUESTIONS)


@pytest.mark.no_cover
@every_question
def test_the_question_is_the_same_in_every_language(saved: Saved, shipped: Workspace, written: Written) -> None:
    syntax, spoken = understand(saved.question, shipped.vocabulary, "en")
    assert spoken == "en"
    asked = written(shipped.ask(saved.question, language="en", parameters=_values(saved)))
    for language in LANGUAGES:
        text = format_question(syntax, shipped.vocabulary, language)
        again, tongue = understand(text, shipped.vocabulary, language)
        assert again == syntax
        assert tongue == language
        assert format_question(again, shipped.vocabulary, language) == text
        assert written(shipped.ask(text, language="en", parameters=_values(saved))) == asked


@every_question
def test_the_question_is_told_in_three_languages(saved: Saved) -> None:
    assert saved.group in GROUPS
    assert set(saved.titles) == set(saved.descriptions) == set(LANGUAGES)
    for text in saved.titles.values():
        assert not text.endswith(".")
    for text in saved.descriptions.values():
        assert text.endswith(".")
        assert text.count(". ") == 0
    assert all(set(each.meanings) == set(LANGUAGES) for each in saved.parameters)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_questions_have_one_title(language: str) -> None:
    assert len({saved.title(language) for saved in QUESTIONS.values()}) == len(QUESTIONS)


@every_question
def test_a_question_about_our_plans_says_so(saved: Saved) -> None:
    texts = [saved.question, *(each.default for each in saved.parameters)]
    named = {code for text in texts for code in re.findall(r"\b(sogn|sogndal|actor|place|route|document):", text)}
    assert set(saved.plans) <= {"sogn", "sogndal"}
    assert bool(named) == bool(saved.plans)
    assert named & {"sogn", "sogndal"} <= set(saved.plans)


def test_only_empty_answers_that_are_told_of_are_empty() -> None:
    empty = [name for name in QUESTIONS if _expected(name)[0] == 0]
    assert len(empty) <= 3
    for name in empty:
        assert "an empty answer" in QUESTIONS[name].descriptions["en"]


def test_there_are_questions_of_every_group_and_sort() -> None:
    assert len(QUESTIONS) >= FEWEST
    assert {saved.group for saved in QUESTIONS.values()} == set(GROUPS)
    assert sum(bool(saved.parameters) for saved in QUESTIONS.values()) >= FEWEST_WITH_PARAMETERS
    everything = "\n".join(saved.question for saved in QUESTIONS.values())
    for word in (
        *("without", "at least", " per ", " by ", "sum budget of", "having", "plus", "minus", "intersect", "which"),
        *("show", "evidence", "about $", "about like", "why", "path from", "define", "suppose", "$", "explicitly"),
    ):
        assert word in everything, word


def test_the_folder_holds_nothing_else() -> None:
    names = {path.name for path in shipped_folder("queries").iterdir()}
    assert names - {"README.md", "words.spor"} == {f"{name}.spor" for name in QUESTIONS}
