"""The graph of a store as things and links: one flattening for every export, every picture and networkx."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kgraph.answer import Basis
from kgraph.describing import local, things
from kgraph.engines import Engine
from kgraph.printing import full
from kgraph.property_graph import Edge, Node, PropertyGraph, Value
from kgraph.terms import FALLBACK, GRAPH, KG, RDF, RDFS, SKOS, Iri, Term
from kgraph.vocabulary import THING, Vocabulary

CONFIDENCES = ("high", "medium", "low")
# The thing itself has these.
OWN = {RDFS + "label", SKOS + "notation", RDF + "predicate"}
Link = tuple[str, str, str]


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
    claims = _claims(engine)
    links = [each for each in _links(engine, vocabulary) if each[0] in found and each[2] in found]
    edges = [_edge(each, claims, vocabulary, language) for each in links]
    if basis == "stated":
        edges = [edge for edge in edges if edge.basis == "stated"]
    if plan is not None:
        inside = _within(engine, plan)
        edges = [edge for edge in edges if edge.source in inside or edge.target in inside]
        kept = inside | {end for edge in edges for end in (edge.source, edge.target)}
        found = {iri: thing for iri, thing in found.items() if iri in kept}
    fields = _fields(engine, vocabulary, language)
    nodes = [Node(thing, fields.get(iri, {})) for iri, thing in found.items()]
    return PropertyGraph(tuple(sorted(nodes, key=_place)), tuple(sorted(edges, key=lambda edge: edge.id)))


def _place(node: Node) -> tuple[str, str]:
    return node.thing.code or "", node.iri


def _things(engine: Engine) -> Iterable[str]:
    return (str(row[0]) for row in engine.select(f"SELECT DISTINCT ?it WHERE {{ ?it <{KG}kind> <{THING}> }}")[1])


def _within(engine: Engine, plan: str) -> set[str]:
    return {str(row[0]) for row in engine.select(f"SELECT ?it WHERE {{ ?it <{KG}within> {full(plan)} }}")[1]}


def _links(engine: Engine, vocabulary: Vocabulary) -> list[Link]:
    """The links as the sources have them: not those that are derived, nor the same one read backwards."""
    wanted = " ".join(full(iri) for iri, link in vocabulary.links.items() if not link.backwards)
    rows = engine.select(
        f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?p {{ {wanted} }} "
        f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{GRAPH}derived>) }}"
    )[1]
    return [(str(s), str(p), str(o)) for s, p, o in rows]


def _claims(engine: Engine) -> Mapping[Link, list[tuple[str, str]]]:
    """For each link that has claims their bases and confidences."""
    found: dict[Link, list[tuple[str, str]]] = defaultdict(list)
    query = f"""SELECT ?s ?p ?o ?basis ?sure WHERE {{
  ?claim <{RDF}subject> ?s ; <{RDF}predicate> ?p ; <{RDF}object> ?o ; <{KG}basis> ?basis .
  OPTIONAL {{ ?claim <{KG}confidence> ?sure }}
}}"""
    for s, p, o, basis, sure in engine.select(query)[1]:
        if str(basis) != KG + "suggested":
            found[str(s), str(p), str(o)].append((local(str(basis)), local(str(sure or ""))))
    return found


def _edge(link: Link, claims: Mapping[Link, list[tuple[str, str]]], vocabulary: Vocabulary, language: str) -> Edge:
    start, predicate, end = link
    word = vocabulary.links[predicate]
    known = claims.get(link, [])
    stated = not known or any(basis == "stated" for basis, _ in known)
    sure = next((each for each in CONFIDENCES if any(each == confidence for _, confidence in known)), None)
    return Edge(
        id=f"{start} {word.local} {end}",
        source=start,
        target=end,
        link=word.local,
        label=word.label(language),
        basis="stated" if stated else "inferred",
        confidence=None if stated else sure,
        thread=word.thread or word.iri == KG + "partOf",
    )


def _fields(engine: Engine, vocabulary: Vocabulary, language: str) -> dict[str, dict[str, tuple[Value, ...]]]:
    """The fields of each thing by local name; a text in the reader's language where it has one."""
    wanted = " ".join(full(iri) for iri, field in vocabulary.fields.items() if iri not in OWN and not field.derived)
    query = f"SELECT DISTINCT ?s ?p ?v (LANG(?v) AS ?tag) WHERE {{ VALUES ?p {{ {wanted} }} ?s ?p ?v }}"
    found: dict[str, dict[str, dict[str, list[Term]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for s, p, value, tag in engine.select(query)[1]:
        found[str(s)][str(p)][str(tag or "")].append(value)
    return {
        thing: {local(field): _best(values, language) for field, values in sorted(fields.items())}
        for thing, fields in found.items()
    }


def _best(values: Mapping[str, list[Term]], language: str) -> tuple[Value, ...]:
    tag = next((each for each in (*FALLBACK[language], "") if each in values), next(iter(values)))
    plain = [local(each) if isinstance(each, Iri) else each for each in values[tag] if each is not None]
    return tuple(sorted(plain, key=str))
