"""Conditions of a question: from what was written to what is meant."""

from collections.abc import Callable
from typing import Any, assert_never

from kgraph.errors import Span
from kgraph.spor import pattern as meant
from kgraph.spor import syntax as written
from kgraph.spor.meaning.about import in_time, mentioned
from kgraph.spor.meaning.membership import Membership, Stage, together
from kgraph.spor.meaning.names import look_up
from kgraph.spor.meaning.paths import Meaning, between_in, carries, meaning
from kgraph.spor.meaning.relations import by_step, by_verb
from kgraph.spor.meaning.scope import Scope
from kgraph.spor.meaning.values import literals, whole
from kgraph.spor.pattern import Relation, Things
from kgraph.vocabulary import Field, Kind

Fits = Callable[[str], bool]


class Conditions:
    """Gives the nouns and conditions of one question their meaning; collects the sets that *which* makes columns."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.columns: list[meant.Set] = []
        self.nouns = Membership(scope, self.condition)

    def noun(self, noun: written.Nouns, *, column: bool = False, top: bool = False) -> meant.Set:
        """The set that a noun stands for; `top` where *which* may add columns."""
        kind = self.nouns.kind(noun)
        variable = self._variable(noun, kind)
        return meant.Set(kind, variable, self.nouns.membership(noun, variable, top=top), column)

    def first_noun(self, noun: written.Nouns, *, column: bool = False) -> tuple[meant.Set, tuple[Stage, ...]]:
        """The set that a question is about, and its conditions one by one; *which* adds columns to rows."""
        kind = self.nouns.kind(noun)
        variable = self._variable(noun, kind)
        stages = self.nouns.stages(noun, variable, top=column)
        return meant.Set(kind, variable, together([found for _, found in stages]), column), tuple(stages)

    def _variable(self, noun: written.Nouns, kind: str) -> str:
        variable = self.scope.fresh(self.scope.vocabulary.kinds[kind].local)
        if isinstance(noun, written.Noun) and noun.name:
            self.scope.variables[noun.name] = (variable, kind)
        return variable

    def condition(self, part: written.Condition, kind: str, variable: str, *, top: bool) -> meant.Condition:
        """A condition on the things of a kind."""
        with self.nouns.deeper(part.span):
            return self._condition(part, kind, variable, top=top)

    def _condition(self, part: written.Condition, kind: str, variable: str, *, top: bool) -> meant.Condition:
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
                return in_time(part, kind, self.scope)
            case written.Mentions(values, like):
                return mentioned(values, self.scope, like=like)
            case _ as never:
                assert_never(never)

    def _apart(self, part: written.Condition, kind: str, variable: str) -> meant.Condition:
        """A condition that need not hold: names given in it stand for nothing outside it."""
        with self.scope.apart():
            return self.condition(part, kind, variable, top=False)

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
            case written.Counted(along=str() as link):
                return self._counted(thing, self._step(link, kind, thing.noun.span), top=False)
            case written.Counted(noun):
                relation = self._between(kind, self.nouns.kind(noun), noun.span)
                return self._counted(thing, relation, top=top)
            case written.Compared(path, None) if len(path.steps) == 1 and path.steps[0].role == "CLASS":
                noun = written.Noun(path.steps[0].word, span=path.span)
                relation = self._between(kind, noun.kind, path.span)
                return self._counted(written.Counted(noun, span=path.span), relation, top=top)
            case written.Compared():
                return self._compared(thing, kind, variable)
            case _ as never:
                assert_never(never)

    def _step(self, iri: str, kind: str, span: Span) -> Relation:
        """The relation of a link that is named as a noun: `at least 3 responsible`."""
        link = self.scope.vocabulary.links[iri]
        if not carries(self.scope, kind, iri):
            raise self.scope.complaints.cannot_link(self._kind(kind), link, span, "…")
        return by_step(link, self.scope.vocabulary, stated=self.scope.stated)

    def _between(self, one: str, other: str, span: Span) -> Relation:
        kinds = self.scope.vocabulary.kinds
        relation, link = between_in(self.scope, kinds[one], kinds[other], span)
        self.scope.choose(kinds[one], kinds[other], relation, link)
        return relation

    def _any_relation(self, references: written.References, kind: str) -> meant.Condition:
        parts = []
        for each in references.members:
            reference = self.scope.parameters.reference(each)
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
        if isinstance(compared.values, written.Path):
            return self._against(compared, compared.values, found)
        given = tuple(self.scope.parameters.value(each, found.field.type) for each in compared.values)
        values = literals(found.field, compared.operator, given, compared.span, self.scope.complaints)
        return meant.Valued(found.use, compared.operator, values)

    def _named_at_end(self, compared: written.Compared, kind: str, words: str) -> meant.Condition:
        """`with responsible = "Sogn regionråd"`: the link to a named thing."""
        step = compared.path.steps[0]
        members = _references(compared.values)
        plain = len(compared.path.steps) == 1 and step.role == "LINK" and compared.operator in {"=", "!="}
        if not (plain and members):
            raise self.scope.complaints.hinted("values_on_things", compared.span, path=words)
        link = self.scope.vocabulary.links[step.word]
        relation = by_step(link, self.scope.vocabulary, stated=self.scope.stated)
        there = self._things(written.References(members), relation, self._fits(link.range))
        if compared.operator == "=":
            return there
        has = meant.Valued(meaning(compared.path, kind, "", self.scope).use)
        return meant.All((has, meant.Not(there)))

    def _against(self, compared: written.Compared, other: written.Path, found: Meaning) -> meant.Condition:
        """`with budget > m.budget`: two fields of the same sort."""
        there = meaning(other, "", "", self.scope)
        complaints = self.scope.complaints
        assert found.field is not None
        assert compared.operator is not None
        if there.field is None or _sort(there.field) != _sort(found.field):
            raise complaints.error("fields_unlike", compared.span, one=found.words, other=there.words)
        literals(found.field, compared.operator, (), compared.span, complaints)
        return meant.Valued(found.use, compared.operator, other=there.use)

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
        kind_there = self.nouns.kind(linked.object.noun)
        if not self._fits(link.range)(kind_there):
            back = self.scope.vocabulary.links[link.inverse or link.iri]
            raise complaints.error(
                "cannot_be_object",
                linked.object.span,
                kinds=complaints.plural(kind_there),
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
        targets = [self._target(each, fits) for each in references.members]
        if references.every:
            return meant.All(tuple(meant.Related(relation, each) for each in targets))
        things = tuple(iri for each in targets if isinstance(each, Things) for iri in each.iris)
        parts: list[meant.Condition] = [meant.Related(relation, Things(things))] if things else []
        parts += [meant.Related(relation, each) for each in targets if isinstance(each, meant.Bound)]
        return parts[0] if len(parts) == 1 else meant.Any_(tuple(parts))

    def _target(self, reference: written.Reference, fits: Fits) -> Things | meant.Bound:
        """The thing of a name or code; or the one that a column has, where its name is said."""
        if reference.by != "column":
            filled = self.scope.parameters.reference(reference)
            return Things((look_up(filled, self.scope.names, self.scope.complaints, fits).iri,))
        variable, kind = self.scope.column(reference.text, reference.span)
        if not fits(kind):
            label = self._kind(kind).label(self.scope.language)
            raise self.scope.complaints.error("not_fitting", reference.span, name=reference.text, kind=label)
        return meant.Bound(variable)

    def _counted(self, counted: written.Counted, relation: Relation, *, top: bool) -> meant.Condition:
        noun = counted.noun
        plain = noun if isinstance(noun, written.Noun) else None
        if plain and plain.asked and not top:
            word = self.scope.complaints.written(noun.span).split()[0]
            raise self.scope.complaints.hinted("which_without", noun.span, word=word)
        if counted.quantity is not None:
            # What is counted is no one thing: a name for it stands for nothing outside.
            with self.scope.apart():
                target = self.noun(noun)
            return self._quantity(counted.quantity, relation, target)
        asked = top and plain is not None and (plain.asked or plain.name is not None)
        target = self.noun(noun, column=asked, top=asked)
        if asked:
            self.columns.append(target)
        return meant.Related(relation, target)

    def _quantity(self, quantity: written.Quantity, relation: Relation, target: meant.Set) -> meant.Condition:
        """Counts as *at least n*, and its negation: so that zero is counted too."""
        value = self.scope.parameters.value(quantity.number, "integer", "3")
        number = whole(value, "count_number", 0, self.scope.complaints)

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


def _references(values: tuple[written.Value, ...] | written.Path) -> tuple[written.Reference, ...]:
    """The things that values stand for; none where they are numbers, days, or fields."""
    if isinstance(values, written.Path):
        name = values.steps[0]
        return (written.Reference(name.word, "column", span=name.span),) if len(values.steps) == 1 else ()
    by: dict[str, Any] = {"text": "name", "code": "code", "parameter": "parameter"}
    if not all(value.type in by for value in values):
        return ()
    return tuple(written.Reference(value.text, by[value.type], span=value.span) for value in values)


def _sort(field: Field) -> str:
    """What sort of values a field has, for comparing one with another."""
    return "number" if field.type in {"integer", "decimal"} else field.type
