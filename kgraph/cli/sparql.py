"""`kgraph sparql`: the graph, asked in SPARQL."""

import click

from kgraph.cli.asking import question_text
from kgraph.cli.options import open_here, output_options, project_options, write_answer


@click.command(
    "sparql", epilog='Example: kgraph sparql "SELECT ?s WHERE { ?s a <https://w3id.org/kgraph/ns#Measure> }"'
)
@click.argument("query")
@output_options
@project_options
def command(query: str, form: str | None, output: str | None, lang: str | None, project: str | None) -> None:
    """Answer a SPARQL QUERY that only reads; - reads it from standard input."""
    workspace = open_here(project, lang)
    write_answer(workspace.sparql(question_text(query)), form, output)
