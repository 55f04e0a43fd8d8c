"""Definitions that every question of a project may use."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kgraph.errors import QuestionError
from kgraph.spor.reading.lexicon import lexicon, normal
from kgraph.spor.reading.parse import named_definitions, read_glossary
from kgraph.spor.syntax import Definition, Nouns
from kgraph.terms import LANGUAGES
from kgraph.vocabulary import Vocabulary


@dataclass(frozen=True)
class Glossary:
    """Names for nouns."""

    definitions: tuple[Definition, ...] = ()

    @cached_property
    def nouns(self) -> Mapping[str, Nouns]:
        """What each name stands for, by the name as it is looked up."""
        return {normal(each.name): each.noun for each in self.definitions}

    @property
    def names(self) -> tuple[str, ...]:
        """The names as they were given."""
        return tuple(each.name for each in self.definitions)


NOTHING = Glossary()


def read_definitions(text: str, vocabulary: Vocabulary, language: str) -> tuple[Glossary, str]:
    """The definitions of a text, which may use each other in any order, and the language that it is written in.

    Raises:
        QuestionError: the text holds something else, or a word in it is unknown.
    """
    errors: list[QuestionError] = []
    for tongue in (language, *(other for other in LANGUAGES if other != language)):
        words = lexicon(vocabulary, tongue)
        try:
            return Glossary(read_glossary(text, words, vocabulary, tongue, named_definitions(text))), tongue
        except QuestionError as error:
            errors.append(error)
    raise max(errors, key=lambda error: error.span.start)
