"""JSON in which nothing stands twice: the things, quotes and reasons of pages stand on many cards, lists and answers.

What is packed is a list of values, the parts before the wholes, and the last is the whole. A text, a number, a truth
or null stands there as it is. A list stands there as the places of its members: `[3, 3]`. An object is such a list too,
with its shape before them: `{"a": 3, "b": 5}` is `[-1, 3, 5]`, and `shapes[0]` is `["a", "b"]`.
"""

from collections.abc import Mapping
from typing import Any


def packed(value: Any) -> dict[str, list[Any]]:
    """What JSON can hold, with everything once.

    >>> packed({"a": ["x", "x"], "b": "x"})
    {'shapes': [['a', 'b']], 'values': ['x', [0, 0], [-1, 1, 0]]}
    """
    shapes: dict[tuple[str, ...], int] = {}
    values: list[Any] = []
    known: dict[Any, int] = {}

    def place(each: Any) -> int:
        held = each
        if isinstance(each, Mapping):
            shape = shapes.setdefault(tuple(each), len(shapes))
            held = [-1 - shape, *map(place, each.values())]
        elif isinstance(each, list | tuple):
            held = list(map(place, each))
        # True is 1 for Python, and so is 1.0.
        key = tuple(held) if isinstance(held, list) else (type(held), held)
        if key not in known:
            known[key] = len(values)
            values.append(held)
        return known[key]

    place(value)
    return {"shapes": [list(each) for each in shapes], "values": values}
