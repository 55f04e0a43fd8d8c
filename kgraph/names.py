"""The vocabulary and the names of a stored graph."""

from collections.abc import Sequence
from functools import cached_property

from kgraph.engines import Engine
from kgraph.printing import printed
from kgraph.spor.meaning.names import Candidate
from kgraph.terms import GRAPH, KG, RDF, SKOS, Term, name_in
from kgraph.vocabulary import Vocabulary


def stored_vocabulary(engine: Engine) -> Vocabulary:
    """The words that the ontology in a store defines."""
    query = f"""SELECT DISTINCT ?s ?p ?o (LANG(?o) AS ?tag) WHERE {{ GRAPH ?g {{ ?s ?p ?o }}
  FILTER((CONTAINS(STR(?g), "ontology/") && STRSTARTS(STR(?g), {printed(GRAPH)})) || ?p = <{KG}leadsToKind>) }}"""
    rows = engine.select(query)[1]
    # Ordered here, since not every server keeps the order of several keys.
    return Vocabulary.from_triples(sorted((str(s), str(p), _text(o), str(tag or "")) for s, p, o, tag in rows))


def _text(value: Term) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


class StoredNames:
    """Looks things up by name or code in a store."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def find(self, key: str, language: str) -> Sequence[Candidate]:
        """The things of this code or name; the plan is the one that each is part of."""
        query = f"""SELECT ?it ?kind ?code ?label (MIN(?plan_name) AS ?plan) WHERE {{
  ?it <{KG}nameKey> {printed(key)} ; <{RDF}type> ?kind ; <{KG}kind> ?kind ; <{name_in(language)}> ?label .
  OPTIONAL {{ ?it <{SKOS}notation> ?code }}
  OPTIONAL {{ ?it <{KG}within> ?p . ?p <{KG}kind> <{KG}Plan> ; <{name_in(language)}> ?plan_name }}
}} GROUP BY ?it ?kind ?code ?label ORDER BY ?code ?it"""
        return [
            Candidate(str(it), str(kind), str(code or it), str(label), str(plan or ""))
            for it, kind, code, label, plan in self.engine.select(query)[1]
        ]

    def keys(self) -> Sequence[str]:
        """Every code and name."""
        return self._keys

    @cached_property
    def _keys(self) -> list[str]:
        return [
            str(key)
            for (key,) in self.engine.select(f"SELECT DISTINCT ?k WHERE {{ ?s <{KG}nameKey> ?k }} ORDER BY ?k")[1]
        ]
