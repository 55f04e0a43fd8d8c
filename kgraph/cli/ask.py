"""`kgraph ask`: a question, answered."""

import click

from kgraph.answer import Basis
from kgraph.cli.options import (
    basis_option,
    open_here,
    output_options,
    project_options,
    question_text,
    write_answer,
)


@click.command("ask", epilog='Example: kgraph ask "measures that support sdg:11 show evidence"')
@click.argument("question")
@output_options
@project_options
@basis_option
@click.option("--evidence", is_flag=True, help="Show the quotes that each row rests on.")
@click.option("--explain", is_flag=True, help="Say first how the question was understood.")
def command(
    question: str,
    form: str | None,
    output: str | None,
    lang: str | None,
    project: str | None,
    basis: Basis,
    evidence: bool,
    explain: bool,
) -> None:
    """Answer QUESTION, in English, Nynorsk or Bokmål; - reads it from standard input."""
    workspace = open_here(project, lang)
    text = question_text(question)
    if explain:
        from kgraph.explanation import explanation

        click.echo(explanation(workspace.recipe(text, basis=basis, evidence=evidence)), err=True)
    write_answer(workspace.ask(text, basis=basis, evidence=evidence), form, output)
