"""Every export read again by the tools that it is for: each node, each edge, each label, each value and its type."""

import io
import json
import zipfile
from math import isnan
from typing import Any

import duckdb
import igraph
import networkx
import pytest

from kgraph.workspace import Workspace

PROJECTS = ("tiny", "hostile")
DRAWN = {"x", "y", "color"}


@pytest.fixture(scope="module", params=PROJECTS)
def workspace(request: pytest.FixtureRequest) -> Workspace:
    found: Workspace = request.getfixturevalue(request.param)
    return found


def without(found: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name not in names}


def same(found: dict[str, dict[str, Any]], wanted: dict[str, dict[str, Any]], *, in_javascript: bool = False) -> None:
    """What differs, and nothing else, is told; JavaScript has one type of numbers."""

    def typed(value: Any) -> Any:
        return (value, None if in_javascript and type(value) is not bool else type(value))

    assert set(found) == set(wanted)
    assert not {
        (key, name): (found[key].get(name), each.get(name))
        for key, each in wanted.items()
        for name in set(each) | set(found[key])
        if typed(found[key].get(name)) != typed(each.get(name))
    }


def of_networkx(graph: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    nodes = {name: dict(data) for name, data in graph.nodes(data=True)}
    return nodes, [{"source": start, "target": end, **data} for start, end, data in graph.edges(data=True)]


def placed(nodes: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The nodes without place and colour, which every one of them has."""
    for node in nodes.values():
        assert isinstance(node["x"], float)
        assert isinstance(node["y"], float)
        assert len(node["color"]) == 7
    return {name: without(node, *DRAWN) for name, node in nodes.items()}


def test_every_hostile_label_is_in_the_graph(hostile: Workspace, labels: list[str]) -> None:
    nodes = {node.thing.code: node for node in hostile.property_graph().nodes}
    assert [nodes[f"h:M{number}"].thing.label for number in range(len(labels))] == labels
    assert [nodes[f"h:M{number}"].fields["text"] for number in range(len(labels))] == [(each,) for each in labels]
    evidence = {(each.quote, each.reason) for each in hostile.property_graph().edges if each.link == "supports"}
    assert evidence == {(each, each) for each in labels}


def test_networkx_reads_graphml(workspace: Workspace, written, expected, by_ends) -> None:
    graph = networkx.read_graphml(io.BytesIO(written(workspace.view(), "graphml")[0]), force_multigraph=True)
    nodes, edges = of_networkx(graph)
    want_nodes, want_edges = expected(workspace.property_graph())
    same(placed(nodes), want_nodes)
    same(by_ends([without(each, "id") for each in edges]), want_edges)


def test_networkx_reads_gexf(workspace: Workspace, written, expected, by_ends) -> None:
    content = written(workspace.view(), "gexf")[0]
    graph = networkx.read_gexf(io.BytesIO(content), version="1.3")
    assert graph.is_directed()
    nodes, edges = of_networkx(graph)
    want_nodes, want_edges = expected(workspace.property_graph())
    for node in nodes.values():
        drawn = node.pop("viz")
        assert set(drawn["color"]) >= {"r", "g", "b"}
        assert set(drawn["position"]) == {"x", "y", "z"}
    same(nodes, want_nodes)
    assert len({each["id"] for each in edges}) == len(edges)
    # networkx takes the label of a link for its key.
    same(by_ends([without(each, "id", "kind", "networkx_key") for each in edges]), want_edges)


def test_networkx_reads_node_link_json(workspace: Workspace, written, expected, by_ends) -> None:
    content = written(workspace.view(), "node-link")[0]
    graph = networkx.node_link_graph(json.loads(content), edges="edges")
    assert (graph.is_directed(), graph.is_multigraph()) == (True, True)
    nodes, edges = of_networkx(graph)
    want_nodes, want_edges = expected(workspace.property_graph(), lists=True)
    same(placed(nodes), want_nodes)
    same(by_ends(edges), want_edges)
    assert len({key for _, _, key in graph.edges(keys=True)}) == len(edges)


def test_igraph_reads_graphml(workspace: Workspace, written, expected, by_ends, tmp_path) -> None:
    path = tmp_path / "x.graphml"
    path.write_bytes(written(workspace.view(), "graphml")[0])
    graph = igraph.Graph.Read_GraphML(str(path))
    want_nodes, want_edges = expected(workspace.property_graph())
    nodes = {each["id"]: each.attributes() for each in graph.vs}
    name = {each.index: each["id"] for each in graph.vs}
    edges = by_ends([{"source": name[e.source], "target": name[e.target], **e.attributes()} for e in graph.es])
    assert (set(nodes), set(edges)) == (set(want_nodes), set(want_edges))
    for found, wanted in ((nodes, want_nodes), (edges, want_edges)):
        for key, values in wanted.items():
            assert {each: found[key][each] for each in values} == values
            # It has no way to leave a value out.
            left = without(found[key], *values, *DRAWN, "id").values()
            assert not [each for each in left if each and not (isinstance(each, float) and isnan(each))]


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_graphology_reads(workspace: Workspace, form: str, written, expected, by_ends, read_in_node) -> None:
    found = read_in_node(form, written(workspace.view(), form)[0])
    want_nodes, want_edges = expected(workspace.property_graph())
    nodes = {each["id"]: without(each, "id", "size") for each in found["nodes"]}
    assert {len({each["x"] for each in nodes.values()}) > 1, len({each["y"] for each in nodes.values()}) > 1} == {True}
    assert all(each["color"] for each in nodes.values())
    same({name: without(each, *DRAWN, "z") for name, each in nodes.items()}, want_nodes, in_javascript=True)
    same(by_ends([without(each, "id", "kind") for each in found["edges"]]), want_edges, in_javascript=True)


def test_cytoscape_reads(workspace: Workspace, written, expected, by_ends, read_in_node) -> None:
    found = read_in_node("cytoscape", written(workspace.view(), "cytoscape")[0])
    want_nodes, want_edges = expected(workspace.property_graph(), lists=True)
    assert not [
        each
        for each in found["nodes"]
        if each["name"] != each["label"] or each["drawn"].split() != each["label"].split()
    ]
    same(
        {each["id"]: without(each, "id", "name", "drawn", *DRAWN) for each in found["nodes"]},
        want_nodes,
        in_javascript=True,
    )
    edges = by_ends([without(each, "id") for each in found["edges"]])
    same({name: without(each, "dashed") for name, each in edges.items()}, want_edges, in_javascript=True)
    assert {name for name, each in edges.items() if each["dashed"]} == {
        name for name, each in want_edges.items() if each["basis"] == "inferred"
    }


def test_mermaid_reads(workspace: Workspace, written, expected, read_in_node) -> None:
    content, losses = written(workspace.view(), "mermaid")
    found = read_in_node("mermaid", content)
    want_nodes, want_edges = expected(workspace.property_graph())
    labels = [each["label"] for each in want_nodes.values()]
    assert [each["label"] for each in found["nodes"]] == [
        each if len(each) <= 200 else each[:199] + "…" for each in labels
    ]
    codes = dict(zip((each["id"] for each in found["nodes"]), want_nodes, strict=True))
    assert [
        (codes[each["source"]], codes[each["target"]], each["label"], each["stroke"]) for each in found["edges"]
    ] == [
        (each["source"], each["target"], each["label"], "dotted" if each["basis"] == "inferred" else "normal")
        for each in want_edges.values()
    ]
    kinds = [each["kind"] for each in want_nodes.values()]
    of_class = {(kind, *each["classes"]) for kind, each in zip(kinds, found["nodes"], strict=True)}
    assert len(of_class) == len(set(kinds)) == len({name for _, name in of_class})
    assert {name for _, name in of_class} == set(found["classes"])
    told = {each.what.en.split()[0]: each.count for each in losses}
    assert told.get("labels", 0) == sum(len(each) > 200 for each in labels)
    own = {"label", "kind", "iri", "code"}
    assert told.get("fields:", 0) == sum(len(set(each) - own) for each in want_nodes.values())


def test_graphviz_reads(workspace: Workspace, written, expected, by_ends, graphviz) -> None:
    content = written(workspace.view(), "dot")[0]
    found = json.loads(graphviz(content, "-Tjson0"))
    want_nodes, want_edges = expected(workspace.property_graph())
    nodes = {each["_gvid"]: each for each in found["objects"]}
    read = {_text(each["kg_id"]): each for each in nodes.values()}
    wanted = {name: {key: _shown(value) for key, value in each.items()} for name, each in want_nodes.items()}
    assert {name: _kept(each) | {"label": _label(each)} for name, each in read.items()} == {
        name: each | {"label": _lines(each["label"])} for name, each in wanted.items()
    }
    codes = {number: _text(each["kg_id"]) for number, each in nodes.items()}
    edges = [
        {**_kept(each), "source": codes[each["tail"]], "target": codes[each["head"]], "label": _label(each)}
        for each in found.get("edges", [])
    ]
    same(by_ends(edges), want_edges)
    dashed = sum(each.get("style") == "dashed" for each in found.get("edges", []))
    assert dashed == sum(each["basis"] == "inferred" for each in want_edges.values())


def test_graphviz_draws_labels_as_nothing_but_text(hostile: Workspace, written, graphviz) -> None:
    from xml.etree import ElementTree as ET

    content = written(hostile.view(), "dot")[0]
    root = ET.fromstring(graphviz(content, "-Tsvg"))
    tags = {each.tag.rpartition("}")[2] for each in root.iter()}
    assert tags <= {"svg", "g", "title", "polygon", "path", "text"}
    texts = {each.text for each in root.iter() if each.tag.endswith("}text")}
    assert {"<script>alert(1)</script><img src=x onerror=alert(1)>", "None", "=cmd|' /C calc'!A0"} <= texts
    assert "</data></node>]]><!-- open &lt;b&gt; &amp; &#60; &" in texts


def _text(value: str) -> str:
    """As the docstring of the exporter says: a backslash is written twice, a line break as `\\n`."""
    parts = {"\\\\": "\\", "\\n": "\n", "\\r": "\r"}
    found, place = [], 0
    while place < len(value):
        pair = value[place : place + 2]
        found.append(parts.get(pair, value[place]))
        place += 2 if pair in parts else 1
    return "".join(found)


def _kept(values: dict[str, Any]) -> dict[str, str]:
    return {name[3:]: _text(text) for name, text in values.items() if name.startswith("kg_") and name != "kg_id"}


def _label(values: dict[str, Any]) -> str:
    return _text(values["label"]).replace("&amp;", "&")


def _lines(label: str) -> str:
    return label.replace("\r\n", "\n").replace("\r", "\n")


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


# ---- tables


def test_duckdb_reads_things_and_links(workspace: Workspace, written, expected, by_ends, tmp_path) -> None:
    content, losses = written(workspace.view(), "csv")
    want_nodes, want_edges = expected(workspace.property_graph())
    things, links = _read(content, tmp_path, "things.csv"), _read(content, tmp_path, "links.csv")
    risky = 0
    for want in (want_nodes, want_edges):
        for each in want.values():
            for name, value in each.items():
                if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
                    each[name] = "'" + value
                    risky += 1
    same({each["id"]: without(each, "id", *DRAWN) for each in things}, want_nodes)
    same(by_ends([without(each, "id") for each in links]), want_edges)
    assert risky == sum(each.count for each in losses if "formulas" in each.what.en)


def test_duckdb_reads_gephis_tables(workspace: Workspace, written, expected, by_ends, tmp_path) -> None:
    content = written(workspace.view(), "gephi-csv")[0]
    want_nodes, want_edges = expected(workspace.property_graph())
    nodes, edges = _read(content, tmp_path, "nodes.csv"), _read(content, tmp_path, "edges.csv")
    assert {each["Id"]: without(each, "Id", "Label", *DRAWN) for each in nodes} == {
        name: without(each, "label") for name, each in want_nodes.items()
    }
    assert {each["Id"]: each["Label"] for each in nodes} == {name: each["label"] for name, each in want_nodes.items()}
    assert {each.pop("Type") for each in edges} == {"Directed"}
    names = {"Source": "source", "Target": "target", "Label": "label"}
    found = [{names.get(name, name): cell for name, cell in each.items() if name != "Id"} for each in edges]
    same(by_ends(found), want_edges)


def test_duckdb_reads_neo4js_tables(workspace: Workspace, written, expected, tmp_path) -> None:
    content, losses = written(workspace.view(), "neo4j-csv")
    want_nodes, want_edges = expected(workspace.property_graph(), lists=True)
    nodes, edges = _read(content, tmp_path, "nodes.csv"), _read(content, tmp_path, "relationships.csv")
    assert all(each[":LABEL"] == each["kind:string"] for each in nodes)
    types = {"string": str, "long": int, "double": (int, float), "boolean": bool, "date": str, "string[]": str}
    for each in nodes:
        wanted = want_nodes[each.pop("id:ID")]
        assert each.pop(":LABEL") == wanted["kind"]
        found = {}
        for heading, value in each.items():
            name, _, sort = heading.partition(":")
            assert isinstance(value, types[sort])
            found[name] = value.split(";") if sort.endswith("[]") else value
        assert without(found, *DRAWN) == wanted
    assert {f"{each[':START_ID']} {each[':TYPE']} {each[':END_ID']}" for each in edges} == set(want_edges)
    assert not [each for each in losses if "semicolon" in each.what.en]


def _read(content: bytes, folder, name: str) -> list[dict[str, Any]]:
    """The rows of a table as DuckDB has them: types by its own guess, dates as texts, what is empty left out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (folder / name).write_bytes(archive.read(name))
    reading = "read_csv(?, all_varchar = false, sample_size = -1, strict_mode = true, quote = '\"', escape = '\"')"
    with duckdb.connect() as database:
        found = database.execute(f"SELECT * FROM {reading}", [str(folder / name)])
        columns = [column[0] for column in found.description]
        rows = found.fetchall()
    texts = [[str(cell) if hasattr(cell, "isoformat") else cell for cell in row] for row in rows]
    return [{name: cell for name, cell in zip(columns, row, strict=True) if cell is not None} for row in texts]
