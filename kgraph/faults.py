"""The faults that a graph's triples can have, found without any library: each rule is one function."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from kgraph.engines.embedded import literal
from kgraph.messages import say
from kgraph.terms import KG, LANGUAGES, RDF, RDFS, SKOS, XSD
from kgraph.vocabulary import CLAIM, Field
from kgraph.written import Value, Written, local

PART_OF, BASIS = KG + "partOf", KG + "basis"
LINK_OF_CLAIM = (RDF + "subject", RDF + "predicate", RDF + "object")
EVERY_CLAIM_HAS = (*LINK_OF_CLAIM, BASIS, KG + "quote", KG + "document", KG + "heading")
INFERRED_CLAIMS_HAVE = (KG + "confidence", KG + "reason")
# The datatypes whose values a field of each type may hold; texts may have a language or none.
FITTING = {
    "integer": {XSD + "integer", XSD + "int", XSD + "long", XSD + "nonNegativeInteger"},
    "decimal": {XSD + "decimal", XSD + "integer", XSD + "int", XSD + "long", XSD + "nonNegativeInteger"},
    "date": {XSD + "date"},
    "boolean": {XSD + "boolean"},
    "text": {XSD + "string", RDF + "langString"},
}
SPELLED = {
    "integer": re.compile(r"[+-]?\d+", re.ASCII),
    "decimal": re.compile(r"[+-]?(\d+\.?\d*|\.\d+)", re.ASCII),
    "date": re.compile(r".+"),
    "boolean": re.compile(r"true|false|0|1"),
    "text": re.compile(r".*", re.DOTALL),
}
# A Norwegian phone number as it is printed (two years side by side are none), any number after +47, an e-mail address.
# Eight digits in a row are none where they are round, a date, an amount with its currency, or part of an address.
CONTACT = re.compile(
    r"(?i)(?<![\d.])(?:[2-9]\d(?: \d\d){3}|\d{3} \d\d \d{3})(?!\d)|\+47 ?\d[\d ]+|[\w.-]+@[\w-]+\.\w+|(?<![\w.,/=-])"
    r"(?<!kr )(?<!kr\. )(?<!nok )(?!\d{5}000|20\d\d[01]\d[0-3]\d)[2-9]\d{7}(?!\w|[.,]\d|,[-–]| ?(kr|nok|kroner|mill)\b)"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: what it is about, over which word and to which end, and the named graph that says it."""

    severity: Literal["error", "warning"]
    rule: str
    message: str
    thing: str
    word: str
    source: str
    end: str = ""


def faults(written: Written) -> Iterator[Fault]:
    """Every fault, rule by rule."""
    for rule in (cycles, codes, labels, words, ends, unclaimed, claims, values, contacts, clashing):
        yield from rule(written)


def cycles(written: Written) -> Iterator[Fault]:
    """Things that are part of themselves, each round told once, with the way."""
    steps = {iri: sorted({end.text for end in written.values(iri, PART_OF)}) for iri in written.about}
    told: set[str] = set()
    for start in steps:
        way = _round(start, steps)
        if way and not told & set(way):
            told |= set(way)
            names = " → ".join(written.name(each) for each in (*way, start))
            yield _fault(written, "cycle", start, PART_OF, end=[*way, start][1], way=names)


def _round(start: str, steps: dict[str, list[str]]) -> list[str]:
    """The shortest way from a thing back to itself, without its end; empty where there is none."""
    came: dict[str, str] = {}
    ahead = [start]
    for node in ahead:
        for end in steps.get(node, ()):
            if end == start:
                way = [node]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return way[::-1]
            if end not in came:
                came[end] = node
                ahead.append(end)
    return []


def codes(written: Written) -> Iterator[Fault]:
    """Things without a code, and codes of several things."""
    owners: dict[str, list[str]] = defaultdict(list)
    for iri, kinds in written.kinds.items():
        if CLAIM in kinds:
            continue
        found = {each.text for each in written.values(iri, SKOS + "notation")}
        if not found:
            yield _fault(written, "no_code", iri, SKOS + "notation")
        for code in found:
            owners[code].append(iri)
    for code, things in sorted(owners.items()):
        if len(things) > 1:
            names = ", ".join(written.name(each) for each in things)
            yield _fault(
                written, "code_twice", things[-1], SKOS + "notation", code=code, number=len(things), things=names
            )


def labels(written: Written) -> Iterator[Fault]:
    """Things without a name, or without one in some language."""
    for iri, kinds in written.kinds.items():
        tags = {each.tag for each in written.values(iri, RDFS + "label")}
        missing = [tag for tag in LANGUAGES if tag not in tags]
        if CLAIM in kinds or not missing:
            continue
        names = ", ".join(say(written.language, f"language_{tag}") for tag in missing)
        severity: Literal["error", "warning"] = "warning" if tags else "error"
        yield _fault(written, "no_label", iri, RDFS + "label", severity=severity, language=names)


def words(written: Written) -> Iterator[Fault]:
    """Kinds and words of our namespace that the ontology does not define, and those that no data may state."""
    vocabulary = written.vocabulary
    for iri, facts in written.about.items():
        if vocabulary.word(iri):
            continue
        for each in facts.get(RDF + "type", ()):
            if each.text.startswith(KG) and each.text not in vocabulary.kinds:
                yield _fault(written, "unknown_word", iri, each.text, source=each.source, called=local(each.text))
        for predicate, found in facts.items():
            if iri not in written.kinds or not predicate.startswith(KG):
                continue
            link, field = vocabulary.links.get(predicate), vocabulary.fields.get(predicate)
            source = found[0].source
            if link is None and field is None:
                yield _fault(written, "unknown_word", iri, predicate, source=source, called=local(predicate))
            elif link is not None and link.backwards:
                straight = written.word(link.stored)
                yield _fault(written, "backwards", iri, predicate, source=source, straight=straight)
            elif field is not None and field.derived:
                yield _fault(written, "derived", iri, predicate, source=source)


def ends(written: Written) -> Iterator[Fault]:
    """Links whose ends are defined nowhere, or are not of the kinds that the link joins."""
    kindless: set[str] = set()
    for iri, predicate, end in written.links():
        link = written.vocabulary.links[predicate]
        if end.datatype:
            yield _fault(written, "value_type", iri, predicate, source=end.source, value=end.text)
            continue
        if end.text not in written.about:
            yield _fault(written, "undefined", iri, predicate, source=end.source, end=end.text)
        for thing, allowed in ((iri, link.domain), (end.text, link.range)):
            if thing in written.kinds:
                if not _is(written, thing, allowed):
                    yield _misfit(written, iri, predicate, end, thing, allowed)
            elif thing in written.about and thing not in kindless and not _of_unknown_kind(written, thing):
                kindless.add(thing)
                yield _fault(written, "no_kind", thing, predicate)


def _of_unknown_kind(written: Written, iri: str) -> bool:
    return any(each.text.startswith(KG) for each in written.values(iri, RDF + "type"))


def _is(written: Written, iri: str, allowed: Iterable[str]) -> bool:
    """Whether a thing is of one of the kinds; rdf:Property and the like allow anything."""
    known = [kind for kind in allowed if kind in written.vocabulary.kinds]
    below = {kind for each in known for kind in written.vocabulary.subkinds[each]}
    return not known or bool(below & set(written.kinds.get(iri, ())))


def _misfit(written: Written, iri: str, predicate: str, value: Value, wrong: str, allowed: Iterable[str]) -> Fault:
    vocabulary, language = written.vocabulary, written.language
    kind = written.word(written.kinds[wrong][0])
    can = ", ".join(sorted(vocabulary.kinds[each].plural(language) for each in allowed if each in vocabulary.kinds))
    end = "" if value.datatype else value.text
    wrong = written.name(wrong)
    return _fault(written, "wrong_kind", iri, predicate, source=value.source, end=end, wrong=wrong, kind=kind, can=can)


def unclaimed(written: Written) -> Iterator[Fault]:
    """Links that need a claim and have none."""
    claimed = {link for link, _ in _claimed(written)}
    for iri, predicate, end in written.links():
        link = written.vocabulary.links[predicate]
        if link.claimed and not link.backwards and (iri, predicate, end.text) not in claimed:
            yield _fault(written, "unclaimed", iri, predicate, source=end.source, end=end.text)


def _claimed(written: Written) -> Iterator[tuple[tuple[str, str, str], str]]:
    """The links that the claims are about, and the claims."""
    for claim, kinds in written.kinds.items():
        if CLAIM in kinds:
            found = [{each.text for each in written.values(claim, part)} for part in LINK_OF_CLAIM]
            if all(len(each) == 1 for each in found):
                subject, predicate, object_ = (each.pop() for each in found)
                yield (subject, predicate, object_), claim


def claims(written: Written) -> Iterator[Fault]:
    """Claims that lack something, and claims about links that are not there."""
    for claim, kinds in written.kinds.items():
        if CLAIM not in kinds:
            continue
        bases = {each.text for each in written.values(claim, BASIS)}
        needed = (*EVERY_CLAIM_HAS, *(INFERRED_CLAIMS_HAVE if KG + "inferred" in bases else ()))
        for word in needed:
            if not any(each.text.strip() for each in written.values(claim, word)):
                yield _fault(written, "claim_lacks", claim, word, claim=local(claim), field=written.word(word))
    for (subject, predicate, object_), claim in _claimed(written):
        bases = {each.text for each in written.values(claim, BASIS)}
        there = any(each.text == object_ for each in written.values(subject, predicate))
        if not there and bases != {KG + "suggested"}:
            yield _fault(written, "claim_dangling", claim, predicate, claim=local(claim))


def values(written: Written) -> Iterator[Fault]:
    """Values that do not fit their field, and fields on things of other kinds than the field's."""
    for iri in written.kinds:
        for predicate, found in written.about[iri].items():
            field = written.vocabulary.fields.get(predicate)
            if field is None:
                continue
            if field.domain and not _is(written, iri, field.domain):
                yield _misfit(written, iri, predicate, found[0], iri, field.domain)
            for each in found:
                if not _fits(each, field):
                    yield _fault(written, "value_type", iri, predicate, source=each.source, value=local(each.text))


def _fits(value: Value, field: Field) -> bool:
    if field.iri == RDF + "predicate":
        return not value.datatype
    if field.type == "choice":
        return not value.datatype and value.text in field.choices
    if field.iri == SKOS + "notation":
        return bool(value.datatype)
    if field.type == "date" and isinstance(literal(value.text, value.datatype), str):
        return False
    return value.datatype in FITTING[field.type] and bool(SPELLED[field.type].fullmatch(value.text))


def contacts(written: Written) -> Iterator[Fault]:
    """Phone numbers and e-mail addresses: actors are positions, never persons."""
    for iri in written.kinds:
        for predicate, found in written.about[iri].items():
            for each in found:
                if each.datatype in FITTING["text"] and (contact := CONTACT.search(each.text)):
                    value = contact[0].strip()
                    yield _fault(written, "contact", iri, predicate, source=each.source, value=value)


def clashing(written: Written) -> Iterator[Fault]:
    """Words of the ontology that the question language has taken, and words of one sort that are called alike."""
    from kgraph.spor.reading.lexicon import clashes

    for language, phrase, iri in clashes(written.vocabulary):
        spoken = say(written.language, f"language_{language}")
        yield _fault(written, "word_clash", iri, "", severity="warning", called=phrase, iri=local(iri), language=spoken)
    yield from _called_alike(written)


def _called_alike(written: Written) -> Iterator[Fault]:
    """Two kinds, two links or two fields with one name: a question means the first of them."""
    from kgraph.spor.reading.lexicon import lexicon

    told: set[tuple[str, str]] = set()
    for language in LANGUAGES:
        for phrase, meanings in lexicon(written.vocabulary, language).phrases.items():
            for (sort, first), (other_sort, other) in combinations(dict.fromkeys(meanings), 2):
                if sort == other_sort and (phrase, other) not in told:
                    told.add((phrase, other))
                    blanks = {"called": phrase, "iri": local(other), "first": written.word(first)}
                    yield _fault(written, "word_twice", other, "", severity="warning", **blanks)


def _fault(
    written: Written,
    rule: str,
    thing: str,
    word: str,
    *,
    severity: Literal["error", "warning"] = "error",
    source: str = "",
    end: str = "",
    **blanks: object,
) -> Fault:
    """A fault, the blanks of its message filled."""
    filled: dict[str, object] = {
        "thing": written.name(thing),
        "link": written.word(word),
        "other": written.name(end) if end else "",
        "word": blanks.get("called", ""),
        **blanks,
    }
    message = say(written.language, f"problem_{rule}", **filled)
    return Fault(severity, rule, message, thing, word, source or written.source_of(thing), end)
