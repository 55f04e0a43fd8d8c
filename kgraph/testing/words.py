"""Whether the words of a plugin are whole, and can be told from all others."""

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kgraph.building import read_source, vocabulary_of
from kgraph.errors import KgraphError, ProjectError
from kgraph.project import Source, shipped
from kgraph.spor import format_question, understand
from kgraph.spor.reading.lexicon import clashes, normal
from kgraph.terms import KG, LANGUAGES
from kgraph.testing.demands import TONGUES, UnmetError, demand
from kgraph.vocabulary import THING, Kind, Link, Vocabulary, Word

THAT = {"en": "that", "nn": "som", "nb": "som"}


def check_words(*paths: str | os.PathLike[str]) -> None:
    """The kinds, links and fields of Turtle files have names that can be told apart, and Spor can speak of them.

    Args:
        paths: the files of one plugin, which may use each other's words.

    Raises:
        AssertionError: they do not; says what to mend.
    """
    before = [quad for path in sorted(shipped("ontology").glob("*.ttl")) for quad in _quads(path)]
    own = [quad for path in paths for quad in _quads(Path(path))]
    vocabulary = vocabulary_of([*before, *own])
    known = vocabulary_of(before)
    named = {each.subject.value for each in own}
    fresh = [iri for iri in _iris(vocabulary) if iri in named and known.word(iri) is None]
    told = sorted(iri for iri in named if known.word(iri) is not None)
    demand(not told, f"{', '.join(told)}: a plugin says nothing of the words of kgraph itself, only of its own")
    demand(fresh, f"{', '.join(map(str, paths))}: no kind, link or field is defined in it")
    for iri in fresh:
        word = vocabulary.word(iri)
        assert word is not None
        _check_names(word, vocabulary)
    _check_phrases(vocabulary, set(fresh))
    for iri in fresh:
        _check_spoken(iri, vocabulary)


def _quads(path: Path) -> list[Any]:
    try:
        return read_source(Source("ontology/words", str(path)))
    except ProjectError as error:
        raise UnmetError(error.message) from None


def _iris(vocabulary: Vocabulary) -> Iterator[str]:
    for words in (vocabulary.kinds, vocabulary.links, vocabulary.fields, vocabulary.choices):
        yield from words


def _check_names(word: Word, vocabulary: Vocabulary) -> None:
    iri = word.iri
    chosen = iri in vocabulary.choices
    named = {"rdfs:label": word.labels, **({} if chosen else {"rdfs:comment": word.comments})}
    if isinstance(word, Kind):
        named["kg:plural"] = word.plurals
        above = vocabulary.kinds_above(iri)
        demand(THING in above, f"{iri}: it is not below kg:Thing, so that nothing of it is found; add rdfs:subClassOf")
    if isinstance(word, Link):
        named["kg:verb"] = word.verbs
        demand(word.domain and word.range, f"{iri}: a link has an rdfs:domain and an rdfs:range")
        strays = [kind for kind in (*word.domain, *word.range) if kind not in vocabulary.kinds]
        demand(not strays, f"{iri}: the domain and the range are kinds that there are, not {', '.join(strays)}")
        demand(word.inverse, f"{iri}: it has no inverse; add one with owl:inverseOf, so that questions go both ways")
    for predicate, texts in named.items():
        lacking = [TONGUES[tag] for tag in LANGUAGES if not texts.get(tag, "").strip()]
        demand(not lacking, f"{iri}: it has no {predicate} in {' and '.join(lacking)}")
    if iri in vocabulary.fields and vocabulary.fields[iri].type == "choice":
        demand(
            vocabulary.fields[iri].choices, f"{iri}: a choice field has choices: things of the class that is its range"
        )


def _check_phrases(vocabulary: Vocabulary, fresh: set[str]) -> None:
    """No name is a keyword, and none is another word's too, in any language: each reads the words of all three."""
    for language, phrase, iri in clashes(vocabulary):
        demand(iri not in fresh, f"{iri}: «{phrase}» is a keyword in {TONGUES[language]}; choose another name")
    owners: dict[str, set[str]] = defaultdict(set)
    for words in (vocabulary.kinds, vocabulary.links, vocabulary.fields):
        for word in words.values():
            for phrase in _phrases(word):
                owners[normal(phrase)].add(word.iri)
    for phrase, iris in sorted(owners.items()):
        if len(iris) > 1 and iris & fresh:
            raise UnmetError(
                f"{min(iris & fresh)}: «{phrase}» is the name of another word too: {', '.join(sorted(iris))}"
            )


def _phrases(word: Word) -> Iterator[str]:
    yield from word.labels.values()
    if isinstance(word, Kind):
        yield from word.plurals.values()
    if isinstance(word, Link):
        yield from word.verbs.values()
    for others in word.others.values():
        yield from others


def _check_spoken(iri: str, vocabulary: Vocabulary) -> None:
    """A question with the word is read, and written, as it stands."""
    for tag in LANGUAGES:
        if iri in vocabulary.kinds:
            question = vocabulary.kinds[iri].plural(tag)
        elif iri in vocabulary.links:
            link = vocabulary.links[iri]
            # Not «everything», which has no plural.
            ends = (KG + "Measure" if THING in each else min(each) for each in (link.domain, link.range))
            start, end = (vocabulary.kinds[each].plural(tag) for each in ends)
            question = f"{start} {THAT[tag]} {link.verb(tag)} {end}"
        else:
            continue
        try:
            sentence, tongue = understand(question, vocabulary, tag)
        except KgraphError as error:
            raise UnmetError(f"{iri}: «{question}» cannot be asked: {error.message}") from None
        written = format_question(sentence, vocabulary, tag)
        demand(
            tongue == tag and normal(written) == normal(question),
            f"{iri}: «{question}» is read as «{written}» ({TONGUES[tongue]})",
        )
