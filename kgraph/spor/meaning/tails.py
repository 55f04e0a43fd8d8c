"""What stands after a question's nouns: shown cells, sort keys and how many rows."""

from kgraph.errors import QuestionError
from kgraph.spor import syntax as written
from kgraph.spor.meaning.paths import Meaning, meaning
from kgraph.spor.meaning.scope import Scope
from kgraph.spor.meaning.values import whole


def shown(
    scope: Scope, show: tuple[written.Path | written.Evidence, ...], kind: str, variable: str
) -> tuple[list[Meaning], bool]:
    """The cells beside a thing, and whether its evidence is one of them."""
    paths = [meaning(each, kind, variable, scope) for each in show if isinstance(each, written.Path)]
    # A name alone is a column already.
    cells = [each for each in paths if each.use.legs or each.use.field]
    return cells, any(isinstance(each, written.Evidence) for each in show)


def not_a_column(scope: Scope, key: written.Path | written.Fold, columns: str) -> QuestionError:
    """What rows are sorted or kept by is none of their columns."""
    word = scope.complaints.written(key.span)
    return scope.complaints.hinted("not_a_column", key.span, key=word, columns=columns)


def first_rows(scope: Scope, first: written.Value | None) -> int | None:
    """How many rows are wanted.

    Raises:
        QuestionError: not a whole number from 1 on.
    """
    if first is None:
        return None
    return whole(scope.parameters.value(first, "integer", "10"), "first_number", 1, scope.complaints)
