"""A query is rewritten for servers with faults of their own, and means what it meant."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from kgraph.engines.literals import literal
from kgraph.engines.portable import form_of, portable
from kgraph.project import Project
from kgraph.saved import saved_questions
from kgraph.terms import XSD

QUESTIONS = saved_questions(Project(None))


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_embedded_engine_gives_the_same_rows_for_a_query_and_its_rewriting(name, shipped):
    saved = QUESTIONS[name]
    recipe = shipped.recipe(saved.question, language="en", parameters=saved.values({}, "en"))
    if recipe.form in {"why", "route"}:
        return
    queries = [recipe.rows, recipe.counting, recipe.stated, recipe.totals, *(each.sparql for each in recipe.remarks)]
    for query in filter(None, queries):
        form, here = shipped.engine.form(query)
        assert shipped.engine.form(portable(query)) == (form, here)


@pytest.mark.parametrize(
    ("query", "rewritten"),
    [
        ("SELECT ?a { ?a ?b ?c }", "SELECT ?a { ?a ?b ?c }"),
        ("ASK { { SELECT * { ?a ?b ?c } } }", "ASK { { SELECT * { ?a ?b ?c } } }"),
        (
            "ASK { {SELECT ?a {?a ?b $a}} {select $a {?a ?b 1}} }",
            "ASK { {SELECT ?a {?a ?b_1 $a}} {select $a {?a ?b_2 1}} }",
        ),
        (
            "ASK { { SELECT ?a (?b AS ?c) { ?a ?p ?b { SELECT ?b { ?b ?p ?a } } } } }",
            "ASK { { SELECT ?a (?b_2 AS ?c) { ?a ?p_2 ?b_2 { SELECT ?b_2 { ?b_2 ?p_1_2 ?a_1_2 } } } } }",
        ),
        ("ASK { ?x_1 ?p ?o { SELECT ?a { ?a ?x 1 } } }", "ASK { ?x_1 ?p ?o { SELECT ?a { ?a ?x__1 1 } } }"),
        # Nothing that is a text, an IRI or a comment is touched.
        (
            'ASK { { SELECT ?a { ?a <urn:?b> "?b } COUNT(?b)\\"", \'}\' # ?b }\n} } }',
            'ASK { { SELECT ?a { ?a <urn:?b> "?b } COUNT(?b)\\"", \'}\' # ?b }\n} } }',
        ),
        ("SELECT (COUNT(DISTINCT ?a) AS ?n) { }", "SELECT (COUNT(DISTINCT ?a) AS ?n) { }"),
        ("SELECT (COUNT(?a) AS ?n) { }", "SELECT (COALESCE(SUM(IF(BOUND(?a), 1, 0)), 0) AS ?n) { }"),
        ("SELECT ?a { } GROUP BY ?a HAVING (SUM(?b) > 1)", "SELECT ?a { } GROUP BY ?a HAVING (SUM(?b) > 1)"),
        ("SELECT ?ab { } GROUP BY ?ab", "SELECT ?ab { } GROUP BY ?ab HAVING (COUNT(*) > 0)"),
        ("SELECT ?n { } GROUP BY ?a (?b AS ?n)", "SELECT ?n { } GROUP BY ?a (?b AS ?n)"),
    ],
)
def test_a_query_is_rewritten(query, rewritten):
    assert portable(query) == rewritten


def test_a_rewritten_query_finds_what_it_found(tiny):
    kg = "PREFIX kg: <https://w3id.org/kgraph/ns#>\n"
    for query in (
        "SELECT ?m (COUNT(?s) AS ?n) { ?m kg:kind kg:Measure OPTIONAL { ?m kg:supports ?s } } GROUP BY ?m",
        "SELECT ?m { ?m kg:kind kg:Measure MINUS { SELECT ?m { ?m kg:supports ?o } } }",
        """SELECT ?m ?f {
          { SELECT DISTINCT ?m { ?m kg:kind kg:Plan } }
          { SELECT DISTINCT ?f { { ?f kg:kind kg:Goal } UNION { ?m kg:kind kg:Effort BIND(kg:none AS ?f) } } }
        }""",
        "SELECT (SUM(?b) / COUNT(?b) AS ?mean) { ?m kg:budget ?b }",
    ):
        rows = tiny.engine.select(kg + query)[1]
        assert Counter(tiny.engine.select(portable(kg + query))[1]) == Counter(rows), query
        assert rows, query


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("PREFIX select: <urn:ask> CONSTRUCT { } WHERE { { SELECT ?ask { } } }", "graph"),
        ("# ask\n BASE <urn:select> describe <urn:x>", "graph"),
        ("ask{}", "ask"),
        ("SELECT ?describe { }", "select"),
        ("", "select"),
    ],
)
def test_what_a_query_gives_is_told_by_its_first_word(query, form):
    assert form_of(query) == form


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        ("007", "integer", 7),
        ("+7", "int", 7),
        ("1_000", "integer", "1_000"),
        ("٣", "integer", "٣"),
        ("1.50", "decimal", Decimal("1.50")),
        ("1e3", "decimal", "1e3"),
        ("1e3", "double", 1000.0),
        ("-INF", "double", float("-inf")),
        ("infinity", "double", "infinity"),
        ("1", "boolean", True),
        ("True", "boolean", "True"),
        ("2024-02-29", "date", date(2024, 2, 29)),
        ("2023-02-29", "date", "2023-02-29"),
        ("20240229", "date", "20240229"),
        ("7", "string", "7"),
        ("9" * 5000, "integer", "9" * 5000),
    ],
)
def test_a_literal_is_the_value_that_its_type_has(text, type_, value):
    found = literal(text, XSD + type_)
    assert (found, type(found)) == (value, type(value))
