"""`kgraph explain`: how a question is understood."""

import click

from kgraph.answer import Basis
from kgraph.cli.options import basis_option, open_here, project_options, question_text


@click.command("explain", epilog='Example: kgraph explain "focus areas without SDG goals"')
@click.argument("question")
@project_options
@basis_option
def command(question: str, lang: str | None, project: str | None, basis: Basis) -> None:
    """Say how QUESTION is understood: its canonical text in three languages, the links chosen, the SPARQL."""
    from kgraph.explanation import explanation, translations

    workspace = open_here(project, lang)
    text = question_text(question)
    recipe = workspace.recipe(text, basis=basis)
    click.echo(explanation(recipe, translations(text, workspace.vocabulary, recipe.language)))
