"""A matrix of coverage whose every cell has its question: asking it gives exactly the things that the cell counts."""

from kgraph.answer import Answer, Thing, cell_json
from kgraph.drawing.matrix import COLUMN, ROW, SIGNS, Matrix, Square, matrix_of
from kgraph.showing.overview import JSON
from kgraph.showing.questions import hanging_together, itself_with, written
from kgraph.terms import KG
from kgraph.view import View
from kgraph.vocabulary import Kind


def coverage(view: View, rows: str, columns: str, counted: str = "") -> JSON:
    """Which things of two kinds hang together, as the analysis `coverage` finds it: of the view's plan, if it has one.

    The question of a cell is to be asked on the view's basis. Where things are counted it gives these; where a cell
    tells only whether there is a link, it gives the row's thing, or nothing where there is none.

    Args:
        view: of the project or a plan.
        rows: the word of a kind, in any language.
        columns: another.
        counted: of what is counted; without it measures, or the links themselves.

    Raises:
        KgraphError: there is no such kind; nothing joins them; the plan has none of them; they are too many.
    """
    answer = view.analyse("coverage", rows=rows, columns=columns, count=counted)
    matrix, across, down = matrix_of(answer), _things(answer, ROW), _things(answer, COLUMN)
    kind = counted_kind(view, matrix, counted, rows)
    plan = own_plan(view, kind) if matrix.numbers else None

    def question(row: Thing, column: Thing) -> str:
        asked = hanging_together(kind, (row, column), plan) if matrix.numbers else itself_with(kind, row, column)
        return written(view, asked)

    return {
        "answer": answer.as_json(),
        "rows": [cell_json(each) for each in across],
        "columns": [cell_json(each) for each in down],
        "cells": [
            [_cell(square, question(row, column)) for square, column in zip(squares, down, strict=True)]
            for squares, row in zip(matrix.squares, across, strict=True)
        ],
        "counted": kind.plural(view.language) if matrix.numbers else "",
        **_around(matrix),
    }


def _cell(square: Square, question: str) -> JSON:
    return {
        "state": square.state,
        "sign": SIGNS[square.state],
        "count": square.count,
        "beside": square.beside,
        "words": square.words,
        "question": question,
    }


def _around(matrix: Matrix) -> JSON:
    """What stands around the cells of a matrix: title, totals, and what the signs mean."""
    return {
        "title": matrix.title,
        "summary": matrix.summary,
        "corner": list(matrix.corner),
        "total": matrix.total,
        "row_totals": list(matrix.row_totals),
        "column_totals": list(matrix.column_totals),
        "whole": matrix.whole,
        "totals_count": matrix.totals_count,
        "legend": [list(each) for each in matrix.legend],
        "notes": list(matrix.notes),
    }


def counted_kind(view: View, matrix: Matrix, counted: str, rows: str) -> Kind:
    """The kind of what is counted; of a matrix of links that of the rows."""
    if not matrix.numbers:
        return view.kind(rows)
    return view.kind(counted) if counted else view.vocabulary.kinds[KG + "Measure"]


def own_plan(view: View, kind: Kind) -> Thing | None:
    """The view's plan where it has things of a kind, so that these alone are looked at."""
    if view.plan is None:
        return None
    own = view.ask(f"{kind.plural('en')} under $plan", notes=False, plan=view.plan.reference)
    return view.plan if own else None


def _things(answer: Answer, place: int) -> list[Thing]:
    return list({cell.iri: cell for row in answer.rows if isinstance(cell := row[place], Thing)}.values())
