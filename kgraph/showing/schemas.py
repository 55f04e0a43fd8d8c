"""What each page's values look like, as JSON Schema 2020-12; nothing but what is named here stands in them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Schema = Mapping[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def listed(items: Schema) -> Schema:
    """A list of one sort of values."""
    return {"type": "array", "items": items}


def table(values: Schema) -> Schema:
    """Values by names that only the data tells."""
    return {"type": "object", "additionalProperties": values}


def whole(**properties: Schema) -> Schema:
    """An object that has all of these, and no more."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def one_of(*texts: str) -> Schema:
    """One of some texts."""
    return {"enum": list(texts)}


def either(*schemas: Schema) -> Schema:
    """A value of one of some sorts."""
    return {"anyOf": list(schemas)}


def or_null(schema: Schema) -> Schema:
    """A value, or none."""
    return either(schema, {"type": "null"})


TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
BOOLEAN: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
CELL: Schema = {"type": ["string", "number", "boolean", "null"]}

THING = whole(iri=TEXT, code=or_null(TEXT), label=TEXT, kind=TEXT)
HEX: Schema = {"type": "string", "pattern": "^#[0-9a-f]{6}$"}
COLOUR = whole(light=HEX, dark=HEX)
BASIS = one_of("stated", "inferred", "structure")
CONFIDENCE = one_of("", "high", "medium", "low")
FIELD_TYPE = one_of("text", "integer", "number", "money", "date", "boolean", "choice")

ABOUT: Schema = {
    "$schema": DIALECT,
    **whole(
        language=one_of("en", "nn", "nb"),
        languages=listed(one_of("en", "nn", "nb")),
        plans=listed(THING),
        kinds_in=table(listed(TEXT)),
        kinds=table(
            whole(
                label=TEXT,
                plural=TEXT,
                colour=COLOUR,
                shape=listed({"type": "number", "minimum": -1, "maximum": 1}),
                layer={"type": "integer", "minimum": -1},
                count=COUNT,
            )
        ),
        links=table(
            whole(
                label=TEXT,
                inverse=TEXT,
                thread=BOOLEAN,
                colour=COLOUR,
                **{"from": listed(TEXT), "to": listed(TEXT)},
            )
        ),
        fields=table(whole(label=TEXT, type=FIELD_TYPE, currency=TEXT, on=listed(TEXT), choices=table(TEXT))),
    ),
}
SEARCH: Schema = {
    "$schema": DIALECT,
    "maxItems": 50,
    **listed(whole(thing=THING, place=listed(THING), match=TEXT)),
}
EVIDENCE = whole(
    basis=one_of("stated", "inferred"),
    confidence=CONFIDENCE,
    document=or_null(TEXT),
    quote=or_null(TEXT),
    reason=or_null(TEXT),
    heading=or_null(TEXT),
)
SEVERITY = one_of("error", "warning", "note")
GAP = whole(rule=TEXT, severity=SEVERITY, reason=TEXT, advice=TEXT, witness=listed(THING))
CARD: Schema = {
    "$schema": DIALECT,
    **whole(
        thing=THING,
        kind=TEXT,
        place=listed(THING),
        parts=listed(THING),
        facts=listed(
            whole(
                field=TEXT,
                name=TEXT,
                type=FIELD_TYPE,
                currency=TEXT,
                values=listed(CELL),
                **{"from": or_null(THING)},
            )
        ),
        links=listed(
            whole(
                link=TEXT,
                label=TEXT,
                direction=one_of("out", "in"),
                thread=BOOLEAN,
                things=listed(whole(thing=THING, basis=BASIS, confidence=CONFIDENCE, evidence=listed(EVIDENCE))),
            )
        ),
        gaps=or_null(listed(GAP)),
    ),
}
GRAPH: Schema = {
    "$schema": DIALECT,
    **whole(
        nodes=listed(
            whole(iri=TEXT, code=or_null(TEXT), label=TEXT, kind=TEXT, x=NUMBER, y=NUMBER, tall=NUMBER, plan=TEXT),
        ),
        edges=listed(
            whole(
                id=TEXT,
                source=TEXT,
                target=TEXT,
                link=TEXT,
                label=TEXT,
                basis=BASIS,
                confidence=CONFIDENCE,
                thread=BOOLEAN,
            )
        ),
        layers=listed(listed(TEXT)),
        part=TEXT,
    ),
}
LIGHT = whole(
    about=one_of("measures", "money", "owners", "goals"),
    state=one_of("good", "partly", "lacking", "unasked"),
    text=TEXT,
    count=COUNT,
    of=COUNT,
)


def tree(light: Schema) -> Schema:
    """A plan as a tree with four lights on every part."""
    lights = {"type": "array", "items": light, "minItems": 4, "maxItems": 4}
    part = whole(thing=THING, lights=lights, children=listed({"$ref": "#/$defs/part"}))
    return {"$schema": DIALECT, "$ref": "#/$defs/part", "$defs": {"part": part}}


PLAN = tree(LIGHT)
ANSWER: Schema = json.loads((Path(__file__).parents[1] / "answer.schema.json").read_text(encoding="utf-8"))
CELL_OF_MATRIX = whole(
    state=one_of("stated", "partly", "inferred", "planned", "none"),
    sign=one_of("●", "◕", "◐", "○", "·"),
    count=COUNT,
    beside=BOOLEAN,
    words=TEXT,
    question=TEXT,
)
MATRIX = whole(
    answer=ANSWER,
    title=TEXT,
    summary=TEXT,
    corner={"type": "array", "items": TEXT, "minItems": 2, "maxItems": 2},
    counted=TEXT,
    rows=listed(THING),
    columns=listed(THING),
    cells=listed(listed(CELL_OF_MATRIX)),
    total=TEXT,
    row_totals=listed(COUNT),
    column_totals=listed(COUNT),
    whole=COUNT,
    totals_count=TEXT,
    legend=listed({"type": "array", "items": TEXT, "minItems": 2, "maxItems": 2}),
    notes=listed(TEXT),
)
COVERAGE: Schema = {"$schema": DIALECT, **MATRIX}
SCENARIO: Schema = {"$schema": DIALECT, **whole(question=TEXT, before=MATRIX, after=MATRIX, answer=ANSWER)}
