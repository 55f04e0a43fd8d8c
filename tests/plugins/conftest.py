"""What the tests of plugins share: a configuration of their own, and kgraph in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Kgraph = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session", autouse=True)
def configuration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test reads or writes what the user trusts."""
    folder = tmp_path_factory.mktemp("configuration")
    before = os.environ.get("KGRAPH_CONFIG_DIR")
    os.environ["KGRAPH_CONFIG_DIR"] = str(folder)
    yield folder
    if before is None:
        del os.environ["KGRAPH_CONFIG_DIR"]
    else:
        os.environ["KGRAPH_CONFIG_DIR"] = before


@pytest.fixture(scope="session")
def kgraph() -> Kgraph:
    """Runs `kgraph ARGUMENTS` in a folder, with more folders to import from; standard output and error are kept."""

    def command(*arguments: str, folder: Path = ROOT, path: Path | None = None, program: str = "kgraph", **more: str):
        places = os.pathsep.join(map(str, filter(None, (path, ROOT))))
        return subprocess.run(
            [sys.executable, "-m", program, *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": places, "LC_ALL": "C.UTF-8", "KGRAPH_LANG": "en", **more},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return command
