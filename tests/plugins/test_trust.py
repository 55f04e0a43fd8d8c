"""Trust: what the user has not looked at never runs, whichever command is given, and nothing else makes it run."""

import compileall
import importlib.util
import io
import json
import os
import py_compile
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kgraph import trust as trusting
from kgraph.commands import COMMANDS as OURS
from kgraph.errors import KgraphError
from kgraph.project import Project
from kgraph.registry import Registry
from kgraph.trust import configuration_dir, distrust, read_plugins, trust, trusted, trusted_files

pytestmark = pytest.mark.usefixtures("english")
Run = Callable[..., tuple[int, str, str]]
GIVES = "from kgraph.plugin import Renderer, Text, hook\n@hook\ndef renderers():\n    return [Renderer({!r}, suffix='.x', what=Text(en='x'), render=print)]\n"  # noqa: E501
TURTLE = "<https://w3id.org/kgraph/id/p/plan> a <https://w3id.org/kgraph/ns#ActionPlan> ."


@pytest.fixture(autouse=True)
def configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration of the test's own."""
    monkeypatch.setenv("KGRAPH_CONFIG_DIR", str(tmp_path / "config"))
    return tmp_path / "config"


@pytest.fixture
def ran(tmp_path: Path) -> Path:
    """The file that is there once the project's code has run."""
    return tmp_path / "ran"


@pytest.fixture
def plugins(tmp_path: Path, ran: Path) -> Path:
    """A project with plugins, a file and a folder, that leave a trace when they run."""
    (tmp_path / "project" / "data").mkdir(parents=True)
    (tmp_path / "project" / "data" / "p.ttl").write_text(TURTLE)
    folder = tmp_path / "project" / "plugins"
    (folder / "deep").mkdir(parents=True)
    trace = f"from pathlib import Path\nPath({str(ran)!r}).touch()\n"
    (folder / "own.py").write_text(trace + GIVES.format("own"))
    (folder / "deep" / "__init__.py").write_text(trace + "from .part import name\n" + GIVES.format("deep"))
    (folder / "deep" / "part.py").write_text("name = 1\n")
    (folder / "own.ttl").write_text("")
    return folder


def states(plugins: Path) -> set[str]:
    """The states of the project's own plugins, loaded as the next command would."""
    return {each.state for each in Registry(Project(plugins.parent)).plugins if each.origin == "project"}


# ---- what is not trusted does not run


COMMANDS = [
    ("ask", "measures"), ("ask", "measures", "--format", "own"), ("ask", "measures", "--output", "a.x"), ("check",),
    ("explain", "measures"), ("words",), ("queries",), ("run", "no-such-question"), ("why", "p:plan", "sdg:1"),
    ("sparql", "ASK {}"), ("plugins",), ("export",), ("export", "own", "-"), ("import", "data/p.ttl", "--dry-run"),
    ("analyse",), ("analyse", "own"), ("own",), ("gaps",), ("trust", "--list"), ("fmt", "measures"), ("repl",),
    ("diff", "data", "data"), ("serve", "--bind", "192.0.2.1"), ("push", "http://127.0.0.1:9/store"), ("new", "made"),
]  # fmt: skip


def test_every_command_is_tried() -> None:
    assert set(OURS) <= {arguments[0] for arguments in COMMANDS}


@pytest.mark.no_cover
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_command_runs_what_is_not_trusted(
    arguments: tuple[str, ...], plugins: Path, ran: Path, here: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plugins.parent)
    monkeypatch.setattr(sys, "stdin", io.StringIO("measures\n"))
    code, _, err = here(*arguments)
    assert code in {0, 1, 2}
    assert "Traceback" not in err
    if arguments[0] not in {"trust", "fmt"}:
        here(*arguments, "--project", str(plugins.parent))
    assert not ran.exists()


@pytest.mark.parametrize("arguments", [("--help",), ("no-such-command",), ("--version",), (), ("ask", "-h")])
def test_neither_help_nor_the_prompt_runs_what_is_not_trusted(
    arguments: tuple[str, ...], plugins: Path, ran: Path, here: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plugins.parent)
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    here(*arguments)
    assert not ran.exists()


@pytest.mark.parametrize("words", ["kgraph ", "kgraph o", "kgraph ask --format "])
def test_completion_runs_nothing_that_is_not_trusted(words: str, plugins: Path, ran: Path) -> None:
    asked = {"_KGRAPH_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()))}
    command = [sys.executable, "-m", "kgraph"]
    done = subprocess.run(
        command, cwd=plugins.parent, env={**os.environ, **asked}, capture_output=True, text=True, check=True
    )
    assert "Traceback" not in done.stderr
    assert "plain," in done.stdout or "format" in words
    assert not ran.exists()


@pytest.mark.parametrize("name", ["click", "rapidfuzz", "pluggy", "csv"])
def test_no_module_is_taken_from_where_one_stands(name: str, plugins: Path, ran: Path) -> None:
    (plugins.parent / f"{name}.py").write_text((plugins / "own.py").read_text().partition("from kgraph")[0])
    for arguments in (("no-such-command",), ("plugins",)):
        command = [sys.executable, "-m", "kgraph", *arguments]
        done = subprocess.run(command, cwd=plugins.parent, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr
    assert not ran.exists()


def test_a_program_that_opens_the_project_runs_nothing_either(plugins: Path, ran: Path) -> None:
    assert states(plugins) == {"untrusted"}
    assert not ran.exists()


def test_what_is_trusted_runs(plugins: Path, ran: Path, here: Run) -> None:
    assert here("trust", str(plugins.parent))[0] == 0
    assert not ran.exists()
    assert here("ask", "measures", "--project", str(plugins.parent), "--format", "own")[0] == 0
    assert ran.exists()


# ---- what is trusted is a folder, and what its files hold


def _changed(plugins: Path) -> Iterator[Callable[[], object]]:
    part, own = plugins / "deep" / "part.py", plugins / "own.py"
    yield lambda: part.write_text("name = 2\n")
    yield lambda: own.write_text(own.read_text() + "#")
    yield lambda: (plugins / "new.py").write_text("")
    yield lambda: (plugins / "deep" / "data.toml").write_text("")
    yield part.unlink
    yield lambda: part.rename(plugins / "deep" / "other.py")
    yield lambda: (plugins / "more").symlink_to(plugins / "deep")
    yield lambda: (plugins / "own.ttl").write_text("# a")
    yield lambda: (part.unlink(), part.mkdir())
    yield lambda: (part.write_text(""), own.write_text(own.read_text() + "name = 1\n"))


@pytest.mark.parametrize("number", range(10))
def test_any_change_ends_the_trust(number: int, plugins: Path, ran: Path) -> None:
    trust(plugins)
    assert isinstance(trusted_files(plugins), dict)
    list(_changed(plugins))[number]()
    assert trusted_files(plugins) == "changed"
    registry = Registry(Project(plugins.parent))
    own = [each for each in registry.plugins if each.origin == "project"]
    assert {(each.state, each.fault) for each in own} == {("untrusted", "changed since: not trusted as it stands")}
    assert not ran.exists()


@pytest.mark.parametrize("name", ["__pycache__/own.cpython-311.pyc", ".hidden.py", ".pytest_cache/v", "deep/.swp"])
def test_what_cannot_be_imported_ends_no_trust(name: str, plugins: Path) -> None:
    trust(plugins)
    (plugins / name).parent.mkdir(exist_ok=True)
    (plugins / name).write_text("x")
    assert isinstance(trusted_files(plugins), dict)


def test_what_is_changed_back_is_trusted_again(plugins: Path) -> None:
    trust(plugins)
    text = (plugins / "own.py").read_text()
    (plugins / "own.py").write_text("")
    assert trusted_files(plugins) == "changed"
    (plugins / "own.py").write_text(text)
    assert isinstance(trusted_files(plugins), dict)


def test_a_copy_or_a_folder_that_was_moved_is_not_trusted(plugins: Path, tmp_path: Path, ran: Path) -> None:
    trust(plugins)
    shutil.copytree(plugins.parent, tmp_path / "copy")
    plugins.parent.rename(tmp_path / "moved")
    for name in ("copy", "moved"):
        assert states(tmp_path / name / "plugins") == {"untrusted"}
    assert not ran.exists()


def test_another_project_in_the_trusted_place_is_not_trusted(plugins: Path, ran: Path) -> None:
    trust(plugins)
    text = (plugins / "own.py").read_text()
    shutil.rmtree(plugins)
    plugins.mkdir()
    (plugins / "own.py").write_text(text)
    assert states(plugins) == {"untrusted"}
    assert not ran.exists()


def test_a_link_to_the_project_is_the_project(plugins: Path, tmp_path: Path) -> None:
    trust(plugins)
    (tmp_path / "link").symlink_to(plugins.parent)
    assert isinstance(trusted_files(tmp_path / "link" / "plugins"), dict)


def test_what_links_lead_to_is_looked_at_too(plugins: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "__init__.py").write_text(GIVES.format("linked"))
    (plugins / "linked").symlink_to(elsewhere)
    (plugins / "file.py").symlink_to(elsewhere / "__init__.py")
    assert {"linked/__init__.py", "file.py"} <= set(read_plugins(plugins))
    trust(plugins)
    (elsewhere / "__init__.py").write_text(GIVES.format("other"))
    assert trusted_files(plugins) == "changed"


def test_links_in_a_circle_to_nowhere_and_to_everything_do_no_harm(
    plugins: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (plugins / "round").symlink_to(plugins)
    (plugins / "nowhere.py").symlink_to(plugins / "gone")
    os.mkfifo(plugins / "waits.py")
    trust(plugins)
    assert isinstance(trusted_files(plugins), dict)
    monkeypatch.setattr(trusting, "MOST_FILES", 50)
    (plugins / "all").symlink_to("/usr")
    with pytest.raises(KgraphError, match="cannot be read: File too large"):
        trust(plugins)
    assert trusted_files(plugins) == "changed"


# ---- what runs is what was looked at


def _poison(file: Path, text: str) -> None:
    """Bytecode of another text in the place, and with the marks, of the file's own."""
    own, status = file.read_text(), file.stat()
    size = len(own.encode())
    file.write_text(text + "#" * (size - len(text.encode()) - 1) + "\n")
    assert file.stat().st_size == size
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    py_compile.compile(str(file), doraise=True)
    file.write_text(own)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_bytecode_beside_the_files_is_not_run(plugins: Path, tmp_path: Path) -> None:
    poisoned = tmp_path / "poisoned"
    for file in (plugins / "own.py", plugins / "deep" / "part.py"):
        file.write_text(file.read_text() + "#" * 200 + "\n")
        _poison(file, f"import pathlib\npathlib.Path({str(poisoned)!r}).touch()\nname = 3\n")
        assert Path(importlib.util.cache_from_source(str(file))).is_file()
    # The poison is one: Python itself would take it.
    spec = importlib.util.spec_from_file_location("tried", plugins / "own.py")
    assert spec is not None
    assert spec.loader is not None
    spec.loader.exec_module(importlib.util.module_from_spec(spec))
    assert poisoned.exists()
    poisoned.unlink()
    trust(plugins)
    assert states(plugins) == {"works"}
    assert not poisoned.exists()


def test_nothing_is_written_into_the_project(plugins: Path) -> None:
    trust(plugins)
    before = sorted(plugins.rglob("*"))
    assert states(plugins) == {"works"}
    assert sorted(plugins.rglob("*")) == before


def test_a_file_that_changes_after_it_was_looked_at_is_run_as_it_was(plugins: Path, tmp_path: Path) -> None:
    late = tmp_path / "late"
    changed = f"from pathlib import Path\nPath({str(late)!r}).touch()\n"
    first = f"import pathlib\nfor name in ('z.py', 'deep/part.py', 'deep/new.py'):\n    (pathlib.Path({str(plugins)!r}) / name).write_text({changed!r})\n"  # noqa: E501
    (plugins / "a_first.py").write_text(first + GIVES.format("first"))
    (plugins / "z.py").write_text(GIVES.format("last"))
    trust(plugins)
    registry = Registry(Project(plugins.parent))
    assert [each.name for each in registry.plugins if each.state == "works" and each.origin == "project"] == [
        "a_first", "deep", "own", "z",
    ]  # fmt: skip
    assert not late.exists()


@pytest.mark.parametrize("way", ["new module", "bytecode alone", "folder without __init__", "from the root"])
def test_what_was_not_looked_at_cannot_be_imported(way: str, plugins: Path, tmp_path: Path) -> None:
    late = tmp_path / "late"
    code = f"from pathlib import Path\nPath({str(late)!r}).touch()\n"
    where = plugins.parent / "late.py" if way == "from the root" else plugins / "late.py"
    line = "import late\n" if way == "from the root" else "from . import late\n"
    (plugins / "deep" / "__init__.py").write_text(line + GIVES.format("deep"))
    trust(plugins)
    files = trusted_files(plugins)
    assert isinstance(files, dict)
    if way == "folder without __init__":
        where = plugins / "late" / "inner.py"
        where.parent.mkdir()
    where.write_text(code)
    if way == "bytecode alone":
        compileall.compile_file(where, legacy=True, quiet=1)
        where.unlink()
    from kgraph.loading import load_from

    with pytest.raises(ImportError):
        load_from(plugins, "deep", files)
    assert not late.exists()


def test_two_projects_with_plugins_of_one_name_have_each_their_own(plugins: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "plugins"
    shutil.copytree(plugins.parent, other.parent)
    (other / "own.py").write_text(GIVES.format("others"))
    for folder in (plugins, other):
        trust(folder)
    one, two = (Registry(Project(folder.parent)).given("renderers") for folder in (plugins, other))
    assert ("own" in one, "others" in one, "own" in two, "others" in two) == (True, False, False, True)


# ---- a project cannot trust itself


@pytest.mark.parametrize("setting", ["trust = true", 'trusted = "yes"', "[plugins]\ntrust = true"])
def test_the_configuration_of_a_project_says_nothing_of_trust(
    setting: str, plugins: Path, ran: Path, here: Run
) -> None:
    (plugins.parent / "kgraph.toml").write_text(setting)
    assert here("plugins", "--project", str(plugins.parent))[0] == 1
    assert not ran.exists()


@pytest.mark.parametrize("variable", ["KGRAPH_CONFIG_DIR", "XDG_CONFIG_HOME"])
@pytest.mark.parametrize("folder", [".", "config", ""])
def test_a_configuration_named_relative_to_the_project_is_not_heard(
    variable: str, folder: str, plugins: Path, ran: Path, configuration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trust(plugins)
    for place in (plugins.parent / folder, plugins.parent / folder / "kgraph"):
        place.mkdir(parents=True, exist_ok=True)
        shutil.copy(configuration / "trusted.json", place)
    monkeypatch.chdir(plugins.parent)
    monkeypatch.setenv("HOME", str(plugins.parent.parent / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("KGRAPH_CONFIG_DIR")
    monkeypatch.setenv(variable, folder)
    assert configuration_dir().is_absolute()
    assert states(plugins) == {"untrusted"}
    assert not ran.exists()


# ---- the list


def test_the_list_is_the_users_alone(plugins: Path, configuration: Path) -> None:
    trust(plugins)
    assert stat.S_IMODE((configuration / "trusted.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(configuration.stat().st_mode) == 0o700
    assert [each.name for each in configuration.iterdir()] == ["trusted.json"]
    assert list(json.loads((configuration / "trusted.json").read_text())) == [str(plugins)]


@pytest.mark.parametrize("content", ["", "[]", "{", '"x"', "\0", "7"])
def test_a_list_that_cannot_be_read_trusts_nothing_and_says_how_to_mend_it(
    content: str, plugins: Path, ran: Path, configuration: Path, here: Run
) -> None:
    configuration.mkdir()
    (configuration / "trusted.json").write_text(content)
    code, _, err = here("plugins", "--project", str(plugins.parent))
    assert (code, err.splitlines()) == (
        1,
        [
            f"the list of trusted projects in {configuration / 'trusted.json'} cannot be read",
            f"hint: remove {configuration / 'trusted.json'}, and trust the projects anew",
        ],
    )
    assert here("ask", "measures", "--project", str(plugins.parent))[0] == 0
    assert here("trust", str(plugins.parent))[0] == 1
    assert (configuration / "trusted.json").read_text() == content
    assert not ran.exists()


def test_help_is_there_though_the_list_cannot_be_read(
    plugins: Path, configuration: Path, here: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    configuration.mkdir()
    (configuration / "trusted.json").write_text("{")
    monkeypatch.chdir(plugins.parent)
    code, out, err = here("--help")
    assert (code, "  trust " in out, len(err.splitlines())) == (0, True, 1)


def test_a_list_of_other_things_trusts_nothing(plugins: Path, ran: Path, configuration: Path) -> None:
    configuration.mkdir()
    (configuration / "trusted.json").write_text(json.dumps({str(plugins): True, "x": None}))
    assert states(plugins) == {"untrusted"}
    assert not ran.exists()


def test_a_list_that_cannot_be_written_is_told(plugins: Path, here: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KGRAPH_CONFIG_DIR", "/proc/nowhere")
    code, _, err = here("trust", str(plugins.parent))
    assert (code, err) == (1, "/proc/nowhere/trusted.json cannot be written: No such file or directory\n")


# ---- the command


def test_the_files_that_are_trusted_are_named(plugins: Path, here: Run) -> None:
    code, out, err = here("trust", str(plugins.parent))
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"trusted, as they stand now: {plugins}", "  own.py", "  own.ttl", "  deep/__init__.py", "  deep/part.py",
    ]  # fmt: skip


def test_trust_is_listed_and_removed(plugins: Path, here: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    project = plugins.parent
    monkeypatch.chdir(project)
    assert here("trust", "--list")[:2] == (0, "")
    here("trust")
    assert here("trust", "--list")[1] == f"{plugins}\n"
    (plugins / "new.py").write_text("")
    assert here("trust", "--list")[1] == f"{plugins} (changed since: not trusted as it stands)\n"
    assert here("trust", "--remove")[1] == f"no longer trusted: {project}\n"
    assert here("trust", "--remove")[1] == f"was not trusted: {project}\n"
    assert here("trust", "--list")[:2] == (0, "")
    assert trusted() == {}


@pytest.mark.parametrize("named", ["project", "project/plugins"])
def test_a_folder_that_is_gone_can_be_removed(named: str, plugins: Path, tmp_path: Path, here: Run) -> None:
    trust(plugins)
    shutil.rmtree(plugins.parent)
    assert here("trust", "--remove", str(tmp_path / named))[1].startswith("no longer trusted")
    assert trusted() == {}
    assert not distrust(plugins)


def test_where_there_is_nothing_to_trust_it_is_told(plugins: Path, tmp_path: Path, here: Run) -> None:
    shutil.rmtree(plugins)
    assert here("trust", str(plugins.parent))[0] == 1
    assert here("trust", str(tmp_path / "gone"))[0] == 1
    assert trusted() == {}


@pytest.mark.parametrize("language, said", [("nn", "godkjende, slik dei står no"), ("nb", "godkjent, slik de står nå")])
def test_it_speaks_the_readers_language(language: str, said: str, plugins: Path, here: Run) -> None:
    assert said in here("trust", str(plugins.parent), "--lang", language)[1].lower()
