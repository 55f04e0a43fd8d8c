"""Who does what with which money: the measures chapter by chapter, the actors, and the budget line by line."""

from collections.abc import Iterator

from kgraph.plugin import Text

from .content import Section, Table
from .part import Part

TITLE = Text(
    en="Who does what with which money", nn="Kven gjer kva med kva pengar", nb="Hvem gjør hva med hvilke penger"
)
INTRO = Text(
    en="A budget line may cover several measures. Its amount then stands with each of them, marked with a star, and is "
    "counted once in sums. An empty cell means that the plan does not say.",
    nn="Ei budsjettlinje kan dekkje fleire tiltak. Beløpet står då ved kvart av dei, merkt med stjerne, og er talt éin "
    "gong i summar. Ei tom rute tyder at planen ikkje seier noko om det.",
    nb="En budsjettlinje kan dekke flere tiltak. Beløpet står da ved hvert av dem, merket med stjerne, og er talt én "
    "gang i summer. En tom rute betyr at planen ikke sier noe om det.",
)
PLAIN = Text(
    en="An empty cell means that the plan does not say.",
    nn="Ei tom rute tyder at planen ikkje seier noko om det.",
    nb="En tom rute betyr at planen ikke sier noe om det.",
)
ACTORS = Text(en="Measures per responsible", nn="Tiltak per ansvarleg", nb="Tiltak per ansvarlig")
LINES = Text(en="The budget, line by line", nn="Budsjettet, linje for linje", nb="Budsjettet, linje for linje")
SUM = Text(
    en="{with_it} of {all} lines have an amount; together {sum}.",
    nn="{with_it} av {all} linjer har beløp; til saman {sum}.",
    nb="{with_it} av {all} linjer har beløp; til sammen {sum}.",
)
ANSWERS = Text(en="Who answers for what", nn="Kven som har ansvar for kva", nb="Hvem som har ansvar for hva")
# What each chapter's table shows, by what is in it.
SHOWN = {
    "measures": "show responsible, year, budget, SDG goals",
    "sub-strategies": "show measures, SDG goals, cross-cutting goals",
}


def work(part: Part) -> Section:
    """The section on who does what."""
    intro = (part.say(INTRO if part.number("budget lines") else PLAIN),)
    return Section("work", part.say(TITLE), intro, (*_chapters(part), *_actors(part), *_budget(part)))


def _chapters(part: Part) -> Iterator[Table]:
    """A table for each part of a plan that has measures or sub-strategies in it."""
    for plan in part.plans:
        question = "everything that is directly part of $plan sort by number"
        for chapter in part.view.ask(question, notes=False, plan=plan.reference).things():
            for carriers, shown in SHOWN.items():
                name = chapter.reference
                answer = part.view.ask(f"{carriers} under $chapter {shown} sort by code", chapter=name)
                if answer.rows:
                    number = f"{len(answer.rows)} {part.kinds(carriers, len(answer.rows))}"
                    yield Table(answer, f"{chapter.label}: {number}")


def _actors(part: Part) -> Iterator[Table]:
    if part.number("measures"):
        yield Table(part.ask("count measures{in} per responsible sort by count descending"), part.say(ACTORS))
    answer = part.ask("actors that are responsible for (everything{in}){or plan} show responsible for")
    if answer.rows and not part.number("measures"):
        yield Table(answer, part.say(ANSWERS))


def _budget(part: Part) -> Iterator[Table]:
    whole = part.number("budget lines")
    if whole:
        total = part.ask("sum budget of budget lines{in}")
        given = part.number("budget lines with budget")
        intro = part.say(SUM, with_it=given, all=whole, sum=part.money(total))
        lines = part.ask("budget lines{in} show budget, year, responsible, covers sort by code")
        yield Table(lines, part.say(LINES), intro)
