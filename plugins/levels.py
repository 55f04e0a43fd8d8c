"""Coverage per level: how many of a plan's goals, focus areas ... measures have what a plan wants them to have.

Why it matters: a list of gaps says where to mend; the levels say where a plan is strong and where it is thin, and
whether it got better since last time. There is no sum of it all: a plan with every budget and no goal is not half good.

    kgraph analyse levels --plan sogndal
    kgraph analyse levels --param form=numbers --format csv

How to read it: *6 (21%)* is six things of that level, 21 per cent of them. Where a cell is empty, the question does not
apply: a measure need have no measure.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from kgraph.ordering import in_order
from kgraph.plugin import Analysis, Answer, Cell, Column, KgraphError, Parameter, Text, Thing, View, hook
from kgraph.terms import KG

# From the top of a plan down; kinds of a project's own come after these, and measures last.
LEVELS = (
    "OverallGoal", "CrossCuttingGoal", "Goal", "FocusArea", "SubStrategy", "Effort", "SubGoal", "Section", "Strategy",
)  # fmt: skip
MEASURE = "Measure"
CLAIMS = "(that are the subject of (claims with quote) or that are the object of (claims with quote))"
# What is asked of the parts of a plan, and what of its measures instead, since a measure also hangs together with the
# measure that it is part of; what is asked of nothing does not apply.
ASPECTS: Mapping[str, tuple[str, str, Text]] = {
    "measure": ("with measures", "", Text(en="measures", nn="tiltak", nb="tiltak")),
    "budget": ("with (measures with budget)", "with budget", Text(en="budget", nn="budsjett", nb="budsjett")),
    "responsible": ("with responsible", "with responsible", Text(en="responsible", nn="ansvarleg", nb="ansvarlig")),
    "period": ("with (measures with year)", "with year", Text(en="period", nn="periode", nb="periode")),
    "sdg": ("with SDG goals", "with SDG goals", Text(en="SDG link", nn="FN-lenkje", nb="FN-lenke")),
    "evidence": (CLAIMS, CLAIMS, Text(en="evidence", nn="belegg", nb="belegg")),
}
FORM = Text(
    en="short: counts with shares; numbers: a column for each",
    nn="short: tal med delar; numbers: ein kolonne til kvar",
    nb="short: tall med andeler; numbers: en kolonne til hver",
)
PLAN, LEVEL = Text(en="plan", nn="plan", nb="plan"), Text(en="level", nn="nivå", nb="nivå")
NUMBER = Text(en="number", nn="tal", nb="antall")
TITLE = Text(
    en="How much of each level of a plan has what it needs?",
    nn="Kor mykje av kvart nivå i ein plan har det som trengst?",
    nb="Hvor mye av hvert nivå i en plan har det som trengs?",
)
WHY = Text(
    en="It shows at which level a plan is thin, and whether it has got better since last time.",
    nn="Det viser på kva nivå ein plan er tynn, og om han har blitt betre sidan sist.",
    nb="Det viser på hvilket nivå en plan er tynn, og om den er blitt bedre siden sist.",
)
READING = Text(
    en="Measures and SDG links count where they hang together with the thing or a part of it; budget and period are "
    "the measure's own, or those of measures that lead to the thing; evidence is at least one quote from a document. "
    "Inferred links count too, unless stated ones alone are asked for. Empty: does not apply.",
    nn="Tiltak og FN-lenkjer tel der dei heng saman med tingen eller ein del av han; budsjett og periode er tiltaket "
    "sine eigne, eller dei til tiltaka som fører til tingen; belegg er minst eitt sitat frå eit dokument. Utleidde "
    "lenkjer tel òg, så sant det ikkje er spurt om berre uttrykte. Tomt: gjeld ikkje her.",
    nb="Tiltak og FN-lenker teller der de henger sammen med tingen eller en del av den; budsjett og periode er "
    "tiltakets egne, eller de til tiltakene som fører til tingen; belegg er minst ett sitat fra et dokument. Utledede "
    "lenker teller også, med mindre det er spurt om bare uttrykte. Tomt: gjelder ikke her.",
)
UNKNOWN = Text(
    en='the parameter form is short or numbers, not "{form}"',
    nn="parameteren form er short eller numbers, ikkje «{form}»",
    nb="parameteren form er short eller numbers, ikke «{form}»",
)


@hook
def analyses() -> list[Analysis]:
    """The analysis `levels`."""
    form = Parameter("form", FORM, "short")
    return [Analysis("levels", title=TITLE, run=levels, why=WHY, reading=READING, parameters=(form,))]


def levels(view: View, values: Mapping[str, str]) -> Answer:
    """A row for each plan and kind of thing in it that may support goals, from the top of the plan down."""
    if values["form"] not in {"short", "numbers"}:
        raise KgraphError(UNKNOWN[view.language].format(form=values["form"]), language=view.language)
    short = values["form"] == "short"
    columns = [Column(PLAN[view.language], "thing"), Column(LEVEL[view.language], "thing")]
    columns.append(Column(NUMBER[view.language], "integer"))
    for *_, heading in ASPECTS.values():
        if short:
            columns.append(Column(heading[view.language], "text"))
        else:
            columns += [Column(heading[view.language], "integer"), Column(f"{heading[view.language]} %", "number")]
    plans = [view.plan] if view.plan else in_order(view.ask("plans", notes=False).things())
    rows = tuple(tuple(row) for plan in plans for row in _rows(view, plan, short=short))
    return Answer(TITLE[view.language], tuple(columns), rows, len(rows), language=view.language)


def _rows(view: View, plan: Thing, *, short: bool) -> Iterator[list[Cell]]:
    words = view.vocabulary
    measures = {words.kinds[kind].local for kind in words.subkinds[KG + MEASURE]}
    parts = _by_kind(view, plan, "")
    wholes = {aspect: _by_kind(view, plan, condition) for aspect, (condition, _, _) in ASPECTS.items()}
    own = {
        aspect: wholes[aspect] if condition == other else _by_kind(view, plan, condition, "measures")
        for aspect, (other, condition, _) in ASPECTS.items()
        if condition
    }
    for kind in (words.kinds[iri] for iri in _levels(view)):
        if number := parts[kind.local]:
            counts = own if kind.local in measures else wholes
            cells = [counts[aspect][kind.local] if aspect in counts else None for aspect in ASPECTS]
            row: list[Cell] = [plan, Thing(kind.iri, None, kind.plural(view.language), "Kind"), number]
            yield row + [cell for count in cells for cell in _cells(count, number, view.language, short=short)]


def _by_kind(view: View, plan: Thing, condition: str, things: str = "everything") -> Counter[str]:
    """How many parts of a plan meet a condition, by the local name of their kind."""
    joined = f"and {condition}" if condition else ""
    answer = view.ask(f"{things} under $plan {joined}", notes=False, plan=plan.reference)
    return Counter(thing.kind for thing in answer.things())


def _levels(view: View) -> list[str]:
    """The kinds that may support goals, plans apart, from the top of a plan down."""
    words = view.vocabulary
    kinds = {kind for above in words.links[KG + "supports"].domain for kind in words.subkinds[above]}
    order = {KG + name: place for place, name in enumerate(LEVELS)} | {KG + MEASURE: len(LEVELS) + 1}
    return sorted(kinds - words.subkinds[KG + "Plan"], key=lambda kind: (order.get(kind, len(LEVELS)), kind))


def _cells(count: int | None, number: int, language: str, *, short: bool) -> list[Cell]:
    if count is None:
        return [None] if short else [None, None]
    if not short:
        return [count, round(100 * count / number, 1)]
    sign = "%" if language == "en" else "\u00a0%"
    return [f"{count} ({round(100 * count / number)}{sign})"]
