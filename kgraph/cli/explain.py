"""`kgraph explain`: how a question is understood."""

import click

from kgraph.answer import Basis
from kgraph.cli.asking import asked
from kgraph.cli.options import basis_option, open_here, param_option, project_options


@click.command("explain", epilog='Example: kgraph explain "focus areas without SDG goals"')
@click.argument("question")
@param_option
@project_options
@basis_option
def command(question: str, params: tuple[str, ...], lang: str | None, project: str | None, basis: Basis) -> None:
    """Say how QUESTION is understood: in three languages, the links chosen, what each condition leaves, the SPARQL."""
    from kgraph.explanation import explained

    workspace = open_here(project, lang)
    text, values = asked(question, params, workspace.default_language)
    click.echo(explained(workspace, text, translated=True, basis=basis, parameters=values))
