"""Which link is meant between two kinds, when the question names a verb or none."""

from collections import deque
from collections.abc import Iterable

from kgraph.errors import Span
from kgraph.spor.meaning.complaints import Complaints
from kgraph.spor.pattern import Relation
from kgraph.spor.syntax import Adverb
from kgraph.terms import KG
from kgraph.vocabulary import CLAIM, THING, Kind, Link, Vocabulary

PLAN = KG + "Plan"
WITHIN = Relation("within")


def by_verb(link: Link, adverbs: Iterable[Adverb], vocabulary: Vocabulary, *, stated: bool) -> Relation:
    """The relation that a verb with its adverbs names."""
    stated = stated or "EXPLICITLY" in adverbs
    if "DEEP" in adverbs:
        return Relation("deep", backwards=link.backwards, stated=stated, claimed=True)
    plain = "DIRECTLY" in adverbs
    if _is_via(link, vocabulary) and not plain:
        return _over(link, vocabulary, stated=stated)
    return Relation(
        "link",
        link.stored,
        backwards=link.backwards,
        rolled="both" if link.rolls_up and not plain else "no",
        carried=link.carried and not plain,
        stated=stated and link.claimed,
        claimed=link.claimed,
    )


def by_step(link: Link, vocabulary: Vocabulary, *, stated: bool) -> Relation:
    """The relation of a link in a path: what the thing's own parts do, to the very things that are named there."""
    if _is_via(link, vocabulary):
        return _over(link, vocabulary, stated=stated)
    return Relation(
        "link",
        link.stored,
        backwards=link.backwards,
        rolled="own" if link.rolls_up else "no",
        carried=link.carried,
        stated=stated and link.claimed,
        claimed=link.claimed,
    )


def _is_via(link: Link, vocabulary: Vocabulary) -> bool:
    return any(kind.via in {link.iri, link.inverse} for kind in vocabulary.kinds.values() if kind.via)


def _over(link: Link, vocabulary: Vocabulary, *, stated: bool) -> Relation:
    """A via link holds for what is nested in the thing, and for what that is nested in."""
    back = all(kind.via != link.iri for kind in vocabulary.kinds.values())
    return Relation("over", link.stored, backwards=back, stated=stated, claimed=link.claimed)


def between(
    one: Kind, other: Kind, span: Span, complaints: Complaints, *, stated: bool
) -> tuple[Relation, Link | None]:
    """The relation that is meant when no verb is said, and the link it rests on (None for the thread).

    Raises:
        QuestionError: no link fits, or several do.
    """
    vocabulary = complaints.vocabulary
    if link := _via_link(one, other, vocabulary):
        return by_verb(link, (), vocabulary, stated=stated), link
    if THING in (one.iri, other.iri) or (one.on_thread and other.on_thread):
        return Relation("thread", stated=stated, claimed=True), None
    if link := _main_link(one, other, vocabulary):
        return by_verb(link, (), vocabulary, stated=stated), link
    links = fitting(one, other, vocabulary)
    if len(links) == 1:
        return by_verb(links[0], (), vocabulary, stated=stated), links[0]
    if links:
        raise complaints.several_links(one, other, links, span)
    raise complaints.no_link(one, other, chain(one, other, vocabulary), span)


def _via_link(one: Kind, other: Kind, vocabulary: Vocabulary) -> Link | None:
    """The link that carries the one kind's fields from the other, or its inverse."""
    for kind, end in ((one, other), (other, one)):
        if kind.via:
            via = vocabulary.links[kind.via]
            if any(end.iri in vocabulary.subkinds[each] for each in via.range):
                return via if kind is one else vocabulary.links[via.inverse or via.iri]
    return None


def _main_link(one: Kind, other: Kind, vocabulary: Vocabulary) -> Link | None:
    if one.main_link:
        link = vocabulary.links[one.main_link]
        if vocabulary.fits(other.iri, link.range):
            return link
    if other.main_link:
        inverse = vocabulary.links[other.main_link]
        if vocabulary.fits(one.iri, inverse.range) and inverse.inverse:
            return vocabulary.links[inverse.inverse]
    return None


def fitting(one: Kind, other: Kind, vocabulary: Vocabulary) -> list[Link]:
    """The links, inverses too, from the one kind to the other; those that join anything to anything are left out."""
    return [
        link
        for link in vocabulary.links.values()
        if not (THING in link.domain and THING in link.range)
        and link.parent is None
        and _specific(one, link.domain, vocabulary)
        and _specific(other, link.range, vocabulary)
        and (CLAIM in (one.iri, other.iri) or CLAIM not in link.domain | link.range)
    ]


def _specific(kind: Kind, ends: frozenset[str], vocabulary: Vocabulary) -> bool:
    return vocabulary.fits(kind.iri, ends)


def chain(one: Kind, other: Kind, vocabulary: Vocabulary) -> list[Kind]:
    """The kinds that lie between two kinds which no link joins, on a shortest way; empty if there is none."""
    queue: deque[tuple[Kind, ...]] = deque([(one,)])
    seen = {one.iri}
    while queue:
        way = queue.popleft()
        for kind in vocabulary.kinds.values():
            if kind.iri in seen or kind.iri in {THING, CLAIM} or not _joined(way[-1], kind, vocabulary):
                continue
            if kind.iri == other.iri:
                return list(way[1:])
            seen.add(kind.iri)
            queue.append((*way, kind))
    return []


def _joined(one: Kind, other: Kind, vocabulary: Vocabulary) -> bool:
    if one.on_thread and other.on_thread:
        return True
    if _main_link(one, other, vocabulary):
        return True
    return len(fitting(one, other, vocabulary)) == 1
