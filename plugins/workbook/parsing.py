"""A cell as a value: numbers and dates as people write them, yes and no, choices, texts."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from kgraph.plugin import Iri, KgraphError, Literal, Text, Vocabulary
from kgraph.terms import LANGUAGES, RDF, XSD
from kgraph.vocabulary import Field

from .cells import Cell, Value, clean

TRUE, FALSE = {"yes", "ja", "true", "1", "sant", "x"}, {"no", "nei", "false", "0", "usant"}
MONEY = re.compile(r"^(kr\.?|nok)|(kr\.?|nok|,-|,–)$", re.IGNORECASE)
DATES = (r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})", r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>\d{4})")
DAY_0, YEARS = date(1899, 12, 30), range(1900, 2100)
# Longer numbers are no amounts of anything.
LONGEST = 40


class UnreadableError(KgraphError):
    """A cell that holds no value of its column: the name of the fault, and what fills its sentence."""

    def __init__(self, rule: str, text: str, near: str | Text = "") -> None:
        super().__init__(f"{rule}: {text}")
        self.rule, self.text, self.near = rule, text, near


def parse(cell: Cell, field: Field, words: Vocabulary, choices: Sequence[str], tag: str) -> Value:
    """The value of a cell that is not empty.

    Args:
        cell: what stands in it.
        field: whose value it is to be.
        words: the names of choices.
        choices: the IRIs that a choice field may have.
        tag: the language of a text; empty for none.

    Raises:
        UnreadableError: it is no such value.
    """
    match field.type:
        case "integer":
            return Literal(str(_whole(cell)), XSD + "integer")
        case "decimal":
            text = format(number(cell).normalize(), "f")
            return Literal(text, XSD + ("decimal" if "." in text else "integer"))
        case "date":
            return Literal(_likely(day(cell), cell).isoformat(), XSD + "date")
        case "boolean":
            return Literal("true" if truth(cell) else "false", XSD + "boolean")
        case "choice":
            return _choice(clean(cell), words, choices)
        case _:
            text = clean(cell)
            return Literal(text, RDF + "langString", tag) if tag else Literal(text)


def number(cell: Cell) -> Decimal:
    """A number as people write it in English or Norwegian.

    Raises:
        UnreadableError: it is none, or could be two.

    >>> number("1 140 000,50"), number("kr 25 000,-"), number("1.140.000"), number(12.5)
    (Decimal('1140000.50'), Decimal('25000'), Decimal('1140000'), Decimal('12.5'))
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        found = Decimal(repr(cell))
        if found.is_finite():
            return found
    written = clean(cell)
    text = MONEY.sub("", MONEY.sub("", re.sub(r"[\s'’]", "", written))).replace("−", "-")
    signs = re.findall(r"[.,]", text)
    if re.fullmatch(r"[-+]?[1-9]\d{0,2}[.,]\d{3}", text, re.ASCII):
        raise UnreadableError("two-ways", written, re.sub(r"[.,]", "", text))
    whole, sign, part = text, "", ""
    if signs and (len(signs) == 1 or signs[-1] != signs[0]):
        # The last sign, where it is another than those before or alone, parts the decimals.
        whole, sign, part = text.rpartition(signs[-1])
    if not sign or len(signs) > 1:
        whole = _without_thousands(whole)
    text = f"{whole}.{part}" if sign else whole
    if len(text) > LONGEST or not re.fullmatch(r"[-+]?(\d+\.?\d*|\.\d+)", text, re.ASCII):
        raise UnreadableError("no-number", written)
    return Decimal(text)


def _whole(cell: Cell) -> int:
    """A whole number, as of a year; a date is none."""
    found = Decimal("NaN") if isinstance(cell, date) else number(cell)
    if found != found.to_integral_value():
        raise UnreadableError("no-integer", clean(cell))
    return int(found)


def _likely(found: date, cell: Cell) -> date:
    """A day, unless it is the one of 1905 that a spreadsheet makes of a year, since it counts days from 1900."""
    if isinstance(cell, date) and (year := (found - DAY_0).days) in YEARS:
        raise UnreadableError("year-alone", found.isoformat(), str(year))
    return found


def _without_thousands(text: str) -> str:
    """The digits of a number whose thousands one sign parts; the text itself where they are not parted so."""
    return re.sub(r"[.,]", "", text) if re.fullmatch(r"[-+]?\d{1,3}(([.,])\d{3})(\2\d{3})*", text, re.ASCII) else text


def day(cell: Cell) -> date:
    """A day: a date of the spreadsheet, 2017-12-08 or 8.12.2017.

    Raises:
        UnreadableError: it is none.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = clean(cell)
    for pattern in DATES:
        if found := re.fullmatch(pattern, text, re.ASCII):
            try:
                return date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                break
    raise UnreadableError("no-date", text)


def truth(cell: Cell) -> bool:
    """Yes or no.

    Raises:
        UnreadableError: it is neither.
    """
    text = clean(cell).casefold()
    if text in TRUE | FALSE:
        return text in TRUE
    raise UnreadableError("no-boolean", clean(cell))


def _choice(text: str, words: Vocabulary, choices: Sequence[str]) -> Iri:
    known = [word for each in choices if (word := words.word(each))]
    for word in known:
        if text.casefold() in {each.casefold() for each in (*word.labels.values(), word.local)}:
            return Iri(word.iri)
    every = Text(**{tag: ", ".join(word.label(tag) for word in known) for tag in LANGUAGES})
    raise UnreadableError("no-choice", text, every)
