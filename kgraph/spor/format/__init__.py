"""Syntax to text, in any of the languages: the canonical spelling, which parses back to the same tree."""

from collections.abc import Sequence

from kgraph.spor.format.questions import Formatter
from kgraph.spor.format.words import number, quoted
from kgraph.spor.syntax import Change, Condition, Definition, Nouns, Sentence
from kgraph.vocabulary import Vocabulary


def format_question(question: Sentence, vocabulary: Vocabulary, language: str) -> str:
    """The canonical text of a question, with what stands before it, in a language."""
    return Formatter(vocabulary, language).sentence(question)


def format_definition(definition: Definition, vocabulary: Vocabulary, language: str) -> str:
    """The canonical text of a definition, without the mark at its end."""
    return Formatter(vocabulary, language).definition(definition)


def format_supposition(changes: Sequence[Change], vocabulary: Vocabulary, language: str) -> str:
    """The canonical text of what is supposed, with the mark at its end."""
    return Formatter(vocabulary, language).supposition(changes)


def format_nouns(nouns: Nouns, vocabulary: Vocabulary, language: str) -> str:
    """The canonical text of a noun with its conditions."""
    return Formatter(vocabulary, language).nouns(nouns)


def format_condition(condition: Condition, vocabulary: Vocabulary, language: str) -> str:
    """The canonical text of a condition."""
    return Formatter(vocabulary, language).condition(condition)


__all__ = [
    "format_condition",
    "format_definition",
    "format_nouns",
    "format_question",
    "format_supposition",
    "number",
    "quoted",
]
