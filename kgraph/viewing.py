"""The view that plugins get of a workspace: the whole of it, or one plan."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kgraph.answer import Answer, Basis, Note, Thing
from kgraph.errors import KgraphError, QuestionError, Span
from kgraph.messages import say
from kgraph.terms import GRAPH, LANGUAGES, Triple

if TYPE_CHECKING:
    from kgraph.plugin import Analysis, GapRule, Gaps, PropertyGraph
    from kgraph.recipe import Recipe
    from kgraph.registry import Registry
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
        plans = self.ask("plans").things()
        # A plan's code, sogn:plan, is also known by what stands before the colon.
        wanted = {name.casefold(), f"{name}:plan".casefold()}
        named = [plan for plan in plans if {(plan.code or "").casefold(), plan.label.casefold()} & wanted]
        if not named and (found := self._things_called(name)):
            named = [plan for plan in plans if plan.iri in found]
        if len(named) == 1:
            return replace(self, plan=named[0])
        hint = " · ".join(str(plan) for plan in named or plans)
        raise KgraphError(say(self.language, "no_plan", name=name), hint=hint, language=self.language)

    def on_basis(self, basis: Basis) -> "ProjectView":
        """The view on which these links count."""
        return replace(self, basis=basis)

    def _things_called(self, name: str) -> "dict[str, Candidate]":
        from kgraph.spor.reading.lexicon import normal

        return {each.iri: each for each in self.workspace.names.find(normal(name), self.language)}

    def ask(self, question: str, *, evidence: bool = False, **parameters: str) -> Answer:
        """As `Workspace.ask`."""
        return self.workspace.ask(
            question, language=self.language, basis=self.basis, evidence=evidence, parameters=parameters
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
        from kgraph.spor.reading.lexicon import normal

        known: dict[str, Kind] = {}
        for kind in self.vocabulary.kinds.values():
            for tag in LANGUAGES:
                for name in (kind.label(tag), kind.plural(tag), *kind.others.get(tag, ()), kind.local):
                    known.setdefault(normal(name), kind)
        if normal(word) in known:
            return known[normal(word)]
        from rapidfuzz import process

        near = [known[name].label(self.language) for name, _, _ in process.extract(normal(word), list(known), limit=3)]
        hint = " · ".join(dict.fromkeys(near))
        raise KgraphError(say(self.language, "no_kind", word=word), hint=hint, language=self.language)

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
        """The triples of the project's data: of one plan those about its parts."""
        inside = None if self.plan is None else {node.iri for node in self.property_graph().nodes}
        for each in self.workspace.engine.triples(_is_data):
            if inside is None or each.subject in inside:
                yield each

    def property_graph(self) -> "PropertyGraph":
        """Things and links as nodes and edges."""
        from kgraph.flattening import flattened

        plan = self.plan.iri if self.plan else None
        return flattened(self.workspace.engine, self.vocabulary, self.language, self.basis, plan)

    # ---- what plugins give

    def gap_rules(self) -> "Mapping[str, GapRule]":
        """Every gap rule by name."""
        return self.registry.given("gap_rules")

    def gaps(self, *, kind: str | None = None, rules: Iterable[str] | None = None) -> "Gaps":
        """The gaps that the rules find."""
        from kgraph.gaps import find_gaps

        every = self.gap_rules()
        chosen = every if rules is None else {name: self.registry.find("gap_rules", name) for name in rules}
        kinds = None
        if kind is not None:
            wanted = self.vocabulary.subkinds[self.kind(kind).iri]
            kinds = frozenset(self.vocabulary.kinds[each].local for each in wanted)
        return find_gaps(self, self.workspace.engine, chosen, kinds=kinds)

    def analyse(self, name: str, **parameters: str) -> Answer:
        """What an analysis finds, with why it matters and how it is read among its notes."""
        analysis: Analysis = self.registry.find("analyses", name)
        answer = analysis.run(self, self._values(analysis, parameters))
        about = [
            Note(code, text[self.language])
            for code, text in (("why", analysis.why), ("reading", analysis.reading))
            if text
        ]
        return replace(answer, notes=(*about, *answer.notes))

    def _values(self, analysis: "Analysis", given: Mapping[str, str]) -> dict[str, str]:
        known = {each.name: each for each in analysis.parameters}
        unknown = [name for name in given if name not in known]
        lacking = [name for name, each in known.items() if each.default is None and name not in given]
        if unknown or lacking:
            key = "analysis_unknown" if unknown else "analysis_lacking"
            hint = " · ".join(f"{name}={each.what[self.language]}" for name, each in known.items())
            message = say(self.language, key, analysis=analysis.name, name=(unknown or lacking)[0])
            raise KgraphError(message, hint=hint or say(self.language, "analysis_plain"), language=self.language)
        return {**{name: each.default for name, each in known.items() if each.default is not None}, **given}
