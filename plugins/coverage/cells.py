"""The cells of a matrix of coverage, and what is said beside them."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

from kgraph.drawing.matrix import COLUMN, COUNT, ROW, SIGNS, UNASKED, word_of
from kgraph.plugin import Answer, Column, KgraphError, Note, Row, Thing, View

from . import texts
from .joined import Side, Twice, counted_in, iri_of, links_between, own_links, side_of, twice

MOST_CELLS, MOST_NAMED = 10_000, 30


def coverage(view: View, values: Mapping[str, str]) -> Answer:
    """A row for each cell: the two things, the sign and its word, how many are counted, what the row leads to itself.

    Raises:
        KgraphError: there is no such kind; nothing can join the two; the plan has nothing of them; they are too many.
    """
    language = view.language
    rows, columns = (side_of(view, view.kind(values[name])) for name in ("rows", "columns"))
    names = {"rows": rows.named(language), "columns": columns.named(language)}
    cells = len(rows.things) * len(columns.things)
    if cells > MOST_CELLS:
        raise KgraphError(texts.TOO_MANY[language].format(**names, cells=cells, most=MOST_CELLS), language=language)
    counted = counted_in(view, rows, columns, values["count"])
    sides = [rows, columns, *([counted] if counted else [])]
    if view.plan and not any(side.own for side in sides):
        kinds = ", ".join(side.named(language) for side in sides)
        raise KgraphError(texts.NOT_IN_PLAN[language].format(plan=view.plan.label, kinds=kinds), language=language)
    own = twice(view, lambda on: own_links(on, rows, columns))
    between = twice(view, lambda on: links_between(on, rows, columns, side)) if (side := counted) else None
    pairs = product(rows.things, columns.things)
    if counted and between:
        found = [_row(language, pair, between, own, counted) for pair in pairs]
    elif own and not values["count"]:
        counted, found = None, [_link_row(language, pair, own) for pair in pairs]
    else:
        raise KgraphError(texts.NOTHING[language].format(**names), language=language)
    return _answer(view, sides, counted, found)


def _answer(view: View, sides: Sequence[Side], counted: Side | None, found: Sequence[Row]) -> Answer:
    """The cells as an answer, titled, with notes on what is empty and on what the plan has none of."""
    language = view.language
    rows, columns, *_ = sides
    what = (counted or columns).named(language)
    names = {"rows": rows.kind.label(language), "columns": columns.kind.label(language)}
    title = texts.TITLE[language].format(**names)
    if view.plan:
        title = texts.OF_PLAN[language].format(title=title, plan=view.plan.label)
    some, stated = (texts.NUMBER, texts.STATED) if counted else (texts.LINKED, texts.LINK_STATED)
    number = "integer" if counted else "boolean"
    headings = (
        Column(names["rows"], "thing"),
        Column(names["columns"], "thing"),
        Column(texts.SIGN[language], "text"),
        Column(texts.STATE[language], "text"),
        Column(some[language].format(counted=what), number),
        Column(stated[language], number),
        Column(texts.OWN[language], "text"),
        Column(what, "things"),
    )
    notes = [Note("coverage_summary", _summary(language, what if counted else "", found))]
    if view.plan:
        foreign = ", ".join(side.named(language) for side in sides if not side.own)
        if foreign:
            notes.append(Note("coverage_whole", texts.WHOLE[language].format(kinds=foreign, plan=view.plan.label)))
    return Answer(title, headings, tuple(found), len(found), tuple(notes), language=language, keys=2)


def _summary(language: str, counted: str, found: Sequence[Row]) -> str:
    """How many cells hold something, and which rows and columns hold nothing at all."""
    empty = []
    for place in (ROW, COLUMN):
        things = {iri_of(row[place]): row[place] for row in found}
        filled = {iri_of(row[place]) for row in found if row[COUNT]}
        names = [_short(thing) for iri, thing in things.items() if iri not in filled]
        more = [f"+ {len(names) - MOST_NAMED}"] if len(names) > MOST_NAMED else []
        empty.append(" · ".join((*names[:MOST_NAMED], *more)) or texts.NO_GAP[language])
    filled_cells = sum(bool(row[COUNT]) for row in found)
    values = {"filled": filled_cells, "cells": len(found), "rows": empty[0], "columns": empty[1]}
    return (texts.SUMMARY if counted else texts.SUMMARY_OF_LINKS)[language].format(counted=counted, **values)


def _short(thing: object) -> str:
    return (thing.code or thing.label) if isinstance(thing, Thing) else ""


def _link_row(language: str, pair: tuple[Thing, Thing], joined: Twice) -> Row:
    """A cell of a matrix of links: whether there is one, and whether it is stated."""
    key = pair[0].iri, pair[1].iri
    state = "stated" if key in joined.stated else "inferred" if key in joined.every else "none"
    word = word_of(state, language)
    return (*pair, SIGNS[state], word, key in joined.every, key in joined.stated, word, [])


def _row(language: str, pair: tuple[Thing, Thing], joined: Twice, own: Twice | None, side: Side) -> Row:
    """A cell that counts: its state is how what is counted hangs together with both, else what the row itself does."""
    key = pair[0].iri, pair[1].iri
    things: list[Any] = [thing for thing in side.things if thing.iri in joined.every.get(key, ())]
    count, stated = len(things), len(joined.stated.get(key, ()))
    itself = UNASKED
    if own is not None:
        itself = "stated" if key in own.stated else "inferred" if key in own.every else "none"
    if count:
        state = "stated" if stated == count else "partly" if stated else "inferred"
    else:
        state = "planned" if itself in {"stated", "inferred"} else "none"
    return (
        *pair,
        SIGNS[state],
        word_of(state, language),
        count,
        stated,
        word_of(itself, language),
        things,
    )
