"""The plugin contract: the hooks that a plugin may have, and the values that they return.

A plugin is a Python file or a folder with an `__init__.py`. It imports this module and what lies below it, marks each
of its hooks with `@hook`, and returns lists; it registers nothing and inherits from nothing:

    from kgraph.plugin import Analysis, Answer, Text, View, hook

    @hook
    def analyses() -> list[Analysis]:
        return [Analysis("longest-name", title=Text(en="Which measure has the longest name?"), run=longest_name)]

Kinds, links and fields that a plugin adds to the question language stand in Turtle files beside it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pluggy

from kgraph.answer import Answer, Basis, Cell, Column, Evidence, Note, Row, Thing
from kgraph.dossier import Dossier, Shown
from kgraph.errors import KgraphError, Problem
from kgraph.flat_graph import Loss
from kgraph.gap_rules import Gap, GapRule, Gaps, NotRelevant, Severity, gap_rules_in
from kgraph.property_graph import Edge, Node, PropertyGraph
from kgraph.recipe import Recipe
from kgraph.terms import Iri, Literal, Text, Triple
from kgraph.view import View
from kgraph.vocabulary import Kind, Vocabulary

if TYPE_CHECKING:
    import click

NAMESPACE = "kgraph"
hook = pluggy.HookimplMarker(NAMESPACE)
_specification = pluggy.HookspecMarker(NAMESPACE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that an analysis may be given; without a default it must be."""

    name: str
    what: Text
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """A statement of the project that an edited file no longer makes."""

    triple: Triple


@dataclass(frozen=True, slots=True)
class Missing:
    """A thing, or a claim, that a file was written with and has no more; it is removed where the user asks for that."""

    iri: Iri


@dataclass(frozen=True, slots=True)
class Importer:
    """Reads files of another form into triples; what it cannot read comes as problems beside them.

    `read` gets the file and yields what it finds; what a problem says stands in its `texts` in each language. It raises
    a KgraphError where the file is not of its form at all.

    An importer that `edits` reads files that the project itself was written to: its `read` gets the file and the view,
    and yields the triples that are new, `Gone` for those that are no more, and `Missing` for things that are left out.

    Where several importers read files of one ending, those are asked first that have `fits`: whether a file looks as if
    it were of their form.

    A form whose files hold millions of statements has `lines` beside `read`: what it yields is the same, the statements
    as lines of canonical N-Triples, many at a time. Python then makes no value of each.
    """

    name: str
    suffixes: tuple[str, ...]
    what: Text
    read: Callable[..., Iterable[Triple | Gone | Missing | Problem]]
    edits: bool = False
    fits: Callable[[Path], bool] | None = None
    lines: Callable[[Path], Iterable[bytes | Problem]] | None = None


@dataclass(frozen=True, slots=True)
class Exporter:
    """Writes the graph of a view in another form; tells what that form could not hold.

    `write` gets the view and a file opened for bytes. Where the form holds `one_plan` alone, it raises a KgraphError on
    a view that is narrowed to none of several. A form that shows `whole_plans` cannot be narrowed to chosen things.
    """

    name: str
    suffix: str
    what: Text
    write: Callable[[View, IO[bytes]], Iterable[Loss]]
    one_plan: bool = False
    whole_plans: bool = False


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
        """Commands of `kgraph`; each gets the view as its context's `obj` and returns what it found.

        That is an Answer, a Dossier, a Shown or a text.

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
    "Gone",
    "Hooks",
    "Importer",
    "Iri",
    "KgraphError",
    "Kind",
    "Literal",
    "Loss",
    "Missing",
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
    "Shown",
    "Text",
    "Thing",
    "Triple",
    "View",
    "Vocabulary",
    "gap_rules_in",
    "hook",
]  # fmt: skip
