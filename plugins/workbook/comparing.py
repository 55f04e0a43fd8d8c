"""What one cell changes: a cell that holds what it was written with changes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kgraph.engines.literals import literal
from kgraph.plugin import Gone, Iri, Literal, Problem, Text, Triple
from kgraph.terms import LANGUAGES, SKOS
from kgraph.vocabulary import THING, Field, Link, Word

from .cells import Value, clean, displayed, same
from .facts import NAME
from .faults import problem
from .layout import Column, choices
from .parsing import UnreadableError, parse
from .rows import Row, Rows, pieces
from .writing import cell

OTHER_NAMES = SKOS + "altLabel"


@dataclass
class Outcome:
    """What a row changes, and what is wrong with it; a row with an error changes nothing."""

    new: list[Triple] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        """Whether the row changes nothing."""
        return any(each.severity == "error" for each in self.problems)


class Comparison:
    """Compares cells with the data."""

    def __init__(self, rows: Rows, refused: frozenset[Iri] = frozenset()) -> None:
        """New things whose rows are refused cannot be named."""
        self.rows, self.facts, self._refused = rows, rows.facts, refused

    def change(self, row: Row, column: Column, outcome: Outcome) -> None:
        """Put what a cell changes, or what is wrong with it, into the outcome of its row."""
        assert row.iri is not None
        written = row.cells[column.key][1]
        if column.sort == "code" or same(written, None if row.new else cell(row.iri, column, self.facts)):
            if column.sort == "name" and not clean(written):
                outcome.problems.append(problem("no-name", row.place(NAME)))
        elif column.sort == "kind":
            if not row.new:
                outcome.problems.append(problem("kind-changes", row.place("kind"), text=clean(written)))
        elif clean(written) and not self._stands_on(row.kind, column):
            outcome.problems.append(self._wrong_column(row, column))
        elif column.link is not None:
            self._change_links(row, column, column.link, outcome)
        else:
            self._change_field(row, column, outcome)

    def _stands_on(self, kind: str, column: Column) -> bool:
        own = _domain(column)
        return THING in own or not own or self.facts.words.fits(kind, own)

    def _wrong_column(self, row: Row, column: Column) -> Problem:
        kinds = self.facts.words.kinds
        allowed = [kinds[each] for each in sorted(_domain(column)) if each in kinds]
        near = Text(**{tag: ", ".join(each.plural(tag) for each in allowed) for tag in LANGUAGES})
        place = row.place(column.key)
        return problem("wrong-column", place, heading=column.heading, kind=labels(kinds[row.kind]), near=near)

    # ---- links

    def _change_links(self, row: Row, column: Column, link: Link, outcome: Outcome) -> None:
        assert row.iri is not None
        wanted = self._ends(row, column, link, outcome)
        there = {each for each in self.facts.values(row.iri, column.key) if isinstance(each, Iri)}
        predicate = Iri(column.key)
        outcome.gone += [Gone(Triple(row.iri, predicate, each)) for each in sorted(there - wanted)]
        outcome.new += [Triple(row.iri, predicate, each) for each in sorted(wanted - there)]

    def _ends(self, row: Row, column: Column, link: Link, outcome: Outcome) -> set[Iri]:
        """The things that a cell names."""
        found = set()
        place, kinds = row.place(column.key), self.facts.words.kinds
        for text in self.rows.parts(row.text(column.key)):
            known = [each for each in self.rows.named(text) if each not in self._refused]
            fitting = [each for each in known if self.fits(each, link.range)]
            near = self.rows.near(text, sorted(set(link.range) - {THING}))
            if len(fitting) == 1:
                found.add(fitting[0])
            elif fitting:
                several = "; ".join(self.rows.code(each) for each in fitting[:5])
                outcome.problems.append(problem("several-things", place, text=text, near=several))
            elif known:
                kind = labels(kinds[self.rows.kinds[known[0]]])
                outcome.problems.append(problem("wrong-kind", place, text=text, kind=kind, near=near))
            else:
                outcome.problems.append(problem("unknown-thing", place, text=text, near=near))
        return found

    def fits(self, iri: Iri, allowed: Iterable[str]) -> bool:
        """Whether a thing is of one of the kinds that an end of a link may be."""
        known = [each for each in allowed if each in self.facts.words.kinds]
        return not known or THING in known or self.facts.words.fits(self.rows.kinds[iri], known)

    # ---- fields

    def _change_field(self, row: Row, column: Column, outcome: Outcome) -> None:
        assert row.iri is not None
        if column.key == NAME and not row.text(NAME):
            outcome.problems.append(problem("no-name", row.place(NAME)))
            return
        old = displayed(() if row.new else self.facts.values(row.iri, column.key), self.facts.language)
        if column.key == NAME:
            old = [each for each in old if isinstance(each, Literal) and each.language == self.facts.language]
        try:
            wanted = list(self._values(row, column, old))
        except UnreadableError as error:
            outcome.problems.append(problem(error.rule, row.place(column.key), text=error.text, near=error.near))
            return
        predicate = Iri(column.key)
        lost = [each for each in old if not any(_equal(each, value) for value in wanted)]
        fresh = [value for value in wanted if not any(_equal(each, value) for each in old)]
        outcome.gone += [Gone(Triple(row.iri, predicate, each)) for each in lost]
        outcome.new += [Triple(row.iri, predicate, each) for each in fresh]

    def _values(self, row: Row, column: Column, old: list[Value]) -> Iterator[Value]:
        """What a cell holds: texts in the language of those that it was written with, or else the workbook's."""
        assert column.field is not None
        written, text = row.cells[column.key][1], row.text(column.key)
        tag = next((each.language for each in old if isinstance(each, Literal)), self.facts.language)
        parts: list[object] = [written] if text else []
        if column.key == OTHER_NAMES or (column.field.type != "text" and len(pieces(text)) > 1):
            parts = list(pieces(text))
        elif column.field.type == "text" and len(old) > 1:
            parts = [line for line in text.split("\n") if line.strip()]
        known = choices(column, self.facts.words)
        yield from (parse(each, column.field, self.facts.words, known, tag) for each in parts)  # type: ignore[arg-type]


def labels(word: Word) -> Text:
    """What a word is called in each language."""
    return Text(**{tag: word.label(tag) for tag in LANGUAGES})


def _domain(column: Column) -> frozenset[str]:
    word: Field | Link | None = column.link or column.field
    return word.domain if word is not None else frozenset()


def _equal(one: Value, other: Value) -> bool:
    """Whether two values are one, however they are spelled."""
    if isinstance(one, Literal) and isinstance(other, Literal) and not one.language and not other.language:
        return literal(one.text, one.datatype) == literal(other.text, other.datatype)
    return one == other
