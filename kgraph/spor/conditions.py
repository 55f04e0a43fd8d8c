"""Conditions of a question: from what was written to what is meant."""

import unicodedata
from collections.abc import Callable
from typing import assert_never

from kgraph.errors import Span
from kgraph.spor import pattern as meant
from kgraph.spor import syntax as written
from kgraph.spor.names import look_up
from kgraph.spor.paths import between_in, carries, meaning
from kgraph.spor.pattern import Relation, Things
from kgraph.spor.relations import by_step, by_verb
from kgraph.spor.scope import Scope
from kgraph.spor.values import literals, period, whole
from kgraph.vocabulary import Kind

Fits = Callable[[str], bool]


class Conditions:
    """Gives the nouns and conditions of one question their meaning; collects the sets that *which* makes columns."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.columns: list[meant.Set] = []

    def noun(self, noun: written.Noun, *, column: bool = False, top: bool = False) -> meant.Set:
        """The set that a noun stands for; `top` where *which* may add columns."""
        word = self.scope.vocabulary.kinds[noun.kind].local
        variable = self.scope.fresh(word)
        if noun.name:
            self.scope.variables[noun.name] = (variable, noun.kind)
        where = self.condition(noun.where, noun.kind, variable, top=top) if noun.where else None
        return meant.Set(noun.kind, variable, where, column)

    def condition(self, part: written.Condition, kind: str, variable: str, *, top: bool) -> meant.Condition:
        """A condition on the things of a kind."""
        match part:
            case written.Both(parts):
                return meant.All(tuple(self.condition(each, kind, variable, top=top) for each in parts))
            case written.Either(parts):
                return meant.Any_(tuple(self._apart(each, kind, variable) for each in parts))
            case written.Negation(inner):
                return meant.Not(self._apart(inner, kind, variable))
            case written.Has(thing):
                return self._has(thing, kind, variable, top=top)
            case written.Linked():
                return self._linked(part, kind, top=top)
            case written.Inside(references, above):
                relation = Relation("within", backwards=above)
                return self._things(references, relation, lambda _kind: True)
            case written.During():
                return self._during(part, kind)
            case written.Mentions(values):
                return self._mentions(values)
            case _ as never:
                assert_never(never)

    def _apart(self, part: written.Condition, kind: str, variable: str) -> meant.Condition:
        """A condition that need not hold: names given in it stand for nothing outside it."""
        known = dict(self.scope.variables)
        found = self.condition(part, kind, variable, top=False)
        self.scope.variables = known
        return found

    # ---- with

    def _has(
        self,
        thing: written.Compared | written.Counted | written.References,
        kind: str,
        variable: str,
        *,
        top: bool,
    ) -> meant.Condition:
        match thing:
            case written.References():
                return self._any_relation(thing, kind)
            case written.Counted(noun):
                relation = self._between(kind, noun.kind, noun.span)
                return self._counted(thing, relation, top=top)
            case written.Compared(path, None) if len(path.steps) == 1 and path.steps[0].role == "CLASS":
                noun = written.Noun(path.steps[0].word, span=path.span)
                relation = self._between(kind, noun.kind, path.span)
                return self._counted(written.Counted(noun, span=path.span), relation, top=top)
            case written.Compared():
                return self._compared(thing, kind, variable)
            case _ as never:
                assert_never(never)

    def _between(self, one: str, other: str, span: Span) -> Relation:
        kinds = self.scope.vocabulary.kinds
        relation, link = between_in(self.scope, kinds[one], kinds[other], span)
        self.scope.choose(kinds[one], kinds[other], relation, link)
        return relation

    def _any_relation(self, references: written.References, kind: str) -> meant.Condition:
        parts = []
        for reference in references.members:
            found = look_up(reference, self.scope.names, self.scope.complaints, lambda _kind: True)
            relation = self._between(kind, found.kind, reference.span)
            parts.append(meant.Related(relation, Things((found.iri,))))
        if len(parts) == 1:
            return parts[0]
        return meant.All(tuple(parts)) if references.every else meant.Any_(tuple(parts))

    def _compared(self, compared: written.Compared, kind: str, variable: str) -> meant.Condition:
        found = meaning(compared.path, kind, variable, self.scope)
        if compared.operator is None:
            return meant.Valued(found.use)
        if found.field is None:
            return self._named_at_end(compared, kind, found.words)
        values = literals(found.field, compared.operator, compared.values, compared.span, self.scope.complaints)
        return meant.Valued(found.use, compared.operator, values)

    def _named_at_end(self, compared: written.Compared, kind: str, words: str) -> meant.Condition:
        """`with responsible = "Sogn regionråd"`: the link to a named thing."""
        step = compared.path.steps[0]
        textual = all(value.type in {"text", "code"} for value in compared.values)
        plain = len(compared.path.steps) == 1 and step.role == "LINK" and compared.operator in {"=", "!="}
        if not (plain and textual):
            raise self.scope.complaints.hinted("values_on_things", compared.span, path=words)
        link = self.scope.vocabulary.links[step.word]
        members = tuple(
            written.Reference(value.text, value.type == "code", span=value.span) for value in compared.values
        )
        relation = by_step(link, self.scope.vocabulary, stated=self.scope.stated)
        there = self._things(written.References(members), relation, self._fits(link.range))
        if compared.operator == "=":
            return there
        has = meant.Valued(meaning(compared.path, kind, "", self.scope).use)
        return meant.All((has, meant.Not(there)))

    # ---- that VERB

    def _linked(self, linked: written.Linked, kind: str, *, top: bool) -> meant.Condition:
        link = self.scope.vocabulary.links[linked.link]
        complaints = self.scope.complaints
        if not carries(self.scope, kind, link.iri):
            rest = complaints.written(linked.object.span)
            raise complaints.cannot_link(self._kind(kind), link, linked.verb_span, rest)
        relation = by_verb(link, linked.adverbs, self.scope.vocabulary, stated=self.scope.stated)
        if isinstance(linked.object, written.References):
            return self._things(linked.object, relation, self._fits(link.range))
        noun = linked.object.noun
        if not self._fits(link.range)(noun.kind):
            back = self.scope.vocabulary.links[link.inverse or link.iri]
            raise complaints.error(
                "cannot_be_object",
                linked.object.span,
                kinds=complaints.plural(noun.kind),
                verb=link.verb(self.scope.language),
                can=complaints.kind_list(back.domain),
            )
        return self._counted(linked.object, relation, top=top)

    def _fits(self, ends: frozenset[str]) -> Fits:
        vocabulary = self.scope.vocabulary
        vias = {kind.iri for kind in vocabulary.kinds.values() if kind.via and self._over(kind, ends)}
        return lambda kind: vocabulary.fits(kind, ends | vias)

    def _over(self, kind: Kind, ends: frozenset[str]) -> bool:
        vocabulary = self.scope.vocabulary
        return bool(kind.via and vocabulary.fits_any(vocabulary.links[kind.via].range, ends))

    def _kind(self, iri: str) -> Kind:
        return self.scope.vocabulary.kinds[iri]

    # ---- objects

    def _things(self, references: written.References, relation: Relation, fits: Fits) -> meant.Condition:
        found = [look_up(each, self.scope.names, self.scope.complaints, fits).iri for each in references.members]
        if references.every:
            return meant.All(tuple(meant.Related(relation, Things((iri,))) for iri in found))
        return meant.Related(relation, Things(tuple(found)))

    def _counted(self, counted: written.Counted, relation: Relation, *, top: bool) -> meant.Condition:
        noun = counted.noun
        if noun.asked and not top:
            word = self.scope.complaints.written(noun.span).split()[0]
            raise self.scope.complaints.hinted("which_without", noun.span, word=word)
        asked = top and (noun.asked or noun.name is not None) and counted.quantity is None
        known = dict(self.scope.variables)
        target = self.noun(noun, column=asked, top=asked)
        if asked:
            self.columns.append(target)
        if counted.quantity is None:
            return meant.Related(relation, target)
        # What is counted is no one thing: a name for it stands for nothing outside.
        self.scope.variables = known
        return self._quantity(counted.quantity, relation, target)

    def _quantity(self, quantity: written.Quantity, relation: Relation, target: meant.Set) -> meant.Condition:
        """Counts as *at least n*, and its negation: so that zero is counted too."""
        number = whole(quantity.number, "count_number", 0, self.scope.complaints)

        def least(many: int) -> meant.Condition:
            return meant.Related(relation, target, many) if many > 0 else meant.All(())

        match quantity.operator:
            case ">=":
                return least(number)
            case ">":
                return least(number + 1)
            case "<":
                return meant.Not(least(number))
            case "<=":
                return meant.Not(least(number + 1))
            case "=":
                return meant.All((least(number), meant.Not(least(number + 1))))
            case "!=":
                return meant.Any_((meant.Not(least(number)), least(number + 1)))
            case "~":
                label = self._kind(target.kind).plural(self.scope.language)
                raise self.scope.complaints.hinted(
                    "operator_unfit", quantity.span, operator="~", field=label, allowed=">= · < · ="
                )
            case _ as never:
                assert_never(never)

    # ---- time and text

    def _during(self, during: written.During, kind: str) -> meant.Condition:
        vocabulary = self.scope.vocabulary
        timed = [field for field in vocabulary.fields.values() if field.time]
        if not any(vocabulary.stands_on(kind, field) for field in timed):
            have = frozenset().union(*(field.domain for field in timed))
            complaints = self.scope.complaints
            raise complaints.error(
                "no_time", during.span, kinds=complaints.plural(kind), have=complaints.kind_list(have)
            )
        return period(during, self.scope.complaints)

    def _mentions(self, values: tuple[written.Value, ...]) -> meant.Condition:
        texts = tuple(unicodedata.normalize("NFC", value.text).lower() for value in values)
        fields = tuple(field.iri for field in self.scope.vocabulary.fields.values() if field.searched)
        return meant.Mentioned(texts, fields)
