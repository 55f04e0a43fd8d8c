"""How two plans fit together: what the one does for the goals of the other, and what leads to none of them.

Answers: what does the plan that acts do for the plan that steers? Why it matters: a goal that no other plan supports
stays on paper, and a measure that leads to no goal of the plan above must be defended by something else. Example:

    kgraph analyse alignment --param plan=sogndal:plan --param other=sogn:plan
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.networks import WANTED, kinds_below, tabled, under, wholes
from kgraph.ordering import in_order
from kgraph.plugin import Analysis, Answer, Edge, KgraphError, Note, Parameter, Row, Text, Thing, View, hook

if TYPE_CHECKING:
    import networkx

TITLE = Text(
    en="How do two plans fit together?",
    nn="Korleis heng to planar saman?",
    nb="Hvordan henger to planer sammen?",
)
COLUMNS = (
    (Text(en="what", nn="kva", nb="hva"), "thing"),
    (Text(en="kind", nn="slag", nb="slag"), "text"),
    (Text(en="standing", nn="stode", nb="stilling"), "text"),
    (Text(en="supported by", nn="støtta av", nb="støttet av"), "things"),
    (Text(en="of these stated", nn="av desse uttrykte", nb="av disse uttrykte"), "integer"),
    (Text(en="same matter as", nn="same sak som", nb="samme sak som"), "things"),
)
STATED = Text(
    en="supported, as a document says", nn="støtta, som eit dokument seier", nb="støttet, som et dokument sier"
)
INFERRED = Text(en="supported, by inference alone", nn="støtta, berre utleidd", nb="støttet, bare utledet")
SAME = Text(en="same matter, not supported", nn="same sak, ikkje støtta", nb="samme sak, ikke støttet")
UNSUPPORTED = Text(en="not supported", nn="ikkje støtta", nb="ikke støttet")
ORPHAN = Text(
    en="orphan: leads to nothing in {plan}",
    nn="foreldrelaus: fører ikkje til noko i {plan}",
    nb="foreldreløs: fører ikke til noe i {plan}",
)
SUMMARY = Text(
    en="{plan}: {supported} of {wanted} goals and parts of goals are supported by {other}, {stated} of them as a "
    "document says; {same} are the same matter as something there. {other}: {orphans} of {measures} measures lead to "
    "nothing in {plan}.",
    nn="{plan}: {supported} av {wanted} mål og delar av mål er støtta av {other}, {stated} av dei slik eit dokument "
    "seier; {same} er same sak som noko der. {other}: {orphans} av {measures} tiltak fører ikkje til noko i {plan}.",
    nb="{plan}: {supported} av {wanted} mål og deler av mål er støttet av {other}, {stated} av dem slik et dokument "
    "sier; {same} er samme sak som noe der. {other}: {orphans} av {measures} tiltak fører ikke til noe i {plan}.",
)
ALONE = Text(
    en="there is no second plan to lay beside it",
    nn="det er ingen annan plan å leggje ved sida av",
    nb="det er ingen annen plan å legge ved siden av",
)
CHOOSE = Text(
    en="which two plans? There are {number} to choose from",
    nn="kva for to planar? Det er {number} å velje mellom",
    nb="hvilke to planer? Det er {number} å velge mellom",
)
PLANS = "plans that have as part everything"
TWICE = Text(
    en="a plan is not compared with itself",
    nn="ein plan blir ikkje jamført med seg sjølv",
    nb="en plan blir ikke sammenlignet med seg selv",
)
WHY = Text(
    en="A goal that the other plan does not support stays on paper there; a measure that leads to no goal must be "
    "defended by something else.",
    nn="Eit mål som den andre planen ikkje støttar, blir ståande på papiret der; eit tiltak som ikkje fører til noko "
    "mål, må grunngjevast med noko anna.",
    nb="Et mål som den andre planen ikke støtter, blir stående på papiret der; et tiltak som ikke fører til noe mål, "
    "må begrunnes med noe annet.",
)
READING = Text(
    en="A goal, focus area or sub-strategy is supported when something of the other plan supports or addresses it or "
    "a part of it; those that do so are listed. An orphan is a measure of the other plan that, with its parts, "
    "supports and addresses nothing in this one; it may well serve its own plan.",
    nn="Eit mål, innsatsområde eller ein delstrategi er støtta når noko i den andre planen støttar eller tek opp det "
    "eller ein del av det; dei som gjer det, er lista. Foreldrelaust er eit tiltak i den andre planen som saman med "
    "delane sine ikkje støttar eller tek opp noko i denne; det kan godt tene sin eigen plan.",
    nb="Et mål, innsatsområde eller en delstrategi er støttet når noe i den andre planen støtter eller tar opp det "
    "eller en del av det; de som gjør det, er listet. Foreldreløst er et tiltak i den andre planen som sammen med "
    "delene sine ikke støtter eller tar opp noe i denne; det kan godt tjene sin egen plan.",
)
PARAMETERS = (
    Parameter(
        "plan",
        Text(
            en="the plan whose goals are looked at",
            nn="planen som måla blir sedde på i",
            nb="planen hvis mål det blir sett på",
        ),
        "",
    ),
    Parameter(
        "other",
        Text(
            en="the plan that may support them",
            nn="planen som kan støtte dei",
            nb="planen som kan støtte dem",
        ),
        "",
    ),
)


@hook
def analyses() -> list[Analysis]:
    """One analysis."""
    return [Analysis("alignment", title=TITLE, run=aligned, why=WHY, reading=READING, parameters=PARAMETERS)]


def aligned(view: View, values: Mapping[str, str]) -> Answer:
    """The goals of a plan with what supports them in the other, then the orphans of the other.

    Raises:
        KgraphError: there is no such plan; or it is not said which plans, and there are not two.
    """
    plans = view.ask(PLANS, notes=False).things()
    if len(plans) < 2 and not any(values.values()):
        return tabled(view, TITLE, COLUMNS, [], Note("empty", ALONE[view.language]))
    plan, other = _plans(view, plans, values)
    pair = _pair(view, plan, other)
    goals = [_row(view, pair, thing) for thing in pair.those(view, pair.here, *WANTED)]
    measures = pair.those(view, pair.there, "Measure")
    leading = {edge.source for edge in pair.edges}
    orphans = [thing for thing in measures if not leading & under(pair.parts, thing.iri)]
    standing = ORPHAN[view.language].format(plan=plan.label)
    kind = view.kind("measure").label(view.language)
    rows: list[Row] = [(thing, kind, standing, None, None, list(pair.alike(thing)) or None) for thing in orphans]
    counts = {"wanted": len(goals), "measures": len(measures), "orphans": len(orphans)}
    counts["supported"] = sum(bool(row[3]) for row in goals)
    counts["stated"] = sum(row[2] == STATED[view.language] for row in goals)
    counts["same"] = sum(bool(row[5]) for row in goals)
    text = SUMMARY[view.language].format(plan=plan.label, other=other.label, **counts)
    return tabled(view, TITLE, COLUMNS, [*goals, *rows], Note("alignment", text))


@dataclass(frozen=True)
class Pair:
    """What is in the one plan and in the other, what leads from there to here, and which two are the same matter."""

    things: Mapping[str, Thing]
    parts: "networkx.DiGraph[str]"
    here: set[str]
    there: set[str]
    edges: tuple[Edge, ...]
    same: "networkx.Graph[str]"

    def those(self, view: View, inside: set[str], *kinds: str) -> list[Thing]:
        """The things of these kinds in one of the plans, in order."""
        wanted = kinds_below(view.vocabulary, *kinds)
        return in_order(self.things[iri] for iri in inside if self.things[iri].kind in wanted)

    def alike(self, thing: Thing) -> list[Thing]:
        """What is the same matter in the other plan."""
        other = self.there if thing.iri in self.here else self.here
        return in_order(self.things[iri] for iri in self.same.adj.get(thing.iri, ()) if iri in other)


def _pair(view: View, plan: Thing, other: Thing) -> Pair:
    import networkx

    found = view.of_all().property_graph()
    parts = wholes(found)
    here, there = under(parts, plan.iri), under(parts, other.iri)
    steps = [edge for edge in found.edges if edge.thread and edge.link != "partOf"]
    edges = tuple(edge for edge in steps if edge.source in there and edge.target in here)
    same = networkx.Graph((edge.source, edge.target) for edge in found.edges if edge.link == "sameMatterAs")
    return Pair({iri: node.thing for iri, node in found.by_iri.items()}, parts, here, there, edges, same)


def _plans(view: View, plans: Sequence[Thing], values: Mapping[str, str]) -> tuple[Thing, Thing]:
    """The plan with goals and the other: those given, else the view's own, else the only two that have parts."""
    given = [view.of_plan(values[name]).plan if values[name] else None for name in ("plan", "other")]
    plan, other = given[0] or (view.plan if view.plan != given[1] else None), given[1]
    rest = [each for each in plans if each not in (plan, other)]
    lacking = [plan, other].count(None)
    if plan and plan == other:
        raise KgraphError(TWICE[view.language], hint=" · ".join(map(str, plans)), language=view.language)
    if lacking and len(rest) != lacking:
        message = CHOOSE[view.language].format(number=len(plans))
        raise KgraphError(message, hint=" · ".join(map(str, plans)), language=view.language)
    # Of two, the one with fewer measures is the one that steers.
    rest.sort(key=lambda each: len(view.ask("measures under $plan", notes=False, plan=each.reference)))
    return plan or rest.pop(0), other or rest.pop(0)


def _row(view: View, pair: Pair, thing: Thing) -> Row:
    within = under(pair.parts, thing.iri)
    given = [edge for edge in pair.edges if edge.target in within]
    stated = {edge.source for edge in given if edge.basis == "stated"}
    alike = pair.alike(thing)
    standing = STATED if stated else INFERRED if given else SAME if alike else UNSUPPORTED
    kind = view.kind(thing.kind).label(view.language)
    sources = in_order({pair.things[edge.source] for edge in given})
    return (
        thing,
        kind,
        standing[view.language],
        list(sources) or None,
        len(stated) if given else None,
        list(alike) or None,
    )
