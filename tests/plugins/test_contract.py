"""Every shipped plugin keeps the contract; and each check of it sees what it is there to see."""

import ast
import os
import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from kgraph.loading import files_in, plugins_among
from kgraph.terms import LANGUAGES
from kgraph.testing import (
    check_plugin,
    example,
)

ROOT = Path(__file__).parents[2]
SHIPPED = dict(plugins_among(files_in(ROOT / "plugins")))
PACKAGES = sorted((ROOT / "docs" / "examples").glob("*/kgraph_*"))
# Those that take seconds each; what checks them is counted by the others.
LONG = {"picture", "rdf", "report"}
SOURCES = sorted(path for folder in (ROOT / "plugins", *PACKAGES) for path in folder.rglob("*.py"))


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.no_cover) if name in LONG else name for name in SHIPPED]
)
def test_a_shipped_plugin_keeps_the_contract(name):
    assert check_plugin(
        ROOT / "plugins" / name if (ROOT / "plugins" / name).is_dir() else ROOT / "plugins" / SHIPPED[name]
    ).gives


# ---- what they import


def _imported(path: Path) -> list[tuple[int, str]]:
    """What a file imports, as (dots before it, name)."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(0, each.name) for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [(node.level, f"{node.module or ''}.{each.name}".strip(".")) for each in node.names]
    return found


def _below() -> set[str]:
    """The modules of kgraph that a plugin may import: `plugin`, and those on the layers below it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    place = next(number for number, layer in enumerate(layers) if "plugin" in layer.split(" | "))
    return {"plugin", *(module for layer in layers[place + 1 :] for module in layer.split(" | "))}


def _forbidden(path: Path) -> list[str]:
    """What a plugin's file imports and should not: a module of kgraph above the contract, or another plugin."""
    inside = next(each for each in (ROOT / "plugins", *PACKAGES) if each in path.parents)
    deepest = len(path.relative_to(inside).parts) - (inside.name == "plugins")
    found = []
    for dots, name in _imported(path):
        top, _, rest = name.partition(".")
        upward = top == "kgraph" and rest.partition(".")[0] not in {*_below(), "__version__"}
        if upward or dots > deepest or top.startswith("kgraph_plugins") or (not dots and top in {"plugins", *SHIPPED}):
            found.append(name)
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_plugin_imports_only_what_lies_below_the_contract(path):
    assert _forbidden(path) == []


@pytest.mark.parametrize(
    "line",
    ["import kgraph.workspace", "from kgraph import open", "from kgraph.gaps import find_gaps", "import kgraph.testing",
     "from . import other", "from kgraph.registry import Registry", "import plugins.other",
     "import kgraph_plugins_x.other"],
)  # fmt: skip
def test_an_import_of_what_lies_above_is_seen(line, monkeypatch, tmp_path):
    path = tmp_path / "plugins" / "mine.py"
    path.parent.mkdir()
    path.write_text(f"from kgraph.plugin import hook\nfrom kgraph.terms import KG\n{line}\n")
    below = _below()
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    monkeypatch.setattr(f"{__name__}._below", lambda: below)
    assert len(_forbidden(path)) == 1


# ---- the same whatever the order of sets

DIGESTS = """
import hashlib, io
from kgraph.testing import specimens
from kgraph.testing.trial import trial_of

def digest(sort, name, make):
    try:
        made = make()
    except Exception as error:
        made = str(error)
    print(sort, name, hashlib.sha256(made if isinstance(made, bytes) else str(made).encode()).hexdigest())

view = trial_of(None).view("nn")
given = view.registry.given
for name in given("exporters"):
    digest("exporter", name, lambda: view.export(name))
for name in given("analyses"):
    digest("analysis", name, lambda: view.analyse(name))
for name, each in given("renderers").items():
    for sort, answer in specimens().items():
        digest(sort, name, lambda: each.render([answer]))
"""


def test_what_plugins_find_and_write_does_not_hang_on_the_order_of_sets():
    command = [sys.executable, "-W", "ignore", "-c", DIGESTS]
    running = [
        subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, stdout=-1, text=True)
        for seed in ("1", "2")
    ]
    first, second = (each.communicate(timeout=120)[0].splitlines() for each in running)
    assert [each.returncode for each in running] == [0, 0]
    assert [(one, other) for one, other in zip(first, second, strict=True) if one != other] == []
    assert len(first) > 6


# ---- the example project


def test_the_example_says_what_the_comments_of_its_files_say():
    view = example()
    assert [each.code for each in view.ask("plans").things()] == ["a:plan", "b:plan"]
    assert view.ask("sum budget of measures").rows == ((Decimal("150000.5"), 3),)
    supporters = view.ask("measures that directly support everything")
    assert {each.code for each in supporters.things()} == {"b:M1", "b:M2", "b:M3"}
    assert {
        each.code for each in view.on_basis("stated").ask("measures that directly support everything").things()
    } == {"b:M1"}
    assert [each.code for each in view.ask("sub-strategies without measures").things()] == ["a:1.2.1"]


def test_the_example_has_names_in_three_languages_and_hostile_ones():
    labels = {tag: example(language=tag).thing("b:M3").label for tag in LANGUAGES}
    assert labels == {
        "en": "Voices \"} . ?s ?p ?o } # </script><b>&amp;\\ | 'x', $y; {0} ]]>",
        "nn": '=1+1; "røyster"',
        "nb": "<i>Stemmer</i>",
    }
