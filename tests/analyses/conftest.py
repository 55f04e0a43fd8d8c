"""What the tests of analyses share: an analysis as rows of codes, and a small project of their own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kgraph.answer import Answer, Thing
from kgraph.project import open_project
from kgraph.workspace import Workspace

HEAD = """
@prefix kg: <https://w3id.org/kgraph/ns#> .
@prefix x: <https://w3id.org/kgraph/id/x/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""


def _coded(cell: Any) -> Any:
    if isinstance(cell, list):
        return " ".join(str(_coded(each)) for each in cell)
    return cell.code if isinstance(cell, Thing) else cell


@pytest.fixture
def codes() -> Callable[[Answer], list[list[Any]]]:
    """The rows of an answer, things by their codes, those of one cell in one text."""
    return lambda answer: [
        [
            "" if cell is None and column.type == "things" else _coded(cell)
            for column, cell in zip(answer.columns, row, strict=True)
        ]
        for row in answer.rows
    ]


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Workspace]:
    """A project of things of a kind and the links between them: `written({"m": "Measure"}, "m supports g")`."""

    def project(things: dict[str, str], *links: str) -> Workspace:
        (tmp_path / "kgraph.toml").write_text('name = "x"\n', encoding="utf-8")
        (tmp_path / "data").mkdir()
        lines = [
            f'x:{name} a kg:{kind} ; skos:notation "x:{name}" ; rdfs:label "{name}"@en .'
            for name, kind in things.items()
        ]
        for link in links:
            start, verb, end = link.split()
            lines.append(f"x:{start} kg:{verb} x:{end} .")
        (tmp_path / "data" / "x.ttl").write_text(HEAD + "\n".join(lines), encoding="utf-8")
        return Workspace(open_project(tmp_path))

    return project
