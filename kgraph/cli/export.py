"""`kgraph export`: the graph for other tools."""

import io

import click

from kgraph.cli.options import basis_option, open_here, project_options, save
from kgraph.messages import say
from kgraph.render.cells import plain


@click.command("export", epilog="Example: kgraph export sankey plan.svg --plan sogn:plan")
@click.argument("form", metavar="FORMAT", required=False)
@click.argument("path", metavar="FILE", required=False)
@click.option("--plan", metavar="PLAN", help="One plan alone, by its code or name, and what it is linked to.")
@basis_option
@project_options
def command(
    form: str | None, path: str | None, plan: str | None, basis: str, lang: str | None, project: str | None
) -> None:
    """Write the graph to FILE (- for standard output) in FORMAT. Without a format, list them."""
    view = open_here(project, lang).view(plan, basis="stated" if basis == "stated" else "all")
    if form is None:
        for name, each in sorted(view.registry.given("exporters").items()):
            click.echo(f"{name:<14} {each.suffix:<10} {each.what[view.language]}")
        return
    if path is None:
        raise click.UsageError(f"Missing argument 'FILE': kgraph export {form} FILE")
    exporter = view.registry.find("exporters", form)
    file = io.BytesIO()
    losses = list(exporter.write(view, file))
    if path == "-":
        click.echo(file.getvalue(), nl=False)
    else:
        save(path, file.getvalue(), view.language)
    for loss in losses:
        click.echo(plain(say(view.language, "export_loss", count=loss.count, what=loss.what[view.language])), err=True)
