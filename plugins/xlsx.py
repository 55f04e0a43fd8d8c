"""Answers as an Excel workbook.

Planners sort, filter and share tables in Excel. Each answer is a table there, with its question above it and its notes
below; numbers and dates are numbers and dates, and nothing is a formula. Several answers have a sheet each, and a first
sheet that leads to them.

    kgraph ask "measures show budget, responsible" --output measures.xlsx
    kgraph gaps --output gaps.xlsx

Amounts that several rows share have a star, and a column beside them that says so: a sum of that column would count
them more than once.
"""

from collections.abc import Sequence

from kgraph.plugin import Answer, Renderer, Text, hook


@hook
def renderers() -> list[Renderer]:
    """Excel."""
    what = Text(
        en="an Excel workbook, a sheet for each answer",
        nn="ei Excel-arbeidsbok med eitt ark for kvart svar",
        nb="en Excel-arbeidsbok med ett ark for hvert svar",
    )
    return [Renderer("xlsx", ".xlsx", what, workbook)]


def workbook(answers: Sequence[Answer]) -> bytes:
    """The bytes of the .xlsx file."""
    from kgraph.sheets import answers_workbook

    return answers_workbook(answers)
