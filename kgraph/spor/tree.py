"""Lark's parse tree to syntax: one method per rule of the grammar, named for it."""

from dataclasses import replace
from typing import Any

from lark import Token, Transformer, v_args
from lark.tree import Meta

from kgraph.errors import Span
from kgraph.spor.carriers import By, Name, Parts, Per, Show, Sort, as_reference, tail
from kgraph.spor.syntax import (
    NOWHERE,
    Aggregate,
    Both,
    Card,
    Compared,
    Condition,
    Counted,
    During,
    Either,
    Evidence,
    Exists,
    Fold,
    Has,
    Inside,
    Linked,
    Mentions,
    Negation,
    Noun,
    Path,
    Quantity,
    Reference,
    References,
    Route,
    Select,
    SortKey,
    Step,
    Value,
    Why,
)

VALUE_TYPES = {
    "NUMBER": "number",
    "DATE": "date",
    "STRING": "text",
    "NAME": "text",
    "CODE": "code",
    "BOOL": "boolean",
}


def _span(meta: Meta) -> Span:
    return NOWHERE if meta.empty else Span(meta.start_pos, meta.end_pos)


def _at(token: Token) -> Span:
    return Span(token.start_pos or 0, token.end_pos or 0)


def _one(parts: Parts, kind: type | tuple[type, ...]) -> Any:
    return next((part for part in parts if isinstance(part, kind) and not isinstance(part, Token)), None)


def _token(parts: Parts, *types: str) -> Token | None:
    return next((part for part in parts if isinstance(part, Token) and part.type in types), None)


def _join(kind: type[Both] | type[Either], parts: Parts, span: Span) -> Condition:
    """Nested conjunctions are one: `a (b c)` is the tree of `a b c`."""
    flat: list[Condition] = []
    for part in parts:
        if isinstance(part, Token):
            continue
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    return kind(tuple(flat), span)


@v_args(meta=True)
class ToSyntax(Transformer[Token, Any]):
    """Builds the frozen nodes of `syntax.py`."""

    def start(self, _meta: Meta, parts: Parts) -> Any:
        return parts[-1]

    def version(self, _meta: Meta, parts: Parts) -> Any:
        return parts[1]

    # ---- noun phrases

    def np(self, meta: Meta, parts: Parts) -> Noun:
        kind = _token(parts, "CLASS")
        name = next((part for part in parts if isinstance(part, Name)), None)
        where = next((p for p in parts if not isinstance(p, Token | Name)), None)
        return Noun(str(kind), where, name and str(name), asked=_token(parts, "WHICH") is not None, span=_span(meta))

    def name(self, _meta: Meta, parts: Parts) -> Name:
        return Name(parts[1])

    def conj(self, meta: Meta, parts: Parts) -> Condition:
        return _join(Both, parts, _span(meta))

    def disj(self, meta: Meta, parts: Parts) -> Condition:
        return _join(Either, parts, _span(meta))

    def group(self, _meta: Meta, parts: Parts) -> Condition:
        inner: Condition = parts[1]
        return inner

    def negated(self, meta: Meta, parts: Parts) -> Condition:
        return Negation(parts[1], _span(meta))

    def plain(self, meta: Meta, parts: Parts) -> Condition:
        inner: Condition = parts[-1]
        return Negation(inner, _span(meta)) if _token(parts, "NOT") else inner

    def has(self, meta: Meta, parts: Parts) -> Condition:
        thing = parts[1]
        return Has(Compared(thing, span=thing.span) if isinstance(thing, Path) else thing, _span(meta))

    def lacks(self, meta: Meta, parts: Parts) -> Condition:
        return Negation(self.has(meta, parts), _span(meta))

    def linked(self, meta: Meta, parts: Parts) -> Linked:
        *adverbs, link, thing = parts
        span = Span((adverbs[0].start_pos or 0) if adverbs else _at(link).start, _at(link).end)
        return Linked(str(link), thing, frozenset(each.type for each in adverbs), _span(meta), span)

    def adverb(self, _meta: Meta, parts: Parts) -> Any:
        return parts[0]

    def under(self, meta: Meta, parts: Parts) -> Inside:
        return Inside(parts[1], span=_span(meta))

    def above(self, meta: Meta, parts: Parts) -> Inside:
        return Inside(parts[1], above=True, span=_span(meta))

    def about(self, meta: Meta, parts: Parts) -> Mentions:
        return Mentions(parts[1], _span(meta))

    def since(self, meta: Meta, parts: Parts) -> During:
        return During("since", (parts[1],), _span(meta))

    def until(self, meta: Meta, parts: Parts) -> During:
        return During("until", (parts[1],), _span(meta))

    def during(self, meta: Meta, parts: Parts) -> During:
        return During("in", (parts[1],), _span(meta))

    def between(self, meta: Meta, parts: Parts) -> During:
        return During("between", (parts[1], parts[3]), _span(meta))

    def moment(self, meta: Meta, parts: Parts) -> Value:
        return self.value(meta, parts)

    # ---- objects, paths, values

    def compared(self, meta: Meta, parts: Parts) -> Any:
        path, *rest = parts
        operator = _token(rest, "CMP")
        values: tuple[Value, ...] = rest[-1]
        if operator is None and path.steps[-1].role == "CLASS" and len(path.steps) == 1:
            members = tuple(as_reference(value, path.steps[0].word, path.span) for value in values)
            return References(members, span=_span(meta))
        return Compared(path, str(operator) if operator else "=", values, _span(meta))  # type: ignore[arg-type]

    def which(self, meta: Meta, parts: Parts) -> Counted:
        noun = self.np(meta, parts)
        return Counted(noun, span=_span(meta))

    def nested(self, meta: Meta, parts: Parts) -> Counted:
        return Counted(_one(parts, Noun), _one(parts, Quantity), _span(meta))

    def counted(self, meta: Meta, parts: Parts) -> Counted:
        kind = parts[-1]
        return Counted(Noun(str(kind), span=_at(kind)), _one(parts, Quantity), _span(meta))

    def qty(self, meta: Meta, parts: Parts) -> Quantity:
        number = Value("number", str(parts[1]), _at(parts[1]))
        return Quantity(str(parts[0]), number, _span(meta))  # type: ignore[arg-type]

    def path(self, meta: Meta, parts: Parts) -> Path:
        return Path(tuple(part for part in parts if isinstance(part, Step)), _span(meta))

    def step(self, meta: Meta, parts: Parts) -> Step:
        return Step(parts[0].type, str(parts[0]), _span(meta))

    def refs(self, meta: Meta, parts: Parts) -> References:
        return References(tuple(parts), span=_span(meta))

    def any_of(self, meta: Meta, parts: Parts) -> References:
        return References(tuple(p for p in parts if isinstance(p, Reference)), span=_span(meta))

    def all_of(self, meta: Meta, parts: Parts) -> References:
        return replace(self.any_of(meta, parts), every=True)

    def names(self, meta: Meta, parts: Parts) -> References:
        return References(tuple(parts), span=_span(meta))

    def ref(self, meta: Meta, parts: Parts) -> Reference:
        kind = _token(parts, "CLASS")
        return Reference(str(parts[-1]), parts[-1].type == "CODE", kind and str(kind), _span(meta))

    def values(self, _meta: Meta, parts: Parts) -> tuple[Value, ...]:
        return tuple(part for part in parts if isinstance(part, Value))

    def value(self, meta: Meta, parts: Parts) -> Value:
        return Value(VALUE_TYPES[parts[0].type], str(parts[0]), _span(meta))  # type: ignore[arg-type]

    # ---- what to do with the noun

    def select(self, meta: Meta, parts: Parts) -> Select:
        # Before the first noun *which* says nothing.
        return Select(replace(parts[0], asked=False), *tail(parts[1:]), span=_span(meta))

    def show(self, _meta: Meta, parts: Parts) -> Show:
        return Show(part for part in parts if isinstance(part, Path | Evidence))

    def evidence(self, meta: Meta, _parts: Parts) -> Evidence:
        return Evidence(_span(meta))

    def sort(self, _meta: Meta, parts: Parts) -> Sort:
        return Sort(part for part in parts if isinstance(part, SortKey))

    def key(self, meta: Meta, parts: Parts) -> SortKey:
        first = parts[0]
        key = Fold("count", span=_at(first)) if isinstance(first, Token) else first
        return SortKey(key, _token(parts[1:], "DESC") is not None, _span(meta))

    def first(self, _meta: Meta, parts: Parts) -> Value:
        return Value("number", str(parts[1]), _at(parts[1]))

    def aggregate(self, meta: Meta, parts: Parts) -> Aggregate:
        folds, noun, *rest = parts
        per = next((part for part in rest if isinstance(part, Per)), ())
        by = next((part for part in rest if isinstance(part, By)), (None,))
        noun = replace(noun, asked=False)
        return Aggregate(folds, noun, tuple(per), by[0], *tail(rest), span=_span(meta))

    def folds(self, _meta: Meta, parts: Parts) -> tuple[Fold, ...]:
        return tuple(
            Fold("count", span=_at(part)) if isinstance(part, Token) else part
            for part in parts
            if isinstance(part, Fold) or part.type == "COUNT"
        )

    def count(self, meta: Meta, _parts: Parts) -> Fold:
        return Fold("count", span=_span(meta))

    def fold(self, meta: Meta, parts: Parts) -> Fold:
        return Fold(str(parts[0]), parts[1], _span(meta))  # type: ignore[arg-type]

    def per(self, _meta: Meta, parts: Parts) -> Per:
        return Per(part for part in parts if isinstance(part, Path | Noun))

    def by(self, _meta: Meta, parts: Parts) -> By:
        return By(part for part in parts if isinstance(part, Path | Noun))

    def dim(self, _meta: Meta, parts: Parts) -> Path | Noun:
        found: Path | Noun = _one(parts, (Path, Noun))
        return found

    def exists(self, meta: Meta, parts: Parts) -> Exists:
        return Exists(replace(parts[1], asked=False), _span(meta))

    def card(self, meta: Meta, parts: Parts) -> Card:
        return Card(parts[-1], _span(meta))

    def why(self, meta: Meta, parts: Parts) -> Why:
        subject, thing = (part for part in parts if isinstance(part, Reference))
        link = next(part for part in parts if isinstance(part, Token) and part.type == "LINK")
        kinds: Any = frozenset(part.type for part in parts if isinstance(part, Token)) - {"WHY", "LINK"}
        return Why(subject, str(link), thing, kinds, _span(meta), _at(link))

    def route(self, meta: Meta, parts: Parts) -> Route:
        start, end = (part for part in parts if isinstance(part, Reference))
        return Route(start, end, _span(meta))
