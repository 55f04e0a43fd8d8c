"""`kgraph plugins`: what extends kgraph here, from where, and what is wrong with it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli.options import open_here, output_options, project_options, write_answer
from kgraph.messages import say

if TYPE_CHECKING:
    from kgraph.answer import Answer
    from kgraph.registry import Registry

COLUMNS = ("name", "from", "gives", "state", "fault")


@click.group("plugins", invoke_without_command=True)
@output_options
@project_options
@click.pass_context
def command(
    context: click.Context, form: str | None, output: str | None, lang: str | None, project: str | None
) -> None:
    """List the plugins: where each is from, what it gives, and why it does not work if it does not."""
    if context.invoked_subcommand is None:
        workspace = open_here(project, lang)
        write_answer(_listed(workspace.registry, workspace.default_language), form, output)


def _listed(registry: "Registry", language: str) -> "Answer":
    from kgraph.answer import Answer, Column, Note

    rows = []
    for each in registry.plugins:
        origin = say(language, f"origin_{each.origin}")
        if each.origin == "installed":
            origin = f"{origin}: {each.place}"
        gives = [
            f"{say(language, f'gives_{hook}')}: {', '.join(one.name for one in given)}"
            for hook, given in each.gives.items()
        ]
        rows.append((each.name, origin, gives or None, say(language, f"state_{each.state}"), each.fault or None))
    columns = tuple(Column(say(language, f"column_{name}"), "texts" if name == "gives" else "text") for name in COLUMNS)
    asleep = any(each.state == "untrusted" for each in registry.plugins)
    notes = [Note("plugin_untrusted", say(language, "plugin_untrusted"))] if asleep else []
    return Answer("kgraph plugins", columns, tuple(rows), len(rows), tuple(notes), language=language)


@command.command("new", epilog="Example: kgraph plugins new risks --kind gaps")
@click.argument("name")
@click.option(
    "--kind",
    type=click.Choice(["exporter", "importer", "analysis", "gaps", "renderer"]),
    required=True,
    help="What the plugin is to give.",
)
@click.option("--into", type=click.Path(file_okay=False), metavar="DIR", help="The folder [default: plugins].")
@click.option("--lang", type=click.Choice(["en", "nn", "nb"]), help="Language of what is said.")
def new(name: str, kind: str, into: str | None, lang: str | None) -> None:
    """Write a plugin NAME that works, and its test, to begin from."""
    from kgraph.cli.options import language_here
    from kgraph.scaffold import write_plugin

    language = language_here(None, lang)
    for path in write_plugin(name, kind, Path(into or "plugins"), language):
        click.echo(say(language, "written", path=path))
    click.echo(say(language, "plugin_new_next", folder=into or "plugins"))
