"""Which actors and measures a goal hangs by.

Answers: whose loss cuts a goal off, or leaves a measure with nobody? Why it matters: where one actor or one measure
is the only tie between what is done and what is wanted, the goal stands and falls with it. Example:

    kgraph analyse cut-points --plan sogn:plan

Articulation points, by networkx (Hopcroft and Tarjan 1973, doi:10.1145/362248.362272): the nodes without which a
network falls into more parts.
"""

from collections.abc import Iterable, Mapping

from kgraph.networks import ACTORS_OF_MEASURES, Network, network, tabled, things_in
from kgraph.ordering import in_order
from kgraph.plugin import Analysis, Answer, Row, Text, Thing, View, hook

TITLE = Text(
    en="Which goals hang by one actor or one measure, and which measures have one actor alone?",
    nn="Kva mål heng i éin aktør eller eitt tiltak, og kva tiltak har berre éin aktør?",
    nb="Hvilke mål henger i én aktør eller ett tiltak, og hvilke tiltak har bare én aktør?",
)
COLUMNS = (
    (Text(en="without", nn="utan", nb="uten"), "thing"),
    (Text(en="kind", nn="slag", nb="slag"), "text"),
    (Text(en="goals cut off", nn="mål som blir skilde frå", nb="mål som blir skilt fra"), "things"),
    (Text(en="measures with nobody", nn="tiltak som ingen har", nb="tiltak som ingen har"), "things"),
    (Text(en="in words", nn="med ord", nb="med ord"), "text"),
)
CUT = Text(
    en="nothing that is left leads to {number} of the goals",
    nn="ingenting av det som er att, fører til {number} av måla",
    nb="ingenting av det som er igjen, fører til {number} av målene",
)
NOBODY = Text(
    en="nobody is left for {number} of the measures",
    nn="ingen er att til {number} av tiltaka",
    nb="ingen er igjen til {number} av tiltakene",
)
WHY = Text(
    en="Where one actor or one measure is the only tie between what is done and what is wanted, the goal stands and "
    "falls with it.",
    nn="Der éin aktør eller eitt tiltak er det einaste bandet mellom det ein gjer og det ein vil, står og fell målet "
    "med det.",
    nb="Der én aktør eller ett tiltak er det eneste båndet mellom det en gjør og det en vil, står og faller målet "
    "med det.",
)
READING = Text(
    en="Each actor and measure is thought away in turn, a measure without its parts. A goal (or focus area, "
    "sub-strategy, UN target) is cut off when no chain of links leads from it to any measure, or to any actor, as "
    "one did before; links are counted as in centrality. What was cut off already does not count. A measure has "
    "nobody when no other actor is responsible, partner, participant or funder of it, on its budget lines either.",
    nn="Kvar aktør og kvart tiltak blir tenkt bort etter tur, eit tiltak utan delane sine. Eit mål (eller "
    "innsatsområde, delstrategi, FN-delmål) er skilt frå når inga kjede av lenkjer fører frå det til noko tiltak, "
    "eller til nokon aktør, slik det gjorde før; lenkjene er dei same som i centrality. Det som var skilt frå "
    "allereie, tel ikkje. Ingen har eit tiltak når ingen annan aktør er ansvarleg, partnar, deltakar eller "
    "finansierer det, heller ikkje på budsjettlinjene.",
    nb="Hver aktør og hvert tiltak blir tenkt bort etter tur, et tiltak uten delene sine. Et mål (eller "
    "innsatsområde, delstrategi, FN-delmål) er skilt fra når ingen kjede av lenker fører fra det til noe tiltak, "
    "eller til noen aktør, slik det gjorde før; lenkene er de samme som i centrality. Det som var skilt fra "
    "allerede, teller ikke. Ingen har et tiltak når ingen annen aktør er ansvarlig, partner, deltaker eller "
    "finansierer det, heller ikke på budsjettlinjene.",
)


@hook
def analyses() -> list[Analysis]:
    """One analysis."""
    return [Analysis("cut-points", title=TITLE, run=cut_points, why=WHY, reading=READING)]


def cut_points(view: View, _: Mapping[str, str]) -> Answer:
    """The actors and measures by which goals or measures hang, those that cut most off first."""
    found = network(view)
    off, bare = cut_off(found), alone(view, found)
    rows = [_row(view, thing, off.get(thing.iri, []), bare.get(thing.iri, [])) for thing in found.named({*off, *bare})]
    rows.sort(key=lambda row: -sum(len(cell) for cell in row if isinstance(cell, list)))
    return tabled(view, TITLE, COLUMNS, rows, found.note(view.language))


def cut_off(found: Network) -> dict[str, list[Thing]]:
    """For each actor and measure whose loss cuts goals off, those goals."""
    import networkx

    losses = {}
    cutting = set(networkx.articulation_points(found.graph))
    for part in networkx.connected_components(found.graph):
        actors, measures = part & found.actors, part & found.measures
        # The only one of its sort cuts off all the rest, though nothing falls apart.
        lone = {iri for those in (actors, measures) if len(those) == 1 for iri in those}
        for gone in (actors | measures) & (cutting | lone):
            pieces = list(networkx.connected_components(found.graph.subgraph(part - {gone})))
            lost = _lost(found, pieces, needs=[those for those in (actors, measures) if those])
            if lost:
                losses[gone] = found.named(lost)
    return losses


def _lost(found: Network, pieces: Iterable[set[str]], needs: list[set[str]]) -> set[str]:
    """The goals in pieces that have none left of something that the whole had."""
    return {iri for piece in pieces if not all(piece & those for those in needs) for iri in piece & found.wanted}


def alone(view: View, found: Network) -> dict[str, list[Thing]]:
    """For each actor who alone has measures, those measures."""
    held: dict[str, list[Thing]] = {}
    for measure, *cells in view.ask(ACTORS_OF_MEASURES, notes=False).rows:
        actors = {each.iri for each in things_in(*cells)}
        if isinstance(measure, Thing) and measure.iri in found.measures and len(actors) == 1:
            held.setdefault(actors.pop(), []).append(measure)
    return {actor: in_order(measures) for actor, measures in held.items() if actor in found.things}


def _row(view: View, thing: Thing, goals: list[Thing], measures: list[Thing]) -> Row:
    said = [
        text[view.language].format(number=len(those)) for text, those in ((CUT, goals), (NOBODY, measures)) if those
    ]
    kind = view.kind(thing.kind).label(view.language)
    return thing, kind, list(goals) or None, list(measures) or None, "; ".join(said)
