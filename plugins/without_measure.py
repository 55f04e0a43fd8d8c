"""What falls if a measure is taken away.

Answers: which goals lose a measure, or their only one, how much money goes, and who loses a task? Why it matters: it
is what a cut costs besides the money. Example:

    kgraph analyse without-measure --param measure=sogn:2.3-M1

Every number is asked for twice, the second time of a graph without the measure and its parts (`suppose no`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from kgraph.networks import ACTORS_OF_MEASURES, UN, WANTED, kinds_below, tabled, things_in
from kgraph.ordering import in_order
from kgraph.plugin import Analysis, Answer, KgraphError, Note, Parameter, Row, Text, Thing, View, hook

TITLE = Text(
    en="What falls if a measure is taken away?",
    nn="Kva fell om eit tiltak blir teke bort?",
    nb="Hva faller om et tiltak blir tatt bort?",
)
COLUMNS = (
    (Text(en="what is touched", nn="kva det rører ved", nb="hva det rører ved"), "thing"),
    (Text(en="kind", nn="slag", nb="slag"), "text"),
    (Text(en="measures before", nn="tiltak før", nb="tiltak før"), "integer"),
    (Text(en="after", nn="etter", nb="etter"), "integer"),
    (Text(en="in words", nn="med ord", nb="med ord"), "text"),
)
MEASURES_OF_ALL = "count measures per thing"
MONEY_OF_MEASURES = "sum budget of measures"
FALLS = Text(
    en="no measure is left that leads to it",
    nn="ikkje noko tiltak att fører til det",
    nb="ikke noe tiltak igjen fører til det",
)
FEWER = Text(
    en="loses {lost} of {before} measures", nn="mistar {lost} av {before} tiltak", nb="mister {lost} av {before} tiltak"
)
IDLE = Text(
    en="has no task in any measure left",
    nn="har inga oppgåve att i noko tiltak",
    nb="har ingen oppgave igjen i noe tiltak",
)
GONE = Text(
    en="taken away: {things}. Goals and parts of goals that lose their last measure: {fallen}; that lose some: "
    "{fewer}. Actors that lose their last task: {idle}",
    nn="teke bort: {things}. Mål og delar av mål som mistar det siste tiltaket: {fallen}; som mistar noko: {fewer}. "
    "Aktørar som mistar den siste oppgåva: {idle}",
    nb="tatt bort: {things}. Mål og deler av mål som mister det siste tiltaket: {fallen}; som mister noe: {fewer}. "
    "Aktører som mister den siste oppgaven: {idle}",
)
MONEY = Text(
    en="the measures' budget in {currency}: {before} before, {after} after, {less} less; money that other measures "
    "share stays",
    nn="budsjettet til tiltaka i {currency}: {before} før, {after} etter, {less} mindre; pengar som andre tiltak "
    "deler, blir verande",
    nb="budsjettet til tiltakene i {currency}: {before} før, {after} etter, {less} mindre; penger som andre tiltak "
    "deler, blir værende",
)
NO_MEASURE = Text(en="{thing} is no measure", nn="{thing} er ikkje eit tiltak", nb="{thing} er ikke et tiltak")
WHY = Text(
    en="It is what a cut costs besides the money: a goal with a single measure falls with it.",
    nn="Det er det eit kutt kostar ut over pengane: eit mål med eitt einaste tiltak fell saman med det.",
    nb="Det er det et kutt koster ut over pengene: et mål med ett eneste tiltak faller sammen med det.",
)
READING = Text(
    en="The measure goes with its parts. What it leads to, by its parts and through what it supports, is counted "
    "before and after; what has none left comes first. Actors are those responsible, partners, participants and "
    "funders of measures, on the budget lines too. The whole project is counted, not one plan alone.",
    nn="Tiltaket går ut saman med delane sine. Det som det fører til, ved delane og gjennom det det støttar, er talt "
    "før og etter; det som ikkje har noko att, står først. Aktørar er dei som er ansvarlege, partnarar, deltakarar "
    "eller finansierer tiltak, òg på budsjettlinjene. Heile prosjektet er talt, ikkje ein plan åleine.",
    nb="Tiltaket går ut sammen med delene sine. Det som det fører til, ved delene og gjennom det det støtter, er "
    "talt før og etter; det som ikke har noe igjen, står først. Aktører er de som er ansvarlige, partnere, deltakere "
    "eller finansierer tiltak, også på budsjettlinjene. Hele prosjektet er talt, ikke en plan alene.",
)
PARAMETERS = (
    Parameter(
        "measure",
        Text(
            en="the measure, by its code or name",
            nn="tiltaket, med kode eller namn",
            nb="tiltaket, med kode eller navn",
        ),
    ),
)


@hook
def analyses() -> list[Analysis]:
    """One analysis."""
    return [Analysis("without-measure", title=TITLE, run=without, why=WHY, reading=READING, parameters=PARAMETERS)]


def without(view: View, values: Mapping[str, str]) -> Answer:
    """What the measure leads to, before and after; the actors that are left without a task; the money.

    Raises:
        KgraphError: it is no measure.
    """
    measure = view.thing(values["measure"])
    if measure.kind not in kinds_below(view.vocabulary, "Measure"):
        raise KgraphError(NO_MEASURE[view.language].format(thing=measure), language=view.language)
    code = measure.reference
    gone = list(dict.fromkeys((measure, *in_order(view.ask("measures under $measure", measure=code).things()))))
    served = list(_served(view, code))
    idle = list(_idle(view, code, {each.iri for each in gone}))
    fallen = sum(row[3] == 0 for row in served)
    counts = {"fallen": fallen, "fewer": len(served) - fallen, "idle": len(idle)}
    text = GONE[view.language].format(things=", ".join(map(str, gone)), **counts)
    return tabled(view, TITLE, COLUMNS, [*served, *idle], Note("taken_away", text), _money(view, code))


def _served(view: View, code: str) -> Iterator[Row]:
    """The goals that lose measures, with how many they had and have: what falls first, the UN's after the plans'."""
    wanted, un = (kinds_below(view.vocabulary, *names) for names in (WANTED, UN))
    had = {row[0]: row[1] for row in view.ask(MEASURES_OF_ALL).rows if isinstance(row[0], Thing)}
    lost: dict[Thing, tuple[int, int]] = {}
    for thing, number, *_ in view.ask(f"suppose no $measure: {MEASURES_OF_ALL}", measure=code).rows:
        before = had.get(thing) if isinstance(thing, Thing) and thing.kind in wanted else None
        if isinstance(thing, Thing) and isinstance(before, int) and isinstance(number, int) and number < before:
            lost[thing] = before, number
    for thing in sorted(in_order(lost), key=lambda each: (lost[each][1] != 0, each.kind in un)):
        before, number = lost[thing]
        told = (FEWER if number else FALLS)[view.language].format(lost=before - number, before=before)
        yield thing, view.kind(thing.kind).label(view.language), before, number, told


def _idle(view: View, code: str, gone: set[str]) -> Iterator[Row]:
    """The actors that have measures before, and none after."""
    had = _tasks(view.ask(ACTORS_OF_MEASURES).rows)
    supposed = view.ask(f"suppose no $measure: {ACTORS_OF_MEASURES}", measure=code).rows
    # A row that is not as it was stands twice, and the second time as it would be.
    after = {row[0].iri: row[:-1] for row in supposed if isinstance(row[0], Thing) and row[0].iri not in gone}
    left = _tasks(after.values())
    for actor in in_order(set(had) - set(left)):
        yield actor, view.kind(actor.kind).label(view.language), had[actor], 0, IDLE[view.language]


def _tasks(rows: Iterable[Row]) -> Counter[Thing]:
    """For each actor the number of measures."""
    return Counter(actor for row in rows for actor in things_in(*row[1:]))


def _money(view: View, code: str) -> Note:
    from kgraph.render.cells import spoken

    answer = view.ask(MONEY_OF_MEASURES)
    before = _amount(answer.rows[0])
    rows = view.ask(f"suppose no $measure: {MONEY_OF_MEASURES}", measure=code).rows
    after = min(_amount(row) for row in rows)
    told = [spoken(amount, view.language) for amount in (before, after, before - after)]
    text = MONEY[view.language].format(before=told[0], after=told[1], less=told[2], currency=answer.columns[0].currency)
    return Note("money", text)


def _amount(row: Row) -> Decimal | int:
    found = row[0] if isinstance(row[0], Decimal | int) else 0
    return int(found) if found == int(found) else found
