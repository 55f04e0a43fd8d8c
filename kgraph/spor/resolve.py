"""Syntax to pattern: words become IRIs, names become things; what fits nothing stops here, with suggestions."""

from dataclasses import dataclass, replace
from typing import assert_never

from kgraph.answer import Column
from kgraph.messages import say
from kgraph.spor import pattern as meant
from kgraph.spor import syntax as written
from kgraph.spor.columns import column_of, fold_column, group_column, thing_column
from kgraph.spor.conditions import Conditions
from kgraph.spor.names import look_up
from kgraph.spor.paths import Meaning, between_in, carries, meaning
from kgraph.spor.relations import by_verb
from kgraph.spor.scope import Scope
from kgraph.spor.values import whole
from kgraph.vocabulary import Field


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a question means, and the columns that its answer will have."""

    pattern: meant.Pattern
    columns: tuple[Column, ...]


def resolve(question: written.Question, scope: Scope) -> Resolved:
    """What a question means.

    Raises:
        QuestionError: a name is unknown or has several bearers, or words do not go together.
    """
    return _Resolver(scope).question(question)


class _Resolver:
    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.conditions = Conditions(scope)

    def question(self, question: written.Question) -> Resolved:
        match question:
            case written.Select():
                return self._select(question)
            case written.Aggregate():
                return self._aggregate(question)
            case written.Exists(noun):
                column = Column(say(self.scope.language, "column_exists"), "boolean")
                return Resolved(meant.ExistsPattern(self.conditions.noun(noun)), (column,))
            case written.Card(reference):
                return self._card(reference)
            case written.Why():
                return self._why(question)
            case written.Route(start, end):
                found = meant.RoutePattern(self._thing(start), self._thing(end))
                return Resolved(found, self._chain_columns())
            case _ as never:
                assert_never(never)

    # ---- rows

    def _select(self, question: written.Select) -> Resolved:
        things = self.conditions.noun(question.noun, column=True, top=True)
        sets = (things, *self.conditions.columns)
        shown, evidence = self._shown(question.show, things.kind, things.variable)
        order = tuple(self._row_order(key, things) for key in question.sort)
        pattern = meant.SelectPattern(
            things,
            tuple(self.conditions.columns),
            tuple(each.use for each in shown),
            evidence,
            order,
            self._first(question.first),
        )
        columns = [thing_column(self.scope, each) for each in sets]
        columns += [column_of(each) for each in shown]
        if evidence:
            columns.append(Column(say(self.scope.language, "column_evidence"), "evidence"))
        return Resolved(pattern, tuple(columns))

    def _shown(
        self, show: tuple[written.Path | written.Evidence, ...], kind: str, variable: str
    ) -> tuple[list[Meaning], bool]:
        paths = [meaning(each, kind, variable, self.scope) for each in show if isinstance(each, written.Path)]
        # A name alone is a column already.
        cells = [each for each in paths if each.use.legs or each.use.field]
        return cells, any(isinstance(each, written.Evidence) for each in show)

    def _row_order(self, key: written.SortKey, things: meant.Set) -> meant.Order:
        if isinstance(key.key, written.Fold):
            raise self._not_a_column(key, self.scope.complaints.plural(things.kind))
        return meant.Order(meaning(key.key, things.kind, things.variable, self.scope).use, key.descending)

    def _not_a_column(self, key: written.SortKey, columns: str) -> Exception:
        word = self.scope.complaints.written(key.key.span)
        return self.scope.complaints.hinted("not_a_column", key.span, key=word, columns=columns)

    def _first(self, first: written.Value | None) -> int | None:
        return whole(first, "first_number", 1, self.scope.complaints) if first else None

    # ---- groups

    def _aggregate(self, question: written.Aggregate) -> Resolved:
        things = self.conditions.noun(question.noun)
        dims = (*question.per, *((question.by,) if question.by else ()))
        groups = [self._group(dim, things) for dim in dims]
        folds = [self._fold(fold, things) for fold in question.folds]
        columns = [group_column(group[1]) for group in groups]
        for fold, found in folds:
            columns += fold_column(self.scope, fold, found)
        shown = self._group_columns(question, groups)
        pattern = meant.AggregatePattern(
            things,
            tuple(fold for fold, _ in folds),
            tuple(group for group, _ in groups),
            question.by is not None,
            tuple(each.use for each in shown),
            tuple(self._group_order(key, question, columns) for key in question.sort),
            self._first(question.first),
        )
        return Resolved(pattern, (*columns, *(column_of(each) for each in shown)))

    def _group(self, dim: written.Path | written.Noun, things: meant.Set) -> tuple[meant.Group, Meaning]:
        if isinstance(dim, written.Noun):
            return self._noun_group(dim, things)
        found = meaning(dim, things.kind, things.variable, self.scope, grouping=True)
        enumerated = None
        if len(dim.steps) == 1 and dim.steps[0].role == "CLASS":
            leg = replace(found.use.legs[-1], kind=None)
            found = replace(found, use=replace(found.use, legs=(leg,)))
            enumerated = meant.Set(dim.steps[0].word, leg.variable)
        field = found.field
        variable = self.scope.fresh(field.local) if field else found.use.legs[-1].variable
        return meant.Group(found.use, variable, enumerated), found

    def _noun_group(self, noun: written.Noun, things: meant.Set) -> tuple[meant.Group, Meaning]:
        kinds = self.scope.vocabulary.kinds
        one, other = kinds[things.kind], kinds[noun.kind]
        relation, link = between_in(self.scope, one, other, noun.span, grouping=True)
        self.scope.choose(one, other, relation, link)
        group = self.conditions.noun(noun)
        use = meant.PathUse(things.variable, (meant.Leg(relation, group.variable),))
        found = Meaning(use, None, frozenset({noun.kind}), other.label(self.scope.language))
        return meant.Group(use, group.variable, group), found

    def _fold(self, fold: written.Fold, things: meant.Set) -> tuple[meant.FoldUse, Meaning | None]:
        if fold.path is None:
            return meant.FoldUse(fold.name), None
        found = meaning(fold.path, things.kind, things.variable, self.scope)
        complaints = self.scope.complaints
        if found.field is None:
            raise complaints.error("fold_things", fold.span, complaints.keyword("COUNT"), path=found.words)
        field = found.field
        label = field.label(self.scope.language)
        if fold.name == "sum" and not field.additive:
            fields = [
                each.label(self.scope.language) for each in self.scope.vocabulary.fields.values() if each.additive
            ]
            raise complaints.hinted("sum_unfit", fold.span, field=label, fields=" · ".join(fields))
        if not _ordered(field, fold.name):
            raise complaints.error("fold_unfit", fold.span, field=label, fold=complaints.written(fold.span).split()[0])
        return meant.FoldUse(fold.name, found.use), found

    def _group_columns(self, question: written.Aggregate, groups: list[tuple[meant.Group, Meaning]]) -> list[Meaning]:
        """`per ... show F`: columns about the one group of things that there is."""
        if not question.show:
            return []
        evidence = next((each for each in question.show if isinstance(each, written.Evidence)), None)
        whole_thing = len(groups) == 1 and groups[0][0].path.field is None
        if evidence or not whole_thing:
            span = (evidence or question.show[0]).span
            raise self.scope.complaints.error("show_groups", span)
        found = groups[0][1]
        kind = next(iter(found.kinds))
        return self._shown(question.show, kind, found.use.legs[-1].variable)[0]

    def _group_order(self, key: written.SortKey, question: written.Aggregate, columns: list[Column]) -> meant.Order:
        dims = [*question.per, *([question.by] if question.by else [])]
        keys: list[object] = [dim for dim in dims if isinstance(dim, written.Path)]
        for number, fold in enumerate(question.folds):
            if key.key == fold or (isinstance(key.key, written.Path) and key.key == fold.path):
                return meant.Order(len(dims) + number, key.descending)
        if key.key in keys:
            return meant.Order(dims.index(key.key), key.descending)  # type: ignore[arg-type]
        raise self._not_a_column(key, ", ".join(column.name for column in columns))

    # ---- one thing, and two

    def _thing(self, reference: written.Reference) -> str:
        return look_up(reference, self.scope.names, self.scope.complaints, lambda _kind: True).iri

    def _card(self, reference: written.Reference) -> Resolved:
        names = ("column_direction", "text"), ("column_link", "link"), ("column_value", "any")
        columns = tuple(Column(say(self.scope.language, key), kind) for key, kind in names)
        return Resolved(meant.CardPattern(self._thing(reference)), columns)

    def _why(self, question: written.Why) -> Resolved:
        link = self.scope.vocabulary.links[question.link]
        complaints = self.scope.complaints
        start = look_up(
            question.subject, self.scope.names, complaints, lambda kind: carries(self.scope, kind, link.iri)
        )
        end = look_up(
            question.object,
            self.scope.names,
            complaints,
            lambda kind: self.scope.vocabulary.fits(kind, link.range),
        )
        relation = by_verb(link, question.adverbs, self.scope.vocabulary, stated=self.scope.stated)
        return Resolved(meant.WhyPattern(start.iri, end.iri, relation), self._chain_columns())

    def _chain_columns(self) -> tuple[Column, ...]:
        names = (
            ("column_chain", "integer"),
            ("column_from", "thing"),
            ("column_link", "link"),
            ("column_to", "thing"),
            ("column_evidence", "evidence"),
        )
        return tuple(Column(say(self.scope.language, key), kind) for key, kind in names)


def _ordered(field: Field, fold: str) -> bool:
    return field.type in {"integer", "decimal"} or (field.type == "date" and fold in {"lowest", "highest"})
