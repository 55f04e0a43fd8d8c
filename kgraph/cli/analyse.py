"""`kgraph analyse`: what a question cannot say."""

from typing import TYPE_CHECKING

import click

from kgraph.cli.options import basis_option, open_here, output_options, param_option, project_options, write_answer
from kgraph.cli.plugged import blamed
from kgraph.messages import say

if TYPE_CHECKING:
    from kgraph.answer import Answer, Basis
    from kgraph.registry import Registry


@click.command("analyse", epilog="Example: kgraph analyse centrality --plan sogn:plan")
@click.argument("name", required=False)
@click.option("--plan", metavar="PLAN", help="Of one plan alone, by its code or name.")
@param_option
@basis_option
@output_options
@project_options
def command(
    name: str | None,
    plan: str | None,
    params: tuple[str, ...],
    basis: "Basis",
    form: str | None,
    output: str | None,
    lang: str | None,
    project: str | None,
) -> None:
    """Run the analysis NAME: what it answers, why that matters, how to read it. Without a name, list them."""
    from kgraph.saved import given_values

    workspace = open_here(project, lang)
    language = workspace.default_language
    if name is None:
        write_answer(_listed(workspace.registry, language), form, output)
        return
    values = given_values(params, language)
    with blamed(name, language):
        answer = workspace.view(plan, basis=basis).analyse(name, **values)
    write_answer(answer, form, output)


def _listed(registry: "Registry", language: str) -> "Answer":
    from kgraph.answer import Answer, Column, Note

    rows = tuple(
        (name, each.title[language], ", ".join(one.name for one in each.parameters) or None)
        for name, each in sorted(registry.given("analyses").items())
    )
    columns = tuple(Column(say(language, f"column_{name}"), "text") for name in ("name", "answers", "parameters"))
    note = Note("analyses_how", say(language, "analyses_how"))
    return Answer("kgraph analyse", columns, rows, len(rows), (note,), language=language)
