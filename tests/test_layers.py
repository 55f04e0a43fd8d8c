"""The shape of the code: imports point down, files and functions are short, public names are there."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kgraph

ROOT = Path(__file__).parents[1]
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
SOURCES = sorted(path for folder in ("kgraph", "plugins") for path in (ROOT / folder).rglob("*.py"))
VAGUE = {"utils", "util", "helpers", "helper", "core", "base", "manager", "common", "misc"}


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    """The functions of a file, and how many lines each has from its first decorator to its end."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            start = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            yield node.name, (node.end_lineno or start) - start + 1


@pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="not a checkout")
def test_the_import_contracts_hold() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONIOENCODING": "utf-8"}
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


def test_no_file_is_long() -> None:
    lengths = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8").count("\n") for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_long() -> None:
    lengths = {
        f"{path.relative_to(ROOT).as_posix()}:{name}": length for path in SOURCES for name, length in _functions(path)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not [path for path in SOURCES if path.stem.strip("_") in VAGUE]


@pytest.mark.parametrize("name", kgraph.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(kgraph, name) is not None


def test_every_name_with_a_home_is_public() -> None:
    assert set(kgraph._HOMES) | {"__version__"} == set(kgraph.__all__)
    assert kgraph.__all__ == sorted(kgraph.__all__)


def test_every_file_says_what_it_is() -> None:
    silent = [path for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert silent == []
