"""The blanks of a question: its `$names`, and what can be put in the place where each stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kgraph.spor.completing.fitting import Surroundings, listed_values
from kgraph.spor.completing.inventory import Inventory, Named
from kgraph.spor.completing.marking import marked
from kgraph.spor.completing.unfinished import read_so_far
from kgraph.spor.completing.warm import warmed
from kgraph.terms import LANGUAGES
from kgraph.vocabulary import Vocabulary

BlankType = Literal["thing", "text", "number", "date", "year", "boolean", "choice"]
OF_FIELD: dict[str, BlankType] = {
    "integer": "number",
    "decimal": "number",
    "date": "date",
    "boolean": "boolean",
    "choice": "choice",
}


@dataclass(frozen=True, slots=True)
class Blank:
    """A `$name` of a question: what is wanted there, and where these can be listed the things or values that fit."""

    name: str
    type: BlankType
    things: tuple[Named, ...] = ()
    values: tuple[str, ...] = ()


def blanks(text: str, vocabulary: Vocabulary, names: Inventory, language: str) -> list[Blank]:
    """The blanks of a question, each once, in the order of their first places.

    Args:
        text: a question, which may still be in the making.
        vocabulary: the words it may use.
        names: the things it may name.
        language: the one that it is taken to be in first; the values of a field are in it too.
    """
    found: dict[str, Blank] = {}
    for name, start in _places(text, vocabulary, names, language):
        if name not in found:
            found[name] = _blank(name, text[:start], vocabulary, names, language)
    return list(found.values())


def _places(text: str, vocabulary: Vocabulary, names: Inventory, language: str) -> Iterator[tuple[str, int]]:
    for each in marked(text, vocabulary, names, language):
        if each.look == "name" and text[each.start] == "$":
            yield text[each.start + 1 : each.end], each.start


def _blank(name: str, head: str, vocabulary: Vocabulary, names: Inventory, language: str) -> Blank:
    warm = warmed(vocabulary, names)
    tongues = (language, *(other for other in LANGUAGES if other != language))
    readings = (each for tag in tongues for each in read_so_far(head, warm.lexicons[tag], vocabulary, names.defined))
    reading = next(readings, None)
    return Blank(name, "text") if reading is None else _at(name, Surroundings(reading, vocabulary), names, language)


def _at(name: str, place: Surroundings, names: Inventory, language: str) -> Blank:
    if place.is_text:
        compared = _field_type(place)
        values = listed_values(place, names.values, language)
        return Blank(name, OF_FIELD.get(compared, "text"), values=values)
    if "WHEN" in place.reading.accepted:
        return Blank(name, "year")
    if "STRING" in place.reading.accepted:
        # After *why* Norwegian puts both things behind the verb.
        why = any(token.type == "WHY" for token in place.reading.tokens)
        return Blank(name, "thing", tuple(each for each in names.things if why or place.admits(each.kind)))
    return Blank(name, "number")


def _field_type(place: Surroundings) -> str:
    """The type of the field that the value at a place is compared with; empty where it is no field's value."""
    if place.compared is None:
        return ""
    field = place.vocabulary.fields.get(str(place.compared))
    return field.type if field else ""
