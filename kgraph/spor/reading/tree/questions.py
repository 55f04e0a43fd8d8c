"""Lark's parse tree to the syntax of questions: one method per rule of the grammar, named for it."""

from dataclasses import replace
from typing import Any

from lark import Token, v_args
from lark.tree import Meta

from kgraph.spor.reading.tree.nouns import NounTrees
from kgraph.spor.reading.tree.parts import (
    Bracketed,
    By,
    Parts,
    Per,
    Show,
    Sort,
    Suppose,
    one_of,
    place_of,
    plain_nouns,
    span_of,
    tail,
    token_of,
    unasked,
    value_of,
)
from kgraph.spor.syntax import (
    Aggregate,
    Card,
    Change,
    Changed,
    Definition,
    Evidence,
    Exists,
    Fold,
    FoldBound,
    Given,
    Gone,
    Having,
    Joined,
    Noun,
    Nouns,
    Path,
    Prefaced,
    Reference,
    Route,
    Select,
    SortKey,
    Value,
    Why,
)


@v_args(meta=True)
class ToSyntax(NounTrees):
    """Builds the frozen nodes of `syntax/`."""

    def start(self, meta: Meta, parts: Parts) -> Any:
        definitions = tuple(part for part in parts if isinstance(part, Definition))
        changes = next((tuple(part) for part in parts if isinstance(part, Suppose)), ())
        question = parts[-1]
        return Prefaced(question, definitions, changes, span_of(meta)) if definitions or changes else question

    def glossary(self, _meta: Meta, parts: Parts) -> tuple[Definition, ...]:
        return tuple(part for part in parts if isinstance(part, Definition))

    def version(self, _meta: Meta, parts: Parts) -> Any:
        return parts[1]

    # ---- what stands before a question

    def define(self, meta: Meta, parts: Parts) -> Definition:
        return Definition(str(parts[1]), unasked(parts[3]), span_of(meta))

    def suppose(self, _meta: Meta, parts: Parts) -> Suppose:
        return Suppose(part for part in parts if isinstance(part, Change))

    def gone(self, meta: Meta, parts: Parts) -> Gone:
        return Gone(parts[1], span_of(meta))

    def changed(self, meta: Meta, parts: Parts) -> Changed:
        subject, thing = (part for part in parts if isinstance(part, Reference))
        link = token_of(parts, "LINK")
        assert link is not None
        denied = token_of(parts, "NOT") is not None
        return Changed(subject, str(link), thing, denied, span_of(meta), place_of(link))

    def given(self, meta: Meta, parts: Parts) -> Given:
        return Given(parts[0], str(token_of(parts, "FIELD")), one_of(parts, Value), span_of(meta))

    # ---- what to do with the noun

    def select(self, meta: Meta, parts: Parts) -> Select:
        return Select(unasked(parts[0]), *tail(parts[1:]), span=span_of(meta))

    def show(self, _meta: Meta, parts: Parts) -> Show:
        return Show(part for part in parts if isinstance(part, Path | Evidence))

    def evidence(self, meta: Meta, _parts: Parts) -> Evidence:
        return Evidence(span_of(meta))

    def sort(self, _meta: Meta, parts: Parts) -> Sort:
        return Sort(part for part in parts if isinstance(part, SortKey))

    def key(self, meta: Meta, parts: Parts) -> SortKey:
        first = parts[0]
        key = Fold("count", span=place_of(first)) if isinstance(first, Token) else first
        return SortKey(key, token_of(parts[1:], "DESC") is not None, span_of(meta))

    def first(self, _meta: Meta, parts: Parts) -> Value:
        return value_of(parts[1])

    def aggregate(self, meta: Meta, parts: Parts) -> Aggregate:
        folds, noun, *rest = parts
        per = next((part for part in rest if isinstance(part, Per)), ())
        by = next((part for part in rest if isinstance(part, By)), (None,))
        having = one_of(rest, Having)
        if having is not None:
            # A test that names no fold is of the first.
            tests = tuple(test if test.fold else replace(test, fold=folds[0]) for test in having.tests)
            having = replace(having, tests=tests)
        return Aggregate(folds, unasked(noun), tuple(per), by[0], having, *tail(rest), span=span_of(meta))

    def folds(self, _meta: Meta, parts: Parts) -> tuple[Fold, ...]:
        return tuple(
            Fold("count", span=place_of(part)) if isinstance(part, Token) else part
            for part in parts
            if isinstance(part, Fold) or part.type == "COUNT"
        )

    def count(self, meta: Meta, _parts: Parts) -> Fold:
        return Fold("count", span=span_of(meta))

    def fold(self, meta: Meta, parts: Parts) -> Fold:
        return Fold(str(parts[0]), parts[1], span_of(meta))  # type: ignore[arg-type]

    def per(self, _meta: Meta, parts: Parts) -> Per:
        return Per(part for part in parts if isinstance(part, Path | Noun | Joined))

    def by(self, _meta: Meta, parts: Parts) -> By:
        return By(part for part in parts if isinstance(part, Path | Noun | Joined))

    def dim(self, _meta: Meta, parts: Parts) -> Path | Nouns:
        if defined := token_of(parts, "DEFINED"):
            return Noun(str(defined), defined=True, span=place_of(defined))
        found = one_of(parts, (Path, Noun, Joined, Bracketed))
        return found if isinstance(found, Path) else plain_nouns(found)

    def having(self, meta: Meta, parts: Parts) -> Having:
        tests = tuple(part for part in parts if isinstance(part, FoldBound))
        return Having(tests, token_of(parts, "OR") is None, span_of(meta))

    def test(self, meta: Meta, parts: Parts) -> FoldBound:
        count = token_of(parts, "COUNT")
        fold = Fold("count", span=place_of(count)) if count else one_of(parts, Fold)
        operator, value = parts[-2:]
        return FoldBound(fold, str(operator), value_of(value), span_of(meta))  # type: ignore[arg-type]

    def exists(self, meta: Meta, parts: Parts) -> Exists:
        return Exists(unasked(parts[1]), span_of(meta))

    def card(self, meta: Meta, parts: Parts) -> Card:
        return Card(parts[-1], span_of(meta))

    def why(self, meta: Meta, parts: Parts) -> Why:
        subject, thing = (part for part in parts if isinstance(part, Reference))
        link = next(part for part in parts if isinstance(part, Token) and part.type == "LINK")
        kinds: Any = frozenset(part.type for part in parts if isinstance(part, Token)) - {"WHY", "LINK"}
        return Why(subject, str(link), thing, kinds, span_of(meta), place_of(link))

    def route(self, meta: Meta, parts: Parts) -> Route:
        start, end = (part for part in parts if isinstance(part, Reference))
        return Route(start, end, span_of(meta))
