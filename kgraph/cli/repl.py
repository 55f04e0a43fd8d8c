"""`kgraph repl`, or `kgraph` alone: questions one after the other."""

import os
import shutil
import stat
import sys
from dataclasses import dataclass

import click

from kgraph.answer import Basis
from kgraph.cli import options
from kgraph.cli.options import basis_option, open_here, project_options
from kgraph.messages import say
from kgraph.render import FORMATS


@click.command("repl", epilog="Example: printf 'measures without budget\\n' | kgraph repl --format csv")
@project_options
@basis_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="Of answers.")
@click.pass_context
def command(context: click.Context, lang: str | None, project: str | None, basis: Basis, form: str) -> None:
    r"""Ask questions one after the other; \help tells how.

    At a terminal with a prompt: Tab completes, Ctrl-D ends. Without one, the questions are read line by line from
    standard input and the exit code is 1 if any of them failed.
    """
    context.exit(start(context, lang, project, basis, form))


def start(
    context: click.Context,
    lang: str | None = None,
    project: str | None = None,
    basis: Basis = "all",
    form: str = "table",
) -> int:
    """Run a session until it is over and give its exit code; without anybody to ask, the help and 2."""
    if not (_is_typed() and options.on_terminal()) and not _is_piped():
        click.echo(context.get_help(), err=True)
        return 2
    from kgraph.repl.session import Session

    workspace = open_here(project, lang)
    if not _is_typed():
        from kgraph.repl.piped import answer_lines

        return answer_lines(Session(workspace, Plain(), basis, form), sys.stdin)
    session = Session(workspace, Terminal(), basis, form)
    click.echo(say(session.language, "repl_welcome"))
    from kgraph.repl.prompt import converse

    # The words are needed at the first key that is pressed.
    _ = session.inventory
    converse(session)
    return 0


def _is_typed() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _is_piped() -> bool:
    """Whether something is given on the standard input: a file, a pipe or a socket, and no terminal or void."""
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (AttributeError, OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)


@dataclass
class Plain:
    """Answers to standard output, all else to standard error."""

    @property
    def width(self) -> int:
        """Of tables."""
        return max(40, shutil.get_terminal_size((100, 24)).columns)

    @property
    def colour(self) -> bool:
        """Whether tables are coloured."""
        return options.on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    def show(self, text: str) -> None:
        """Write an answer."""
        click.echo(text, nl=False)

    def tell(self, text: str) -> None:
        """Write what else there is to say."""
        sys.stdout.flush()
        click.echo(text, err=True)

    def save(self, path: str, text: str, language: str) -> None:
        """Write a file.

        Raises:
            KgraphError: it cannot be written.
        """
        from kgraph.errors import KgraphError

        try:
            options.save(path, text, language)
        except click.ClickException as error:
            raise KgraphError(error.message, language=language) from None


@dataclass
class Terminal(Plain):
    """The same on a terminal: an answer that is taller than the screen is paged."""

    def show(self, text: str) -> None:
        """Write an answer."""
        if text.count("\n") < shutil.get_terminal_size().lines:
            click.echo(text)
        else:
            click.echo_via_pager(text, color=self.colour)
