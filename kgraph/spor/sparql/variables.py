"""Which variables a condition speaks of, and which it binds."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import takewhile
from typing import Any

from kgraph.spor.pattern import All, Any_, Bound, Condition, Not, PathUse, Related, Set, Valued


def free(part: Condition | None) -> frozenset[str]:
    """The variables that a condition speaks of and does not bind: its own thing's, and those named with *as* before."""
    match part:
        case All(parts) | Any_(parts):
            return frozenset(name for each in parts for name in free(each)) - bound(part)
        case Not(inner):
            return free(inner)
        case Related(target=Set() as target):
            return free(target.where) - {target.variable}
        case Related(target=Bound(variable)):
            return frozenset({variable})
        case Valued(path=path, other=other):
            return frozenset(use.start for use in (path, other) if use is not None and use.start)
        case _:
            return frozenset()


def bound(part: Condition | None) -> frozenset[str]:
    """The variables of other things that a condition binds."""
    match part:
        case All(parts):
            return frozenset(name for each in parts for name in bound(each))
        case Related(target=Set() as target, at_least=1):
            return bound(target.where) | {target.variable}
        case _:
            return frozenset()


def binds(part: Condition, variable: str) -> bool:
    """Whether a condition binds its own thing by itself, so that nothing else need do so."""
    match part:
        case All(parts):
            # What is taken away before anything is bound is taken from nothing.
            first = takewhile(lambda each: not isinstance(each, Not), parts)
            return any(binds(each, variable) for each in first)
        case Any_(parts):
            return all(binds(each, variable) for each in parts)
        case Not():
            return False
        case Valued(path=path, other=other):
            return other is None and path.start in {"", variable}
        case _:
            return True


def conjuncts(part: Condition | None) -> tuple[Condition, ...]:
    """The parts that all hold."""
    if part is None:
        return ()
    return part.parts if isinstance(part, All) else (part,)


def renamed(node: Any, old: str, new: str) -> Any:
    """A part of a pattern with another name for one of its variables."""
    if isinstance(node, tuple):
        return tuple(renamed(each, old, new) for each in node)
    if not is_dataclass(node) or isinstance(node, type):
        return node
    found = {each.name: getattr(node, each.name) for each in fields(node)}
    return replace(
        node,
        **{
            name: new if name in {"variable", "start"} and value == old else renamed(value, old, new)
            for name, value in found.items()
        },
    )


def sets(node: Any) -> Iterator[Set]:
    """The sets that a part of a pattern holds, itself too."""
    return (each for each in _inside(node) if isinstance(each, Set))


def spoken(node: Any) -> Counter[str]:
    """How often a part of a pattern speaks of each variable: as the start of a path, as a column, or by its name."""
    found: Counter[str] = Counter()
    for each in _inside(node):
        match each:
            case PathUse(start=start) if start:
                found[start] += 1
            case Bound(variable):
                found[variable] += 1
            case Set(variable=variable, column=True):
                found[variable] += 1
            case _:
                pass
    return found


def depth(things: Set) -> int:
    """How many sets lie behind each other in the conditions of a set."""
    return max((1 + depth(each) for each in _nearest(things.where)), default=0)


def _nearest(node: Any) -> Iterator[Set]:
    """The sets within a part of a pattern, none of those within them."""
    if isinstance(node, Set):
        yield node
    else:
        for part in _parts(node):
            yield from _nearest(part)


def _inside(node: Any) -> Iterator[Any]:
    """A part of a pattern and all that it is made of."""
    if not isinstance(node, tuple):
        yield node
    for part in _parts(node):
        yield from _inside(part)


def _parts(node: Any) -> Iterator[Any]:
    """What a part of a pattern is made of, but for words and numbers."""
    # Every part of a pattern has slots, which are faster to go through than its fields.
    parts = node if isinstance(node, tuple) else (getattr(node, name) for name in getattr(node, "__slots__", ()))
    return (part for part in parts if part is not None and not isinstance(part, str | bool | int))
