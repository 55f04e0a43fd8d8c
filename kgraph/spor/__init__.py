"""Spor, the question language: text and vocabulary in, SPARQL out.

    text -- lexer, parse --> syntax -- resolve --> pattern -- sparql, recipes --> recipe
                               |
                               '-- format --> canonical text in en, nn or nb

The package is pure: it knows no store, no file of data and no plugin.
"""

from dataclasses import replace

from kgraph.errors import QuestionError
from kgraph.recipe import Recipe
from kgraph.spor.complaints import Complaints
from kgraph.spor.format import format_question
from kgraph.spor.lexicon import lexicon
from kgraph.spor.names import Candidate, Names
from kgraph.spor.parse import read
from kgraph.spor.recipes import recipe_of
from kgraph.spor.regroup import regrouped
from kgraph.spor.resolve import resolve
from kgraph.spor.scope import Scope
from kgraph.spor.syntax import Evidence, Question, Select
from kgraph.terms import LANGUAGES
from kgraph.vocabulary import Vocabulary


def understand(text: str, vocabulary: Vocabulary, language: str, *, fixed: bool = False) -> tuple[Question, str]:
    """The syntax of a question and the language that it is written in: the asked-for one first, then the others.

    Args:
        text: the question.
        vocabulary: its words.
        language: the one that it is taken to be in first.
        fixed: whether errors keep to that language, whatever the question's.

    Raises:
        QuestionError: of the reading that came furthest.
    """
    errors: list[QuestionError] = []
    readings: list[tuple[int, Question, str]] = []
    for tongue in (language, *(other for other in LANGUAGES if other != language)):
        try:
            question, foreign = read(text, lexicon(vocabulary, tongue), vocabulary, language if fixed else tongue)
        except QuestionError as error:
            errors.append(error)
            continue
        if not foreign or fixed:
            return question, tongue
        readings.append((foreign, question, tongue))
    if readings:
        # Several languages' keywords fit: the one whose own words are used most is meant.
        _, question, tongue = min(readings, key=lambda reading: reading[0])
        return question, tongue
    raise max(errors, key=lambda error: error.span.start)


def compile_question(
    text: str,
    vocabulary: Vocabulary,
    names: Names,
    language: str | None = None,
    *,
    default: str = "en",
    stated: bool = False,
    evidence: bool = False,
) -> Recipe:
    """A question from text to the recipe by which it is answered.

    Args:
        text: the question.
        vocabulary: the words it may use.
        names: looks up things by name and code.
        language: of headings, labels and errors; without it, the question's own.
        default: the language that the question is taken to be in where it could be several.
        stated: whether only stated links count.
        evidence: whether rows show their evidence, asked for or not.

    Raises:
        QuestionError: the question cannot be understood.
    """
    syntax, tongue = understand(text, vocabulary, language or default, fixed=language is not None)
    if evidence and isinstance(syntax, Select) and Evidence() not in syntax.show:
        syntax = replace(syntax, show=(*syntax.show, Evidence()))
    speech = language or tongue
    scope = Scope(Complaints(text, speech, vocabulary), names, stated)
    found = resolve(syntax, scope)
    question = format_question(syntax, vocabulary, speech)
    other = regrouped(syntax)
    recipe = recipe_of(question, found, speech, vocabulary, stated=stated, chosen=tuple(scope.chosen))
    return replace(recipe, instead=format_question(other, vocabulary, speech) if other else None)


__all__ = ["Candidate", "Names", "compile_question", "format_question", "understand"]
