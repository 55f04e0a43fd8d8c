"""Every word of a language as it may be written, with what it is and what it means."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kgraph.messages import say
from kgraph.spor.reading.lexicon import Lexicon, keywords, normal
from kgraph.terms import LANGUAGES
from kgraph.vocabulary import Field, Kind, Link, Vocabulary, Word

Form = Literal["keyword", "symbol", "label", "plural", "verb", "other"]

# The keywords whose meaning is told, the most useful first.
TOLD = (
    *("WITH", "WITHOUT", "THAT", "UNDER", "ABOUT", "COUNT", "sum", "average", "lowest", "highest", "WHICH", "WHY"),
    *("EXISTS", "PATH", "PER", "BY", "SHOW", "SORT", "FIRST", "IN", "SINCE", "UNTIL", "BETWEEN", "EVIDENCE", "DESC"),
    *("AND", "OR", "NOT", "ABOVE", "DIRECTLY", "DEEP", "EXPLICITLY", "HAVING", "LIKE", "AS", "PLUS", "MINUS"),
    *("INTERSECT", "DEFINE", "SUPPOSE"),
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """A phrase: its token and value, its form, and whether it is the first of its form (as the formatter writes)."""

    text: str
    key: str
    token: str
    value: str
    form: Form
    first: bool = True
    own: bool = True


def spellings(vocabulary: Vocabulary, known: Lexicon) -> tuple[Spelling, ...]:
    """The phrases of a language's keywords, its labels, and (not `own`) the labels of the other languages."""
    language = known.language
    found = list(_keywords(language))
    for tag in (language, *(other for other in LANGUAGES if other != language)):
        for token, words in (("FIELD", vocabulary.fields), ("LINK", vocabulary.links), ("CLASS", vocabulary.kinds)):
            for word in words.values():
                found += [
                    Spelling(text, normal(text), token, word.iri, form, first, own=tag == language)
                    for text, form, first in _forms(word, tag)
                ]
    return (*found, *_more_forms(found, known))


def _more_forms(found: list[Spelling], known: Lexicon) -> Iterator[Spelling]:
    """What the lexicon knows besides: the other forms of verbs."""
    told = {(each.key, each.token, each.value) for each in found}
    own = {(each.key.split()[-1], each.value) for each in found if each.own}
    for phrase, meanings in known.phrases.items():
        for token, value in meanings:
            if (phrase, token, value) not in told:
                yield Spelling(phrase, phrase, token, value, "other", False, own=(phrase.split()[-1], value) in own)


def _keywords(language: str) -> Iterator[Spelling]:
    table = keywords(language)
    for token, phrases in table["words"].items():
        for number, text in enumerate(phrases):
            yield Spelling(text, normal(text), token, token, "keyword", number == 0)
    for section, token in (("compare", "CMP"), ("fold", "AGG"), ("boolean", "BOOL")):
        for value, phrases in table[section].items():
            words = [text for text in phrases if text[:1].isalpha()]
            for text in phrases:
                if text in words:
                    yield Spelling(text, normal(text), token, value, "keyword", text == words[0])
                else:
                    yield Spelling(text, text, token, value, "symbol", text == phrases[0])


def _forms(word: Word, tag: str) -> Iterator[tuple[str, Form, bool]]:
    match word:
        case Kind() if tag in word.plurals:
            yield word.plurals[tag], "plural", True
        case Link() if tag in word.verbs:
            yield word.verbs[tag], "verb", True
        case _:
            pass
    if tag in word.labels:
        yield word.labels[tag], "label", True
    yield from ((text, "other", False) for text in word.others.get(tag, ()))


def meaning(spelling: Spelling, vocabulary: Vocabulary, language: str) -> str:
    """What a word means, in a line; empty where nothing is told."""
    word = vocabulary.word(spelling.value)
    if word is not None:
        return _comment(word, language)
    if spelling.token == "CMP":  # noqa: S105 - a token of the grammar
        return spelling.value
    return say(language, f"keyword_{spelling.value}") if spelling.value in TOLD else ""


def _comment(word: Word, language: str) -> str:
    """The first sentence of what the ontology says of a word, or what sort of word it is."""
    told = word.comments.get(language, "")
    if told:
        return told.split(". ")[0].rstrip(".")
    match word:
        case Kind():
            return say(language, "word_kind")
        case Field():
            return say(language, "word_field")
        case _:
            return say(language, "word_link")
