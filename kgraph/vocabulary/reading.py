"""Triples of an ontology to the words they define."""

from collections import defaultdict
from collections.abc import Iterable

from kgraph.terms import KG, OWL, RDF, RDFS, SKOS, XSD
from kgraph.vocabulary import Choice, Field, Kind, Link, ValueType

Values = dict[str, list[tuple[str, str]]]
Triples = Iterable[tuple[str, str, object, str]]
Words = tuple[dict[str, Kind], dict[str, Link], dict[str, Field], dict[str, Choice]]

TYPES: dict[str, ValueType] = {
    XSD + "integer": "integer",
    XSD + "decimal": "decimal",
    XSD + "date": "date",
    XSD + "boolean": "boolean",
}


def read(triples: Triples) -> Words:
    """Kinds, links, fields and choices by IRI."""
    about: dict[str, Values] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value, tag in triples:
        about[subject][predicate].append((str(value), tag))
    kinds: dict[str, Kind] = {}
    links: dict[str, Link] = {}
    fields: dict[str, Field] = {}
    for iri, facts in about.items():
        types = {value for value, _ in facts[RDF + "type"]}
        if OWL + "Class" in types and not iri.startswith("_:"):
            kinds[iri] = _kind(iri, facts, about)
        elif KG + "ChoiceField" in types or OWL + "DatatypeProperty" in types:
            fields[iri] = _field(iri, facts, about)
        elif OWL + "ObjectProperty" in types and not facts[OWL + "inverseOf"]:
            links |= _link(iri, facts, about)
    for iri, facts in about.items():
        if original := _one(facts, OWL + "inverseOf"):
            links |= _inverse(iri, facts, links.get(original))
    ranges = {field: _one(about[field], RDFS + "range") for field in fields}
    choices = {
        iri: Choice(iri=iri, labels=_labels(facts, RDFS + "label"))
        for iri, facts in about.items()
        if any(value in ranges.values() for value, _ in facts[RDF + "type"])
    }
    return kinds, links, fields, choices


def _kind(iri: str, facts: Values, about: dict[str, Values]) -> Kind:
    return Kind(
        iri=iri,
        labels=_labels(facts, RDFS + "label"),
        plurals=_labels(facts, KG + "plural"),
        others=_others(facts),
        comments=_labels(facts, RDFS + "comment"),
        parent=_above(facts, RDFS + "subClassOf", about),
        on_thread=_true(facts, KG + "onThread"),
        main_link=_one(facts, KG + "mainLink"),
        via=_one(facts, KG + "via"),
    )


def _link(iri: str, facts: Values, about: dict[str, Values]) -> dict[str, Link]:
    symmetric = (OWL + "SymmetricProperty", "") in facts[RDF + "type"]
    link = Link(
        iri=iri,
        labels=_labels(facts, RDFS + "label"),
        verbs=_labels(facts, KG + "verb"),
        others=_others(facts),
        comments=_labels(facts, RDFS + "comment"),
        domain=_union(_one(facts, RDFS + "domain"), about),
        range=_union(_one(facts, RDFS + "range"), about),
        stored=iri,
        inverse=iri if symmetric else _inverse_of(iri, about),
        parent=_above(facts, RDFS + "subPropertyOf", about),
        thread=_true(facts, KG + "threadLink"),
        rolls_up=_true(facts, KG + "rollsUp"),
        carried=_true(facts, KG + "carried"),
        claimed=_true(facts, KG + "claimed"),
    )
    return {iri: link}


def _inverse(iri: str, facts: Values, original: Link | None) -> dict[str, Link]:
    if original is None:
        return {}
    link = Link(
        iri=iri,
        labels=_labels(facts, RDFS + "label"),
        verbs=_labels(facts, KG + "verb"),
        others=_others(facts),
        comments=_labels(facts, RDFS + "comment") or original.comments,
        domain=original.range,
        range=original.domain,
        stored=original.iri,
        backwards=True,
        inverse=original.iri,
        parent=None,
        thread=original.thread,
        rolls_up=original.rolls_up,
        carried=original.carried,
        claimed=original.claimed,
    )
    return {iri: link}


def _field(iri: str, facts: Values, about: dict[str, Values]) -> Field:
    values = _one(facts, RDFS + "range") or ""
    choices = [each for each, found in about.items() if (values, "") in found[RDF + "type"]]
    if iri == RDF + "predicate":
        choices = [each for each, found in about.items() if _true(found, KG + "claimed")]
    chosen = (KG + "ChoiceField", "") in facts[RDF + "type"]
    return Field(
        iri=iri,
        labels=_labels(facts, RDFS + "label"),
        others=_others(facts),
        comments=_labels(facts, RDFS + "comment"),
        type="choice" if chosen else TYPES.get(values, "text"),
        domain=_union(_one(facts, RDFS + "domain"), about),
        choices=tuple(choices) if chosen else (),
        additive=_true(facts, KG + "additive"),
        currency=_one(facts, KG + "currency"),
        carried=_true(facts, KG + "carried"),
        searched=_true(facts, KG + "searched"),
        derived=_true(facts, KG + "derived"),
        time=_one(facts, KG + "time"),
    )


def _labels(facts: Values, predicate: str) -> dict[str, str]:
    return {tag: value for value, tag in facts[predicate] if tag}


def _others(facts: Values) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for value, tag in facts[SKOS + "altLabel"]:
        found[tag] = (*found.get(tag, ()), value)
    return found


def _one(facts: Values, predicate: str) -> str | None:
    return facts[predicate][0][0] if facts[predicate] else None


def _above(facts: Values, predicate: str, about: dict[str, Values]) -> str | None:
    """The word above, among those that the ontology defines: alignments to other vocabularies do not count."""
    return next((value for value, _ in facts[predicate] if value in about and about[value][RDFS + "label"]), None)


def _true(facts: Values, predicate: str) -> bool:
    return _one(facts, predicate) == "true"


def _inverse_of(iri: str, about: dict[str, Values]) -> str | None:
    for other, facts in about.items():
        if (iri, "") in facts[OWL + "inverseOf"]:
            return other
    return None


def _union(node: str | None, about: dict[str, Values]) -> frozenset[str]:
    if node is None:
        return frozenset()
    if not node.startswith("_:"):
        return frozenset({node})
    found = set()
    step = _one(about[node], OWL + "unionOf")
    while step and step != RDF + "nil":
        if value := _one(about[step], RDF + "first"):
            found.add(value)
        step = _one(about[step], RDF + "rest")
    return frozenset(found)
