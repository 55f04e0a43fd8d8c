"""JSON-LD 1.1 as people would write it: short names, texts by language, and a context in the file that explains them.

Terms are the ontology's local names: `"partOf": "sogn:1"`, `"label": {"en": "Flats"}`, `"basis": "stated"`. Where all
values of a predicate are of one sort the context says which; where they are not, each value says it. Only whole numbers
and truth values are JSON's own: nothing rests on how a reader turns a number into text.
The form: https://www.w3.org/TR/json-ld11/.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from kgraph.plugin import Iri, Literal, Triple, Vocabulary
from kgraph.terms import KG, RDF, XSD

TYPE, STRING = RDF + "type", XSD + "string"
LOCAL = re.compile(r"[A-Za-z][\w-]*\Z", re.ASCII)
# Larger whole numbers are rounded by readers in JavaScript.
WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")
TRUTH = {"true": True, "false": False}
# What a predicate's values are, as a context says it.
Sort = Mapping[str, str]


def json_ld(triples: Sequence[Triple], prefixes: Mapping[str, str], vocabulary: Vocabulary) -> bytes:
    """The triples as JSON-LD, ordered: things by their IRIs, what is said of each by its name."""
    names = Names(triples, prefixes, vocabulary)
    values: dict[Iri, list[Iri | Literal]] = defaultdict(list)
    for each in triples:
        values[each.predicate].append(each.object)
    sorts = {each: _sort(found, names) if each in names.terms else {} for each, found in values.items()}
    ordered = sorted(set(triples), key=lambda each: (each.subject, each.predicate, _order(each.object)))
    things = [_thing(subject, about, sorts, names) for subject, about in groupby(ordered, lambda each: each.subject)]
    words: dict[str, Any] = {names.terms[each]: names.short(each) for each in names.used if each in names.terms}
    words |= {names.terms[each]: {"@id": names.short(each), **sort} for each, sort in sorts.items() if sort}
    context = {**names.prefixes, **dict(sorted(words.items()))}
    return (json.dumps({"@context": context, "@graph": things}, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


class Names:
    """Short names of IRIs that no reader can take for something else, and which of the terms are used."""

    def __init__(self, triples: Iterable[Triple], prefixes: Mapping[str, str], vocabulary: Vocabulary) -> None:
        """Terms for the words of the ontology and the predicates of the data; kgraph's own come first."""
        said = [term for each in triples for term in (each.subject, each.predicate, each.object)]
        # A name before a colon that is also the first part of an IRI would be taken for the namespace it stands for.
        schemes = {each.partition(":")[0] for each in said if isinstance(each, Iri)}
        words = {*vocabulary.kinds, *vocabulary.links, *vocabulary.fields, *vocabulary.choices}
        words |= {each.predicate for each in triples} - {TYPE}
        named: dict[str, str] = {}
        for iri in sorted(words, key=lambda iri: (not iri.startswith(KG), iri)):
            local = iri[max(map(iri.rfind, "#/:")) + 1 :]
            if LOCAL.match(local) and local not in schemes:
                named.setdefault(local, iri)
        self.terms = {iri: local for local, iri in named.items()}
        self.prefixes = {name: iri for name, iri in prefixes.items() if name not in {*schemes, *named}}
        self.used: set[str] = set()

    def word(self, iri: str) -> str:
        """The term of a predicate, a kind or a choice; without one, as anything else."""
        self.used.add(iri)
        return self.terms.get(iri) or self.short(iri)

    def short(self, iri: str) -> str:
        """An IRI by the longest prefix that it has."""
        fitting = [name for name, namespace in self.prefixes.items() if iri.startswith(namespace) and iri != namespace]
        name = max(fitting, key=lambda name: len(self.prefixes[name]), default="")
        rest = iri[len(self.prefixes.get(name, "")) :]
        return f"{name}:{rest}" if name and not rest.startswith("//") else iri


def _sort(values: Iterable[Iri | Literal], names: Names) -> Sort:
    """What all of the values are; nothing where they are plain texts, or differ."""
    things = [each for each in values if isinstance(each, Iri)]
    literals = [each for each in values if isinstance(each, Literal)]
    if not literals:
        return {"@type": "@vocab" if any(each in names.terms for each in things) else "@id"}
    types = {each.datatype for each in literals if not each.language}
    if things or (types <= {STRING} and not any(each.language for each in literals)):
        return {}
    if types <= {STRING}:
        return {"@container": "@language"}
    return (
        {"@type": names.short(types.pop())} if len(types) == 1 and not any(each.language for each in literals) else {}
    )


def _thing(subject: Iri, about: Iterable[Triple], sorts: Mapping[Iri, Sort], names: Names) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for predicate, group in groupby(about, lambda each: each.predicate):
        values = [each.object for each in group]
        if predicate == TYPE:
            kinds = [names.word(each) for each in values if isinstance(each, Iri)]
            found |= {"@type": _one_or_all(kinds)} if kinds else {}
            values = [each for each in values if isinstance(each, Literal)]
        if values:
            found[names.word(predicate)] = _values(values, sorts[predicate], names)
    return {"@id": names.short(subject), **dict(sorted(found.items()))}


def _values(values: Sequence[Iri | Literal], sort: Sort, names: Names) -> Any:
    if sort.get("@container"):
        texts = [each for each in values if isinstance(each, Literal)]
        by_language = groupby(texts, lambda each: each.language)
        return {language or "@none": _one_or_all([each.text for each in group]) for language, group in by_language}
    return _one_or_all([_value(each, sort.get("@type"), names) for each in values])


def _value(value: Iri | Literal, sort: str | None, names: Names) -> Any:
    """A value as its sort has it; without one, it says itself what it is."""
    if isinstance(value, Iri):
        name = names.word(value) if sort == "@vocab" else names.short(value)
        return name if sort else {"@id": name}
    if value.language:
        return {"@value": value.text, "@language": value.language}
    if not sort:
        plain = value.datatype == STRING
        return value.text if plain else {"@value": value.text, "@type": names.short(value.datatype)}
    if value.datatype == XSD + "integer" and WHOLE.fullmatch(value.text):
        return int(value.text)
    return TRUTH.get(value.text, value.text) if value.datatype == XSD + "boolean" else value.text


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _order(value: Iri | Literal) -> tuple[str, str, str]:
    """Things by their IRIs, texts by their languages."""
    return (value.language, value.datatype, value.text) if isinstance(value, Literal) else ("", "", value)
