"""`kgraph new`: a project of one's own to begin from."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli.options import chosen_language, locale_language
from kgraph.messages import say
from kgraph.render.cells import plain
from kgraph.terms import LANGUAGES

if TYPE_CHECKING:
    from kgraph.new_project import PlanKind


@click.command("new", epilog='Example: kgraph new kommuneplan --name "Kommuneplan 2030" --lang nn')
@click.argument("folder", metavar="DIR", type=click.Path())
@click.option("--name", metavar="NAME", help="What the plan is called [default: as DIR].")
@click.option(
    "--kind",
    type=click.Choice(["strategic", "action"]),
    default="strategic",
    show_default=True,
    help="What sort of plan: which sheets the workbook has.",
)
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the plan and of what is said.")
def command(folder: str, name: str | None, kind: "PlanKind", lang: str | None) -> None:
    """Start a project in DIR: the plan, a short guide, and plan.xlsx, an empty workbook to type the plan into.

    It inherits the words, the UN goals, the saved questions and the plugins that come with kgraph.
    """
    from kgraph.new_project import WORKBOOK, write_project

    language = chosen_language(lang) or locale_language()
    for path in write_project(Path(folder), kind, name, language):
        click.echo(plain(say(language, "written", path=path)))
    click.echo(plain(say(language, "new_next", folder=folder, workbook=WORKBOOK)))
