"""A compiled question to the recipe by which it is answered."""

import re
from dataclasses import replace
from typing import assert_never

from kgraph.recipe import Recipe, Search
from kgraph.spor.meaning.resolve import Resolved
from kgraph.spor.pattern import (
    AggregatePattern,
    CardPattern,
    ExistsPattern,
    Pattern,
    RoutePattern,
    SelectPattern,
    WhyPattern,
)
from kgraph.spor.remarks import remarks
from kgraph.spor.sparql import write
from kgraph.vocabulary import Vocabulary

# A derived predicate over stated links alone, as `terms.derived` names it.
TWIN = re.compile(r"[:/#]stated[A-Z]")


def recipe_of(
    question: str,
    found: Resolved,
    language: str,
    vocabulary: Vocabulary,
    *,
    stated: bool,
    chosen: tuple[str, ...],
) -> Recipe:
    """The recipe of what a question means."""
    queries = write(found.pattern, language, vocabulary, stated=stated)
    recipe = Recipe(
        question=question,
        language=language,
        form="route",
        columns=found.columns,
        cells=(),
        keys=0,
        rows=queries.rows,
        counting=queries.counting,
        chosen=chosen,
    )
    other = _stated(found.pattern, language, vocabulary, stated=stated)
    match found.pattern:
        case SelectPattern():
            noted = remarks(found.pattern, language, vocabulary, stated=stated)
            return replace(_select(recipe, found.pattern, other), remarks=noted)
        case AggregatePattern():
            noted = remarks(found.pattern, language, vocabulary, stated=stated)
            return replace(_aggregate(recipe, found.pattern, other, vocabulary, stated=stated), remarks=noted)
        case ExistsPattern():
            return replace(recipe, form="exists", stated=other)
        case CardPattern():
            return replace(recipe, form="card", cells=("direction", "link", "value"))
        case WhyPattern():
            return replace(recipe, form="why", search=_search(found.pattern, stated=stated))
        case RoutePattern(start, end):
            return replace(recipe, search=Search(start, end, stated=stated))
        case _ as never:
            assert_never(never)


def _search(pattern: WhyPattern, *, stated: bool) -> Search:
    relation = pattern.relation
    return Search(
        pattern.start,
        pattern.end,
        relation.how,
        relation.predicate,
        relation.backwards,
        relation.rolled,
        relation.carried,
        relation.stated or stated,
    )


def _stated(pattern: Pattern, language: str, vocabulary: Vocabulary, *, stated: bool) -> str | None:
    """The same rows over stated links alone, bare of cells and order; None where that is the same question."""
    bare: Pattern
    match pattern:
        case _ if stated:
            return None
        case SelectPattern():
            bare = replace(pattern, show=(), evidence=False, order=(), first=None)
        case AggregatePattern():
            bare = replace(pattern, show=(), order=(), first=None)
        case ExistsPattern():
            bare = pattern
        case _:
            return None
    there = write(bare, language, vocabulary, stated=True).rows
    # Without a twin of a link in it, it is the very same question.
    return there if TWIN.search(there) else None


def _select(recipe: Recipe, pattern: SelectPattern, stated: str | None) -> Recipe:
    sets = (pattern.things, *pattern.columns)
    cells = [each.variable for each in sets]
    cells += [f"cell{number}" for number in range(1, len(pattern.show) + 1)]
    cells += ["evidence"] if pattern.evidence else []
    money = tuple(
        (f"cell{number}", path.field.iri)
        for number, path in enumerate(pattern.show, start=1)
        if path.field is not None and path.field.additive
    )
    return replace(recipe, form="select", cells=tuple(cells), keys=len(sets), stated=stated, money=money)


def _aggregate(
    recipe: Recipe, pattern: AggregatePattern, other: str | None, vocabulary: Vocabulary, *, stated: bool
) -> Recipe:
    cells = [group.variable for group in pattern.groups]
    for number, fold in enumerate(pattern.folds, start=1):
        cells += [f"fold{number}", f"fold{number}_known"] if fold.name == "sum" else [f"fold{number}"]
    cells += [f"cell{number}" for number in range(1, len(pattern.show) + 1)]
    totals = None
    # Groups that are left out would be missing in the sum of the rows, and say nothing of overlaps.
    if pattern.groups and not pattern.tests:
        ungrouped = replace(pattern, groups=(), matrix=False, show=(), order=(), first=None)
        totals = write(ungrouped, recipe.language, vocabulary, stated=stated).rows
    return replace(
        recipe,
        matrix=pattern.matrix,
        form="aggregate",
        cells=tuple(cells),
        keys=len(pattern.groups),
        stated=other,
        totals=totals,
    )
