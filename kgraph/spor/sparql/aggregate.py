"""Questions that fold things in groups: the groups with their names, cells, order and limit."""

from dataclasses import dataclass

from kgraph.printing import printed
from kgraph.spor.pattern import AggregatePattern, Group, Order, PathUse
from kgraph.spor.sparql.folds import NONE, Folds
from kgraph.spor.sparql.lines import UNIT, Lines, block, distinct, union
from kgraph.spor.sparql.where import Where
from kgraph.terms import Iri, name_in


def write_aggregate(pattern: AggregatePattern, language: str, *, stated: bool) -> tuple[str, str | None]:
    """The query for the groups, and the one that counts them where `first` cuts them off.

    Columns: for each group its variable and `<variable>_name`, for each fold `fold1`, for a sum also `fold1_known`,
    for each shown cell `cell1`.
    """
    where = Where.of(pattern, stated=stated)
    return _Writer(pattern, language, where, Folds(pattern, where)).write()


@dataclass
class _Writer:
    pattern: AggregatePattern
    language: str
    where: Where
    folds: Folds

    def write(self) -> tuple[str, str | None]:
        groups = [*self.folds.rows(), *self._kept()]
        body = list(groups)
        head: list[str] = []
        for group, dim in zip(self.pattern.groups, self.folds.dims, strict=True):
            head += [dim, f"{dim}_name"]
            body += self._name(group, dim)
        for number, fold in enumerate(self.pattern.folds, start=1):
            head.append(f"(?_fold{number} AS ?fold{number})")
            head += [f"(?_known{number} AS ?fold{number}_known)"] if fold.name == "sum" else []
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

    def _kept(self) -> Lines:
        """The groups whose folds come to what is asked; a fold of nothing meets no test."""
        tests = [f"?_fold{test.fold + 1} {test.operator} {printed(test.value)}" for test in self.pattern.tests]
        joined = (" && " if self.pattern.every_test else " || ").join(tests)
        return [f"FILTER({joined})"] if tests else []

    def _name(self, group: Group, dim: str) -> Lines:
        if group.path.field is None:
            return [f"OPTIONAL {{ {dim} {printed(Iri(name_in(self.language)))} {dim}_name . }}"]
        if group.path.field.type != "text":
            return []
        # A text group is shown as it was written: the first of its spellings.
        value = "?_spelt"
        lines = [
            *distinct([self.folds.thing], self.where.members(self.pattern.things)),
            *self.where.path(group.path, value),
            f"BIND(LCASE(STR({value})) AS {dim})",
        ]
        head = f"SELECT {dim} (MIN(STR({value})) AS {dim}_name)"
        # HAVING, since one engine makes a group of nothing where there is none.
        spelt = [head, *block(lines, "WHERE "), f"GROUP BY {dim} HAVING (COUNT({value}) > 0)"]
        return block(union([spelt, [f"BIND({NONE} AS {dim})"]]))

    # ---- columns about the group itself, and order

    def _shown(self, path: PathUse, cell: str) -> Lines:
        dim = self.folds.dims[0]
        if path.field is not None and path.field.additive:
            nodes = distinct([dim, "?_node", "?_amount"], self.where.money(path, dim, "?_node", "?_amount"))
            return [f"SELECT {dim} (SUM(?_amount) AS {cell})", *block(nodes, "WHERE "), f"GROUP BY {dim}"]
        text = path.field is not None and path.field.type == "text"
        value = 'CONCAT(LANG(?_value), "@", STR(?_value))' if text else "STR(?_value)"
        head = f'SELECT {dim} (GROUP_CONCAT(DISTINCT {value}; SEPARATOR="{UNIT}") AS {cell})'
        return [head, *block(self.where.path(path, "?_value", start=dim), "WHERE "), f"GROUP BY {dim}"]

    def _order(self) -> list[str]:
        # What has no group comes last, however much of it there is.
        nothing = [f"({dim} = {NONE})" for dim in self.folds.dims]
        names = [[f"{dim}_name", dim] for dim in self.folds.dims]
        if not self.pattern.order:
            return [key for none, name in zip(nothing, names, strict=True) for key in (none, *name)]
        sorted_by = [key for order in self.pattern.order for key in self._key(order)]
        return [*nothing, *sorted_by, *(key for name in names for key in name)]

    def _key(self, order: Order) -> list[str]:
        assert isinstance(order.key, int)
        number = order.key - len(self.folds.dims) + 1
        if number >= 1:
            variable = f"?fold{number}"
            return [f"(!BOUND({variable}))", f"DESC({variable})" if order.descending else variable]
        dim = self.folds.dims[order.key]
        keys = [f"{dim}_name", dim]
        return [f"DESC({key})" if order.descending else key for key in keys]
