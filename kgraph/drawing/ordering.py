"""The order in which things stand in a picture."""

import re

from kgraph.answer import Thing


def by_code(thing: Thing) -> tuple[list[str | int], str]:
    """A key for sorting by codes, the numbers in them as numbers: sdg:2 before sdg:11.

    >>> names = [Thing(code, code, "", "") for code in ("sdg:11", "sdg:2", "a:1.10-M2", "a:1.9")]
    >>> [thing.code for thing in sorted(names, key=by_code)]
    ['a:1.9', 'a:1.10-M2', 'sdg:2', 'sdg:11']
    """
    parts = re.split(r"(\d+)", thing.code or "")
    return [int(part) if number % 2 else part for number, part in enumerate(parts)], thing.iri
