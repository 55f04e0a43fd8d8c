"""Values into SPARQL text: the only place where one is printed.

Escapes: SPARQL 1.1, section 19.7 and 19.8 (https://www.w3.org/TR/sparql11-query/#grammarEscapes).
"""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import chain

from kgraph.terms import ID, KG, RDF, RDFS, SDG, SKOS, XSD, Iri, Literal, Triple

PREFIXES = {"kg": KG, "id": ID, "rdf": RDF, "rdfs": RDFS, "skos": SKOS, "sdg": SDG, "xsd": XSD}
# One dot at most: the store takes no prefixed name with two.
LOCAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)?")
# The namespace of a plan's things.
PLAN = re.compile(re.escape(ID) + r"([a-z][a-z0-9-]*)/")
FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|^`\\]')
ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def printed(value: Iri | str | Decimal | int | date | bool) -> str:
    r"""A value as SPARQL writes it; whatever it holds, it stays one value.

    Raises:
        ValueError: an IRI holds a character that no IRI may hold.

    >>> printed('say "no"\n')
    '"say \\"no\\"\\n"'
    >>> printed(Iri("http://metadata.un.org/sdg/11.3"))
    'sdg:11.3'
    """
    match value:
        case Iri():
            return _iri(value)
        case bool():
            return "true" if value else "false"
        case date():
            return f'"{value.isoformat()}"^^xsd:date'
        case int():
            return str(value)
        case Decimal():
            # Some engines take a sign for an operator.
            text = format(value, "f")
            return f'"{text}"^^xsd:decimal' if value < 0 else text
        case str():
            return '"' + "".join(map(_escaped, value, chain(" ", value))) + '"'


def _escaped(letter: str, before: str) -> str:
    if letter in "uU" and before == "\\":
        # What looks like an escape would be taken for one before the text is read as a text (section 19.2).
        return f"\\U{ord(letter):08X}"
    if letter in ESCAPES:
        return ESCAPES[letter]
    # Control characters and lone surrogates have no place in a query's text.
    if ord(letter) < 0x20 or letter == "\x7f":
        return f"\\u{ord(letter):04X}"
    return "\ufffd" if 0xD800 <= ord(letter) <= 0xDFFF else letter


def _iri(iri: Iri) -> str:
    whole = full(iri)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and LOCAL.fullmatch(iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return whole


def full(iri: str) -> str:
    """An IRI in angle brackets.

    Raises:
        ValueError: it holds a character that no IRI may hold.
    """
    if FORBIDDEN.search(iri):
        raise ValueError(f"not an IRI: {iri!r}")
    return f"<{iri}>"


def prefixes_of(triples: Iterable[Triple]) -> dict[str, str]:
    """The prefixes that triples use: kgraph's own, and one for the things of each plan, named as it is.

    >>> prefixes_of([Triple(Iri(ID + "sogn/4"), Iri(KG + "partOf"), Iri(ID + "sogn/plan"))])
    {'id': 'https://w3id.org/kgraph/id/', 'kg': 'https://w3id.org/kgraph/ns#', 'sogn': 'https://w3id.org/kgraph/id/sogn/'}
    """
    iris = {_name(term) for each in triples for term in (each.subject, each.predicate, each.object)}
    plans = {found[1]: found[0] for iri in iris if (found := PLAN.match(iri)) and found[1] not in PREFIXES}
    every = {**PREFIXES, **plans}
    return {name: every[name] for name in sorted(every) if any(iri.startswith(every[name]) for iri in iris)}


def _name(term: Iri | Literal) -> str:
    """An IRI, or that of a literal's type where it is written."""
    if isinstance(term, Iri):
        return term
    return "" if term.language or term.datatype == XSD + "string" else term.datatype


def prologue(body: str) -> str:
    """The prefixes that a query's text uses, declared."""
    used = [
        f"PREFIX {prefix}: <{namespace}>"
        for prefix, namespace in PREFIXES.items()
        if f"{prefix}:" in body and re.search(rf"(?<![\w:]){prefix}:", body)
    ]
    return "\n".join(used)
