"""`kgraph gaps`: what the plans want, require or promise, and nothing serves; and how much of each level is covered.

Why it matters: a gap that is found while a plan is written costs a sentence; found afterwards, a year.

    kgraph gaps --plan sogndal
    kgraph gaps --plan sogn --kind measure --format excel --output gaps.csv
    kgraph gaps --rule measure-without-budget --fail-on warning
    kgraph gaps --explain cross-cutting-goal-not-shown

How to read it: an error breaks what the plan itself requires, a warning is for the planner to look at, a note is good
to know. What somebody judged not relevant stands apart, with the reason. People are shown the first gaps of each rule,
unless they ask for the rule; programs get all.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.answer import Basis
from kgraph.plugin import Dossier, Gaps, Shown, View, hook

if TYPE_CHECKING:
    import click

FOUND = 3
FAILING = {"error": {"error"}, "warning": {"error", "warning"}}
# The formats that people read: the first gaps of each rule are enough for them.
FOR_PEOPLE = ("table", "markdown", "html")


@hook
def commands() -> "list[click.Command]":
    """`kgraph gaps`."""
    import click

    return [
        click.Command(
            "gaps",
            callback=_command,
            params=[
                click.Option(["--plan"], metavar="PLAN", help="Of one plan alone, by its code or name."),
                click.Option(["--kind"], metavar="KIND", help="Only gaps in things of this kind."),
                click.Option(["--rule", "rules"], multiple=True, metavar="RULE", help="Only this rule's, all of them."),
                click.Option(["--fail-on"], type=click.Choice(list(FAILING)), help="Exit with 3 if one is so grave."),
                click.Option(["--explain"], metavar="RULE", help="Say what a rule asks, and what it means."),
                click.Option(
                    ["--basis"], type=click.Choice(["all", "stated"]), default="all", show_default=True,
                    help="Which links count: inferred ones too, or only those that a document states.",
                ),
                click.Option(
                    ["--date", "on"], metavar="YYYY-MM-DD", help="The day that decides what is over [default: today]."
                ),
            ],
            help="Find what the plans want, require or promise, and nothing serves.",
            epilog="Example: kgraph gaps --plan sogndal",
        )
    ]  # fmt: skip


def _command(
    *,
    plan: str | None,
    kind: str | None,
    rules: tuple[str, ...],
    fail_on: str | None,
    explain: str | None,
    basis: Basis,
    on: str | None,
) -> Shown | str:
    import click

    from kgraph.periods import day

    view: View = click.get_current_context().obj.on_basis(basis)
    view = view if plan is None else view.of_plan(plan)
    today = day(on, view.language)
    if explain is not None:
        from .explaining import explained

        return explained(view, explain, today)
    view.demand_plan()
    found = view.gaps(kind=kind, rules=rules or None, on=today)
    if kind is not None:
        # What a rule finds in things of other kinds is left out: it cannot be said to find nothing.
        found = replace(found, counts={})
    failed = fail_on is not None and any(gap.severity in FAILING[fail_on] for gap in found.gaps)
    return _shown(view, found, FOUND if failed else 0, whole=bool(rules))


def _shown(view: View, found: Gaps, code: int, *, whole: bool) -> Shown:
    """All gaps in one table for programs; for people short tables by rule, whole where they ask for rules."""
    from kgraph.showing.levels import record

    from .showing import for_people, for_programs

    def people(_width: int, _colour: bool) -> Dossier:
        answers = for_people(view, found, None if whole else view.analyse("levels"))
        return Dossier(answers[0].question, answers, view.language, exit_code=code)

    levels = view.analyse("levels", form="numbers")
    answers = for_programs(view, found, levels)
    everything = Dossier(answers[0].question, answers, view.language, record(found, levels), code)
    return Shown(everything, dict.fromkeys(FOR_PEOPLE, people))
