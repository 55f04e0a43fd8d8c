"""Things with their groups, and what is folded in each group.

The things and their groups are one keyed relation, in which a thing without a group has the group `kg:none`: a bound
key, since an unbound one would join with everything. Each fold puts its values beside those of the others, in rows of
their own under the same keys, and all are added up in one pass: no two of them ever meet in a join, no group is lost,
and no engine sees a group from outside. Money is added up over its distinct nodes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kgraph.spor.pattern import AggregatePattern, FoldUse, Group, Not, PathUse
from kgraph.spor.sparql.lines import Lines, block, distinct, union
from kgraph.spor.sparql.variables import conjuncts, renamed
from kgraph.spor.sparql.where import Where, is_named

NONE = "kg:none"
# A node that holds an amount, so that each is counted once.
MONEY = ("?_node", "?_amount")
OVER = {"average": "AVG", "lowest": "MIN", "highest": "MAX"}


@dataclass
class Folds:
    """Writes the groups of a pattern with their folds."""

    pattern: AggregatePattern
    where: Where

    def rows(self) -> Lines:
        """A sub-select with a row a group: its keys, `?_fold1`, and beside a sum `?_known1`."""
        heads = [head for number, fold in enumerate(self.pattern.folds, start=1) for head in self._heads(fold, number)]
        branches = [*self._listed(), *self._branches()]
        grouped = [f"GROUP BY {' '.join(self.dims)}"] if self.dims else []
        return block([f"SELECT {' '.join([*self.dims, *heads])}", *block(union(branches), "WHERE "), *grouped])

    def _heads(self, fold: FoldUse, number: int) -> list[str]:
        match fold.name:
            case "count":
                return [f"(COUNT({self.thing}) AS ?_fold{number})"]
            case "sum":
                total = f"(SUM(COALESCE(?_amount{number}, 0)) AS ?_fold{number})"
                return [total, f"(COUNT(?_has{number}) AS ?_known{number})"]
            case "average":
                # Of nothing it is no number, since that would be divided by 0.
                one = f"?_one{number}"
                return [f"(SUM(COALESCE({one}, 0)) / COUNT({one}) AS ?_fold{number})"]
            case _:
                return [f"(SAMPLE(?_one{number}) AS ?_fold{number})"]

    def _branches(self) -> Iterator[Lines]:
        """The values of each fold, under the keys of the groups."""
        for number, fold in enumerate(self.pattern.folds, start=1):
            if fold.path is None:
                yield self.keyed()
            elif fold.name == "sum":
                amounts = self._amounts(fold.path)
                one = f"(?_amount AS ?_amount{number})"
                yield [self._select([*self.dims, one]), *block(distinct([*self.dims, *MONEY], amounts), "WHERE ")]
                has = f"({self.thing} AS ?_has{number})"
                yield [self._select([*self.dims, has]), *block(distinct([self.thing, *self.dims], amounts), "WHERE ")]
            else:
                yield self._one_each(fold, number)

    def _select(self, head: list[str]) -> str:
        return f"SELECT {' '.join(head)}"

    def _one_each(self, fold: FoldUse, number: int) -> Lines:
        """One value a thing first: the total of its money, or the fold of its values; of those the least or most."""
        assert fold.path is not None
        assert fold.path.field is not None
        keys = [self.thing, *self.dims]
        if fold.path.field.additive:
            values = distinct([*keys, *MONEY], self._amounts(fold.path))
            head = f"SELECT {' '.join(keys)} (SUM(?_amount) AS ?_one)"
        else:
            values = distinct([*keys, "?_value"], [*self.keyed(), *self.where.path(fold.path, "?_value")])
            head = f"SELECT {' '.join(keys)} ({OVER[fold.name]}(?_value) AS ?_one)"
        each = block([head, *block(values, "WHERE "), f"GROUP BY {' '.join(keys)}"])
        if fold.name == "average":
            return [self._select([*self.dims, f"(?_one AS ?_one{number})"]), *block(each, "WHERE ")]
        most = f"({OVER[fold.name]}(?_one) AS ?_one{number})"
        grouped = [f"GROUP BY {' '.join(self.dims)}"] if self.dims else []
        return [self._select([*self.dims, most]), *block(each, "WHERE "), *grouped]

    # ---- the keyed relation: things and their groups

    @property
    def thing(self) -> str:
        """The variable of the things."""
        return f"?{self.pattern.things.variable}"

    @property
    def dims(self) -> list[str]:
        """The variables of the groups."""
        return [f"?{group.variable}" for group in self.pattern.groups]

    @cached_property
    def _things(self) -> Lines:
        """Each thing once."""
        things = self.pattern.things
        lines = self.where.members(things)
        # Other conditions than negations may hold in several ways.
        alone = all(isinstance(part, Not) for part in conjuncts(things.where))
        return lines if alone else distinct([self.thing], lines)

    @cached_property
    def _are_few(self) -> bool:
        """Whether the things hang on one that is named: then each is asked for its groups and its money, one by one."""
        return any(is_named(part) for part in conjuncts(self.pattern.things.where))

    @cached_property
    def _beside(self) -> dict[str, Lines]:
        """For each dimension what lays the groups beside the things; those without one have the group "none"."""
        anchor = self.where.anchor(self.pattern.things)
        found: dict[str, Lines] = {}
        for group, dim in zip(self.pattern.groups, self.dims, strict=True):
            # Under a name of its own, since some engines would bind the group here to that of the row outside.
            other = self.where.fresh(group.variable)
            lines = self._assigned(renamed(group, group.variable, other[1:]), other)
            if not self._are_few:
                # All at once is faster than for each of many.
                once = "" if _is_unique(group) else "DISTINCT "
                lines = [f"SELECT {once}{self.thing} {other}", *block([*anchor, *lines], "WHERE ")]
            found[dim] = [*block(lines, "OPTIONAL "), f"BIND(COALESCE({other}, {NONE}) AS {dim})"]
        return found

    def keyed(self, dims: Sequence[str] | None = None, things: Lines | None = None, *more: str) -> Lines:
        """Each thing with each of its groups, once; the same text wherever it stands, in a group of its own.

        `things` binds the things and what `more` names, if that is more than the things alone.
        """
        lines = list(self._things if things is None else things)
        chosen = self.dims if dims is None else dims
        for dim in chosen:
            lines += self._beside[dim]
        return distinct([self.thing, *more, *chosen], lines) if self._are_few else block(lines)

    def _amounts(self, path: PathUse) -> Lines:
        """The amounts of each thing in each of its groups."""
        money = self.where.money(path, self.thing, *MONEY)
        members = self.where.members(self.pattern.things)
        keys = [self.thing, *MONEY]
        if self._are_few:
            lines = [*members, *money]
        else:
            # From the amounts outwards, since few things have money: the groups of those alone are looked for.
            outwards = money if path.legs else money[::-1]
            lines = [*block([f"SELECT {' '.join(keys)}", *block(outwards, "WHERE ")]), *members]
        return self.keyed(None, distinct(keys, lines), *MONEY)

    def _assigned(self, group: Group, dim: str) -> Lines:
        """Binds the group of a thing: things by their IRI, texts in lower case, other values as they are."""
        textual = group.path.field is not None and group.path.field.type == "text"
        value = self.where.fresh("text") if textual else dim
        lines = self.where.path(group.path, value)
        if group.enumerated is not None:
            lines += self.where.members(group.enumerated)
        return [*lines, f"BIND(LCASE(STR({value})) AS {dim})"] if textual else lines

    # ---- groups that are listed whether there is anything in them or not

    def _listed(self) -> list[Lines]:
        """The groups to list; those that occur too, where nothing is counted."""
        if not self.dims:
            return []
        if self.pattern.matrix:
            # Every cell of a matrix is given: all rows with all columns.
            return [[*self._those(self.dims[:-1]), *self._those(self.dims[-1:])]]
        if any(fold.path is None for fold in self.pattern.folds):
            return self._missing(self.dims)
        return [self._those(self.dims)]

    def _those(self, dims: list[str]) -> Lines:
        if not dims:
            return []
        return distinct(dims, union([self.keyed(dims), *self._missing(dims)]))

    def _missing(self, dims: list[str]) -> list[Lines]:
        """Every enumerated thing; of several dimensions those that occur in none, with no group in the others."""
        branches: list[Lines] = []
        for group, dim in zip(self.pattern.groups, self.dims, strict=True):
            if dim not in dims or group.enumerated is None:
                continue
            every = self.where.members(group.enumerated)
            if len(dims) == 1:
                branches.append(every)
                continue
            missing = block(distinct([dim], self.keyed([dim]))[1:-1], "MINUS ")
            rest = [f"BIND({NONE} AS {other})" for other in dims if other != dim]
            branches.append([*distinct([dim], [*every, *missing]), *rest])
        return branches


def _is_unique(group: Group) -> bool:
    """Whether a thing and its group are found in one way alone: by one triple that is derived."""
    relation = group.path.legs[0].relation if len(group.path.legs) == 1 else None
    if relation is None or group.path.field is not None or group.enumerated is None or group.enumerated.where:
        return False
    return relation.how == "within" or (relation.how == "thread" and relation.way != "both")
