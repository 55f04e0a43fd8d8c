"""Relations and paths as graph patterns.

Derived predicates (`kg:within`, `kg:thread`, `kg:over` ...) are made when the graph is built, so that nothing here
needs a property path.
"""

from dataclasses import dataclass, field, replace
from typing import assert_never

from kgraph.printing import printed
from kgraph.spor.pattern import FieldUse, PathUse, Relation
from kgraph.spor.sparql.lines import Lines, union
from kgraph.terms import KG, Iri, derived


@dataclass
class Ways:
    """Writes the ways between things with variables of its own; over stated links only, if told so."""

    stated: bool = False
    taken: dict[str, int] = field(default_factory=dict)

    def fresh(self, word: str) -> str:
        """A variable for something in between."""
        self.taken[word] = self.taken.get(word, 0) + 1
        return f"?_{word}{self.taken[word]}"

    # ---- relations

    def relation(self, one: str, relation: Relation, other: str) -> Lines:
        """Two terms hang together so."""
        subject, object_ = (other, one) if relation.backwards else (one, other)
        stated = relation.stated or self.stated
        match relation.how:
            case "within":
                apart = [f"FILTER({subject} != {object_})"] if relation.one_kind else []
                return [f"{subject} kg:within {object_} .", *apart]
            case "over":
                return [f"{subject} {self.predicate('over', stated)} {object_} .", f"FILTER({subject} != {object_})"]
            case "thread":
                predicate = self.predicate("thread", stated)
                ways = {"there": [f"{one} {predicate} {other} ."], "back": [f"{other} {predicate} {one} ."]}
                return union(list(ways.values()) if relation.way == "both" else [ways[relation.way]])
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
