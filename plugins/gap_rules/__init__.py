"""The gaps that kgraph looks for: what plans want, require or promise, and nothing serves.

Why it matters: what is looked for in a plan can be read here, argued about and changed. Each rule is a question in Spor
beside its texts, in the TOML file of its topic; it is an error where a plan breaks what it requires itself, a warning
where the planner should look, else a note.

    kgraph gaps --explain cross-cutting-goal-not-shown
"""

from dataclasses import replace
from pathlib import Path

from kgraph.plugin import GapRule, Row, Thing, View, gap_rules_in, hook

TOPICS = ("structure", "cross_cutting", "goals", "measures", "sdg", "actors")


@hook
def gap_rules() -> list[GapRule]:
    """The rules of every topic; those that Spor says all but one condition of get that condition here."""
    here = Path(__file__).parent
    rules = [rule for topic in TOPICS for rule in gap_rules_in(here / f"{topic}.toml")]
    return [replace(rule, keep=_is_unfilled) if rule.name == "goal-level-unfilled" else rule for rule in rules]


def _is_unfilled(view: View, row: Row) -> bool:
    """Whether no plan at the goal level has goals of the kind that the level is called by: *overall goals*.

    Spor cannot compare the name of a thing with the name of a kind.
    """
    _, _, *names, plans = ([cell] if not isinstance(cell, list) else cell for cell in row)
    called = {str(name).casefold() for each in names for name in each}
    kinds = [
        kind.plural("en")
        for kind in view.vocabulary.kinds.values()
        if called & {name.casefold() for names in (kind.labels, kind.plurals) for name in names.values()}
    ]
    return not any(
        view.ask(f"{kind} under $plan", notes=False, plan=plan.reference)
        for kind in kinds
        for plan in plans
        if isinstance(plan, Thing)
    )
