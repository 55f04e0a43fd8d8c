"""A plan as a tree with four lights on each of its parts: measures, money, owners, goals.

What a light counts, and of how many:

    measures    of the part itself and the parts within it that may support goals, measures apart: those that hang
                together with a measure, in the sense of Spor's *with measures*
    money       of the part's measures: those that have a budget, their own or that of the lines that cover them
    owners      of the part's measures: those that have somebody responsible, in whatever role, likewise
    goals       of the part itself and the parts within it that may support goals, measures too: those that hang
                together with one of the UN's goals, *with SDG goals*

A part's measures are those that hang together with it, *with which measures*, wherever they stand: those of an action
plan count for the strategy that they lead to. A measure's own are itself and the measures within it.

The state is `good` where all count, `lacking` where none does, else `partly`; where there is nothing to count, the
light is `unasked`: what may support nothing, as a budget line, has four of these, and a part without measures has
no money that could be lacking. Plans count as parts of themselves.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kgraph.answer import Answer, Column, Note, Row, Thing, cell_json
from kgraph.messages import say
from kgraph.showing.overview import JSON, Overview, overview
from kgraph.terms import KG
from kgraph.view import View

ABOUT = ("measures", "money", "owners", "goals")
SIGNS = {"good": "●", "partly": "◐", "lacking": "○"}
# What is nested deeper is no plan; it is left out, so that no page falls over it.
DEEPEST = 100
LEADING = "everything with SDG goals"


@dataclass(frozen=True, slots=True)
class Found:
    """What the questions about a plan found.

    Attributes:
        asked: the kinds, by local name, that may support goals; the measures among them apart.
        measures: the local names of the kinds of measures.
        of: for each thing by IRI how many measures it has, how many of these have a budget, and somebody responsible.
        paid: the IRIs of the measures with a budget.
        owned: those of the measures with somebody responsible.
        leading: those of what hangs together with the UN's goals.
    """

    asked: frozenset[str]
    measures: frozenset[str]
    of: Mapping[str, tuple[int, int, int]]
    paid: frozenset[str]
    owned: frozenset[str]
    leading: frozenset[str]


def plan_tree(view: View, name: str) -> JSON:
    """The tree of a plan: each part with its lights and, in the order of their codes, its own parts.

    Raises:
        KgraphError: there is no such plan.
    """
    narrowed = view.of_plan(name)
    assert narrowed.plan is not None
    return _node(narrowed.plan.iri, overview(view), _found(view, narrowed.plan), view.language, set())[0]


def plan_trees(view: View, plans: Iterable[Thing]) -> dict[str, JSON]:
    """The trees of several plans by code; what the plans have in common is asked once."""
    known, found = overview(view), _found(view, None)
    return {plan.reference: _node(plan.iri, known, found, view.language, set())[0] for plan in plans}


def plan_answer(view: View, name: str) -> Answer:
    """The same as a table: a row for each part, a plan before what it consists of.

    Raises:
        KgraphError: there is no such plan.
    """
    tree, language = plan_tree(view, name), view.language
    words = view.vocabulary
    heads = (
        say(language, "tree_part"),
        words.kinds[KG + "Measure"].plural(language),
        words.fields[KG + "budget"].label(language),
        words.links[KG + "responsible"].label(language),
        view.kind("SDGGoal").plural(language),
    )

    def rows(node: JSON) -> Iterator[Row]:
        yield (Thing(**node["thing"]), *(_shown(light) for light in node["lights"]))
        for child in node["children"]:
            yield from rows(child)

    found = tuple(rows(tree))
    columns = tuple(Column(head, "text" if place else "thing") for place, head in enumerate(heads))
    notes = (Note("lights", say(language, "tree_lights")),)
    return Answer(tree["thing"]["label"], columns, found, len(found), notes, language=language)


def _shown(light: JSON) -> str:
    sign = SIGNS.get(light["state"])
    return f"{sign} {light['count']}/{light['of']}" if sign else "–"


def _found(view: View, plan: Thing | None) -> Found:
    """What is asked about a plan, or about everything."""
    words = view.vocabulary
    supporting = {kind for above in words.links[KG + "supports"].domain for kind in words.subkinds[above]}
    measures = words.subkinds[KG + "Measure"]

    def asked(question: str) -> Answer:
        given = {"plan": plan.reference} if plan and "$plan" in question else {}
        return view.ask(question, evidence=False, notes=False, **given)

    def met(*questions: str) -> frozenset[str]:
        return frozenset(each.iri for question in questions for each in asked(question).things())

    def counted(question: str) -> dict[str, int]:
        return {cell.iri: int(str(count)) for cell, count in asked(question).rows if isinstance(cell, Thing)}

    # Counted in the store: a list of the pairs would be long in a large plan.
    measured, paid, owned = (
        counted(f"count measures {condition} per everything") for condition in ("", "with budget", "with responsible")
    )
    return Found(
        asked=frozenset(words.kinds[kind].local for kind in supporting - measures),
        measures=frozenset(words.kinds[kind].local for kind in measures),
        of={iri: (count, paid.get(iri, 0), owned.get(iri, 0)) for iri, count in measured.items()},
        paid=met("measures with budget"),
        owned=met("measures with responsible"),
        leading=met(*(["everything under $plan with SDG goals", "plans with SDG goals"] if plan else [LEADING])),
    )


def _node(
    iri: str, known: Overview, found: Found, language: str, seen: set[str], depth: int = 0
) -> tuple[JSON, frozenset[str]]:
    """A part as JSON has it, and the part with all within it; what is part of several things stands in the first."""
    seen.add(iri)
    below = known.parts.get(iri, ()) if depth < DEEPEST else ()
    nodes = [_node(part, known, found, language, seen, depth + 1) for part in below if part not in seen]
    within = frozenset({iri}.union(*(each for _, each in nodes)))
    node = {
        "thing": cell_json(known.thing(iri)),
        "lights": _lights(iri, within, known, found, language),
        "children": [each for each, _ in nodes],
    }
    return node, within


def _lights(iri: str, within: frozenset[str], known: Overview, found: Found, language: str) -> list[JSON]:
    kind, kinds = known.thing(iri).kind, {each: known.thing(each).kind for each in within}
    parts = {each for each, of_kind in kinds.items() if of_kind in found.asked}
    measures = {each for each, of_kind in kinds.items() if of_kind in found.measures}
    if kind in found.measures:
        counts = [(0, 0), (len(measures & found.paid), len(measures)), (len(measures & found.owned), len(measures))]
    elif kind in found.asked:
        number, paid, owned = found.of.get(iri, (0, 0, 0))
        served = {each for each in parts if found.of.get(each, (0, 0, 0))[0]}
        counts = [(len(served), len(parts)), (paid, number), (owned, number)]
    else:
        return [_light(about, 0, 0, language) for about in ABOUT]
    counts.append((len((parts | measures) & found.leading), len(parts | measures)))
    return [_light(about, count, of, language) for about, (count, of) in zip(ABOUT, counts, strict=True)]


def _light(about: str, count: int, of: int, language: str) -> JSON:
    state = "unasked" if not of else "good" if count == of else "partly" if count else "lacking"
    text = say(language, f"light_{about}", count=count, of=of) if of else say(language, f"light_unasked_{about}")
    return {"about": about, "state": state, "text": text, "count": count, "of": of}
