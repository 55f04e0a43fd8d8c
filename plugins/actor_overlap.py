"""Which actors stand in several plans, or in several efforts of a plan, and in what roles.

Answers: whom do several parts count on? Why it matters: who is counted on in several places must hear of all of them,
and has one capacity for them all. Example:

    kgraph analyse actor-overlap
    kgraph analyse actor-overlap --param of=efforts
"""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kgraph.networks import ROLES, kinds_below, roles, tabled, under, wholes
from kgraph.ordering import by_code, in_order
from kgraph.plugin import Analysis, Answer, Note, Parameter, Row, Text, Thing, View, hook

if TYPE_CHECKING:
    import networkx

MORE_ROLES = ("commissioned", "prepared", "adopted", "gaveInputTo")
TITLE = Text(
    en="Which actors stand in several places, and in what roles?",
    nn="Kva aktørar står fleire stader, og i kva roller?",
    nb="Hvilke aktører står flere steder, og i hvilke roller?",
)
COLUMNS = (
    (Text(en="actor", nn="aktør", nb="aktør"), "thing"),
    (Text(en="stands in", nn="står i", nb="står i"), "things"),
    (Text(en="roles there", nn="roller der", nb="roller der"), "texts"),
    (Text(en="links", nn="lenkjer", nb="lenker"), "integer"),
    (Text(en="inferred", nn="utleidde", nb="utledede"), "integer"),
)
SUMMARY = Text(
    en="{shared} of the {actors} actors stand in more than one of the {kind}; in each: {sizes}",
    nn="{shared} av dei {actors} aktørane står fleire stader; i kvar av dei ({kind}): {sizes}",
    nb="{shared} av de {actors} aktørene står mer enn ett sted; i hver av dem ({kind}): {sizes}",
)
WHY = Text(
    en="Who is counted on in several places must hear of all of them, and has one capacity for them all.",
    nn="Den som fleire reknar med, må få høyre om alt saman, og har éin kapasitet til det heile.",
    nb="Den som flere regner med, må få høre om alt sammen, og har én kapasitet til det hele.",
)
READING = Text(
    en="An actor stands in a plan (or what else is asked for) by a role in it or in something in it: responsible of "
    "any sort, partner, part taken, money, input, adoption. The number after a role says how many things it is in. "
    "Two names are two actors, also where the one is part of the other.",
    nn="Ein aktør står i ein plan (eller kva det elles er spurt om) ved ei rolle i han eller i noko i han: ansvar av "
    "alle slag, partnar, deltaking, pengar, innspel, vedtak. Talet etter ei rolle seier kor mange ting ho er i. To "
    "namn er to aktørar, òg der den eine er del av den andre.",
    nb="En aktør står i en plan (eller hva det ellers er spurt om) ved en rolle i den eller i noe i den: ansvar av "
    "alle slag, partner, deltakelse, penger, innspill, vedtak. Tallet etter en rolle sier hvor mange ting den er i. "
    "To navn er to aktører, også der den ene er del av den andre.",
)
PARAMETERS = (
    Parameter(
        "of",
        Text(
            en="the kind of the places: plans, efforts, focus areas ...",
            nn="slaget av stader: planar, satsingar, innsatsområde ...",
            nb="slaget av steder: planer, satsinger, innsatsområder ...",
        ),
        "plans",
    ),
)


@hook
def analyses() -> list[Analysis]:
    """One analysis."""
    return [Analysis("actor-overlap", title=TITLE, run=overlapping, why=WHY, reading=READING, parameters=PARAMETERS)]


def overlapping(view: View, values: Mapping[str, str]) -> Answer:
    """The actors that stand in more than one, those in most first.

    Raises:
        KgraphError: there is no such kind.
    """
    kind = view.kind(values["of"])
    found = view.of_all().property_graph()
    parts, things = wholes(found), {iri: node.thing for iri, node in found.by_iri.items()}
    chosen, actor = kinds_below(view.vocabulary, kind.local), kinds_below(view.vocabulary, "Actor")
    role = roles(view.vocabulary, (*ROLES, *MORE_ROLES))
    held: dict[str, dict[str, Counter[str]]] = {}
    inferred: Counter[str] = Counter()
    for where in _places(view, {iri for iri, thing in things.items() if thing.kind in chosen}, parts):
        inside = under(parts, where)
        for edge in (edge for edge in found.edges if edge.link in role):
            for who, what in ((edge.source, edge.target), (edge.target, edge.source)):
                if things[who].kind in actor and what in inside:
                    held.setdefault(who, {}).setdefault(where, Counter())[edge.label] += 1
                    inferred[who] += edge.basis == "inferred"
    shared = [who for who, where in held.items() if len(where) > 1]
    own = view.plan.iri if view.plan and view.plan.kind in chosen else None
    shared = [who for who in shared if own is None or own in held[who]]
    shared.sort(key=lambda who: (-len(held[who]), -_links(held[who]), by_code(things[who])))
    rows = (_row(things, who, held[who], inferred[who]) for who in shared)
    sizes = Counter(where for those in held.values() for where in those)
    listed = ", ".join(f"{thing.label} ({sizes[thing.iri]})" for thing in in_order(things[iri] for iri in sizes))
    plural = kind.plural(view.language)
    text = SUMMARY[view.language].format(shared=len(shared), actors=len(held), kind=plural, sizes=listed or 0)
    return tabled(view, TITLE, COLUMNS, rows, Note("overlap", text))


def _places(view: View, chosen: set[str], parts: "networkx.DiGraph[str]") -> list[str]:
    """The places of the kind, within the view's plan where they are parts of plans, without those inside another."""
    if view.plan and view.plan.iri not in chosen:
        chosen = chosen & under(parts, view.plan.iri)
    inside = {iri: under(parts, iri) for iri in sorted(chosen)}
    # Two that are part of each other are two places.
    return [iri for iri in inside if not any(iri in inside[other] and other not in inside[iri] for other in inside)]


def _links(where: Mapping[str, Counter[str]]) -> int:
    return sum(those.total() for those in where.values())


def _row(things: Mapping[str, Thing], who: str, where: Mapping[str, Counter[str]], inferred: int) -> Row:
    listed = in_order(things[iri] for iri in where)
    told = [f"{each.label}: {_told(where[each.iri])}" for each in listed]
    return things[who], list(listed), list(told), _links(where), inferred


def _told(those: Counter[str]) -> str:
    ordered = sorted(those.items(), key=lambda each: (-each[1], each[0]))
    return ", ".join(f"{role} ({number})" for role, number in ordered)
