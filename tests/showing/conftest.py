"""What the tests of pages share: shapes that values keep, and a project whose every text is hostile."""

import json
from collections.abc import Callable
from functools import cache

import jsonschema
import pytest
import rdflib

from kgraph.project import Project
from kgraph.showing import schemas
from kgraph.terms import ID, KG
from kgraph.workspace import Workspace

HOSTILE = [
    "</script><script>alert(1)</script>",
    "'; DROP TABLE x; -- {0} %s ${y} \\",
    'a "b" «c» & <d> ]]> -->',
    "line\nbreak\ttab",
    "\u202eright to left\u2066",
    "👩‍👩‍👧 é å \u2028",
    "word " * 2047 + "end",
    ".*[a-z]+(?=x)$^|\\b",
]


@cache
def _validator(name: str) -> jsonschema.Draft202012Validator:
    schema = getattr(schemas, name)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture
def kept_shape() -> Callable[[object, str], None]:
    """Says whether a value is as its schema has it, and is the same after a way through JSON."""

    def check(value: object, name: str) -> None:
        _validator(name).validate(value)
        assert json.loads(json.dumps(value, allow_nan=False)) == value

    return check


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Measures whose names, texts and quotes are hostile, each h:M and its number among HOSTILE."""
    data = rdflib.Graph()
    kg, own = rdflib.Namespace(KG), rdflib.Namespace(ID + "h/")
    plan = own["plan"]
    data.add((plan, rdflib.RDF.type, kg.ActionPlan))
    data.add((plan, rdflib.SKOS.notation, rdflib.Literal("h:plan")))
    data.add((plan, rdflib.RDFS.label, rdflib.Literal("Plan", lang="en")))
    for number, text in enumerate(HOSTILE):
        thing, claim, words = own[f"M{number}"], own[f"C{number}"], rdflib.Literal(text, lang="en")
        data.add((thing, rdflib.RDF.type, kg.Measure))
        data.add((thing, rdflib.SKOS.notation, rdflib.Literal(f"h:M{number}")))
        data.add((thing, rdflib.RDFS.label, words))
        data.add((thing, kg.text, words))
        data.add((thing, kg.partOf, plan))
        data.add((thing, kg.supports, rdflib.URIRef("http://metadata.un.org/sdg/8")))
        said = (
            (rdflib.RDF.subject, thing),
            (rdflib.RDF.predicate, kg.supports),
            (rdflib.RDF.object, rdflib.URIRef("http://metadata.un.org/sdg/8")),
        )
        data.add((claim, rdflib.RDF.type, kg.Claim))
        for predicate, value in (*said, (kg.basis, kg.inferred), (kg.quote, words), (kg.document, plan)):
            data.add((claim, predicate, value))
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "data").mkdir()
    # N-Triples are Turtle too.
    data.serialize(folder / "data" / "h.ttl", format="nt", encoding="utf-8")
    return Workspace(Project(folder))


@pytest.fixture(scope="session")
def hostile_texts() -> list[str]:
    """The hostile texts, by number."""
    return HOSTILE
