"""A value as a cell shows it, and whether a cell still holds what it showed."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from kgraph.engines.literals import literal
from kgraph.plugin import Iri, Literal, Text, Vocabulary
from kgraph.sheets.form import FormValue
from kgraph.sheets.values import legible
from kgraph.terms import FALLBACK
from kgraph.vocabulary import Field

Cell = str | int | float | bool | date | datetime | None
Value = Literal | Iri
YES, NO = Text(en="yes", nn="ja", nb="ja"), Text(en="no", nn="nei", nb="nei")
BLANKS = dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009\u2002\u2003"), " ") | {0xFEFF: None, 0x200B: None}
# More digits than these a spreadsheet does not keep; and it has no days before 1900.
LARGEST, FIRST_YEAR = 10**15, 1900


def clean(cell: Cell) -> str:
    """A cell as text: in NFC, without blanks around it and with plain ones in it."""
    if isinstance(cell, bool):
        return YES.en if cell else NO.en
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        cell = cell.date()
    text = "" if cell is None else str(cell)
    text = unicodedata.normalize("NFC", text).translate(BLANKS).replace("\r\n", "\n").replace("_x000D_", "")
    return legible(text).strip()


def same(cell: Cell, shown: FormValue) -> bool:
    """Whether a cell holds what was shown in it, however a program has written it since."""
    from .parsing import UnreadableError, day, number

    if clean(cell) == "" or shown is None:
        return clean(cell) == clean(str(shown) if isinstance(shown, Decimal) else shown)
    try:
        if isinstance(shown, date):
            return day(cell) == shown
        if isinstance(shown, int | Decimal):
            return number(cell) == shown
    except UnreadableError:
        return False
    return clean(cell).split() == clean(shown).split()


def displayed(values: Iterable[Value], language: str) -> list[Value]:
    """Of a field's values those that are shown: texts in the best language, anything else whole."""
    found = sorted(values, key=lambda each: (isinstance(each, Iri), str(each)))
    tags = {each.language for each in found if isinstance(each, Literal)}
    order = (*FALLBACK[language], "", *sorted(tags))
    tag = next((each for each in order if each in tags), None)
    return [each for each in found if isinstance(each, Iri) or each.language == tag]


def show(values: Sequence[Value], field: Field, words: Vocabulary, language: str) -> FormValue:
    """What a cell shows of the values of a field."""
    found = [_shown(each, field, words, language) for each in displayed(values, language)]
    if len(found) <= 1:
        return found[0] if found else None
    between = "\n" if field.type == "text" else "; "
    return legible(between.join(each.isoformat() if isinstance(each, date) else str(each) for each in found))


def _shown(value: Value, field: Field, words: Vocabulary, language: str) -> FormValue:
    if isinstance(value, Iri):
        word = words.word(value)
        return word.label(language) if word else str(value)
    known = literal(value.text, value.datatype)
    if isinstance(known, bool):
        return (YES if known else NO)[language]
    if isinstance(known, int | Decimal) and field.type in {"integer", "decimal"}:
        return known if -LARGEST < known < LARGEST and Decimal(repr(float(known))) == known else str(known)
    if isinstance(known, date) and known.year >= FIRST_YEAR:
        return known
    return legible(value.text) or None
