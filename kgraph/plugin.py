"""The plugin contract: the hooks that a plugin may have, and the values that they return.

A plugin is a Python file or a folder with an `__init__.py`. It imports this module and what lies below it, marks each
of its hooks with `@hook`, and returns lists; it registers nothing and inherits from nothing:

    from kgraph.plugin import Analysis, Answer, Text, View, hook

    @hook
    def analyses() -> list[Analysis]:
        return [Analysis("longest-name", title=Text(en="Which measure has the longest name?"), run=longest_name)]

Kinds, links and fields that a plugin adds to the question language stand in Turtle files beside it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

import pluggy

from kgraph.answer import Answer, Basis, Cell, Column, Evidence, Note, Row, Thing
from kgraph.dossier import Dossier
from kgraph.errors import KgraphError, Problem
from kgraph.gap_rules import Gap, GapRule, Gaps, NotRelevant, Severity, gap_rules_in
from kgraph.property_graph import Edge, Node, PropertyGraph
from kgraph.recipe import Recipe
from kgraph.terms import Iri, Literal, Text, Triple
from kgraph.vocabulary import Kind, Vocabulary

if TYPE_CHECKING:
    import click

NAMESPACE = "kgraph"
hook = pluggy.HookimplMarker(NAMESPACE)
_specification = pluggy.HookspecMarker(NAMESPACE)


class View(Protocol):
    """The project as a plugin sees it: it asks questions of it, and uses what other plugins give by name.

    A view may be narrowed to one plan: `property_graph`, `triples` and `gaps` are then of that part alone, while
    questions are always asked of the whole graph.
    """

    @property
    def language(self) -> str:
        """The language of the reader: `en`, `nn` or `nb`."""

    @property
    def basis(self) -> Basis:
        """Which links count: `all`, or `stated` alone."""

    @property
    def plan(self) -> Thing | None:
        """The plan that the view is narrowed to."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The kinds, links and fields, with their names in each language."""

    def of_plan(self, name: str) -> "View":
        """The view narrowed to a plan, by its code or name, or by what stands before the colon of its code.

        Raises:
            KgraphError: there is no such plan.
        """

    def on_basis(self, basis: Basis) -> "View":
        """The view on which these links count."""

    def ask(self, question: str, *, evidence: bool = False, **parameters: str) -> Answer:
        """The answer to a question in Spor, in the view's language; parameters are the values of its `$names`.

        Raises:
            QuestionError: the question cannot be understood.
        """

    def recipe(self, question: str, **parameters: str) -> Recipe:
        """How a question is answered: its canonical text, the links chosen, the SPARQL.

        Raises:
            QuestionError: the question cannot be understood.
        """

    def sparql(self, query: str) -> Answer:
        """The answer to a SPARQL query that only reads, for what Spor cannot say.

        Raises:
            QueryError: it cannot be read, or would write or leave this machine.
        """

    def kind(self, word: str) -> Kind:
        """The kind of a word in any language, singular or plural.

        Raises:
            KgraphError: there is none; the hint says which are called nearly so.
        """

    def thing(self, name: str) -> Thing:
        """The thing of a code or a name.

        Raises:
            QuestionError: nothing is called so, or several things are.
        """

    def triples(self) -> Iterator[Triple]:
        """The triples of the project's own data, without the ontology and what is derived; ordered."""

    def property_graph(self) -> PropertyGraph:
        """The things and their links as nodes and edges, named in the view's language."""

    def gaps(self, *, kind: str | None = None, rules: Iterable[str] | None = None) -> Gaps:
        """The gaps that every plugin's rules find, those judged not relevant apart.

        Args:
            kind: only gaps in things of this kind, by its word in any language.
            rules: only these, by name.

        Raises:
            KgraphError: there is no such kind or rule.
        """

    def gap_rules(self) -> Mapping[str, GapRule]:
        """Every plugin's gap rules by name."""

    def analyse(self, name: str, **parameters: str) -> Answer:
        """What an analysis of any plugin finds.

        Raises:
            KgraphError: there is no such analysis or parameter.
        """


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that an analysis may be given; without a default it must be."""

    name: str
    what: Text
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Importer:
    """Reads files of another form into triples; what it cannot read comes as problems beside them.

    `read` gets the file and yields what it finds. It raises a KgraphError where the file is not of its form at all.
    """

    name: str
    suffixes: tuple[str, ...]
    what: Text
    read: Callable[[Path], Iterable[Triple | Problem]]


@dataclass(frozen=True, slots=True)
class Loss:
    """What a format could not hold, and of how many."""

    what: Text
    count: int


@dataclass(frozen=True, slots=True)
class Exporter:
    """Writes the graph of a view in another form; tells what that form could not hold.

    `write` gets the view and a file opened for bytes.
    """

    name: str
    suffix: str
    what: Text
    write: Callable[[View, IO[bytes]], Iterable[Loss]]


@dataclass(frozen=True, slots=True)
class Renderer:
    """Shows answers in another form: one answer, or several that belong together."""

    name: str
    suffix: str
    what: Text
    render: Callable[[Sequence[Answer]], str | bytes]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Answers a question that Spor cannot say.

    `run` gets the view and the values of the parameters by name; the defaults are filled in.
    """

    name: str
    title: Text
    run: Callable[[View, Mapping[str, str]], Answer]
    why: Text = field(default_factory=Text)
    reading: Text = field(default_factory=Text)
    parameters: tuple[Parameter, ...] = ()


class Hooks:
    """Every hook that there is; a plugin has those it needs."""

    @_specification
    def importers(self) -> list[Importer]:
        """Forms that `kgraph import` reads."""
        raise NotImplementedError

    @_specification
    def exporters(self) -> list[Exporter]:
        """Forms that `kgraph export` writes."""
        raise NotImplementedError

    @_specification
    def renderers(self) -> list[Renderer]:
        """Formats of answers, for `--format` and `--output`."""
        raise NotImplementedError

    @_specification
    def analyses(self) -> list[Analysis]:
        """What `kgraph analyse` runs."""
        raise NotImplementedError

    @_specification
    def gap_rules(self) -> list[GapRule]:
        """What `kgraph gaps` looks for."""
        raise NotImplementedError

    @_specification
    def commands(self) -> list["click.Command"]:
        """Commands of `kgraph`; each gets the view as its context's `obj` and returns an Answer, a Dossier or a text.

        kgraph adds `--project`, `--lang`, `--format` and `--output`, and writes what is returned.
        """
        raise NotImplementedError


__all__ = [
    "Analysis",
    "Answer",
    "Basis",
    "Cell",
    "Column",
    "Dossier",
    "Edge",
    "Evidence",
    "Exporter",
    "Gap",
    "GapRule",
    "Gaps",
    "Hooks",
    "Importer",
    "Iri",
    "KgraphError",
    "Kind",
    "Literal",
    "Loss",
    "Node",
    "NotRelevant",
    "Note",
    "Parameter",
    "Problem",
    "PropertyGraph",
    "Recipe",
    "Renderer",
    "Row",
    "Severity",
    "Text",
    "Thing",
    "Triple",
    "View",
    "Vocabulary",
    "gap_rules_in",
    "hook",
]  # fmt: skip
