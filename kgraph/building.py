"""How the graph is built: read, cleaned, and completed with what the rules derive."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from kgraph.closure import Links, claimed_links, derive
from kgraph.engines.embedded import Embedded, fits, is_named, named, parse, quad
from kgraph.errors import ProjectError
from kgraph.messages import say
from kgraph.periods import periods
from kgraph.project import Source
from kgraph.terms import FALLBACK, GRAPH, KG, LANGUAGES, RDF, RDFS, SKOS, XSD, name_in
from kgraph.vocabulary import THING, Vocabulary

DERIVED = GRAPH + "derived"
STRING = XSD + "string"
# Control characters that no text of a plan needs and several formats cannot hold.
CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32)))


def build(sources: Iterable[Source], language: str = "en") -> bytes:
    """The built graph as N-Quads: the sources, each in its named graph, and what is derived in one of its own.

    Raises:
        ProjectError: a source cannot be read, with its line.
    """
    quads = read_sources(sources, language)
    vocabulary = vocabulary_of(quads)
    quads = list(without_misfits(quads, vocabulary))
    store = Embedded()
    store.extend(quads)
    store.extend([quad(*triple, DERIVED) for triple in derived(quads, vocabulary)])
    return store.dump()


def read_sources(sources: Iterable[Source], language: str = "en") -> list[Any]:
    """The quads of all files, but for the links that are only suggested, and the words of a plugin that cannot be read.

    Raises:
        ProjectError: another file cannot be read.
    """
    found: list[Any] = []
    for source in sources:
        try:
            found += read_source(source, language)
        except ProjectError:
            if source.needed:
                raise
    return list(without_suggested(found))


def read_source(source: Source, language: str = "en") -> list[Any]:
    """The quads of one file, its texts in NFC and without control characters.

    Raises:
        ProjectError: it cannot be read.
    """
    try:
        quads = [_clean(each) for each in parse(source.path, GRAPH + source.name)]
        # Things have names; the blank nodes of an ontology or of shapes are lists and paths, and stay.
        return named(quads, f"{GRAPH}{source.name}/node") if "data/" in source.name else quads
    except SyntaxError as error:
        place = f"{source.path}:{error.lineno}" if error.lineno else source.path
        raise ProjectError(say(language, "bad_turtle", place=place, error=error.msg)) from None
    except OSError as error:
        raise ProjectError(say(language, "unreadable", path=source.path, error=error.strerror)) from None


def _clean(each: Any) -> Any:
    value = getattr(each.object, "value", "")
    clean = unicodedata.normalize("NFC", value).translate(CONTROLS)
    if clean == value or not hasattr(each.object, "datatype"):
        return each
    literal = type(each.object)
    language = each.object.language
    term = literal(clean, language=language) if language else literal(clean, datatype=each.object.datatype)
    return type(each)(each.subject, each.predicate, term, each.graph_name)


def vocabulary_of(quads: Iterable[Any]) -> Vocabulary:
    """The words that the quads define."""
    return Vocabulary.from_triples(
        (
            _name(each.subject),
            each.predicate.value,
            _name(each.object),
            getattr(each.object, "language", "") or "",
        )
        for each in quads
    )


def _name(term: Any) -> str:
    return term.value if hasattr(term, "datatype") or is_named(term) else f"_:{term.value}"


def without_suggested(quads: list[Any]) -> Iterable[Any]:
    """All but the links that rest on suggestions alone: nobody has accepted those yet."""
    claims = _claims(quads)
    accepted = {link for link, basis in claims.values() if basis != KG + "suggested"}
    suggested = {link for link, basis in claims.values() if basis == KG + "suggested"} - accepted
    for each in quads:
        if (each.subject.value, each.predicate.value, each.object.value) not in suggested:
            yield each


def without_misfits(quads: Iterable[Any], vocabulary: Vocabulary) -> Iterable[Any]:
    """All but the values that are no numbers or dates where their field wants one: one would spoil every sum."""
    for each in quads:
        field = vocabulary.fields.get(each.predicate.value)
        if field is None or fits(each.object, field.type):
            yield each


def _claims(quads: Iterable[Any]) -> dict[str, tuple[tuple[str, str, str], str]]:
    """For each claim the link it is about, and its basis."""
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    wanted = {RDF + "subject", RDF + "predicate", RDF + "object", KG + "basis"}
    for each in quads:
        if each.predicate.value in wanted:
            facts[each.subject.value][each.predicate.value] = each.object.value
    return {
        claim: (
            (found.get(RDF + "subject", ""), found.get(RDF + "predicate", ""), found.get(RDF + "object", "")),
            found.get(KG + "basis", ""),
        )
        for claim, found in facts.items()
        if RDF + "subject" in found
    }


def derived(quads: list[Any], vocabulary: Vocabulary) -> Iterable[tuple[str, str, Any]]:
    """Every derived triple: the rules' links, the periods' days and years, and one name a thing and language."""
    links = links_of(quads, vocabulary)
    yield from derive(links, vocabulary)
    claims = _claims(quads)
    live = {link for link, basis in claims.values() if basis != KG + "suggested"}
    yield from claimed_links(((claim, link[1]) for claim, (link, _) in claims.items() if link in live), vocabulary)
    things = {thing for thing, kinds in links.kinds.items() if kinds & vocabulary.subkinds.get(THING, frozenset())}
    yield from periods(_values(quads), vocabulary)
    yield from _names(quads, things)


def links_of(quads: Iterable[Any], vocabulary: Vocabulary) -> Links:
    """The links and kinds among the quads; stated are those without a claim, or with a stated one."""
    every: dict[str, set[tuple[str, str]]] = defaultdict(set)
    kinds: dict[str, set[str]] = defaultdict(set)
    quads = list(quads)
    for each in quads:
        predicate = each.predicate.value
        if predicate == RDF + "type" and each.object.value in vocabulary.kinds:
            kinds[each.subject.value].add(each.object.value)
        elif predicate in vocabulary.links and is_named(each.object):
            every[predicate].add((each.subject.value, each.object.value))
    bases: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for link, basis in _claims(quads).values():
        bases[link].add(basis)
    stated = {
        predicate: {
            pair for pair in pairs if not (found := bases.get((pair[0], predicate, pair[1]))) or KG + "stated" in found
        }
        for predicate, pairs in every.items()
    }
    return Links(every, stated, {thing: frozenset(found) for thing, found in kinds.items()})


def _values(quads: Iterable[Any]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for each in quads:
        found[each.subject.value].append((each.predicate.value, each.object.value))
    return found


def _names(quads: Iterable[Any], things: set[str]) -> Iterable[tuple[str, str, Any]]:
    """One name to show a thing by in each language, and every key that it can be found by."""
    from kgraph.spor.reading.lexicon import normal

    labels: dict[str, dict[str, str]] = defaultdict(dict)
    keys: dict[str, set[str]] = defaultdict(set)
    coded: set[str] = set()
    for each in quads:
        thing, predicate = each.subject.value, each.predicate.value
        if thing not in things or not hasattr(each.object, "datatype"):
            continue
        if predicate == RDFS + "label":
            tag = each.object.language or ""
            labels[thing][tag] = min(labels[thing].get(tag, each.object.value), each.object.value)
        if predicate in {RDFS + "label", SKOS + "altLabel", SKOS + "notation", KG + "text"}:
            keys[thing].add(normal(each.object.value))
        if predicate == SKOS + "notation":
            coded.add(thing)
    for thing in things:
        for language in LANGUAGES:
            found = [
                labels[thing][tag] for tag in (*FALLBACK[language], *sorted(labels[thing])) if tag in labels[thing]
            ]
            yield thing, name_in(language), (found[0] if found else _local(thing), STRING)
        # What has no code, which is a fault, can still be told from what is called the same.
        for key in keys[thing] if thing in coded else {*keys[thing], normal(thing)}:
            yield thing, KG + "nameKey", (key, STRING)


def _local(iri: str) -> str:
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]
