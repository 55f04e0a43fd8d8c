"""Names of sheets and columns as Excel allows them.

Source: https://support.microsoft.com/office/rename-a-worksheet-3f1f7148-ee83-404d-8ef0-9ff99fbad1f9
"""

import re
from collections.abc import Iterable, Sequence

from kgraph.sheets.values import cut, legible

LONGEST_SHEET, LONGEST_HEADING = 31, 250
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " ") | {"'": "’"})
# What looks like an escaped letter would be read as that letter in the table's own list of its headings.
ESCAPE = re.compile("_(?=x[0-9a-fA-F]{4}_)")


def sheet_names(titles: Sequence[str]) -> list[str]:
    """A name for each title: its number, so that no two are the same, and as much of it as there is room for.

    >>> sheet_names(["Budget: who pays?", "Budget: who pays?", ""])
    ['1 Budget who pays', '2 Budget who pays', '3']
    """
    return [_short(f"{number} {title}".translate(FORBIDDEN), LONGEST_SHEET) for number, title in enumerate(titles, 1)]


def column_headings(headings: Iterable[str]) -> list[str]:
    """The headings, each another: Excel tells neither large from small letters nor the headings of equal columns apart.

    >>> column_headings(["name", "Name", ""])
    ['name', 'Name (2)', '–']
    """
    found: dict[str, str] = {}
    for heading in headings:
        text = ESCAPE.sub("-", _short(heading, LONGEST_HEADING)) or "–"
        unique, number = text, 2
        while unique.casefold() in found:
            unique, number = f"{text} ({number})", number + 1
        found[unique.casefold()] = unique
    return list(found.values())


def _short(text: str, most: int) -> str:
    return cut(" ".join(legible(text).split()), most)
