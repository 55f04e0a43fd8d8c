"""The commands. Each lives in a file of its own and is imported when it is called."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module

import click

from kgraph.commands import COMMANDS
from kgraph.errors import KgraphError
from kgraph.render.cells import plain

# Where a command cannot be the name of a module.
MODULES = {"import": "import_"}
A_BUG = 70


class Commands(click.Group):
    """A group whose commands are modules of this package, and after them those that plugins give."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order in which they are told."""
        try:
            return [*COMMANDS, *_plugged(ctx)]
        except KgraphError as error:
            # Help is there for a project too that cannot be read.
            click.echo(plain(error.message), err=True)
            return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in COMMANDS:
            return _plugged(ctx).get(cmd_name)
        command: click.Command = import_module(f"kgraph.cli.{MODULES.get(cmd_name, cmd_name)}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with; which plugins there are depends on the rest of them."""
        ctx.meta["kgraph.arguments"] = tuple(args)
        if not args[0].startswith("-") and not ctx.resilient_parsing and self.get_command(ctx, args[0]) is None:
            ctx.fail("\n".join(_unknown(ctx, args[0])))
        return super().resolve_command(ctx, args)


def _plugged(ctx: click.Context) -> Mapping[str, click.Command]:
    """The plugins' commands."""
    from kgraph.cli.plugged import commands

    with ctx.scope(cleanup=False):
        return commands()


def _unknown(ctx: click.Context, name: str) -> Iterator[str]:
    """What is said of a name that no command has: that, and which are called nearly so."""
    from kgraph.cli.plugged import registry_here
    from kgraph.messages import say
    from kgraph.registry import nearest

    yield f"No such command {name!r}."
    with ctx.scope(cleanup=False):
        registry = registry_here()
    for hint in (nearest(name, [*COMMANDS, *registry.given("commands")]), registry.silent()):
        if hint:
            yield say(registry.language, "hint", hint=hint)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog='Try: kgraph ask "sub-strategies without measures"',
)
@click.version_option(package_name="kgraph", message="kgraph %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of a fault in kgraph.")
@click.pass_context
def group(context: click.Context, debug: bool) -> None:
    """Ask plans questions: which measures support which goal, and on what evidence.

    Without a command, kgraph asks for questions one after the other, or reads them line by line from a pipe.
    """
    if debug:
        os.environ["KGRAPH_DEBUG"] = "1"
    if context.invoked_subcommand is None:
        from kgraph.cli.repl import start

        context.exit(start(context))


def run(arguments: Sequence[str]) -> int:
    """Run a command line and give its exit code; no traceback reaches the user."""
    _speak_utf8()
    try:
        return _exit_code(group.main(list(arguments), prog_name="kgraph", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.exceptions.Abort:
        return 130
    except KgraphError as error:
        click.echo(plain(str(error)), err=True)
        return error.exit_code
    except (BrokenPipeError, SystemExit):
        # The reader has seen enough (click ends the process then); nothing more can be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001
        return _bug(error)


def _exit_code(outcome: object) -> int:
    return outcome if isinstance(outcome, int) else 0


def _speak_utf8() -> None:
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _bug(error: Exception) -> int:
    from kgraph.cli.options import chosen_language
    from kgraph.messages import say

    if os.environ.get("KGRAPH_DEBUG"):
        import traceback

        traceback.print_exc()
    message = say(chosen_language(None) or "en", "a_bug", kind=type(error).__name__, error=error)
    click.echo(message, err=True)
    return A_BUG
