"""Which thing each row is: one that is there, by its code; or a new one, which gets a code."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kgraph.plugin import Iri, Literal, Problem
from kgraph.terms import LANGUAGES
from kgraph.vocabulary import CLAIM

from .cells import Cell, clean
from .codes import PATTERN, Codes, iri_of
from .facts import CODE, NAME, PART_OF, Facts
from .faults import problem
from .tables import Table
from .texts import EXAMPLE

EXAMPLES = {EXAMPLE[tag].casefold() for tag in LANGUAGES}


@dataclass
class Row:
    """A row: its cells by the key of their column, and the thing that it is, which may be new."""

    table: Table
    number: int
    cells: Mapping[str, tuple[int, Cell]]
    iri: Iri | None = None
    new: bool = False
    kind: str = ""
    code: str = ""

    def text(self, key: str) -> str:
        """What a cell holds; empty without the column."""
        return clean(self.cells[key][1]) if key in self.cells else ""

    def place(self, key: str = CODE) -> str:
        """Where a cell stands."""
        return self.table.place(self.number, self.cells[key][0] if key in self.cells else self.table.column(key))


class Rows:
    """The rows of all tables, and the things that their cells can name: those that are there, and the new ones."""

    def __init__(self, facts: Facts, tables: Sequence[Table]) -> None:
        """Nothing is identified yet."""
        self.facts = facts
        self.tables = tables
        self.rows: list[Row] = []
        self.faulty: set[Iri] = set()
        self.codes = Codes(facts)
        self.by_code: dict[str, Iri] = dict(facts.by_code)
        self.kinds: dict[Iri, str] = dict(facts.kinds)
        self.new_codes: dict[Iri, str] = {}
        self.names: dict[str, set[Iri]] = defaultdict(set)
        for iri in facts.kinds:
            for each in facts.values(iri, NAME):
                if isinstance(each, Literal):
                    self.names[_key(each.text)].add(iri)

    def identified(self) -> Iterator[Problem]:
        """Sort the rows; what is wrong with those that cannot be read."""
        seen: set[Iri] = set()
        waiting: list[Row] = []
        for table in self.tables:
            for number in range(table.head + 1, len(table.grid.rows)):
                row = _row(table, number)
                if row is None or row.text(CODE).casefold() in EXAMPLES:
                    continue
                yield from self._identify(row, seen, waiting)
        yield from self._placed(waiting)
        order = {id(table): place for place, table in enumerate(self.tables)}
        self.rows.sort(key=lambda row: (order[id(row.table)], row.number))

    def _identify(self, row: Row, seen: set[Iri], waiting: list[Row]) -> Iterator[Problem]:
        code = row.text(CODE)
        iri = self.facts.by_code.get(code)
        faults = list(self._unknown_cells(row))
        if iri is not None and not faults:
            if iri in seen:
                faults = [problem("code-twice", row.place(), text=code)]
            elif self.facts.top(self.facts.kinds[iri]) != row.table.sheet.kind:
                faults = [problem("other-sheet", row.place(), text=code, kind=self._kind_name(self.facts.kinds[iri]))]
        if faults:
            self.faulty |= {iri} if iri is not None else set()
            yield from faults
        elif iri is not None:
            seen.add(iri)
            row.iri, row.kind, row.code = iri, self.facts.kinds[iri], code
            if row.text(NAME):
                self.names[_key(row.text(NAME))].add(iri)
            self.rows.append(row)
        elif row.table.sheet.kind == CLAIM:
            row.kind, row.new = CLAIM, True
            self.rows.append(row)
        else:
            yield from self._begin(row, code, waiting)

    def _unknown_cells(self, row: Row) -> Iterator[Problem]:
        for place in row.table.columns:
            rule = row.table.grid.unknown.get((row.number, place))
            if rule is not None:
                yield problem(rule, row.table.place(row.number, place))

    def _begin(self, row: Row, code: str, waiting: list[Row]) -> Iterator[Problem]:
        """A new thing: its kind and name; its code where one was written."""
        words, sheet = self.facts.words, row.table.sheet
        kinds = sorted(words.subkinds[sheet.kind])
        text = row.text("kind").casefold()
        found = [kind for kind in kinds if text in {each.casefold() for each in words.kinds[kind].labels.values()}]
        if not found and not text and len(kinds) == 1:
            found = kinds
        if not found:
            near = ", ".join(words.kinds[kind].label(self.facts.language) for kind in kinds)
            yield problem("no-kind", row.place("kind"), near=near)
        elif not row.text(NAME):
            yield problem("no-name", row.place(NAME))
        elif code and (not PATTERN.fullmatch(code) or code in self.codes.taken):
            rule = "bad-code" if not PATTERN.fullmatch(code) else "code-twice"
            yield problem(rule, row.place(), text=code, near=self._like(kinds))
        else:
            row.kind, row.new = found[0], True
            if code:
                self._register(row, code)
            else:
                waiting.append(row)

    def _like(self, kinds: Sequence[str]) -> str:
        """A code as those of some kinds are; else as any is."""
        own = sorted(self.facts.own(None), key=lambda iri: (self.facts.kinds[iri] not in kinds, self.facts.codes[iri]))
        return self.facts.codes[own[0]] if own else "plan:1"

    def _placed(self, waiting: list[Row]) -> Iterator[Problem]:
        """Codes for the rows without: each after what it is part of, which may be new itself."""
        while waiting:
            names = {_key(row.text(NAME)) for row in waiting}
            ready = [row for row in waiting if _key(row.text(PART_OF)) not in names or self.named(row.text(PART_OF))]
            if not ready:
                yield from (problem("no-place", row.place(PART_OF)) for row in waiting)
                return
            for row in ready:
                yield from self._place(row)
            waiting = [row for row in waiting if row not in ready]

    def _place(self, row: Row) -> Iterator[Problem]:
        wholes = [iri for part in self.parts(row.text(PART_OF)) for iri in self.named(part)]
        same = [iri for iri in self.names[_key(row.text(NAME))] if self._is_same(iri, row, wholes)]
        if len(same) == 1:
            # Read again: the row has got its code before.
            row.iri, row.new, row.code = same[0], False, self.facts.codes[same[0]]
            self.rows.append(row)
            return
        code = self.codes.of(row.kind, row.text(NAME), self.code(wholes[0]) if wholes else None)
        if code is None:
            yield problem("no-place", row.place(PART_OF))
        else:
            self._register(row, code)

    def _is_same(self, iri: Iri, row: Row, wholes: list[Iri]) -> bool:
        taken = any(each.iri == iri for each in self.rows)
        known = iri in self.facts.kinds and self.facts.kinds[iri] == row.kind and not taken
        return known and set(self.facts.values(iri, PART_OF)) == set(wholes)

    def _register(self, row: Row, code: str) -> None:
        row.iri, row.code = iri_of(code), code
        self.codes.taken.add(code)
        self.by_code[code] = row.iri
        self.kinds[row.iri] = row.kind
        self.new_codes[row.iri] = code
        self.names[_key(row.text(NAME))].add(row.iri)
        self.rows.append(row)

    # ---- what cells name

    def code(self, iri: Iri) -> str:
        """The code of a thing, new ones too."""
        return self.facts.codes.get(iri) or self.new_codes.get(iri) or str(iri)

    def named(self, text: str) -> list[Iri]:
        """The things that a text names: by a code, which a name may follow but no other code, or by a name."""
        steps = text.split(" ")
        for count in range(len(steps), 0, -1):
            if iri := self.by_code.get(" ".join(steps[:count])):
                called = iri in self.names.get(_key(" ".join(steps[count:])), ())
                several = any(each.strip(",") in self.by_code for each in steps[count:])
                return [iri] if called or not several else []
        return sorted(self.names.get(_key(text), ()), key=self.code)

    def parts(self, text: str) -> Iterator[str]:
        """The parts of a cell that names several things; a comma or blank parts them where each part names one."""
        for piece in pieces(text):
            split = ([each.strip() for each in re.split(sign, piece) if each.strip()] for sign in (",", r"[,\s]"))
            named = (found for found in split if all(map(self.named, found)))
            yield from [piece] if self.named(piece) else next(named, [piece])

    def near(self, text: str, allowed: Sequence[str] = ()) -> str:
        """The codes and names of what is called nearly so."""
        from rapidfuzz import process

        known = [self.facts.shown(iri) for iri in self.facts.of_kinds(allowed)]
        found = process.extract(text, known, limit=3, processor=str.casefold)
        return "; ".join(str(each[0]) for each in found)

    def _kind_name(self, kind: str) -> str:
        return self.facts.words.kinds[kind].label(self.facts.language)


def pieces(text: str) -> list[str]:
    """The parts of a cell that names several things."""
    return [" ".join(each.split()) for each in re.split(r"[;\n]", text) if each.strip()]


def _row(table: Table, number: int) -> Row | None:
    cells = table.grid.rows[number]
    found = {
        column.key: (place, cells[place] if place < len(cells) else None) for place, column in table.columns.items()
    }
    blank = not any(clean(cell) for _, cell in found.values())
    unknown = any((number, place) in table.grid.unknown for place in table.columns)
    return None if blank and not unknown else Row(table, number, found)


def _key(text: str) -> str:
    return " ".join(clean(text).casefold().split())
