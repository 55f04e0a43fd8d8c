"""Which groups the actors, measures and goals fall into.

Answers: what hangs closer together than with the rest? Why it matters: a group is a circle of actors who work for the
same goals, whatever chapter they stand in; they should know of each other. Example:

    kgraph analyse communities --plan sogn:plan
    kgraph analyse communities --plan sogn:plan --param group=2

Louvain's method (Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008), by networkx: the best of twenty runs,
with fixed seeds. Modularity is 0 where a division is no better than chance; above 0.3 it is clear (Newman and Girvan
2004, doi:10.1103/PhysRevE.69.026113).
"""

from collections.abc import Mapping

from kgraph.networks import Network, network, number, tabled
from kgraph.plugin import Analysis, Answer, Note, Parameter, Row, Text, Thing, View, hook

TITLE = Text(
    en="Which groups do the actors, measures and goals fall into?",
    nn="Kva grupper deler aktørane, tiltaka og måla seg i?",
    nb="Hvilke grupper deler aktørene, tiltakene og målene seg i?",
)
RUNS = 20
GROUP = Text(en="group", nn="gruppe", nb="gruppe")
COLUMNS = (
    (GROUP, "integer"),
    (Text(en="around", nn="kring", nb="rundt"), "things"),
    (Text(en="things", nn="ting", nb="ting"), "integer"),
    (Text(en="measures", nn="tiltak", nb="tiltak"), "integer"),
    (Text(en="actors", nn="aktørar", nb="aktører"), "things"),
    (Text(en="goals", nn="mål", nb="mål"), "things"),
    (
        Text(en="links that stay inside (%)", nn="lenkjer som held seg inne (%)", nb="lenker som holder seg inne (%)"),
        "integer",
    ),
)
MEMBERS = (
    (Text(en="what", nn="kva", nb="hva"), "thing"),
    (Text(en="kind", nn="slag", nb="slag"), "text"),
    (Text(en="links inside", nn="lenkjer inne", nb="lenker inne"), "integer"),
    (Text(en="links out", nn="lenkjer ut", nb="lenker ut"), "integer"),
)
MODULARITY = Text(
    en="modularity {value}: {words}; the best of {runs} runs with fixed seeds. Things without any link, which are in "
    "no group: {alone}",
    nn="modularitet {value}: {words}; den beste av {runs} køyringar med faste frø. Ting utan lenkjer, som ikkje er i "
    "noka gruppe: {alone}",
    nb="modularitet {value}: {words}; den beste av {runs} kjøringer med faste frø. Ting uten lenker, som ikke er i "
    "noen gruppe: {alone}",
)
WORDS = (
    (0.5, Text(en="the groups are well apart", nn="gruppene er godt skilde", nb="gruppene er godt skilt")),
    (0.3, Text(en="the groups are clear", nn="gruppene er tydelege", nb="gruppene er tydelige")),
    (-1.0, Text(
        en="the groups are hardly more than chance",
        nn="gruppene er knapt meir enn tilfeldige",
        nb="gruppene er knapt mer enn tilfeldige",
    )),
)  # fmt: skip
WHY = Text(
    en="A group is a circle of actors who work for the same goals, whatever chapter they stand in: they should know "
    "of each other.",
    nn="Ei gruppe er ein krins av aktørar som arbeider for dei same måla, kva kapittel dei enn står i: dei bør vite "
    "om kvarandre.",
    nb="En gruppe er en krets av aktører som arbeider for de samme målene, hvilket kapittel de enn står i: de bør "
    "vite om hverandre.",
)
READING = Text(
    en="Each thing is in one group, named by the three with most links inside it. Goals are the plans' own and the "
    "SDG goals. A group with goals and no actor has nobody; links out of a group are where it meets the others. "
    "Another run may move what stands between two groups.",
    nn="Kvar ting er i éi gruppe, som har namn etter dei tre med flest lenkjer inne i henne. Mål er planane sine "
    "eigne og berekraftsmåla. Ei gruppe med mål og utan aktør har ingen; lenkjer ut av ei gruppe er der ho møter dei "
    "andre. Ei anna køyring kan flytte det som står mellom to grupper.",
    nb="Hver ting er i én gruppe, som har navn etter de tre med flest lenker inne i den. Mål er planenes egne og "
    "bærekraftsmålene. En gruppe med mål og uten aktør har ingen; lenker ut av en gruppe er der den møter de andre. "
    "En annen kjøring kan flytte det som står mellom to grupper.",
)
PARAMETERS = (
    Parameter(
        "group",
        Text(
            en="the number of a group, to list what is in it",
            nn="nummeret på ei gruppe, for å liste det som er i henne",
            nb="nummeret på en gruppe, for å liste det som er i den",
        ),
        "",
    ),
)


@hook
def analyses() -> list[Analysis]:
    """One analysis."""
    return [Analysis("communities", title=TITLE, run=grouped, why=WHY, reading=READING, parameters=PARAMETERS)]


def grouped(view: View, values: Mapping[str, str]) -> Answer:
    """The groups, the largest first, or what is in one of them.

    Raises:
        KgraphError: there is no group of that number.
    """
    found = network(view)
    groups = communities(found)
    if not groups:
        return tabled(view, TITLE, COLUMNS, (), found.note(view.language))
    notes = found.note(view.language), _modularity(found, groups, view.language)
    if values["group"]:
        chosen = groups[int(number(values, "group", 1, len(groups), view.language)) - 1]
        members = (_member(view, found, chosen, thing) for thing in _central(found, chosen))
        return tabled(view, TITLE, MEMBERS, members, *notes)
    rows = (_row(found, at, group) for at, group in enumerate(groups, 1))
    return tabled(view, TITLE, COLUMNS, rows, *notes)


def communities(found: Network) -> list[set[str]]:
    """The groups of what has links: the largest first, equal ones by their first code."""
    import networkx

    linked = [iri for iri in found.graph if found.graph[iri]]
    if not linked:
        return []
    # By number, since the order of a set of texts is another in every process.
    at = {iri: number for number, iri in enumerate(linked)}
    edges = sorted((min(at[one], at[other]), max(at[one], at[other])) for one, other in found.graph.edges())
    graph = networkx.Graph(edges)
    runs = [networkx.community.louvain_communities(graph, seed=seed) for seed in range(RUNS)]
    best = max(runs, key=lambda run: networkx.community.modularity(graph, run))
    return [{linked[number] for number in group} for group in sorted(best, key=lambda each: (-len(each), min(each)))]


def _modularity(found: Network, groups: list[set[str]], language: str) -> Note:
    import networkx

    linked = found.graph.subgraph(set().union(*groups))
    value = networkx.community.modularity(linked, groups)
    words = next(text for least, text in WORDS if value >= least)[language]
    shown = f"{value:.2f}" if language == "en" else f"{value:.2f}".replace(".", ",")
    alone = len(found.graph) - len(linked)
    return Note("modularity", MODULARITY[language].format(value=shown, words=words, alone=alone, runs=RUNS))


def _inside(found: Network, group: set[str], iri: str) -> int:
    return sum(other in group for other in found.graph[iri])


def _central(found: Network, group: set[str]) -> list[Thing]:
    """The things of a group, those with most links inside it first."""
    return sorted(found.named(group), key=lambda thing: -_inside(found, group, thing.iri))


def _row(found: Network, at: int, group: set[str]) -> Row:
    inside = sum(_inside(found, group, iri) for iri in group) // 2
    touching = sum(found.graph.degree[iri] for iri in group) - inside
    actors, goals = found.named(group & found.actors), found.named(group & found.goals)
    around, measures = _central(found, group)[:3], len(group & found.measures)
    return (
        at,
        list(around) or None,
        len(group),
        measures,
        list(actors) or None,
        list(goals) or None,
        round(100 * inside / touching),
    )


def _member(view: View, found: Network, group: set[str], thing: Thing) -> Row:
    inside = _inside(found, group, thing.iri)
    kind = view.kind(thing.kind).label(view.language)
    return thing, kind, inside, found.graph.degree[thing.iri] - inside
