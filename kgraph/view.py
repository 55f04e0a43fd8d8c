"""The project as a plugin sees it; `kgraph.viewing` fulfils it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from kgraph.answer import Answer, Basis, Thing
from kgraph.gap_rules import GapRule, Gaps
from kgraph.property_graph import PropertyGraph
from kgraph.recipe import Recipe
from kgraph.saved_file import Saved
from kgraph.terms import Triple
from kgraph.vocabulary import Kind, Vocabulary


class View(Protocol):
    """The project as a plugin sees it: it asks questions of it, and uses what other plugins give by name.

    A view may be narrowed to one plan: `property_graph`, `triples` and `gaps` are then of that part alone, while
    questions are always asked of the whole graph. It may be narrowed to chosen things too, which `gaps` takes no notice
    of; narrowed several times, it is what all of these have in common.
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
    def part(self) -> str:
        """What the view is narrowed to, in the reader's language; empty where it is the whole."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The kinds, links and fields, with their names in each language."""

    def of_plan(self, name: str) -> "View":
        """The view narrowed to a plan, by its code or name, or by what stands before the colon of its code.

        Raises:
            KgraphError: there is no such plan.
        """

    def of_question(self, question: str, **parameters: str) -> "View":
        """The view narrowed to the things in the cells of an answer and the links among them; of chains, their links.

        Raises:
            QuestionError: the question cannot be understood.
            KgraphError: the answer has no things.
        """

    def around(self, name: str, depth: int) -> "View":
        """The view narrowed to the things that at most so many links lie between them and a thing.

        Links are walked either way, in all of the project, also where the view is narrowed to a plan.

        Raises:
            QuestionError: nothing is called so, or several things are.
        """

    def of_all(self) -> "View":
        """The view of the whole project, narrowed to nothing."""

    def supposing(self, question: str, **parameters: str) -> "View":
        """The view of the project as a question that begins with *suppose* would have it; nothing of it is kept.

        Raises:
            QuestionError: the question cannot be understood.
            QueryError: the graph cannot be copied, or is too large for it.
        """

    def demand_plan(self) -> None:
        """Go on only where the project has a plan.

        Raises:
            KgraphError: it has none yet; says how one is made.
        """

    def on_basis(self, basis: Basis) -> "View":
        """The view on which these links count."""

    def in_own_language(self) -> "View":
        """The view in the language that its texts are in, unless the reader or the project has set one."""

    def in_language(self, language: str) -> "View":
        """The view for a reader of another language: `en`, `nn` or `nb`."""

    @property
    def name(self) -> str:
        """What the project is called."""

    def saved(self) -> Mapping[str, Saved]:
        """The saved questions by name; files that cannot be read are left out."""

    def ask(self, question: str, *, evidence: bool = False, notes: bool = True, **parameters: str) -> Answer:
        """The answer to a question in Spor, in the view's language; parameters are the values of its `$names`.

        Whoever reads the rows alone asks without notes, which cost more than the rows.

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
        """The triples of the project's data, without the ontology and what is derived; ordered.

        Of a narrowed view those about the nodes and edges of its property graph, with the claims on these.
        """

    def graphs(self) -> Mapping[str, Sequence[Triple]]:
        """The same triples by the named graph, the source file, that says them; what several say is in each of them."""

    def property_graph(self) -> PropertyGraph:
        """The things and their links as nodes and edges, named in the view's language."""

    def gaps(self, *, kind: str | None = None, rules: Iterable[str] | None = None, on: date | None = None) -> Gaps:
        """The gaps that every plugin's rules find, those judged not relevant apart.

        Args:
            kind: only gaps in things of this kind, by its word in any language.
            rules: only these, by name.
            on: the day on which they are looked for, which decides what is over; without it, today.

        Raises:
            KgraphError: there is no such kind or rule.
        """

    def gap_rules(self) -> Mapping[str, GapRule]:
        """Every plugin's gap rules by name."""

    def export(self, name: str) -> bytes:
        """What an exporter of any plugin writes.

        Raises:
            KgraphError: there is no such exporter.
        """

    def analyse(self, name: str, **parameters: str) -> Answer:
        """What an analysis of any plugin finds.

        Raises:
            KgraphError: there is no such analysis or parameter.
        """
