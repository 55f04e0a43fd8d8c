"""What all tests share: a cache of their own, and the two projects that they ask."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

from kgraph import caches
from kgraph.cli import run
from kgraph.project import Project, open_project
from kgraph.workspace import Workspace

Run = Callable[..., tuple[int, str, str]]
PROJECTS = Path(__file__).parent / "projects"

hypothesis.settings.register_profile("dev", max_examples=50, deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("ci", max_examples=150, deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") == "true" else "dev")


def pytest_addoption(parser: pytest.Parser) -> None:
    what = "write the canonical texts and the SPARQL of the cases anew, never an answer"
    parser.addoption("--update", action="store_true", help=what)


def pytest_configure(config: pytest.Config) -> None:
    """No test reads or writes the user's cache."""
    folder = tempfile.TemporaryDirectory(prefix="kgraph-tests-")
    config.add_cleanup(folder.cleanup)
    os.environ["KGRAPH_CACHE_DIR"] = folder.name
    caches.cache_dir.cache_clear()


@pytest.fixture(scope="session")
def tiny() -> Workspace:
    """Two plans that one can know by heart: `tests/projects/tiny`."""
    return Workspace(open_project(PROJECTS / "tiny"))


@pytest.fixture(scope="session")
def shipped() -> Workspace:
    """The plans that come with kgraph."""
    return Workspace(Project(None))


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line speaks English, whatever the machine that runs the tests does."""
    for name in ("KGRAPH_LANG", "KGRAPH_DEBUG", "NO_COLOR", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process: exit code, standard output, standard error."""

    def command(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return command
