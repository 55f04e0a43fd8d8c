"""What the tests of imports share: a file read by a shipped importer, graphs compared, a project made of triples."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import rdflib

from kgraph.engines.embedded import turtle
from kgraph.plugin import Importer, Problem, Triple
from kgraph.project import Project, open_project
from kgraph.registry import Registry
from kgraph.workspace import Workspace

FILES = Path(__file__).parent / "files"
KG = rdflib.Namespace("https://w3id.org/kgraph/ns#")
Read = Callable[..., tuple[list[Triple], list[Problem]]]


@pytest.fixture(scope="session")
def files() -> Path:
    """The files written by hand."""
    return FILES


@pytest.fixture(scope="session")
def importers() -> dict[str, Importer]:
    """The shipped importers."""
    return dict(Registry(Project(None)).given("importers"))


@pytest.fixture
def read(importers: dict[str, Importer], tmp_path: Path) -> Read:
    """Reads a file, or what would stand in one, with an importer: the triples and the problems."""

    def read(form: str, content: Path | str | bytes, name: str = "sample.xml") -> tuple[list[Triple], list[Problem]]:
        path = content if isinstance(content, Path) else tmp_path / name
        if not isinstance(content, Path):
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        found = list(importers[form].read(path))
        triples = [each for each in found if isinstance(each, Triple)]
        return triples, [each for each in found if isinstance(each, Problem)]

    return read


@pytest.fixture(scope="session")
def graph_of() -> Callable[[Iterable[Triple]], rdflib.Graph]:
    """Triples as rdflib has them, the claims as blank nodes: what they are called is nobody's business."""

    def graph_of(triples: Iterable[Triple]) -> rdflib.Graph:
        found = rdflib.Graph().parse(data=turtle(triples, {}), format="turtle")
        names = {claim: rdflib.BNode() for claim in found.subjects(rdflib.RDF.type, KG.Claim)}
        renamed = rdflib.Graph()
        for s, p, o in found:
            renamed.add((names.get(s, s), p, names.get(o, o)))
        return renamed

    return graph_of


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Workspace]:
    """A project whose data are these triples."""

    def project(triples: Iterable[Triple], name: str = "project") -> Workspace:
        folder = tmp_path / name / "data"
        folder.mkdir(parents=True)
        (folder / "data.ttl").write_bytes(turtle(triples, {}))
        (folder.parent / "kgraph.toml").write_text('name = "trial"\n', encoding="utf-8")
        return Workspace(open_project(folder.parent), "en")

    return project
