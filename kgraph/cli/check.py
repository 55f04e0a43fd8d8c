"""`kgraph check`: the faults in the data."""

import click

from kgraph.cli.options import open_here, output_options, project_options, write_answer


@click.command("check")
@output_options
@project_options
@click.pass_context
def command(
    context: click.Context, form: str | None, output: str | None, lang: str | None, project: str | None
) -> None:
    """List the faults in the project's data; exit 1 if any of them is an error.

    Checks that links lead somewhere, codes are unique, claims are complete and words are free; and the SHACL shapes
    where pySHACL is installed (pip install kgraph[shacl]).
    """
    workspace = open_here(project, lang)
    report = workspace.check()
    write_answer(report.answer, form, output)
    context.exit(1 if report.errors else 0)
