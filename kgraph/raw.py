"""SPARQL as a researcher writes it: read only, and nothing leaves this machine."""

import re
from collections.abc import Sequence
from decimal import Decimal
from math import isfinite, isnan
from typing import Any

from kgraph.answer import Answer, Cell, Column, Row, Thing
from kgraph.describing import things
from kgraph.engines import Engine
from kgraph.errors import QueryError
from kgraph.messages import say
from kgraph.terms import Iri, Term

# The store's parser and planner recurse: some 5,000 operators or groups in a row end the process, as 10,000 inside each
# other do; 1,000 path steps or patterns take a minute.
DEEPEST, MOST_PATTERNS, MOST_PARTS, LONGEST = 100, 300, 1000, 100_000
# What is one name or value to the store, whatever words stand in it. The store takes a carriage return for the end of a
# comment, escapes in an IRI, and needs no blank between words: whoever reads it otherwise can be led past the guard.
TOKENS = re.compile(
    r"""
    \"""(?:[^\\]|\\.)*?\"""  |  \'\'\'(?:[^\\]|\\.)*?\'\'\'  |  "(?:[^"\\\n\r]|\\.)*"  |  '(?:[^'\\\n\r]|\\.)*'
    | <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-F]{4}|\\U[0-9A-F]{8})*>
    | \#[^\n\r]*  |  [?$]\w+  |  @[a-z][a-z0-9-]*  |  \^\^(?=\s*(?:<|[\w.-]*:))
    | (?P<prefix>[\w.-]*):(?:[\w.:-]|%[0-9A-F]{2}|\\[^\w\s])*
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
# The marks in `bare`: a name or value; a name that the store would read as SERVICE and a name, were a group to follow.
NAME, DOUBTFUL = "\x00", "\x01"
SERVICE = re.compile(rf"SERVICE|{DOUBTFUL}\s*\{{", re.IGNORECASE)
WRITING = re.compile(r"\b(LOAD|INSERT|DELETE|DROP|CLEAR|CREATE|COPY|MOVE|ADD)\b", re.IGNORECASE)
PARTS = re.compile(r"[!+*/|^&=<>(\[{-]")
BRACKETS = {")": "(", "]": "[", "}": "{"}


def sparql(engine: Engine, query: str, language: str) -> Answer:
    """The answer to a query: rows, yes or no, or triples.

    Raises:
        QueryError: it cannot be read; or it would write, or ask another server; or it is nested too deeply.
    """
    guard(query, language)
    try:
        form, outcome = engine.form(query)
    except SyntaxError as error:
        raise QueryError(say(language, "bad_sparql", error=error.msg), language=language) from None
    except (ValueError, RuntimeError, OSError) as error:
        raise QueryError(say(language, "failed_sparql", error=error), language=language) from None
    match form:
        case "ask":
            column = Column(say(language, "column_exists"), "boolean")
            return Answer(query, (column,), ((outcome,),), 1, sparql=query, language=language)
        case "graph":
            names = ["subject", "predicate", "object"]
            rows: list[Row] = [tuple(map(_written, (each.subject, each.predicate, each.object))) for each in outcome]
            rows.sort(key=str)
        case _:
            names, raw = outcome
            rows = _rows(engine, raw, language)
    columns = tuple(Column(name, _type(number, rows)) for number, name in enumerate(names))
    return Answer(query, columns, tuple(rows), len(rows), sparql=query, language=language)


def _type(number: int, rows: Sequence[Row]) -> str:
    """A column of things alone is one of things; what else stands in one can be anything."""
    cells = [row[number] for row in rows if row[number] is not None]
    return "thing" if cells and all(isinstance(cell, Thing) for cell in cells) else "any"


def guard(query: str, language: str, deepest: int = DEEPEST) -> None:
    """Let a query through that only reads, asks no other server and is no deeper than may be.

    Args:
        query: in SPARQL.
        language: of errors.
        deepest: how many brackets may stand inside each other, and how many steps paths may have. Up to 500 the store
            stays whole; how long it takes has no bound that is worth waiting for above 100.

    Raises:
        QueryError: it is none.
    """
    if len(query) > LONGEST:
        raise QueryError(say(language, "sparql_too_long", most=LONGEST), language=language)
    bare = TOKENS.sub(_mark, query)
    word = "SERVICE" if SERVICE.search(bare) else found.group().upper() if (found := WRITING.search(bare)) else None
    if word is not None:
        hint = say(language, "sparql_refused_hint")
        raise QueryError(say(language, "sparql_refused", word=word), hint=hint, language=language)
    if most := _exceeded(bare, deepest):
        raise QueryError(say(language, "sparql_too_deep", most=most), language=language)


def _mark(token: re.Match[str]) -> str:
    if token[0].startswith("#"):
        return " "
    return f" {DOUBTFUL if 'SERVICE' in (token['prefix'] or '').upper() else NAME} "


def _exceeded(bare: str, most_deep: int) -> int:
    """The limit that a query goes beyond, 0 if none: brackets inside each other, path steps, patterns, parts, items."""
    inside: list[str] = []
    items = [0]
    deepest = patterns = longest = 0
    for part in re.findall(r"[(){}\[\].;,]|[^\s(){}\[\].;,]+", bare):
        if part in "([{":
            inside.append(part)
            items.append(0)
            deepest = max(deepest, len(inside))
        elif part in BRACKETS:
            if inside and inside[-1] == BRACKETS[part]:
                inside.pop()
                items.pop()
        elif part in ".;,":
            patterns += inside[-1:] != ["("]
            items[-1] = 0
        elif inside[-1:] == ["("]:
            items[-1] += 1
            longest = max(longest, items[-1])
    if max(deepest, len(re.findall(r"[/^]|(?<!\|)\|(?!\|)", bare))) > most_deep:
        return most_deep
    if patterns > MOST_PATTERNS:
        return MOST_PATTERNS
    return MOST_PARTS if max(longest, len(PARTS.findall(bare))) > MOST_PARTS else 0


def _rows(engine: Engine, raw: Sequence[Sequence[Any]], language: str) -> list[Row]:
    iris = {str(cell) for row in raw for cell in row if isinstance(cell, Iri)}
    known = {iri: thing for iri, thing in things(engine, iris, language).items() if thing.kind}
    return [tuple(_cell(cell, known) for cell in row) for row in raw]


def _cell(cell: Term, known: dict[str, Thing]) -> Cell:
    if isinstance(cell, Iri):
        return known.get(cell, str(cell))
    if isinstance(cell, float | Decimal) and not isfinite(cell):
        # As SPARQL writes it: no JSON holds such a number.
        return "NaN" if isnan(cell) else "INF" if cell > 0 else "-INF"
    if isinstance(cell, Decimal) and cell == cell.to_integral_value():
        return int(cell)
    return cell


def _written(term: Any) -> str:
    return str(term.value)
