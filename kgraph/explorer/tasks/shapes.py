"""The shapes of what the server alone sends, as JSON Schema; those of the pages are in `kgraph.showing.schemas`."""

from kgraph.showing.levels import ASPECTS
from kgraph.showing.schemas import (
    ABOUT,
    BOOLEAN,
    COUNT,
    GAP,
    LIGHT,
    NUMBER,
    SCENARIO,
    SEVERITY,
    TEXT,
    THING,
    Schema,
    either,
    listed,
    one_of,
    or_null,
    table,
    tree,
    whole,
)
from kgraph.terms import LANGUAGES

LANGUAGE = one_of(*LANGUAGES)
TRANSLATIONS: Schema = {**table(TEXT), "propertyNames": LANGUAGE}

# ---- the project

FORMAT = whole(name=TEXT, suffix=TEXT, what=TEXT)
PROJECT = whole(
    **ABOUT["properties"],
    name=TEXT,
    answer_formats=listed(FORMAT),
    graph_formats=listed(whole(**FORMAT["properties"], part=BOOLEAN)),
    analyses=listed(
        whole(name=TEXT, title=TEXT, why=TEXT, parameters=listed(whole(name=TEXT, what=TEXT, default=or_null(TEXT))))
    ),
    rules=listed(whole(name=TEXT, title=TEXT, severity=SEVERITY)),
    limits=whole(seconds=NUMBER, rows=COUNT, megabytes=COUNT, depth=COUNT),
)

# ---- questions

PARAMETER = whole(
    name=TEXT,
    what=TEXT,
    type=one_of("thing", "text", "number", "date", "year", "boolean", "choice"),
    default=TEXT,
    choices=or_null(listed(either(THING, TEXT))),
)
CHECKED = whole(
    language=or_null(LANGUAGE),
    canonical=TEXT,
    translations=TRANSLATIONS,
    problem=or_null(whole(message=TEXT, hint=TEXT, start=COUNT, end=COUNT, mended=or_null(TEXT))),
    marks=listed(whole(start=COUNT, end=COUNT, sort=TEXT)),
    parameters=listed(PARAMETER),
)
COMPLETIONS = listed(whole(text=TEXT, start=COUNT, sort=TEXT, description=TEXT))
EXPLAINED = whole(
    question=TEXT,
    translations=TRANSLATIONS,
    chosen=listed(TEXT),
    stages=listed(whole(text=TEXT, left=COUNT)),
    sparql=TEXT,
)
QUERIES = listed(
    whole(
        name=TEXT,
        title=TEXT,
        description=TEXT,
        question=TEXT,
        group=TEXT,
        own=BOOLEAN,
        parameters=listed(PARAMETER),
    )
)

# ---- plans

PLAN = tree(whole(**LIGHT["properties"], question=TEXT))
FOUND = {**GAP["properties"], "thing": THING}
JUDGED = whole(because=TEXT, by=or_null(THING), on=or_null({"type": "string", "format": "date"}))
SHARE = whole(count=COUNT, percent={"type": "number", "minimum": 0, "maximum": 100})
LEVEL = whole(
    plan=THING,
    kind=or_null(TEXT),
    number=COUNT,
    **{"with": whole(**dict.fromkeys(ASPECTS, or_null(SHARE)))},
)
GAPS = whole(
    gaps=listed(whole(**FOUND)), not_relevant=listed(whole(**FOUND, not_relevant=JUDGED)), coverage=listed(LEVEL)
)
LEVELS = SCENARIO["properties"]["answer"]
SUPPOSED = whole(**SCENARIO["properties"], levels=whole(before=LEVELS, after=LEVELS))
