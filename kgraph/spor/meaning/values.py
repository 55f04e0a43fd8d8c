"""Values in a question, checked against the field that they are compared with."""

from datetime import date
from decimal import Decimal
from typing import assert_never

from kgraph.errors import QuestionError, Span
from kgraph.spor.meaning.complaints import Complaints
from kgraph.spor.pattern import Literal_, Timed
from kgraph.spor.reading.lexicon import normal
from kgraph.spor.syntax import During, Operator, Value
from kgraph.spor.wording import example
from kgraph.terms import Iri
from kgraph.vocabulary import Field

FITTING: dict[str, tuple[Operator, ...]] = {
    "text": ("=", "!=", "~"),
    "choice": ("=", "!="),
    "boolean": ("=", "!="),
    "integer": ("=", "!=", "<", "<=", ">", ">="),
    "decimal": ("=", "!=", "<", "<=", ">", ">="),
    "date": ("=", "!=", "<", "<=", ">", ">="),
}
LARGEST = Decimal(10**15)
NEEDED = {
    "integer": "number_needed",
    "decimal": "number_needed",
    "date": "date_needed",
    "text": "text_needed",
    "boolean": "boolean_needed",
}


def literals(
    field: Field, operator: Operator, values: tuple[Value, ...], span: Span, complaints: Complaints
) -> tuple[Literal_, ...]:
    """The values as the field's type has them.

    Raises:
        QuestionError: the operator or a value does not fit the field.
    """
    label = field.label(complaints.language)
    if operator not in FITTING[field.type]:
        allowed = " · ".join(FITTING[field.type])
        raise complaints.hinted("operator_unfit", span, operator=operator, field=label, allowed=allowed)
    return tuple(_literal(field, value, complaints) for value in values)


def _literal(field: Field, value: Value, complaints: Complaints) -> Literal_:
    label = field.label(complaints.language)
    match field.type, value.type:
        case (("integer" | "decimal"), "number"):
            # Beyond what a store can compare; no amount of a plan comes near.
            return max(-LARGEST, min(LARGEST, Decimal(value.text)))
        case "date", "date":
            return date.fromisoformat(value.text)
        case "text", ("text" | "code"):
            return value.text
        case "boolean", "boolean":
            return value.text == "true"
        case "choice", "text":
            return _choice(field, value, complaints)
        case "choice", _:
            raise _no_choice(field, value, complaints)
        case _:
            written = complaints.written(value.span)
            hint = (
                f'"{written}"' if field.type == "text" else example(field, complaints.vocabulary, complaints.language)
            )
            raise complaints.error(NEEDED[field.type], value.span, hint, field=label, value=written)


def _choice(field: Field, value: Value, complaints: Complaints) -> Iri:
    for iri in field.choices:
        word = complaints.vocabulary.word(iri)
        if word and normal(value.text) in {normal(name) for name in (*word.labels.values(), word.local)}:
            return Iri(iri)
    raise _no_choice(field, value, complaints)


def _no_choice(field: Field, value: Value, complaints: Complaints) -> Exception:
    words = [word for iri in field.choices if (word := complaints.vocabulary.word(iri))]
    hint = " · ".join(sorted(f'"{word.label(complaints.language)}"' for word in words))
    return complaints.error("choice_needed", value.span, hint, field=field.label(complaints.language), value=value.text)


def whole(value: Value, key: str, least: int, complaints: Complaints) -> int:
    """A whole number, at least so large; one beyond all things that could be counted is as good as a billion.

    Raises:
        QuestionError: it is not.
    """
    number = Decimal(value.text)
    if number != int(number) or number < least:
        raise complaints.error(key, value.span)
    return min(int(number), 10**9)


def days(value: Value, complaints: Complaints) -> tuple[date, date]:
    """The first and the last day of a moment: a year, or a day.

    Raises:
        QuestionError: the number is no year.
    """
    if value.type == "date":
        day = date.fromisoformat(value.text)
        return day, day
    if not (value.text.isdecimal() and value.text.isascii() and 1000 <= int(value.text) <= 9999):
        written = complaints.written(value.span)
        # A parameter stands for what it was given.
        raise complaints.error("year_or_date", value.span, value=value.text if written.startswith("$") else written)
    return date(int(value.text), 1, 1), date(int(value.text), 12, 31)


def _amounts(during: During, complaints: Complaints) -> QuestionError | None:
    """`with budget between 100 000 and 200 000`: *between* is about time; amounts have two signs."""
    before = complaints.text[: during.span.start].rstrip()
    for field in complaints.vocabulary.fields.values():
        labels = [each for each in field.labels.values() if normal(f" {before}").endswith(f" {normal(each)}")]
        if labels and field.type == "decimal":
            one, two = (complaints.written(each.span) for each in during.moments)
            word, with_ = complaints.keyword("AND"), complaints.keyword("WITH")
            hint = f">= {one} {word} {with_} {labels[0]} <= {two}"
            return complaints.error("between_amounts", during.span, hint)
    return None


def period(during: During, complaints: Complaints) -> Timed:
    """The days that a condition on time speaks of.

    `in` and `between` ask for an overlap, `since` for a start then or later, `until` for an end then or sooner.
    """
    if during.relation == "between" and (error := _amounts(during, complaints)):
        raise error
    first, last = days(during.moments[0], complaints), days(during.moments[-1], complaints)
    match during.relation:
        case "since":
            return Timed("starts", first[0], None)
        case "until":
            return Timed("ends", None, first[1])
        case "in" | "between":
            return Timed("overlaps", first[0], last[1])
        case _ as never:
            assert_never(never)
