"""The report's plugin, and a real browser to open what it makes."""

import datetime
import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from playwright.sync_api import Browser, sync_playwright

from kgraph.loading import load_from
from kgraph.plugin import View
from kgraph.project import shipped as shipped_folder

PACKAGES = ("chromium", "fonts-noto-core", "fonts-dejavu-core")


class Report:
    """The plugin, with a date that stands still."""

    def __init__(self, module: ModuleType) -> None:
        self.module = module
        # A view's report is made once, since many tests look at it.
        self._contents: dict[View, object] = {}
        self._pages: dict[View, str] = {}

    def part(self, name: str) -> ModuleType:
        return import_module(f"{self.module.__name__}.{name}")

    def content(self, view: View):
        if view not in self._contents:
            self._contents[view] = self.part("content").content(view, today=datetime.date(2026, 5, 1))
        return self._contents[view]

    def page(self, view: View) -> str:
        if view not in self._pages:
            self._pages[view] = self.part("page").page(self.content(view))
        return self._pages[view]


@pytest.fixture(scope="session")
def report() -> Report:
    return Report(load_from(shipped_folder("plugins"), "report"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Debian's Chromium; where tests must be whole, it is installed."""
    if os.environ.get("CI") == "true" and shutil.which("chromium") is None:
        # One worker at a time.
        with (Path(tempfile.gettempdir()) / "kgraph-chromium.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if shutil.which("chromium") is None:
                subprocess.run(["apt-get", "update", "-q"], check=True)
                subprocess.run(["apt-get", "install", "-y", "-q", "--no-install-recommends", *PACKAGES], check=True)
    found = shutil.which("chromium")
    if found is None:
        assert os.environ.get("CI") != "true", "Chromium could not be installed"
        pytest.skip("Chromium is not installed")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Chromium refuses to build its sandbox for root, as whom tests run in containers.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()
