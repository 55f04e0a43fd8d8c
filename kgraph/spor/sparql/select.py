"""Rows: a set's things with the sets that *which* made columns, shown cells, order and limit."""

from dataclasses import replace

from kgraph.printing import printed
from kgraph.spor.pattern import Order, PathUse, SelectPattern
from kgraph.spor.sparql.evidence import claims
from kgraph.spor.sparql.lines import UNIT, Lines, block, distinct
from kgraph.spor.sparql.where import Where
from kgraph.terms import RDFS, Iri, name_in

NAME = RDFS + "label"


def write_select(pattern: SelectPattern, language: str, *, stated: bool) -> tuple[str, str | None]:
    """The query for rows, and the one that counts them where `first` cuts them off.

    Columns: for each set its variable and `<variable>_name`; for each shown cell `cell1`, `cell2` ..., money with
    `cell1_nodes` beside it; `evidence` with the IRIs of claims.
    """
    where = Where.of(pattern, stated=stated)
    sets = (pattern.things, *pattern.columns)
    keys = [f"?{each.variable}" for each in sets]
    rows = distinct(keys, where.members(pattern.things))
    head = [f"{key} {key}_name" for key in keys]
    body = list(rows)
    name = printed(Iri(name_in(language)))
    body += [f"OPTIONAL {{ {key} {name} {key}_name . }}" for key in keys]
    for number, path in enumerate(pattern.show, start=1):
        cell = f"?cell{number}"
        head.append(f"{cell} {cell}_nodes" if _is_money(path) else cell)
        body += block(_cell(path, cell, where, pattern), "OPTIONAL ")
    order: Lines = []
    for number, by in enumerate(pattern.order, start=1):
        variable = f"?key{number}"
        body += block(_key(by, variable, where, pattern, language), "OPTIONAL ")
        order += [f"(!BOUND({variable}))", f"DESC({variable})" if by.descending else variable]
    if pattern.evidence:
        head.append("?evidence")
        body += block(claims(pattern, keys, where), "OPTIONAL ")
    order += [f"{key}_name {key}" for key in keys]
    lines = [f"SELECT {' '.join(head)}", *block(body, "WHERE "), f"ORDER BY {' '.join(order)}"]
    if pattern.first is None:
        return "\n".join(lines), None
    counting = ["SELECT (COUNT(*) AS ?total)", *block(rows, "WHERE ")]
    return "\n".join([*lines, f"LIMIT {pattern.first}"]), "\n".join(counting)


def _is_money(path: PathUse) -> bool:
    return path.field is not None and path.field.additive


def _start(path: PathUse, pattern: SelectPattern, where: Where) -> tuple[str, Lines]:
    """The variable that a cell hangs on, and what binds it to the things of the rows."""
    start = f"?{path.start}"
    return start, distinct([start], where.members(pattern.things))


def _cell(path: PathUse, cell: str, where: Where, pattern: SelectPattern) -> Lines:
    """A sub-select with one solution a thing, so that no cell ever multiplies rows."""
    start, anchor = _start(path, pattern, where)
    if _is_money(path):
        nodes = distinct([start, "?_node", "?_amount"], [*anchor, *where.money(path, start, "?_node", "?_amount")])
        listed = f'(GROUP_CONCAT(DISTINCT STR(?_node); SEPARATOR="{UNIT}") AS {cell}_nodes)'
        head = f"SELECT {start} (SUM(?_amount) AS {cell}) {listed}"
        return [head, *block(nodes, "WHERE "), f"GROUP BY {start}"]
    text = path.field is not None and path.field.type == "text"
    value = 'CONCAT(LANG(?_value), "@", STR(?_value))' if text else "STR(?_value)"
    head = f'SELECT {start} (GROUP_CONCAT(DISTINCT {value}; SEPARATOR="{UNIT}") AS {cell})'
    return [head, *block([*anchor, *where.path(path, "?_value")], "WHERE "), f"GROUP BY {start}"]


def _key(order: Order, key: str, where: Where, pattern: SelectPattern, language: str) -> Lines:
    """One value a thing to sort by: the total of money; else the lowest, or the highest where that comes first."""
    assert isinstance(order.key, PathUse)
    path = order.key
    start, anchor = _start(path, pattern, where)
    if _is_money(path):
        nodes = distinct([start, "?_node", "?_amount"], [*anchor, *where.money(path, start, "?_node", "?_amount")])
        return [f"SELECT {start} (SUM(?_amount) AS {key})", *block(nodes, "WHERE "), f"GROUP BY {start}"]
    lines = [*anchor, *where.path(path, "?_value")]
    value = "?_value"
    if path.field is None or path.field.iri == NAME:
        # Things, and names, come in the order of the names that are shown.
        at = "?_thing" if path.legs else start
        named = f"{at} {printed(Iri(name_in(language)))} ?_value ."
        lines = [*anchor, *where.path(replace(path, field=None), "?_thing"), named]
    elif path.field.type == "text":
        value = "LCASE(STR(?_value))"
    elif path.field.type == "choice":
        value = "STR(?_value)"
    fold = "MAX" if order.descending else "MIN"
    return [f"SELECT {start} ({fold}({value}) AS {key})", *block(lines, "WHERE "), f"GROUP BY {start}"]
