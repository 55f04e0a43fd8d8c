"""IRIs to the things and the evidence that answers show, looked up in one query each."""

from collections import defaultdict
from collections.abc import Iterable

from kgraph.answer import Evidence, Thing
from kgraph.engines import Engine
from kgraph.printing import full
from kgraph.terms import FALLBACK, KG, RDF, RDFS, SKOS, Term, name_in


def things(engine: Engine, iris: Iterable[str], language: str) -> dict[str, Thing]:
    """The things of these IRIs: name in a language, code, and the most special kind."""
    wanted = sorted({iri for iri in iris if not iri.startswith("_:")})
    if not wanted:
        return {}
    query = f"""SELECT ?it ?name ?code ?kind WHERE {{
  VALUES ?it {{ {_listed(wanted)} }}
  OPTIONAL {{ ?it <{name_in(language)}> ?name }}
  OPTIONAL {{ ?it <{SKOS}notation> ?code }}
  OPTIONAL {{ ?it a ?kind . ?it <{KG}kind> ?kind }}
}} ORDER BY ?it ?code ?kind"""
    found: dict[str, Thing] = {}
    for it, name, code, kind in engine.select(query)[1]:
        if str(it) not in found:
            found[str(it)] = Thing(str(it), _text(code), _text(name) or local(str(it)), local(str(kind or "")))
    return found


def parts_of(engine: Engine, whole: str) -> set[str]:
    """The IRIs of a thing's parts at any depth, and its own."""
    return {str(row[0]) for row in engine.select(f"SELECT ?it WHERE {{ ?it <{KG}within> {full(whole)} }}")[1]}


def words(engine: Engine, iris: Iterable[str], language: str) -> dict[str, Thing]:
    """The links, fields and choices of these IRIs, by their label in a language."""
    wanted = sorted(set(iris))
    if not wanted:
        return {}
    query = f"""SELECT ?it ?label (LANG(?label) AS ?tag) ?link WHERE {{
  VALUES ?it {{ {_listed(wanted)} }}
  ?it <{RDFS}label> ?label .
  OPTIONAL {{ ?it a ?link FILTER(?link = <http://www.w3.org/2002/07/owl#ObjectProperty>) }}
}}"""
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    links: set[str] = set()
    for it, label, tag, link in engine.select(query)[1]:
        labels[str(it)][str(tag)] = str(label)
        if link:
            links.add(str(it))
    return {
        iri: Thing(iri, None, _best(found, language), "Link" if iri in links else "Field")
        for iri, found in labels.items()
    }


def evidence(engine: Engine, claims: Iterable[str], language: str) -> dict[str, Evidence]:
    """What the claims of these IRIs rest on."""
    wanted = sorted(set(claims))
    if not wanted:
        return {}
    query = f"""SELECT ?it ?basis ?confidence ?quote ?document ?heading WHERE {{
  VALUES ?it {{ {_listed(wanted)} }}
  OPTIONAL {{ ?it <{KG}basis> ?basis }}
  OPTIONAL {{ ?it <{KG}confidence> ?confidence }}
  OPTIONAL {{ ?it <{KG}quote> ?quote }}
  OPTIONAL {{ ?it <{KG}document> ?in . ?in <{name_in(language)}> ?document }}
  OPTIONAL {{ ?it <{KG}heading> ?heading }}
}} ORDER BY ?it"""
    return {
        str(it): Evidence(local(str(basis or "")), local(str(sure)) if sure else None, *map(_text, rest))
        for it, basis, sure, *rest in engine.select(query)[1]
    }


def claims_of(engine: Engine, steps: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str, str], list[str]]:
    """For each link the claims behind it."""
    wanted = sorted(set(steps))
    if not wanted:
        return {}
    rows = " ".join(f"( {full(start)} {full(link)} {full(end)} )" for start, link, end in wanted)
    query = f"""SELECT ?s ?p ?o ?claim WHERE {{
  VALUES (?s ?p ?o) {{ {rows} }}
  ?claim <{RDF}subject> ?s ; <{RDF}object> ?o ; <{KG}claimedLink> ?p .
}} ORDER BY ?claim"""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for start, link, end, claim in engine.select(query)[1]:
        found[str(start), str(link), str(end)].append(str(claim))
    return found


def _listed(iris: Iterable[str]) -> str:
    return " ".join(full(iri) for iri in iris)


def _text(value: Term) -> str | None:
    return None if value is None else str(value)


def local(iri: str) -> str:
    """The last part of an IRI."""
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


def _best(labels: dict[str, str], language: str) -> str:
    return next((labels[tag] for tag in FALLBACK[language] if tag in labels), next(iter(labels.values()), ""))
