"""What workers do, asked in this process: every resource's examples in three languages, SPARQL in every form."""

import json
from pathlib import Path

import jsonschema
import pytest

from kgraph.explorer.jobs import Given, Job, Limits, Opening, Reply
from kgraph.explorer.openapi import description
from kgraph.explorer.resources import AHEAD, SPARQL, resources, task_at
from kgraph.explorer.worker import Office, done
from kgraph.project import open_project
from kgraph.terms import LANGUAGES
from kgraph.workspace import Workspace

TINY = Path(__file__).parents[1] / "projects" / "tiny"
USUAL = Limits()
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/kgraph/ns#Measure> ; ?p ?o }"
SELECT = "SELECT ?s ?n { ?s <https://w3id.org/kgraph/ns#number> ?n } ORDER BY ?s"


@pytest.fixture(scope="module")
def office() -> Office:
    # The limit would hold for the process of the tests too.
    return Office(Opening(str(TINY)), Limits(megabytes=1_000_000))


@pytest.fixture(scope="module")
def do(office: Office):
    def ask(path: str, *pairs: tuple[str, str], limits: Limits = USUAL) -> Reply:
        given = resources()[path].given(pairs, "en", limits)
        return given if isinstance(given, Reply) else done(office, Job(path, given), "en")

    return ask


def examples() -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """The examples of each resource; an export is that of a part or of the whole, not of both."""
    found = []
    for path, resource in resources().items():
        pairs = {each.name: each.example for each in resource.every if each.example and each.name != "lang"}
        if path in {"/api/export", "/api/graph"}:
            pairs.pop("question", None)
        if path == "/api/plan":
            pairs["plan"] = "b:plan"
        found.append((path, tuple(pairs.items())))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("path", "pairs"), examples(), ids=[path for path, _ in examples()])
def test_an_example_is_answered_as_its_schema_says(do, path, pairs, language):
    reply = do(path, *pairs, ("lang", language))
    assert reply.status == 200, reply.body
    schema = resources()[path].schema
    if schema and reply.media == "application/json":
        whole = {**schema, "components": description(Limits())["components"]}
        jsonschema.Draft202012Validator(whole).validate(json.loads(reply.body))


@pytest.mark.parametrize(
    ("path", "pairs", "status"),
    [
        ("/api/ask", {"question": "bugdet"}, 400),
        ("/api/ask", {"question": "measures", "lang": "sv"}, 400),
        ("/api/ask", {}, 400),
        ("/api/ask", {"question": "measures", "more": "x"}, 400),
        ("/api/ask", {"question": "measures", "evidence": "yes"}, 400),
        ("/api/graph", {"around": "b:M1", "depth": "99"}, 400),
        ("/api/graph", {"question": "measures", "sure": "high"}, 200),
        ("/api/graph", {"thing": "b:M1"}, 200),
        ("/api/answer", {"question": "measures", "format": "nothing"}, 400),
        ("/api/answer", {"question": "measures", "format": "markdown"}, 200),
        ("/api/answer", {"question": "measures", "format": "xlsx"}, 200),
        ("/api/export", {"format": "graphml", "thing": "b:M1", "sure": "medium"}, 200),
        ("/api/export", {"format": "nothing"}, 400),
        ("/api/thing", {"name": "nobody"}, 400),
        ("/api/plan", {}, 400),
        ("/api/plan", {"plan": "nobody"}, 400),
        ("/api/gaps", {"plan": "b:plan", "format": "csv"}, 200),
        ("/api/gaps", {"rule": "nothing"}, 400),
        ("/api/coverage", {"rows": "measures", "columns": "SDG goals", "format": "csv"}, 200),
        ("/api/coverage", {"rows": "nothing", "columns": "SDG goals"}, 400),
        ("/api/analyse", {"name": "nothing"}, 400),
        ("/api/picture", {"name": "sankey"}, 200),
        ("/api/scenario", {"rows": "efforts", "columns": "SDG goals", "away": "b:M3"}, 200),
        ("/api/scenario", {"rows": "efforts", "columns": "SDG goals", "value": "b:M4 budget 5000"}, 200),
        ("/api/scenario", {"rows": "efforts", "columns": "SDG goals"}, 400),
        ("/api/search", {"text": "songz"}, 200),
    ],
)
def test_a_request_is_met_or_refused_in_words(do, path, pairs, status):
    reply = do(path, *pairs.items())
    assert reply.status == status, reply.body
    if status == 400:
        assert json.loads(reply.body)["detail"]


def test_more_rows_than_the_limit_are_none(do):
    assert do("/api/ask", ("question", "measures"), limits=Limits(rows=3)).status == 413
    assert do("/api/graph", limits=Limits(rows=3)).status == 413


@pytest.mark.parametrize(
    "question", ["measures that suport sdg:8", "tiltak utan bugdet", "measures with budget", "((", ""]
)
def test_a_question_is_checked_while_it_is_written(do, question):
    for language in LANGUAGES:
        found = json.loads(do("/api/check", ("question", question), ("lang", language)).body)
        assert {"problem", "marks", "parameters"} <= set(found)
        assert do("/api/complete", ("question", question), ("place", "3"), ("lang", language)).status == 200


def sparql(office: Office, accept: str, limits: Limits = USUAL, **values: str) -> Reply:
    every = {name.replace("_", "-"): (value,) for name, value in values.items()}
    here = {"here": ("http://localhost/sparql",), "accept": (accept,), "lang": ("en",)}
    return done(office, Job(SPARQL, Given({**every, **here}, limits)), "en")


@pytest.mark.parametrize(
    ("query", "media"),
    [
        (SELECT, "application/sparql-results+json"),
        (SELECT, "application/sparql-results+xml"),
        (SELECT, "text/csv"),
        (SELECT, "text/tab-separated-values"),
        ("ASK {}", "application/sparql-results+json"),
        ("ASK {}", "application/sparql-results+xml"),
        (CONSTRUCT, "text/turtle"),
        (CONSTRUCT, "application/n-triples"),
        (CONSTRUCT, "application/rdf+xml"),
        (CONSTRUCT, "application/ld+json"),
        ("", "text/turtle"),
        ("", "text/html"),
    ],
)
def test_an_answer_has_the_form_that_is_wanted(office, query, media):
    reply = sparql(office, media, **({"query": query} if query else {}))
    assert reply.status == 200
    assert reply.media.startswith(media)
    assert reply.body


@pytest.mark.parametrize(
    ("values", "accept", "status"),
    [
        ({"query": "SELECT"}, "*/*", 400),
        ({"query": "ASK { SERVICE <http://localhost:1/> {} }"}, "*/*", 400),
        ({"query": "ASK {}"}, "text/csv", 406),
        ({"query": SELECT}, "text/turtle", 406),
        ({"query": "ASK {}", "default_graph_uri": "http://elsewhere/"}, "*/*", 400),
        ({"query": "ASK FROM <http://elsewhere/> {}"}, "*/*", 400),
        ({"query": "ASK {}", "default_graph_uri": "https://w3id.org/kgraph/graph/own-data/b"}, "*/*", 200),
    ],
)
def test_a_query_that_cannot_be_met_is_refused(office, values, accept, status):
    assert sparql(office, accept, **values).status == status


def test_more_triples_than_the_limit_are_none(office):
    assert sparql(office, "text/turtle", Limits(rows=3), query=CONSTRUCT).status == 413
    assert sparql(office, "text/csv", Limits(rows=3), query=SELECT).status == 413


def test_what_is_made_ahead_comes_to_an_end():
    workspace = Workspace(open_project(TINY))
    for step in range(200):
        values = {"lang": ("en",), "step": (str(step),), "worker": ("0",), "workers": ("1",)}
        if not task_at(AHEAD)(workspace, Given(values)).body:
            break
    assert 3 < step < 199
