"""Syntax to pattern: words become IRIs, names become things; what fits nothing stops here, with suggestions."""

from dataclasses import dataclass
from typing import assert_never

from kgraph.answer import Column
from kgraph.messages import say
from kgraph.spor import pattern as meant
from kgraph.spor import syntax as written
from kgraph.spor.meaning.columns import column_of, thing_column
from kgraph.spor.meaning.conditions import Conditions
from kgraph.spor.meaning.grouping import Grouping
from kgraph.spor.meaning.membership import Stage
from kgraph.spor.meaning.names import look_up
from kgraph.spor.meaning.paths import carries, meaning
from kgraph.spor.meaning.relations import by_verb
from kgraph.spor.meaning.scope import Scope
from kgraph.spor.meaning.tails import first_rows, not_a_column, shown


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a question means, and the columns that its answer will have."""

    pattern: meant.Pattern
    columns: tuple[Column, ...]
    # The conditions of the first noun, as they were written and as they are meant.
    stages: tuple[Stage, ...] = ()


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
                return Resolved(*Grouping(self.scope, self.conditions).aggregate(question))
            case written.Exists(noun):
                column = Column(say(self.scope.language, "column_exists"), "boolean")
                things, stages = self.conditions.first_noun(noun)
                return Resolved(meant.ExistsPattern(things), (column,), stages)
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
        things, stages = self.conditions.first_noun(question.noun, column=True)
        sets = (things, *self.conditions.columns)
        cells, evidence = shown(self.scope, question.show, things.kind, things.variable)
        order = tuple(self._row_order(key, things) for key in question.sort)
        pattern = meant.SelectPattern(
            things,
            tuple(self.conditions.columns),
            tuple(each.use for each in cells),
            evidence,
            order,
            first_rows(self.scope, question.first),
        )
        columns = [thing_column(self.scope, each) for each in sets]
        columns += [column_of(each) for each in cells]
        if evidence:
            columns.append(Column(say(self.scope.language, "column_evidence"), "evidence"))
        return Resolved(pattern, tuple(columns), stages)

    def _row_order(self, key: written.SortKey, things: meant.Set) -> meant.Order:
        if isinstance(key.key, written.Fold):
            raise not_a_column(self.scope, key.key, self.scope.complaints.plural(things.kind))
        return meant.Order(meaning(key.key, things.kind, things.variable, self.scope).use, key.descending)

    # ---- one thing, and two

    def _thing(self, reference: written.Reference) -> str:
        reference = self.scope.parameters.reference(reference)
        return look_up(reference, self.scope.names, self.scope.complaints, lambda _kind: True).iri

    def _card(self, reference: written.Reference) -> Resolved:
        names = ("column_direction", "text"), ("column_link", "link"), ("column_value", "any")
        columns = tuple(Column(say(self.scope.language, key), kind) for key, kind in names)
        return Resolved(meant.CardPattern(self._thing(reference)), columns)

    def _why(self, question: written.Why) -> Resolved:
        link = self.scope.vocabulary.links[question.link]
        complaints = self.scope.complaints
        start = look_up(
            self.scope.parameters.reference(question.subject),
            self.scope.names,
            complaints,
            lambda kind: carries(self.scope, kind, link.iri),
        )
        end = look_up(
            self.scope.parameters.reference(question.object),
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
