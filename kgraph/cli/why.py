"""`kgraph why`: the chains between two things."""

import click

from kgraph.answer import Basis
from kgraph.cli.options import basis_option, open_here, output_options, project_options, write_answer


@click.command("why", epilog="Example: kgraph why sogn:4-M1.6 support sdg:9")
@click.argument("start", metavar="A")
@click.argument("rest", nargs=-1, required=True, metavar="[VERB] B")
@output_options
@project_options
@basis_option
def command(
    start: str,
    rest: tuple[str, ...],
    form: str | None,
    output: str | None,
    lang: str | None,
    project: str | None,
    basis: Basis,
) -> None:
    """Show the shortest chains from A to B with their quotes: by VERB, or without one by any links.

    A and B are codes (sdg:11) or names.
    """
    workspace = open_here(project, lang)
    from kgraph.explaining import why_question

    verb = " ".join(rest[:-1]) or None
    question = why_question(start, rest[-1], verb, workspace.default_language)
    write_answer(workspace.ask(question, basis=basis), form, output)
