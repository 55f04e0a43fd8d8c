"""Which graphs a query is asked of: those that the request names, else those of its FROM clauses, else all.

The request goes before the query: https://www.w3.org/TR/sparql11-protocol/, section 2.1.4. No graph is ever fetched.
"""

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from kgraph.engines import Dataset
from kgraph.raw import TOKENS

# The tokens of a query stand as their numbers between these.
MARK = "\x00"
TOKEN = rf"\s*{MARK}(\d+){MARK}"
PREFIX = re.compile(rf"\bPREFIX{TOKEN}{TOKEN}", re.IGNORECASE)
BASE = re.compile(rf"\bBASE{TOKEN}", re.IGNORECASE)
FROM = re.compile(rf"\bFROM\b(\s*NAMED\b)?{TOKEN}", re.IGNORECASE)
ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def dataset(query: str, default: Sequence[str], named: Sequence[str], here: str) -> Dataset | None:
    """The graphs that a request names (`default`, `named`), or its query does; None where neither does.

    Args:
        query: in SPARQL.
        default: graphs that the request gives as one.
        named: graphs that the request gives by name.
        here: what the query's relative IRIs are relative to.
    """
    if default or named:
        return Dataset(tuple(default), tuple(named))
    if MARK in query:
        # No query of SPARQL has one: the store says so.
        return None
    tokens = [each[0] for each in TOKENS.finditer(query) if not each[0].startswith("#")]
    numbers = iter(range(len(tokens)))
    bare = TOKENS.sub(lambda each: " " if each[0][0] == "#" else f" {MARK}{next(numbers)}{MARK} ", query)
    base = next((_iri(tokens[int(each[1])], here) for each in BASE.finditer(bare)), here)
    prefixes = {tokens[int(each[1])]: _iri(tokens[int(each[2])], base) for each in PREFIX.finditer(bare)}
    found: dict[bool, list[str]] = {True: [], False: []}
    for each in FROM.finditer(bare):
        found[bool(each[1])].append(_named(tokens[int(each[2])], prefixes, base))
    return Dataset(tuple(found[False]), tuple(found[True])) if any(found.values()) else None


def _named(token: str, prefixes: dict[str, str], base: str) -> str:
    """The IRI that a token stands for."""
    if token.startswith("<"):
        return _iri(token, base)
    prefix, _, local = token.partition(":")
    return prefixes.get(f"{prefix}:", "") + re.sub(r"\\(.)", r"\1", local)


def _iri(token: str, base: str) -> str:
    return urljoin(base, ESCAPE.sub(lambda each: chr(int(each[1] or each[2], 16)), token.strip("<>")))
