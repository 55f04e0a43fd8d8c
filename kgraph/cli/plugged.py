"""Commands that plugins give: found by name, given the view, and what they return is written."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.options import open_here, output_options, project_options, write

if TYPE_CHECKING:
    from kgraph.registry import Registry


ARGUMENTS, REGISTRY = "kgraph.arguments", "kgraph.registry"


def registry_here() -> "Registry":
    """The plugins of the project that the command line names, or of the one here; looked for once a run."""
    from kgraph.cli.options import chosen_language, locale_language
    from kgraph.project import open_project
    from kgraph.registry import Registry

    meta = click.get_current_context().meta
    if REGISTRY not in meta:
        arguments = meta.get(ARGUMENTS, ())
        language = chosen_language(_after("--lang", arguments)) or locale_language()
        meta[REGISTRY] = Registry(open_project(_after("--project", arguments), language), language)
    found: Registry = meta[REGISTRY]
    return found


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
    found = registry_here().given("commands")
    return {name: _completed(command) for name, command in found.items()}


def _completed(command: click.Command) -> click.Command:
    """The command with the options that every command has; it gets the view, and its return is written."""
    own = {option for parameter in command.params for option in parameter.opts}
    callback: Callable[..., Any] | None = command.callback

    def run(form: str | None, output: str | None, lang: str | None, project: str | None, **values: Any) -> None:
        workspace = open_here(project, lang)
        context = click.get_current_context()
        context.obj = workspace.view()
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
