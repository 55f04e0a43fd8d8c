"""`kgraph push`: the graph, put on a server."""

import click

from kgraph.cli.options import opened, place_options, save
from kgraph.messages import say


@click.command("push", epilog="Example: kgraph push http://localhost:3030/plans/data")
@click.argument("endpoint")
@click.option("--update", is_flag=True, help="ENDPOINT takes SPARQL Update.")
@place_options
def command(endpoint: str, update: bool, lang: str | None, project: str | None) -> None:
    """Put the graph on the server at ENDPOINT, for --store to ask.

    ENDPOINT is the address of the SPARQL 1.1 Graph Store Protocol, or with --update of SPARQL Update. One that ends in
    .nq is a file to write, for servers that are filled from files. What an earlier push has put there is replaced;
    graphs of others are left alone.

    KGRAPH_STORE_USER and KGRAPH_STORE_PASSWORD, or KGRAPH_STORE_TOKEN, say who asks. docs/servers.md tells which
    addresses servers have.
    """
    from kgraph.pushing import Pushed, as_file, triples_in

    workspace = opened(project, lang)
    language = workspace.default_language
    if endpoint.endswith(".nq") and "://" not in endpoint:
        graphs = workspace.named_graphs()
        save(endpoint, as_file(graphs, workspace.key), language)
        pushed = Pushed(endpoint, len(graphs), triples_in(graphs))
    else:
        pushed = workspace.push(endpoint, update=update)
    values = {"url": pushed.url, "triples": pushed.triples, "graphs": pushed.graphs}
    # An update is not answered, and anything can say yes.
    click.echo(say(language, "push_sent" if update else "push_done", **values))
