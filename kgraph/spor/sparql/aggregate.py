"""Folds per group.

The things and their groups are one keyed relation, in which a thing without a group has the group `kg:none`: a bound
key, since an unbound one would join with everything. Each fold is a sub-select over that relation, so that no two of
them meet in one join; money is added up over its distinct nodes.
"""

from dataclasses import dataclass

from kgraph.printing import printed
from kgraph.spor.pattern import AggregatePattern, FoldUse, Group, Order, PathUse
from kgraph.spor.sparql.variables import renamed
from kgraph.spor.sparql.where import UNIT, Lines, Where, block, distinct, union
from kgraph.terms import Iri, name_in

NONE = "kg:none"


def write_aggregate(pattern: AggregatePattern, language: str, *, stated: bool) -> tuple[str, str | None]:
    """The query for the groups, and the one that counts them where `first` cuts them off.

    Columns: for each group its variable and `<variable>_name`, for each fold `fold1`, for a sum also `fold1_known`,
    for each shown cell `cell1`.
    """
    return _Writer(pattern, language, Where(stated=stated)).write()


@dataclass
class _Writer:
    pattern: AggregatePattern
    language: str
    where: Where

    def write(self) -> tuple[str, str | None]:
        groups = self.groups()
        body = [*groups]
        head: list[str] = []
        for group in self.pattern.groups:
            dim = f"?{group.variable}"
            head += [dim, f"{dim}_name"]
            body += self._name(group, dim)
        for number, fold in enumerate(self.pattern.folds, start=1):
            head.append(self._cell(fold, number))
            body += block(self.fold(fold, f"?_fold{number}"), "OPTIONAL ")
            if fold.name == "sum":
                head.append(f"(COALESCE(?_known{number}, 0) AS ?fold{number}_known)")
                body += block(self.known(fold, f"?_known{number}"), "OPTIONAL ")
        for number, path in enumerate(self.pattern.show, start=1):
            head.append(f"?cell{number}")
            body += block(self._shown(path, f"?cell{number}"), "OPTIONAL ")
        lines = [f"SELECT {' '.join(head)}", *block(body, "WHERE ")]
        if self.pattern.groups:
            lines.append(f"ORDER BY {' '.join(self._order())}")
        if self.pattern.first is None:
            return "\n".join(lines), None
        counting = ["SELECT (COUNT(*) AS ?total)", *block(groups, "WHERE ")]
        return "\n".join([*lines, f"LIMIT {self.pattern.first}"]), "\n".join(counting)

    # ---- the keyed relation: things and their groups

    @property
    def thing(self) -> str:
        return f"?{self.pattern.things.variable}"

    @property
    def dims(self) -> list[str]:
        return [f"?{group.variable}" for group in self.pattern.groups]

    def keyed(self) -> Lines:
        lines = self.where.members(self.pattern.things)
        base = self.where.base(self.pattern.things)
        for group, dim in zip(self.pattern.groups, self.dims, strict=True):
            found = [*base, *self._assigned(group, dim)]
            # A variable of its own, since some engines would bind the group here to that of the row outside.
            other = self.where.fresh(group.variable)
            apart = [*base, *self._assigned(renamed(group, group.variable, other[1:]), other)]
            lacking = block(distinct([self.thing], apart)[1:-1], "MINUS ")
            lines += union([found, [*base, *lacking, f"BIND({NONE} AS {dim})"]])
        return distinct([self.thing, *self.dims], lines)

    def _assigned(self, group: Group, dim: str) -> Lines:
        """Binds the group of a thing: things by their IRI, texts in lower case, other values as they are."""
        textual = group.path.field is not None and group.path.field.type == "text"
        value = self.where.fresh("text") if textual else dim
        lines = self.where.path(group.path, value)
        if group.enumerated is not None:
            lines += self.where.members(group.enumerated)
        return [*lines, f"BIND(LCASE(STR({value})) AS {dim})"] if textual else lines

    # ---- which groups there are

    def groups(self) -> Lines:
        if not self.pattern.groups:
            return []
        if self.pattern.matrix:
            # Every cell of a matrix is given: all rows with all columns.
            return [*self._those(self.dims[:-1]), *self._those(self.dims[-1:])]
        return self._those(self.dims)

    def _those(self, dims: list[str]) -> Lines:
        """The groups that occur, and every enumerated thing that occurs in none."""
        if not dims:
            return []
        occurring = distinct(dims, self.keyed())
        branches = [occurring]
        for group, dim in zip(self.pattern.groups, self.dims, strict=True):
            if dim in dims and group.enumerated is not None:
                every = self.where.members(group.enumerated)
                missing = block(distinct([dim], self.keyed())[1:-1], "MINUS ")
                rest = [f"BIND({NONE} AS {other})" for other in dims if other != dim]
                branches.append([*distinct([dim], [*every, *missing]), *rest])
        return block(union(branches)) if len(branches) > 1 else occurring

    def _name(self, group: Group, dim: str) -> Lines:
        if group.path.field is None:
            return [f"OPTIONAL {{ {dim} {printed(Iri(name_in(self.language)))} {dim}_name . }}"]
        if group.path.field.type != "text":
            return []
        # A text group is shown as it was written: the first of its spellings.
        value = "?_spelt"
        lines = [
            *distinct([self.thing], self.where.members(self.pattern.things)),
            *self.where.path(group.path, value),
            f"BIND(LCASE(STR({value})) AS {dim})",
        ]
        head = f"SELECT {dim} (MIN(STR({value})) AS {dim}_name)"
        # HAVING, since one engine makes a group of nothing where there is none.
        spelt = [head, *block(lines, "WHERE "), f"GROUP BY {dim} HAVING (COUNT({value}) > 0)"]
        return block(union([spelt, [f"BIND({NONE} AS {dim})"]]))

    # ---- folds

    def _cell(self, fold: FoldUse, number: int) -> str:
        if fold.name in {"count", "sum"}:
            return f"(COALESCE(?_fold{number}, 0) AS ?fold{number})"
        return f"(?_fold{number} AS ?fold{number})"

    def fold(self, fold: FoldUse, cell: str) -> Lines:
        if fold.path is None:
            return self._grouped(f"(COUNT(DISTINCT {self.thing}) AS {cell})", self.keyed())
        assert fold.path.field is not None
        if fold.name == "sum":
            nodes = distinct([*self.dims, "?_node", "?_amount"], self._amounts(fold.path))
            return self._grouped(f"(SUM(?_amount) AS {cell})", nodes)
        name = {"average": "AVG", "lowest": "MIN", "highest": "MAX"}[fold.name]
        # In SPARQL the average of nothing is 0; here it is empty, as the lowest and the highest are.
        return [*self._grouped(f"({name}(?_one) AS {cell})", self._one_each(fold)), "HAVING (COUNT(?_one) > 0)"]

    def _one_each(self, fold: FoldUse) -> Lines:
        """One value a thing first: the total of its money, or the fold of its values."""
        assert fold.path is not None
        assert fold.path.field is not None
        keys = [self.thing, *self.dims]
        if fold.path.field.additive:
            values = distinct([*keys, "?_node", "?_amount"], self._amounts(fold.path))
            head = f"SELECT {' '.join(keys)} (SUM(?_amount) AS ?_one)"
        else:
            values = distinct([*keys, "?_value"], [*self.keyed(), *self.where.path(fold.path, "?_value")])
            name = {"average": "AVG", "lowest": "MIN", "highest": "MAX"}[fold.name]
            head = f"SELECT {' '.join(keys)} ({name}(?_value) AS ?_one)"
        return block([head, *block(values, "WHERE "), f"GROUP BY {' '.join(keys)}"])

    def _amounts(self, path: PathUse) -> Lines:
        return [*self.keyed(), *self.where.money(path, self.thing, "?_node", "?_amount")]

    def known(self, fold: FoldUse, cell: str) -> Lines:
        """How many things of the group have a value."""
        assert fold.path is not None
        return self._grouped(f"(COUNT(DISTINCT {self.thing}) AS {cell})", self._amounts(fold.path))

    def _grouped(self, head: str, lines: Lines) -> Lines:
        select = f"SELECT {' '.join([*self.dims, head])}"
        return [select, *block(lines, "WHERE "), *([f"GROUP BY {' '.join(self.dims)}"] if self.dims else [])]

    # ---- columns about the group itself, and order

    def _shown(self, path: PathUse, cell: str) -> Lines:
        dim = self.dims[0]
        if path.field is not None and path.field.additive:
            nodes = distinct([dim, "?_node", "?_amount"], self.where.money(path, dim, "?_node", "?_amount"))
            return [f"SELECT {dim} (SUM(?_amount) AS {cell})", *block(nodes, "WHERE "), f"GROUP BY {dim}"]
        text = path.field is not None and path.field.type == "text"
        value = 'CONCAT(LANG(?_value), "@", STR(?_value))' if text else "STR(?_value)"
        head = f'SELECT {dim} (GROUP_CONCAT(DISTINCT {value}; SEPARATOR="{UNIT}") AS {cell})'
        return [head, *block(self.where.path(path, "?_value", start=dim), "WHERE "), f"GROUP BY {dim}"]

    def _order(self) -> list[str]:
        keys: list[str] = []
        for order in self.pattern.order:
            keys += self._key(order)
        for dim in self.dims:
            keys += [f"({dim} = {NONE})", f"{dim}_name", dim]
        return keys

    def _key(self, order: Order) -> list[str]:
        assert isinstance(order.key, int)
        number = order.key - len(self.dims) + 1
        if number >= 1:
            variable = f"?fold{number}"
            return [f"(!BOUND({variable}))", f"DESC({variable})" if order.descending else variable]
        dim = self.dims[order.key]
        keys = [f"{dim}_name", dim]
        return [f"({dim} = {NONE})", *(f"DESC({key})" if order.descending else key for key in keys)]
