"""The registry: where plugins are found, what is refused and how that is told, and that no fault reaches the others."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kgraph.commands import COMMANDS
from kgraph.errors import KgraphError
from kgraph.loading import files_in, plugins_among
from kgraph.project import Project
from kgraph.registry import Plugin, Registry
from kgraph.render import FORMATS
from kgraph.trust import trust

HEAD = "from kgraph.plugin import Analysis, Answer, Exporter, GapRule, Importer, Renderer, Text, hook\n"
Make = Callable[..., Registry]


def renderer(name: str, *, suffix: str = ".x") -> str:
    """The text of a plugin that gives a format."""
    made = f"Renderer({name!r}, suffix={suffix!r}, what=Text(en='x'), render=lambda answers: 'x')"
    return f"{HEAD}@hook\ndef renderers():\n    return [{made}]\n"


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Makes a registry of the shipped plugins whose texts are given, and of a project's own, which are trusted."""
    monkeypatch.setenv("KGRAPH_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("KGRAPH_PLUGINS_DIR", str(tmp_path / "shipped"))

    def registry(shipped: dict[str, str], own: dict[str, str] | None = None, language: str = "en") -> Registry:
        project = tmp_path / "project"
        for folder, texts in ((tmp_path / "shipped", shipped), (project / "plugins", own or {})):
            for name, text in texts.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(text, encoding="utf-8")
        if own:
            trust(project / "plugins")
        return Registry(Project(project if own else None), language)

    return registry


def fault(registry: Registry, name: str = "bad") -> str:
    """What is said of a broken plugin: one line."""
    plugin = next(each for each in registry.plugins if each.name == name)
    assert (plugin.state, dict(plugin.gives)) == ("broken", {})
    assert plugin.fault
    assert len(plugin.fault.splitlines()) == 1
    return plugin.fault


# ---- where they are found


def test_files_and_folders_are_plugins_and_what_is_hidden_or_a_test_is_none(make: Make, tmp_path: Path) -> None:
    text = renderer("one")
    make(
        {
            "a.py": text,
            "b/__init__.py": text,
            "_c.py": text,
            ".d.py": text,
            "test_e.py": text,
            "f.txt": "",
            "g/h.py": "",
        }
    )
    found = files_in(tmp_path / "shipped")
    assert plugins_among(found) == [("a", "a.py"), ("b", "b/__init__.py")]
    assert files_in(tmp_path / "nowhere") == []


def test_every_plugin_remembers_where_it_is_from_and_what_it_gives(make: Make, tmp_path: Path) -> None:
    registry = make({"first.py": renderer("one")}, {"second.py": renderer("two")})
    places = [str(tmp_path / "shipped" / "first.py"), str(tmp_path / "project" / "plugins" / "second.py")]
    shipped, own = [each for each in registry.plugins if each.origin != "installed"]
    assert (shipped.name, shipped.origin, shipped.place, shipped.state) == ("first", "shipped", places[0], "works")
    assert (own.name, own.origin, own.place, own.state) == ("second", "project", places[1], "works")
    assert [one.name for one in own.gives["renderers"]] == ["two"]
    assert list(registry.given("renderers")) == ["one", "two"]


def test_a_folder_imports_its_own_parts(make: Make) -> None:
    whole = "from .part import name\nfrom .below.deep import ending\n" + renderer("x").replace("'x', s", "name, s")
    parts = {"__init__.py": whole.replace("'.x'", "ending"), "part.py": "name = 'found'", "below/__init__.py": ""}
    parts["below/deep.py"] = "ending = '.deep'"
    for where in ("shipped", "own"):
        files = {f"{where}/{name}": text for name, text in parts.items()}
        if where == "own":
            files = {name: text.replace("'found'", "'mine'") for name, text in files.items()}
        registry = make(*({}, files)[:: 1 if where == "own" else -1])
        name = "mine" if where == "own" else "found"
        assert registry.find("renderers", name).suffix == ".deep"


def test_an_installed_plugin_is_found_by_its_entry_point(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = _installed(tmp_path / "site", "harbour", renderer("harbours"))
    (site / "harbour.ttl").write_text("")
    monkeypatch.syspath_prepend(str(site))
    registry = make({})
    found = next(each for each in registry.plugins if each.name == "harbour")
    assert (found.origin, found.place, found.state) == ("installed", "harbour 1.5", "works")
    assert str(site / "harbour.ttl") in [each.path for each in Project(None).sources()]
    (site / "harbour.ttl").unlink()
    assert str(site / "harbour.ttl") not in [each.path for each in Project(None).sources()]


def test_a_broken_package_hides_no_other(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = _installed(tmp_path / "site", "harbour2", renderer("harbours2"))
    broken = tmp_path / "site" / "torn-1.dist-info"
    broken.mkdir()
    (broken / "entry_points.txt").write_text("[kgraph.plugins]\nno equals sign\n")
    (broken / "METADATA").write_bytes(b"\xff\xfe")
    _installed(tmp_path / "site", "gone2", "raise RuntimeError('at import')")
    monkeypatch.syspath_prepend(str(site))
    registry = make({})
    assert next(each.state for each in registry.plugins if each.name == "harbour2") == "works"
    assert fault(registry, "gone2").endswith("RuntimeError: at import")


def test_what_lies_where_one_stands_is_not_installed(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = _installed(tmp_path / "site", "planted", "raise SystemExit")
    monkeypatch.syspath_prepend(str(site))
    for folder, there in ((tmp_path, True), (site, False), (tmp_path, True)):
        monkeypatch.chdir(folder)
        assert ("planted" in [each.name for each in make({}).plugins]) == there


def _installed(site: Path, name: str, text: str) -> Path:
    folder = site / f"{name}-1.5.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.5\n")
    (folder / "entry_points.txt").write_text(f"[kgraph.plugins]\n{name} = {name}\n")
    (site / f"{name}.py").write_text(text)
    return site


# ---- what is refused

BROKEN = {
    "syntax": ("def (:\n", "shipped/bad.py:1: SyntaxError: invalid syntax"),
    "import": ("\nimport no_such_module\n", "shipped/bad.py:2: ModuleNotFoundError: No module named 'no_such_module'"),
    "raises": ("def f():\n    raise ValueError('two\\nlines')\nf()\n", "shipped/bad.py:2: ValueError: two lines"),
    "exits": ("import sys\nsys.exit('enough')\n", "shipped/bad.py:2: SystemExit: enough"),
    "endless": ("def f(): f()\nf()\n", "RecursionError: maximum recursion depth exceeded"),
    "strange": ("class E(BaseException): pass\nraise E('odd')\n", "shipped/bad.py:2: E: odd"),
    "control": ("raise ValueError('\\x1b[31mred\\u202e')\n", "shipped/bad.py:1: ValueError: [31mred"),
    "null": ("\0", "SyntaxError"),
    "told": ("from kgraph.plugin import KgraphError\nraise KgraphError('no\\nfile')\n", "no file"),
    "empty": ("", "it gives nothing: no function in it is marked with @hook"),
    "unmarked": ("def renderers(): return []\n", "it gives nothing"),
    "misspelt": (f"{HEAD}@hook\ndef analysis(): return []\n", "there is no hook analysis; analyses may be meant"),
    "parameter": (f"{HEAD}@hook\ndef analyses(view): return []\n", "Argument(s) {'view'} are declared in the hookimpl"),
    "hook": (f"{HEAD}@hook\ndef analyses():\n    raise OSError('disk')\n", "shipped/bad.py:4: OSError: disk"),
    "hook exits": (f"{HEAD}@hook\ndef analyses():\n    raise SystemExit(3)\n", "shipped/bad.py:4: SystemExit: 3"),
    "none": (f"{HEAD}@hook\ndef analyses(): pass\n", "analyses gives NoneType, not a list"),
    "generator": (f"{HEAD}@hook\ndef analyses():\n    yield 1\n", "analyses gives generator, not a list"),
    "sort": (f"{HEAD}@hook\ndef analyses(): return ['x']\n", "analyses gives str, which does not belong there"),
    "other": (renderer("x").replace("def renderers", "def analyses"), "analyses gives Renderer, which does not belong"),
    "name": (renderer("x").replace("'x', s", "7, s"), "renderers: 7 is no name"),
    "blank": (renderer("two words"), "renderers: 'two words' is no name"),
    "option": (renderer("--help"), "renderers: '--help' is no name"),
    "nameless": (renderer(""), "renderers: '' is no name"),
    "text": (renderer("x").replace("Text(en='x')", "'x'"), "renderers: the field what of x does not hold"),
    "function": (renderer("x").replace("lambda answers: 'x'", "'x'"), "renderers: the field render of x does not"),
    "command": (f"{HEAD}@hook\ndef commands(): return [print]\n", "commands gives builtin_function_or_method"),
    "group": (f"{HEAD}import click\n@hook\ndef commands(): return [click.Group('x')]\n", "commands gives Group"),
    "ours": (
        f"{HEAD}import click\n@hook\ndef commands(): return [click.Command('ask', callback=print)]\n",
        "ask (commands) is already given by kgraph",
    ),
    "our format": (renderer("csv"), "csv (renderers) is already given by kgraph"),
    "taken": (renderer("one"), "one (renderers) is already given by a_good"),
    "twice": (renderer("x").replace("return [", "return 2 * ["), "x (renderers) is already given by bad"),
}  # fmt: skip


@pytest.mark.parametrize("text, said", BROKEN.values(), ids=BROKEN)
def test_a_broken_plugin_is_told_in_one_line_and_the_others_work(text: str, said: str, make: Make) -> None:
    registry = make({"a_good.py": renderer("one"), "bad.py": text, "good.py": renderer("two")})
    assert said in fault(registry)
    assert list(registry.given("renderers")) == ["one", "two"]


@pytest.mark.parametrize("suffixes", ["'.txt'", "['.txt']", "(1,)"])
def test_endings_that_are_no_tuple_of_texts_are_refused(suffixes: str, make: Make) -> None:
    made = f"Importer('x', suffixes={suffixes}, what=Text(en='x'), read=print)"
    registry = make({"bad.py": f"{HEAD}@hook\ndef importers(): return [{made}]\n"})
    assert "the field suffixes of x" in fault(registry)


def test_an_interrupt_comes_through(make: Make) -> None:
    registry = make({"bad.py": "raise KeyboardInterrupt\n"})
    with pytest.raises(KeyboardInterrupt):
        _ = registry.plugins


def test_of_two_with_one_name_the_earlier_stays_and_the_later_never_runs(make: Make, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    own = f"from pathlib import Path\nPath({str(ran)!r}).touch()\n" + renderer("two")
    registry = make({"same.py": renderer("one")}, {"same.py": own})
    first, second = [each for each in registry.plugins if each.origin != "installed"]
    assert (first.state, second.state) == ("works", "broken")
    assert second.fault == f"another plugin is called same too: {tmp_path / 'shipped' / 'same.py'}"
    assert not ran.exists()


def test_the_projects_own_give_way_to_the_shipped_ones(make: Make) -> None:
    registry = make({"z.py": renderer("one", suffix=".shipped")}, {"a.py": renderer("one", suffix=".own")})
    assert fault(registry, "a") == "one (renderers) is already given by z"
    assert registry.find("renderers", "one").suffix == ".shipped"


def test_endings_may_be_shared(make: Make) -> None:
    registry = make({"a.py": renderer("one"), "b.py": renderer("two")})
    assert [each.state for each in registry.plugins if each.origin == "shipped"] == ["works", "works"]


@pytest.mark.parametrize("name", [*FORMATS, "x"])
def test_no_plugin_takes_the_name_of_a_format_of_ours(name: str, make: Make) -> None:
    state = next(each.state for each in make({"a.py": renderer(name)}).plugins if each.name == "a")
    assert state == ("works" if name == "x" else "broken")


def test_no_plugin_takes_the_name_of_a_command_of_ours(make: Make) -> None:
    made = "import click\n@hook\ndef commands(): return [click.Command({!r}, callback=print)]\n"
    registry = make({f"p_{name}.py": HEAD + made.format(name) for name in (*COMMANDS, "x")})
    assert list(registry.given("commands")) == ["x"]


def test_a_plugin_may_give_at_one_hook_from_several_functions(make: Make) -> None:
    more = renderer("two").replace("@hook\ndef renderers", "@hook(specname='renderers')\ndef others")
    assert sorted(make({"a.py": renderer("one") + more}).given("renderers")) == ["one", "two"]


# ---- what is said, and looked up


@pytest.mark.parametrize("language, said", [("en", "not a list"), ("nn", "ikkje ei liste"), ("nb", "ikke en liste")])
def test_faults_are_told_in_the_readers_language(language: str, said: str, make: Make) -> None:
    registry = make({"bad.py": f"{HEAD}@hook\ndef analyses(): pass\n"}, language=language)
    assert said in fault(registry)


def test_what_is_not_there_is_told_with_what_is_called_nearly_so(make: Make) -> None:
    registry = make({"a.py": renderer("harbour"), "b.py": renderer("zebra")})
    with pytest.raises(KgraphError) as error:
        registry.find("renderers", "harbor")
    assert (error.value.message, error.value.hint) == ('there is no format "harbor"', "harbour")
    with pytest.raises(KgraphError) as error:
        registry.find("renderers", "q")
    assert error.value.hint == "harbour · zebra"


def test_a_broken_or_untrusted_plugin_may_be_the_one_looked_for(make: Make, tmp_path: Path) -> None:
    with pytest.raises(KgraphError) as error:
        make({"bad.py": "raise OSError"}).find("renderers", "x")
    assert error.value.hint == "some plugins do not work: kgraph plugins says why"
    registry = make({}, {"own.py": renderer("mine")})
    (tmp_path / "project" / "plugins" / "own.py").write_text(renderer("other"))
    with pytest.raises(KgraphError) as error:
        registry.find("renderers", "mine")
    assert "kgraph trust" in error.value.hint


def test_a_registry_is_a_value_and_loads_nothing_before_it_is_asked(make: Make, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    registry = make({"a.py": f"from pathlib import Path\nPath({str(ran)!r}).write_text('x')\n" + renderer("one")})
    assert not ran.exists()
    assert registry.plugins is registry.plugins
    assert list(Registry(Project(None)).given("renderers")) == ["one"]
    assert isinstance(registry.plugins[0], Plugin)
    assert ran.read_text() == "x"


def test_every_shipped_plugin_works() -> None:
    shipped = [each for each in Registry(Project(None)).plugins if each.origin == "shipped"]
    assert {each.name: each.fault for each in shipped if each.state != "works"} == {}
    assert "rdf" in {each.name for each in shipped}


# ---- start-up


def test_a_question_that_was_asked_before_needs_no_plugin(tmp_path: Path) -> None:
    code = """
import sys
from kgraph.cli import run
run(["ask", "measures first 1", "--project", sys.argv[1], "--format", "csv"])
heavy = {"pluggy", "importlib.metadata", "kgraph.plugin", "kgraph.registry", "rapidfuzz", "networkx", "rdflib", "lark"}
print(sorted(heavy & set(sys.modules)))
"""
    tiny = str(Path(__file__).parents[1] / "projects" / "tiny")
    command = [sys.executable, "-c", code, tiny]
    environment = {**os.environ, "KGRAPH_CACHE_DIR": str(tmp_path / "cache")}
    for _ in range(2):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
