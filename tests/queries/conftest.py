"""What the tests of saved questions share: a way to run a command, and cells as the answer files write them."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from kgraph.answer import Answer, Evidence, Thing
from kgraph.cli import run

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KGRAPH_LANG", "KGRAPH_DEBUG", "NO_COLOR", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process: exit code, standard output, standard error."""

    def running(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        out, err = capsys.readouterr()
        return code, out, err

    return running


def _by_number(text: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", text)]


def _one(value: Any) -> str:
    match value:
        case None:
            return "-"
        case Thing(kind="Link" | "Field"):
            return value.label
        case Thing():
            return value.code or value.iri.rpartition("/")[2]
        case Evidence():
            return value.quote or ""
        case Decimal():
            return str(int(value)) if value == int(value) else str(round(value, 2))
        case _:
            return str(value)


def _cell(cell: Any) -> str:
    if not isinstance(cell, list):
        return _one(cell)
    if any(isinstance(value, Thing | int) for value in cell):
        return ", ".join(sorted(map(_one, cell), key=_by_number))
    # Two links may rest on the same words.
    return " | ".join(sorted(set(map(_one, cell)))) or "-"


@pytest.fixture(scope="session")
def written() -> Callable[[Answer], list[tuple[str, ...]]]:
    """The rows of an answer as the answer files write them; of a chain all but the evidence."""

    def rows(answer: Answer) -> list[tuple[str, ...]]:
        found = [tuple(_cell(cell) for cell in row) for row in answer.rows]
        return [row[:4] for row in found] if answer.chains is not None else found

    return rows
