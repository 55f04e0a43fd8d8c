"""What goes to a worker process, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass

from kgraph.answer import Basis

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take.

    Attributes:
        seconds: from its arrival to its answer.
        rows: rows of an answer, or nodes of a graph.
        megabytes: memory beside what the graph itself takes.
        depth: groups inside each other, and steps of a path, in SPARQL.
    """

    seconds: float = 10
    rows: int = 10_000
    megabytes: int = 1024
    depth: int = 200


@dataclass(frozen=True, slots=True)
class Opening:
    """The project that workers open, and how."""

    folder: str | None = None
    language: str = "en"
    store: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """The values of a request by name, as they were checked; what was not given has its default."""

    values: Mapping[str, tuple[str, ...]]
    limits: Limits = Limits()

    def text(self, name: str) -> str:
        """The first value; empty without any."""
        return next(iter(self.values.get(name, ())), "")

    def many(self, name: str) -> tuple[str, ...]:
        """Every value."""
        return self.values.get(name, ())

    def number(self, name: str) -> int:
        """The value as a whole number."""
        return int(self.text(name))

    def flag(self, name: str) -> bool:
        """Whether the value is `true`."""
        return self.text(name) == "true"

    @property
    def language(self) -> str:
        """Of the reader."""
        return self.text("lang")

    @property
    def basis(self) -> Basis:
        """Which links count."""
        return "stated" if self.text("basis") == "stated" else "all"

    @property
    def parameters(self) -> dict[str, str]:
        """The values of the question's `$names`, given as `param=NAME=VALUE`."""
        found = (each.partition("=") for each in self.many("param"))
        return {name.removeprefix("$"): value for name, _, value in found}


@dataclass(frozen=True, slots=True)
class Job:
    """The task of a resource, by its path, with what was given."""

    path: str
    given: Given


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent back: whole, or not at all."""

    status: int
    media: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


class TooMuchError(Exception):
    """An answer goes beyond a limit; the text says which, for people."""
