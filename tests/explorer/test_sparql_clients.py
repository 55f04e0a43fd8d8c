"""Programs that others have written ask the server as they ask any other."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, URLENCODED, XML, SPARQLWrapper

KG = "PREFIX kg: <https://w3id.org/kgraph/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
MEASURES = KG + "SELECT ?code { ?m kg:kind kg:Measure ; skos:notation ?code } ORDER BY ?code"
PARTS = KG + "CONSTRUCT WHERE { ?s kg:partOf ?o }"
HERE = Path(__file__).parent
CI = os.environ.get("CI") == "true"
FETCHED = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kgraph-tests"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@pytest.fixture(scope="module")
def codes(tiny):
    return [row[0] for row in tiny.sparql(MEASURES)]


# ---- SPARQLWrapper


def wrapped(served, query, form, method="GET", way=URLENCODED):
    wrapper = SPARQLWrapper(served.address + "/sparql", returnFormat=form)
    wrapper.setMethod(method)
    wrapper.setRequestMethod(way)
    wrapper.setQuery(query)
    return wrapper.query()


@pytest.mark.parametrize("method, way", [("GET", URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
def test_sparqlwrapper_gets_rows(method, way, served, codes):
    found = wrapped(served, MEASURES, JSON, method, way).convert()
    assert [row["code"]["value"] for row in found["results"]["bindings"]] == codes
    assert len(codes) == 7


def test_sparqlwrapper_gets_every_form_of_rows(served, codes):
    found = wrapped(served, MEASURES, XML).convert()
    assert [each.firstChild.data for each in found.getElementsByTagName("literal")] == codes
    assert wrapped(served, MEASURES, CSV).convert().decode().split() == ["code", *codes]
    assert wrapped(served, MEASURES, TSV).convert().decode().split() == ["?code", *(f'"{code}"' for code in codes)]
    assert wrapped(served, "ASK {}", JSON).convert()["boolean"] is True


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("form", [TURTLE, RDFXML, N3])
def test_sparqlwrapper_gets_triples(form, served, tiny):
    found = wrapped(served, PARTS, form).convert()
    graph = found if isinstance(found, rdflib.Graph) else rdflib.Graph().parse(data=found, format="turtle")
    assert len(graph) == len(tiny.sparql(PARTS))


# ---- rdflib


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflibs_store_asks(method, served, codes, tiny):
    graph = rdflib.Graph(SPARQLStore(served.address + "/sparql", method=method))
    assert [str(row.code) for row in graph.query(MEASURES)] == codes
    assert graph.query("ASK { ?s ?p ?o }").askAnswer is True
    assert len(graph.query(PARTS).graph) == len(tiny.sparql(PARTS))
    part_of = rdflib.URIRef("https://w3id.org/kgraph/ns#partOf")
    assert len(set(graph.triples((None, part_of, None)))) == len(tiny.sparql(PARTS))


# ---- curl


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize(
    "arguments",
    [
        ["--get", "--data-urlencode", "query@-"],
        ["--data-urlencode", "query@-"],
        ["-H", "Content-Type: application/sparql-query", "--data-binary", "@-"],
    ],
)
def test_curl_asks(arguments, served, codes):
    command = [
        "curl",
        "-sS",
        "--fail",
        "--noproxy",
        "*",
        "-H",
        "Accept: text/csv",
        *arguments,
        served.address + "/sparql",
    ]
    done = subprocess.run(command, input=MEASURES.encode(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().split() == ["code", *codes]


# ---- Comunica


@pytest.fixture(scope="module")
def comunica():
    """The command of Comunica that asks endpoints; CI=true fetches it."""
    version = json.loads((HERE / "package.json").read_text())["dependencies"]["@comunica/query-sparql"]
    folder = FETCHED / f"comunica-query-sparql-{version}"
    binary = folder / "node_modules" / ".bin" / "comunica-sparql"
    if CI and not binary.exists():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "package.json", folder)
        install = ["npm", "install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(install, cwd=folder, check=True, capture_output=True)
    if not binary.exists():
        pytest.skip(f"Comunica is not in {folder}; CI=true fetches it, with node and npm")
    return binary


@pytest.mark.parametrize("kind", ["sparql@", ""])
def test_comunica_asks_and_finds_out_what_the_service_is(kind, comunica, served, codes):
    source = f"{kind}{served.address}/sparql"
    command = [str(comunica), source, MEASURES, "-t", "application/sparql-results+json"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()[-500:]
    assert [row["code"]["value"] for row in json.loads(done.stdout)["results"]["bindings"]] == codes


# ---- kgraph itself, and a server elsewhere


def _listens(address):
    host, _, port = address.partition(":")
    try:
        socket.create_connection((host, int(port)), 1).close()
    except OSError:
        return False
    return True


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory, tiny, new_server, free_port, soon):
    """A server of ours that asks an Oxigraph, which has the tiny plans."""
    folder, address = tmp_path_factory.mktemp("oxigraph"), f"127.0.0.1:{free_port()}"
    process = subprocess.Popen(
        [str(Path(sys.executable).parent / "oxigraph"), "serve", "--bind", address],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
    )
    try:
        assert soon(lambda: _listens(address))
        tiny.push(f"http://{address}/store")
        with new_server(project=HERE.parent / "projects" / "tiny", KGRAPH_STORE=f"http://{address}/query") as served:
            yield served
    finally:
        process.kill()
        process.wait()


def test_a_query_is_passed_on_to_a_server_elsewhere(elsewhere, codes, tiny):
    found = elsewhere.get("/sparql", query=MEASURES).json()
    assert [row["code"]["value"] for row in found["results"]["bindings"]] == codes
    assert elsewhere.get("/sparql", query="ASK { ?s <urn:no> ?o }").json()["boolean"] is False
    reply = elsewhere.get("/sparql", query=PARTS, headers={"Accept": "application/n-triples"})
    assert len(list(ox.parse(reply.content, format=ox.RdfFormat.N_TRIPLES))) == len(tiny.sparql(PARTS))
    one = "https://w3id.org/kgraph/graph/own-data/a"
    assert elsewhere.get(
        "/sparql", query=f"SELECT DISTINCT ?g FROM NAMED <{one}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    ).json()["results"]["bindings"] == [{"g": {"type": "uri", "value": one}}]


@pytest.mark.parametrize("query", ["ASK {", "SELECT * { SERVICE <urn:x> {} }", "ASK FROM <urn:x> {}", "DROP ALL"])
def test_what_is_refused_here_is_not_passed_on(query, elsewhere):
    reply = elsewhere.get("/sparql", query=query)
    assert (reply.status_code, reply.headers["Content-Type"]) == (400, "application/problem+json")
