"""A project, loaded: the one door for the command line, notebooks and programs."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from kgraph.answer import Answer, Basis
from kgraph.asking import answer
from kgraph.compiled import Asked, compiled, stages_of
from kgraph.recipe import Change, Recipe, Stage
from kgraph.stored import StoredGraph

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kgraph.checking import Report
    from kgraph.engines import Engine
    from kgraph.gap_rules import Gaps
    from kgraph.property_graph import PropertyGraph
    from kgraph.pushing import Pushed
    from kgraph.registry import Registry
    from kgraph.viewing import ProjectView


class Workspace(StoredGraph):
    """A project whose graph can be asked questions.

    >>> from kgraph.project import open_project
    >>> w = Workspace(open_project(None))
    >>> len(w.ask("SDG goals"))
    17
    """

    # ---- questions

    def ask(
        self,
        question: str,
        *,
        language: str | None = None,
        basis: Basis = "all",
        evidence: bool = False,
        notes: bool = True,
        parameters: Mapping[str, str] | None = None,
    ) -> Answer:
        """The answer to a question in Spor.

        Args:
            question: in English, Nynorsk or Bokmål.
            language: of the answer; without it the workspace's, or else the question's.
            basis: `stated` counts only the links that a document states.
            evidence: add the column of evidence to rows.
            notes: say what the rows rest on, and why there are none; programs that read the rows alone go without,
                and have them in a third of the time.
            parameters: the values of the question's `$names`: codes, names, numbers, years or days, as text.

        Raises:
            QuestionError: the question cannot be understood; its text says where and how to mend it.
        """
        asked = Asked(question, language, basis, evidence, tuple(sorted((parameters or {}).items())))
        found = self._asked(asked, notes=notes)
        return replace(found, within=partial(self._narrowed, found, basis))

    def _asked(self, asked: Asked, *, notes: bool) -> Answer:
        recipe = compiled(self, asked)
        if not notes:
            recipe = replace(recipe, stated=None, remarks=())
        if recipe.changes:
            from kgraph.overlay import before_and_after

            return before_and_after(recipe, self._copy, self.vocabulary, self._answer)
        found = self._answer(recipe, self.engine)
        if notes and found.is_empty:
            from kgraph.emptiness import explained

            return explained(found, stages_of(self, asked), self.engine)
        return found

    def _narrowed(self, answer: Answer, basis: Basis) -> "ProjectView":
        return self.view(basis=basis, language=answer.language).of_answer(answer)

    def _answer(self, recipe: Recipe, engine: "Engine") -> Answer:
        if recipe.form in {"why", "route"}:
            from kgraph.explaining import chain_answer

            return chain_answer(recipe, engine, self.vocabulary)
        return answer(recipe, engine)

    def recipe(
        self,
        question: str,
        *,
        language: str | None = None,
        basis: Basis = "all",
        evidence: bool = False,
        parameters: Mapping[str, str] | None = None,
    ) -> Recipe:
        """How a question is answered: canonical text, links chosen, SPARQL.

        Raises:
            QuestionError: as `ask`.
            ValueError: there is no such basis or language.
        """
        return compiled(self, Asked(question, language, basis, evidence, tuple(sorted((parameters or {}).items()))))

    def stages(self, question: str, **how: Any) -> tuple[Stage, ...]:
        """The conditions of a question one by one, each with how many things it leaves; none for cards and chains.

        Args:
            question: as `ask`.
            how: as `ask` takes them.

        Raises:
            QuestionError: as `ask`.
        """
        parameters = tuple(sorted((how.pop("parameters", None) or {}).items()))
        return stages_of(self, Asked(question, **how, parameters=parameters))

    def why(self, start: str, end: str, verb: str | None = None, *, language: str | None = None) -> Answer:
        """The shortest chains between two things, by their codes or names: of any links, or of a verb's.

        Raises:
            QuestionError: a name is unknown, or the verb does not fit.
        """
        from kgraph.explaining import why_question

        return self.ask(why_question(start, end, verb, language or self.default_language), language=language)

    def supposing(self, question: str, **how: Any) -> "Workspace":
        """The project as it would be if what a question supposes were so, on a copy of the graph; nothing is kept.

        Args:
            question: one that begins with *suppose*; of any other it is the project as it is.
            how: `language`, `basis` and `parameters` as `ask` takes them.

        Raises:
            QuestionError: as `ask`.
            QueryError: the graph cannot be copied, or is too large for it.
        """
        recipe = self.recipe(question, **how)
        return _Supposed(self, recipe.changes, recipe.language) if recipe.changes else self

    # ---- what plugins give

    @cached_property
    def registry(self) -> "Registry":
        """The plugins: shipped, installed, and the project's own where they are trusted."""
        from kgraph.registry import Registry

        return Registry(self.project, self.default_language)

    def view(self, plan: str | None = None, *, basis: Basis = "all", language: str | None = None) -> "ProjectView":
        """The workspace as plugins see it; of one plan, by its code or name.

        Raises:
            KgraphError: there is no such plan.
        """
        from kgraph.viewing import ProjectView

        found = ProjectView(self, language or self.default_language, basis)
        return found if plan is None else found.of_plan(plan)

    def gaps(self, plan: str | None = None, **how: Any) -> "Gaps":
        """The gaps in the plans, or in one: what is wanted and nothing serves, those judged not relevant apart.

        Args:
            plan: its code or name.
            how: `kind`, `rules` and `on` as `kgraph.plugin.View.gaps` has them, `basis` and `language` as `ask`.

        Raises:
            KgraphError: there is no such plan, kind or rule.
        """
        wanted = {name: how.pop(name) for name in ("kind", "rules", "on") if name in how}
        return self.view(plan, **how).gaps(**wanted)

    def analyse(self, name: str, plan: str | None = None, **parameters: str) -> Answer:
        """What an analysis finds; `kgraph analyse` lists them.

        Raises:
            KgraphError: there is no such analysis, parameter or plan.
        """
        return self.view(plan).analyse(name, **parameters)

    @cached_property
    def graphs(self) -> "dict[tuple[str, Basis, str | None], PropertyGraph]":
        """The graphs that were flattened before, by language, basis and the IRI of a plan; `view` makes them."""
        return {}

    def coverage(self, rows: str, columns: str, plan: str | None = None, *, count: str = "", **how: Any) -> Answer:
        """Which things of one kind hang together with which of another, cell by cell.

        Args:
            rows: a kind, by its word in any language.
            columns: another.
            plan: its code or name.
            count: the kind that is counted in the cells; without it measures, or where these are a side the links.
            how: `basis` and `language` as `ask`.

        Raises:
            KgraphError: there is no such plan or kind; or no link joins them.
        """
        return self.view(plan, **how).analyse("coverage", rows=rows, columns=columns, count=count)

    def plan(self, name: str, **how: Any) -> Answer:
        """A plan from top to bottom: of each part, what it has of measures, budgets, owners and SDG goals.

        Args:
            name: its code or name.
            how: `basis` and `language` as `ask`.

        Raises:
            KgraphError: there is no such plan.
        """
        from kgraph.showing.trees import plan_answer

        return plan_answer(self.view(**how), name)

    def property_graph(self, plan: str | None = None, **how: Any) -> "PropertyGraph":
        """The things and their links as nodes and edges, of the whole or of one plan; `to_networkx()` makes a graph."""
        return self.view(plan, **how).property_graph()

    def to_networkx(self, plan: str | None = None, *, flat: bool = False, **how: Any) -> "networkx.MultiDiGraph[str]":
        """The same as a graph of networkx, as `PropertyGraph.to_networkx` makes it.

        Args:
            plan: its code or name.
            flat: whether every value is one text, number or truth, so that `networkx.write_graphml`, `write_gexf` and
                `node_link_data` can write the graph; nodes are then named by their codes.
            how: `basis` and `language` as `ask`.

        Raises:
            KgraphError: there is no such plan.
        """
        graph = self.property_graph(plan, **how)
        if not flat:
            return graph.to_networkx()
        from kgraph.flat_graph import flat as flattened
        from kgraph.flat_networkx import as_networkx

        return as_networkx(flattened(graph))

    # ---- the graph

    def sparql(self, query: str) -> Answer:
        """The answer to a SPARQL query: SELECT, ASK, CONSTRUCT or DESCRIBE, reading only.

        Raises:
            QueryError: it cannot be read, or would write or leave this machine.
        """
        from kgraph.raw import sparql

        return sparql(self.engine, query, self.default_language)

    def check(self) -> "Report":
        """The faults in the data, and against the shapes where pySHACL is installed."""
        from kgraph.building import read_sources
        from kgraph.checking import check

        # As written, since what does not fit its field is left out of the built graph.
        quads = read_sources(self.project.sources(), self.default_language)
        # The files' own words, whatever a server holds.
        here = self if self._server is None else Workspace(self.project, self.language, default=self._default)
        return check(self.project, quads, here.vocabulary, self.default_language)

    def push(self, endpoint: str, *, update: bool = False) -> "Pushed":
        """Put the graph on a server, in place of what an earlier push has put there; `store=` asks it.

        Args:
            endpoint: the address of the SPARQL 1.1 Graph Store Protocol.
            update: whether it is that of SPARQL Update instead.

        Raises:
            StoreError: the server does not take it; what is there then is noticed as not whole.
        """
        from kgraph.pushing import push

        return push(self.named_graphs(), self.key, endpoint, update=update, language=self.default_language)

    def to_rdflib(self) -> "rdflib.Dataset":
        """The graph as an rdflib dataset, each source in its named graph."""
        import rdflib

        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=self._copy.dump(), format="nquads")
        return dataset


class _Supposed(Workspace):
    """A project as it would be: the graph is another one, all else is the same."""

    def __init__(self, origin: Workspace, changes: tuple[Change, ...], language: str) -> None:
        from kgraph.overlay import overlaid

        super().__init__(origin.project, origin.language, default=origin.default_language)
        self.registry = origin.registry
        self.key = f"{origin.key} {changes!r}"
        self._copy = overlaid(origin._copy, changes, origin.vocabulary, language)  # noqa: SLF001
