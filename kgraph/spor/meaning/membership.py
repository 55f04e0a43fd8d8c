"""What a noun says of a thing: that it is of a kind and meets conditions, by a definition, or among joined nouns."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeVar, assert_never

from kgraph.errors import Span
from kgraph.spor import pattern as meant
from kgraph.spor import syntax as written
from kgraph.spor.meaning.scope import Scope
from kgraph.spor.reading import limits
from kgraph.spor.reading.lexicon import normal
from kgraph.vocabulary import THING

T = TypeVar("T")
# A condition as it was written (none: by a definition, or among joined nouns), and what it means.
Stage = tuple[written.Condition | None, meant.Condition | None]


class GivesMeaning(Protocol):
    """Turns a condition on things of a kind, bound to a variable, into what is meant."""

    def __call__(self, part: written.Condition, kind: str, variable: str, *, top: bool) -> meant.Condition:
        """The condition's meaning; `top` where *which* may add columns."""


class Membership:
    """Nouns of one question: the kind that each is of, and what its things must meet."""

    def __init__(self, scope: Scope, condition: GivesMeaning) -> None:
        self.scope = scope
        self.condition = condition
        # The definitions that are being looked into, where the first of them is used, and what kind each is of.
        self.open: list[str] = []
        self.used: Span | None = None
        self.kinds: dict[str, str] = {}
        self.depth = 0
        self.looked = 0

    @contextmanager
    def deeper(self, span: Span) -> Iterator[None]:
        """One noun or condition inside another, be it by brackets or by a definition.

        Raises:
            QuestionError: there are too many, or too many inside each other.
        """
        self.depth += 1
        self.looked += 1
        place = self.used or span
        if self.depth > limits.DEEPEST_MEANING:
            raise self.scope.complaints.hinted("too_deep", place, most=limits.DEEPEST)
        if self.looked > limits.MOST_MEANING:
            word = self.scope.complaints.written(place)
            raise self.scope.complaints.hinted("too_many", place, word=word, most=limits.MOST_MEANING)
        yield
        self.depth -= 1

    def kind(self, nouns: written.Nouns) -> str:
        """The kind that all things of a noun are of.

        Raises:
            QuestionError: a definition leads back to itself.
        """
        match nouns:
            case written.Noun(defined=True):
                name = normal(nouns.kind)
                if name not in self.kinds:
                    self.kinds[name] = self._within(nouns, self.kind)
                return self.kinds[name]
            case written.Noun():
                return nouns.kind
            case written.Joined(operation, parts):
                with self.deeper(nouns.span):
                    kinds = [self.kind(part) for part in parts]
                if operation == "plus":
                    return self._above(kinds)
                return self._narrowest(kinds) if operation == "intersect" else kinds[0]
            case _ as never:
                assert_never(never)

    def membership(self, nouns: written.Nouns, variable: str, *, top: bool = False) -> meant.Condition | None:
        """What a thing of that kind must meet to be among the noun's."""
        return together([found for _, found in self.stages(nouns, variable, top=top)])

    def stages(self, nouns: written.Nouns, variable: str, *, top: bool = False) -> list[Stage]:
        """The same, part by part: what was written, and what it means."""
        with self.deeper(nouns.span):
            return self._stages(nouns, variable, top=top)

    def _stages(self, nouns: written.Nouns, variable: str, *, top: bool) -> list[Stage]:
        match nouns:
            case written.Noun():
                kind = self.kind(nouns)
                found: list[Stage] = [(None, self._defined(nouns, variable))] if nouns.defined else []
                where = nouns.where
                parts = where.parts if isinstance(where, written.Both) else (where,) if where else ()
                return found + [(part, self.condition(part, kind, variable, top=top)) for part in parts]
            case written.Joined(operation, joined):
                return [(None, self._joined(operation, joined, variable))]
            case _ as never:
                assert_never(never)

    def _defined(self, noun: written.Noun, variable: str) -> meant.Condition | None:
        with self.scope.apart():
            return self._within(noun, lambda found: self.membership(found, variable))

    def _within(self, noun: written.Noun, look: Callable[[written.Nouns], T]) -> T:
        """What is seen inside a definition."""
        name = normal(noun.kind)
        if name in self.open:
            chain = " → ".join(f'"{each}"' for each in [*self.open[self.open.index(name) :], name])
            raise self.scope.complaints.error("circular_define", self.used or noun.span, chain=chain)
        first = self.used is None
        self.used = self.used or noun.span
        self.open.append(name)
        with self.deeper(noun.span):
            found = look(self.scope.definitions[name])
        self.open.pop()
        if first:
            self.used = None
        return found

    def _joined(
        self, operation: written.Operation, parts: tuple[written.Nouns, ...], variable: str
    ) -> meant.Condition | None:
        among = [self._among(part, variable) for part in parts]
        match operation:
            case "plus":
                return meant.Any_(tuple(among))
            case "intersect":
                return meant.All(tuple(among))
            case "minus":
                return meant.All((among[0], *(meant.Not(each) for each in among[1:])))
            case _ as never:
                assert_never(never)

    def _among(self, nouns: written.Nouns, variable: str) -> meant.Condition:
        with self.scope.apart():
            kind, where = self.kind(nouns), self.membership(nouns, variable)
        found = together([meant.OfKind(kind), where])
        assert found is not None
        return found

    def _above(self, kinds: list[str]) -> str:
        """The nearest kind above all."""
        above = [self.scope.vocabulary.kinds_above(kind) for kind in kinds]
        return next((kind for kind in above[0] if all(kind in each for each in above)), THING)

    def _narrowest(self, kinds: list[str]) -> str:
        """The one that is below the others; the first where there is none."""
        below = self.scope.vocabulary.subkinds
        return next((kind for kind in kinds if all(kind in below[each] for each in kinds)), kinds[0])


def together(parts: Sequence[meant.Condition | None]) -> meant.Condition | None:
    """All the parts that say something, as one."""
    flat: list[meant.Condition] = []
    for part in parts:
        if part is not None:
            flat.extend(part.parts if isinstance(part, meant.All) else (part,))
    return meant.All(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None
