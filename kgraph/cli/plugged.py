"""Commands that plugins give: found by name, given the view, and what they return is written."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.options import open_here, opened, output_options, project_options, write
from kgraph.errors import KgraphError
from kgraph.messages import say
from kgraph.terms import LANGUAGES

if TYPE_CHECKING:
    from kgraph.registry import Registry

ARGUMENTS = "kgraph.arguments"


def registry_here() -> "Registry":
    """The plugins of the project that the command line names, or of the one here.

    Raises:
        KgraphError: the project, or the list of what is trusted, cannot be read.
    """
    arguments = click.get_current_context().meta.get(ARGUMENTS, ())
    language = _after("--lang", arguments)
    return opened(_after("--project", arguments), language if language in LANGUAGES else None).registry


def _after(option: str, arguments: Sequence[str]) -> str | None:
    """The value of an option among arguments that nobody has parsed yet."""
    for place, text in enumerate(arguments):
        if text == option and place + 1 < len(arguments):
            return arguments[place + 1]
        if text.startswith(f"{option}="):
            return text.partition("=")[2]
    return None


def commands() -> Mapping[str, click.Command]:
    """The commands of the working plugins by name, ready to run."""
    return {name: _completed(command) for name, command in registry_here().given("commands").items()}


@contextmanager
def blamed(name: str, language: str) -> Iterator[None]:
    """What the code of a plugin raises unforeseen is told in one line, as its fault; with --debug it comes through."""
    try:
        yield
    except (KgraphError, click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
        raise
    except (Exception, SystemExit) as error:
        if os.environ.get("KGRAPH_DEBUG"):
            raise
        from kgraph.registry import told

        message = say(language, "plugin_failed", name=name, error=told(error))
        raise KgraphError(message, hint=say(language, "plugin_failed_hint"), language=language) from error


def _completed(command: click.Command) -> click.Command:
    """The command with the options that every command has; it gets the view, and its return is written."""
    own = {option for parameter in command.params for option in parameter.opts}
    callback: Callable[..., Any] | None = command.callback

    def run(form: str | None, output: str | None, lang: str | None, project: str | None, **values: Any) -> None:
        workspace = open_here(project, lang)
        context = click.get_current_context()
        context.obj = workspace.view()
        with blamed(command.name or "", workspace.default_language):
            returned = context.invoke(callback, **values) if callback else None
            if returned is not None:
                context.exit(write(returned, form, output, workspace.default_language))

    wrapped = output_options(project_options(click.Command(command.name, callback=run, help=command.help)))
    options = [each for each in wrapped.params if not own & set(each.opts)]
    return click.Command(
        command.name,
        callback=run,
        params=[*command.params, *options],
        help=command.help,
        epilog=command.epilog,
        short_help=command.short_help,
    )
