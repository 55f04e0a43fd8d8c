"""A project's graph in a store, with its words and names: all that asking it needs."""

from functools import cached_property
from typing import TYPE_CHECKING

from kgraph.build import built, fingerprint
from kgraph.project import Project

if TYPE_CHECKING:
    from kgraph.engines import Engine
    from kgraph.engines.embedded import Embedded
    from kgraph.engines.endpoint import Endpoint
    from kgraph.names import StoredNames
    from kgraph.spor import Glossary
    from kgraph.vocabulary import Vocabulary


class StoredGraph:
    """The graph of a project: built and kept on this machine, or on a server."""

    def __init__(
        self,
        project: Project,
        language: str | None = None,
        *,
        default: str | None = None,
        store: str | None = None,
    ) -> None:
        """Nothing is read until the first question.

        Args:
            project: where the graph comes from.
            language: of answers; without it each answer is in the language of its question.
            default: the language that a question is taken to be in where it could be several; without it the
                project's, or English.
            store: the address of a server that `kgraph push` has put the graph on: it is asked instead.

        Raises:
            StoreError: the address is none of HTTP.
        """
        self.project = project
        self.language = language
        self._default = default or project.language or "en"
        self._server = None if store is None else _endpoint(store, self.default_language)

    @property
    def default_language(self) -> str:
        """The language that a question is taken to be in where it could be several."""
        return self.language or self._default

    @cached_property
    def key(self) -> str:
        """Changes whenever a source, a rule or kgraph does; on a server when another graph is put there."""
        if self._server is not None:
            return self._server.key
        return fingerprint(self.project, self.default_language)

    @cached_property
    def engine(self) -> "Engine":
        """The store, or the server that is asked."""
        return self._copy if self._server is None else self._server

    @cached_property
    def _copy(self) -> "Embedded":
        """The graph in memory: of a server all that it holds."""
        from kgraph.engines.embedded import Embedded

        if self._server is not None:
            return self._server.copied()
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
    def definitions(self) -> str:
        """The text of the project's definitions; empty without any."""
        return self.project.definitions(self.default_language)

    @cached_property
    def glossary(self) -> "Glossary":
        """The nouns that the project's `queries/words.spor` defines for every question.

        Raises:
            QuestionError: the file cannot be understood, with its name.
        """
        from kgraph.definitions import glossary

        return glossary(self.definitions, self.project, self.vocabulary, self.names, self.default_language)

    @cached_property
    def names(self) -> "StoredNames":
        """The things by name and code."""
        from kgraph.names import StoredNames

        return StoredNames(self.engine)

    def named_graphs(self) -> "dict[str, bytes]":
        """Each named graph as N-Triples, its lines in order, its blank nodes named: the same graph, the same text."""
        return self._copy.graphs()


def _endpoint(url: str, language: str) -> "Endpoint":
    from kgraph.engines.endpoint import Endpoint

    return Endpoint(url, language=language)
