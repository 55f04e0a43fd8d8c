"""A cell as people read it."""

from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

from kgraph.answer import Answer, Cell, Evidence, Thing
from kgraph.messages import say

NUMBERS = frozenset({"integer", "number", "money"})
# What controls a terminal, turns the direction of text or breaks a line unseen: shown by no format.
CONTROLS = (*range(9), *range(11, 32), *range(127, 160))
DIRECTIONS = (0x61C, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
# What no XML may hold (https://www.w3.org/TR/xml/#charsets), and no file in UTF-8 either.
UNWRITABLE = (0xFFFE, 0xFFFF, *range(0xD800, 0xE000))
HIDDEN = dict.fromkeys((*CONTROLS, *DIRECTIONS, *UNWRITABLE))
ESCAPED = {code: f"\\u{code:04x}" for code in (*CONTROLS, *DIRECTIONS)}


def plain(text: str) -> str:
    """A text without control characters and direction marks; blanks stay."""
    return text.replace("\t", " ").translate(HIDDEN)


def spoken(cell: Any, language: str) -> str:
    """A single value for people: blanks between thousands, the language's decimal sign, yes and no in words."""
    match cell:
        case None:
            return ""
        case bool():
            return say(language, "yes" if cell else "no")
        case int() | float() | Decimal():
            return number(cell, language)
        case date():
            return cell.isoformat()
        case Evidence():
            return plain(evidence(cell, language))
        case Thing():
            return plain(str(cell))
        case _:
            return plain(str(cell))


def lines(cell: Cell, language: str) -> list[str]:
    """The cell as lines: one for each value of a list."""
    listed = cell if isinstance(cell, list) else [cell]
    return [line for value in listed for line in spoken(value, language).split("\n")]


def row_lines(answer: Answer, row: int) -> list[list[str]]:
    """The cells of a row as lines: a missing group reads *(none)*, an amount that rows share has a star."""
    return [_marked(answer, row, column) for column in range(len(answer.columns))]


def _marked(answer: Answer, row: int, column: int) -> list[str]:
    cell = answer.rows[row][column]
    if cell is None and column < answer.keys:
        return [say(answer.language, "none")]
    found = lines(cell, answer.language)
    if answer.shared and answer.columns[column].type in NUMBERS:
        return [text + ("*" if (row, column) in answer.shared else " " if text else "") for text in found]
    return found


def number(value: float | Decimal, language: str) -> str:
    """A number for people; averages to two places.

    >>> number(1140000, "nn"), number(Decimal("2.5"), "nn"), number(2018, "en")
    ('1\u00a0140\u00a0000', '2,5', '2018')
    """
    exact = Decimal(str(value))
    if not isfinite(exact):
        # Not a number, endless, or written as one whose digits would fill the memory.
        return str(exact)
    # Digits beyond the arithmetic's precision could not be rounded away.
    huge = abs(exact) >= 10**20
    rounded = exact if huge else round(exact, 2) if exact != exact.to_integral_value() else exact.to_integral_value()
    text = f"{rounded:,f}" if abs(rounded) >= 10_000 else f"{rounded:f}"
    if "." in text and not huge:
        text = text.rstrip("0")
    whole, _, part = text.partition(".")
    sign = "." if language == "en" else ","
    return whole.replace(",", "\u00a0") + (sign + part if part else "")


def evidence(each: Evidence, language: str) -> str:
    """Evidence for people: the quote, where it stands, who says so and how sure."""
    quote = f"«{each.quote}»" if each.quote else ""
    where = ", ".join(part for part in (each.document, each.heading) if part)
    sure = [say(language, f"basis_{each.basis}")] if each.basis in {"stated", "inferred", "suggested"} else []
    if each.confidence in {"high", "medium", "low"}:
        sure.append(say(language, f"confidence_{each.confidence}"))
    rest = (f"– {where}" if where else "", f"[{', '.join(sure)}]" if sure else "")
    return " ".join(part for part in (quote, *rest) if part)
