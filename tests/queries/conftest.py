"""What the tests of saved questions share: a way to run a command, and cells as the answer files write them."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from kgraph.answer import Answer, Evidence, Thing

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _english(english: None) -> None:
    """No variable of the machine that runs the tests is heard."""


@pytest.fixture
def command(here: Run) -> Run:
    """Runs a command in this process."""
    return here


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
