"""Which risks threaten a plan, which of them nothing mitigates, and the register of them all.

Why it matters: a measure that a likely risk threatens, and nothing mitigates, is a promise that may not be kept.

Example: `kgraph ask "risks that threaten measures"`, `kgraph gaps --rule risk-unmitigated`,
`kgraph export risk-register risks.csv`.

How to read it: a gap is a risk, and its witnesses are what it threatens; the register has a row for each risk.
"""

import csv
import io
from typing import IO

from kgraph.plugin import Exporter, GapRule, Loss, Text, Thing, View, hook

REGISTER = "risks show likelihood, threatens, mitigated by"


@hook
def gap_rules() -> list[GapRule]:
    """Likely risks that no measure mitigates."""
    return [
        GapRule(
            name="risk-unmitigated",
            severity="warning",
            question='risks with likelihood = "likely" and that are not mitigated by measures show threatens',
            in_plan='risks with likelihood = "likely" and that threaten (everything under $plan)'
            " and that are not mitigated by measures show threatens",
            title=Text(
                en="Likely risks that no measure mitigates",
                nn="Sannsynlege risikoar som ingen tiltak dempar",
                nb="Sannsynlige risikoer som ingen tiltak demper",
            ),
            reason=Text(
                en="{thing} threatens {witness}, and no measure mitigates it.",
                nn="{thing} trugar {witness}, og ingen tiltak dempar det.",
                nb="{thing} truer {witness}, og ingen tiltak demper det.",
            ),
            advice=Text(
                en="Plan a measure that makes it less likely, or less harmful.",
                nn="Planlegg eit tiltak som gjer det mindre sannsynleg, eller mindre skadeleg.",
                nb="Planlegg et tiltak som gjør det mindre sannsynlig, eller mindre skadelig.",
            ),
        )
    ]


@hook
def exporters() -> list[Exporter]:
    """The risk register."""
    what = Text(en="risk register as CSV", nn="risikoregister som CSV", nb="risikoregister som CSV")
    return [Exporter("risk-register", suffix=".csv", what=what, write=write)]


def write(view: View, file: IO[bytes]) -> list[Loss]:
    """A row for each risk, headed in the view's language; of a plan, for each that threatens a part of it."""
    answer = view.ask(REGISTER)
    chosen = None
    if view.plan is not None:
        plan = view.plan.code or view.plan.label
        chosen = set(view.ask("risks that threaten (everything under $plan)", plan=plan).things())
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow([column.name for column in answer.columns])
    table.writerows([_shown(cell) for cell in row] for row in answer.rows if chosen is None or row[0] in chosen)
    file.write(text.getvalue().encode("utf-8"))
    return []


def _shown(cell: object) -> str:
    """A cell as a register has it; a name that a spreadsheet would take for a formula is a text."""
    listed = cell if isinstance(cell, list) else [] if cell is None else [cell]
    text = "; ".join(each.label if isinstance(each, Thing) else str(each) for each in listed)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text
