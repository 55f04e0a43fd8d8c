"""A project, loaded: the one door for the command line, notebooks and programs."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kgraph import caches
from kgraph.answer import Answer, Basis
from kgraph.asking import answer
from kgraph.build import built, code_stamp, fingerprint
from kgraph.project import Project, open_project
from kgraph.recipe import Recipe, Stage, from_json, stages_from_json, stages_to_json, to_json
from kgraph.terms import LANGUAGES

if TYPE_CHECKING:
    import rdflib

    from kgraph.checking import Report
    from kgraph.engines import Engine
    from kgraph.engines.embedded import Embedded
    from kgraph.names import StoredNames
    from kgraph.spor import Glossary, Settings
    from kgraph.vocabulary import Vocabulary

QUESTIONS_KEPT = 500
BASES = ("all", "stated")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and how it is asked."""

    question: str
    language: str | None = None
    basis: Basis = "all"
    evidence: bool = False
    parameters: tuple[tuple[str, str], ...] = ()


class Workspace:
    """A project whose graph can be asked questions.

    >>> w = Workspace(open_project(None))
    >>> len(w.ask("SDG goals"))
    17
    """

    def __init__(self, project: Project, language: str | None = None, *, default: str | None = None) -> None:
        """Nothing is read until the first question.

        Args:
            project: where the graph comes from.
            language: of answers; without it each answer is in the language of its question.
            default: the language that a question is taken to be in where it could be several; without it the
                project's, or English.
        """
        self.project = project
        self.language = language
        self._default = default or project.language or "en"

    @property
    def default_language(self) -> str:
        """The language that a question is taken to be in where it could be several."""
        return self.language or self._default

    # ---- questions

    def ask(
        self,
        question: str,
        *,
        language: str | None = None,
        basis: Basis = "all",
        evidence: bool = False,
        parameters: Mapping[str, str] | None = None,
    ) -> Answer:
        """The answer to a question in Spor.

        Args:
            question: in English, Nynorsk or Bokmål.
            language: of the answer; without it the workspace's, or else the question's.
            basis: `stated` counts only the links that a document states.
            evidence: add the column of evidence to rows.
            parameters: the values of the question's `$names`: codes, names, numbers, years or days, as text.

        Raises:
            QuestionError: the question cannot be understood; its text says where and how to mend it.
        """
        asked = Asked(question, language, basis, evidence, tuple(sorted((parameters or {}).items())))
        recipe = self._recipe(asked)
        if recipe.changes:
            from kgraph.overlay import before_and_after

            return before_and_after(recipe, self.engine, self.vocabulary, self._answer)
        found = self._answer(recipe, self.engine)
        if found.is_empty:
            from kgraph.emptiness import explained

            return explained(found, self._stages(asked), self.engine)
        return found

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
        return self._recipe(Asked(question, language, basis, evidence, tuple(sorted((parameters or {}).items()))))

    def stages(self, question: str, **how: Any) -> tuple[Stage, ...]:
        """The conditions of a question one by one, each with how many things it leaves; none for cards and chains.

        Args:
            question: as `ask`.
            how: as `ask` takes them.

        Raises:
            QuestionError: as `ask`.
        """
        parameters = tuple(sorted((how.pop("parameters", None) or {}).items()))
        return self._stages(Asked(question, **how, parameters=parameters))

    def _stages(self, asked: Asked) -> tuple[Stage, ...]:
        name = self._kept("stages", asked)
        kept = caches.read(name)
        if kept is not None and (found := stages_from_json(kept)) is not None:
            return found
        from kgraph.spor.stages import stages

        found = stages(asked.question, self.vocabulary, self.names, self._settings(asked))
        caches.keep(name, stages_to_json(found))
        caches.sweep("stages-", QUESTIONS_KEPT)
        return found

    def _kept(self, sort: str, asked: Asked) -> str:
        """The name under which what is made of a question is kept."""
        speech = asked.language or self.language or ""
        marks = (self.key, code_stamp(), self._definitions, speech, self.default_language, repr(asked))
        return f"{sort}-" + hashlib.blake2b("\0".join(marks).encode("utf-8", "replace"), digest_size=16).hexdigest()

    def _settings(self, asked: Asked) -> "Settings":
        from kgraph.spor import Settings

        return Settings(
            language=asked.language or self.language,
            default=self.default_language,
            stated=asked.basis == "stated",
            evidence=asked.evidence,
            parameters=dict(asked.parameters),
            glossary=self.glossary,
        )

    def _recipe(self, asked: Asked) -> Recipe:
        if asked.basis not in BASES:
            raise ValueError(f"basis must be one of {BASES}, not {asked.basis!r}")
        speech = asked.language or self.language
        if speech is not None and speech not in LANGUAGES:
            raise ValueError(f"language must be one of {LANGUAGES}, not {speech!r}")
        name = self._kept("question", asked)
        kept = caches.read(name)
        if kept is not None and (recipe := from_json(kept)) is not None:
            return recipe
        from kgraph.spor import compile_question

        recipe = compile_question(asked.question, self.vocabulary, self.names, self._settings(asked))
        caches.keep(name, to_json(recipe))
        caches.sweep("question-", QUESTIONS_KEPT)
        return recipe

    def why(self, start: str, end: str, verb: str | None = None, *, language: str | None = None) -> Answer:
        """The shortest chains between two things, by their codes or names: of any links, or of a verb's.

        Raises:
            QuestionError: a name is unknown, or the verb does not fit.
        """
        from kgraph.explaining import why_question

        return self.ask(why_question(start, end, verb, language or self.default_language), language=language)

    # ---- the graph

    @cached_property
    def key(self) -> str:
        """Changes whenever a source, a rule or kgraph does."""
        return fingerprint(self.project, self.default_language)

    @cached_property
    def engine(self) -> "Embedded":
        """The store."""
        from kgraph.engines.embedded import Embedded

        try:
            return Embedded(built(self.project, self.key, self.default_language))
        except SyntaxError:
            # Something else was written over the kept graph.
            return Embedded(built(self.project, self.key, self.default_language, anew=True))

    @cached_property
    def vocabulary(self) -> "Vocabulary":
        """The words that questions may use."""
        from kgraph.names import stored_vocabulary

        return stored_vocabulary(self.engine)

    @cached_property
    def _definitions(self) -> str:
        """The text of the project's definitions; empty without any."""
        return self.project.definitions(self.default_language)

    @cached_property
    def glossary(self) -> "Glossary":
        """The nouns that the project's `queries/words.spor` defines for every question.

        Raises:
            QuestionError: the file cannot be understood, with its name.
        """
        from kgraph.definitions import glossary

        return glossary(self._definitions, self.project, self.vocabulary, self.names, self.default_language)

    @cached_property
    def names(self) -> "StoredNames":
        """The things by name and code."""
        from kgraph.names import StoredNames

        return StoredNames(self.engine)

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
        return check(self.project, quads, self.vocabulary, self.default_language)

    def to_rdflib(self) -> "rdflib.Dataset":
        """The graph as an rdflib dataset, each source in its named graph."""
        import rdflib

        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data=self.engine.dump(), format="nquads")
        return dataset


def open_workspace(folder: str | os.PathLike[str] | None = None, *, language: str | None = None) -> Workspace:
    """The workspace of a project's folder; without one, of the project here, or of the one that comes with kgraph.

    Raises:
        ProjectError: the folder holds no project.
    """
    return Workspace(open_project(folder, language or "en"), language)
