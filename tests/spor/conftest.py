"""The cases, and the modules that several tests of the language share."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kgraph.spor import Settings, understood
from kgraph.spor.pattern import Pattern
from kgraph.workspace import Workspace

HERE = Path(__file__).parent


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"spor_{name}", HERE / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


CASE_FILES = _module("case_files")
RULES = _module("rules_by_hand")
NAIVE = _module("naive")
CASES = [CASE_FILES.read_case(path) for path in sorted((HERE / "cases").glob("*.case"))]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", CASES, ids=[case.name for case in CASES])


@pytest.fixture(scope="session")
def all_cases() -> list[Any]:
    return CASES


@pytest.fixture(scope="session")
def case_files() -> ModuleType:
    return CASE_FILES


@pytest.fixture(scope="session")
def meant() -> Any:
    """What a question means on a workspace: its pattern."""

    def pattern(
        workspace: Workspace, question: str, basis: str = "all", parameters: dict[str, str] | None = None
    ) -> Pattern:
        settings = Settings(
            default=workspace.default_language,
            stated=basis == "stated",
            parameters=parameters,
            glossary=workspace.glossary,
        )
        return understood(question, workspace.vocabulary, workspace.names, settings).found.pattern

    return pattern


@pytest.fixture(scope="session")
def by_hand() -> Any:
    """The naive evaluator over a workspace's sources: all links, or the stated ones."""
    sources: dict[int, Any] = {}
    made: dict[tuple[int, str, str], Any] = {}

    def naive(workspace: Workspace, basis: str = "all", language: str = "en") -> Any:
        key = id(workspace)
        if key not in sources:
            sources[key] = RULES.Sources([each.path for each in workspace.project.sources()])
        if (key, basis, language) not in made:
            rules = RULES.Rules(sources[key], stated=basis == "stated")
            made[key, basis, language] = NAIVE.Naive(rules, language)
        return made[key, basis, language]

    return naive
