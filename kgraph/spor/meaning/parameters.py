"""Parameters of a question: each value is typed by the place where it stands, and never spliced in as text."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from typing import Any

from kgraph.errors import QuestionError, Span
from kgraph.messages import say
from kgraph.spor.meaning.complaints import Complaints
from kgraph.spor.reading.lexicon import keywords, lexicon, normal
from kgraph.spor.reading.literals import CODE, Forms
from kgraph.spor.syntax import Reference, Value
from kgraph.terms import LANGUAGES
from kgraph.vocabulary import ValueType


@dataclass
class Parameters:
    """The values that were given, and what each stood for where it was used."""

    values: Mapping[str, str]
    complaints: Complaints
    filled: dict[Span, Value | Reference] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def reference(self, reference: Reference) -> Reference:
        """The code or the name that a parameter stands for; any other reference as it is."""
        if reference.by != "parameter":
            return reference
        text = self._text(reference.text, reference.span)
        by = "code" if CODE.fullmatch(text) else "name"
        found = replace(reference, text=text, by=by)  # type: ignore[arg-type]
        self.filled[reference.span] = found
        return found

    def value(self, value: Value, wanted: ValueType, example: str = "") -> Value:
        """The value of the type that the place wants; any other value as it is. The example is for the error's hint.

        Raises:
            QuestionError: the parameter has no value, or one that does not fit.
        """
        if value.type != "parameter":
            return value
        text = self._text(value.text, value.span)
        found = _typed(text, wanted, self.complaints)
        if found is None:
            example = example or say(self.complaints.language, f"parameter_{wanted}")
            raise self.complaints.error(
                "parameter_unfit", value.span, f"--param {value.text}={example}", name=value.text, value=text
            )
        self.filled[value.span] = replace(value, type=found.type, text=found.text)
        return self.filled[value.span]  # type: ignore[return-value]

    def moment(self, value: Value) -> Value:
        """A year or a day."""
        if value.type != "parameter":
            return value
        text = self._text(value.text, value.span)
        return self.value(value, "date" if "-" in text else "integer")

    def _text(self, name: str, span: Span) -> str:
        if name not in self.values:
            raise self.complaints.hinted("parameter_missing", span, name=name)
        self.used.add(name)
        return self.values[name].strip()

    def check_used(self) -> None:
        """Nothing was given that the question does not ask for.

        Raises:
            QuestionError: something was.
        """
        for name in self.values:
            if name not in self.used:
                known = ", ".join(f"${each}" for each in sorted(self.used))
                span = Span(0, len(self.complaints.text))
                key = "parameter_unused" if known else "parameter_none"
                raise self.complaints.hinted(key, span, name=name, known=known)


def _typed(text: str, wanted: ValueType, complaints: Complaints) -> Value | None:
    match wanted:
        case "integer" | "decimal":
            return _number(text, complaints)
        case "date":
            try:
                return Value("date", date.fromisoformat(text).isoformat())
            except ValueError:
                return None
        case "boolean":
            return _truth(text)
        case _:
            return Value("text", text)


def _number(text: str, complaints: Complaints) -> Value | None:
    """A number by the rules of a question: with units, and without what could be read in two ways."""
    for language in (complaints.language, *LANGUAGES):
        words = lexicon(complaints.vocabulary, language)
        with suppress(QuestionError):
            if number := Forms(text, words, complaints.vocabulary, complaints.language).whole_number():
                return Value("number", number)
    return None


def _truth(text: str) -> Value | None:
    for language in LANGUAGES:
        for truth, words in keywords(language)["boolean"].items():
            if normal(text) in map(normal, words):
                return Value("boolean", truth)
    return None


def with_values(node: Any, filled: Mapping[Span, Value | Reference]) -> Any:
    """A tree with the values in the places of its parameters."""
    if isinstance(node, tuple):
        return tuple(with_values(each, filled) for each in node)
    if isinstance(node, Value | Reference):
        is_parameter = "parameter" in (getattr(node, "type", ""), getattr(node, "by", ""))
        return _filled(node, filled[node.span]) if is_parameter and node.span in filled else node
    if not is_dataclass(node) or isinstance(node, type | Span):
        return node
    return replace(node, **{each.name: with_values(getattr(node, each.name), filled) for each in fields(node)})


def _filled(node: Value | Reference, found: Value | Reference) -> Value | Reference:
    """The value in the form of the node whose place it takes: a thing after a sign was written as a value."""
    if isinstance(node, Value) and isinstance(found, Reference):
        return replace(node, type="code" if found.by == "code" else "text", text=found.text)
    return found
