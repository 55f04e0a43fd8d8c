"""Parts of a question on their way from a rule of the grammar into the node that takes them in."""

from dataclasses import dataclass, replace
from typing import Any

from lark import Token
from lark.tree import Meta

from kgraph.errors import Span
from kgraph.spor.syntax import NOWHERE, Change, Evidence, Joined, Nouns, Path, Reference, SortKey, Value

Parts = list[Any]

VALUES = {
    "NUMBER": "number",
    "DATE": "date",
    "STRING": "text",
    "NAME": "text",
    "CODE": "code",
    "BOOL": "boolean",
    "PARAM": "parameter",
    "WHEN": "parameter",
}
REFERENCES: dict[str, Any] = {"CODE": "code", "STRING": "name", "NAME": "name", "PARAM": "parameter", "VAR": "column"}


class Name(str):
    """A name given with *as*, on its way into its noun."""

    __slots__ = ()


class Show(tuple[Path | Evidence, ...]):
    """The shown columns, on their way into the question."""

    __slots__ = ()


class Sort(tuple[SortKey, ...]):
    """The sort keys, on their way into the question."""

    __slots__ = ()


class Per(tuple[Path | Nouns, ...]):
    """The groups, on their way into the question."""

    __slots__ = ()


class By(tuple[Path | Nouns, ...]):
    """The group that makes columns, on its way into the question."""

    __slots__ = ()


class Suppose(tuple[Change, ...]):
    """What is supposed, on its way to the question."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Bracketed:
    """Nouns in brackets, which stay a part of their own among joined ones."""

    nouns: Nouns


def plain_nouns(found: Nouns | Bracketed) -> Nouns:
    """Nouns without their brackets."""
    return found.nouns if isinstance(found, Bracketed) else found


def unasked(found: Nouns | Bracketed) -> Nouns:
    """Nouns at the start of a question, where *which* says nothing."""
    nouns = plain_nouns(found)
    if isinstance(nouns, Joined):
        return replace(nouns, parts=tuple(unasked(part) for part in nouns.parts))
    return replace(nouns, asked=False)


def tail(parts: Parts) -> tuple[tuple[Path | Evidence, ...], tuple[SortKey, ...], Value | None]:
    """The columns, the sort keys and the number of rows among the parts."""
    show = next((part for part in parts if isinstance(part, Show)), ())
    sort = next((part for part in parts if isinstance(part, Sort)), ())
    return tuple(show), tuple(sort), next((part for part in parts if isinstance(part, Value)), None)


def as_reference(value: Value, kind: str, before: Span) -> Reference:
    """A value that stands for a thing: `measure "Breiband"`."""
    by = {"code": "code", "parameter": "parameter"}.get(value.type, "name")
    return Reference(value.text, by, kind, Span(before.start, value.span.end))  # type: ignore[arg-type]


def span_of(meta: Meta) -> Span:
    """The place of a rule's words."""
    return NOWHERE if meta.empty else Span(meta.start_pos, meta.end_pos)


def place_of(token: Token) -> Span:
    """The place of a token."""
    return Span(token.start_pos or 0, token.end_pos or 0)


def one_of(parts: Parts, kind: type | tuple[type, ...]) -> Any:
    """The first part that is of a type."""
    return next((part for part in parts if isinstance(part, kind) and not isinstance(part, Token)), None)


def token_of(parts: Parts, *types: str) -> Token | None:
    """The first token of one of these types."""
    return next((part for part in parts if isinstance(part, Token) and part.type in types), None)


def value_of(token: Token) -> Value:
    """A token as a value."""
    return Value(VALUES[token.type], str(token), place_of(token))  # type: ignore[arg-type]
