"""The SPARQL 1.1 Protocol, case by case: those of the W3C's test suite on graphs that are here, and more."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
import rdflib

GRAPH = "https://w3id.org/kgraph/graph/"
A, B, SDG = (GRAPH + name for name in ("own-data/a", "own-data/b", "data/sdg"))
FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
PLANS = "SELECT ?plan ?code { ?plan kg:kind kg:Plan ; skos:notation ?code } ORDER BY ?code"
PREFIXES = "PREFIX kg: <https://w3id.org/kgraph/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
A_PLAN, B_PLAN = "<https://w3id.org/kgraph/id/a/plan>", "<https://w3id.org/kgraph/id/b/plan>"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"


def asked(served, query, **headers):
    return served.send("POST", "/sparql", data={"query": PREFIXES + query}, headers=headers)


def graphs(**named):
    return [(f"{name}-graph-uri", iri) for name, iris in named.items() for iri in iris]


# ---- the cases of https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/, of queries

YES = {
    "query_post_form": ("POST", graphs(default=[A]), FORM, b"query=ASK%20%7B%7D"),
    "query_dataset_default_graphs_get": (
        "GET",
        [("query", f"ASK {{ {A_PLAN} a ?one . {B_PLAN} a ?other . }}"), *graphs(default=[A, B])],
        None,
        None,
    ),
    "query_dataset_default_graphs_post": (
        "POST",
        graphs(default=[A, B]),
        DIRECT,
        f"ASK {{ {A_PLAN} a ?one . {B_PLAN} a ?other . }}".encode(),
    ),
    "query_dataset_named_graphs_post": (
        "POST",
        graphs(named=[A, B]),
        DIRECT,
        f"ASK {{ GRAPH ?g1 {{ {A_PLAN} a ?one }} GRAPH ?g2 {{ {B_PLAN} a ?other }} }}".encode(),
    ),
    "query_dataset_named_graphs_get": (
        "GET",
        [
            ("query", f"ASK {{ GRAPH ?g1 {{ {A_PLAN} a ?one }} GRAPH ?g2 {{ {B_PLAN} a ?other }} }}"),
            *graphs(named=[A, B]),
        ],
        None,
        None,
    ),
    "query_dataset_full": (
        "POST",
        graphs(default=[SDG], named=[A, B]),
        DIRECT,
        (
            "ASK { <http://metadata.un.org/sdg/11> a ?type "
            f"GRAPH ?g1 {{ {A_PLAN} a ?one }} GRAPH ?g2 {{ {B_PLAN} a ?other }} }}"
        ).encode(),
    ),
    "query_multiple_dataset": (
        "POST",
        graphs(named=[A, B]),
        DIRECT,
        f"ASK FROM <{SDG}> {{ GRAPH ?g1 {{ {A_PLAN} a ?one }} GRAPH ?g2 {{ {B_PLAN} a ?other }} }}".encode(),
    ),
    "query_get": ("GET", [("query", "ASK {}"), *graphs(default=[A])], None, None),
    "query_post_direct": ("POST", [], DIRECT, b"ASK {}"),
    "query_post_direct with what says its characters": ("POST", [], DIRECT + '; charset="UTF-8"', b"ASK {}"),
    "the dataset in the form": (
        "POST",
        [],
        FORM + ";charset=utf-8",
        f"query=ASK%20%7B{A_PLAN}%20a%20?t%7D&default-graph-uri={A}".encode(),
    ),
    "unknown parameters": ("GET", [("query", "ASK {}"), ("output", "json"), ("x", "")], None, None),
}
NO = {
    "one graph is asked alone": f"default-graph-uri={B}&query=ASK {{ {A_PLAN} a ?t }}",
    "named graphs alone are no default graph": f"named-graph-uri={A}&query=ASK {{ {A_PLAN} a ?t }}",
    "a default graph alone has no name": f"default-graph-uri={A}&query=ASK {{ GRAPH ?g {{ {A_PLAN} a ?t }} }}",
    "FROM": f"query=ASK FROM <{B}> {{ {A_PLAN} a ?t }}",
    "FROM after a prefix": f"query=PREFIX g: <{GRAPH}own-data/> ASK FROM g:b {{ {A_PLAN} a ?t }}",
    "FROM after a base": f"query=BASE <{GRAPH}> ASK FROM <own-data/b> # a comment\n {{ {A_PLAN} a ?t }}",
    "FROM NAMED": f"query=ASK FROM NAMED <{A}> {{ {A_PLAN} a ?t }}",
    "the request goes before FROM": f"default-graph-uri={B}&query=ASK FROM <{A}> {{ {A_PLAN} a ?t }}",
}
REFUSED = {
    "bad_query_method": ("PUT", "query=ASK {}", FORM, b"", 405),
    "delete": ("DELETE", "query=ASK {}", None, None, 405),
    "patch": ("PATCH", "", DIRECT, b"ASK {}", 405),
    "bad_multiple_queries": ("GET", "query=ASK {}&query=SELECT * {}", None, None, 400),
    "two queries in a form": ("POST", "", FORM, b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", 400),
    "a query in the address and one in the form": ("POST", "query=ASK {}", FORM, b"query=ASK%20%7B%7D", 400),
    "bad_query_wrong_media_type": ("POST", "", "text/plain", b"ASK {}", 415),
    "bad_query_missing_form_type": ("POST", "", None, b"query=ASK%20%7B%7D", 415),
    "bad_query_missing_direct_type": ("POST", "", None, b"ASK {}", 415),
    "bad_query_non_utf8": ("POST", "", DIRECT + "; charset=UTF-16", "ASK {}".encode("utf-16"), 415),
    "no UTF-8, whatever it says": ("POST", "", DIRECT, "ASK {}".encode("utf-16"), 400),
    "a form that is no UTF-8": ("POST", "", FORM, b"query=%FF", 400),
    "a form of very many fields": ("POST", "", FORM, b"a=1&" * 2000, 400),
    "bad_query_syntax": ("GET", "query=ASK {", None, None, 400),
    "nothing": ("GET", "query=", None, None, 400),
    "a form without a query": ("POST", "", FORM, b"", 400),
    "bad_update_get": ("GET", "update=CLEAR ALL", None, None, 400),
    "bad_multiple_updates": ("POST", "", FORM, b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", 400),
    "bad_update_wrong_media_type": ("POST", "", "text/plain", b"CLEAR NAMED", 415),
    "bad_update_missing_form_type": ("POST", "", None, b"update=CLEAR%20NAMED", 415),
    "bad_update_non_utf8": ("POST", "", UPDATE + "; charset=UTF-16", "CLEAR NAMED".encode("utf-16"), 415),
    "bad_update_syntax": ("POST", "", FORM, b"update=CLEAR%20XYZ", 400),
    "an update in a form": ("POST", "", FORM, b"update=CLEAR%20ALL", 400),
    "an update": ("POST", "", UPDATE, b"CLEAR ALL", 415),
    "an update that is called a query": ("POST", "", DIRECT, b"INSERT DATA { <urn:a> <urn:b> 1 }", 400),
    "LOAD": ("GET", "query=LOAD <http://localhost/>", None, None, 400),
    "SERVICE": ("GET", "query=SELECT * { SERVICE <http://localhost/> {} }", None, None, 400),
    "a default graph elsewhere": ("GET", "query=ASK {}&default-graph-uri=http://example.org/x", None, None, 400),
    "a named graph elsewhere": ("GET", "query=ASK {}&named-graph-uri=file:///etc/passwd", None, None, 400),
    "one graph here and one elsewhere": (
        "GET",
        f"query=ASK {{}}&default-graph-uri={A}&default-graph-uri=urn:x",
        None,
        None,
        400,
    ),
    "FROM elsewhere": ("GET", "query=ASK FROM <http://example.org/x> {}", None, None, 400),
    "FROM NAMED elsewhere": ("GET", "query=SELECT*FROM NAMED<urn:x>{}", None, None, 400),
    "very much": ("POST", "", DIRECT, b"#" * 2_000_000, 413),
    "more than a query may be": ("POST", "", DIRECT, b"ASK {} #" + b"x" * 200_000, 400),
}


@pytest.mark.parametrize("case", YES)
def test_what_the_protocol_allows_is_answered(case, served):
    method, values, media, body = YES[case]
    reply = served.send(method, "/sparql", params=values, data=body, headers={"Content-Type": media} if media else {})
    assert reply.status_code == 200, reply.text
    assert reply.headers["Content-Type"] == JSON
    assert reply.json()["boolean"] is True


@pytest.mark.parametrize("case", NO)
def test_only_the_graphs_that_are_named_are_asked(case, served):
    reply = served.send(
        "GET",
        "/sparql?" + NO[case].replace(" ", "%20").replace("#", "%23").replace("\n", "%0A").replace("ns%23", "ns#"),
    )
    assert reply.status_code == 200, reply.text
    assert reply.json()["boolean"] is False


@pytest.mark.parametrize("case", REFUSED)
def test_what_the_protocol_does_not_allow_is_refused_in_words(case, served):
    method, values, media, body, status = REFUSED[case]
    headers = {"Content-Type": media} if media else {}
    reply = served.send(method, "/sparql?" + values.replace(" ", "%20"), data=body, headers=headers)
    assert reply.status_code == status, reply.text
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert len(reply.json()["detail"]) > 10
    if status == 405:
        assert reply.headers["Allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize("language, words", [("en", "only reads"), ("nn", "berre les"), ("nb", "bare leser")])
def test_refusals_speak_the_readers_language(language, words, served):
    reply = served.send("POST", f"/sparql?lang={language}", data={"update": "CLEAR ALL"})
    assert words in reply.json()["detail"]


def test_head_has_the_headers_of_get_and_no_body(served):
    get = served.get("/sparql", query=PREFIXES + PLANS)
    head = served.send("HEAD", "/sparql", params={"query": PREFIXES + PLANS})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(get.content))
    assert head.headers["Content-Type"] == get.headers["Content-Type"]


def test_an_address_with_a_slash_at_its_end_leads_there(served):
    assert served.get("/sparql/", query="ASK {}").json()["boolean"] is True


def test_relative_iris_are_relative_to_the_service(served):
    reply = asked(served, "CONSTRUCT { <s> <p> 1 } WHERE {}", Accept="application/n-triples")
    assert f"<{served.address}/s>" in reply.text


# ---- in which form

SELECT, ASK, CONSTRUCT = "SELECT (1 AS ?value) {}", "ASK {}", "CONSTRUCT { <urn:s> <urn:p> 1 } WHERE {}"
DESCRIBE = f"DESCRIBE {A_PLAN}"
TURTLE, TRIPLES = "text/turtle", "application/n-triples"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
NEGOTIATED = [
    (SELECT, "", JSON),
    (SELECT, "*/*", JSON),
    (SELECT, JSON, JSON),
    (SELECT, "application/json", "application/json"),
    (SELECT, XML, XML),
    (SELECT, BROWSER, "application/xml"),
    (SELECT, CSV, CSV),
    (SELECT, TSV, TSV),
    (SELECT, "text/*", "text/xml"),
    (SELECT, f"{CSV}, {TSV};q=0.9", CSV),
    (SELECT, f"{CSV};q=0.1, {TSV};q=0.9", TSV),
    (SELECT, f"*/*, {JSON};q=0", XML),
    (SELECT, f"{JSON};q=0.2, */*;q=0.1", JSON),
    (SELECT, f"TEXT/CSV ; Q=0.5 , {TURTLE}", CSV),
    (SELECT, f"nonsense, {CSV};q=many, {TSV}", TSV),
    (SELECT, f"{TURTLE}, {JSON};q=0.001", JSON),
    (SELECT, TURTLE, None),
    (SELECT, "image/png", None),
    (SELECT, "*/*;q=0", None),
    (ASK, XML, XML),
    (ASK, BROWSER, "application/xml"),
    (ASK, f"{CSV}, {JSON};q=0.1", JSON),
    (ASK, CSV, None),
    (ASK, TSV, None),
    (CONSTRUCT, "*/*", TURTLE),
    (CONSTRUCT, TRIPLES, TRIPLES),
    (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
    (CONSTRUCT, "application/ld+json", "application/ld+json"),
    (CONSTRUCT, "application/*;q=0.5, text/turtle;q=0.4", TRIPLES),
    (CONSTRUCT, JSON, None),
    (DESCRIBE, "", TURTLE),
    (DESCRIBE, "application/rdf+xml, text/turtle;q=0.9", "application/rdf+xml"),
]


@pytest.mark.parametrize("query, accept, media", NEGOTIATED)
def test_the_form_is_the_one_that_is_liked_best(query, accept, media, served):
    reply = asked(served, query, Accept=accept)
    if media is None:
        assert (reply.status_code, reply.headers["Content-Type"]) == (406, "application/problem+json")
        assert "json" in reply.json()["hint"]
    else:
        assert (reply.status_code, reply.headers["Content-Type"].partition(";")[0]) == (200, media)
    assert "Accept" in reply.headers["Vary"].replace(" ", "").split(",")


CODES = ["a:plan", "b:plan"]


def _xml_codes(text):
    name = "{http://www.w3.org/2005/sparql-results#}"
    return [each.text for each in ET.fromstring(text).iter(name + "literal")]


READ = {
    JSON: lambda text: [row["code"]["value"] for row in json.loads(text)["results"]["bindings"]],
    XML: _xml_codes,
    CSV: lambda text: [row["code"] for row in csv.DictReader(io.StringIO(text))],
    TSV: lambda text: [line.split("\t")[1].strip('"') for line in text.splitlines()[1:]],
}


@pytest.mark.parametrize("media", READ)
def test_rows_are_the_same_in_every_form(media, served):
    assert READ[media](asked(served, PLANS, Accept=media).text) == CODES


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("media", [TURTLE, TRIPLES, "application/rdf+xml", "application/ld+json"])
def test_triples_are_the_same_in_every_form(media, served, tiny):
    reply = asked(served, "CONSTRUCT WHERE { ?s kg:partOf ?o }", Accept=media)
    found = rdflib.Graph().parse(
        data=reply.content, format="xml" if "rdf" in media else media.replace("application/ld+json", "json-ld")
    )
    expected = tiny.sparql(PREFIXES + "CONSTRUCT WHERE { ?s kg:partOf ?o }")
    assert {tuple(map(str, each)) for each in found} == set(expected)
    assert len(found) > 10


ODD = r'"tab\t, line\n, \"quote\", <b>&amp;, \\ end"'


@pytest.mark.parametrize("media", [JSON, XML, TSV])
def test_odd_texts_come_through_whole(media, served):
    reply = asked(
        served,
        f'SELECT ?a ?b ?c ?d {{ VALUES (?a ?b ?c ?d) {{ ({ODD} "æ"@nn 1.50 UNDEF) (<urn:x> true 1e3 "" ) }} }}',
        Accept=media,
    )
    form = {JSON: ox.QueryResultsFormat.JSON, XML: ox.QueryResultsFormat.XML, TSV: ox.QueryResultsFormat.TSV}[media]
    rows = [tuple(map(str, (row[place] for place in range(4)))) for row in ox.parse_query_results(reply.content, form)]
    assert rows[0][0] == str(ox.Literal('tab\t, line\n, "quote", <b>&amp;, \\ end'))
    assert rows[0][1:] == (
        str(ox.Literal("æ", language="nn")),
        str(ox.Literal(1.5).__class__("1.5", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))),
        "None",
    )
    assert rows[1][0] == "<urn:x>"
    assert rows[1][3] == '""'


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ("\\u0001" AS ?x) {}',
        'CONSTRUCT { <urn:s> <urn:p> "\\u0001" } WHERE {}',
        "CONSTRUCT { <urn:s> <urn:1> 1 } WHERE {}",
    ],
)
def test_what_xml_cannot_hold_is_told(query, served):
    assert asked(served, query, Accept="*/*").status_code == 200
    reply = asked(served, query, Accept=f"{XML}, application/rdf+xml")
    assert (reply.status_code, "XML" in reply.json()["detail"]) == (406, True)


def test_a_carriage_return_is_one_in_xml_too(served):
    assert _xml_codes(asked(served, 'SELECT ("a\\r\\nb" AS ?x) {}', Accept=XML).text) == ["a\r\nb"]


# ---- what the service says of itself

SERVICE = "http://www.w3.org/ns/sparql-service-description#"


@pytest.mark.parametrize(
    "accept, form", [("", "turtle"), ("application/rdf+xml", "xml"), ("application/ld+json", "json-ld")]
)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_the_service_describes_itself(accept, form, served):
    reply = served.get("/sparql", headers={"Accept": accept})
    assert reply.content == served.get("/sparql", headers={"Accept": accept}).content
    graph = rdflib.Graph().parse(data=reply.content, format=form)
    sd = rdflib.Namespace(SERVICE)
    (service,) = graph.subjects(rdflib.RDF.type, sd.Service)
    assert str(graph.value(service, sd.endpoint)) == served.address + "/sparql"
    assert set(graph.objects(service, sd.feature)) == {sd.UnionDefaultGraph}
    assert set(graph.objects(service, sd.supportedLanguage)) == {sd.SPARQL11Query}
    assert len(set(graph.objects(service, sd.resultFormat))) == 8
    dataset = graph.value(service, sd.defaultDataset)
    names = {str(graph.value(each, sd.name)) for each in graph.objects(dataset, sd.namedGraph)}
    assert {A, B, SDG} <= names
    assert all(
        served.get("/sparql", query="ASK {?s ?p ?o}", **{"default-graph-uri": name}).json()["boolean"] for name in names
    )


def test_a_browser_gets_a_line_to_read(served):
    reply = served.get("/sparql", headers={"Accept": BROWSER}, lang="nn")
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "sender SPARQL-spørjingar" in reply.text
    assert served.get("/sparql", headers={"Accept": "image/png"}).status_code == 406
