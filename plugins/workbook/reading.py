"""An edited workbook read: which thing each row is, and what its cells change."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kgraph.plugin import Gone, Missing, Problem, Triple, View
from kgraph.sheets.form import KEPT
from kgraph.terms import LANGUAGES

from .changes import changes
from .facts import Facts
from .faults import refusal
from .files import Grid, grids
from .rows import Rows
from .tables import tables


def read_workbook(path: Path, view: View) -> Iterator[Triple | Gone | Missing | Problem]:
    """What the workbook says otherwise than the project's data, and what of it cannot be read.

    Raises:
        KgraphError: the file is no workbook, or too large for one.
    """
    found = grids(path, view.language)
    kept = _kept(found)
    facts = Facts.of(view, kept[0] or view.language)
    sheets, problems = tables([each for each in found if each.name != KEPT], facts, path.name, kept[0])
    yield from problems
    if not sheets:
        raise refusal("no_sheets", path, view.language)
    # Without the list of what was written, the headings tell the language.
    rows = Rows(replace(facts, language=sheets[0].language), sheets)
    yield from rows.identified()
    yield from changes(rows)
    known = {each.iri for each in rows.rows if each.iri is not None} | rows.faulty
    # Of a sheet that is not there, or cannot be read, nothing is missing.
    read = {table.sheet.kind for table in sheets}
    for code in kept[1]:
        iri = facts.by_code.get(code)
        if iri is not None and iri not in known and facts.top(facts.kinds[iri]) in read:
            yield Missing(iri)


def _kept(found: list[Grid]) -> tuple[str, list[str]]:
    """The language that the workbook was written in, and the codes of its rows; nothing where it does not say."""
    texts = [str(row[0]) for grid in found if grid.name == KEPT for row in grid.rows if row and row[0]]
    language = texts[0].removeprefix("language ") if texts else ""
    return (language if language in LANGUAGES else ""), texts[1:]
