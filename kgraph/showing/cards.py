"""The card of a thing: what is written on it, how it is linked, where it stands, and what it lacks."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from kgraph.answer import Thing, cell_json
from kgraph.ordering import by_code
from kgraph.printing import full
from kgraph.property_graph import Edge
from kgraph.showing.elements import basis
from kgraph.showing.evidence import evidence
from kgraph.showing.overview import JSON, Overview, gaps_by_thing, overview, shown
from kgraph.showing.words import field_type
from kgraph.terms import KG, derived
from kgraph.view import View
from kgraph.vocabulary import Field

# Where there are more things, looking for the gaps of all takes too long.
MOST_FOR_GAPS = 2000


def card(view: View, name: str, *, gaps: bool = True) -> JSON:
    """The card of a thing, by its code, name or IRI.

    Its gaps are null where they are not wanted: to look for them takes much longer than all else.

    Raises:
        QuestionError: nothing is called so, or several things are.
    """
    known = overview(view)
    iri = name if name in known.graph.by_iri else view.thing(name).iri
    found = _card(view, iri, known, evidence(view, iri), _carriers(view, iri))
    return {**found, "gaps": _gaps(view, iri) if gaps else None}


def cards(view: View) -> Iterator[JSON]:
    """The cards of all things, in the order of the graph; quicker than one by one.

    Their gaps are null where the project has so many things that looking for gaps takes too long.
    """
    known, said, carriers = overview(view), evidence(view), _carriers(view)
    for node in known.graph.nodes:
        gaps = _gaps(view, node.iri) if len(known.graph.nodes) <= MOST_FOR_GAPS else None
        yield {**_card(view, node.iri, known, said, {node.iri: carriers.get(node.iri, [])}), "gaps": gaps}


def _card(
    view: View, iri: str, known: Overview, said: Mapping[str, list[JSON]], carriers: Mapping[str, list[str]]
) -> JSON:
    thing = known.thing(iri)
    kind = next((kind for kind in view.vocabulary.kinds.values() if kind.local == thing.kind), None)
    return {
        "thing": cell_json(thing),
        "kind": kind.label(view.language) if kind else thing.kind,
        "place": shown(known.place(iri)),
        "parts": shown([known.thing(each) for each in known.parts.get(iri, ())]),
        "facts": list(_facts(view, iri, known, carriers.get(iri, ()))),
        "links": _links(view, iri, known, said),
    }


def _gaps(view: View, iri: str) -> list[JSON]:
    return [
        {
            "rule": gap.rule,
            "severity": gap.severity,
            "reason": gap.reason,
            "advice": gap.advice,
            "witness": shown(list(gap.witness)),
        }
        for gap in gaps_by_thing(view).get(iri, ())
    ]


def _facts(view: View, iri: str, known: Overview, carriers: Any) -> Iterator[JSON]:
    """The thing's own fields in the order of the ontology, then those of what carries its money and years."""
    fields = [field for field in view.vocabulary.fields.values() if not field.derived]
    for holder in (iri, *carriers):
        values = known.graph.by_iri[holder].fields
        for field in fields:
            if field.local in values and (holder == iri or field.carried):
                yield {
                    "field": field.local,
                    "name": field.label(view.language),
                    "type": field_type(field),
                    "currency": field.currency or "",
                    "values": [_value(view, field, each) for each in values[field.local]],
                    "from": None if holder == iri else cell_json(known.thing(holder)),
                }


def _value(view: View, field: Field, value: object) -> Any:
    """A value as JSON has it; a choice by its label."""
    chosen = {view.vocabulary.choices[iri].local: iri for iri in field.choices}
    if str(value) in chosen:
        return view.vocabulary.choices[chosen[str(value)]].label(view.language)
    return cell_json(value)


def _carriers(view: View, iri: str | None = None) -> Mapping[str, list[str]]:
    """What carries fields to a thing, or to each: the budget lines over a measure."""
    over = derived(KG + "over", stated=view.basis == "stated")
    start = f"VALUES ?it {{ {full(iri)} }}" if iri else ""
    rows = view.sparql(f"SELECT ?it ?over WHERE {{ {start} ?it <{over}> ?over FILTER(?it != ?over) }} ORDER BY ?over")
    found: dict[str, list[str]] = defaultdict(list)
    for it, other in rows.rows:
        found[getattr(it, "iri", str(it))].append(getattr(other, "iri", str(other)))
    return found


def _links(view: View, iri: str, known: Overview, said: Mapping[str, list[JSON]]) -> list[JSON]:
    """The links by kind of link, those that lead out before those that lead in, each in the order of the ontology."""
    links = {link.local: link for link in view.vocabulary.links.values() if not link.backwards}
    order = {name: place for place, name in enumerate(links)}
    found = []
    for direction, edges in (("out", known.out.get(iri, ())), ("in", known.into.get(iri, ()))):
        groups: dict[str, list[Edge]] = defaultdict(list)
        for edge in edges:
            groups[edge.link].append(edge)
        for name in sorted(groups, key=lambda name: order.get(name, len(order))):
            link = links[name]
            inverse = view.vocabulary.links.get(link.inverse or "", link)
            found.append(
                {
                    "link": name,
                    "label": (link if direction == "out" else inverse).label(view.language),
                    "direction": direction,
                    "thread": groups[name][0].thread,
                    "things": sorted(
                        (_linked(edge, direction, known, said) for edge in groups[name]),
                        key=lambda each: by_code(Thing(**each["thing"])),
                    ),
                }
            )
    return found


def _linked(edge: Edge, direction: str, known: Overview, said: Mapping[str, list[JSON]]) -> JSON:
    start, link, end = edge.id.split(" ")
    return {
        "thing": cell_json(known.thing(edge.target if direction == "out" else edge.source)),
        "basis": basis(edge),
        "confidence": edge.confidence or "",
        # A symmetric link may be claimed from its other end.
        "evidence": said.get(edge.id) or said.get(f"{end} {link} {start}", []),
    }
