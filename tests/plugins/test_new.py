"""`kgraph plugins new`: what it writes works at once, and what it cannot write it does not begin."""

import ast
import json
import os
import re
import shutil
import stat
from pathlib import Path

import pytest

from kgraph.errors import KgraphError
from kgraph.project import shipped
from kgraph.scaffold import HOOKS, TEMPLATES, write_plugin
from kgraph.terms import LANGUAGES

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "kgraph" / "testing" / "example"
COMMANDS = {
    "exporter": ("export", "my-exporter", "-"),
    "importer": ("import", "list.txt", "--form", "my-importer", "--dry-run"),
    "analysis": ("analyse", "my-analysis"),
    "gaps": ("gaps", "--rule", "my-gaps"),
    "renderer": ("ask", "overall goals", "--format", "my-renderer"),
}
PRINTED = {
    "exporter": "b:M1,Measure,Flats",
    "importer": "6 statements on 2 things; 1 problems",
    "analysis": "b:2,Play,2,0.5",
    "gaps": "b:M3",
    "renderer": '"label": "A good life"',
}


@pytest.fixture(scope="module")
def project(tmp_path_factory, kgraph):
    """A project with a new plugin of every kind, trusted."""
    folder = tmp_path_factory.mktemp("project")
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    (folder / "list.txt").write_text("M1 Build flats\nand so on\nM2 Paint\n", encoding="utf-8")
    for kind in HOOKS:
        done = kgraph("plugins", "new", f"my_{kind}", "--kind", kind, folder=folder)
        assert (done.returncode, done.stderr) == (0, "")
        assert f"my_{kind}.py" in done.stdout
        assert f"test_my_{kind}.py" in done.stdout
    assert kgraph("trust", folder=folder).returncode == 0
    return folder


def test_new_plugins_of_every_kind_work(project, kgraph):
    done = kgraph("plugins", "--format", "json", folder=project)
    listed = {row[0]: row[1:] for row in json.loads(done.stdout)["rows"]}
    states = {name: (listed[f"my_{name}"][0], listed[f"my_{name}"][2]) for name in HOOKS}
    assert states == dict.fromkeys(HOOKS, ("the project", "works"))


def test_the_tests_that_come_with_them_pass(project, kgraph):
    done = kgraph("-q", "-p", "no:cacheprovider", "plugins", program="pytest", folder=project)
    assert done.returncode == 0, done.stdout
    assert "10 passed" in done.stdout


@pytest.mark.parametrize("kind", HOOKS)
def test_a_new_plugin_does_what_it_says(kind, project, kgraph):
    done = kgraph(*COMMANDS[kind], folder=project)
    assert done.returncode == 0 or kind == "gaps", done.stderr
    assert PRINTED[kind] in done.stdout


@pytest.mark.parametrize("kind", HOOKS)
def test_a_new_plugin_is_short_and_says_what_it_is(kind):
    text = (TEMPLATES / f"{kind}.py").read_text(encoding="utf-8")
    assert text.count("\n") < 60
    said = ast.get_docstring(ast.parse(text))
    assert re.findall("^(Why|Example|How to read it): ", said, re.MULTILINE) == ["Why", "Example", "How to read it"]
    assert "plugin-name" in text
    assert {"plugin-name", "plugin_name"} <= set(
        re.findall(r"plugin.name", (TEMPLATES / f"{kind}_test.txt").read_text(encoding="utf-8"))
    )


@pytest.mark.parametrize(
    "name",
    [
        "",
        "my-plan",
        "My",
        "1a",
        "class",
        "match",
        "json",
        "a b",
        "../a",
        "a.py",
        "a__b",
        "_a",
        "test_a",
        "tiltaksår",
        "a\n",
    ],
)
def test_a_name_that_names_no_module_is_refused(name, tmp_path):
    with pytest.raises(KgraphError) as raised:
        write_plugin(name, "gaps", tmp_path / "plugins", "en")
    assert raised.value.message == f'"{name}" cannot name a plugin'
    (example,) = re.findall(r": ([a-z0-9_]+)$", raised.value.hint)
    assert write_plugin(example, "gaps", tmp_path / "plugins", "en")


def test_what_is_shipped_is_not_taken_over(tmp_path):
    (first, *_) = sorted(path.stem for path in shipped("plugins").glob("*.py") if not path.stem.startswith("_"))
    for name, kind in ((first, "gaps"), ("table", "renderer")):
        with pytest.raises(KgraphError, match="is already given by the plugin") as raised:
            write_plugin(name, kind, tmp_path / "plugins", "en")
        assert f"my_{name}" in raised.value.hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("there", ["mine.py", "test_mine.py", "mine/__init__.py"])
def test_a_file_that_is_there_is_left_as_it_is(there, tmp_path):
    path = tmp_path / there
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(KgraphError, match="is there already, and is left as it is"):
        write_plugin("mine", "exporter", tmp_path, "en")
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == [path]
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path):
    (tmp_path / "mine.py").symlink_to(tmp_path / "elsewhere.py")
    with pytest.raises(KgraphError, match="is there already"):
        write_plugin("mine", "exporter", tmp_path, "en")
    assert not (tmp_path / "elsewhere.py").exists()


def test_a_folder_that_cannot_be_written_is_one_error(tmp_path, kgraph):
    (tmp_path / "plugins").write_text("a file", encoding="utf-8")
    for into in ([], ["--into", "plugins/deeper"]):
        done = kgraph("plugins", "new", "mine", "--kind", "gaps", *into, folder=tmp_path)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert "plugins" in done.stderr
        assert "cannot be written" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["plugins"]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unwritable to this user")
def test_a_folder_without_leave_to_write_stays_empty(tmp_path):
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(KgraphError, match="cannot be written"):
        write_plugin("mine", "gaps", tmp_path / "plugins", "en")
    assert list(tmp_path.iterdir()) == []


def test_what_was_begun_is_taken_back(tmp_path, monkeypatch):
    real = os.replace

    def full(source, target):
        if str(target).endswith("test_mine.py"):
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(KgraphError, match="No space left on device"):
        write_plugin("mine", "gaps", tmp_path / "deep" / "plugins", "en")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_errors_are_said_in_the_language_of_the_user(language, tmp_path):
    begin = {"en": '"a b" cannot name a plugin', "nn": "«a b» kan ikkje", "nb": "«a b» kan ikke"}
    with pytest.raises(KgraphError) as raised:
        write_plugin("a b", "gaps", tmp_path, language)
    assert raised.value.message.startswith(begin[language])
