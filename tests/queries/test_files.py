"""Files of saved questions: what a head may say, where a fault is told, and whose question goes before whose."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.errors import ProjectError
from kgraph.project import Project, open_project
from kgraph.saved import Saved, find_saved, given_values, read_saved, saved_questions
from kgraph.terms import LANGUAGES
from kgraph.workspace import Workspace

Write = Callable[[str], Path]

FULL = """# title.en: Cheap measures
# title.nn: Billege tiltak
# description.en: The measures that cost little,
#   and who answers for them.
# group: money
# param.amount: 100 000
# param.amount.en: the most, in kroner
## a remark: $amount may be any number
#
# Just a comment, and no key at all

# not the head's last line
measures with budget <= $amount   # the $most
  show "$name"
"""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def writing(text: str) -> Path:
        path = tmp_path / "a-question.spor"
        path.write_text(text, encoding="utf-8")
        return path

    return writing


def test_a_file_is_read_whole(write: Write) -> None:
    saved = read_saved(write(FULL))
    assert saved.name == "a-question"
    assert saved.titles == {"en": "Cheap measures", "nn": "Billege tiltak"}
    assert saved.descriptions == {"en": "The measures that cost little, and who answers for them."}
    assert saved.group == "money"
    assert [(each.name, each.default, each.meanings) for each in saved.parameters] == [
        ("amount", "100 000", {"en": "the most, in kroner"})
    ]
    assert saved.question == 'measures with budget <= $amount   # the $most\n  show "$name"'


def test_the_next_best_language_stands_in() -> None:
    saved = Saved("x", "measures", {"nn": "Tiltak"}, {})
    assert [saved.title(language) for language in LANGUAGES] == ["Tiltak"] * 3
    assert saved.description("en") == ""


def test_a_question_alone_is_a_file_too(write: Write) -> None:
    saved = read_saved(write("\ufeffmeasures\n"))
    assert (saved.title("nn"), saved.question, saved.group, saved.parameters) == ("a-question", "measures", None, ())


@pytest.mark.parametrize(
    "text, line, words",
    [
        ("# titel.en: x\nmeasures", 1, '"titel.en" is no key of a saved question\nhint: title.en'),
        ("# title.fi: x\nmeasures", 1, '"title.fi" is no key'),
        ("# title: x\nmeasures", 1, '"title" is no key'),
        ("\n# title.en: x\n# title.en: y\nmeasures", 3, '"title.en" stands there twice'),
        ("# title.en:\nmeasures", 1, '"title.en" has no value'),
        (
            "# group: cheese\nmeasures",
            1,
            'no group of questions is called "cheese"\nhint: a group is one of: overview,',
        ),
        ("# param.plan: sogn:plan\nmeasures", 1, 'does not use the parameter "plan"\nhint: write $plan where'),
        ('# param.plan: sogn:plan\nmeasures under "$plan"', 1, 'does not use the parameter "plan"'),
        ("# param.plan.en: the plan\nmeasures under $plan", 1, "$plan has no default value\nhint: # param.plan: …"),
        ("# title.en: x\n\nmeasures\nunder $plan", 4, "the parameter $plan has no default value"),
        ("# title.en: x\n", 1, "the file holds no question"),
        ("", 1, "the file holds no question"),
    ],
)
def test_a_fault_is_told_with_file_line_and_mend(text: str, line: int, words: str, write: Write) -> None:
    path = write(text)
    with pytest.raises(ProjectError) as error:
        read_saved(path)
    assert str(error.value).startswith(f"{path}:{line}: ")
    assert words in str(error.value)
    assert "\nhint: " in str(error.value)


@pytest.mark.parametrize(
    "language, words", [("nn", "står der to gonger\ntips: "), ("nb", "står der to ganger\ntips: ")]
)
def test_a_fault_is_told_in_the_users_language(language: str, words: str, write: Write) -> None:
    with pytest.raises(ProjectError) as error:
        read_saved(write("# title.en: x\n# title.en: y\nmeasures"), language)
    assert words in str(error.value)


def test_a_file_that_is_no_text_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "x.spor").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "folder.spor").mkdir()
    for name in ("x.spor", "folder.spor", "absent.spor"):
        with pytest.raises(ProjectError, match="cannot be read"):
            read_saved(tmp_path / name)


# ---- parameters


def test_a_given_value_goes_before_the_default(write: Write) -> None:
    saved = read_saved(write(FULL))
    assert saved.values({}, "en") == {"amount": "100 000"}
    assert saved.values({"amount": "1"}, "en") == {"amount": "1"}


def test_an_unknown_parameter_is_answered_with_those_that_there_are(write: Write) -> None:
    with pytest.raises(ProjectError) as error:
        read_saved(write(FULL)).values({"amuont": "1"}, "en")
    assert 'has no parameter called "amuont"' in error.value.message
    assert error.value.hint == "amount=100 000 (the most, in kroner)"
    with pytest.raises(ProjectError) as error:
        read_saved(write("measures")).values({"x": "1"}, "nn")
    assert error.value.hint == "spørsmålet har ingen parametrar"


def test_values_are_read_as_name_and_value() -> None:
    assert given_values(["a=b=c", " $d = e "], "en") == {"a": "b=c", "d": "e"}
    for text in ("plan", "=x", ""):
        with pytest.raises(ProjectError, match="gives no parameter a value"):
            given_values([text], "en")


# ---- projects


@pytest.fixture
def own(tmp_path: Path) -> Project:
    """A project of one's own with three saved questions, one of which goes over a shipped one."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.ttl").write_text("", encoding="utf-8")
    folder = tmp_path / "queries"
    folder.mkdir()
    (folder / "mine.spor").write_text("measures", encoding="utf-8")
    (folder / "sdg-goals-without-measures.spor").write_text("# title.en: My own\nSDG goals", encoding="utf-8")
    (folder / "measures-without-budget.spor").write_text("measures without budget", encoding="utf-8")
    (folder / "words.spor").write_text('define "x": measures;', encoding="utf-8")
    (folder / "notes.txt").write_text("no question", encoding="utf-8")
    return open_project(tmp_path)


def test_a_project_has_its_own_questions_over_those_it_inherits(own: Project) -> None:
    found = saved_questions(own)
    shipped = saved_questions(Project(None))
    assert set(found) == {name for name, saved in shipped.items() if not saved.plans} | {
        *("mine", "measures-without-budget"),
    }
    assert [name for name, saved in found.items() if saved.own] == [
        "measures-without-budget",
        "mine",
        "sdg-goals-without-measures",
    ]
    assert list(found) == sorted(found)
    assert found["sdg-goals-without-measures"].title("en") == "My own"
    assert find_saved(own, "sdg-goals-without-measures").own
    assert find_saved(own, "mine.spor").question == "measures"
    assert not find_saved(own, "measures-per-sdg").own


def test_a_question_about_our_plans_is_not_inherited(own: Project) -> None:
    assert find_saved(Project(None), "chapters-of-plan").plans == ("sogn",)
    with pytest.raises(ProjectError, match='no saved question is called "chapters-of-plan"'):
        find_saved(own, "chapters-of-plan")


def test_an_unknown_name_is_answered_with_the_nearest(own: Project) -> None:
    with pytest.raises(ProjectError) as error:
        find_saved(own, "measures-per-sgd")
    assert error.value.hint.split(" · ")[0] == "measures-per-sdg"
    with pytest.raises(ProjectError) as error:
        find_saved(own, "zzzz", "nb")
    assert error.value.hint == "kgraph queries lister dem opp"


def test_a_file_at_fault_hides_no_other(own: Project) -> None:
    assert own.root is not None
    (own.root / "queries" / "mine.spor").write_text("# nonsense: x\nmeasures", encoding="utf-8")
    with pytest.raises(ProjectError, match=r"mine\.spor:1"):
        saved_questions(own)
    faults: list[ProjectError] = []
    assert "mine" not in saved_questions(own, "en", faults)
    assert len(faults) == 1
    assert find_saved(own, "measures-without-budget").own
    with pytest.raises(ProjectError, match=r"mine\.spor:1"):
        find_saved(own, "mine")


def test_a_file_at_fault_does_not_bring_the_shipped_one_back(own: Project) -> None:
    assert own.root is not None
    (own.root / "queries" / "sdg-goals-without-measures.spor").write_text("# x: y\nSDG goals", encoding="utf-8")
    assert "sdg-goals-without-measures" not in saved_questions(own, "en", [])
    with pytest.raises(ProjectError):
        find_saved(own, "sdg-goals-without-measures")


def test_a_project_without_a_folder_of_questions_has_the_inherited_ones(tiny: Workspace) -> None:
    assert set(saved_questions(tiny.project)) == {
        name for name, saved in saved_questions(Project(None)).items() if not saved.plans
    }


@pytest.mark.parametrize("name", [name for name, saved in saved_questions(Project(None)).items() if not saved.plans])
def test_an_inherited_question_can_be_asked_of_any_plan(name: str, tiny: Workspace) -> None:
    saved = find_saved(tiny.project, name)
    tiny.ask(saved.question, language="nn", parameters=saved.values({}, "nn"))
