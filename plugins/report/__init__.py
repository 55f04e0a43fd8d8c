"""The report: what a planner hands to the council, as a page, a Word document or a workbook.

One page of summary, then coverage, gaps by severity, matrices, who does what with which money, the evidence, and the
method. Everything in it is counted in the graph; what is inferred is told from what the documents state.

    kgraph report --output plan.html
    kgraph report --plan sogn --output sogn.docx
    kgraph report --plan sogndal --basis stated --output sogndal.xlsx

The page is one file that needs no network and runs no script; printed, it is A4. It is in the language of the plan
unless `--lang`, KGRAPH_LANG or the project says another. `--date` sets the date on it, so that the same graph gives the
same file.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.plugin import KgraphError, Text, View, hook

if TYPE_CHECKING:
    import click

FORMS = ("html", "docx", "xlsx")
NO_FORM = Text(
    en="a report is written as .html, .docx or .xlsx, not as {form}",
    nn="ein rapport blir skriven som .html, .docx eller .xlsx, ikkje som {form}",
    nb="en rapport skrives som .html, .docx eller .xlsx, ikke som {form}",
)
NO_FILE = Text(
    en="a report is a page, which no terminal shows: it wants a file",
    nn="ein rapport er ei side, som ingen terminal viser: han må ha ei fil",
    nb="en rapport er en side, som ingen terminal viser: den må ha en fil",
)
NO_WORD = Text(
    en="a Word document needs python-docx, which is not installed",
    nn="eit Word-dokument treng python-docx, som ikkje er installert",
    nb="et Word-dokument trenger python-docx, som ikke er installert",
)


@hook
def commands() -> "list[click.Command]":
    """`kgraph report`."""
    import click

    plan = click.Option(["--plan"], metavar="PLAN", help="Of one plan alone, by its code or name.")
    basis = click.Option(
        ["--basis"], type=click.Choice(["all", "stated"]), default="all", show_default=True, help="Which links count."
    )
    on = click.Option(["--date", "on"], metavar="YYYY-MM-DD", help="The date on the report [default: today].")
    return [
        click.Command(
            "report",
            callback=_command,
            params=[plan, basis, on],
            help="Write what a planner hands to the council: summary, coverage, gaps, money, evidence, method.",
            epilog="Example: kgraph report --plan sogn --output sogn.html",
        )
    ]


def _command(plan: str | None, basis: str, on: str | None) -> str | bytes:
    import click

    context = click.get_current_context()
    view: View = context.obj if plan is None else context.obj.of_plan(plan)
    view = view.in_own_language().on_basis("stated" if basis == "stated" else "all")
    view.demand_plan()
    form = _form(context.params.get("form"), context.params.get("output"), view.language)
    if context.params.get("output") is None and sys.stdout.isatty():
        raise KgraphError(NO_FILE[view.language], hint="kgraph report --output report.html", language=view.language)
    return report(view, form, on)


def report(view: View, form: str = "html", on: str | None = None) -> str | bytes:
    """The report of a view as a file's content.

    Args:
        view: of a plan, or of all.
        form: html, docx or xlsx.
        on: the date on it, as ISO writes it; without it, today's.

    Raises:
        KgraphError: there is no such day; or what the form needs is not installed.
    """
    from kgraph.periods import day

    from .content import content

    found = content(view, today=day(on, view.language))
    if form == "docx":
        try:
            import docx as _installed  # noqa: F401
        except ImportError:
            hint = "pip install 'kgraph[word]'"
            raise KgraphError(NO_WORD[view.language], hint=hint, language=view.language) from None
        from .word import word

        return word(found)
    if form == "xlsx":
        from .workbook import workbook

        return workbook(found)
    from .page import page

    return page(found)


def _form(asked: str | None, output: str | None, language: str) -> str:
    """The form that was asked for, or that the file's ending tells; HTML where nothing does."""
    form = asked or (Path(output).suffix.lower().removeprefix(".") if output else "html")
    if form in FORMS:
        return form
    raise KgraphError(NO_FORM[language].format(form=f".{form}" if form else f"«{output}»"), language=language)
