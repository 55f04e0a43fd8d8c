"""The words of a project: its plans, and each kind, link and field with what a page needs to show it."""

import re
from collections import Counter
from collections.abc import Iterable

from kgraph.drawing import palette
from kgraph.drawing.kind_layers import kind_layers
from kgraph.drawing.network import WIDE
from kgraph.drawing.network_svg import outline
from kgraph.ordering import in_order
from kgraph.showing.overview import JSON, Overview, overview, shown
from kgraph.terms import KG, LANGUAGES
from kgraph.view import View
from kgraph.vocabulary import CLAIM, Field, Link, Vocabulary

# The height of the box whose outline is a kind's shape.
TALL = 44.0
# How much white a colour gets to be read on a dark page.
DARK = 0.45


def about(view: View) -> JSON:
    """The plans, and the words by local name.

    A kind's count is that of the things that are no more special; `layer` is its place from left to right, or -1 where
    nothing is of it; `shape` is the outline of its box in pictures: points as x and y in turn, from -1 to 1.
    """
    known, words = overview(view), view.vocabulary
    counts = Counter(node.thing.kind for node in known.graph.nodes)
    layers = kind_layers(known.graph)
    layer = {kind: number for number, kinds in enumerate(layers) for kind in kinds}
    kinds = {
        kind.local: {
            "label": kind.label(view.language),
            "plural": kind.plural(view.language),
            "colour": _colour(palette.kind_colour(kind.local)),
            "shape": shape(kind.local),
            "layer": layer.get(kind.local, -1),
            "count": counts[kind.local],
        }
        for kind in words.kinds.values()
        if kind.iri != CLAIM
    }
    links = {link.local: _link(link, view) for link in words.links.values() if not link.backwards and _of_things(link)}
    fields = {
        field.local: _field(field, view)
        for field in words.fields.values()
        if not field.derived and field.domain != {CLAIM} and _is_written(field)
    }
    return {
        "language": view.language,
        "languages": list(LANGUAGES),
        "plans": shown(in_order(known.thing(iri) for iri in known.plans)),
        "kinds_in": _kinds_in(known),
        "kinds": kinds,
        "links": links,
        "fields": fields,
    }


def _kinds_in(known: Overview) -> dict[str, list[str]]:
    """The kinds of the parts of each plan, by its IRI."""
    found: dict[str, set[str]] = {iri: set() for iri in sorted(known.plans)}
    for node in known.graph.nodes:
        if plan := known.plan_of(node.iri):
            found[plan].add(node.thing.kind)
    return {iri: sorted(kinds) for iri, kinds in found.items()}


def shape(kind: str) -> list[float]:
    """The outline of a kind's box, as pictures draw it: x and y in turn, from -1 to 1."""
    numbers = [float(each) for each in re.findall(r"[0-9.]+", outline(kind, 0, 0, WIDE, TALL))]
    # The path may come back to where it begins.
    numbers = numbers[:-2] if numbers[-2:] == numbers[:2] else numbers
    return [round(2 * each / (TALL if place % 2 else WIDE) - 1, 3) for place, each in enumerate(numbers)]


def _colour(light: str) -> JSON:
    return {"light": light, "dark": palette.lighter(light, DARK)}


def _of_things(link: Link) -> bool:
    return CLAIM not in link.domain


def _is_written(field: Field) -> bool:
    """Whether people write it on things: not what claims have, nor the code, nor what is judged not relevant."""
    return field.iri.startswith(KG) is False or not field.local.startswith("notRelevant")


def _link(link: Link, view: View) -> JSON:
    words, language = view.vocabulary, view.language
    inverse = words.links.get(link.inverse or "")
    return {
        "label": link.label(language),
        "inverse": inverse.label(language) if inverse else "",
        "thread": link.thread or link.iri == KG + "partOf",
        "colour": _colour(palette.link_colour(link.local)),
        "from": _below(link.domain, words),
        "to": _below(link.range, words),
    }


def _field(field: Field, view: View) -> JSON:
    words = view.vocabulary
    choices = {words.choices[iri].local: words.choices[iri].label(view.language) for iri in field.choices}
    on = [iri for iri in words.kinds if iri != CLAIM and words.stands_on(iri, field)]
    return {
        "label": field.label(view.language),
        "type": field_type(field),
        "currency": field.currency or "",
        "on": sorted(words.kinds[iri].local for iri in on),
        "choices": choices,
    }


def field_type(field: Field) -> str:
    """The type of a field's values, as columns of answers name it."""
    if field.type == "decimal":
        return "money" if field.currency else "number"
    return field.type


def _below(kinds: Iterable[str], words: Vocabulary) -> list[str]:
    """The local names of kinds and all that are below them."""
    return sorted({words.kinds[each].local for kind in kinds for each in words.subkinds[kind] if each != CLAIM})
