"""Measures that nobody is responsible for.

Why: what is nobody's task is not done.
Example: kgraph gaps --rule plugin-name
How to read it: the thing is the measure; beside it stands what it is part of, where somebody may be found.
"""

from kgraph.plugin import GapRule, Text, hook


@hook
def gap_rules() -> list[GapRule]:
    """The rule."""
    return [
        GapRule(
            name="plugin-name",
            severity="warning",
            question="measures without responsible show part of",
            in_plan="measures under $plan and without responsible show part of",
            title=Text(
                en="Measures that nobody is responsible for",
                nn="Tiltak som ingen er ansvarleg for",
                nb="Tiltak som ingen er ansvarlig for",
            ),
            reason=Text(
                en="Nobody is responsible for {thing}, in {witness}.",
                nn="Ingen er ansvarleg for {thing}, i {witness}.",
                nb="Ingen er ansvarlig for {thing}, i {witness}.",
            ),
            advice=Text(
                en="Name the actor who is to do it.",
                nn="Nemn aktøren som skal gjere det.",
                nb="Nevn aktøren som skal gjøre det.",
            ),
        )
    ]
