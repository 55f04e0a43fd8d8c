"""Exports written, and read again by the tools that they are for: in Python, in JavaScript, and by Graphviz.

The readers in JavaScript and Graphviz are fetched where CI=true alone; without them their tests are skipped and say so.
"""

import csv
import io
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import rdflib

from kgraph.plugin import Loss
from kgraph.project import Project
from kgraph.property_graph import Edge, Node, PropertyGraph
from kgraph.viewing import ProjectView
from kgraph.workspace import Workspace

HERE = Path(__file__).parent
CI = os.environ.get("CI") == "true"
FETCHED = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kgraph-tests"
KG, ID = "https://w3id.org/kgraph/ns#", "https://w3id.org/kgraph/id/"
HOSTILE = [
    "a \"quoted\" 'label'",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</data></node>]]><!-- open &lt;b&gt; &amp; &#60; &",
    "=cmd|' /C calc'!A0",
    "a: b; c, d | e || f [x] {y} (z) -->",
    "left \u202e right \u2066 isolate \u200f mark \u061c",
    "line\nbreak\r\nand\rmore\ttab",
    "👩‍👩‍👧 🇳🇴 é å ǆ \u2028 \x85",
    "word " * 2047 + "end",
    'back\\slash \\n \\N \\" \\',
    "%%{init: {}}%% lifestyle: x#35; classDef a fill:#f00; end click n0 href `*b*` 1. # _u_",
    "  spaces  around  ",
    "None",
    "\x01\x08\x1b[31mcontrol\x1f",
]


@pytest.fixture(scope="session")
def labels() -> list[str]:
    """The hostile labels in the order of their measures, as the graph has them once it is built."""
    return [text.translate(dict.fromkeys(map(ord, "\x01\x08\x1b\x1f"))) for text in HOSTILE]


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A project whose names, texts, quotes and reasons are all hostile, and each its own thing."""
    data = rdflib.Graph()
    kg, own = rdflib.Namespace(KG), rdflib.Namespace(ID + "h/")
    plan = own["plan"]
    data.add((plan, rdflib.RDF.type, kg.ActionPlan))
    data.add((plan, rdflib.SKOS.notation, rdflib.Literal("h:plan")))
    data.add((plan, rdflib.RDFS.label, rdflib.Literal("Plan", lang="en")))
    for number, text in enumerate(HOSTILE):
        thing, claim, words = own[f"M{number}"], own[f"C{number}"], rdflib.Literal(text, lang="en")
        data.add((thing, rdflib.RDF.type, kg.Measure))
        data.add((thing, rdflib.SKOS.notation, rdflib.Literal(f"h:M{number}")))
        data.add((thing, rdflib.RDFS.label, words))
        data.add((thing, kg.text, words))
        data.add((thing, kg.partOf, plan))
        data.add((thing, kg.supports, plan))
        data.add((claim, rdflib.RDF.type, kg.Claim))
        said = ((rdflib.RDF.subject, thing), (rdflib.RDF.predicate, kg.supports), (rdflib.RDF.object, plan))
        for predicate, value in (*said, (kg.basis, kg.inferred), (kg.quote, words), (kg.reason, words)):
            data.add((claim, predicate, value))
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "data").mkdir()
    # N-Triples are Turtle too.
    data.serialize(folder / "data" / "h.ttl", format="nt", encoding="utf-8")
    return Workspace(Project(folder))


Written = Callable[[ProjectView, str], tuple[bytes, list[Loss]]]


@pytest.fixture(scope="session")
def written() -> Written:
    """What an exporter writes of a view, and what it says is lost."""

    def write(view: ProjectView, name: str) -> tuple[bytes, list[Loss]]:
        file = io.BytesIO()
        losses = list(view.registry.find("exporters", name).write(view, file))
        return file.getvalue(), losses

    return write


# ---- what shall be read


@pytest.fixture(scope="session")
def expected() -> Callable[..., tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]]:
    """The nodes and edges of a graph as readers shall have them, by id; texts are joined unless lists can be held."""

    def graph(found: PropertyGraph, *, lists: bool = False) -> tuple[dict[str, Any], dict[str, Any]]:
        several = {name for node in found.nodes for name, values in node.fields.items() if len(values) > 1}
        nodes = {node.thing.code: _node(node, several if lists else set()) for node in found.nodes}
        code = {node.iri: node.thing.code for node in found.nodes}
        edges = {f"{code[each.source]} {each.link} {code[each.target]}": _edge(each, code) for each in found.edges}
        assert (len(nodes), len(edges)) == (len(found.nodes), len(found.edges))
        return nodes, edges

    return graph


def _node(node: Node, lists: set[str]) -> dict[str, Any]:
    found: dict[str, Any] = {"label": node.thing.label, "kind": node.thing.kind, "iri": node.iri}
    for name, values in node.fields.items():
        plain = [_plain(each) for each in values]
        cell = plain if name in lists else plain[0] if len(plain) == 1 else " | ".join(map(str, plain))
        found["kg_value" if name == "value" else name] = cell
    return {**found, "code": node.thing.code}


def _edge(edge: Edge, code: dict[str, str | None]) -> dict[str, Any]:
    ends = {"source": code[edge.source], "target": code[edge.target], "label": edge.label, "link": edge.link}
    sure = {"basis": edge.basis, "confidence": edge.confidence, "quote": edge.quote, "reason": edge.reason}
    return {**ends, **{name: text for name, text in sure.items() if text}}


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else value.isoformat() if isinstance(value, date) else value


@pytest.fixture(scope="session")
def by_ends() -> Callable[[Any], dict[str, dict[str, Any]]]:
    """Edges as readers give them, by their ends and their link."""

    def keyed(edges: Any) -> dict[str, dict[str, Any]]:
        found = {f"{each['source']} {each['link']} {each['target']}": dict(each) for each in edges}
        assert len(found) == len(edges)
        return found

    return keyed


@pytest.fixture(scope="session")
def tables() -> Callable[[bytes], dict[str, list[dict[str, str]]]]:
    """The CSV files of an archive by name, each row by its headings."""

    def read(content: bytes) -> dict[str, list[dict[str, str]]]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
        return {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in texts.items()}

    return read


# ---- readers that are no packages of Python


@contextmanager
def alone(name: str) -> Iterator[None]:
    """One process at a time."""
    import fcntl

    FETCHED.mkdir(parents=True, exist_ok=True)
    with (FETCHED / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _readers_folder() -> Path:
    import hashlib

    packages = (HERE / "package.json").read_bytes()
    folder = FETCHED / f"exports-{hashlib.sha256(packages).hexdigest()[:12]}"
    done = folder / "done"
    if CI and not done.exists():
        with alone("exports"):
            if not done.exists():
                folder.mkdir(parents=True, exist_ok=True)
                (folder / "package.json").write_bytes(packages)
                install = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"]
                subprocess.run(install, cwd=folder, check=True, capture_output=True)
                done.touch()
    if not done.exists() or not shutil.which("node"):
        pytest.skip(f"no readers in JavaScript in {folder}; CI=true fetches them, with node and npm")
    return folder


ReadInNode = Callable[[str, bytes], dict[str, Any]]


@pytest.fixture(scope="session")
def read_in_node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReadInNode]:
    """Reads a file as its JavaScript tool does; one process for all."""
    folder = _readers_folder()
    # Modules are looked for beside the script.
    script = folder / f"readers-{os.getpid()}.mjs"
    shutil.copy(HERE / "readers.mjs", script)
    log = tmp_path_factory.mktemp("node") / "log"
    with log.open("wb") as errors:
        command = ["node", str(script)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)

        def read(form: str, content: bytes) -> dict[str, Any]:
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps({"form": form, "text": content.decode("utf-8")}).encode() + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
            assert line, log.read_text(errors="replace")[-2000:]
            found: dict[str, Any] = json.loads(line)
            assert "error" not in found, found["error"]
            return found

        yield read
        process.communicate(timeout=20)
    script.unlink()


@pytest.fixture(scope="session")
def graphviz() -> Callable[..., bytes]:
    """Runs `dot`, or another of Graphviz' programs."""
    if CI and not shutil.which("dot"):
        with alone("graphviz"):
            install = ["apt-get", "install", "-y", "--no-install-recommends", "graphviz"]
            subprocess.run(install, check=False, capture_output=True)
    if not shutil.which("dot"):
        pytest.skip("Graphviz is not installed: Debian's graphviz")

    def run(content: bytes, *options: str, program: str = "dot") -> bytes:
        done = subprocess.run([program, *options], input=content, capture_output=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        assert not done.stderr, done.stderr
        return done.stdout

    return run
