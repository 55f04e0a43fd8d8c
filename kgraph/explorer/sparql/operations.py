"""The endpoint in the words of OpenAPI; what it is in the words of SPARQL says `describing`."""

from typing import Any

from kgraph.engines.results import GRAPHS, TABLES
from kgraph.explorer.resources import LANG
from kgraph.explorer.sparql.routing import DATASET, DIRECT, FORM
from kgraph.terms import KG, SKOS

QUERY = f"SELECT ?goal ?code {{ ?goal a <{KG}SDGGoal> ; <{SKOS}notation> ?code }} LIMIT 5"
WHAT = "The answer to a query of SPARQL 1.1."
MORE = (
    "https://www.w3.org/TR/sparql11-protocol/: queries alone; update, SERVICE, LOAD and graphs that are elsewhere are "
    "refused. GET without a query gives the service description."
)


def operations() -> dict[str, Any]:
    """Its operations by method; the error responses apart."""
    given = [_parameter("query", QUERY), *(_parameter(name) for name in DATASET), _language()]
    text = {"type": "string"}
    fields = {"query": text, **{name: {"type": "array", "items": text} for name in DATASET}}
    bodies = {
        FORM: {
            "schema": {"type": "object", "required": ["query"], "properties": fields},
            "example": {"query": QUERY},
        },
        DIRECT: {"schema": text, "example": QUERY},
    }
    return {
        "get": {"operationId": "sparql", **_answer(), "parameters": given},
        "post": {
            "operationId": "sparqlByPost",
            **_answer(),
            "parameters": given[1:],
            "requestBody": {"required": True, "content": bodies},
        },
    }


def _answer() -> dict[str, Any]:
    forms: dict[str, Any] = {media: {} for media in dict.fromkeys([*TABLES, *GRAPHS, "text/html"])}
    return {"summary": WHAT, "description": MORE, "responses": {"200": {"description": WHAT, "content": forms}}}


def _parameter(name: str, example: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {"name": name, "in": "query", "schema": {"type": "string"}}
    if name in DATASET:
        found["schema"] = {"type": "array", "items": found["schema"]}
    return {**found, "example": example} if example else found


def _language() -> dict[str, Any]:
    return {"name": LANG.name, "in": "query", "description": LANG.what, "schema": {"enum": list(LANG.choices)}}
