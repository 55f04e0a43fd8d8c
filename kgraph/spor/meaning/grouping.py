"""Groups of a question and what is folded in them: from what was written to what is meant."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from kgraph.answer import Column
from kgraph.messages import say
from kgraph.spor import pattern as meant
from kgraph.spor import syntax as written
from kgraph.spor.meaning.columns import column_of, fold_column, group_column
from kgraph.spor.meaning.conditions import Conditions
from kgraph.spor.meaning.membership import Stage
from kgraph.spor.meaning.paths import Meaning, between_in, meaning
from kgraph.spor.meaning.scope import Scope
from kgraph.spor.meaning.tails import first_rows, not_a_column, shown
from kgraph.spor.meaning.values import literals
from kgraph.vocabulary import Field

COMPARED = ("=", "!=", "<", "<=", ">", ">=")
Grouped = tuple[meant.AggregatePattern, tuple[Column, ...], tuple[Stage, ...]]
Folded = tuple[meant.FoldUse, Meaning | None]


class Grouping:
    """Gives a question that folds things in groups its meaning."""

    def __init__(self, scope: Scope, conditions: Conditions) -> None:
        self.scope = scope
        self.conditions = conditions

    def aggregate(self, question: written.Aggregate) -> Grouped:
        """What it means, its columns, and the conditions of its noun."""
        things, stages = self.conditions.first_noun(question.noun)
        dims = (*question.per, *((question.by,) if question.by else ()))
        groups = [self._group(dim, things) for dim in dims]
        folds = [self._fold(fold, things) for fold in question.folds]
        columns = [group_column(group[1]) for group in groups]
        for fold, found in folds:
            columns += fold_column(self.scope, fold, found)
        cells = self._group_columns(question, groups)
        pattern = meant.AggregatePattern(
            things,
            tuple(fold for fold, _ in folds),
            tuple(group for group, _ in groups),
            question.by is not None,
            tuple(self._tests(question, folds, columns)),
            question.having is None or question.having.every,
            tuple(each.use for each in cells),
            tuple(self._group_order(key, question, columns) for key in question.sort),
            first_rows(self.scope, question.first),
        )
        return pattern, (*columns, *(column_of(each) for each in cells)), stages

    def _tests(
        self, question: written.Aggregate, folds: list[Folded], columns: list[Column]
    ) -> Iterator[meant.FoldTest]:
        """What the groups' folds must come to; each is one of those that the question asks for."""
        for test in question.having.tests if question.having else ():
            if test.fold not in question.folds:
                raise not_a_column(self.scope, test.fold, ", ".join(column.name for column in columns))
            number = question.folds.index(test.fold)
            found = folds[number][1]
            yield meant.FoldTest(number, test.operator, self._bound(test, found.field if found else None))

    def _bound(self, test: written.FoldBound, field: Field | None) -> meant.Literal_:
        """The value that a fold is compared with."""
        complaints = self.scope.complaints
        value = self.scope.parameters.value(test.value, "date" if field and field.type == "date" else "decimal")
        if field is not None:
            return literals(field, test.operator, (value,), test.span, complaints)[0]
        label = say(self.scope.language, "column_count")
        if test.operator == "~":
            allowed = " · ".join(COMPARED)
            raise complaints.hinted("operator_unfit", test.span, operator="~", field=label, allowed=allowed)
        if value.type != "number":
            raise complaints.error("number_needed", value.span, field=label, value=complaints.written(value.span))
        return Decimal(value.text)

    def _group(self, dim: written.Path | written.Nouns, things: meant.Set) -> tuple[meant.Group, Meaning]:
        if not isinstance(dim, written.Path):
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

    def _noun_group(self, noun: written.Nouns, things: meant.Set) -> tuple[meant.Group, Meaning]:
        kinds = self.scope.vocabulary.kinds
        one, other = kinds[things.kind], kinds[self.conditions.nouns.kind(noun)]
        relation, link = between_in(self.scope, one, other, noun.span, grouping=True)
        self.scope.choose(one, other, relation, link)
        group = self.conditions.noun(noun)
        use = meant.PathUse(things.variable, (meant.Leg(relation, group.variable),))
        found = Meaning(use, None, frozenset({other.iri}), other.label(self.scope.language))
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
        return shown(self.scope, question.show, kind, found.use.legs[-1].variable)[0]

    def _group_order(self, key: written.SortKey, question: written.Aggregate, columns: list[Column]) -> meant.Order:
        dims = [*question.per, *([question.by] if question.by else [])]
        keys: list[object] = [dim for dim in dims if isinstance(dim, written.Path)]
        for number, fold in enumerate(question.folds):
            if key.key == fold or (isinstance(key.key, written.Path) and key.key == fold.path):
                return meant.Order(len(dims) + number, key.descending)
        if key.key in keys:
            return meant.Order(dims.index(key.key), key.descending)  # type: ignore[arg-type]
        raise not_a_column(self.scope, key.key, ", ".join(column.name for column in columns))


def _ordered(field: Field, fold: str) -> bool:
    return field.type in {"integer", "decimal"} or (field.type == "date" and fold in {"lowest", "highest"})
