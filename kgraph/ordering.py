"""The order in which things stand, in lists as in pictures: that of their codes."""

import re
from collections.abc import Iterable

from kgraph.answer import Thing


def by_code(thing: Thing) -> tuple[tuple[tuple[int, str], ...], str]:
    """A key for sorting by codes, or names without one, the numbers in them as numbers: sdg:2 before sdg:11.

    >>> names = [Thing(code, code, "", "") for code in ("sdg:11", "sdg:2", "a:1.10-M2", "a:1.9")]
    >>> [thing.code for thing in sorted(names, key=by_code)]
    ['a:1.9', 'a:1.10-M2', 'sdg:2', 'sdg:11']
    """
    parts = re.findall(r"[0-9]+|[^0-9]+", thing.code or thing.label)
    return tuple((int(each), "") if each.isdecimal() else (-1, each) for each in parts), thing.iri


def in_order(every: Iterable[Thing]) -> list[Thing]:
    """Things in the order of their codes."""
    return sorted(every, key=by_code)
