"""A recipe asked of a store: rows become cells, and the notes say what the answer rests on."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kgraph.answer import Answer, Cell, Column, Evidence, Note, Row, Thing
from kgraph.describing import evidence, things, words
from kgraph.engines import Engine
from kgraph.messages import say
from kgraph.noting import notes_of
from kgraph.recipe import Recipe
from kgraph.terms import FALLBACK, NONE, UNIT, Iri, Term

THINGS = frozenset({"thing", "things", "any", "link"})


def answer(recipe: Recipe, engine: Engine) -> Answer:
    """The answer to a question that asks for rows, groups, yes or no, or a card."""
    if recipe.form == "exists":
        return _exists(recipe, engine)
    variables, raw = engine.select(recipe.rows)
    place = {variable: number for number, variable in enumerate(variables)}
    split = [_split(recipe, row, place) for row in raw]
    shown = _Shown(recipe, engine, split)
    rows = [shown.row(row) for row in split]
    if recipe.form == "card":
        rows = _card_rows(recipe, rows, raw, place)
    total = _total(recipe, engine, len(rows))
    notes, shared = notes_of(recipe, engine, raw, place, total)
    return Answer(
        question=recipe.question,
        columns=recipe.columns,
        rows=tuple(rows),
        total=total,
        notes=tuple(notes),
        sparql=recipe.rows,
        language=recipe.language,
        keys=recipe.keys if recipe.form == "aggregate" else 0,
        matrix=recipe.matrix,
        shared=frozenset(shared),
    )


def _exists(recipe: Recipe, engine: Engine) -> Answer:
    found = engine.ask(recipe.rows)
    notes = []
    if recipe.stated is not None and engine.ask(recipe.stated) != found:
        notes.append(Note("inferred", say(recipe.language, "note_exists_inferred")))
    return Answer(recipe.question, recipe.columns, ((found,),), 1, tuple(notes), recipe.rows, recipe.language)


def _total(recipe: Recipe, engine: Engine, here: int) -> int:
    if recipe.counting is None:
        return here
    return counted(engine, recipe.counting)


def counted(engine: Engine, query: str) -> int:
    """The number that a counting query gives."""
    return int(str(engine.select(query)[1][0][0]))


# ---- cells


def _split(recipe: Recipe, row: Sequence[Term], place: Mapping[str, int]) -> list[Term | list[str]]:
    """The raw cells in the order of the columns; lists are taken apart."""
    cells: list[Term | list[str]] = []
    for column, variable in zip(recipe.columns, recipe.cells, strict=True):
        value = row[place[variable]]
        name = row[place[f"{variable}_name"]] if f"{variable}_name" in place else None
        if column.type in {"thing", "any", "link"} or variable.startswith("fold") or _is_amount(column):
            cells.append(value)
        elif variable.startswith("cell") or column.type == "evidence":
            cells.append(str(value).split(UNIT) if value not in {None, ""} else [])
        else:
            # A group: one thing or one value; a text as it was written.
            cells.append(name if name is not None and not isinstance(value, Iri) else value)
    return cells


def _is_amount(column: Column) -> bool:
    return column.type in {"money", "number"}


class _Shown:
    """Turns raw cells into what answers show; everything is looked up in one query a sort."""

    def __init__(self, recipe: Recipe, engine: Engine, rows: Sequence[Sequence[Term | list[str]]]) -> None:
        self.recipe = recipe
        iris: set[str] = set()
        chosen: set[str] = set()
        claims: set[str] = set()
        for row in rows:
            for column, cell in zip(recipe.columns, row, strict=True):
                listed = cell if isinstance(cell, list) else [cell] if isinstance(cell, Iri) else []
                if column.type == "evidence":
                    claims.update(listed)
                elif column.type in {"link", "choice", "choices"}:
                    chosen.update(listed)
                elif column.type in THINGS:
                    iris.update(listed)
        iris.discard(NONE)
        chosen.discard(NONE)
        self.things = things(engine, iris, recipe.language)
        lacking = {iri for iri, thing in self.things.items() if not thing.kind}
        self.words = words(engine, chosen | lacking, recipe.language)
        self.evidence = evidence(engine, claims, recipe.language)

    def row(self, row: Sequence[Term | list[str]]) -> Row:
        return tuple(self._cell(column, cell) for column, cell in zip(self.recipe.columns, row, strict=True))

    def _cell(self, column: Column, cell: Term | list[str]) -> Cell:
        if isinstance(cell, list):
            return self._list(column, cell) or None
        if cell == NONE:
            return None
        if isinstance(cell, Iri) and column.type == "choice":
            return self.words[cell].label if cell in self.words else str(cell)
        if isinstance(cell, Iri):
            return self._word(cell)
        if column.type in {"money", "number"} and isinstance(cell, int | float | Decimal):
            return _number(cell)
        return cell

    def _word(self, iri: str) -> Cell:
        if iri in self.words:
            return self.words[iri]
        return self.things.get(iri) or iri

    def _list(self, column: Column, listed: list[str]) -> list[Any]:
        match column.type:
            case "evidence":
                found = {self.evidence[claim] for claim in listed if claim in self.evidence}
                return sorted(found, key=_evidence_order)
            case "things":
                known = [self.things[iri] for iri in listed if iri in self.things]
                return sorted(known, key=lambda thing: (thing.label, thing.iri))
            case "choices":
                return sorted(self.words[iri].label for iri in listed if iri in self.words)
            case "texts":
                return _texts(listed, self.recipe.language)
            case _:
                return sorted(_value(column.type, text) for text in listed)


def _evidence_order(each: Evidence) -> tuple[str, ...]:
    return (each.document or "", each.heading or "", each.quote or "", each.basis, each.confidence or "")


def _number(value: float | Decimal) -> int | float | Decimal:
    """A whole number as one; an average to six places, since engines differ in the last ones."""
    if isinstance(value, int):
        return value
    exact = Decimal(str(value))
    if not exact.is_finite() or exact.adjusted() > 18:
        return value
    rounded = round(exact, 6)
    return int(rounded) if rounded == rounded.to_integral_value() else rounded.normalize()


def _texts(listed: list[str], language: str) -> list[str]:
    """Texts as `tag@text`: those of the best language that there is; texts without a tag always."""
    by_tag: dict[str, list[str]] = defaultdict(list)
    for each in listed:
        tag, _, text = each.partition("@")
        by_tag[tag].append(text)
    best = next((by_tag[tag] for tag in FALLBACK[language] if tag in by_tag), None)
    if best is None:
        best = [text for tag, texts in sorted(by_tag.items()) if tag for text in texts]
    return sorted([*best, *by_tag.get("", [])])


def _value(kind: str, text: str) -> Any:
    match kind:
        case "integers":
            return int(text)
        case "numbers":
            return _number(Decimal(text))
        case "dates":
            return date.fromisoformat(text)
        case "booleans":
            return text in {"true", "1"}
        case _:
            return text


def _card_rows(recipe: Recipe, rows: list[Row], raw: Sequence[Sequence[Term]], place: Mapping[str, int]) -> list[Row]:
    """A card's rows: of a text in several languages the best, and the direction in words."""
    best: dict[Term, int] = {}
    order = {tag: number for number, tag in enumerate((*FALLBACK[recipe.language], ""))}
    for source in raw:
        rank = order.get(str(source[place["language"]] or ""), len(order))
        best[source[place["link"]]] = min(rank, best.get(source[place["link"]], len(order)))
    kept: list[Row] = []
    for row, source in zip(rows, raw, strict=True):
        tag = str(source[place["language"]] or "")
        if tag and order.get(tag, len(order)) != best[source[place["link"]]]:
            continue
        kept.append((say(recipe.language, f"direction_{source[place['direction']]}"), *row[1:]))
    return sorted(kept, key=lambda row: _card_order(recipe, row))


def _card_order(recipe: Recipe, row: Row) -> tuple[bool, bool, str, str]:
    link, value = row[1], row[2]
    inward = row[0] == say(recipe.language, "direction_in")
    return inward, isinstance(value, Thing), str(link), str(value)
