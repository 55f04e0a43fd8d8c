"""The things and values of a stored graph, listed so that their names can be completed."""

from collections import defaultdict

from kgraph.engines import Engine
from kgraph.spor.completing.inventory import Inventory, Named
from kgraph.spor.reading.lexicon import normal
from kgraph.terms import KG, RDFS, SKOS, name_in
from kgraph.vocabulary import Vocabulary

# A field of texts whose values are few and short is as good as one of choices.
FEW, SHORT = 40, 60


def inventory(engine: Engine, vocabulary: Vocabulary, language: str, defined: tuple[str, ...] = ()) -> Inventory:
    """What a graph holds, its names in a language first.

    Args:
        engine: the store.
        vocabulary: its words.
        language: of the names that are shown.
        defined: the nouns that are defined for every question.
    """
    query = f"""SELECT DISTINCT ?it ?kind ?code ?label ?other WHERE {{
  ?it a ?kind ; <{KG}kind> ?kind ; <{name_in(language)}> ?label .
  OPTIONAL {{ ?it <{SKOS}notation> ?code }}
  OPTIONAL {{ ?it <{RDFS}label>|<{SKOS}altLabel> ?other }}
}} ORDER BY ?it ?code ?kind ?other"""
    kinds: dict[str, tuple[str, str, str]] = {}
    others: dict[str, list[str]] = defaultdict(list)
    for it, kind, code, label, other in engine.select(query)[1]:
        kinds.setdefault(str(it), (str(kind), str(code or ""), str(label)))
        if other:
            others[str(it)].append(str(other))
    things = tuple(Named(iri, *found, tuple(dict.fromkeys(others[iri]))) for iri, found in kinds.items())
    return Inventory(things, _values(engine, vocabulary), defined, _used(engine, vocabulary))


def _values(engine: Engine, vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    texts = [field.iri for field in vocabulary.fields.values() if field.type == "text"]
    found = {}
    for iri in texts:
        rows = engine.select(f"SELECT DISTINCT ?v WHERE {{ ?it <{iri}> ?v ; <{KG}kind> ?kind }} LIMIT {FEW + 1}")[1]
        # "Planned" and "planned" are one value.
        values = sorted({normal(str(value)): str(value) for (value,) in rows}.values())
        if len(values) <= FEW and all(len(value) <= SHORT for value in values):
            found[iri] = tuple(values)
    return found


def _used(engine: Engine, vocabulary: Vocabulary) -> dict[str, int]:
    """How often each link is used, its inverse as often."""
    rows = engine.select("SELECT ?link (COUNT(*) AS ?number) WHERE { ?s ?link ?o FILTER(isIRI(?o)) } GROUP BY ?link")[1]
    found = {str(link): int(str(number)) for link, number in rows}
    return {iri: found.get(link.stored, 0) for iri, link in vocabulary.links.items()}
