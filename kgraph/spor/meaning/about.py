"""What things are about, and when they are."""

import unicodedata
from dataclasses import replace

from kgraph.spor import pattern as meant
from kgraph.spor import syntax as written
from kgraph.spor.meaning.scope import Scope
from kgraph.spor.meaning.values import period


def in_time(during: written.During, kind: str, scope: Scope) -> meant.Condition:
    """A condition on the time of things of a kind.

    Raises:
        QuestionError: they have none, or a moment is no year or day.
    """
    vocabulary = scope.vocabulary
    timed = [field for field in vocabulary.fields.values() if field.time]
    if not any(vocabulary.stands_on(kind, field) for field in timed):
        have = frozenset().union(*(field.domain for field in timed))
        complaints = scope.complaints
        raise complaints.error("no_time", during.span, kinds=complaints.plural(kind), have=complaints.kind_list(have))
    moments = tuple(map(scope.parameters.moment, during.moments))
    return period(replace(during, moments=moments), scope.complaints)


def mentioned(values: tuple[written.Value, ...], scope: Scope, *, like: bool) -> meant.Condition:
    """A condition on the texts of things.

    Raises:
        QuestionError: a value is the code of a thing, which no text holds.
    """
    if code := next((value for value in values if value.type == "code"), None):
        raise scope.complaints.hinted("about_code", code.span, code=code.text)
    given = [scope.parameters.value(value, "text") for value in values]
    texts = tuple(unicodedata.normalize("NFC", value.text).lower() for value in given)
    fields = tuple(field.iri for field in scope.vocabulary.fields.values() if field.searched)
    return meant.Mentioned(texts, fields, like)
