"""What the reader of an answer should know of it: counted by queries of their own, told only where there is any.

- An area *without (sub-strategies without measures)* may be one without sub-strategies: the condition holds of nothing.
- An area *without SDG goals* may be supported by things of another plan that do lead to goals: what they do is theirs.
- Measures *per SDG goal* follow the thread, which may lead to a goal over another plan's sub-strategy.
- The average of amounts that several things share takes the whole amount for each of them.
"""

from collections.abc import Iterator
from dataclasses import replace

from kgraph.messages import say
from kgraph.recipe import Remark
from kgraph.spor.meaning.relations import WITHIN
from kgraph.spor.pattern import AggregatePattern, All, Condition, Not, PathUse, Related, Relation, SelectPattern, Set
from kgraph.spor.sparql import declared
from kgraph.spor.sparql.lines import Lines, block, distinct, union
from kgraph.spor.sparql.variables import conjuncts, free
from kgraph.spor.sparql.where import Where
from kgraph.vocabulary import Link, Vocabulary

# A note's key, the kind that it names beside the question's own, and what binds the things it is true of.
Found = tuple[str, str, Lines]


def remarks(
    pattern: SelectPattern | AggregatePattern, language: str, vocabulary: Vocabulary, *, stated: bool
) -> tuple[Remark, ...]:
    """The remarks on a question for rows or groups, each with the SPARQL that counts what it is true of."""
    where = Where.of(pattern, stated=stated)
    links = [link for link in vocabulary.links.values() if link.thread and not link.backwards]
    found = _of_rows(pattern, where, links) if isinstance(pattern, SelectPattern) else _of_groups(pattern, where, links)
    one = vocabulary.kinds[pattern.things.kind].plural(language)
    told = []
    for key, kind, lines in found:
        other = vocabulary.kinds[kind].plural(language)
        text = say(language, f"note_{key}", one=one, other=other, number="{number}")
        counted = "?_node" if key == "shared_folds" else f"?{pattern.things.variable}"
        count = [f"SELECT (COUNT(DISTINCT {counted}) AS ?total)", *block(lines, "WHERE ")]
        told.append(Remark(key, text, declared("\n".join(count))))
    return tuple(told)


def _of_rows(pattern: SelectPattern, where: Where, links: list[Link]) -> Iterator[Found]:
    things = pattern.things
    if any(free(part) for part in conjuncts(things.where)):
        # Conditions that speak of each other's things cannot be counted one by one.
        return
    for part in conjuncts(things.where):
        related = part.part if isinstance(part, Not) else part
        if not isinstance(related, Related) or not isinstance(related.target, Set):
            continue
        if isinstance(part, Not):
            yield from _of_lacking(things, related, related.target, where)
        if related.relation.how == "thread":
            rest = tuple(each for each in conjuncts(things.where) if each is not part)
            yield from _far(replace(things, where=All(rest)), related.relation, related.target, where, links)


def _of_groups(pattern: AggregatePattern, where: Where, links: list[Link]) -> Iterator[Found]:
    for group in pattern.groups:
        leg = group.path.legs[-1] if len(group.path.legs) == 1 else None
        if leg and leg.relation.how == "thread" and group.enumerated:
            yield from _far(pattern.things, leg.relation, group.enumerated, where, links)
    for path in (fold.path for fold in pattern.folds if fold.path and fold.name == "average"):
        if path.field is not None and path.field.additive:
            yield "shared_folds", pattern.things.kind, _shared(pattern.things, path, where)


def _of_lacking(things: Set, lacked: Related, target: Set, where: Where) -> Iterator[Found]:
    if any(isinstance(part, Not) for part in conjuncts(target.where)):
        bare: Condition = Not(replace(lacked, target=replace(target, where=None)))
        yield "vacuous", target.kind, where.members(replace(things, where=All((*conjuncts(things.where), bare))))
    elif lacked.relation.how == "thread" and lacked.at_least == 1:
        variable = f"?{things.variable}"
        leads = where.predicate("leadsTo", lacked.relation.stated or where.stated)
        by = [f"?_by {leads} ?_part .", f"?_part kg:within {variable} ."]
        yield "others", target.kind, [*where.members(things), *by, *where.related("?_by", lacked)]


def _far(things: Set, thread: Relation, target: Set, where: Where, links: list[Link]) -> Iterator[Found]:
    """Pairs that the thread joins and no single step does."""
    one, other = f"?{things.variable}", f"?{target.variable}"
    steps = [Relation("link", link.iri, back, "both", claimed=True) for link in links for back in (False, True)]
    near = [replace(each, stated=thread.stated) for each in (WITHIN, replace(WITHIN, backwards=True), *steps)]
    # The kinds within each branch: before them, all things would be paired with all others.
    kinds = [*where.base(things), *where.base(target)]
    joined = distinct([one, other], union([[*where.relation(one, each, other), *kinds] for each in near]))
    pairs = [*where.members(things), *where.relation(one, thread, other), *where.members(target)]
    yield "far", target.kind, [*pairs, *block(joined[1:-1], "MINUS ")]


def _shared(things: Set, path: PathUse, where: Where) -> Lines:
    """The amounts that more than one of the things have."""
    thing = f"?{things.variable}"
    lines = [*where.members(things), *where.money(path, thing, "?_node", "?_amount")]
    return block(["SELECT ?_node", *block(lines, "WHERE "), f"GROUP BY ?_node HAVING (COUNT(DISTINCT {thing}) > 1)"])
