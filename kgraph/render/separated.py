"""An answer as CSV, TSV, or CSV as Norwegian Excel opens it right."""

import csv
import io
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

from kgraph.answer import Answer, Evidence, Thing
from kgraph.messages import say
from kgraph.render.cells import evidence, plain
from kgraph.render.table import heading

BOM = "\ufeff"
# A spreadsheet takes a text that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_separated(answer: Answer, form: str) -> str:
    """Rows by lines; things are their labels, with a column of codes beside the first; lists are joined by ` | `.

    Where rows share amounts, a column beside the money says which: they must not be added up.

    Args:
        answer: what to write.
        form: `csv` (RFC 4180), `tsv`, or `excel`: BOM, semicolons, decimal comma.
    """
    file = io.StringIO()
    separator = {"csv": ",", "tsv": "\t", "excel": ";"}[form]
    writer = csv.writer(file, delimiter=separator, lineterminator="\n" if form == "tsv" else "\r\n")
    coded = [number for number, column in enumerate(answer.columns) if column.type == "thing"]
    shared = {column for _, column in answer.shared}
    writer.writerow([_inert(name, form) for name in _headings(answer, coded, shared)])
    for place, row in enumerate(answer.rows):
        cells: list[Any] = []
        for number, cell in enumerate(row):
            if number in coded:
                code = cell.code if isinstance(cell, Thing) else None
                cells.append(_inert(code or "", form))
            nothing = cell is None and number < answer.keys
            cells.append(say(answer.language, "none") if nothing else _cell(cell, answer.language, form))
            if number in shared:
                cells.append(say(answer.language, "yes") if (place, number) in answer.shared else "")
        writer.writerow(cells)
    return (BOM if form == "excel" else "") + file.getvalue()


def _headings(answer: Answer, coded: list[int], shared: set[int]) -> list[str]:
    names: list[str] = []
    for number, column in enumerate(answer.columns):
        if number in coded:
            names.append(f"{plain(column.name)} ({say(answer.language, 'code')})")
        names.append(heading(column))
        if number in shared:
            names.append(say(answer.language, "shared", field=plain(column.name)))
    return names


def _cell(cell: Any, language: str, form: str) -> Any:
    match cell:
        case None:
            return ""
        case list():
            return " | ".join(str(_cell(value, language, form)) for value in cell)
        case bool():
            return say(language, "yes" if cell else "no")
        case int() | float() | Decimal():
            exact = Decimal(str(cell))
            text = format(exact, "f") if isfinite(exact) else str(cell)
            return text.replace(".", ",") if form == "excel" else text
        case date():
            return cell.isoformat()
        case Evidence():
            return _inert(evidence(cell, language), form)
        case Thing():
            return _inert(cell.label, form)
        case _:
            return _inert(str(cell), form)


def _inert(text: str, form: str) -> str:
    text = plain(text) if form != "tsv" else plain(text).replace("\n", " ")
    return f"'{text}" if text.startswith(FORMULA) else text
