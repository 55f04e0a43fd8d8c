"""Fill the tables of ontology/README.md from the ontology's own files: `python docs/make_ontology_readme.py`.

The text between the tables is written by hand in that page; each table stands between a pair of marks, such as
`<!-- kinds -->` and `<!-- end kinds -->`. A test says when the page is out of date.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from kgraph.building import vocabulary_of
from kgraph.closure import rules
from kgraph.engines.embedded import parse
from kgraph.terms import KG, LANGUAGES, OWL, RDF, RDFS, SKOS
from kgraph.vocabulary import Field, Kind, Link, Vocabulary

ONTOLOGY = Path(__file__).parents[1] / "ontology"
PAGE = ONTOLOGY / "README.md"
WORDS = ("kinds.ttl", "links.ttl", "fields.ttl")
PREFIXES = {
    KG: "kg",
    RDF: "rdf",
    RDFS: "rdfs",
    OWL: "owl",
    SKOS: "skos",
    "http://purl.org/dc/terms/": "dct",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "http://www.w3.org/ns/org#": "org",
    "http://www.w3.org/ns/prov#": "prov",
    "http://www.w3.org/ns/oa#": "oa",
    "http://metadata.un.org/sdg/ontology#": "sdgo",
    "urn:ISO:std:iso:17469:tech:xsd:stratml_core#": "stratml",
    "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport#": "stratml2",
}
SH = "http://www.w3.org/ns/shacl#"
Row = tuple[str, ...]


def page(text: str) -> str:
    """The page with its tables made anew."""
    for name, table in tables().items():
        marks = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
        if not marks.search(text):
            raise SystemExit(f"{PAGE}: no place for the table of {name}")
        text = marks.sub(lambda found, made=table: f"{found[1]}\n{made}\n{found[2]}", text)
    return text


def tables() -> dict[str, str]:
    """Every table by its name."""
    files = (str(ONTOLOGY / name) for name in WORDS)
    vocabulary = vocabulary_of(quad for path in files for quad in parse(path, KG))
    return {
        "kinds": table(("word", "English", "Nynorsk", "Bokmål", "is a", "marks", "meaning"), kinds(vocabulary)),
        "links": table(("word", "English", "Nynorsk", "Bokmål", "from", "to", "marks", "meaning"), links(vocabulary)),
        "fields": table(("word", "English", "Nynorsk", "Bokmål", "type", "on", "marks", "meaning"), fields(vocabulary)),
        "choices": table(("of the field", "word", "English", "Nynorsk", "Bokmål"), choices(vocabulary)),
        "rules": table(("rule", "predicate", "holds between a thing and"), derived(vocabulary)),
        "alignments": table(("ours", "is to theirs", "theirs"), alignments()),
        "shapes": table(("shape", "asks that", "else"), shapes()),
    }


def table(headings: Row, rows: Iterable[Row]) -> str:
    """A table in Markdown."""
    lines = [headings, tuple("---" for _ in headings), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in lines)


def short(iri: str) -> str:
    """An IRI with its prefix, as code."""
    space = next(space for space in PREFIXES if iri.startswith(space))
    return f"`{PREFIXES[space]}:{iri[len(space) :]}`"


def several(iris: Iterable[str]) -> str:
    """IRIs in a cell."""
    return ", ".join(short(iri) for iri in sorted(iris)) or "any thing"


def kinds(vocabulary: Vocabulary) -> Iterator[Row]:
    """Each kind, those below it after it."""

    def below(parent: str | None) -> Iterator[Kind]:
        for kind in sorted(vocabulary.kinds.values(), key=lambda each: each.iri):
            if kind.parent == parent:
                yield kind
                yield from below(kind.iri)

    for kind in below(None):
        marks = ["thread"] if kind.on_thread else []
        marks += [f"main link {short(kind.main_link)}"] if kind.main_link else []
        marks += [f"via {short(kind.via)}"] if kind.via else []
        names = (spoken(kind.labels[tag], kind.plurals[tag], kind.others.get(tag, ())) for tag in LANGUAGES)
        above = short(kind.parent) if kind.parent else ""
        yield short(kind.iri), *names, above, ", ".join(marks), kind.comments["en"]


def links(vocabulary: Vocabulary) -> Iterator[Row]:
    """Each link as the data states it, with its inverse."""
    for link in vocabulary.links.values():
        if link.backwards:
            continue
        other = vocabulary.links[str(link.inverse)]
        both = short(link.iri) + ("" if other is link else f" ⇄ {short(other.iri)}")
        names = (link_names(link, tag) + ("" if other is link else f" ⇄ {link_names(other, tag)}") for tag in LANGUAGES)
        yield both, *names, several(link.domain), several(link.range), ", ".join(marks_of(link)), link.comments["en"]


def link_names(link: Link, tag: str) -> str:
    """A link's names in a language: the label, the words after *that*, and what else people say."""
    more = [link.verbs[tag], *link.others.get(tag, ())]
    return spoken(link.labels[tag], *more[:1], more[1:])


def marks_of(link: Link) -> list[str]:
    """What a link is marked with."""
    found = {
        "thread": link.thread,
        "rolls up": link.rolls_up,
        "carried": link.carried,
        "claimed": link.claimed,
        "symmetric": link.inverse == link.iri,
    }
    marks = [name for name, holds in found.items() if holds]
    return [*marks, f"a sort of {short(link.parent)}"] if link.parent else marks


def fields(vocabulary: Vocabulary) -> Iterator[Row]:
    """Each field."""
    for field in vocabulary.fields.values():
        names = (spoken(field.labels[tag], "", field.others.get(tag, ())) for tag in LANGUAGES)
        kind = f"{field.type} ({field.currency})" if field.currency else field.type
        marks = ", ".join(marks_of_field(field))
        yield short(field.iri), *names, kind, several(field.domain), marks, field.comments["en"]


def marks_of_field(field: Field) -> list[str]:
    """What a field is marked with."""
    found = {
        "adds up": field.additive,
        "carried": field.carried,
        "searched": field.searched,
        "derived": field.derived,
    }
    marks = [name for name, holds in found.items() if holds]
    return [*marks, field.time.removeprefix(KG)] if field.time else marks


def choices(vocabulary: Vocabulary) -> Iterator[Row]:
    """Each value of the fields that have a few."""
    for field in vocabulary.fields.values():
        for iri in field.choices if field.iri != RDF + "predicate" else ():
            labels = vocabulary.choices[iri].labels
            yield short(field.iri), short(iri), *(labels[tag] for tag in LANGUAGES)


def spoken(first: str, second: str, others: Iterable[str]) -> str:
    """Names in a cell: the label, then the plural or the verb, then what else people say."""
    names = [first, *([second] if second and second != first else [])]
    more = ", ".join(others)
    return " / ".join(names) + (f" (also {more})" if more else "")


def derived(vocabulary: Vocabulary) -> Iterator[Row]:
    """The rules of the closure."""
    for rule in rules(vocabulary):
        yield rule.name, short(rule.predicate), rule.words


def alignments() -> Iterator[Row]:
    """Each statement of alignments.ttl, in its order, the objects of one relation together."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for quad in parse(str(ONTOLOGY / "alignments.ttl"), KG):
        found[quad.subject.value, quad.predicate.value].append(quad.object.value)
    for (ours, relation), theirs in found.items():
        yield short(ours), short(relation), ", ".join(short(each) for each in theirs)


def shapes() -> Iterator[Row]:
    """Each shape, its message and how grave it is to break it."""
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in parse(str(ONTOLOGY / "shapes.ttl"), KG):
        if getattr(quad.object, "language", "en") in {"en", None}:
            facts[quad.subject.value][quad.predicate.value] = quad.object.value
    for shape, said in facts.items():
        if SH + "message" in said:
            grave = "a warning" if said.get(SH + "severity") == SH + "Warning" else "an error"
            yield short(shape), said[SH + "message"], grave


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
