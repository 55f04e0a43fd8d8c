"""`kgraph serve`: the project in the browser."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from kgraph.cli.options import chosen_store, language_here, opened, project_options
from kgraph.explorer.jobs import Limits, Opening

F = TypeVar("F", bound=Callable[..., Any])
USUAL = Limits()


def site_options(command: F) -> F:
    """Where the site is, and who may ask it."""
    for option in (
        click.option("--allow-origin", "origins", multiple=True, metavar="URL", help="A site whose pages may ask."),
        click.option("--bind", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen on."),
        click.option("--host", "hosts", multiple=True, metavar="NAME", help="A name of the site, beside localhost."),
        click.option("--open", "show", is_flag=True, help="Open the browser."),
        click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port to listen on [default: any free]."),
    ):
        command = option(command)
    return command


def limit_options(command: F) -> F:
    """What one request may take, by the names of `Limits`."""
    for name, field, range_, words in (
        ("--depth", "depth", click.IntRange(1, 500), "How deep SPARQL may be nested."),
        ("--memory", "megabytes", click.IntRange(64), "MB that a question may take."),
        ("--rows", "rows", click.IntRange(1), "How many rows an answer may have."),
        ("--seconds", "seconds", click.FloatRange(0.1, 3600), "How long a question may take."),
    ):
        usual = getattr(USUAL, field)
        command = click.option(name, field, type=range_, default=usual, show_default=True, help=words)(command)
    return command


@click.command("serve", epilog="Example: kgraph serve --open --lang nn")
@site_options
@limit_options
@project_options
def command(
    port: int,
    show: bool,
    hosts: tuple[str, ...],
    bind: str,
    origins: tuple[str, ...],
    lang: str | None,
    project: str | None,
    **limits: Any,
) -> None:
    """Show the project in the browser: ask, explore, gaps and coverage, what if.

    Other programs find the same answers as JSON under /api (described in /api/openapi.json), and SPARQL under /sparql.
    Nothing is written, and no request leaves this machine.
    """
    from kgraph.explorer.serving import bound, serve
    from kgraph.explorer.site import Settings
    from kgraph.messages import say

    language = language_here(project, lang)
    # A project that is not there is told here, not by a page.
    opened(project, lang, chosen_store())
    settings = Settings(Opening(project, language, chosen_store()), Limits(**limits), hosts, origins)

    def ready(address: str) -> None:
        click.echo(say(language, "serve_ready", address=address))
        if show:
            click.launch(address)

    serve(settings, bound(bind, port, language), ready)
