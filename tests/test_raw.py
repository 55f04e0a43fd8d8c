"""SPARQL only reads, never leaves this machine, and cannot end the process."""

from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from kgraph.answer import Thing
from kgraph.engines.embedded import Embedded
from kgraph.errors import QueryError
from kgraph.raw import DEEPEST, LONGEST, MOST_PARTS, MOST_PATTERNS, sparql
from kgraph.workspace import Workspace

KG = "PREFIX kg: <https://w3id.org/kgraph/ns#>\n"


def test_things_come_with_code_and_label(tiny: Workspace) -> None:
    answer = tiny.sparql(KG + "SELECT ?m { ?m a kg:Measure } ORDER BY ?m LIMIT 1")
    assert list(answer) == [(Thing("https://w3id.org/kgraph/id/b/M1", "b:M1", "Flats", "Measure"),)]
    assert [column.name for column in answer.columns] == ["m"]


def test_what_is_no_thing_stays_an_iri_or_a_value(tiny: Workspace) -> None:
    answer = tiny.sparql('SELECT (<urn:x> AS ?a) ("y"@nn AS ?b) (1 AS ?c) (2.50 AS ?d) (4.0 AS ?e) (1/0 AS ?f) {}')
    assert [str(cell) if cell is not None else None for cell in answer[0]] == ["urn:x", "y", "1", "2.5", "4", None]
    assert isinstance(answer[0][4], int)


def test_numbers_without_end_are_shown_as_sparql_writes_them(tiny: Workspace) -> None:
    decimal = "<http://www.w3.org/2001/XMLSchema#decimal>"
    answer = tiny.sparql(f'SELECT (1e0/0e0 AS ?a) (-1e0/0e0 AS ?b) (0e0/0e0 AS ?c) ("Infinity"^^{decimal} AS ?d) {{}}')
    assert [str(cell) for cell in answer[0]][:3] == ["INF", "-INF", "NaN"]
    assert str(answer)


def test_ask_answers_yes_or_no(tiny: Workspace) -> None:
    assert list(tiny.sparql("ASK { ?s ?p ?o }")) == [(True,)]
    assert list(tiny.sparql("ASK { ?s <urn:no> ?o }")) == [(False,)]


@pytest.mark.parametrize(
    "form", ["CONSTRUCT { ?s a kg:Phase } WHERE { ?s a kg:Phase }", "DESCRIBE ?s { ?s a kg:Phase }"]
)
def test_triples_come_as_rows_in_order(form: str, tiny: Workspace) -> None:
    answer = tiny.sparql(KG + form)
    assert [column.name for column in answer.columns] == ["subject", "predicate", "object"]
    assert {row[0] for row in answer} == {f"https://w3id.org/kgraph/id/a/P{number}" for number in (1, 2)}
    assert list(answer) == sorted(answer, key=str)


@pytest.mark.parametrize(
    "query", ["", "SELECT", "SELECT ?x {", "measures that support sdg:11", "SELECT ?x { ?x \x00 }"]
)
def test_a_syntax_error_is_one_clear_error(query: str, tiny: Workspace) -> None:
    with pytest.raises(QueryError, match=r"the SPARQL cannot be read: .*1:"):
        tiny.sparql(query)


@pytest.mark.parametrize("language", ["nn", "nb"])
def test_errors_speak_the_workspaces_language(language: str, tiny: Workspace) -> None:
    with pytest.raises(QueryError, match="INSERT er avvist"):
        Workspace(tiny.project, language).sparql("INSERT DATA {}")


# ---- only reading


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <urn:a> <urn:a> <urn:a> }",
        "insert { ?s ?p 1 } where { ?s ?p ?o }",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "CLEAR DEFAULT",
        "LOAD <http://localhost/>",
        "CREATE GRAPH <urn:g>",
        "COPY <urn:a> TO <urn:b>",
        "MOVE <urn:a> TO <urn:b>",
        "ADD <urn:a> TO <urn:b>",
        "# a comment\nDROP ALL",
    ],
)
def test_updates_are_refused_and_change_nothing(update: str, tiny: Workspace) -> None:
    before = len(tiny.engine)
    with pytest.raises(QueryError, match="is refused") as raised:
        tiny.sparql(update)
    assert "SELECT, ASK" in raised.value.hint
    assert len(tiny.engine) == before


# ---- nothing leaves this machine: each of these reads as a call of another server to the store


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine, and the calls that it got."""
    calls: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            calls.append(self.path)
            self.send_error(500)

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as listening:
        Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_port}/", calls
        listening.shutdown()


OUTWARD = {
    "plainly": "SELECT * { SERVICE <URL> {} }",
    "in any case": "SELECT * { sErViCe SILENT <URL> {} }",
    "after a comment that a carriage return ends": "SELECT * { # a comment\rSERVICE <URL> {}\n}",
    "after a prefixed name and a bracket": "PREFIX x: <urn:> SELECT * { OPTIONAL { ?s ?p x:o}SERVICE<URL>{} }",
    "after an escape in an IRI": r"SELECT * { OPTIONAL { ?s ?p <urn:\u0041#x> } SERVICE <URL> {} }",
    "after a number without a blank": "SELECT * { ?s ?p 1SERVICE<URL>{} }",
    "before SILENT without a blank": "SELECT * { OPTIONAL {}SERVICESILENT<URL>{} }",
    "as what looks like a prefixed name": "PREFIX : <URL> SELECT * { SERVICE:sparql{} }",
    "as what looks like a prefixed name, before a comment": "PREFIX : <URL> SELECT * { SERVICE:sparql # {\n {} }",
    "after a long text": "SELECT * { OPTIONAL { ?s ?p '''it's \\' ''' } SERVICE <URL> {} }",
    "after a text with a number sign": 'SELECT * { OPTIONAL { ?s ?p "#" } SERVICE <URL> {} }',
    "after a smaller-than sign": "SELECT * { FILTER(1<2)SERVICE<URL>{} }",
    "in a filter": "SELECT * { FILTER EXISTS{SERVICE<URL>{}} }",
    "by a variable": "SELECT * { BIND(<URL> AS ?g) SERVICE?g{} }",
    "in a subquery": "SELECT * { { SELECT * { SERVICE <URL> {} } } }",
    "in what is constructed": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
}


@pytest.mark.parametrize("way", OUTWARD)
def test_no_other_server_is_called(way: str, tiny: Workspace, server: tuple[str, list[str]]) -> None:
    url, calls = server
    with pytest.raises(QueryError, match="SERVICE is refused"):
        tiny.sparql(OUTWARD[way].replace("URL", url))
    assert calls == []


def test_the_refused_queries_would_have_called(server: tuple[str, list[str]]) -> None:
    """So that the test above does not pass for queries that are merely wrong."""
    url, calls = server
    quiet = set()
    for way, query in OUTWARD.items():
        calls.clear()
        with suppress(RuntimeError, OSError):
            Embedded().form(query.replace("URL", url))
        if not calls:
            quiet.add(way)
    calls.clear()
    # The store reads these too, but sees before it calls that nothing could come of it.
    assert quiet <= {"by a variable"}


@pytest.mark.parametrize(
    "query",
    [
        'ASK { ?s ?p "SERVICE <http://x> { } INSERT" }',
        "ASK { ?s ?p '''DROP \"\" ALL''' , \"\"\"it's a 'service' \"\"\" }",
        "ASK { ?s <http://example.org/service/load#insert> ?o }",
        "ASK { ?service ?load $insert }",
        "PREFIX service: <urn:> ASK { ?s service:drop service:service, service:load.clear }",
        "PREFIX : <urn:> ASK { ?s :service :insert-into }",
        "ASK { _:service ?p _:insert }",
        'ASK { ?s ?p "x"@service }',
        'PREFIX x: <urn:> ASK { ?s ?p "x"^^x:service }',
        "ASK { ?s ?p ?o } # SERVICE, INSERT",
        "# SERVICE\r\nASK { ?s ?p ?o }",
        "ASK { ?microservices ?p ?o }",
        r"ASK { ?s ?p 'it\'s a service' }",
        "SELECT (COUNT(*) AS ?added) { ?s ?p ?o }",
    ],
)
def test_the_words_are_free_in_texts_names_and_comments(query: str, tiny: Workspace) -> None:
    assert len(tiny.sparql(query)) == 1


# ---- nothing ends the process


@pytest.mark.parametrize(
    "query",
    [
        "ASK " + "{" * 200 + "}" * 200,
        "ASK { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }",
        "ASK { ?s ?p " + "[ ?p " * 5000 + "1" + "]" * 5000 + " }",
        "ASK { FILTER(" + "!" * 30_000 + "true) }",
        "SELECT (" + "+".join(["1"] * 30_000) + " AS ?x) {}",
        "SELECT (" + "- " * 30_000 + "1 AS ?x) {}",
        "ASK { FILTER(" + "||".join(["?a"] * 20_000) + ") }",
        "ASK { FILTER(" + "&&".join(["?a"] * 20_000) + ") }",
        "ASK { FILTER(" + "=".join(["?a"] * 20_000) + ") }",
        "ASK { " + "{}" * 30_000 + " }",
        "ASK { " + "OPTIONAL{}" * 9000 + " }",
        "ASK { {} " + "UNION{}" * 12_000 + " }",
        "ASK { " + "BIND(1 AS ?v)" * 5000 + " }",
        "ASK { " + "?s?p?o." * 12_000 + " }",
        "ASK { ?s ?p " + ",".join(["?o"] * 12_000) + " }",
        "ASK { ?s ?p " + ";?q ".join(["?o"] * 12_000) + " }",
        "ASK { ?s ?p (" + "1 " * 30_000 + ") }",
        "ASK { ?s " + "/".join(["<urn:p>"] * 1000) + " ?o }",
        "ASK { ?s " + "|".join(["<urn:p>"] * 1000) + " ?o }",
        "ASK { ?s " + "^" * 1000 + "<urn:p> ?o }",
        "ASK { } #" + "x" * LONGEST,
    ],
    ids=lambda query: query[:30],
)
def test_a_query_that_would_end_the_process_is_refused(query: str, tiny: Workspace) -> None:
    with pytest.raises(QueryError, match="more than"):
        tiny.sparql(query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK " + "{" * DEEPEST + "}" * DEEPEST,
        "ASK { FILTER(" + "!" * (MOST_PARTS - 10) + "true) }",
        "ASK { " + "?s ?p ?o . " * 90 + " }",
        "ASK { VALUES ?x { " + "'a' " * 20_000 + "} }",
        "ASK { VALUES (?x ?y) { " + "(1 2)" * (MOST_PARTS - 10) + "} }",
        "ASK { FILTER(1 IN (" + ",".join(["2"] * 5000) + ")) }",
        "ASK { VALUES ?d { " + '"2024-01-01"^^<http://www.w3.org/2001/XMLSchema#date> ' * 1000 + "} }",
        "ASK { ?s " + "/".join(["<urn:p>"] * 50) + " ?o }",
        "ASK { FILTER(" + " || ".join(["?a"] * 200) + ") }",
    ],
    ids=lambda query: query[:30],
)
def test_a_query_below_the_limits_is_answered(query: str, tiny: Workspace) -> None:
    assert len(tiny.sparql(query)) == 1


def test_a_query_of_many_patterns_is_answered() -> None:
    joined = " ".join(f"?v{number} <urn:p> ?v{number + 1} ." for number in range(MOST_PATTERNS - 10))
    assert list(sparql(Embedded(), f"ASK {{ {joined} }}", "en")) == [(False,)]


@pytest.mark.parametrize(
    "query", ["ASK { } } } )", "))))((((", "ASK { ]", '"', "<", "'''", "#", 'SELECT * { ?s ?p "\n" }']
)
def test_brackets_and_quotes_that_do_not_match_are_told_by_the_store(query: str, tiny: Workspace) -> None:
    with pytest.raises(QueryError, match="cannot be read"):
        tiny.sparql(query)
