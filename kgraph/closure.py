"""What is derived when a graph is built, and by which named rule.

Each rule is stated twice: in words and as SPARQL (`rules`), and as the Python that really computes it, over sets in
memory; a test compares the two. Cycles in the data do no harm: everything here is reachability.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kgraph.terms import KG, derived
from kgraph.vocabulary import Vocabulary

Pairs = set[tuple[str, str]]
Triple = tuple[str, str, str]

WITHIN, LEADS_TO, THREAD, OVER = KG + "within", KG + "leadsTo", KG + "thread", KG + "over"
KIND, CLAIMED_LINK, LEADS_TO_KIND = KG + "kind", KG + "claimedLink", KG + "leadsToKind"


@dataclass(frozen=True, slots=True)
class Rule:
    """A derived predicate: what it says, and the SPARQL whose solutions ?s ?o are its pairs."""

    name: str
    predicate: str
    words: str
    sparql: str


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a graph by predicate, all of them and the stated ones, and what its things are."""

    all: Mapping[str, Pairs]
    stated: Mapping[str, Pairs]
    kinds: Mapping[str, frozenset[str]]


def derive(links: Links, vocabulary: Vocabulary) -> Iterable[Triple]:
    """Every derived triple, over all links and (as predicates of their own) over the stated ones."""
    yield from _kinds(links, vocabulary)
    within = _within(links)
    yield from ((thing, WITHIN, whole) for thing, wholes in within.items() for whole in wholes)
    for stated in (False, True):
        found = _with_sublinks(links.stated if stated else links.all, vocabulary)
        yield from _links(found, links, vocabulary, stated=stated)
        leads = _reach(_thread_steps(found, vocabulary))
        yield from _triples(leads, LEADS_TO, stated=stated)
        yield from _triples(_thread(within, leads), THREAD, stated=stated)
        if not stated:
            yield from _kinds_led_to(within, leads, links, vocabulary)
        yield from _triples(_over(found, within, links, vocabulary), OVER, stated=stated)


def _triples(reach: Mapping[str, set[str]], predicate: str, *, stated: bool) -> Iterable[Triple]:
    name = derived(predicate, stated=stated)
    return ((start, name, end) for start, ends in reach.items() for end in ends)


def _kinds(links: Links, vocabulary: Vocabulary) -> Iterable[Triple]:
    """A thing is of its kind and of every kind above; all but claims are things."""
    for thing, kinds in links.kinds.items():
        for kind in {above for each in kinds for above in vocabulary.kinds_above(each)}:
            yield thing, KIND, kind


def _with_sublinks(links: Mapping[str, Pairs], vocabulary: Vocabulary) -> dict[str, Pairs]:
    """A link is also every link that it is a sort of: a project owner is responsible."""
    found: dict[str, Pairs] = {predicate: set(pairs) for predicate, pairs in links.items()}
    for predicate, pairs in links.items():
        for above in vocabulary.links_above(predicate):
            found.setdefault(above, set()).update(pairs)
    return found


def _links(found: Mapping[str, Pairs], links: Links, vocabulary: Vocabulary, *, stated: bool) -> Iterable[Triple]:
    """The sublinks' superlinks, symmetric links the other way, and the twins over stated links."""
    for link in vocabulary.links.values():
        if link.backwards:
            continue
        name = derived(link.iri, stated=True) if stated else link.iri
        pairs = found.get(link.iri, set())
        if link.inverse == link.iri:
            pairs = pairs | {(object_, subject) for subject, object_ in pairs}
        known = set() if stated else links.all.get(link.iri, set())
        if not stated or link.claimed:
            yield from ((subject, name, object_) for subject, object_ in pairs - known)


def _within(links: Links) -> dict[str, set[str]]:
    """Part-of, made reflexive and transitive."""
    steps: dict[str, set[str]] = defaultdict(set)
    for part, whole in links.all.get(KG + "partOf", set()):
        steps[part].add(whole)
    reach = _reach(steps)
    things = {*links.kinds, *reach, *(end for ends in reach.values() for end in ends)}
    return {thing: {thing, *reach.get(thing, set())} for thing in things}


def _thread_steps(found: Mapping[str, Pairs], vocabulary: Vocabulary) -> dict[str, set[str]]:
    steps: dict[str, set[str]] = defaultdict(set)
    for link in vocabulary.links.values():
        if link.thread and not link.backwards:
            for subject, object_ in found.get(link.iri, set()):
                steps[subject].add(object_)
    return steps


def _reach(steps: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """For each start all that one step or more lead to."""
    found: dict[str, set[str]] = {}
    for start in steps:
        seen: set[str] = set()
        ahead = list(steps[start])
        while ahead:
            node = ahead.pop()
            if node not in seen:
                seen.add(node)
                ahead.extend(steps.get(node, ()))
        found[start] = seen
    return found


def _thread(within: Mapping[str, set[str]], leads: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """A part of the one (or itself) is, or leads to, a part of the other (or itself); the two are different."""
    found: dict[str, set[str]] = defaultdict(set)
    for part, wholes in within.items():
        ends = {whole for node in (part, *leads.get(part, ())) for whole in within.get(node, {node})}
        for whole in wholes:
            found[whole] |= ends
    return {start: ends - {start} for start, ends in found.items()}


def _kinds_led_to(
    within: Mapping[str, set[str]], leads: Mapping[str, set[str]], links: Links, vocabulary: Vocabulary
) -> Iterable[Triple]:
    """Some part of a thing of the one kind leads to a part of a thing of the other: which way a thread can run."""
    above = {kinds: frozenset(a for k in kinds for a in vocabulary.kinds_above(k)) for kinds in links.kinds.values()}

    def kinds_around(node: str) -> frozenset[str]:
        wholes = (links.kinds[whole] for whole in within.get(node, {node}) if whole in links.kinds)
        return frozenset(kind for kinds in wholes for kind in above[kinds])

    around = {node: kinds_around(node) for node in {*leads, *(end for ends in leads.values() for end in ends)}}
    pairs = {(around[start], around[end]) for start, ends in leads.items() for end in ends}
    found = {(one, other) for starts, ends in pairs for one in starts for other in ends}
    yield from ((one, LEADS_TO_KIND, other) for one, other in found)


def _over(
    found: Mapping[str, Pairs], within: Mapping[str, set[str]], links: Links, vocabulary: Vocabulary
) -> dict[str, set[str]]:
    """Where a thing's carried fields and links may stand: itself, and what its via link reaches.

    A via link of a thing holds for the things of the same kind that it is nested in or that are nested in it.
    """
    over: dict[str, set[str]] = {thing: {thing} for thing in links.kinds}
    for kind in vocabulary.kinds.values():
        if not kind.via:
            continue
        link = vocabulary.links[kind.via]
        pairs = found.get(link.stored, set())
        members = {thing for thing, kinds in links.kinds.items() if kinds & vocabulary.subkinds[kind.iri]}
        reached: dict[str, set[str]] = defaultdict(set)
        for subject, object_ in pairs:
            thing, node = (object_, subject) if link.backwards else (subject, object_)
            reached[thing].add(node)
        for thing in members:
            for whole in within[thing] & members:
                over[thing] |= reached.get(whole, set())
                over[whole] |= reached.get(thing, set())
    return over


def claimed_links(claims: Iterable[tuple[str, str]], vocabulary: Vocabulary) -> Iterable[Triple]:
    """A claim of a link is also one of the links above it; one of a thread link leads on."""
    for claim, predicate in claims:
        link = vocabulary.links.get(predicate)
        if link is None:
            continue
        yield claim, CLAIMED_LINK, predicate
        yield from ((claim, CLAIMED_LINK, above) for above in vocabulary.links_above(predicate))
        if link.thread:
            yield claim, CLAIMED_LINK, LEADS_TO


def rules(vocabulary: Vocabulary) -> tuple[Rule, ...]:
    """The rules in words and in SPARQL, for people and for the test that compares them."""
    thread = " | ".join(
        f"<{link.iri}>" for link in vocabulary.links.values() if link.thread and not link.backwards
    ).replace(" | ", "|")
    within = f"<{KG}partOf>*"
    via = next(kind for kind in vocabulary.kinds.values() if kind.via)
    stored = f"<{vocabulary.links[str(via.via)].stored}>"
    kind = f"<{via.iri}>"
    return (
        Rule("within", WITHIN, "part of, at any depth, and itself", f"?s {within} ?o"),
        Rule("leadsTo", LEADS_TO, "one or more supports or addresses steps", f"?s ({thread})+ ?o"),
        Rule(
            "thread",
            THREAD,
            "a part of the one reaches the other, or a part of it, over zero or more supports or addresses steps",
            f"?a {within} ?s . ?a ({thread})* ?b . ?b {within} ?o FILTER(?s != ?o)",
        ),
        Rule(
            "leadsToKind",
            LEADS_TO_KIND,
            "some part of a thing of the one kind (or of one above it) leads to a part of a thing of the other",
            f"?a {within} ?x . ?a ({thread})+ ?b . ?b {within} ?y . ?x a ?s . ?y a ?o",
        ),
        Rule(
            "over",
            OVER,
            "itself, and the budget lines that cover it, a measure nested in it, or one it is nested in",
            f"{{ ?s a ?k BIND(?s AS ?o) }} UNION {{ ?s a {kind} . ?m a {kind} . ?o {stored} ?m "
            f"{{ ?s {within} ?m }} UNION {{ ?m {within} ?s }} }}",
        ),
    )
