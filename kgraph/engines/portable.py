"""A query, written so that servers with faults of their own answer it alike; it means what it meant.

SPARQL's own rules are those of https://www.w3.org/TR/sparql11-query/. Each rewriting stands beside the fault that it
goes round, as seen on Virtuoso 7.2.5 and Comunica 4.5.
"""

import re
from collections.abc import Iterator
from itertools import count

# What is left as it is written: texts, IRIs and comments.
LITERAL = re.compile(
    r"""\"""(?:[^\\]|\\.)*?\"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'"""
    r"""|<[^<>"{}|^`\\\x00-\x20]*>|\#[^\n\r]*""",
    re.DOTALL,
)
HELD = "\x00"
REWRITTEN = (
    # Virtuoso fails to sort by whether a selected expression is bound.
    (re.compile(r"\(!BOUND\(([?$]\w+)\)\)"), r"(IF(BOUND(\1), 0, 1))"),
    # Virtuoso cuts the quotient of two integers to an integer.
    (re.compile(r"\) / COUNT\("), ") * 1.0 / COUNT("),
    # Comunica counts nothing at all where the variable is unbound in one row; Virtuoso makes nothing of an empty sum.
    (re.compile(r"\bCOUNT\(([?$]\w+)\)", re.IGNORECASE), r"COALESCE(SUM(IF(BOUND(\1), 1, 0)), 0)"),
    # Comunica makes a group of nothing in an OPTIONAL.
    (re.compile(r"\bGROUP\s+BY(?:\s+[?$]\w+)++(?!\s*(?:HAVING|[(\w]))", re.IGNORECASE), r"\g<0> HAVING (COUNT(*) > 0)"),
    # Comunica forgets what both sides of a MINUS share, but not where a side binds something.
    (re.compile(r"\bMINUS\s*\{\s*SELECT(?:\s+DISTINCT)?", re.IGNORECASE), r"\g<0> (1 AS ?_apart)"),
)
VARIABLE = re.compile(r"[?$](\w+)")
SUB_SELECT = re.compile(r"\s*SELECT\b(?P<distinct>\s+DISTINCT\b)?(?P<head>[^{]*?)(?:\bWHERE\b|\{)", re.IGNORECASE)
# Virtuoso loses the first row of such a sub-select where it is joined with another, but not where it is sorted.
JOINED = re.compile(r"\b(?:UNION|BIND)\b", re.IGNORECASE)
FORM = re.compile(r"(?<![?$:\w])(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b(?!\s*:)", re.IGNORECASE)
NAMED = re.compile(r"\bAS\s+[?$](\w+)\s*\)", re.IGNORECASE)


def portable(query: str) -> str:
    """The query with its rewritings, every variable that a sub-select keeps to itself named as no other is.

    >>> portable("SELECT ?a { ?a ?b ?c { SELECT ?a { ?a ?d ?c } } }")
    'SELECT ?a { ?a ?b ?c { SELECT ?a { ?a ?d_1 ?c_1 } } }'
    """
    query = query.replace(HELD, "")
    held = iter(LITERAL.findall(query))
    text = LITERAL.sub(HELD, query)
    for fault, better in REWRITTEN:
        text = fault.sub(better, text)
    return re.sub(HELD, lambda _: next(held), _parted(text))


def form_of(query: str) -> str:
    """What a query gives: `select`, `ask` or `graph`; `select` too where it cannot be told.

    >>> form_of("PREFIX ask: <urn:ask:> ASK { ?select a ask:it }")
    'ask'
    """
    found = FORM.search(LITERAL.sub(HELD, query))
    return {"ASK": "ask", "CONSTRUCT": "graph", "DESCRIBE": "graph"}.get(found[0].upper() if found else "", "select")


def _parted(text: str) -> str:
    """The text with the sub-selects apart from each other, those inside others first."""
    mark = "_"
    while re.search(rf"{mark}[0-9]+\b", text):
        mark += "_"
    names = (f"{mark}{number}" for number in count(1))
    opened: list[int] = []
    parts: list[str] = []
    for part in re.split(r"([{}])", text):
        parts.append(part)
        if part == "{":
            opened.append(len(parts))
        elif part == "}" and opened:
            start = opened.pop()
            inside = "".join(parts[start:-1])
            if found := SUB_SELECT.match(inside):
                parts[start:-1] = [_apart(inside, found, next(names))]
    return "".join(parts)


def _apart(inside: str, found: re.Match[str], name: str) -> str:
    """A sub-select whose own variables are its own: Virtuoso takes them for those of the same name outside."""
    selected = list(_selected(found["head"]))
    if not selected:
        return inside
    inside = VARIABLE.sub(lambda each: each[0] if each[1] in selected else f"{each[0]}{name}", inside)
    if found["distinct"] and JOINED.search(inside) and inside.rstrip().endswith("}"):
        return f"{inside.rstrip()} ORDER BY ?{selected[0]} "
    return inside


def _selected(head: str) -> Iterator[str]:
    """The variables that a sub-select gives; none where it gives all of them."""
    yield from NAMED.findall(head)
    while head != (head := re.sub(r"\([^()]*\)", "", head)):
        pass
    yield from VARIABLE.findall(head)
