"""Pattern to SPARQL 1.1: plain joins, MINUS and sub-selects; the same rows on every engine."""

from dataclasses import dataclass
from typing import assert_never

from kgraph.printing import printed, prologue
from kgraph.spor.pattern import (
    AggregatePattern,
    CardPattern,
    ExistsPattern,
    Pattern,
    RoutePattern,
    SelectPattern,
    WhyPattern,
)
from kgraph.spor.sparql.aggregate import write_aggregate
from kgraph.spor.sparql.lines import block
from kgraph.spor.sparql.select import write_select
from kgraph.spor.sparql.where import Where
from kgraph.terms import Iri
from kgraph.vocabulary import CLAIM, Vocabulary


@dataclass(frozen=True, slots=True)
class Queries:
    """The SPARQL of a question: its rows, and how many there are before `first` (None: as many as rows)."""

    rows: str
    counting: str | None = None


def write(pattern: Pattern, language: str, vocabulary: Vocabulary, *, stated: bool = False) -> Queries:
    """The SPARQL of a pattern; labels in a language; over stated links only, if told so."""
    rows, counting = _written(pattern, language, vocabulary, stated=stated)
    return Queries(declared(rows) if rows else "", declared(counting) if counting else None)


def _written(pattern: Pattern, language: str, vocabulary: Vocabulary, *, stated: bool) -> tuple[str, str | None]:
    match pattern:
        case SelectPattern():
            return write_select(pattern, language, stated=stated)
        case AggregatePattern():
            return write_aggregate(pattern, language, stated=stated)
        case ExistsPattern(things):
            return "\n".join(["ASK", *block(Where.of(things, stated=stated).members(things))]), None
        case CardPattern(thing):
            return _card(thing, vocabulary), None
        case WhyPattern(start, end, relation):
            lines = Where(stated=stated).relation(printed(Iri(start)), relation, printed(Iri(end)))
            return "\n".join(["ASK", *block(lines)]), None
        case RoutePattern():
            # The shortest of all chains is searched for step by step; no one query finds it.
            return "", None
        case _ as never:
            assert_never(never)


def declared(query: str) -> str:
    """A query with the prefixes that it uses declared."""
    return f"{prologue(query)}\n{query}\n"


def _card(thing: str, vocabulary: Vocabulary) -> str:
    """What stands on a thing and which links lead out of it and into it; claims stand behind links, not beside."""
    here = printed(Iri(thing))
    links = [link for link in vocabulary.links.values() if not link.backwards and CLAIM not in link.domain]
    fields = [field for field in vocabulary.fields.values() if not field.derived]
    out = " ".join(printed(Iri(word.iri)) for word in (*fields, *links))
    into = " ".join(printed(Iri(link.iri)) for link in links)
    lines = [
        *block([f"VALUES ?link {{ {out} }}", f"{here} ?link ?value .", 'BIND("out" AS ?direction)']),
        *block([f"VALUES ?link {{ {into} }}", f"?value ?link {here} .", 'BIND("in" AS ?direction)'], "UNION "),
    ]
    return "\n".join(
        [
            "SELECT ?direction ?link ?value (LANG(?value) AS ?language)",
            *block(lines, "WHERE "),
            "ORDER BY DESC(?direction) ?link STR(?value)",
        ]
    )


__all__ = ["Queries", "declared", "write"]
