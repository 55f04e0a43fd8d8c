"""Which phrases mean what: the keywords of one language and the ontology's words of all three."""

import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kgraph.terms import LANGUAGES
from kgraph.vocabulary import Field, Kind, Link, Vocabulary

# On a tie the first of these wins; keywords come before all of them.
WORD_TOKENS = ("VAR", "FIELD", "LINK", "CLASS")

Meaning = tuple[str, str]


@cache
def keywords(language: str) -> dict[str, Any]:
    """The keyword table of a language as its file has it."""
    with (Path(__file__).parents[1] / "keywords" / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=8192)
def normal(phrase: str) -> str:
    """A phrase as it is looked up: NFC, any case, a hyphen is a blank.

    >>> normal("Sub-Strategies")
    'sub strategies'
    """
    return " ".join(unicodedata.normalize("NFC", phrase).casefold().replace("-", " ").split())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of one language's keywords and of every language's labels; `own` are the language's own labels."""

    language: str
    phrases: dict[str, tuple[Meaning, ...]]
    symbols: tuple[tuple[str, str], ...]
    units: dict[str, str]
    filler: frozenset[str]
    reserved: frozenset[str]
    ambiguous_year: frozenset[str]
    own: frozenset[str]
    longest: int

    def spellings(self, tokens: frozenset[str]) -> Iterator[str]:
        """Every phrase that may stand for one of these tokens."""
        for phrase, meanings in self.phrases.items():
            if not tokens.isdisjoint([token for token, _ in meanings]):
                yield phrase


@lru_cache(maxsize=3 * len(LANGUAGES))
def lexicon(vocabulary: Vocabulary, language: str) -> Lexicon:
    """The lexicon of a language with a vocabulary's words."""
    table = keywords(language)
    found: dict[str, list[Meaning]] = defaultdict(list)
    symbols: list[tuple[str, str]] = []
    for token, value, phrase in _keyword_phrases(table):
        if normal(phrase)[:1].isalpha():
            found[normal(phrase)].append((token, value))
        else:
            symbols.append((phrase, value))
    own: set[str] = set()
    for tag in (language, *(other for other in LANGUAGES if other != language)):
        for role, iri, phrase in _label_phrases(vocabulary, tag):
            found[normal(phrase)].append((role, iri))
            if role == "LINK":
                for form in _verb_forms(phrase, table["formats"]):
                    found[normal(form)].append((role, iri))
                    own |= {normal(form)} if tag == language else set()
            if tag == language:
                own.add(normal(phrase))
    symbols.sort(key=lambda pair: -len(pair[0]))
    other = table["other"]
    return Lexicon(
        language=language,
        phrases={phrase: tuple(meanings) for phrase, meanings in found.items()},
        symbols=tuple(symbols),
        units={normal(name): factor for factor, names in table["units"].items() for name in names},
        filler=frozenset(map(normal, other["filler"])),
        reserved=frozenset(map(normal, other["reserved"])),
        ambiguous_year=frozenset(map(normal, other["ambiguous_year"])),
        own=frozenset(own),
        longest=max((phrase.count(" ") for phrase in found), default=0) + 1,
    )


def _verb_forms(verb: str, formats: dict[str, Any]) -> Iterator[str]:
    """What stands after *not* where a verb takes it inside (`are not [members of]`), and the verb of one thing."""
    for begin in formats["auxiliaries"]:
        if verb.startswith(begin):
            yield verb[len(begin) :]
    for several, one in formats["of_one"].items():
        if verb.startswith(several):
            yield one + verb[len(several) :]


def _keyword_phrases(table: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for token, phrases in table["words"].items():
        yield from ((token, token, phrase) for phrase in phrases)
    for section, token in (("compare", "CMP"), ("fold", "AGG"), ("boolean", "BOOL")):
        for value, phrases in table[section].items():
            yield from ((token, value, phrase) for phrase in phrases)


def _label_phrases(vocabulary: Vocabulary, tag: str) -> Iterator[tuple[str, str, str]]:
    groups: tuple[tuple[str, Any], ...] = (
        ("FIELD", vocabulary.fields),
        ("LINK", vocabulary.links),
        ("CLASS", vocabulary.kinds),
    )
    for token, words in groups:
        for word in words.values():
            for phrase in _names(word, tag):
                yield token, word.iri, phrase


def _names(word: Kind | Link | Field, tag: str) -> Iterator[str]:
    more = word.plurals if isinstance(word, Kind) else word.verbs if isinstance(word, Link) else {}
    yield from (names[tag] for names in (word.labels, more) if tag in names)
    yield from word.others.get(tag, ())


def clashes(vocabulary: Vocabulary) -> list[tuple[str, str, str]]:
    """Labels that equal a keyword of some language: (language, phrase, IRI); their escape is the code in backticks."""
    found = []
    for language in LANGUAGES:
        taken = {normal(phrase) for _, _, phrase in _keyword_phrases(keywords(language))}
        taken |= {normal(phrase) for group in ("filler", "reserved") for phrase in keywords(language)["other"][group]}
        for tag in LANGUAGES:
            found += [
                (language, phrase, iri) for _, iri, phrase in _label_phrases(vocabulary, tag) if normal(phrase) in taken
            ]
    return sorted(set(found))
