"""What a question supposes: from what was written to changes of the graph."""

from typing import assert_never

from kgraph.recipe import Change
from kgraph.spor import syntax as written
from kgraph.spor.meaning.names import look_up
from kgraph.spor.meaning.paths import carries
from kgraph.spor.meaning.scope import Scope
from kgraph.spor.meaning.values import literals


def supposed(changes: tuple[written.Change, ...], scope: Scope) -> tuple[Change, ...]:
    """The changes that a question supposes.

    Raises:
        QuestionError: a name is unknown, or a thing cannot have such a link or field.
    """
    return tuple(_change(change, scope) for change in changes)


def _change(change: written.Change, scope: Scope) -> Change:
    match change:
        case written.Gone(thing):
            return Change(_thing(thing, scope)[0])
        case written.Changed():
            return _link(change, scope)
        case written.Given():
            return _value(change, scope)
        case _ as never:
            assert_never(never)


def _thing(reference: written.Reference, scope: Scope) -> tuple[str, str]:
    found = look_up(scope.parameters.reference(reference), scope.names, scope.complaints, lambda _kind: True)
    return found.iri, found.kind


def _link(change: written.Changed, scope: Scope) -> Change:
    vocabulary, complaints = scope.vocabulary, scope.complaints
    link = vocabulary.links[change.link]
    subject, kind = _thing(change.subject, scope)
    if not carries(scope, kind, link.iri):
        raise complaints.cannot_link(vocabulary.kinds[kind], link, change.verb_span, "…")
    thing = look_up(
        scope.parameters.reference(change.object),
        scope.names,
        complaints,
        lambda other: vocabulary.fits(other, link.range),
    ).iri
    if link.backwards:
        subject, thing = thing, subject
    return Change(subject, link.stored, thing, change.denied)


def _value(change: written.Given, scope: Scope) -> Change:
    vocabulary, complaints = scope.vocabulary, scope.complaints
    thing, kind = _thing(change.thing, scope)
    field = vocabulary.fields[change.field]
    if not vocabulary.stands_on(kind, field) or field.derived:
        raise complaints.no_field(vocabulary.kinds[kind], field, change.span)
    if change.value is None:
        return Change(thing, field=field.iri)
    value = scope.parameters.value(change.value, field.type)
    found = literals(field, "=", (value,), change.span, complaints)[0]
    text = str(found).lower() if isinstance(found, bool) else str(found)
    return Change(thing, field=field.iri, value=text, type=field.type)
