"""`kgraph push`: the graph comes to a server whole, or is noticed as not whole, and nobody else's is touched."""

import shutil
from http.server import BaseHTTPRequestHandler

import pytest
import requests

from kgraph.errors import StoreError
from kgraph.project import open_project
from kgraph.terms import GRAPH
from kgraph.workspace import Workspace

MARK = GRAPH + "mark"
OTHERS = "urn:others"
GOAL = "<http://metadata.un.org/sdg/1>"
# What would be counted twice, were it asked: another name and another kind for what our graph has too.
THEIRS = f'{GOAL} <http://www.w3.org/2004/02/skos/core#notation> "1" ; a <https://w3id.org/kgraph/ns#SDGGoal> .'


@pytest.fixture(scope="module")
def server(new_oxigraph):
    """An Oxigraph whose questions see all graphs, whoever has put them there."""
    with new_oxigraph("--union-default-graph") as address:
        yield address


@pytest.fixture
def emptied(server):
    requests.post(f"{server}/update", data={"update": "DROP ALL"}, timeout=10).raise_for_status()
    return server


@pytest.fixture
def project(tmp_path, tiny):
    """A copy of the tiny project, to be changed."""
    shutil.copytree(tiny.project.root, tmp_path / "project")
    return tmp_path / "project"


def _graph(server, name):
    found = requests.get(
        f"{server}/store", params={"graph": name}, headers={"Accept": "application/n-triples"}, timeout=9
    )
    return sorted(found.content.splitlines()) if found.ok else None


def _graphs(server):
    query = {"query": "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"}
    found = requests.post(f"{server}/query", data=query, headers={"Accept": "text/csv"}, timeout=10)
    return set(found.text.split()[1:])


def _store(server, root=None):
    return Workspace(open_project(root), store=f"{server}/query")


@pytest.mark.parametrize("update", [False, True])
def test_every_graph_is_there_as_it_was_built_and_pushing_again_changes_nothing(emptied, tiny, update):
    endpoint = f"{emptied}/{'update' if update else 'store'}"
    for _ in range(2):
        pushed = tiny.push(endpoint, update=update)
        for name, triples in tiny.named_graphs().items():
            assert _graph(emptied, name) == sorted(triples.splitlines())
        assert _graphs(emptied) == {*tiny.named_graphs(), MARK}
    # Counted from what the engine holds, not from what is sent.
    assert (pushed.url, pushed.triples, pushed.graphs) == (endpoint, len(tiny.engine), len(tiny.named_graphs()))


@pytest.mark.parametrize("update", [False, True])
def test_what_has_changed_is_answered_and_what_is_gone_is_gone(emptied, project, update):
    endpoint = f"{emptied}/{'update' if update else 'store'}"
    more = project / "data" / "more.ttl"
    more.write_text(
        "@prefix kg: <https://w3id.org/kgraph/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        '<urn:m> a kg:Measure ; rdfs:label "A measure of its own\u2028in \\"two\\" lines"@en .\n'
    )
    Workspace(open_project(project)).push(endpoint, update=update)
    before = _store(emptied, project)
    assert "A measure of its own" in str(before.ask("measures").rows)
    with_more = len(before.ask("measures").rows)

    more.unlink()
    Workspace(open_project(project)).push(endpoint, update=update)
    after = _store(emptied, project)
    assert len(after.ask("measures").rows) == with_more - 1
    assert after.key != before.key
    assert not any(name.endswith("/more") for name in _graphs(emptied))


@pytest.mark.parametrize("update", [False, True])
def test_the_graphs_of_others_stay_and_count_for_nothing(emptied, shipped, update):
    for where in ({"graph": OTHERS}, {"default": ""}):
        text = {"Content-Type": "text/turtle"}
        requests.put(f"{emptied}/store", params=where, data=THEIRS, headers=text, timeout=10).raise_for_status()
    theirs = _graph(emptied, OTHERS)
    shipped.push(f"{emptied}/{'update' if update else 'store'}", update=update)
    for question in ("SDG goals", "count measures per SDG goal", "why sogn:1.1-M1 support sdg:8"):
        assert _store(emptied).ask(question) == shipped.ask(question)
    assert _store(emptied).sparql(f"SELECT ?g WHERE {{ GRAPH ?g {{ {GOAL} a ?kind }} }}").total == 1
    assert _graph(emptied, OTHERS) == theirs
    assert len(theirs) == 2


def test_a_push_that_fails_midway_is_noticed_and_pushing_again_mends_it(emptied, tiny, little):
    sent = []

    def forward(handler: BaseHTTPRequestHandler) -> None:
        """To the server, but for the fourth graph, whose server has no room."""
        command, path, headers, body = through.seen[-1]
        sent.append(command)
        broken = command == "PUT" and sent.count("PUT") == 4
        headers = {name: headers[name] for name in ("Accept", "Content-Type") if name in headers}
        found = requests.request(command, emptied + path, data=body, headers=headers, timeout=10)
        handler.send_response(507 if broken else found.status_code)
        handler.end_headers()
        handler.wfile.write(b"no room" if broken else found.content)

    tiny.push(f"{emptied}/store")
    through = little(forward)
    endpoint = f"http://{through.host}/store"
    with pytest.raises(StoreError, match=r"\(507\): no room"):
        tiny.push(endpoint)
    with pytest.raises(StoreError, match="holds no graph of kgraph's, or not the whole of one"):
        _store(emptied, tiny.project.root).ask("measures")
    tiny.push(endpoint)
    there = _store(emptied, tiny.project.root)
    assert there.ask("measures") == tiny.ask("measures")


def test_a_store_without_a_graph_says_how_to_put_it_there(emptied):
    with pytest.raises(StoreError) as error:
        _store(emptied).ask("measures")
    assert "kgraph push" in error.value.hint


def test_what_takes_everything_and_keeps_nothing_is_noticed(tiny, little, saying):
    with pytest.raises(StoreError, match="has none of them afterwards"):
        tiny.push(little(saying()).url)


def test_the_wrong_address_is_told_from_the_right_one(server, tiny, little, saying):
    for path, update in (("query", False), ("store", True), ("nowhere", False)):
        with pytest.raises(StoreError, match=r"refuses \(4\d\d\)"):
            tiny.push(f"{server}/{path}", update=update)
    with pytest.raises(StoreError, match="not with a graph: <html>"):
        tiny.push(little(saying("<html>Welcome</html>")).url)


def test_virtuoso_takes_updates_with_a_digest(new_virtuoso, tiny):
    with new_virtuoso() as host:
        tiny.push(f"http://dba:dba@{host}/sparql-auth", update=True)
        there = Workspace(tiny.project, store=f"http://{host}/sparql")
        assert there.ask("measures without budget show year") == tiny.ask("measures without budget show year")
        with pytest.raises(StoreError, match=r"\(401\)"):
            tiny.push(f"http://dba:wrong@{host}/sparql-auth", update=True)


def test_an_answer_that_virtuoso_has_cut_off_is_none(new_virtuoso, tiny):
    with new_virtuoso(rows=50) as host:
        tiny.push(f"http://dba:dba@{host}/sparql-graph-crud-auth")
        with pytest.raises(StoreError, match="gives only a part of the answer"):
            Workspace(tiny.project, store=f"http://{host}/sparql").ask("measures")


def test_the_same_graph_is_the_same_text_however_often_it_is_built(tiny):
    from kgraph.building import build
    from kgraph.engines.embedded import Embedded

    def built(path):
        path.write_bytes(build(tiny.project.sources()))
        return Embedded(str(path)).graphs()

    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        assert built(Path(folder) / "a.nq") == built(Path(folder) / "b.nq") == tiny.named_graphs()


# ---- the command


def test_the_command_says_what_it_has_put_where(emptied, tiny, here, tmp_path):
    root = str(tiny.project.root)
    code, out, err = here("push", f"{emptied}/store", "--project", root)
    number, triples = len(tiny.named_graphs()), len(tiny.engine)
    assert (code, err) == (0, "")
    assert out == f"{emptied}/store has the graph now: {triples} triples in {number} named graphs\n"

    # What an update has done nobody tells: no more is said than is known.
    code, out, _ = here("push", f"{emptied}/update", "--update", "--project", root)
    assert code == 0
    assert out.startswith(f"{emptied}/update says yes to the graph: {triples} triples in {number} named graphs; ")

    code, out, _ = here("push", str(tmp_path / "graph.nq"), "--project", root, "--lang", "nn")
    assert code == 0
    assert out.endswith(f"{triples} tripel i {number} namngjevne grafar\n")
    content = (tmp_path / "graph.nq").read_bytes()
    assert content.count(b"\n") == triples + number + 1


def test_a_file_does_for_a_server_what_pushing_does(emptied, tiny, here, tmp_path):
    assert here("push", str(tmp_path / "graph.nq"), "--project", str(tiny.project.root))[0] == 0
    content = (tmp_path / "graph.nq").read_bytes()
    headers = {"Content-Type": "application/n-quads"}
    requests.post(f"{emptied}/store", data=content, headers=headers, timeout=10).raise_for_status()
    assert _store(emptied, tiny.project.root).ask("measures") == tiny.ask("measures")


@pytest.mark.parametrize("way", ["option", "variable"])
def test_questions_on_the_command_line_are_asked_there(emptied, tiny, here, monkeypatch, way):
    tiny.push(f"{emptied}/store")
    store = ("--store", f"{emptied}/query")
    if way == "variable":
        monkeypatch.setenv("KGRAPH_STORE", store[1])
        store = ()
    root = ("--project", str(tiny.project.root))
    for words in (("ask", "measures"), ("sparql", "ASK { ?s ?p ?o }"), ("why", "a:1-M1", "sdg:11"), ("gaps",)):
        assert here(*words, *root, *store)[:2] == here(*words, *root)[:2], words
    # No project is needed, and none is spoken of.
    requests.post(f"{emptied}/update", data={"update": "DROP ALL"}, timeout=10)
    code, out, err = here("ask", "measures", *store)
    assert (code, out) == (1, "")
    assert err.startswith(f"{emptied}/query holds no graph")
