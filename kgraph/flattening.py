"""The graph of a store as things and links: one flattening for every export, every picture and networkx."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import NamedTuple

from kgraph.answer import Basis
from kgraph.describing import local, parts_of, things
from kgraph.engines import Engine
from kgraph.printing import full
from kgraph.property_graph import CONFIDENCES, Edge, Node, PropertyGraph, Value
from kgraph.terms import FALLBACK, GRAPH, KG, RDF, RDFS, SKOS, Iri, Term, Triple
from kgraph.vocabulary import THING, Vocabulary

# What a claim says: that this is linked so to that, and what it rests on.
CLAIMED = (RDF + "subject", RDF + "predicate", RDF + "object", KG + "basis")
DOUBTS = {confidence: place for place, confidence in enumerate(CONFIDENCES)}
# Claims have fields and links of their own, several times as many as things have.
OF_THING = f"FILTER EXISTS {{ ?s <{KG}kind> <{THING}> }}"
# The thing itself has these.
OWN = {RDFS + "label", SKOS + "notation", RDF + "predicate"}
Link = tuple[str, str, str]


class Claim(NamedTuple):
    """What a link rests on; where it has several claims the least of them is the surest."""

    inferred: bool
    # The place among the confidences, after them where none is given.
    doubt: int
    quote: str
    reason: str


# Without a claim a link is the document's own structure.
UNCLAIMED = Claim(inferred=False, doubt=len(CONFIDENCES), quote="", reason="")


def flattened(
    engine: Engine, vocabulary: Vocabulary, language: str, basis: Basis = "all", plan: str | None = None
) -> PropertyGraph:
    """Every thing with its fields, and every link of the data between two things.

    Args:
        engine: the built graph.
        vocabulary: its words.
        language: of names and texts.
        basis: `stated` leaves out the links that are only inferred.
        plan: the IRI of a plan: its parts, and what they are linked to, alone.
    """
    found = things(engine, _things(engine), language)
    claims = _claims(engine, language)
    links = [each for each in _links(engine, vocabulary) if each[0] in found and each[2] in found]
    edges = [_edge(each, claims, vocabulary, language) for each in links]
    if basis == "stated":
        edges = [edge for edge in edges if edge.basis == "stated"]
    if plan is not None:
        inside = parts_of(engine, plan)
        edges = [edge for edge in edges if edge.source in inside or edge.target in inside]
        kept = inside | {end for edge in edges for end in (edge.source, edge.target)}
        found = {iri: thing for iri, thing in found.items() if iri in kept}
    every = [iri for iri, field in vocabulary.fields.items() if iri not in OWN and not field.derived]
    fields = _fields(engine, every, language, OF_THING)
    nodes = [Node(thing, fields.get(iri, {})) for iri, thing in found.items()]
    return PropertyGraph(tuple(sorted(nodes, key=_place)), tuple(sorted(edges, key=lambda edge: edge.id)))


def narrowed(
    triples: Iterable[Triple], graph: PropertyGraph, vocabulary: Vocabulary, basis: Basis, *, closed: bool = False
) -> Iterator[Triple]:
    """The triples that are about a graph: its nodes, the links that are its edges, and the claims on them.

    Args:
        triples: of all data.
        graph: the part of it.
        vocabulary: tells links from other triples.
        basis: `stated` leaves out the claims that are inferred, or suggested.
        closed: whether a suggested claim is left out where one of its ends is no node.
    """
    known = list(triples)
    nodes, links = graph.by_iri, {edge.id for edge in graph.edges}
    claims: dict[str, dict[str, str]] = defaultdict(dict)
    for each in known:
        if each.predicate in CLAIMED:
            claims[each.subject][each.predicate] = str(each.object)

    def is_kept(each: Triple) -> bool:
        if each.subject not in claims:
            is_link = each.predicate in vocabulary.links
            return _id(each.subject, each.predicate, str(each.object)) in links if is_link else each.subject in nodes
        start, predicate, end, rests = (claims[each.subject].get(part, "") for part in CLAIMED)
        if rests == KG + "suggested":
            return basis == "all" and start in nodes and (end in nodes or not closed)
        about = {_id(start, predicate, end), _id(end, predicate, start)}
        return bool(about & links) and (basis == "all" or rests == KG + "stated")

    return filter(is_kept, known)


def _id(start: str, predicate: str, end: str) -> str:
    return f"{start} {predicate} {end}"


def _place(node: Node) -> tuple[str, str]:
    return node.thing.code or "", node.iri


def _things(engine: Engine) -> Iterable[str]:
    return (str(row[0]) for row in engine.select(f"SELECT DISTINCT ?it WHERE {{ ?it <{KG}kind> <{THING}> }}")[1])


def _links(engine: Engine, vocabulary: Vocabulary) -> list[Link]:
    """The links as the sources have them: not those that are derived, nor the same one read backwards."""
    wanted = " ".join(full(iri) for iri, link in vocabulary.links.items() if not link.backwards)
    rows = engine.select(
        f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?p {{ {wanted} }} "
        f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{GRAPH}derived>) {OF_THING} }}"
    )[1]
    found = {(str(s), str(p), str(o)) for s, p, o in rows}
    # A symmetric link that is written at both ends is one link.
    return [each for each in found if each[0] <= each[2] or _turned(each, vocabulary) not in found]


def _turned(link: Link, vocabulary: Vocabulary) -> Link | None:
    """A symmetric link read from its other end."""
    start, predicate, end = link
    return (end, predicate, start) if vocabulary.links[predicate].inverse == predicate else None


def _claims(engine: Engine, language: str) -> Mapping[Link, list[Claim]]:
    """What the links that have claims rest on."""
    found: dict[Link, list[Claim]] = defaultdict(list)
    texts = _fields(engine, (KG + "quote", KG + "reason"), language)
    query = f"""SELECT ?claim ?s ?p ?o ?basis ?sure WHERE {{
  ?claim <{RDF}subject> ?s ; <{RDF}predicate> ?p ; <{RDF}object> ?o ; <{KG}basis> ?basis .
  OPTIONAL {{ ?claim <{KG}confidence> ?sure }}
}}"""
    for claim, s, p, o, basis, sure in engine.select(query)[1]:
        if str(basis) != KG + "suggested":
            doubt = DOUBTS.get(local(str(sure or "")), len(DOUBTS))
            said = texts.get(str(claim), {})
            quote, reason = (str(said[name][0]) if name in said else "" for name in ("quote", "reason"))
            found[str(s), str(p), str(o)].append(Claim(str(basis) != KG + "stated", doubt, quote, reason))
    return found


def _edge(link: Link, claims: Mapping[Link, list[Claim]], vocabulary: Vocabulary, language: str) -> Edge:
    start, predicate, end = link
    word = vocabulary.links[predicate]
    turned = _turned(link, vocabulary)
    known = [*claims.get(link, ()), *(claims.get(turned, ()) if turned else ())]
    surest = min(known, default=UNCLAIMED)
    return Edge(
        id=_id(start, predicate, end),
        source=start,
        target=end,
        link=word.local,
        label=word.label(language),
        basis="inferred" if surest.inferred else "stated",
        confidence=CONFIDENCES[surest.doubt] if surest.inferred and surest.doubt < len(CONFIDENCES) else None,
        thread=word.thread or word.iri == KG + "partOf",
        quote=surest.quote or None,
        reason=surest.reason or None,
        claims=len(known),
    )


def _fields(
    engine: Engine, wanted: Iterable[str], language: str, condition: str = ""
) -> Mapping[str, Mapping[str, tuple[Value, ...]]]:
    """Fields by local name, of each subject that has any; a text in the reader's language where it has one."""
    names = {iri: local(iri) for iri in sorted(wanted)}
    listed = " ".join(map(full, names))
    query = f"SELECT DISTINCT ?s ?p ?v (LANG(?v) AS ?tag) WHERE {{ VALUES ?p {{ {listed} }} ?s ?p ?v {condition} }}"
    found: dict[tuple[str, str], dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for s, p, value, tag in engine.select(query)[1]:
        found[str(s), str(p)][str(tag or "")].append(value)
    fields: dict[str, dict[str, tuple[Value, ...]]] = defaultdict(dict)
    for (thing, field), values in sorted(found.items(), key=itemgetter(0)):
        fields[thing][names[field]] = _best(values, language)
    return fields


def _best(values: Mapping[str, list[Term]], language: str) -> tuple[Value, ...]:
    tag = next((each for each in (*FALLBACK[language], "") if each in values), min(values))
    plain = [local(each) if isinstance(each, Iri) else each for each in values[tag] if each is not None]
    return tuple(sorted(plain, key=str))
