"""The columns that an answer will have: their headings and what stands in them."""

from kgraph.answer import Column
from kgraph.messages import say
from kgraph.spor.meaning.paths import Meaning
from kgraph.spor.meaning.scope import Scope
from kgraph.spor.pattern import FoldUse, Set

SINGLE = {"text": "text", "integer": "integer", "decimal": "number", "date": "date", "boolean": "boolean"}
LISTS = {"text": "texts", "integer": "integers", "decimal": "numbers", "date": "dates", "boolean": "booleans"}


def thing_column(scope: Scope, things: Set) -> Column:
    """The column of the things of a set, headed by the name given with *as* or by the kind."""
    named = [name for name, (variable, _) in scope.variables.items() if variable == things.variable]
    return Column(named[0] if named else scope.vocabulary.kinds[things.kind].label(scope.language), "thing")


def group_column(found: Meaning) -> Column:
    """The column of a group: one thing or one value a row."""
    if found.field is None:
        return Column(found.words, "thing")
    return Column(found.words, "choice" if found.field.type == "choice" else SINGLE[found.field.type])


def column_of(found: Meaning) -> Column:
    """The column of a path."""
    field = found.field
    if field is None:
        return Column(found.words, "things")
    if field.additive:
        return Column(found.words, "money" if field.currency else "number", field.currency)
    if field.type == "choice":
        return Column(found.words, "choices")
    return Column(found.words, LISTS[field.type])


def fold_column(scope: Scope, fold: FoldUse, found: Meaning | None) -> list[Column]:
    """The column of a fold; beside a sum, how many of the things have a value."""
    if found is None:
        return [Column(say(scope.language, "column_count"), "integer")]
    name = say(scope.language, f"column_{fold.name}", field=found.words)
    field = found.field
    currency = field.currency if field else None
    kind = "money" if currency else "date" if field and field.type == "date" else "number"
    columns = [Column(name, kind, currency)]
    if fold.name == "sum":
        columns.append(Column(say(scope.language, "column_known", field=found.words), "integer"))
    return columns
