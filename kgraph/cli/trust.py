"""`kgraph trust`: let a project's own plugins run."""

from pathlib import Path

import click

from kgraph.cli.options import chosen_language, locale_language
from kgraph.errors import KgraphError
from kgraph.messages import say
from kgraph.project import open_project
from kgraph.trust import distrust, is_trusted, plugin_files, trust, trusted


@click.command("trust")
@click.argument("folder", metavar="DIR", required=False, type=click.Path())
@click.option("--remove", is_flag=True, help="Trust them no longer.")
@click.option("--list", "listed", is_flag=True, help="List the trusted folders.")
@click.option("--lang", type=click.Choice(["en", "nn", "nb"]), help="Language of what is said.")
def command(folder: str | None, remove: bool, listed: bool, lang: str | None) -> None:
    """Let the plugins of the project in DIR (the one here) run, as they stand now.

    A plugin is a program: it can do whatever its user can. What is trusted is kept in the user's own configuration, by
    folder and by what the files hold; when one of them changes, the project must be trusted anew.
    """
    language = chosen_language(lang) or locale_language()
    if listed:
        for place in sorted(trusted(language)):
            changed = "" if is_trusted(Path(place), language) else f" ({say(language, 'trust_changed')})"
            click.echo(f"{place}{changed}")
        return
    project = open_project(folder, language)
    plugins = None if project.is_shipped or project.root is None else project.root / "plugins"
    if plugins is None or not (remove or plugin_files(plugins)):
        raise KgraphError(say(language, "trust_nothing", path=project.root or "kgraph"), language=language)
    if remove:
        key = "trust_removed" if distrust(plugins, language) else "trust_unknown"
        click.echo(say(language, key, path=plugins))
        return
    trust(plugins, language)
    click.echo(say(language, "trust_given", path=plugins))
    for path in plugin_files(plugins):
        click.echo(f"  {path.relative_to(plugins)}")
