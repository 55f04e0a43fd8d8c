"""The view that plugins get of a workspace: the whole of it, or one plan."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kgraph.answer import Answer, Basis, Note, Thing
from kgraph.errors import KgraphError, QuestionError, Span
from kgraph.messages import say
from kgraph.terms import GRAPH, LANGUAGES, SDG, Literal, Triple

if TYPE_CHECKING:
    from datetime import date

    from kgraph.plugin import Analysis, GapRule, Gaps, PropertyGraph
    from kgraph.recipe import Recipe
    from kgraph.registry import Registry
    from kgraph.saved_file import Saved
    from kgraph.selection import Selection
    from kgraph.spor.meaning.names import Candidate
    from kgraph.vocabulary import Kind, Vocabulary
    from kgraph.workspace import Workspace


def _is_data(graph: str) -> bool:
    """Whether a named graph is a source of data: no words, nothing derived."""
    return graph.startswith((f"{GRAPH}data/", f"{GRAPH}own-data/"))


@dataclass(frozen=True)
class ProjectView:
    """A workspace as plugins see it (`kgraph.plugin.View` says what each method gives)."""

    workspace: "Workspace"
    language: str
    basis: Basis = "all"
    plan: Thing | None = None
    chosen: tuple["Selection", ...] = ()

    @property
    def part(self) -> str:
        """What the view is narrowed to, in words."""
        stated = (say(self.language, "part_stated"),) if self.basis == "stated" else ()
        return " · ".join((*([str(self.plan)] if self.plan else []), *(each.words for each in self.chosen), *stated))

    @property
    def vocabulary(self) -> "Vocabulary":
        """The words that questions may use."""
        return self.workspace.vocabulary

    @property
    def registry(self) -> "Registry":
        """The plugins."""
        return self.workspace.registry

    def of_plan(self, name: str) -> "ProjectView":
        """The view narrowed to a plan.

        Raises:
            KgraphError: there is no such plan.
        """
        plans = self.ask("plans", notes=False).things()
        # A plan's code, sogn:plan, is also known by what stands before the colon.
        wanted = {name.casefold(), f"{name}:plan".casefold()}
        named = [plan for plan in plans if {(plan.code or "").casefold(), plan.label.casefold()} & wanted]
        if not named and (found := self._things_called(name)):
            named = [plan for plan in plans if plan.iri in found]
        if len(named) == 1:
            return replace(self, plan=named[0])
        hint = " · ".join(str(plan) for plan in named or plans)
        raise KgraphError(say(self.language, "no_plan", name=name), hint=hint, language=self.language)

    def of_question(self, question: str, **parameters: str) -> "ProjectView":
        """The view narrowed to the things in the cells of an answer.

        Raises:
            KgraphError: the answer has none.
        """
        answer = self.ask(question, evidence=False, notes=False, **parameters)
        return self.of_answer(replace(answer, question=question))

    def of_answer(self, answer: Answer) -> "ProjectView":
        """The view narrowed to the things in the cells of an answer that is there already.

        Raises:
            KgraphError: the answer has none.
        """
        from kgraph.selection import of_answer

        return replace(self, chosen=(*self.chosen, of_answer(answer.question, answer, self.vocabulary)))

    def around(self, name: str, depth: int) -> "ProjectView":
        """The view narrowed to the things near one."""
        from kgraph.selection import around

        graph = self.of_all().property_graph()
        return replace(self, chosen=(*self.chosen, around(graph, self.thing(name), depth, self.language)))

    def of_things(self, names: Iterable[str]) -> "ProjectView":
        """The view narrowed to these things, by their IRIs, codes or names, and the links among them.

        Raises:
            QuestionError: nothing is called so, or several things are.
        """
        from kgraph.selection import named

        found = named(self.of_all().property_graph(), names, lambda name: self.thing(name).iri, self.language)
        return replace(self, chosen=(*self.chosen, found))

    def surely(self, least: str) -> "ProjectView":
        """The view narrowed to the links that are stated, or inferred with at least this confidence."""
        from kgraph.selection import surely

        return replace(self, chosen=(*self.chosen, surely(self.of_all().property_graph(), least, self.language)))

    def of_all(self) -> "ProjectView":
        """The view of the whole project."""
        return replace(self, plan=None, chosen=())

    def supposing(self, question: str, **parameters: str) -> "ProjectView":
        """The view of the graph as a question supposes it."""
        how = {"language": self.language, "basis": self.basis, "parameters": parameters}
        return replace(self, workspace=self.workspace.supposing(question, **how))

    def demand_plan(self) -> None:
        """Go on only where the project has a plan."""
        if not self.of_all().ask("plans", notes=False):
            hint = say(self.language, "no_plan_yet_hint")
            raise KgraphError(say(self.language, "no_plan_yet"), hint=hint, language=self.language)

    def on_basis(self, basis: Basis) -> "ProjectView":
        """The view on which these links count."""
        return replace(self, basis=basis)

    def in_own_language(self) -> "ProjectView":
        """The view in the language of most of its texts, unless the reader or the project has set one."""
        if self.workspace.language or self.workspace.project.language:
            return self
        from collections import Counter

        # The goals of the UN come with kgraph in all languages, and are no plan's own texts.
        own = (each for each in self.triples() if not each.subject.startswith(SDG))
        tags = (each.object.language for each in own if isinstance(each.object, Literal))
        found = Counter(tag for tag in tags if tag in LANGUAGES).most_common(1)
        return self.in_language(found[0][0]) if found else self

    def in_language(self, language: str) -> "ProjectView":
        """The view for a reader of another language."""
        view = replace(self, language=language)
        # The plan's name is said in the new language.
        return view if view.plan is None else replace(view, plan=None).of_plan(view.plan.reference)

    @property
    def name(self) -> str:
        """What the project calls itself; else its folder's name, or ours."""
        project = self.workspace.project
        return project.name or (project.root.name if project.root and not project.is_shipped else "kgraph")

    def saved(self) -> "dict[str, Saved]":
        """The saved questions by name."""
        from kgraph.saved import saved_questions

        return saved_questions(self.workspace.project, self.language, [])

    def _things_called(self, name: str) -> "dict[str, Candidate]":
        from kgraph.spor.reading.lexicon import normal

        return {each.iri: each for each in self.workspace.names.find(normal(name), self.language)}

    def ask(self, question: str, *, evidence: bool = False, notes: bool = True, **parameters: str) -> Answer:
        """As `Workspace.ask`."""
        return self.workspace.ask(
            question, language=self.language, basis=self.basis, evidence=evidence, notes=notes, parameters=parameters
        )

    def recipe(self, question: str, **parameters: str) -> "Recipe":
        """As `Workspace.recipe`."""
        return self.workspace.recipe(question, language=self.language, basis=self.basis, parameters=parameters)

    def sparql(self, query: str) -> Answer:
        """As `Workspace.sparql`, named in the view's language."""
        from kgraph.raw import sparql

        return sparql(self.workspace.engine, query, self.language)

    def kind(self, word: str) -> "Kind":
        """The kind that is called so, in any language."""
        from kgraph.kinds import kind_called

        return kind_called(word, self.vocabulary, self.language)

    def thing(self, name: str) -> Thing:
        """The thing of a code or a name."""
        from kgraph.describing import things

        found = self._things_called(name)
        if len(found) == 1:
            return things(self.workspace.engine, found, self.language)[next(iter(found))]
        if found:
            hint = " · ".join(f"{each.code} ({each.label})" for each in found.values())
            message = say(self.language, "several_things", name=name, number=len(found))
        else:
            from kgraph.spor.wording import nearest

            hint = " · ".join(nearest(name, list(self.workspace.names.keys()), most=3))
            message = say(self.language, "unknown_name", name=name)
        raise QuestionError(message, Span(0, len(name)), hint=hint, language=self.language).within(name)

    def triples(self) -> Iterator[Triple]:
        """The triples of the project's data; of a narrowed view those about its property graph alone."""
        # What two sources say is said once.
        every = dict.fromkeys(triple for _, triple in self.workspace.engine.quads(_is_data))
        if self.plan is None and self.basis == "all" and not self.chosen:
            return iter(every)
        from kgraph.flattening import narrowed

        return narrowed(every, self.property_graph(), self.vocabulary, self.basis, closed=bool(self.chosen))

    def graphs(self) -> dict[str, list[Triple]]:
        """The same triples by the named graph that says them."""
        kept = set(self.triples())
        found: dict[str, list[Triple]] = {}
        for graph, triple in self.workspace.engine.quads(_is_data):
            if triple in kept:
                found.setdefault(graph, []).append(triple)
        return found

    def property_graph(self) -> "PropertyGraph":
        """Things and links as nodes and edges."""
        return self._graph

    @cached_property
    def _graph(self) -> "PropertyGraph":
        """Before things are chosen it is made once: whoever explores narrows the same graph again and again."""
        from kgraph.flattening import flattened

        plan = self.plan.iri if self.plan else None
        made, key = self.workspace.graphs, (self.language, self.basis, plan)
        if key not in made:
            made[key] = flattened(self.workspace.engine, self.vocabulary, self.language, self.basis, plan)
        graph = made[key]
        if not self.chosen:
            return graph
        from kgraph.selection import part

        return part(graph, self.chosen, self.language)

    # ---- what plugins give

    def gap_rules(self) -> "Mapping[str, GapRule]":
        """Every gap rule by name."""
        return self.registry.given("gap_rules")

    def gaps(self, *, kind: str | None = None, rules: Iterable[str] | None = None, on: "date | None" = None) -> "Gaps":
        """The gaps that the rules find."""
        from kgraph.gaps import find_gaps

        every = self.gap_rules()
        chosen = every if rules is None else {name: self.registry.find("gap_rules", name) for name in rules}
        kinds = None
        if kind is not None:
            wanted = self.vocabulary.subkinds[self.kind(kind).iri]
            kinds = frozenset(self.vocabulary.kinds[each].local for each in wanted)
        here = self.workspace
        key = f"{here.key}\n{here.default_language}\n{here.definitions}"
        return find_gaps(self, here.engine, chosen, kinds=kinds, on=on, key=key)

    def analyse(self, name: str, **parameters: str) -> Answer:
        """What an analysis finds; why it matters, how it is read and on which basis stand among its notes."""
        analysis: Analysis = self.registry.find("analyses", name)
        answer = analysis.run(self, self._values(analysis, parameters))
        about = [
            Note(code, text[self.language])
            for code, text in (("why", analysis.why), ("reading", analysis.reading))
            if text
        ]
        if self.basis == "stated":
            about.append(Note("stated_alone", say(self.language, "note_stated_alone")))
        return replace(answer, notes=(*about, *answer.notes))

    def export(self, name: str) -> bytes:
        """What an exporter writes."""
        from io import BytesIO

        file = BytesIO()
        for _loss in self.registry.find("exporters", name).write(self, file):
            pass
        return file.getvalue()

    def _values(self, analysis: "Analysis", given: Mapping[str, str]) -> dict[str, str]:
        known = {each.name: each for each in analysis.parameters}
        unknown = [name for name in given if name not in known]
        lacking = [name for name, each in known.items() if each.default is None and name not in given]
        if unknown or lacking:
            key = "analysis_unknown" if unknown else "analysis_lacking"
            hint = " · ".join(f"--param {name}=({each.what[self.language]})" for name, each in known.items())
            message = say(self.language, key, analysis=analysis.name, name=(unknown or lacking)[0])
            raise KgraphError(message, hint=hint or say(self.language, "analysis_plain"), language=self.language)
        return {**{name: each.default for name, each in known.items() if each.default is not None}, **given}
