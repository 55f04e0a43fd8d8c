"""The stores that answer SPARQL. Only the files in here know one; the rest know what any of them can do."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from kgraph.terms import Term, Triple


class Engine(Protocol):
    """A store that answers SPARQL."""

    def select(self, query: str) -> tuple[list[str], list[tuple[Term, ...]]]:
        """The variables and the rows."""

    def ask(self, query: str) -> bool:
        """Yes or no."""

    def form(self, query: str) -> tuple[str, Any]:
        """Whatever the query gives: `select`, `ask` or `graph`, and its outcome."""

    def quads(self, of: Callable[[str], bool]) -> Iterator[tuple[str, Triple]]:
        """The triples of the named graphs whose IRIs are wanted, ordered by their text, each after its graph's IRI."""
