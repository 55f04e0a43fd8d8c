"""`kgraph ask`: a question, answered."""

import click

from kgraph.answer import Basis
from kgraph.cli.asking import asked
from kgraph.cli.options import basis_option, open_here, output_options, param_option, project_options, write_answer


@click.command("ask", epilog='Example: kgraph ask "measures that support sdg:11 show evidence"')
@click.argument("question")
@param_option
@output_options
@project_options
@basis_option
@click.option("--evidence", is_flag=True, help="Show the quotes that each row rests on.")
@click.option("--explain", is_flag=True, help="Say first how the question was understood.")
def command(
    question: str,
    params: tuple[str, ...],
    form: str | None,
    output: str | None,
    lang: str | None,
    project: str | None,
    basis: Basis,
    evidence: bool,
    explain: bool,
) -> None:
    """Answer QUESTION, in English, Nynorsk or Bokmål; a file FILE.spor, or - for standard input, may hold it."""
    workspace = open_here(project, lang)
    text, values = asked(question, params, workspace.default_language)
    if explain:
        from kgraph.explanation import explained

        click.echo(explained(workspace, text, basis=basis, evidence=evidence, parameters=values), err=True)
    write_answer(workspace.ask(text, basis=basis, evidence=evidence, parameters=values), form, output)
