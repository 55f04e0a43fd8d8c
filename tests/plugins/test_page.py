"""The page for authors of plugins is true: its examples run, and it tells of every hook, field and check."""

import re
import shlex
import shutil
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

import kgraph.testing
from kgraph.plugin import Analysis, Exporter, GapRule, Hooks, Importer, Loss, Parameter, Renderer, View
from kgraph.testing import check_plugin, check_words, example
from kgraph.testing.answers import ONE, SEVERAL
from kgraph.testing.trial import trial_of

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "kgraph" / "testing" / "example"


def blocks(sort: str) -> list[str]:
    return re.findall(rf"^```{sort}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def section(heading: str) -> str:
    return re.split(r"^#", TEXT.partition(f"# {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def first_cells(text: str) -> list[str]:
    """The names in backticks of the first cells of a table's rows."""
    rows = re.findall(r"^\|(.*?)\|", text, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


FIRST, COMMAND, TESTS = blocks("python")


@pytest.fixture
def project(tmp_path):
    """A project with the first plugin of the page."""
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "plugins").mkdir()
    (tmp_path / "plugins" / "measure_names.py").write_text(FIRST, encoding="utf-8")
    return tmp_path


def test_the_first_plugin_has_ten_lines_and_keeps_the_contract(project):
    assert len([line for line in FIRST.splitlines() if line]) <= 10
    check_plugin(project / "plugins" / "measure_names.py")


def test_the_command_of_the_page_runs(tmp_path):
    path = tmp_path / "how_many.py"
    path.write_text(COMMAND, encoding="utf-8")
    (command,) = check_plugin(path).gives["commands"]
    with command.make_context("how-many", ["tiltak"], obj=example()) as context:
        assert command.invoke(context).rows == ((4,),)


def test_the_tests_of_the_page_pass(project, monkeypatch):
    monkeypatch.chdir(project)
    names: dict = {}
    exec(compile(TESTS, "page", "exec"), names)
    found = [function for name, function in names.items() if name.startswith("test_")]
    assert len(found) == 2
    for function in found:
        function()


def test_the_words_of_the_page_are_whole(tmp_path):
    (words,) = blocks("ttl")
    (tmp_path / "words.ttl").write_text(words, encoding="utf-8")
    (tmp_path / "__init__.py").write_text(FIRST, encoding="utf-8")
    check_words(tmp_path / "words.ttl")
    view = trial_of(None, tmp_path).view()
    for question in ("boats that carry measures", "båtar som fraktar tiltak", "båter som frakter tiltak"):
        assert view.recipe(question).question == "boats that carry measures" or "som" in question


def test_every_command_line_of_the_page_works(project, kgraph):
    lines = [shlex.split(line, comments=True) for body in blocks("sh") for line in body.splitlines()]
    assert len(lines) == 7
    for program, *arguments in lines:
        done = kgraph(*arguments, folder=project, program=program)
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    assert "Flats" in (project / "names.txt").read_text(encoding="utf-8")


def test_the_entry_point_is_that_of_the_example():
    (body,) = blocks("toml")
    real = tomllib.loads((ROOT / "docs" / "examples" / "kgraph-risks" / "pyproject.toml").read_text(encoding="utf-8"))
    assert tomllib.loads(body)["project"]["entry-points"] == real["project"]["entry-points"]


def test_every_hook_is_told_of():
    assert first_cells(section("The hooks")) == [name for name in vars(Hooks) if not name.startswith("_")]


@pytest.mark.parametrize("sort", [Importer, Exporter, Renderer, Analysis, GapRule], ids=lambda sort: sort.__name__)
def test_every_field_is_told_of(sort):
    assert sorted(first_cells(section(sort.__name__))) == sorted(each.name for each in fields(sort))


def test_the_fields_of_small_values_are_told_of():
    for sort, heading in ((Parameter, "Analysis"), (Loss, "Exporter")):
        assert all(f"`{each.name}`" in section(heading) for each in fields(sort))


def test_every_member_of_the_view_is_told_of():
    told = {re.match(r"view\.(\w+)", cell)[1] for cell in first_cells(section("The view"))}
    assert told == {name for name in vars(View) if not name.startswith("_")}


def test_every_column_type_is_told_of():
    assert set(first_cells(section("An answer"))) == {*ONE, *SEVERAL}


def test_every_check_is_told_of():
    told = [cell.partition("(")[0] for cell in first_cells(section("Testing"))]
    assert sorted(told) == sorted(kgraph.testing.__all__)
