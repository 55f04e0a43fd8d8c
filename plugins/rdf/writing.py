"""RDF out: the view's data in each form, and what the form could not hold."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import IO

from kgraph.flat_graph import DIRTY, clean
from kgraph.plugin import Iri, Literal, Loss, Text, Triple, View, Vocabulary
from kgraph.printing import prefixes_of
from kgraph.terms import GRAPH, KG, RDF

from . import json_ld as compact

# What blank nodes are called in the built graph.
NODE = re.compile(re.escape(GRAPH) + r"((?:own-)?data/.+/node)([0-9]+)")
SUGGESTED = Text(
    en="links that are only suggested; their claims are there",
    nn="lenkjer som berre er føreslåtte; påstandane om dei er med",
    nb="lenker som bare er foreslått; påstandene om dem er med",
)
UNNAMED = Text(
    en="statements whose predicate cannot be the name of an element, since its IRI does not end in a word",
    nn="utsegner der predikatet ikkje kan vere namn på eit element, sidan IRI-en ikkje endar i eit ord",
    nb="utsagn der predikatet ikke kan være navn på et element, siden IRI-en ikke ender i et ord",
)


@dataclass(frozen=True)
class Data:
    """What is written: the view's triples, by source file and joined, and what the forms need beside them."""

    graphs: Mapping[str, Sequence[Triple]]
    vocabulary: Vocabulary

    @cached_property
    def triples(self) -> list[Triple]:
        """What is said, once each."""
        return list(dict.fromkeys(chain.from_iterable(self.graphs.values())))

    @cached_property
    def prefixes(self) -> Mapping[str, str]:
        """Of what is used."""
        return prefixes_of(self.triples)


Form = Callable[[Data], tuple[bytes, list[Loss]]]


def write(view: View, file: IO[bytes], form: Form) -> Iterable[Loss]:
    """Write the view's data in a form."""
    data = Data(_with_blank_nodes(view.graphs()), view.vocabulary)
    content, losses = form(data)
    file.write(content)
    return [*_suggested(data.triples), *losses]


def turtle(data: Data) -> tuple[bytes, list[Loss]]:
    """Turtle, a line for each statement."""
    from kgraph.engines import writing

    return writing.turtle(data.triples, data.prefixes), []


def trig(data: Data) -> tuple[bytes, list[Loss]]:
    """TriG, a graph for each source file."""
    from kgraph.engines import writing

    return writing.trig(data.graphs, data.prefixes), []


def n_triples(data: Data) -> tuple[bytes, list[Loss]]:
    """N-Triples."""
    from kgraph.engines import writing

    return writing.n_triples(data.triples), []


def n_quads(data: Data) -> tuple[bytes, list[Loss]]:
    """N-Quads, a graph for each source file."""
    from kgraph.engines import writing

    return writing.n_quads(data.graphs), []


def json_ld(data: Data) -> tuple[bytes, list[Loss]]:
    """JSON-LD with its context."""
    return compact.json_ld(data.triples, data.prefixes, data.vocabulary), []


def rdf_xml(data: Data) -> tuple[bytes, list[Loss]]:
    """RDF/XML, without the statements and the characters that XML has no way to write."""
    from kgraph.engines import writing

    cleaned = [_clean(each) for each in data.triples]
    content, unnamed = writing.rdf_xml(cleaned, data.prefixes)
    dirty = sum(one != other for one, other in zip(data.triples, cleaned, strict=True))
    return content, [Loss(what, count) for what, count in ((UNNAMED, unnamed), (DIRTY, dirty)) if count]


def _clean(each: Triple) -> Triple:
    """The triple, without what XML cannot hold."""
    if not isinstance(each.object, Literal):
        return each
    return replace(each, object=replace(each.object, text=clean(each.object.text)))


def _with_blank_nodes(graphs: Mapping[str, Sequence[Triple]]) -> dict[str, list[Triple]]:
    """The graphs, what had no name in its file without one again: read into a project, it meets no namesake there."""
    known = {term for triples in graphs.values() for each in triples for term in (each.subject, each.object)}
    nodes = [found for term in known if isinstance(term, Iri) and (found := NODE.fullmatch(term))]
    named = sorted((found[1], int(found[2]), found[0]) for found in nodes)
    blank: dict[Iri | Literal, Iri] = {Iri(name): Iri(f"_:b{place}") for place, (_, _, name) in enumerate(named, 1)}
    return {
        graph: [Triple(blank.get(s, s), p, blank.get(o, o)) for s, p, o in map(_parts, triples)]
        for graph, triples in graphs.items()
    }


def _parts(each: Triple) -> tuple[Iri, Iri, Iri | Literal]:
    return each.subject, each.predicate, each.object


def _suggested(triples: Sequence[Triple]) -> list[Loss]:
    """The links that only a suggested claim speaks of; they are no part of the graph."""
    suggested = {each.subject for each in triples if (each.predicate, each.object) == (KG + "basis", KG + "suggested")}
    said = {(each.subject, str(each.predicate)): each.object for each in triples if each.subject in suggested}
    claimed = {tuple(said.get((claim, RDF + end)) for end in ("subject", "predicate", "object")) for claim in suggested}
    lacking = claimed - {(each.subject, each.predicate, each.object) for each in triples}
    return [Loss(SUGGESTED, len(lacking))] if lacking else []
