"""The report's plugin."""

import datetime
from importlib import import_module
from types import ModuleType

import pytest

from kgraph.loading import load_from
from kgraph.plugin import View
from kgraph.project import shipped as shipped_folder


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
