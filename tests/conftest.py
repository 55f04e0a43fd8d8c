"""What all tests share: a cache of their own, and the two projects that they ask."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from kgraph import caches
from kgraph.cli import run
from kgraph.project import Project, open_project
from kgraph.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Run = Callable[..., tuple[int, str, str]]
PROJECTS = Path(__file__).parent / "projects"
BROWSER = ("chromium", "fonts-noto-core", "fonts-dejavu-core")

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
    _cache_in(folder.name)


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """A test that is not counted is not traced either, which would take as long as the test itself.

    In a process of pytest-xdist pytest-cov measures twice, one upon the other, and `no_cover` ends the upper one only.
    """
    if not (item.get_closest_marker("no_cover") or "no_cover" in getattr(item, "fixturenames", ())):
        return (yield)
    tracing, folder = sys.gettrace(), os.environ["KGRAPH_CACHE_DIR"]
    sys.settrace(None)
    # A question that it keeps compiled would not be compiled in a test that counts.
    _cache_in(os.path.join(folder, "uncounted"))
    try:
        return (yield)
    finally:
        _cache_in(folder)
        sys.settrace(tracing)


def _cache_in(folder: str) -> None:
    os.environ["KGRAPH_CACHE_DIR"] = folder
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


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Debian's Chromium; where tests must be whole, it is installed."""
    if os.environ.get("CI") == "true" and shutil.which("chromium") is None:
        import fcntl

        # One worker at a time.
        with (Path(tempfile.gettempdir()) / "kgraph-chromium.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if shutil.which("chromium") is None:
                subprocess.run(["apt-get", "update", "-q"], check=True)
                subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", *BROWSER], check=True)
    found = shutil.which("chromium")
    if found is None:
        assert os.environ.get("CI") != "true", "Chromium could not be installed"
        pytest.skip("Chromium is not installed")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> "Iterator[Browser]":
    """A real browser, without a screen."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Chromium refuses to build its sandbox for root, as whom tests run in containers.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()
