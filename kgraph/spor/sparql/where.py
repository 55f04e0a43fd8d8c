"""Sets and conditions as graph patterns: each function gives lines of SPARQL."""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any, assert_never

from kgraph.printing import printed
from kgraph.spor.meaning.alike import alike
from kgraph.spor.pattern import (
    All,
    Any_,
    Bound,
    Condition,
    Mentioned,
    Not,
    OfKind,
    PathUse,
    Related,
    Set,
    Things,
    Timed,
    Valued,
)
from kgraph.spor.sparql.lines import Lines, block, compare, compared, distinct, union
from kgraph.spor.sparql.variables import binds, conjuncts, depth, free, sets, spoken
from kgraph.spor.sparql.ways import Ways
from kgraph.terms import Iri

# So many conditions side by side, or behind each other, may each bind things that nothing else speaks of: their
# solutions multiply. What goes beyond is put into sub-selects of its own.
MOST_SIDE_BY_SIDE, DEEPEST_OPEN = 2, 1


@dataclass
class Where(Ways):
    """Writes sets and conditions.

    `spoken` is how often the whole pattern speaks of each variable; those that are `visible` are used outside it.
    """

    spoken: Counter[str] = field(default_factory=Counter)
    visible: frozenset[str] = frozenset()
    kinds: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def of(pattern: Any, *, stated: bool) -> "Where":
        """The writer of a pattern."""
        kinds = {each.variable: each.kind for each in sets(pattern)}
        return Where(stated=stated, spoken=spoken(pattern), kinds=kinds)

    def open(self, *names: str) -> "Where":
        """The same with these variables to be seen outside."""
        return replace(self, visible=frozenset(names))

    # ---- sets and conditions

    def members(self, things: Set) -> Lines:
        """Binds the set's variable, and those of the columns within it.

        What leads to the things from one that is named comes before their kind: engines that know nothing of how many
        there are take triple patterns that are bound alike in the order in which they stand.
        """
        self.kinds[things.variable] = things.kind
        parts = conjuncts(things.where)
        if self._is_total(things, parts):
            return self._total_of(things, parts)
        base = self.base(things)
        named = [part for part in parts if is_named(part)]
        before = [line for part in named for line in self.condition(part, things, base)]
        rest = tuple(part for part in parts if part not in named)
        return [*before, *base, *self._together(rest, things, base)]

    def base(self, things: Set) -> Lines:
        """The kind, and the conditions that name where the things stand: cheap, and repeated inside negations."""
        variable = f"?{things.variable}"
        lines: Lines = []
        for part in conjuncts(things.where):
            if isinstance(part, Related) and part.relation.how == "within" and isinstance(part.target, Things):
                lines += self.related(variable, part)
        return [*lines, self._of_kind(things)]

    def anchor(self, things: Set) -> Lines:
        """The base without the kind, for what binds the things by itself."""
        return self.base(things)[:-1]

    def _unkind(self, base: Lines, things: Set) -> Lines:
        """The base of what binds the things anyway: their kind once more would be found for each of them in vain."""
        return [line for line in base if line != self._of_kind(things)]

    def _of_kind(self, things: Set) -> str:
        return f"?{things.variable} kg:kind {printed(Iri(things.kind))} ."

    def condition(self, part: Condition, things: Set, base: Lines) -> Lines:
        """One condition on a set's variable, which `base` binds."""
        variable = f"?{things.variable}"
        match part:
            case All(parts):
                return self._together(parts, things, base)
            case Any_(parts):
                _, scoped = self._scoped(part, variable, base)
                return union([[*scoped, *self.condition(each, things, scoped)] for each in parts])
            case Not(inner):
                keys, scoped = self._scoped(part, variable, base)
                # What stands within sub-selects of its own in there needs the whole of what binds the things.
                anchor = self._unkind(scoped, things) if binds(inner, things.variable) else scoped
                return block(distinct(keys, [*anchor, *self.condition(inner, things, scoped)])[1:-1], "MINUS ")
            case OfKind(kind):
                return [f"{variable} kg:kind {printed(Iri(kind))} ."]
            case Related(at_least=least) if least > 1:
                keys, scoped = self._scoped(part, variable, base)
                return self._counted(part, keys, self._unkind(scoped, things))
            case Related():
                lines = self.related(variable, part)
                return [line for line in lines if line not in base]
            case Valued():
                return self._valued(part, variable, base)
            case Timed():
                return self._timed(part, variable)
            case Mentioned():
                return self._mentioned(part, variable)
            case _ as never:
                assert_never(never)

    def _together(self, parts: tuple[Condition, ...], things: Set, base: Lines) -> Lines:
        lines: Lines = []
        closed = 0
        for part in parts:
            found = self.condition(part, things, base)
            is_closed = self._is_closed(part)
            closed += is_closed
            if is_closed and closed > MOST_SIDE_BY_SIDE:
                found = distinct([f"?{things.variable}"], [*base, *found])
            lines += found
        return lines

    def _is_closed(self, part: Condition) -> bool:
        """Whether a condition binds things of which nothing outside it speaks."""
        if not isinstance(part, Related) or not isinstance(part.target, Set) or free(part):
            return False
        return self._is_silent(part)

    def _is_silent(self, part: Condition) -> bool:
        """Whether nothing outside a condition speaks of the things that it binds."""
        here = spoken(part)
        inner = {each.variable for each in sets(part)}
        return not inner & self.visible and all(self.spoken[name] == here[name] for name in inner)

    def _is_total(self, things: Set, parts: tuple[Condition, ...]) -> bool:
        """Whether one condition is on a total of the things, and nothing outside speaks of what the others bind."""
        totals = [part for part in parts if _is_total(part, things)]
        return len(totals) == 1 and not any(
            free(part) - {things.variable} or not self._is_silent(part) for part in parts
        )

    def _total_of(self, things: Set, parts: tuple[Condition, ...]) -> Lines:
        """The other conditions first: money is added up for those alone that meet them."""
        total = next(part for part in parts if _is_total(part, things))
        assert isinstance(total, Valued)
        rest = tuple(part for part in parts if part is not total)
        others = self.members(replace(things, where=All(rest) if rest else None))
        return self._total(total, f"?{things.variable}", others)

    def _scoped(self, part: Condition, variable: str, base: Lines) -> tuple[list[str], Lines]:
        """For what has a scope of its own: the variables it shares with the rest, and what binds them in it."""
        others = sorted(f"?{each}" for each in free(part) if f"?{each}" != variable)
        kinds = [f"{each} kg:kind {printed(Iri(self.kinds[each[1:]]))} ." for each in others]
        return [variable, *others], [*base, *kinds]

    def related(self, variable: str, part: Related) -> Lines:
        """The thing is related to some of the target."""
        if isinstance(part.target, Set):
            target = f"?{part.target.variable}"
            members = self.members(part.target)
            if self._is_closed(part) and depth(part.target) > DEEPEST_OPEN:
                members = distinct([target], members)
            relation = self.relation(variable, part.relation, target)
            # What narrows the things down comes before the way to them.
            return [*members, *relation] if part.target.where else [*relation, *members]
        if isinstance(part.target, Bound):
            return self.relation(variable, part.relation, f"?{part.target.variable}")
        iris = [printed(Iri(iri)) for iri in part.target.iris]
        if len(iris) == 1:
            return self.relation(variable, part.relation, iris[0])
        target = self.fresh("target")
        return [f"VALUES {target} {{ {' '.join(iris)} }}", *self.relation(variable, part.relation, target)]

    def _counted(self, part: Related, keys: list[str], base: Lines) -> Lines:
        target = f"?{part.target.variable}" if isinstance(part.target, Set) else "?_target"
        inner = block([*base, *self.related(keys[0], part)], "WHERE ")
        joined = " ".join(keys)
        group = f"GROUP BY {joined} HAVING (COUNT(DISTINCT {target}) >= {part.at_least})"
        return block([f"SELECT {joined}", *inner, group])

    # ---- values, days and texts

    def _valued(self, part: Valued, variable: str, base: Lines) -> Lines:
        path = part.path
        start = variable if path.start == variable[1:] or not path.start else f"?{path.start}"
        if part.other is not None:
            return self._against(part, part.other, start, base)
        if path.field is not None and path.field.additive and part.operator is not None:
            return self._total(part, start, base)
        value = self.fresh("value")
        lines = self.path(path, value, start=start)
        if part.operator is None:
            return lines
        if part.operator != "!=":
            return [*lines, f"FILTER({compare(value, part.operator, part.values, path.field)})"]
        # "has a value, and none equals": the ones that equal are taken away.
        equal = self.fresh("equal")
        same = [
            *base,
            *self.path(path, equal, start=start),
            f"FILTER({compare(equal, '=', part.values, path.field)})",
        ]
        return [*lines, *block(distinct([start], same)[1:-1], "MINUS ")]

    def _against(self, part: Valued, other: PathUse, start: str, base: Lines) -> Lines:
        """Some value of the one path meets some value of the other; money is totalled on both sides."""
        assert part.operator is not None
        here, there = self.fresh("value"), self.fresh("other")
        far = f"?{other.start}"
        kind = [] if far == start else [f"{far} kg:kind {printed(Iri(self.kinds[other.start]))} ."]
        lines = [*self._one_side(part.path, here, start, base), *self._one_side(other, there, far, [*base, *kind])]
        if part.operator != "!=":
            return [*lines, f"FILTER({compared(here, part.operator, there, part.path.field)})"]
        equal = compared(here, "=", there, part.path.field)
        keys = list(dict.fromkeys((start, far)))
        same = [*base, *kind, *lines, f"FILTER({equal})"]
        return [*lines, *block(distinct(keys, same)[1:-1], "MINUS ")]

    def _one_side(self, path: PathUse, value: str, start: str, base: Lines) -> Lines:
        if path.field is None or not path.field.additive:
            return self.path(path, value, start=start)
        amount, nodes = self._amounts(path, start, base)
        return block([f"SELECT {start} (SUM({amount}) AS {value})", *block(nodes, "WHERE "), f"GROUP BY {start}"])

    def _amounts(self, path: PathUse, start: str, base: Lines) -> tuple[str, Lines]:
        """The variable of the amounts of each thing, and what binds it once for each node that holds one."""
        node, amount = self.fresh("node"), self.fresh("amount")
        return amount, distinct([start, node, amount], [*base, *self.money(path, start, node, amount)])

    def _total(self, part: Valued, start: str, base: Lines) -> Lines:
        """The total of the distinct money nodes of each thing meets the comparison."""
        assert part.operator is not None
        amount, nodes = self._amounts(part.path, start, base)
        tests = [f"SUM({amount}) {part.operator} {printed(each)}" for each in part.values]
        having = (" && " if part.operator == "!=" else " || ").join(tests)
        return block([f"SELECT {start}", *block(nodes, "WHERE "), f"GROUP BY {start} HAVING ({having})"])

    def _timed(self, part: Timed, variable: str) -> Lines:
        node = self.fresh("timed")
        lines = [f"{variable} {self.predicate('over', self.stated)} {node} ."]
        starts, ends = self.fresh("starts"), self.fresh("ends")
        if part.relation in {"overlaps", "starts"}:
            lines.append(f"{node} kg:starts {starts} .")
        if part.relation in {"overlaps", "ends"}:
            lines.append(f"{node} kg:ends {ends} .")
        # Two periods overlap when neither ends before the other starts.
        late, early = (ends, starts) if part.relation == "overlaps" else (starts, ends)
        bounds = ((late, ">=", part.start), (early, "<=", part.end))
        tests = [f"{variable} {sign} {printed(day)}" for variable, sign, day in bounds if day]
        return [*lines, f"FILTER({' && '.join(tests)})"]

    def _mentioned(self, part: Mentioned, variable: str) -> Lines:
        predicate, text = self.fresh("field"), self.fresh("text")
        fields = ", ".join(printed(Iri(iri)) for iri in part.fields)
        held = f"LCASE(STR({text}))"
        if part.like:
            tests = " || ".join(f"REGEX({held}, {printed(alike(each))})" for each in part.texts)
        else:
            tests = " || ".join(f"CONTAINS({held}, {printed(each)})" for each in part.texts)
        return [f"{variable} {predicate} {text} .", f"FILTER({predicate} IN ({fields}) && ({tests}))"]


def is_named(part: Condition) -> bool:
    """Whether a condition leads to the things from one that is named, perhaps over others."""
    if not isinstance(part, Related) or part.at_least > 1:
        return False
    if isinstance(part.target, Set):
        return any(is_named(each) for each in conjuncts(part.target.where))
    return isinstance(part.target, Things)


def _is_total(part: Condition, things: Set) -> bool:
    """Whether a condition compares the total of an additive field of the things themselves with literals."""
    if not isinstance(part, Valued) or part.other is not None or part.operator is None or part.path.field is None:
        return False
    return part.path.field.additive and part.path.start in {"", things.variable}
