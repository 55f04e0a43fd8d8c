"""What if: coverage before and after what a planner supposes, and the question that says it; nothing is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from kgraph.errors import KgraphError
from kgraph.messages import say
from kgraph.showing.matrices import coverage, own_plan
from kgraph.showing.overview import JSON
from kgraph.showing.questions import counted_for_each, named, pairs, written
from kgraph.spor import syntax as spor
from kgraph.spor.reading.lexicon import keywords, normal
from kgraph.terms import KG, LANGUAGES
from kgraph.view import View
from kgraph.vocabulary import Field, Word

Known = TypeVar("Known", bound=Word)


@dataclass(frozen=True, slots=True)
class Changes:
    """What is supposed; things by code or name, links and fields by local name or by what they are called.

    Attributes:
        away: things that are gone, with their parts.
        links: start, link and end of links that are there.
        unlinks: the same of links that are not.
        values: thing, field and value; an empty value takes the field away.
    """

    away: tuple[str, ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()
    unlinks: tuple[tuple[str, str, str], ...] = ()
    values: tuple[tuple[str, str, str], ...] = ()


def scenario(view: View, changes: Changes, rows: str, columns: str, counted: str = "") -> JSON:
    """Coverage as it is and as it would be, and a Spor question that supposes the same, with its answer.

    The question counts what the cells count for each of the columns; where cells tell of links, it shows the pairs.

    Args:
        view: of the project or a plan.
        changes: at least one.
        rows: as `coverage` takes them, with `columns` and `counted`.
        columns: likewise.
        counted: likewise.

    Raises:
        KgraphError: nothing is supposed; there is no such link, field or kind; as `coverage`.
        QuestionError: there is no such thing; it cannot have such a link or value.
        QueryError: the graph cannot be copied, or is too large for it.
    """
    supposed = _changes(view, changes)
    if not supposed:
        hint = say(view.language, "scenario_nothing_hint")
        raise KgraphError(say(view.language, "scenario_nothing"), hint=hint, language=view.language)
    before = coverage(view, rows, columns, counted)
    first, group = view.kind(rows), view.kind(columns)
    if before["counted"]:
        kind = view.kind(counted) if counted else view.vocabulary.kinds[KG + "Measure"]
        asked: spor.Question = counted_for_each(kind, group, own_plan(view, kind))
    else:
        asked = pairs(first, group, own_plan(view, first))
    question = written(view, spor.Prefaced(asked, changes=supposed))
    after = coverage(view.supposing(question), rows, columns, counted)
    return {"question": question, "before": before, "after": after, "answer": view.ask(question).as_json()}


def _changes(view: View, changes: Changes) -> tuple[spor.Change, ...]:
    words = view.vocabulary

    def thing(name: str) -> spor.Reference:
        return named(view.thing(name))

    def link(each: tuple[str, str, str], *, denied: bool) -> spor.Changed:
        start, name, end = each
        return spor.Changed(thing(start), _word(view, name, words.links).iri, thing(end), denied=denied)

    def value(each: tuple[str, str, str]) -> spor.Given:
        name, field_name, text = each
        field = _word(view, field_name, words.fields)
        return spor.Given(thing(name), field.iri, _value(field, text) if text.strip() else None)

    return (
        *(spor.Gone(thing(name)) for name in changes.away),
        *(link(each, denied=False) for each in changes.links),
        *(link(each, denied=True) for each in changes.unlinks),
        *(value(each) for each in changes.values),
    )


def _word(view: View, name: str, known: Mapping[str, Known]) -> Known:
    """The link or field that is called so.

    Raises:
        KgraphError: there is none.
    """
    for word in known.values():
        if word.local == name:
            return word
    for word in known.values():
        if normal(name) in {normal(word.label(tag)) for tag in LANGUAGES}:
            return word
    raise KgraphError(
        say(view.language, "scenario_unknown", name=name),
        hint=" · ".join(word.label(view.language) for word in known.values()),
        language=view.language,
    )


def _value(field: Field, text: str) -> spor.Value:
    """A value as the field's type is written; what is none is left to the question to complain of."""
    match field.type:
        case "integer" | "decimal":
            try:
                number = Decimal("".join(text.split()).replace(",", "."))
            except InvalidOperation:
                return spor.Value("text", text)
            return spor.Value("number", f"{number:f}") if number.is_finite() else spor.Value("text", text)
        case "date":
            return spor.Value("date", text.strip())
        case "boolean":
            said = [
                word for tag in LANGUAGES for word, names in keywords(tag)["boolean"].items() if normal(text) in names
            ]
            return spor.Value("boolean", said[0]) if said else spor.Value("text", text)
        case _:
            return spor.Value("text", text)
