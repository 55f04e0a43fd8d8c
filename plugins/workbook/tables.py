"""The sheets of a workbook told apart by their names, and their columns by their headings, in any language."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kgraph.plugin import Problem
from kgraph.sheets.form import LISTS
from kgraph.sheets.naming import FORBIDDEN, LONGEST_SHEET
from kgraph.sheets.values import cut
from kgraph.terms import LANGUAGES

from .cells import clean
from .facts import Facts
from .faults import problem
from .files import Grid
from .layout import Column, Sheet, known_sheets
from .texts import EVIDENCE, GUIDE

# So far down the row of headings is looked for.
HEAD = 10
OURS = {LISTS, *(GUIDE[tag].casefold() for tag in LANGUAGES)}


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that was understood: where its columns stand, and the row of its headings."""

    sheet: Sheet
    grid: Grid
    head: int
    columns: Mapping[int, Column]
    language: str
    file: str

    def place(self, row: int, column: int | None = None) -> str:
        """Where a row or a cell stands, as a spreadsheet says it."""
        return f"{self.file} [{self.grid.name}!{letters(column) if column is not None else ''}{row + 1}]"

    def column(self, key: str) -> int | None:
        """Where a column stands."""
        return next((place for place, each in self.columns.items() if each.key == key), None)


def letters(column: int) -> str:
    """The letters of a column, from 0.

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    return ("" if column < 26 else letters(column // 26 - 1)) + chr(65 + column % 26)


def tables(grids: Sequence[Grid], facts: Facts, file: str, language: str) -> tuple[list[Table], list[Problem]]:
    """The tables of a workbook, and the sheets and columns that nothing is called like.

    Args:
        grids: the sheets.
        facts: what kinds there are.
        file: its name.
        language: that it was written in, if known.
    """
    known = {name: sheet for sheet in known_sheets(facts) for name in _names(sheet)}
    found, problems = [], []
    for grid in grids:
        name = clean(grid.name).casefold()
        if name in OURS or not any(clean(cell) for row in grid.rows for cell in row):
            continue
        sheet = known.get(name)
        if sheet is None:
            if not grid.hidden:
                near = _near(name, {each: known[each].name[facts.language] for each in known})
                problems.append(
                    problem("unknown-sheet", f"{file} [{grid.name}]", warning=True, sheet=grid.name, near=near)
                )
            continue
        table = _table(sheet, grid, file, language or facts.language, problems)
        if table is not None:
            found.append(table)
    spoken = Counter(_language(each) for each in found).most_common(1)
    chosen = language or (spoken[0][0] if spoken and spoken[0][0] else facts.language)
    return [Table(each.sheet, each.grid, each.head, each.columns, chosen, file) for each in found], problems


def _names(sheet: Sheet) -> set[str]:
    every = (*(sheet.name[tag] for tag in LANGUAGES), *sheet.others)
    return {cut(each.translate(FORBIDDEN), LONGEST_SHEET).casefold() for each in every}


def _near(text: str, known: Mapping[str, str], most: int = 3) -> str:
    """What is called nearly so in any language, by what it is called in the reader's."""
    from rapidfuzz import process

    found = process.extract(text, sorted(known), limit=most)
    return ", ".join(dict.fromkeys(known[each] for each, _, _ in found))


def _table(sheet: Sheet, grid: Grid, file: str, language: str, problems: list[Problem]) -> Table | None:
    known = _headings(sheet)
    head = max(range(min(HEAD, len(grid.rows))), key=lambda row: sum(_key(each) in known for each in grid.rows[row]))
    found: dict[int, Column] = {}
    unread = []
    for place, text in enumerate(grid.rows[head]):
        column = known.get(_key(text))
        at = f"{file} [{grid.name}!{letters(place)}{head + 1}]"
        if column is not None and column not in found.values():
            found[place] = column
        elif column is not None:
            unread.append(problem("heading-twice", at, warning=True, heading=clean(text)))
        elif not any(place < len(row) and clean(row[place]) for row in grid.rows[head + 1 :]):
            continue
        elif not _key(text):
            unread.append(problem("no-heading", at, warning=True))
        else:
            near = _near(_key(text), {each: known[each].heading[language] for each in known})
            unread.append(problem("unknown-heading", at, warning=True, heading=clean(text), near=near))
    sorts = {column.sort for column in found.values()}
    if "code" not in sorts or not ("name" in sorts or sheet.name == EVIDENCE):
        problems.append(problem("no-headings", f"{file} [{grid.name}]"))
        return None
    problems += unread
    return Table(sheet, grid, head, found, language, file)


def _key(cell: object) -> str:
    return " ".join(clean(str(cell) if cell is not None else None).casefold().split())


def _headings(sheet: Sheet) -> dict[str, Column]:
    """Each heading, in any language, and its column; what a word is called comes before what else it is called."""
    found: dict[str, Column] = {}
    for column in sheet.columns:
        for tag in LANGUAGES:
            found.setdefault(_key(column.heading[tag]), column)
    for column in sheet.columns:
        for each in column.others:
            found.setdefault(_key(each), column)
    return found


def _language(table: Table) -> str:
    """The language of the most headings; none where they are alike."""
    heads = {place: _key(table.grid.rows[table.head][place]) for place in table.columns}
    counts = {
        tag: sum(_key(column.heading[tag]) == heads[place] for place, column in table.columns.items())
        for tag in LANGUAGES
    }
    best = [tag for tag in LANGUAGES if counts[tag] == max(counts.values())]
    return best[0] if len(best) == 1 else ""
