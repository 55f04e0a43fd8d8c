"""What the sources of a graph say, thing by thing, with the file and the line that say it."""

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kgraph.building import DERIVED
from kgraph.project import Project
from kgraph.terms import FALLBACK, GRAPH, RDF, RDFS, SKOS
from kgraph.vocabulary import Vocabulary

PREFIX = re.compile(r"^\s*@?prefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Value:
    """The object of a triple: an IRI has no datatype; the source is the named graph."""

    text: str
    datatype: str
    tag: str
    source: str


@dataclass(frozen=True)
class Written:
    """The triples of the sources, by subject and predicate; nothing that is derived."""

    about: Mapping[str, Mapping[str, list[Value]]]
    vocabulary: Vocabulary
    language: str

    @staticmethod
    def of(engine: Iterable[Any], vocabulary: Vocabulary, language: str) -> "Written":
        """What a store says, less what was derived."""
        about: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
        for each in engine:
            source = each.graph_name.value
            if source != DERIVED:
                datatype = each.object.datatype.value if hasattr(each.object, "datatype") else ""
                tag = getattr(each.object, "language", None) or ""
                value = Value(_text(each.object), datatype, tag, source)
                about[_text(each.subject)][each.predicate.value].append(value)
        return Written({iri: dict(facts) for iri, facts in sorted(about.items())}, vocabulary, language)

    @cached_property
    def kinds(self) -> dict[str, list[str]]:
        """The kinds of each thing and claim; words of the ontology have none."""
        found = {}
        for iri, facts in self.about.items():
            kinds = [each.text for each in facts.get(RDF + "type", ()) if each.text in self.vocabulary.kinds]
            if kinds:
                found[iri] = kinds
        return found

    def values(self, iri: str, predicate: str) -> list[Value]:
        """The values of a thing's field, or the ends of its links."""
        return self.about.get(iri, {}).get(predicate, [])

    def links(self) -> Iterable[tuple[str, str, Value]]:
        """Every link as it is written, in either direction."""
        for iri, facts in self.about.items():
            for predicate, values in facts.items():
                if predicate in self.vocabulary.links:
                    yield from ((iri, predicate, value) for value in values)

    def source_of(self, iri: str) -> str:
        """The named graph that defines a thing, or else the first that speaks of it."""
        facts = self.about.get(iri, {})
        kinds = facts.get(RDF + "type") or next(iter(facts.values()), [])
        return min((each.source for each in kinds), default="")

    def name(self, iri: str) -> str:
        """A thing as people read it: its name and code, or what there is of them."""
        labels = {each.tag: each.text for each in self.values(iri, RDFS + "label")}
        tags = (*FALLBACK[self.language], *sorted(labels))
        label = next((labels[tag] for tag in tags if tag in labels), "")
        code = min((each.text for each in self.values(iri, SKOS + "notation")), default="")
        return f"{label} ({code})" if label and code else label or code or local(iri)

    def word(self, iri: str) -> str:
        """A word of the ontology by its label."""
        found = self.vocabulary.word(iri)
        return found.label(self.language) if found else local(iri)


def _text(term: Any) -> str:
    """The IRI of a node, the text of a literal; blank nodes start with _: as nothing else does."""
    value: str = term.value
    return f"_:{value}" if str(term).startswith("_:") else value


def local(iri: str) -> str:
    """The last part of an IRI."""
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


class Places:
    """Named graphs to the files they come from, and things to their lines."""

    def __init__(self, project: Project) -> None:
        self._paths = {GRAPH + source.name: source.path for source in project.sources()}
        self._lines: dict[str, tuple[list[str], dict[str, str]]] = {}

    def place(self, source: str, thing: str, other: str = "") -> str:
        """The file of a named graph, and the line where it speaks of the thing (and of the other after it)."""
        path = self._paths.get(source)
        if path is None:
            return local(source)
        line = self._line(path, thing, other) if thing else 0
        shown = os.path.relpath(path)
        shown = path if shown.startswith("..") else shown
        return f"{shown}:{line}" if line else shown

    def _line(self, path: str, thing: str, other: str) -> int:
        lines, prefixes = self._read(path)
        start = re.compile(rf"{_spellings(thing, prefixes)}(?=[\s;.,]|$)")
        after = re.compile(rf"(?<!\S){_spellings(other, prefixes)}(?=[\s;.,]|$)") if other else None
        first, inside = 0, False
        for number, line in enumerate(lines, start=1):
            if start.match(line):
                first, inside = first or number, True
            if inside and after and after.search(line):
                return number
            inside = inside and not line.rstrip().endswith(".")
        return first

    def _read(self, path: str) -> tuple[list[str], dict[str, str]]:
        if path not in self._lines:
            with open(path, encoding="utf-8", errors="replace") as file:
                lines = file.read().split("\n")
            found = (PREFIX.match(line) for line in lines)
            self._lines[path] = lines, {match[2]: match[1] for match in found if match}
        return self._lines[path]


def _spellings(iri: str, prefixes: Mapping[str, str]) -> str:
    """A pattern of the ways a Turtle file can write an IRI."""
    ways = [re.escape(f"<{iri}>")]
    ways += [
        re.escape(f"{prefix}:{iri[len(namespace) :]}")
        for namespace, prefix in prefixes.items()
        if iri.startswith(namespace)
    ]
    return f"(?:{'|'.join(ways)})"
