"""What a Sankey diagram of a plan shows: the things of each stage, and the links between them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kgraph.ordering import by_code
from kgraph.plugin import Thing, View

STAGES = ("measures", "sub-strategies", "focus areas", "SDG goals")
Link = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Picture:
    """Things by stage; links by start, end and basis, one for each in the data; the overall goals that give colours."""

    stages: tuple[str, ...]
    things: tuple[tuple[Thing, ...], ...]
    links: tuple[Link, ...]
    branches: tuple[str, ...]
    branch: Mapping[str, int]
    gaps: frozenset[str]


def read(view: View) -> Picture:
    """The stages and links of the view's plan, or of all plans.

    What a sub-strategy or a focus area supports starts from the focus area, and leads to the goal of the target.
    """
    known = {
        word: {thing.iri: thing for thing in view.ask(word, notes=False).things()}
        for word in (*STAGES, "overall goals")
    }
    measures, strategies, areas, goals = (known[word] for word in STAGES)
    inside = None
    if view.plan:
        plan = view.plan.reference
        inside = {thing.iri for thing in view.ask("everything under $plan", notes=False, plan=plan).things()}
    above = {**_wholes(view, "sub-strategies"), **_wholes(view, "focus areas"), **_wholes(view, "SDG targets")}
    served = [each for each in _support(view, "measures", "sub-strategies") if _touches(each, inside)]
    kept = {iri for iri in strategies if inside is None or iri in inside} | {end for _, end, _ in served}
    carriers = {iri for iri in areas if inside is None or iri in inside} | {
        above[iri] for iri in kept if above.get(iri) in areas
    }
    links = [*served, *((iri, above[iri], "structure") for iri in kept if above.get(iri) in areas)]
    own = {iri: iri for iri in carriers} | {iri: above[iri] if above.get(iri) in areas else iri for iri in kept}
    roots = {iri for iri in known["overall goals"] if inside is None or iri in inside}
    own |= {iri: iri for iri in measures if inside is None or iri in inside} | {iri: iri for iri in roots}
    for word in ("measures", "sub-strategies", "focus areas", "overall goals"):
        for start, end, basis in _ends(view, word, above):
            if start in own and end in goals:
                links.append((own[start], end, basis))
    linked = {iri for start, end, _ in links for iri in (start, end)}
    shown = (
        [thing for iri, thing in measures.items() if iri in linked or inside is None or iri in inside],
        [strategies[iri] for iri in kept],
        [*(areas[iri] for iri in carriers), *(known["overall goals"][iri] for iri in roots & linked)],
        list(goals.values()),
    )
    return _picture(view, shown, links, above, known["overall goals"])


def _picture(
    view: View,
    shown: Iterable[list[Thing]],
    links: list[Link],
    above: Mapping[str, str],
    overall: Mapping[str, Thing],
) -> Picture:
    things = tuple(tuple(sorted(stage, key=by_code)) for stage in shown)
    roots = sorted({root for stage in things for thing in stage if (root := _root(thing.iri, above, overall))})
    branch = {
        thing.iri: roots.index(root)
        for stage in things
        for thing in stage
        if (root := _root(thing.iri, above, overall))
    }
    return Picture(
        stages=tuple(" · ".join(dict.fromkeys(_kinds(view, stage))) or "" for stage in things),
        things=things,
        links=tuple(links),
        branches=tuple(str(overall[root]) for root in roots),
        branch=branch,
        gaps=frozenset(_gaps(things, links, overall)),
    )


def _kinds(view: View, stage: Iterable[Thing]) -> Iterator[str]:
    """What the things of a stage are called."""
    return (view.kind(kind).plural(view.language) for kind in dict.fromkeys(thing.kind for thing in stage))


def _gaps(things: tuple[tuple[Thing, ...], ...], links: list[Link], overall: Mapping[str, Thing]) -> Iterator[str]:
    """Measures that lead nowhere, and whatever else no measure leads to: goals that nothing at all leads to."""
    measures, strategies, areas, goals = ({thing.iri for thing in stage} for stage in things)
    served = {end for start, end, _ in links if start in measures}
    carried = {end for start, end, basis in links if basis == "structure" and start in served}
    yield from measures - {start for start, _, _ in links}
    yield from strategies - served
    yield from areas - set(overall) - carried
    yield from goals - {end for _, end, _ in links}


def _support(view: View, start: str, end: str) -> list[Link]:
    """The links of support as the data has them, each with its basis."""
    question = f"{start} that directly support which {end}"
    stated = {_pair(row) for row in view.on_basis("stated").ask(question, notes=False)}
    every = [_pair(row) for row in view.ask(question, notes=False)]
    return [(*pair, "stated" if pair in stated else "inferred") for pair in every]


def _ends(view: View, word: str, above: Mapping[str, str]) -> Iterator[Link]:
    """The support of the UN's goals, that of a target being of its goal."""
    yield from _support(view, word, "SDG goals")
    for start, end, basis in _support(view, word, "SDG targets"):
        yield start, above.get(end, end), basis


def _wholes(view: View, word: str) -> dict[str, str]:
    """What each thing is part of."""
    found = {}
    for row in view.ask(f"{word} show part of", notes=False):
        wholes = row[1] if isinstance(row[1], list) else []
        if isinstance(row[0], Thing) and wholes:
            found[row[0].iri] = wholes[0].iri
    return found


def _root(iri: str, above: Mapping[str, str], overall: Mapping[str, Thing]) -> str | None:
    """The overall goal that a thing belongs to."""
    for _ in range(len(above)):
        if iri in overall or iri not in above:
            break
        iri = above[iri]
    return iri if iri in overall else None


def _touches(link: Link, inside: set[str] | None) -> bool:
    return inside is None or bool(inside & set(link[:2]))


def _pair(row: tuple[object, ...]) -> tuple[str, str]:
    start, end = row[0], row[1]
    return (start.iri, end.iri) if isinstance(start, Thing) and isinstance(end, Thing) else ("", "")
