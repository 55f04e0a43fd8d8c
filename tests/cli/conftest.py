"""What the tests of the command line share: no variable of the machine that runs them, and ways to run a command."""

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

TINY = str(Path(__file__).parents[1] / "projects" / "tiny")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _english(english: None) -> None:
    """No variable of the machine that runs the tests is heard."""


@pytest.fixture
def tiny_run(here: Run) -> Run:
    """Runs a command on the tiny plans."""
    return lambda *arguments: here(*arguments, "--project", TINY)


@pytest.fixture(scope="session")
def process() -> Run:
    """Runs a command in a process of its own."""

    def command(
        *arguments: str, folder: str | None = None, text: bytes | None = None, **environment: str
    ) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, "-m", "kgraph", *arguments],
            env={**os.environ, **environment},
            cwd=folder,
            input=text,
            stdin=subprocess.DEVNULL if text is None else None,
            capture_output=True,
            check=False,
        )
        return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")

    return command


@pytest.fixture(scope="session")
def codes() -> Callable[[str], list[str]]:
    """The first cells of a CSV file, its heading aside, sorted."""
    return lambda text: sorted(row[0] for row in list(csv.reader(io.StringIO(text)))[1:])
