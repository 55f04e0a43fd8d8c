"""Which variables a condition speaks of, and which it binds."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from kgraph.spor.pattern import All, Any_, Condition, Not, PathUse, Related, Set, Valued


def free(part: Condition | None) -> frozenset[str]:
    """The variables that a condition speaks of and does not bind: its own thing's, and those named with *as* before."""
    match part:
        case All(parts) | Any_(parts):
            return frozenset(name for each in parts for name in free(each)) - bound(part)
        case Not(inner):
            return free(inner)
        case Related(target=Set() as target):
            return free(target.where) - {target.variable}
        case Valued(path=PathUse(start=start)) if start:
            return frozenset({start})
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
