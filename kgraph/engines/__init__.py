"""The stores that answer SPARQL. Only the files in here know one; the rest know what any of them can do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from kgraph.terms import Term, Triple


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query is asked of.

    Attributes:
        default: IRIs of those that it is asked of where it names none.
        named: IRIs of those that it can name.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


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

    def found(self, query: str, dataset: Dataset | None = None, here: str | None = None) -> Any:
        """Whatever the query gives, for `kgraph.engines.results` to write; without a dataset all graphs are asked.

        Args:
            query: SELECT, ASK, CONSTRUCT or DESCRIBE.
            dataset: the graphs to ask, whatever the query says.
            here: what its relative IRIs are relative to.
        """
