"""`kgraph export` in each of the graph tools' forms: whole, one plan, on stated links alone, and of nothing."""

import io
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import networkx
import pytest

from kgraph.flat_graph import Loss
from kgraph.project import Project
from kgraph.workspace import Workspace

FORMS = {
    "graphml": ".graphml", "gexf": ".gexf", "dot": ".dot", "mermaid": ".mmd", "cytoscape": ".cyjs",
    "node-link": ".json", "gephi-csv": ".zip", "neo4j-csv": ".zip", "csv": ".zip",
}  # fmt: skip
TINY = str(Path(__file__).parents[1] / "projects" / "tiny")


def test_every_form_has_its_ending_and_says_what_it_holds(tiny: Workspace) -> None:
    found = tiny.view().registry.given("exporters")
    assert {name: found[name].suffix for name in FORMS} == FORMS
    assert all(each.what.nn != each.what.en for each in (found[name] for name in FORMS))


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("form", FORMS)
def test_a_plan_on_stated_links_is_what_is_written(form: str, here, tmp_path: Path, tables) -> None:
    path = tmp_path / f"x{FORMS[form]}"
    code, _, _ = here("export", form, str(path), "--plan", "b", "--basis", "stated", "--project", TINY)
    assert code == 0
    content = path.read_bytes()
    if FORMS[form] == ".zip":
        nodes, edges = tables(content).values()
        # Counted by hand: tests/test_property_graph.py.
        assert (len(nodes), len(edges)) == (27, 31)
        assert {each.get("basis") or each.get("basis:string") for each in edges} == {"stated"}
    else:
        assert b"inferred" not in content.replace(b'edge[basis = \\"inferred\\"]', b"")
        assert b"None" not in content
        assert b"null" not in content
    assert os.listdir(tmp_path) == [path.name]


def test_stated_links_of_a_plan_are_as_many_as_counted_by_hand(tiny: Workspace, written) -> None:
    content = written(tiny.view("b", basis="stated"), "graphml")[0]
    graph = networkx.read_graphml(io.BytesIO(content))
    assert (len(graph), graph.number_of_edges()) == (27, 31)


@pytest.mark.parametrize("form", FORMS)
def test_the_graph_of_nothing_can_be_written(form: str, tmp_path: Path, written, tables) -> None:
    workspace = Workspace(Project(tmp_path))
    view = workspace.view()
    content, losses = written(view, form)
    assert content
    assert not [each for each in losses if each.count <= 0]
    if FORMS[form] == ".zip":
        assert len(tables(content)) == 2


@pytest.mark.parametrize("form", ["graphml", "gexf", "dot", "mermaid", "cytoscape"])
def test_readers_take_the_graph_of_one_plan(form: str, tiny: Workspace, written, read_in_node, graphviz) -> None:
    content = written(tiny.view("b"), form)[0]
    if form == "dot":
        assert graphviz(content, "-n", "-Tplain", program="neato").count(b"\nedge ") == 36
    else:
        found = read_in_node(form, content)
        assert (len(found["nodes"]), len(found["edges"])) == (29, 36)


def test_each_form_is_the_same_in_another_process(shipped: Workspace, written) -> None:
    script = (
        "import sys, hashlib, io\n"
        "from kgraph.workspace import Workspace\nfrom kgraph.project import Project\n"
        "view = Workspace(Project(None)).view(language='nn')\n"
        "for name in sys.argv[1:]: print(hashlib.sha256(view.export(name)).hexdigest())\n"
    )
    import hashlib

    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", script, *FORMS]
    done = subprocess.run(command, capture_output=True, check=True, env=environment, text=True)
    view = shipped.view(language="nn")
    assert done.stdout.split() == [hashlib.sha256(written(view, name)[0]).hexdigest() for name in FORMS]


def test_what_a_form_cannot_hold_is_told(hostile: Workspace, tiny: Workspace, shipped: Workspace, written) -> None:
    def told(workspace: Workspace, name: str) -> dict[str, int]:
        losses: list[Loss] = written(workspace.view(), name)[1]
        return {" ".join(each.what.en.split()[:3]): each.count for each in losses}

    # M2 alone is both planned and done; M3 supports a:1.2.1 by two claims.
    claims = {"claims beside the": 1}
    lists = {"fields of several": 1, **claims}
    assert told(tiny, "gexf") == told(tiny, "graphml") == told(tiny, "dot") == lists
    assert told(tiny, "csv") == told(tiny, "gephi-csv") == lists
    assert told(tiny, "cytoscape") == told(tiny, "node-link") == told(tiny, "neo4j-csv") == claims
    assert told(hostile, "node-link") == told(hostile, "graphml") == {}
    # A label, a text, a quote and a reason that begin with =.
    assert told(hostile, "csv") == {"texts that a": 4}
    assert told(hostile, "mermaid")["labels of more"] == 1
    assert told(shipped, "mermaid")["links beyond the"] == len(shipped.property_graph().edges) - 500


SEMICOLONS = """
@prefix kg: <https://w3id.org/kgraph/ns#> . @prefix o: <https://w3id.org/kgraph/id/o/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
o:1 a kg:Measure ; skos:notation "o:1" ; rdfs:label "a;b"@en ; kg:status "done; paid" , "planned" .
"""


def test_a_semicolon_in_an_array_of_neo4j_is_a_comma_and_told(tmp_path: Path, written, tables) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "o.ttl").write_text(SEMICOLONS, encoding="utf-8")
    content, losses = written(Workspace(Project(tmp_path)).view(), "neo4j-csv")
    [row] = [each for each in tables(content)["nodes.csv"] if each["id:ID"] == "o:1"]
    assert (row["status:string[]"], row["label:string"]) == ("done, paid;planned", "a;b")
    assert [each.count for each in losses] == [1]


@pytest.fixture(scope="module")
def wordy(tmp_path_factory) -> Workspace:
    """A project of five megabytes of text, no two texts the same."""
    folder = tmp_path_factory.mktemp("wordy")
    (folder / "data").mkdir()
    measures = (
        f'o:{number} a kg:Measure ; skos:notation "o:{number}" ; rdfs:label "{number}"@en ; '
        f'kg:text "{f"{number} word " * 1000}"@en .'
        for number in range(600)
    )
    prefixes = SEMICOLONS.partition("o:1")[0]
    (folder / "data" / "o.ttl").write_text(prefixes + "\n".join(measures), encoding="utf-8")
    return Workspace(Project(folder))


@pytest.mark.parametrize("form", [form for form in FORMS if form != "mermaid"])
def test_what_is_written_is_never_whole_in_memory(form: str, wordy: Workspace, tmp_path: Path) -> None:
    view = wordy.view()
    texts = sum(len(text) for node in view.property_graph().nodes for text in node.fields.get("text", ()))
    assert texts > 5_000_000
    exporter = view.registry.find("exporters", form)
    # What is imported at the first writing is not what is measured.
    list(exporter.write(view, io.BytesIO()))
    with (tmp_path / "x").open("wb") as file:
        tracemalloc.start()
        list(exporter.write(view, file))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < texts / 5
