"""What an answer holds for programs: the JSON contract of kgraph/answer.schema.json, records, frames and graphs."""

import json
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest

import kgraph
from kgraph.answer import Answer, ChainStep, Column, Evidence, Thing
from kgraph.render import render
from kgraph.workspace import Workspace

SCHEMA = json.loads((Path(kgraph.__file__).parent / "answer.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

# For each form of question one of the tiny plans, and one of ours.
TINY = {
    "select": "measures that support sdg:8 show budget, year, status, responsible, name, text, date",
    "which": "measures that support which goals",
    "evidence": "measures that support sdg:8 show evidence",
    "aggregate": "count and sum budget of measures per effort",
    "aggregate of values": "count measures per status",
    "matrix": "count measures per effort by year",
    "folds": "average budget and highest budget and lowest date of measures",
    "yes": "are there measures with budget",
    "no": "are there measures with budget > 1 000 000",
    "card": "b:M2",
    "why": "why does b:M3 support sdg:8",
    "path": "path from b:M1.1 to sdg:11",
    "empty": 'measures about "zebra"',
    "first": "measures first 2",
}
SPARQL = {
    "select": "SELECT * { ?s ?p ?o } LIMIT 30",
    "ask": "ASK { ?s ?p ?o }",
    "construct": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 5",
    "describe": "DESCRIBE <https://w3id.org/kgraph/id/b/M1>",
    "nothing": "SELECT ?x { ?x <urn:no> <urn:no> }",
    "no column": "SELECT * {}",
    "odd numbers": "SELECT (1e0/0e0 AS ?x) (-1e0/0e0 AS ?y) (0e0/0e0 AS ?z) (2.50 AS ?d) (1/0 AS ?e) {}",
}
MEASURE = Thing("urn:m", "b:M1", "Flats", "Measure")
GOAL = Thing("urn:g", None, "Cities", "SDGGoal")
QUOTED = Evidence("stated", None, "flats", "Beta", None)


def _checked(answer: Answer) -> dict:
    found = json.loads(render(answer, "json"))
    VALIDATOR.validate(found)
    assert all(len(row) == len(found["columns"]) for row in found["rows"])
    return found


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("form", TINY)
def test_every_form_of_answer_meets_the_schema(form: str, tiny: Workspace) -> None:
    found = _checked(tiny.ask(TINY[form]))
    assert ("chains" in found) == (form in {"why", "path"})


@pytest.mark.parametrize("form", SPARQL)
def test_every_form_of_sparql_answer_meets_the_schema(form: str, tiny: Workspace) -> None:
    found = _checked(tiny.sparql(SPARQL[form]))
    assert found["question"] == found["sparql"] == SPARQL[form]


def test_an_answer_on_the_shipped_plans_meets_the_schema(shipped: Workspace) -> None:
    found = _checked(shipped.ask("measures that support sdg:11 show budget, evidence"))
    assert found["rows"]


@pytest.mark.parametrize(
    "broken",
    [
        {"total": -1},
        {"rows": [[{"iri": "urn:m", "code": None, "label": "Flats"}]]},
        {"rows": [[[]]]},
        {"columns": [{"name": "budget", "type": "money"}]},
        {"columns": [{"name": "year", "type": "integer", "currency": "NOK"}]},
        {"columns": [{"name": "year", "type": "years"}]},
        {"notes": ["a sentence"]},
        {"more": 1},
    ],
)
def test_the_schema_refuses_what_is_no_answer(broken: dict) -> None:
    found = {"question": "", "columns": [], "rows": [], "total": 0, "notes": [], "sparql": ""}
    VALIDATOR.validate(found)
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(found | broken)


def test_the_contract_by_example(tiny: Workspace) -> None:
    found = _checked(tiny.ask("measures that support sdg:8 show budget, year, evidence"))
    assert found["question"] == "measures that support sdg:8 show budget, year, evidence"
    assert found["columns"] == [
        {"name": "measure", "type": "thing"},
        {"name": "budget", "type": "money", "currency": "NOK"},
        {"name": "year", "type": "integers"},
        {"name": "evidence", "type": "evidence"},
    ]
    thing = {"iri": "https://w3id.org/kgraph/id/b/M3", "code": "b:M3", "label": "Songs", "kind": "Measure"}
    quote = {"basis": "inferred", "confidence": "low", "quote": "visitors", "document": "Beta", "heading": None}
    assert found["rows"] == [[thing, 50000.5, [2024, 2025], [quote]]]
    assert (found["total"], [note["code"] for note in found["notes"]]) == (1, ["inferred"])
    assert found["sparql"].startswith("PREFIX")
    assert "chains" not in found


def test_the_kind_of_a_thing_is_the_same_in_every_language(tiny: Workspace) -> None:
    answers = [_checked(tiny.ask("b:M2", language=language)) for language in ("en", "nn", "nb")]
    kinds = [{cell["kind"] for row in each["rows"] for cell in row if isinstance(cell, dict)} for each in answers]
    assert kinds[0] == kinds[1] == kinds[2]
    assert "Section" in kinds[0]


def test_a_yes_no_answer_is_one_cell(tiny: Workspace) -> None:
    assert _checked(tiny.ask(TINY["yes"]))["rows"] == [[True]]
    assert _checked(tiny.ask(TINY["no"]))["rows"] == [[False]]


def test_a_matrix_is_long_for_programs(tiny: Workspace) -> None:
    found = _checked(tiny.ask(TINY["matrix"]))
    assert [column["name"] for column in found["columns"]] == ["effort", "year", "count"]


def test_total_counts_the_rows_before_first(tiny: Workspace) -> None:
    found = _checked(tiny.ask(TINY["first"]))
    assert (len(found["rows"]), found["total"]) == (2, 7)
    assert [note["code"] for note in found["notes"]] == ["first"]


def test_the_steps_of_a_chain_hang_together(tiny: Workspace) -> None:
    found = _checked(tiny.ask(TINY["path"]))
    for chain in found["chains"]:
        assert chain[0]["from"]["code"] == "b:M1.1"
        assert chain[-1]["to"]["code"] == "sdg:11"
        assert all(one["to"] == other["from"] for one, other in pairwise(chain))
        assert all(step["link"]["kind"] == "Link" for step in chain)


def test_cells_become_json() -> None:
    columns = tuple(Column(name, "any") for name in "abcdefgh")
    row = (MEASURE, [GOAL], [QUOTED], Decimal("2.50"), Decimal("1E+6"), date(2024, 6, 15), None, False)
    found = Answer("q", columns, (row,), 1).as_json()["rows"][0]
    assert found == [
        {"iri": "urn:m", "code": "b:M1", "label": "Flats", "kind": "Measure"},
        [{"iri": "urn:g", "code": None, "label": "Cities", "kind": "SDGGoal"}],
        [{"basis": "stated", "confidence": None, "quote": "flats", "document": "Beta", "heading": None}],
        2.5,
        1_000_000,
        "2024-06-15",
        None,
        False,
    ]


def test_numbers_that_json_lacks_are_texts() -> None:
    columns = tuple(Column(name, "any") for name in "abc")
    row = (float("inf"), float("nan"), Decimal("-Infinity"))
    assert _checked(Answer("q", columns, (row,), 1))["rows"] == [["inf", "nan", "-Infinity"]]


# ---- an answer in Python


def test_an_answer_is_a_sequence_of_rows() -> None:
    answer = Answer("q", (Column("measure", "thing"),), ((MEASURE,), (GOAL,)), 2)
    assert list(answer) == [(MEASURE,), (GOAL,)]
    assert (len(answer), answer[1], bool(answer)) == (2, (GOAL,), True)
    assert not Answer("q", (), (), 0)


def test_records_tell_columns_of_one_name_apart() -> None:
    columns = (Column("measure", "thing"), Column("measure", "thing"), Column("year", "integers"))
    answer = Answer("q", columns, ((MEASURE, GOAL, [2024]),), 1)
    assert answer.records() == [{"measure": MEASURE, "measure 2": GOAL, "year": [2024]}]


def test_the_things_of_an_answer_come_once_each() -> None:
    columns = (Column("measure", "thing"), Column("goal", "things"))
    answer = Answer("q", columns, ((MEASURE, [GOAL, MEASURE]), (GOAL, None)), 2)
    assert answer.things() == [MEASURE, GOAL]


def test_a_data_frame_has_labels_and_joined_lists() -> None:
    types = {"measure": "thing", "goal": "things", "budget": "number", "e": "evidence"}
    columns = tuple(Column(name, kind) for name, kind in types.items())
    answer = Answer("q", columns, ((MEASURE, [GOAL, MEASURE], Decimal("50000.5"), [QUOTED]), (GOAL, None, 3, None)), 2)
    frame = answer.to_pandas()
    assert list(frame.columns) == ["measure", "goal", "budget", "e"]
    assert frame.iloc[0].to_list() == ["Flats", "Cities; Flats", 50000.5, "«flats» – Beta [stated]"]
    assert frame["budget"].sum() == 50003.5


def test_a_network_goes_from_the_first_thing_of_a_row_to_the_others() -> None:
    columns = (Column("measure", "thing"), Column("goal", "things"), Column("year", "integer"))
    graph = Answer("q", columns, ((MEASURE, [GOAL], 2024),), 1).to_networkx()
    assert dict(graph.nodes(data=True)) == {
        "urn:m": {"label": "Flats", "code": "b:M1", "kind": "Measure"},
        "urn:g": {"label": "Cities", "code": "", "kind": "SDGGoal"},
    }
    assert list(graph.edges(keys=True)) == [("urn:m", "urn:g", "goal")]


def test_the_network_of_chains_has_their_links() -> None:
    link = Thing("urn:supports", None, "supports", "Link")
    columns = (Column("from", "thing"), Column("link", "link"), Column("to", "thing"))
    step = ChainStep(MEASURE, link, GOAL, (QUOTED,))
    graph = Answer("q", columns, ((MEASURE, link, GOAL),), 1, chains=((step,), (step,))).to_networkx()
    assert list(graph.edges(keys=True)) == [("urn:m", "urn:g", "supports")]
    assert set(graph) == {"urn:m", "urn:g"}


def test_rows_that_begin_with_no_thing_give_no_edges() -> None:
    columns = (Column("year", "integer"), Column("goal", "things"))
    graph = Answer("q", columns, ((2024, [GOAL]), (None, None)), 2).to_networkx()
    assert (len(graph), graph.number_of_edges()) == (1, 0)


def test_things_and_evidence_as_text() -> None:
    assert (str(MEASURE), str(GOAL)) == ("Flats (b:M1)", "Cities")
    assert str(Evidence("inferred", "low", None, None, None)) == "[inferred, low]"
