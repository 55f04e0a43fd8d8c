"""What an offline page holds in place of a server: a view's things, links, gaps, plans, matrices and saved answers.

Where things are only pointed at, there are numbers: their places in the list of things. The page itself makes cards,
finds things by their names, and draws smaller graphs of them (kgraph/front/embedded.js). What kinds, links and fields
are called and how saved questions are titled stands there in every language; all else is in the view's.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kgraph.answer import Thing
from kgraph.errors import KgraphError
from kgraph.gap_rules import Gap
from kgraph.messages import say
from kgraph.saved_file import GROUPS, Saved
from kgraph.showing.cards import cards
from kgraph.showing.elements import elements
from kgraph.showing.evidence import evidence
from kgraph.showing.levels import record
from kgraph.showing.matrices import coverage
from kgraph.showing.names import every_name
from kgraph.showing.overview import JSON, gaps_by_thing, overview, shown
from kgraph.showing.trees import plan_trees
from kgraph.showing.words import about
from kgraph.terms import LANGUAGES
from kgraph.view import View

# The kinds of the rows and of the columns of matrices, in the order in which they are offered.
ROWS = ("FocusArea", "Effort", "Section", "SubStrategy", "OverallGoal")
COLUMNS = ("SDGGoal", "CrossCuttingGoal")
# Of longer answers the first rows stand there; nobody reads so many on a page.
MOST_ROWS = 1000
# In a project of more things than these, answers are without notes.
MOST_NOTED = 2000
# Of more plans the gaps and matrices of all together stand there, and not those of each.
MOST_PLANS = 12


def everything(view: View) -> JSON:
    """All that the pages show of a view: of the project or a plan."""
    plans = {plan["code"] or plan["iri"]: plan for plan in _plans(view)}
    # Beside a single plan there is nothing else to look at.
    narrow = not view.plan and len(plans) <= MOST_PLANS
    parts: Mapping[str, View] = {"": view, **({code: view.of_plan(code) for code in plans} if narrow else {})}
    known = {code: list(_matrices(part)) for code, part in parts.items()}
    pairs = [
        {"rows": rows, "columns": columns, "plans": [code for code in parts if _has(known[code], rows, columns)]}
        for columns in COLUMNS
        for rows in ROWS
    ]
    saved = dict(_saved(view))
    found = things(view)
    return {
        **found,
        "plan": view.plan.reference if view.plan else "",
        "about": {
            tag: {**words, "matrices": [each for each in pairs if each["plans"]]}
            for tag, words in found["about"].items()
        },
        "queries": {tag: [_query(each, saved, tag) for each in _in_order(view, saved)] for tag in LANGUAGES},
        "answers": list(saved.values()),
        "plans": plan_trees(view, (Thing(**plan) for plan in plans.values())),
        "gaps": {code: _gaps(part) for code, part in parts.items()},
        "coverage": known,
    }


def things(view: View) -> JSON:
    """The things and links of a view, narrowed as it is, with what their cards say."""
    drawn, said = elements(view), evidence(view)
    number = {node["iri"]: place for place, node in enumerate(drawn["nodes"])}
    lacks = gaps_by_thing(view)
    facts = {card["thing"]["iri"]: card["facts"] for card in cards(view) if card["thing"]["iri"] in number}
    return {
        "language": view.language,
        "part": drawn["part"],
        "about": {tag: _about(view.in_language(tag), drawn["nodes"]) for tag in LANGUAGES},
        "layers": drawn["layers"],
        "things": [_thing(view, node, facts[node["iri"]], lacks.get(node["iri"], ())) for node in drawn["nodes"]],
        "links": [_link(edge, number, said) for edge in drawn["edges"]],
        "names": [
            [number[name.thing.iri], name.written] for name in every_name(view).names if name.thing.iri in number
        ],
    }


# ---- words


def _plans(view: View) -> list[JSON]:
    return shown([view.plan]) if view.plan else about(view)["plans"]


def _about(view: View, nodes: Sequence[JSON]) -> JSON:
    """As the API has it, without what only a server can do; counted are the things that are there."""
    words = about(view)
    counts = [node["kind"] for node in nodes]
    rules = view.gap_rules().values()
    return {
        **words,
        "name": view.name,
        "plans": _plans(view),
        "kinds": {name: {**kind, "count": counts.count(name)} for name, kind in words["kinds"].items()},
        "rules": [{"name": rule.name, "title": rule.title[view.language], "severity": rule.severity} for rule in rules],
        "matrices": [],
    }


# ---- things and links


def _thing(view: View, node: JSON, facts: Sequence[JSON], lacks: Sequence[Gap]) -> JSON:
    return {
        **{name: node[name] for name in ("iri", "code", "label", "kind", "x", "y", "tall", "plan")},
        "above": shown(overview(view).place(node["iri"])),
        # What fields are called stands among the words.
        "facts": [[fact["field"], fact["values"], fact["from"]] for fact in facts],
        "lacks": [each.as_json() for each in lacks],
    }


def _link(edge: JSON, number: Mapping[str, int], said: Mapping[str, list[JSON]]) -> list[Any]:
    start, link, end = edge["id"].split(" ")
    # A symmetric link may be claimed from its other end.
    claims = said.get(edge["id"]) or said.get(f"{end} {link} {start}", [])
    ends = number[edge["source"]], number[edge["target"]]
    return [*ends, edge["link"], edge["basis"], edge["confidence"], claims]


# ---- answers


def _saved(view: View) -> Iterator[tuple[str, JSON]]:
    """The answer to each saved question, its blanks filled with what stands in them at first; without SPARQL."""
    # Notes are asked for anew in a large project, and take longer than the rows.
    noted = len(overview(view).graph.nodes) <= MOST_NOTED
    for saved in view.saved().values():
        try:
            blanks: dict[str, Any] = {each.name: each.default for each in saved.parameters}
            answer = view.ask(saved.question, notes=noted, **blanks).as_json()
        except KgraphError:
            # `kgraph check` tells of it.
            continue
        yield saved.name, {**answer, "rows": answer["rows"][:MOST_ROWS], "sparql": ""}


def _in_order(view: View, answers: Mapping[str, JSON]) -> list[Saved]:
    """Those that belong together side by side, the user's own first."""

    def key(saved: Saved) -> tuple[bool, int, str]:
        return not saved.own, GROUPS.index(saved.group) if saved.group else len(GROUPS), saved.name

    return sorted((saved for saved in view.saved().values() if saved.name in answers), key=key)


def _query(saved: Saved, answers: Mapping[str, JSON], language: str) -> JSON:
    return {
        "name": saved.name,
        "title": saved.title(language),
        "description": saved.description(language),
        "question": answers[saved.name]["question"],
        "group": say(language, f"query_group_{saved.group}") if saved.group else "",
        "own": saved.own,
        "parameters": [],
    }


# ---- gaps and matrices


def _gaps(view: View) -> JSON:
    return record(view.gaps(), view.analyse("levels", form="numbers"))


def _matrices(view: View) -> Iterator[JSON]:
    """The matrices of what the view has; without the questions behind the cells, since nobody is there to ask."""
    own = {node.thing.kind for node in view.property_graph().nodes}
    every = {node.thing.kind for node in overview(view).graph.nodes}
    for rows, columns in ((rows, columns) for columns in COLUMNS for rows in ROWS):
        if rows not in own or columns not in every:
            continue
        try:
            found = coverage(view, rows, columns)
        except KgraphError:
            # What the view has is not of its plan, but only linked to it; or nothing joins them.
            continue
        counted = {"rows": [[row[-1]] for row in found["answer"]["rows"]]}
        cells = [
            [_cell(cell, row, column) for cell, column in zip(squares, found["columns"], strict=True)]
            for squares, row in zip(found["cells"], found["rows"], strict=True)
        ]
        yield {**found, "of": [rows, columns], "cells": cells, "answer": counted}


def _has(matrices: Sequence[JSON], rows: str, columns: str) -> bool:
    return any(each["of"] == [rows, columns] for each in matrices)


def _cell(cell: JSON, row: JSON, column: JSON) -> JSON:
    """A cell whose words are without the names of its row and column, which stand beside it."""
    return {**cell, "question": "", "words": cell["words"].removeprefix(f"{_name(row)} × {_name(column)}: ")}


def _name(thing: JSON) -> str:
    return str(Thing(**thing))
