"""What the tests of the session share: sessions that write to lists, on the tiny plans and on a copy of them."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kgraph.errors import KgraphError
from kgraph.project import open_project
from kgraph.repl.session import Session
from kgraph.workspace import Workspace

TINY = Path(__file__).parents[1] / "projects" / "tiny"


@dataclass
class Kept:
    """An outlet that keeps what is written."""

    width: int = 100
    colour: bool = False
    shown: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def show(self, text: str) -> None:
        self.shown.append(text)

    def tell(self, text: str) -> None:
        self.told.append(text)

    def save(self, path: str, text: str, language: str) -> None:
        try:
            Path(path).write_text(text, encoding="utf-8")
        except OSError as error:
            raise KgraphError(f"{path}: {error.strerror}", language=language) from None


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    """A project of one's own."""
    return shutil.copytree(TINY, tmp_path / "plans")


@pytest.fixture
def session(own_folder: Path) -> Session:
    return Session(Workspace(open_project(own_folder), "en"), Kept())


@pytest.fixture(scope="module")
def shipped_session(shipped: Workspace) -> Session:
    return Session(Workspace(shipped.project, "en"), Kept())
