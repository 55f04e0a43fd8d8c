"""Lark's parse tree to the syntax of nouns and conditions: one method per rule of the grammar, named for it."""

from dataclasses import replace
from typing import Any

from lark import Token, Transformer, v_args
from lark.tree import Meta

from kgraph.errors import Span
from kgraph.spor.reading.tree.parts import (
    REFERENCES,
    Bracketed,
    Name,
    Parts,
    as_reference,
    one_of,
    place_of,
    plain_nouns,
    span_of,
    token_of,
    value_of,
)
from kgraph.spor.syntax import (
    Both,
    Compared,
    Condition,
    Counted,
    During,
    Either,
    Has,
    Inside,
    Joined,
    Linked,
    Mentions,
    Negation,
    Noun,
    Nouns,
    Operation,
    Path,
    Quantity,
    Reference,
    References,
    Step,
    Value,
)
from kgraph.vocabulary import THING


def _condition(kind: type[Both] | type[Either], parts: Parts, span: Span) -> Condition:
    """Nested conjunctions are one: `a (b c)` is the tree of `a b c`."""
    flat: list[Condition] = []
    for part in parts:
        if isinstance(part, Token):
            continue
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    return kind(tuple(flat), span)


def _joined(operation: Operation, parts: Parts, span: Span) -> Joined:
    """`a minus b minus c` is one; what stands in brackets is a part of its own."""
    flat: list[Nouns] = []
    for part in parts:
        if isinstance(part, Joined) and part.operation == operation and not flat:
            flat.extend(part.parts)
        elif not isinstance(part, Token):
            flat.append(plain_nouns(part))
    return Joined(operation, tuple(flat), span)


@v_args(meta=True)
class NounTrees(Transformer[Token, Any]):
    """Builds the frozen nodes of `syntax/nouns.py`."""

    # ---- noun phrases

    def np(self, meta: Meta, parts: Parts) -> Noun:
        kind = token_of(parts, "CLASS", "DEFINED")
        assert kind is not None
        name = next((part for part in parts if isinstance(part, Name)), None)
        where = next((p for p in parts if not isinstance(p, Token | Name)), None)
        asked = token_of(parts, "WHICH") is not None
        return Noun(str(kind), where, name and str(name), asked, kind.type == "DEFINED", span_of(meta))

    def plus(self, meta: Meta, parts: Parts) -> Joined:
        return _joined("plus", parts, span_of(meta))

    def minus(self, meta: Meta, parts: Parts) -> Joined:
        return _joined("minus", parts, span_of(meta))

    def intersect(self, meta: Meta, parts: Parts) -> Joined:
        return _joined("intersect", parts, span_of(meta))

    def bracketed(self, _meta: Meta, parts: Parts) -> Bracketed:
        return Bracketed(plain_nouns(parts[1]))

    def name(self, _meta: Meta, parts: Parts) -> Name:
        return Name(parts[1])

    def conj(self, meta: Meta, parts: Parts) -> Condition:
        return _condition(Both, parts, span_of(meta))

    def disj(self, meta: Meta, parts: Parts) -> Condition:
        return _condition(Either, parts, span_of(meta))

    def group(self, _meta: Meta, parts: Parts) -> Condition:
        inner: Condition = parts[1]
        return inner

    def negated(self, meta: Meta, parts: Parts) -> Condition:
        return Negation(parts[1], span_of(meta))

    def plain(self, meta: Meta, parts: Parts) -> Condition:
        inner: Condition = parts[-1]
        return Negation(inner, span_of(meta)) if token_of(parts, "NOT") else inner

    def has(self, meta: Meta, parts: Parts) -> Condition:
        thing = parts[1]
        return Has(Compared(thing, span=thing.span) if isinstance(thing, Path) else thing, span_of(meta))

    def lacks(self, meta: Meta, parts: Parts) -> Condition:
        return Negation(self.has(meta, parts), span_of(meta))

    def linked(self, meta: Meta, parts: Parts) -> Linked:
        *adverbs, link, thing = parts
        span = Span((adverbs[0].start_pos or 0) if adverbs else place_of(link).start, place_of(link).end)
        return Linked(str(link), thing, frozenset(each.type for each in adverbs), span_of(meta), span)

    def adverb(self, _meta: Meta, parts: Parts) -> Any:
        return parts[0]

    def under(self, meta: Meta, parts: Parts) -> Inside:
        return Inside(parts[1], span=span_of(meta))

    def above(self, meta: Meta, parts: Parts) -> Inside:
        return Inside(parts[1], above=True, span=span_of(meta))

    def about(self, meta: Meta, parts: Parts) -> Mentions:
        return Mentions(parts[-1], token_of(parts, "LIKE") is not None, span_of(meta))

    def since(self, meta: Meta, parts: Parts) -> During:
        return During("since", (parts[1],), span_of(meta))

    def until(self, meta: Meta, parts: Parts) -> During:
        return During("until", (parts[1],), span_of(meta))

    def during(self, meta: Meta, parts: Parts) -> During:
        return During("in", (parts[1],), span_of(meta))

    def between(self, meta: Meta, parts: Parts) -> During:
        return During("between", (parts[1], parts[3]), span_of(meta))

    def moment(self, meta: Meta, parts: Parts) -> Value:
        return self.value(meta, parts)

    # ---- objects, paths, values

    def compared(self, meta: Meta, parts: Parts) -> Any:
        path, *rest = parts
        operator = token_of(rest, "CMP")
        values: tuple[Value, ...] | Path = rest[-1]
        if (
            not isinstance(values, Path)
            and operator is None
            and path.steps[-1].role == "CLASS"
            and len(path.steps) == 1
        ):
            members = tuple(as_reference(value, path.steps[0].word, path.span) for value in values)
            return References(members, span=span_of(meta))
        return Compared(path, str(operator) if operator else "=", values, span_of(meta))  # type: ignore[arg-type]

    def which(self, meta: Meta, parts: Parts) -> Counted:
        noun = self.np(meta, parts)
        return Counted(noun, span=span_of(meta))

    def nested(self, meta: Meta, parts: Parts) -> Counted:
        noun = plain_nouns(one_of(parts, (Noun, Joined, Bracketed)))
        return Counted(noun, one_of(parts, Quantity), span=span_of(meta))

    def counted(self, meta: Meta, parts: Parts) -> Counted:
        kind = parts[-1]
        noun = Noun(str(kind), defined=kind.type == "DEFINED", span=place_of(kind))
        return Counted(noun, one_of(parts, Quantity), span=span_of(meta))

    def along(self, meta: Meta, parts: Parts) -> Counted:
        quantity, link = parts
        noun = Noun(THING, span=place_of(link))
        return Counted(noun, quantity, str(link), span_of(meta))

    def qty(self, meta: Meta, parts: Parts) -> Quantity:
        return Quantity(str(parts[0]), value_of(parts[1]), span_of(meta))  # type: ignore[arg-type]

    def path(self, meta: Meta, parts: Parts) -> Path:
        return Path(tuple(part for part in parts if isinstance(part, Step)), span_of(meta))

    def column(self, meta: Meta, parts: Parts) -> Path:
        name, *rest = parts
        first = Step("VAR", str(name), place_of(name))
        return Path((first, *(part for part in rest if isinstance(part, Step))), span_of(meta))

    def step(self, meta: Meta, parts: Parts) -> Step:
        return Step(parts[0].type, str(parts[0]), span_of(meta))

    def refs(self, meta: Meta, parts: Parts) -> References:
        return References(tuple(parts), span=span_of(meta))

    def any_of(self, meta: Meta, parts: Parts) -> References:
        return References(tuple(p for p in parts if isinstance(p, Reference)), span=span_of(meta))

    def all_of(self, meta: Meta, parts: Parts) -> References:
        return replace(self.any_of(meta, parts), every=True)

    def names(self, meta: Meta, parts: Parts) -> References:
        return References(tuple(parts), span=span_of(meta))

    def ref(self, meta: Meta, parts: Parts) -> Reference:
        kind = token_of(parts, "CLASS")
        return Reference(str(parts[-1]), REFERENCES[parts[-1].type], kind and str(kind), span_of(meta))

    def values(self, _meta: Meta, parts: Parts) -> tuple[Value, ...]:
        return tuple(part for part in parts if isinstance(part, Value))

    def value(self, _meta: Meta, parts: Parts) -> Value:
        return value_of(parts[0])
