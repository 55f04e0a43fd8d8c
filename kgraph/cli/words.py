"""`kgraph words`: the vocabulary, to look things up."""

import click

from kgraph.cli.options import open_here, output_options, project_options, write_answer


@click.command("words", epilog="Example: kgraph words stø --lang nn")
@click.argument("search", required=False)
@click.option("--things", is_flag=True, help="List the names and codes of things instead.")
@output_options
@project_options
def command(
    search: str | None,
    things: bool,
    form: str | None,
    output: str | None,
    lang: str | None,
    project: str | None,
) -> None:
    """List the kinds, links and fields that questions may use, or those whose words hold SEARCH."""
    from kgraph.wordlist import named_things, words

    workspace = open_here(project, lang)
    found = named_things(workspace, search) if things else words(workspace, search)
    write_answer(found, form, output)
