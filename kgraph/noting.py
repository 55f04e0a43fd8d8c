"""What an answer rests on: the notes that stand beside its rows."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from kgraph.answer import Note
from kgraph.engines import Engine
from kgraph.messages import say
from kgraph.printing import full
from kgraph.recipe import Recipe
from kgraph.terms import UNIT, Term


def notes_of(
    recipe: Recipe, engine: Engine, raw: Sequence[Sequence[Term]], place: Mapping[str, int], total: int
) -> tuple[list[Note], set[tuple[int, int]]]:
    """The notes of an answer, and the cells (row, column) whose amount other rows share."""
    notes: list[Note] = []
    language = recipe.language
    if total > len(raw):
        notes.append(Note("first", say(language, "note_first", shown=len(raw), total=total)))
    notes += _inferred(recipe, engine, raw, place)
    found, shared = _shared(recipe, engine, raw, place)
    notes += found
    notes += _overlaps(recipe, engine, raw, place)
    notes += _remarks(recipe, engine) if raw else []
    if not raw:
        notes.append(Note("empty", say(language, "note_empty")))
    if recipe.instead and (recipe.beside or not raw):
        notes.append(Note("instead", say(language, "note_instead", question=recipe.instead)))
    return notes, shared


def _inferred(recipe: Recipe, engine: Engine, raw: Sequence[Sequence[Term]], place: Mapping[str, int]) -> list[Note]:
    """How many of the rows would be gone, or other, if only stated links counted."""
    if recipe.stated is None:
        return []
    variables, rows = engine.select(recipe.stated)
    there = {variable: number for number, variable in enumerate(variables)}
    wanted = recipe.cells[: recipe.keys] if recipe.form == "select" else [c for c in recipe.cells if c in there]
    stated = {tuple(row[there[cell]] for cell in wanted) for row in rows}
    here = {tuple(row[place[cell]] for cell in wanted) for row in raw}
    resting = len(here - stated)
    notes = []
    key = "note_inferred" if recipe.form == "select" else "note_inferred_groups"
    if resting:
        notes.append(Note("inferred", say(recipe.language, key, resting=resting, total=len(here))))
    if recipe.form == "select" and recipe.counting is None and (more := len(stated - here)):
        notes.append(Note("stated", say(recipe.language, "note_stated", more=more)))
    return notes


def _remarks(recipe: Recipe, engine: Engine) -> list[Note]:
    """The remarks that are true of some row."""
    counted = ((remark, engine.select(remark.sparql)[1][0][0]) for remark in recipe.remarks)
    return [Note(remark.code, remark.text.replace("{number}", str(number))) for remark, number in counted if number]


def _shared(
    recipe: Recipe, engine: Engine, raw: Sequence[Sequence[Term]], place: Mapping[str, int]
) -> tuple[list[Note], set[tuple[int, int]]]:
    """Amounts that several rows share: marked on each, and added up once."""
    notes: list[Note] = []
    marks: set[tuple[int, int]] = set()
    for cell, field in recipe.money:
        holders: dict[str, list[int]] = defaultdict(list)
        for number, row in enumerate(raw):
            for node in str(row[place[f"{cell}_nodes"]] or "").split(UNIT):
                if node:
                    holders[node].append(number)
        column = recipe.cells.index(cell)
        sharing = {number for rows in holders.values() if len(rows) > 1 for number in rows}
        marks |= {(number, column) for number in sharing}
        if sharing:
            sum_once = _once(engine, holders, field)
            name = recipe.columns[column].name
            text = say(recipe.language, "note_shared", field=name, rows=len(sharing), total=grouped(sum_once))
            notes.append(Note("shared", text))
    return notes, marks


def _once(engine: Engine, nodes: Mapping[str, object], field: str) -> Decimal:
    listed = " ".join(full(node) for node in sorted(nodes))
    query = f"SELECT DISTINCT ?n ?amount WHERE {{ VALUES ?n {{ {listed} }} ?n {full(field)} ?amount }}"
    return sum((Decimal(str(amount)) for _, amount in engine.select(query)[1]), Decimal(0))


def _overlaps(recipe: Recipe, engine: Engine, raw: Sequence[Sequence[Term]], place: Mapping[str, int]) -> list[Note]:
    """Where a thing is in several groups the rows add up to more than there is: the distinct total says so."""
    if recipe.totals is None:
        return []
    variables, rows = engine.select(recipe.totals)
    notes = []
    for column, cell in zip(recipe.columns, recipe.cells, strict=True):
        additive = cell in variables and (
            column.type == "integer" or cell.endswith("_known") or f"{cell}_known" in variables
        )
        if not additive or cell.endswith("_known") or recipe.counting is not None:
            continue
        whole = Decimal(str(rows[0][variables.index(cell)] or 0))
        added = sum((Decimal(str(row[place[cell]] or 0)) for row in raw), Decimal(0))
        if added != whole:
            values = {"column": column.name, "added": grouped(added), "total": grouped(whole)}
            notes.append(Note("overlap", say(recipe.language, "note_overlap", **values)))
    return notes


def grouped(value: Decimal) -> str:
    """A number with its thousands parted by blanks.

    >>> grouped(Decimal(1140000))
    '1 140 000'
    >>> grouped(Decimal("300001.0"))
    '300 001'
    """
    return f"{value.normalize():,f}".replace(",", " ")
