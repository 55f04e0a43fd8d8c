"""What is joined: the things of two kinds, by themselves and by what stands between, from a few questions for all."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kgraph.errors import QuestionError
from kgraph.ordering import by_code
from kgraph.plugin import Kind, Row, Thing, View
from kgraph.terms import KG

# What a text takes up itself: there a link says more than how many things stand between.
ADDRESSES, MEASURE = KG + "addresses", KG + "Measure"
Pair = tuple[str, str]
Joined = Mapping[Pair, set[str]]


@dataclass(frozen=True, slots=True)
class Side:
    """A kind, and the things of it that are looked at."""

    kind: Kind
    things: tuple[Thing, ...]
    own: bool

    @property
    def word(self) -> str:
        """What a question calls them."""
        return self.kind.plural("en")

    def named(self, language: str) -> str:
        """What an answer calls them."""
        return self.kind.plural(language)


@dataclass(frozen=True, slots=True)
class Twice:
    """What is joined by the links that count, and what by the stated ones alone."""

    every: Joined
    stated: Joined


def side_of(view: View, kind: Kind) -> Side:
    """The things of a kind: those of the view's plan where it has any, else all."""
    word = kind.plural("en")
    every = view.ask(word, notes=False).things()
    own = view.ask(f"{word} under $plan", notes=False, plan=view.plan.reference).things() if view.plan else []
    return Side(kind, tuple(sorted(own or every, key=by_code)), bool(own))


def counted_in(view: View, rows: Side, columns: Side, word: str) -> Side | None:
    """What is counted; None where it is the links themselves."""
    if word:
        return side_of(view, view.kind(word))
    kinds, subkinds = view.vocabulary.kinds, view.vocabulary.subkinds
    # Where measures are a side, or what texts take up, with the kinds below these, there is nothing between to count.
    direct = {kind for end in (MEASURE, *view.vocabulary.links[ADDRESSES].range) for kind in subkinds[end]}
    return None if {rows.kind.iri, columns.kind.iri} & direct else side_of(view, kinds[MEASURE])


def _asked(view: View, question: str) -> Sequence[Row] | None:
    """The rows of an answer; None where no link can join the kinds, or several can."""
    try:
        return view.ask(question, notes=False).rows
    except QuestionError:
        return None


def own_links(view: View, rows: Side, columns: Side) -> Joined | None:
    """Which pairs hang together by themselves."""
    found = _asked(view, f"{rows.word} with which {columns.word}")
    return None if found is None else {(iri_of(row[0]), iri_of(row[1])): set() for row in found}


def links_between(view: View, rows: Side, columns: Side, counted: Side) -> Joined | None:
    """What hangs together with both of a pair."""
    found = _asked(view, f"{counted.word} with which {rows.word} and with which {columns.word}")
    if found is None:
        return None
    inside = {thing.iri for thing in counted.things}
    joined: dict[Pair, set[str]] = defaultdict(set)
    for row in found:
        if iri_of(row[0]) in inside:
            joined[iri_of(row[1]), iri_of(row[2])].add(iri_of(row[0]))
    return joined


def iri_of(cell: object) -> str:
    """The IRI of a thing in a cell."""
    return cell.iri if isinstance(cell, Thing) else ""


def twice(view: View, ask: Callable[[View], Joined | None]) -> Twice | None:
    """What is joined on the view's basis and on the stated one; None where it cannot be asked."""
    every, stated = ask(view), ask(view.on_basis("stated"))
    return None if every is None or stated is None else Twice(every, stated)
