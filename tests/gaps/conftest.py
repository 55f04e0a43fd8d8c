"""The tiny project with something added to it."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from kgraph.project import open_project
from kgraph.workspace import Workspace

TINY = Path(__file__).parents[1] / "projects" / "tiny"
PREFIXES = """
@prefix kg:    <https://w3id.org/kgraph/ns#> .
@prefix a:     <https://w3id.org/kgraph/id/a/> .
@prefix b:     <https://w3id.org/kgraph/id/b/> .
@prefix claim: <https://w3id.org/kgraph/id/claim/> .
@prefix actor: <https://w3id.org/kgraph/id/actor/> .
@prefix sdg:   <http://metadata.un.org/sdg/> .
@prefix rdf:   <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs:  <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos:  <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd:   <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture(scope="session")
def with_more(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Workspace]:
    """The tiny project, to whose data the Turtle is added; nobody changes it afterwards."""

    @cache
    def extended(turtle: str) -> Workspace:
        folder = tmp_path_factory.mktemp("more") / "project"
        shutil.copytree(TINY, folder)
        (folder / "data" / "more.ttl").write_text(PREFIXES + turtle, encoding="utf-8")
        return Workspace(open_project(folder))

    return extended
