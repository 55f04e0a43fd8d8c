"""The stores that answer SPARQL. Only the files in here know one; the rest know what any of them can do."""

from typing import Protocol

from kgraph.terms import Term


class Engine(Protocol):
    """A store that answers SELECT and ASK."""

    def select(self, query: str) -> tuple[list[str], list[tuple[Term, ...]]]:
        """The variables and the rows."""

    def ask(self, query: str) -> bool:
        """Yes or no."""
