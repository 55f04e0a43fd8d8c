"""Which actors, measures and goals hold the network together.

Answers: through which things do the ways between the actors and the goals run? Why it matters: what many ways run
through is what a plan cannot do without, and whoever stands there can join what others do. Example:

    kgraph analyse centrality --plan sogn:plan --param most=10

Betweenness between two sets (Brandes 2008, doi:10.1016/j.socnet.2007.11.001), by networkx: for every actor and every
goal the shortest ways between them are found; where there are several, each counts its part.
"""

from collections.abc import Mapping

from kgraph.networks import Network, network, number, tabled
from kgraph.ordering import by_code
from kgraph.plugin import Analysis, Answer, Note, Parameter, Row, Text, View, hook

TITLE = Text(
    en="Which actors, measures and goals hold the network together?",
    nn="Kva aktørar, tiltak og mål held nettverket saman?",
    nb="Hvilke aktører, tiltak og mål holder nettverket sammen?",
)
COLUMNS = (
    (Text(en="what", nn="kva", nb="hva"), "thing"),
    (Text(en="kind", nn="slag", nb="slag"), "text"),
    (Text(en="ways through it", nn="vegar gjennom", nb="veier gjennom"), "number"),
    (Text(en="share of all ways (%)", nn="del av alle vegar (%)", nb="andel av alle veier (%)"), "number"),
    (Text(en="links", nn="lenkjer", nb="lenker"), "integer"),
    (Text(en="inferred", nn="utleidde", nb="utledede"), "integer"),
    (Text(en="in words", nn="med ord", nb="med ord"), "text"),
)
WORDS = (
    (50, Text(en="most of the ways run here", nn="dei fleste vegane går her", nb="de fleste veiene går her")),
    (20, Text(en="holds much together", nn="held mykje saman", nb="holder mye sammen")),
    (5, Text(en="holds something together", nn="held noko saman", nb="holder noe sammen")),
    (0, Text(en="few ways run here", nn="få vegar går her", nb="få veier går her")),
)  # fmt: skip
SHOWN = Text(
    en="shown: {shown} of the {all} things that ways run through; there are ways between {pairs} pairs of an actor "
    "and a goal",
    nn="vist: {shown} av dei {all} tinga som vegar går gjennom; det er vegar mellom {pairs} par av ein aktør og eit "
    "mål",
    nb="vist: {shown} av de {all} tingene som veier går gjennom; det er veier mellom {pairs} par av en aktør og et mål",
)
WHY = Text(
    en="What many ways between those who act and what is wanted run through is what the plan cannot do without.",
    nn="Det som mange vegar mellom dei som gjer noko og det ein vil nå går gjennom, kan planen ikkje vere utan.",
    nb="Det som mange veier mellom de som gjør noe og det en vil nå går gjennom, kan planen ikke være uten.",
)
READING = Text(
    en="A way is a shortest chain of links from an actor to a goal (an overall, cross-cutting, sub- or SDG goal): an "
    "actor's responsibility, partnership, part or money, supports, addresses, and part of between measures and "
    "between goals. A plan and its chapters join nothing, and a reference is no link. The share leaves out the ways "
    "that begin or end in the thing itself. An actor that ways run through joins others; much may be done by one "
    "that none run through.",
    nn="Ein veg er den kortaste kjeda av lenkjer frå ein aktør til eit mål (overordna mål, tverrgåande mål, delmål "
    "eller berekraftsmål): ansvar, partnarskap, deltaking eller pengar frå ein aktør, støttar, tek opp, og del av "
    "mellom tiltak og mellom mål. Ein plan og kapitla i han bind ingenting saman, og ei tilvising er inga lenkje. "
    "Vegar som byrjar eller endar i tingen sjølv, er ikkje med i delen. Ein aktør som vegar går gjennom, bind andre "
    "saman; ein som ingen går gjennom, kan likevel gjere mykje.",
    nb="En vei er en korteste kjede av lenker fra en aktør til et mål (overordnet mål, tverrgående mål, delmål eller "
    "bærekraftsmål): ansvar, partnerskap, deltakelse eller penger fra en aktør, støtter, tar opp, og del av mellom "
    "tiltak og mellom mål. En plan og kapitlene i den binder ingenting sammen, og en henvisning er ingen lenke. "
    "Veier som begynner eller ender i tingen selv, er ikke med i andelen. En aktør som veier går gjennom, binder "
    "andre sammen; en som ingen går gjennom, kan likevel gjøre mye.",
)
PARAMETERS = (
    Parameter(
        "most",
        Text(
            en="how many things at most",
            nn="kor mange ting på det meste",
            nb="hvor mange ting på det meste",
        ),
        "15",
    ),
)


@hook
def analyses() -> list[Analysis]:
    """One analysis."""
    return [Analysis("centrality", title=TITLE, run=central, why=WHY, reading=READING, parameters=PARAMETERS)]


def central(view: View, values: Mapping[str, str]) -> Answer:
    """The things that most ways run through, first.

    Raises:
        KgraphError: `most` is no number.
    """
    most = int(number(values, "most", 1, 10_000, view.language))
    found = network(view)
    shares = between(found)
    order = sorted(shares, key=lambda iri: (-round(shares[iri][1], 9), by_code(found.things[iri])))
    rows = [_row(view, found, iri, *shares[iri]) for iri in order[:most]]
    notes = [found.note(view.language)]
    if rows:
        text = SHOWN[view.language].format(shown=len(rows), all=len(shares), pairs=_pairs(found)[0])
        notes.append(Note("ways", text))
    return tabled(view, TITLE, COLUMNS, rows, *notes)


def between(found: Network) -> dict[str, tuple[float, float]]:
    """For each thing that ways run through: how many, and which share of those that do not end in it."""
    import networkx

    actors, goals = sorted(found.actors), sorted(found.goals)
    # networkx halves the sum, since it takes each pair to be counted from both ends.
    halves = networkx.betweenness_centrality_subset(found.graph, actors, goals)
    pairs, ending = _pairs(found)
    return {
        iri: (2 * half, 100 * 2 * half / (pairs - ending[iri]))
        for iri, half in halves.items()
        if half > 1e-9 and pairs > ending[iri]
    }


def _pairs(found: Network) -> tuple[int, dict[str, int]]:
    """How many pairs of an actor and a goal hang together at all; and of each thing, how many it is in."""
    import networkx

    pairs, ending = 0, dict.fromkeys(found.graph, 0)
    for part in networkx.connected_components(found.graph):
        actors, goals = part & found.actors, part & found.goals
        pairs += len(actors) * len(goals)
        ending |= dict.fromkeys(actors, len(goals)) | dict.fromkeys(goals, len(actors))
    return pairs, ending


def _row(view: View, found: Network, iri: str, ways: float, share: float) -> Row:
    thing = found.things[iri]
    words = next(text for least, text in WORDS if share >= least)
    kind = view.kind(thing.kind).label(view.language)
    degree = found.graph.degree[iri]
    return thing, kind, round(ways, 1), round(share, 1), degree, found.inferred(iri), words[view.language]
