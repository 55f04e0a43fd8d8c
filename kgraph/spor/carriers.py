"""Parts of a question on their way from a rule of the grammar into the node that takes them in."""

from typing import Any

from kgraph.errors import Span
from kgraph.spor.syntax import Evidence, Noun, Path, Reference, SortKey, Value

Parts = list[Any]


class Name(str):
    """A name given with *as*, on its way into its noun."""

    __slots__ = ()


class Show(tuple[Path | Evidence, ...]):
    """The shown columns, on their way into the question."""

    __slots__ = ()


class Sort(tuple[SortKey, ...]):
    """The sort keys, on their way into the question."""

    __slots__ = ()


class Per(tuple[Path | Noun, ...]):
    """The groups, on their way into the question."""

    __slots__ = ()


class By(tuple[Path | Noun, ...]):
    """The group that makes columns, on its way into the question."""

    __slots__ = ()


def tail(parts: Parts) -> tuple[tuple[Path | Evidence, ...], tuple[SortKey, ...], Value | None]:
    """The columns, the sort keys and the number of rows among the parts."""
    show = next((part for part in parts if isinstance(part, Show)), ())
    sort = next((part for part in parts if isinstance(part, Sort)), ())
    return tuple(show), tuple(sort), next((part for part in parts if isinstance(part, Value)), None)


def as_reference(value: Value, kind: str, before: Span) -> Reference:
    """A value that stands for a thing: `measure "Breiband"`."""
    return Reference(value.text, value.type == "code", kind, Span(before.start, value.span.end))
