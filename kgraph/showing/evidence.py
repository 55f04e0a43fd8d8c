"""What links rest on: every claim about them, with the words of the document."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kgraph.answer import Thing
from kgraph.describing import local
from kgraph.printing import full
from kgraph.showing.overview import JSON
from kgraph.terms import FALLBACK, KG, RDF
from kgraph.view import View

SUBJECT, PREDICATE, OBJECT = RDF + "subject", RDF + "predicate", RDF + "object"
TEXTS = ("quote", "reason", "heading")
SAID = ("basis", "confidence", "document", *TEXTS)
CONFIDENCES = ("high", "medium", "low", "")


def evidence(view: View, iri: str | None = None) -> Mapping[str, list[JSON]]:
    """The claims about the links of a thing, or about all links, by start, link and end with blanks between.

    What is only suggested is left out, and on the stated basis what is only inferred. What a document states comes
    first, then what is surest.
    """
    # The store is quickest where it takes all that a claim says.
    about = [f"?claim <{end}> {full(iri)}" for end in (SUBJECT, OBJECT)] if iri else [f"?claim <{SUBJECT}> ?start"]
    groups = " UNION ".join(f"{{ {each} . ?claim ?p ?v }}" for each in about)
    answer = view.sparql(f"SELECT DISTINCT ?claim ?p ?v (LANG(?v) AS ?tag) WHERE {{ {groups} }}")
    claims: dict[str, dict[str, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    for claim, name, value, tag in answer.rows:
        said = claims[_iri(claim)][_iri(name)]
        said[str(tag or "")] = min(value, said.get(str(tag or ""), value), key=str)
    found: dict[str, list[JSON]] = defaultdict(list)
    for _, parts in sorted(claims.items()):
        ends = [_iri(next(iter(parts[name].values()), "")) for name in (SUBJECT, PREDICATE, OBJECT)]
        shown = _shown(parts, view.language)
        if shown["basis"] in {"stated", *(["inferred"] if view.basis == "all" else [])}:
            found[" ".join(ends)].append(shown)
    for each in found.values():
        each.sort(key=lambda shown: (shown["basis"] != "stated", CONFIDENCES.index(shown["confidence"])))
    return found


def _shown(parts: Mapping[str, Mapping[str, Any]], language: str) -> JSON:
    values = {name: _best(parts.get(KG + name, {}), language) for name in SAID}
    document = values["document"]
    confidence = local(str(values["confidence"] or ""))
    return {
        "basis": local(str(values["basis"] or "")),
        "confidence": confidence if confidence in CONFIDENCES else "",
        "document": document.label if isinstance(document, Thing) else document,
        **{name: values[name] for name in TEXTS},
    }


def _best(said: Mapping[str, Any], language: str) -> Any:
    """What is said in the best language that there is."""
    tags: Iterable[str] = (*FALLBACK[language], "", *sorted(said))
    return next((said[tag] for tag in tags if tag in said), None)


def _iri(value: object) -> str:
    return value.iri if isinstance(value, Thing) else str(value)
