"""The claims that a row rests on."""

from collections.abc import Iterator

from kgraph.printing import printed
from kgraph.spor.pattern import All, Any_, Bound, Related, Relation, SelectPattern, Set
from kgraph.spor.sparql.lines import UNIT, Lines, block, union
from kgraph.spor.sparql.variables import conjuncts
from kgraph.spor.sparql.where import Where
from kgraph.terms import Iri


def claims(pattern: SelectPattern, keys: list[str], where: Where) -> Lines:
    """A sub-select that lists, for each row, the claims behind the links that the question asks for.

    Where it asks for none, the claims that start or end in the thing itself.
    """
    branches = [
        [*_opened(one, part, where).members(pattern.things), *_between(f"?{one.variable}", part, where)]
        for one, part in _claimed(pattern.things)
    ]
    if not branches:
        thing = f"?{pattern.things.variable}"
        ends = [[f"?_claim rdf:subject {thing} ."], [f"?_claim rdf:object {thing} ."]]
        branches = [[*where.members(pattern.things), *union(ends), "?_claim kg:claimedLink ?_link ."]]
    if where.stated:
        branches = [[*lines, "?_claim kg:basis kg:stated ."] for lines in branches]
    listed = f'(GROUP_CONCAT(DISTINCT STR(?_claim); SEPARATOR="{UNIT}") AS ?evidence)'
    joined = " ".join(keys)
    return [f"SELECT {joined} {listed}", *block(union(branches), "WHERE "), f"GROUP BY {joined}"]


def _opened(one: Set, part: Related, where: Where) -> Where:
    """The writer that leaves both ends of a link to be seen."""
    ends = [one.variable, part.target.variable] if isinstance(part.target, Set) else [one.variable]
    return where.open(*ends)


def _claimed(things: Set) -> Iterator[tuple[Set, Related]]:
    """The links of a set's conditions that rest on claims, those of the sets within it too."""
    waiting = list(conjuncts(things.where))
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, All | Any_):
            waiting = [*part.parts, *waiting]
        elif isinstance(part, Related):
            if part.relation.claimed:
                yield things, part
            if isinstance(part.target, Set):
                yield from _claimed(part.target)


def _between(one: str, part: Related, where: Where) -> Lines:
    if isinstance(part.target, Set):
        return _claim(one, part.relation, f"?{part.target.variable}", where)
    if isinstance(part.target, Bound):
        return _claim(one, part.relation, f"?{part.target.variable}", where)
    iris = [printed(Iri(iri)) for iri in part.target.iris]
    return union([_claim(one, part.relation, iri, where) for iri in iris])


def _claim(one: str, relation: Relation, other: str, where: Where) -> Lines:
    subject, object_ = (other, one) if relation.backwards else (one, other)
    stated = ["?_claim kg:basis kg:stated ."] if relation.stated else []
    if relation.how == "thread":
        return [*union([_on_the_way(one, other, where), _on_the_way(other, one, where)]), *stated]
    if relation.how == "deep":
        return [*_on_the_way(subject, object_, where), *stated]
    if relation.how == "over":
        nested = union([[f"?_to kg:within {subject} ."], [f"{subject} kg:within ?_to ."]])
        link = f"?_claim rdf:subject {object_} ; rdf:object ?_to ; kg:claimedLink {printed(Iri(relation.predicate))} ."
        return [link, *nested, *stated]
    ends = ["?_claim rdf:subject ?_from .", "?_claim rdf:object ?_to ."]
    link = f"?_claim kg:claimedLink {printed(Iri(relation.predicate))} ."
    rolled = relation.rolled == "both"
    start = _start(subject, relation, where)
    end = f"?_to kg:within {object_} ." if rolled else f"FILTER(?_to = {object_})"
    return [*ends, start, end, link, *stated]


def _start(subject: str, relation: Relation, where: Where) -> str:
    if relation.rolled == "both":
        return f"?_from kg:within {subject} ."
    over = where.predicate("over", relation.stated or where.stated)
    return f"{subject} {over} ?_from ." if relation.carried else f"FILTER(?_from = {subject})"


def _on_the_way(start: str, end: str, where: Where) -> Lines:
    """Claims of thread links on any way from a part of the one to a part of the other."""
    first, last = where.fresh("first"), where.fresh("last")
    before = [
        [f"?_from kg:within {start} ."],
        [f"{first} kg:within {start} .", f"{first} kg:leadsTo ?_from ."],
    ]
    after = [[f"?_to kg:within {end} ."], [f"?_to kg:leadsTo {last} .", f"{last} kg:within {end} ."]]
    claim = ["?_claim rdf:subject ?_from ; rdf:object ?_to ; kg:claimedLink kg:leadsTo ."]
    return [*union(before), *claim, *union(after)]
