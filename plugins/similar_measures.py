"""Which measures are like each other: by the goals they support, the actors who have them, and their words.

Answers: are there measures that are nearly the same? Why it matters: what is planned twice can be done once, and
those who do like things can do them together. Example:

    kgraph analyse similar-measures --plan sogn:plan --param least=60

Three times the share of what two measures have in common of all that either has (Jaccard 1912,
doi:10.1111/j.1469-8137.1912.tb05611.x), by networkx: of goals, of actors, and of word stems.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations

from kgraph.networks import ACTORS_OF_MEASURES, number, tabled, things_in, under, wholes
from kgraph.ordering import in_order
from kgraph.plugin import Analysis, Answer, Note, Parameter, Row, Text, Thing, View, hook

TITLE = Text(
    en="Which measures are like each other?",
    nn="Kva tiltak liknar på kvarandre?",
    nb="Hvilke tiltak ligner på hverandre?",
)
COLUMNS = (
    (Text(en="measure", nn="tiltak", nb="tiltak"), "thing"),
    (Text(en="is like", nn="liknar på", nb="ligner på"), "thing"),
    (Text(en="in all (%)", nn="i alt (%)", nb="i alt (%)"), "integer"),
    (Text(en="goals (%)", nn="mål (%)", nb="mål (%)"), "integer"),
    (Text(en="actors (%)", nn="aktørar (%)", nb="aktører (%)"), "integer"),
    (Text(en="words (%)", nn="ord (%)", nb="ord (%)"), "integer"),
    (Text(en="goals in common", nn="felles mål", nb="felles mål"), "things"),
    (Text(en="same matter", nn="same sak", nb="samme sak"), "boolean"),
)
COUNTED = Text(
    en="counted: {pairs} pairs of {measures} measures, without those of which one is part of the other",
    nn="talt: {pairs} par av {measures} tiltak, utan dei der det eine er del av det andre",
    nb="talt: {pairs} par av {measures} tiltak, uten dem der det ene er del av det andre",
)
GOALS_OF_MEASURES = "measures show supports, addresses"
SHORTEST_WORD = 4
Sets = Mapping[str, Iterable[str]]
WHY = Text(
    en="What is planned twice can be done once, and those who do like things can do them together.",
    nn="Det som er planlagt to gonger, kan gjerast éin gong, og dei som gjer liknande ting, kan gjere dei saman.",
    nb="Det som er planlagt to ganger, kan gjøres én gang, og de som gjør lignende ting, kan gjøre dem sammen.",
)
READING = Text(
    en="Each share is what the two have in common of all that either has: goals that they or their parts support or "
    "address, actors (their budget lines' too), words of at least four letters without their endings. The whole is "
    "the average of the shares of which there is anything to compare; an empty cell is one without. Many measures "
    "have the same actor: high actors alone mean little. Two that are said to be the same matter are marked.",
    nn="Kvar del er det dei to har felles av alt som ein av dei har: mål som dei eller delane deira støttar eller "
    "tek opp, aktørar (òg frå budsjettlinjene), ord på minst fire bokstavar utan endingar. Det heile er snittet av "
    "dei delane der det er noko å samanlikne; ei tom celle er ein utan. Mange tiltak har same aktør: mykje felles av "
    "aktørar åleine seier lite. To som er sagde å vere same sak, er merkte.",
    nb="Hver andel er det de to har felles av alt som en av dem har: mål som de eller delene deres støtter eller tar "
    "opp, aktører (også fra budsjettlinjene), ord på minst fire bokstaver uten endelser. Det hele er snittet av de "
    "andelene der det er noe å sammenligne; en tom celle er en uten. Mange tiltak har samme aktør: mye felles av "
    "aktører alene sier lite. To som er sagt å være samme sak, er merket.",
)
PARAMETERS = (
    Parameter(
        "least",
        Text(
            en="how alike at least, in per cent",
            nn="kor like på det minste, i prosent",
            nb="hvor like på det minste, i prosent",
        ),
        "50",
    ),
)


@hook
def analyses() -> list[Analysis]:
    """One analysis."""
    return [Analysis("similar-measures", title=TITLE, run=similar, why=WHY, reading=READING, parameters=PARAMETERS)]


def similar(view: View, values: Mapping[str, str]) -> Answer:
    """The pairs of measures that are most alike, first.

    Raises:
        KgraphError: `least` is no number.
    """
    least = number(values, "least", 0, 100, view.language)
    goals, actors = (_named(view, question) for question in (GOALS_OF_MEASURES, ACTORS_OF_MEASURES))
    measures = _measures(view)
    pairs = _pairs(view, measures)
    parts = [
        _alike({iri: [each.iri for each in those.get(iri, ())] for iri in measures}, pairs) for those in (goals, actors)
    ]
    parts.append(_alike(_words(view, measures), pairs))
    same = {
        frozenset((edge.source, edge.target)) for edge in view.property_graph().edges if edge.link == "sameMatterAs"
    }
    found: list[tuple[float, Row]] = []
    for one, other in pairs:
        shares = [part.get((one, other)) for part in parts]
        known = [share for share in shares if share is not None]
        whole = 100 * sum(known) / len(known) if known else 0.0
        if whole >= least and known:
            both = [each for each in goals.get(one, ()) if each in goals.get(other, ())]
            percents = [None if share is None else round(100 * share) for share in shares]
            marked = frozenset((one, other)) in same
            found.append((whole, (measures[one], measures[other], round(whole), *percents, list(both), marked)))
    # The pairs stand in the order of their codes, and those equally alike stay so.
    rows = (row for _, row in sorted(found, key=lambda each: -round(each[0], 9)))
    text = COUNTED[view.language].format(pairs=len(pairs), measures=len(measures))
    return tabled(view, TITLE, COLUMNS, rows, Note("pairs", text))


def _named(view: View, question: str) -> dict[str, list[Thing]]:
    """For each measure the things in the columns beside it."""
    rows = view.ask(question, notes=False).rows
    return {row[0].iri: in_order(things_in(*row[1:])) for row in rows if isinstance(row[0], Thing)}


def _measures(view: View) -> dict[str, Thing]:
    within = {"plan": view.plan.reference} if view.plan else {}
    answer = view.ask("measures under $plan" if within else "measures", evidence=False, notes=False, **within)
    return {thing.iri: thing for thing in in_order(answer.things())}


def _pairs(view: View, measures: Mapping[str, Thing]) -> list[tuple[str, str]]:
    """Every two measures of which neither is part of the other."""
    parts = wholes(view.of_all().property_graph())
    below = {iri: under(parts, iri) for iri in measures}
    return [
        (one, other) for one, other in combinations(measures, 2) if one not in below[other] and other not in below[one]
    ]


def _alike(sets: Sets, pairs: list[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """The share that each two have in common, where either has anything."""
    import networkx

    graph: networkx.Graph[tuple[str, str]] = networkx.Graph()
    graph.add_nodes_from(("measure", iri) for iri in sets)
    graph.add_edges_from((("measure", iri), ("has", each)) for iri, those in sets.items() for each in those)
    asked = [(("measure", one), ("measure", other)) for one, other in pairs]
    found = networkx.jaccard_coefficient(graph, asked)
    return {(one[1], other[1]): share for one, other, share in found if graph[one] or graph[other]}


def _words(view: View, measures: Mapping[str, Thing]) -> dict[str, set[str]]:
    """The stems of the words of each measure: of its printed text, or of its name where it has none."""
    import re

    import snowballstemmer

    stem: Callable[[str], str] = snowballstemmer.stemmer("norwegian").stemWord
    found = {}
    for iri, node in view.property_graph().by_iri.items():
        if iri in measures:
            said = [str(each) for name in ("text", "description") for each in node.fields.get(name, ())]
            words = re.findall(r"\w+", " ".join(said or [node.thing.label]).casefold())
            found[iri] = {stem(word) for word in words if len(word) >= SHORTEST_WORD}
    return found
