"""What importers state: things with code and names, links with their claims, and codes that stay the same."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from unicodedata import normalize

from kgraph.terms import ID, KG, RDF, RDFS, SKOS, XSD, Iri, Literal, Triple

# What a word for a language means here; Norwegian without more is mostly Bokmål.
TONGUES = {"no": "nb", "nno": "nn", "nob": "nb", "nor": "nb", "eng": "en"}
LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l"})
Named = tuple[str, str]


@lru_cache(maxsize=256)
def tongue(tag: str) -> str:
    """The language of a tag (BCP 47), without its region where it is one of ours.

    >>> tongue("en-GB"), tongue("no"), tongue("pt-BR"), tongue("")
    ('en', 'nb', 'pt-br', '')
    """
    tag = tag.strip().lower().replace("_", "-")
    first = tag.split("-")[0]
    own = TONGUES.get(first, first)
    if own in {"en", "nn", "nb"}:
        return own
    return tag if re.fullmatch(r"[a-z]{2,8}(-[a-z0-9]{1,8})*", tag) else ""


@lru_cache(maxsize=4096)
def slug(text: str, most: int = 60) -> str:
    """A text as the part of a code: ASCII letters, digits and hyphens; empty where none of it is left.

    >>> slug("Sogndal kommune: Å leve på Øya (2018)")
    'sogndal-kommune-a-leve-pa-oya-2018'
    """
    plain = normalize("NFKD", text.lower().translate(LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:most].strip("-")


def plan_slug(stem: str) -> str:
    """What the codes of a plan begin with, from the name of its file.

    >>> plan_slug("Plan 2030"), plan_slug("2030")
    ('plan-2030', 'plan-2030')
    """
    found = slug(stem)
    return found if found[:1].isalpha() else f"plan-{found}".rstrip("-")


@dataclass(slots=True)
class Codes:
    """Gives each thing a code that no other has, the same ones again for the same things in the same order."""

    taken: set[str] = field(default_factory=set)

    def free(self, before: str, wanted: str) -> str:
        """`before:wanted`, with a number where that is taken.

        >>> codes = Codes()
        >>> codes.free("a", "1.2"), codes.free("a", "1.2"), codes.free("a", "(b/c)")
        ('a:1.2', 'a:1.2-2', 'a:b-c')
        """
        place = re.sub(r"[^\w.-]+", "-", wanted).strip("-.") or "x"
        code, number = f"{before}:{place}", 1
        while code in self.taken:
            number += 1
            code = f"{before}:{place}-{number}"
        self.taken.add(code)
        return code


def iri_of(code: str) -> Iri:
    """The name of the thing with a code.

    >>> iri_of("sogndal:2.2.3")
    'https://w3id.org/kgraph/id/sogndal/2.2.3'
    """
    return Iri(ID + code.replace(":", "/", 1))


def thing(iri: Iri, kind: str, code: str, names: Iterable[Named]) -> Iterator[Triple]:
    """A thing of a kind; of several names in one language the first is its name, the rest are other names.

    Args:
        iri: of the thing.
        kind: the ontology's local name.
        code: its code.
        names: each with its language, which may be empty.
    """
    yield Triple(iri, Iri(RDF + "type"), Iri(KG + kind))
    yield Triple(iri, Iri(SKOS + "notation"), Literal(code))
    seen: set[str] = set()
    for text, language in names:
        yield Triple(iri, Iri(SKOS + "altLabel" if language in seen else RDFS + "label"), worded(text, language))
        seen.add(language)


def worded(text: str, language: str) -> Literal:
    """A text in a language, or in none that is known."""
    return Literal(text, RDF + "langString", language) if language else Literal(text)


def said(iri: Iri, word: str, text: str, language: str) -> Triple:
    """A field that holds a text."""
    return Triple(iri, Iri(KG + word), worded(text, language))


def number(iri: Iri, word: str, value: str, datatype: str = "integer") -> Triple:
    """A field that holds a number or a date, as XML Schema writes it."""
    return Triple(iri, Iri(KG + word), Literal(value, XSD + datatype))


def link(subject: Iri, word: str, end: Iri) -> Triple:
    """A link."""
    return Triple(subject, Iri(KG + word), end)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document says something: its words, the heading that they stand under, and their language."""

    document: Iri
    quote: str
    heading: str
    language: str = ""


def stated(subject: Iri, word: str, end: Iri, place: Place) -> Iterator[Triple]:
    """A link that a document states, with its claim; the same link gets the same claim."""
    digest = blake2b(f"{subject} {word} {end}".encode(), digest_size=8).hexdigest()
    claim = Iri(f"{ID}claim/{digest}")
    yield link(subject, word, end)
    yield Triple(claim, Iri(RDF + "type"), Iri(KG + "Claim"))
    yield Triple(claim, Iri(RDF + "subject"), subject)
    yield Triple(claim, Iri(RDF + "predicate"), Iri(KG + word))
    yield Triple(claim, Iri(RDF + "object"), end)
    yield link(claim, "basis", Iri(KG + "stated"))
    yield link(claim, "document", place.document)
    yield said(claim, "quote", place.quote, place.language)
    yield said(claim, "heading", place.heading, place.language)
    if word == "covers":
        yield link(claim, "match", Iri(KG + "exact"))
