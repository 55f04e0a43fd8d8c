"""`kgraph trust`: let a project's own plugins run."""

from pathlib import Path

import click

from kgraph.cli.options import language_here
from kgraph.errors import KgraphError
from kgraph.loading import files_in
from kgraph.messages import say
from kgraph.project import open_project
from kgraph.render.cells import plain
from kgraph.terms import LANGUAGES
from kgraph.trust import distrust, trust, trusted, trusted_files


@click.command("trust")
@click.argument("folder", metavar="DIR", required=False, type=click.Path())
@click.option("--remove", is_flag=True, help="Trust them no longer.")
@click.option("--list", "listed", is_flag=True, help="List the trusted folders.")
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of what is said.")
def command(folder: str | None, remove: bool, listed: bool, lang: str | None) -> None:
    """Let the plugins of the project in DIR (the one here) run, as they stand now.

    A plugin is a program: it can do whatever its user can. What is trusted is kept in the user's own configuration, by
    folder and by what the files hold; when one of them changes, the project must be trusted anew.
    """
    language = language_here(None if remove else folder, lang)
    if listed:
        for place in sorted(trusted(language)):
            changed = isinstance(trusted_files(Path(place), language), str)
            click.echo(plain(f"{place} ({say(language, 'trust_changed')})" if changed else place))
        return
    # What is to be removed may be gone, or no project any more.
    root = Path(folder) if remove and folder else open_project(folder, language).root
    plugins = None if root is None else root / "plugins"
    if plugins is None or not (remove or files_in(plugins)):
        raise KgraphError(say(language, "trust_nothing", path=root or "kgraph"), language=language)
    if remove:
        known = distrust(plugins, language) or distrust(plugins.parent, language)
        click.echo(plain(say(language, "trust_removed" if known else "trust_unknown", path=root)))
        return
    files = trust(plugins, language)
    click.echo(plain(say(language, "trust_given", path=plugins)))
    for name in files:
        click.echo(plain(f"  {name}"))
