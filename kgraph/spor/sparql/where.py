"""Sets, conditions and paths as graph patterns.

Each function gives lines of SPARQL. Derived predicates (`kg:kind`, `kg:within`, `kg:thread`, ...) are made when the
graph is built, so that nothing here needs a property path.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import assert_never

from kgraph.printing import printed
from kgraph.spor.pattern import (
    All,
    Any_,
    Condition,
    FieldUse,
    Literal_,
    Mentioned,
    Not,
    PathUse,
    Related,
    Relation,
    Set,
    Things,
    Timed,
    Valued,
)
from kgraph.spor.sparql.variables import conjuncts, free
from kgraph.terms import KG, Iri, derived

Lines = list[str]

# Parts the members of a list in one cell; no text of a plan holds it (it is stripped when the graph is built).
UNIT = "\\u001F"


def block(lines: Iterable[str], before: str = "", after: str = "") -> Lines:
    """Lines in braces, indented."""
    return [f"{before}{{", *(f"  {line}" for line in lines), f"}}{after}"]


def distinct(variables: Iterable[str], where: Lines) -> Lines:
    """A sub-select of distinct solutions."""
    return block([f"SELECT DISTINCT {' '.join(variables)}", *block(where, "WHERE ")])


def union(branches: list[Lines]) -> Lines:
    """Branches joined by UNION; a single one stands bare."""
    if len(branches) == 1:
        return branches[0]
    lines: Lines = []
    for number, branch in enumerate(branches):
        lines += block(branch, "UNION " if number else "")
    return lines


@dataclass
class Where:
    """Writes graph patterns with variables of its own; over stated links only, if told so."""

    stated: bool = False
    taken: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)

    def fresh(self, word: str) -> str:
        """A variable for something in between."""
        self.taken[word] = self.taken.get(word, 0) + 1
        return f"?_{word}{self.taken[word]}"

    # ---- sets and conditions

    def members(self, things: Set) -> Lines:
        """Binds the set's variable, and those of the columns within it."""
        base = self.base(things)
        self.kinds[things.variable] = things.kind
        return [*base, *self.condition(things.where, things, base)] if things.where else base

    def base(self, things: Set) -> Lines:
        """The kind, and the conditions that name where the things stand: cheap, and repeated inside negations."""
        variable = f"?{things.variable}"
        lines = [f"{variable} kg:kind {printed(Iri(things.kind))} ."]
        for part in conjuncts(things.where):
            if isinstance(part, Related) and part.relation.how == "within" and isinstance(part.target, Things):
                lines += self.related(variable, part)
        return lines

    def condition(self, part: Condition, things: Set, base: Lines) -> Lines:
        """One condition on a set's variable, which `base` binds."""
        variable = f"?{things.variable}"
        match part:
            case All(parts):
                return [line for each in parts for line in self.condition(each, things, base)]
            case Any_(parts):
                _, scoped = self._scoped(part, variable, base)
                return union([[*scoped, *self.condition(each, things, scoped)] for each in parts])
            case Not(inner):
                keys, scoped = self._scoped(part, variable, base)
                return block(distinct(keys, [*scoped, *self.condition(inner, things, scoped)])[1:-1], "MINUS ")
            case Related(at_least=least) if least > 1:
                return self._counted(part, *self._scoped(part, variable, base))
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

    def _scoped(self, part: Condition, variable: str, base: Lines) -> tuple[list[str], Lines]:
        """For what has a scope of its own: the variables it shares with the rest, and what binds them in it."""
        others = sorted(f"?{each}" for each in free(part) if f"?{each}" != variable)
        kinds = [f"{each} kg:kind {printed(Iri(self.kinds[each[1:]]))} ." for each in others]
        return [variable, *others], [*base, *kinds]

    def related(self, variable: str, part: Related) -> Lines:
        """The thing is related to some of the target."""
        if isinstance(part.target, Set):
            return [
                *self.relation(variable, part.relation, f"?{part.target.variable}"),
                *self.members(part.target),
            ]
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

    # ---- relations

    def relation(self, one: str, relation: Relation, other: str) -> Lines:
        """Two terms hang together so."""
        subject, object_ = (other, one) if relation.backwards else (one, other)
        stated = relation.stated or self.stated
        match relation.how:
            case "within":
                return [f"{subject} kg:within {object_} .", f"FILTER({subject} != {object_})"]
            case "over":
                return [f"{subject} {self.predicate('over', stated)} {object_} .", f"FILTER({subject} != {object_})"]
            case "thread":
                predicate = self.predicate("thread", stated)
                return union([[f"{one} {predicate} {other} ."], [f"{other} {predicate} {one} ."]])
            case "deep":
                return self.rolled(subject, self.predicate("leadsTo", stated), object_, "both", relation)
            case "link":
                predicate = self.link(relation)
                if relation.carried:
                    holder = self.fresh("holder")
                    over = self.predicate("over", stated)
                    return [f"{subject} {over} {holder} .", f"{holder} {predicate} {object_} ."]
                return self.rolled(subject, predicate, object_, relation.rolled, relation)
            case _ as never:
                assert_never(never)

    def link(self, relation: Relation) -> str:
        """The predicate of a stored link, or its twin over stated links."""
        stated = relation.claimed and (relation.stated or self.stated)
        return printed(Iri(derived(relation.predicate, stated=stated)))

    def predicate(self, name: str, stated: bool) -> str:
        """A predicate made when the graph is built."""
        return printed(Iri(derived(KG + name, stated=stated)))

    def rolled(self, subject: str, predicate: str, object_: str, ends: str, relation: Relation) -> Lines:
        """The link between parts: of both things, or of the one that is asked about."""
        start, end = subject, object_
        lines: Lines = []
        if ends == "both" or (ends == "own" and not relation.backwards):
            start = self.fresh("part")
            lines.append(f"{start} kg:within {subject} .")
        if ends == "both" or (ends == "own" and relation.backwards):
            end = self.fresh("end")
        lines.append(f"{start} {predicate} {end} .")
        if end != object_:
            lines.append(f"{end} kg:within {object_} .")
        return lines

    # ---- paths and values

    def path(self, path: PathUse, value: str, *, start: str | None = None) -> Lines:
        """From the start over the relations to the last thing, or to the field's value, bound as `value`."""
        at = start or f"?{path.start}"
        lines: Lines = []
        last = len(path.legs) - 1
        for number, leg in enumerate(path.legs):
            end = value if number == last and path.field is None else f"?{leg.variable}"
            lines += self.relation(at, leg.relation, end)
            lines += [f"{end} kg:kind {printed(Iri(leg.kind))} ."] if leg.kind else []
            at = end
        if path.field is not None:
            lines += self.field(at, path.field, value)
        return lines

    def field(self, thing: str, use: FieldUse, value: str, holder: str | None = None) -> Lines:
        """The thing's value of a field, its own or over its via link; `holder` is the node that has it."""
        if not use.carried:
            holder = thing
            return [f"{holder} {printed(Iri(use.iri))} {value} ."]
        node = holder or self.fresh("holder")
        over = self.predicate("over", self.stated)
        return [f"{thing} {over} {node} .", f"{node} {printed(Iri(use.iri))} {value} ."]

    def money(self, path: PathUse, thing: str, node: str, value: str) -> Lines:
        """The nodes that hold the amounts of an additive field, so that each is counted once."""
        assert path.field is not None
        if not path.legs:
            return self._held(thing, path.field, node, value)
        end = f"?{path.legs[-1].variable}"
        return [
            *self.path(replace(path, field=None), end, start=thing),
            *self._held(end, path.field, node, value),
        ]

    def _held(self, thing: str, use: FieldUse, node: str, value: str) -> Lines:
        return self.field(thing, replace(use, carried=True), value, node)

    def _valued(self, part: Valued, variable: str, base: Lines) -> Lines:
        path = part.path
        start = variable if path.start == variable[1:] or not path.start else f"?{path.start}"
        if path.field is not None and path.field.additive and part.operator is not None:
            return self._total(part, start, base)
        value = self.fresh("value")
        lines = self.path(path, value, start=start)
        if part.operator is None:
            return lines
        if part.operator != "!=":
            return [*lines, f"FILTER({_compare(value, part.operator, part.values, path.field)})"]
        # "has a value, and none equals": the ones that equal are taken away.
        equal = self.fresh("equal")
        same = [
            *base,
            *self.path(path, equal, start=start),
            f"FILTER({_compare(equal, '=', part.values, path.field)})",
        ]
        return [*lines, *block(distinct([start], same)[1:-1], "MINUS ")]

    def _total(self, part: Valued, start: str, base: Lines) -> Lines:
        """The total of the distinct money nodes of each thing meets the comparison."""
        assert part.operator is not None
        node, value = self.fresh("node"), self.fresh("amount")
        nodes = distinct([start, node, value], [*base, *self.money(part.path, start, node, value)])
        total = f"SUM({value})"
        tests = [f"{total} {part.operator} {printed(each)}" for each in part.values]
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
        tests = " || ".join(f"CONTAINS(LCASE(STR({text})), {printed(each)})" for each in part.texts)
        return [f"{variable} {predicate} {text} .", f"FILTER({predicate} IN ({fields}) && ({tests}))"]


def _compare(value: str, operator: str, values: tuple[Literal_, ...], use: FieldUse | None) -> str:
    textual = use is not None and use.type == "text"
    tests = []
    for each in values:
        if not textual:
            tests.append(f"{value} {operator} {printed(each)}")
        elif operator == "~":
            tests.append(f"CONTAINS(LCASE(STR({value})), {printed(str(each).lower())})")
        else:
            tests.append(f"LCASE(STR({value})) = {printed(str(each).lower())}")
    return " || ".join(tests)
