"""Paths in a question: `budget`, `responsible.name`, `focus area`."""

from dataclasses import dataclass, replace
from typing import Literal, assert_never

from kgraph.errors import Span
from kgraph.spor.meaning.complaints import Complaints
from kgraph.spor.meaning.relations import PLAN, WITHIN, between, by_step
from kgraph.spor.meaning.scope import Scope
from kgraph.spor.pattern import FieldUse, Leg, PathUse, Relation
from kgraph.spor.syntax import Path, Step
from kgraph.vocabulary import Field, Kind, Link


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a path comes to: its use, the field or the kind it ends in, and its words for a heading."""

    use: PathUse
    field: Field | None
    kinds: frozenset[str]
    words: str


def meaning(path: Path, kind: str, start: str, scope: Scope, *, grouping: bool = False) -> Meaning:
    """What a path from things of a kind means.

    Args:
        path: as written.
        kind: of the things it starts from.
        start: their variable.
        scope: the names and the variables of the question.
        grouping: whether it stands after *per* or *by*, where a plan is that which a thing stands in.

    Raises:
        QuestionError: a step does not fit the kind it starts from.
    """
    kinds = frozenset({kind})
    legs: list[Leg] = []
    field: Field | None = None
    words: list[str] = []
    for number, step in enumerate(path.steps):
        if field is not None:
            label = field.label(scope.language)
            raise scope.complaints.error("middle_field", path.span, field=label)
        match step.role:
            case "VAR":
                start, kinds = scope.variable(step, first=number == 0)
                words.append(step.word)
            case "FIELD":
                field = _field(step, kinds, scope.complaints)
                words.append(field.label(scope.language))
            case "LINK":
                relation, kinds = _link(step, kinds, scope)
                legs.append(Leg(relation, scope.fresh(scope.vocabulary.links[step.word].local)))
                words.append(scope.vocabulary.links[step.word].label(scope.language))
            case "CLASS":
                relation, kinds = _kind(step, kinds, scope, grouping=grouping)
                legs.append(Leg(relation, scope.fresh(scope.vocabulary.kinds[step.word].local), step.word))
                words.append(scope.vocabulary.kinds[step.word].label(scope.language))
            case _ as never:
                assert_never(never)
    return Meaning(PathUse(start, tuple(legs), _use(field)), field, kinds, ".".join(words))


def _use(field: Field | None) -> FieldUse | None:
    if field is None:
        return None
    return FieldUse(field.iri, field.type, field.additive, field.carried, field.currency)


def _field(step: Step, kinds: frozenset[str], complaints: Complaints) -> Field:
    field = complaints.vocabulary.fields[step.word]
    fitting = [kind for kind in kinds if complaints.vocabulary.stands_on(kind, field)]
    if not fitting:
        raise complaints.no_field(_first(kinds, complaints), field, step.span)
    return field


def _link(step: Step, kinds: frozenset[str], scope: Scope) -> tuple[Relation, frozenset[str]]:
    link = scope.vocabulary.links[step.word]
    if not any(carries(scope, kind, link.iri) for kind in kinds):
        raise scope.complaints.cannot_link(_first(kinds, scope.complaints), link, step.span, "…")
    return by_step(link, scope.vocabulary, stated=scope.stated), link.range


def _kind(step: Step, kinds: frozenset[str], scope: Scope, *, grouping: bool) -> tuple[Relation, frozenset[str]]:
    kind = scope.vocabulary.kinds[step.word]
    one = _first(kinds, scope.complaints)
    relation, link = between_in(scope, one, kind, step.span, grouping=grouping)
    scope.choose(one, kind, relation, link)
    return relation, frozenset({kind.iri})


def between_in(
    scope: Scope, one: Kind, kind: Kind, span: Span, *, grouping: bool = False
) -> tuple[Relation, Link | None]:
    """The relation to a kind that no verb names; after *per* and *by* a plan is the one that a thing stands in."""
    if grouping and kind.iri in scope.vocabulary.subkinds.get(PLAN, ()) and one.on_thread:
        return replace(WITHIN, one_kind=scope.vocabulary.fits(one.iri, {kind.iri})), None
    relation, link = between(one, kind, span, scope.complaints, stated=scope.stated)
    if relation.how == "thread" and not scope.supposing:
        relation = replace(relation, way=_way(one, kind, scope))
    return relation, link


def _way(one: Kind, other: Kind, scope: Scope) -> Literal["both", "there", "back"]:
    """Which way threads run between things of two kinds in this graph; a part that both share is either way alike."""
    leads = scope.vocabulary.leads
    there, back = (one.iri, other.iri) in leads, (other.iri, one.iri) in leads
    if not leads or (there and back):
        return "both"
    return "back" if back else "there"


def carries(scope: Scope, kind: str, iri: str) -> bool:
    """Whether things of this kind can have the link, their own or over the kind's via link."""
    link = scope.vocabulary.links[iri]
    if scope.vocabulary.fits(kind, link.domain):
        return True
    via = scope.vocabulary.kinds[kind].via
    ends = scope.vocabulary.links[via].range if via else frozenset()
    return bool(link.carried and scope.vocabulary.fits_any(ends, link.domain))


def _first(kinds: frozenset[str], complaints: Complaints) -> Kind:
    """One kind to speak of, where a link may lead to several: the first in the ontology's order."""
    return next(kind for iri, kind in complaints.vocabulary.kinds.items() if iri in kinds)
