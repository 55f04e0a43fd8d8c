"""A question from text to the recipe by which it is answered."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kgraph.errors import QuestionError
from kgraph.recipe import Change, Recipe
from kgraph.spor.format import format_question
from kgraph.spor.glossary import NOTHING, Glossary, read_definitions
from kgraph.spor.meaning.complaints import Complaints
from kgraph.spor.meaning.names import Names
from kgraph.spor.meaning.parameters import Parameters, with_values
from kgraph.spor.meaning.resolve import Resolved, resolve
from kgraph.spor.meaning.scope import Scope
from kgraph.spor.meaning.supposing import supposed
from kgraph.spor.reading.lexicon import lexicon, normal
from kgraph.spor.reading.limits import LONGEST
from kgraph.spor.reading.parse import read
from kgraph.spor.reading.spoken import spoken
from kgraph.spor.recipes import recipe_of
from kgraph.spor.regroup import regrouped
from kgraph.spor.syntax import Evidence, Prefaced, Select, Sentence
from kgraph.terms import LANGUAGES
from kgraph.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Understood:
    """A question that was understood: its syntax with the parameters' values, what it means, and what it supposes."""

    sentence: Sentence
    language: str
    scope: Scope
    found: Resolved
    changes: tuple[Change, ...]


def understand(
    text: str, vocabulary: Vocabulary, language: str, *, fixed: bool = False, glossary: Glossary = NOTHING
) -> tuple[Sentence, str]:
    """The syntax of a question and the language that it is written in: the asked-for one first, then the others.

    Args:
        text: the question.
        vocabulary: its words.
        language: the one that it is taken to be in first.
        fixed: whether errors keep to that language, whatever the question's.
        glossary: nouns that are defined outside the question.

    Raises:
        QuestionError: of the reading that came furthest.
    """
    errors: list[tuple[int, int, QuestionError]] = []
    readings: list[tuple[int, Sentence, str]] = []
    for tongue in (language, *(other for other in LANGUAGES if other != language)):
        speech = language if fixed else tongue
        words = lexicon(vocabulary, tongue)
        try:
            reading = read(text, words, vocabulary, speech, glossary.names)
        except QuestionError as error:
            errors.append((error.span.start, spoken(text[:LONGEST], words, vocabulary), error))
            continue
        if not reading.foreign or fixed:
            return reading.sentence, tongue
        readings.append((reading.foreign, reading.sentence, tongue))
    if readings:
        # Several languages' keywords fit: the one whose own words are used most is meant.
        _, sentence, tongue = min(readings, key=lambda reading: reading[0])
        return sentence, tongue
    # Of readings that came equally far, the one in the language that most of the words are of.
    raise max(errors, key=lambda each: each[:2])[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a question is to be compiled.

    Attributes:
        language: of headings, labels and errors; without it, the question's own.
        default: the language that the question is taken to be in where it could be several.
        stated: whether only stated links count.
        evidence: whether rows show their evidence, asked for or not.
        parameters: the values of `$names`.
        glossary: nouns that are defined outside the question.
    """

    language: str | None = None
    default: str = "en"
    stated: bool = False
    evidence: bool = False
    parameters: Mapping[str, str] | None = None
    glossary: Glossary = NOTHING


def understood(text: str, vocabulary: Vocabulary, names: Names, settings: Settings) -> Understood:
    """What a question means.

    Raises:
        QuestionError: the question cannot be understood.
    """
    start, fixed = settings.language or settings.default, settings.language is not None
    sentence, tongue = understand(text, vocabulary, start, fixed=fixed, glossary=settings.glossary)
    preface = sentence if isinstance(sentence, Prefaced) else Prefaced(sentence)
    question = preface.question
    if settings.evidence and isinstance(question, Select) and Evidence() not in question.show:
        question = replace(question, show=(*question.show, Evidence()))
    speech = settings.language or tongue
    complaints = Complaints(text, speech, vocabulary)
    own = {normal(each.name): each.noun for each in preface.definitions}
    scope = Scope(
        complaints,
        names,
        Parameters(settings.parameters or {}, complaints),
        settings.stated,
        {**settings.glossary.nouns, **own},
        supposing=bool(preface.changes),
    )
    changes = supposed(preface.changes, scope)
    found = resolve(question, scope)
    scope.parameters.check_used()
    whole = replace(preface, question=question)
    if scope.parameters.filled:
        whole = with_values(whole, scope.parameters.filled)
    plain = whole if whole.definitions or whole.changes else whole.question
    return Understood(plain, speech, scope, found, changes)


def compile_question(text: str, vocabulary: Vocabulary, names: Names, settings: Settings = Settings()) -> Recipe:
    """A question from text to the recipe by which it is answered.

    Args:
        text: the question.
        vocabulary: the words it may use.
        names: looks up things by name and code.
        settings: the languages, what counts, and the values of parameters.

    Raises:
        QuestionError: the question cannot be understood.
    """
    known = understood(text, vocabulary, names, settings)
    language = known.language
    question = format_question(known.sentence, vocabulary, language)
    chosen = tuple(known.scope.chosen)
    recipe = recipe_of(question, known.found, language, vocabulary, stated=settings.stated, chosen=chosen)
    changed = replace(recipe, changes=known.changes)
    other = regrouped(known.sentence, text)
    if other is None or not _means_something(other[0], known.scope):
        return changed
    return replace(changed, instead=format_question(other[0], vocabulary, language), beside=other[1])


def _means_something(question: Select, scope: Scope) -> bool:
    """Whether the words of a question go together."""
    apart = Scope(scope.complaints, scope.names, scope.parameters, scope.stated, scope.definitions)
    try:
        resolve(question, apart)
    except QuestionError:
        return False
    return True


def checked_glossary(text: str, vocabulary: Vocabulary, names: Names, language: str) -> Glossary:
    """The definitions of a text, each of which means something.

    Raises:
        QuestionError: one of them does not, or leads back to itself.
    """
    found, _ = read_definitions(text, vocabulary, language)
    complaints = Complaints(text, language, vocabulary)
    for each in found.definitions:
        scope = Scope(complaints, names, Parameters({}, complaints), definitions=found.nouns)
        resolve(Select(each.noun), scope)
    return found
