"""What a cell of an answer from the store can hold, and the namespaces that kgraph speaks."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

KG = "https://w3id.org/kgraph/ns#"
ID = "https://w3id.org/kgraph/id/"
GRAPH = "https://w3id.org/kgraph/graph/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SDG = "http://metadata.un.org/sdg/"

# The group of a thing that has no group, and what parts the members of a list in one cell: no text holds it, since
# control characters are stripped when the graph is built.
NONE = KG + "none"
UNIT = "\x1f"

LANGUAGES = ("en", "nn", "nb")
FALLBACK = {"en": ("en", "nn", "nb"), "nn": ("nn", "nb", "en"), "nb": ("nb", "nn", "en")}


class Iri(str):
    """The name of a thing, as opposed to a text that happens to look like one."""

    __slots__ = ()


Term = Iri | str | int | Decimal | float | bool | date | None


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A value as RDF writes it: its text, and the IRI of its datatype or the tag of its language."""

    text: str
    datatype: str = XSD + "string"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Triple:
    """A statement of RDF: subject, predicate, object."""

    subject: Iri
    predicate: Iri
    object: Iri | Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text in each language; one that is missing is read in the next best.

    >>> Text(en="measure", nn="tiltak")["nb"]
    'tiltak'
    """

    en: str = ""
    nn: str = ""
    nb: str = ""

    def __getitem__(self, language: str) -> str:
        return next((text for tag in FALLBACK[language] if (text := getattr(self, tag))), "")

    def __bool__(self) -> bool:
        return bool(self.en or self.nn or self.nb)


def derived(predicate: str, *, stated: bool) -> str:
    """The predicate itself, or its twin that holds over stated links only.

    >>> derived(KG + "thread", stated=True)
    'https://w3id.org/kgraph/ns#statedThread'
    """
    if not stated:
        return predicate
    cut = max(predicate.rfind("#"), predicate.rfind("/")) + 1
    local = predicate[cut:]
    return f"{predicate[:cut]}stated{local[:1].upper()}{local[1:]}"


def name_in(language: str) -> str:
    """The predicate that holds the one name to show for a thing in a language.

    >>> name_in("nn")
    'https://w3id.org/kgraph/ns#nameNn'
    """
    return f"{KG}name{language.capitalize()}"
