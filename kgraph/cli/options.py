"""What the commands share: their options, the workspace they open, and how they write."""

import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kgraph.messages import say
from kgraph.render import FORMATS, SUFFIXES, format_of
from kgraph.terms import LANGUAGES

if TYPE_CHECKING:
    from kgraph.answer import Answer
    from kgraph.dossier import Dossier, Shown
    from kgraph.plugin import Renderer
    from kgraph.workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])
STORE = "kgraph.store"


class FormatName(click.Choice[str]):
    """The name of a format: one of ours, or of a plugin's, which is looked for when something is written in it."""

    name = "format"

    def __init__(self) -> None:
        super().__init__(FORMATS)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name; one that is not ours is told from a mistake only where there is a plugin to ask."""
        if value in FORMATS or (isinstance(value, str) and renderers().get(value)):
            return value
        return super().convert(value, param, ctx)


def renderers() -> "dict[str, Renderer]":
    """The formats that plugins give."""
    from kgraph.cli.plugged import registry_here

    return registry_here().given("renderers")


def project_options(command: F) -> F:
    """`--lang`, `--project` and `--store`."""
    command = click.option(
        "--store",
        metavar="URL",
        expose_value=False,
        callback=_remember_store,
        help="Ask the server at this address, where kgraph push has put the graph [default: KGRAPH_STORE].",
    )(command)
    return place_options(command)


def _remember_store(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.meta[STORE] = value


def place_options(command: F) -> F:
    """`--lang` and `--project`."""
    command = click.option("--lang", type=click.Choice(LANGUAGES), help="Language of the answer.")(command)
    return click.option(
        "--project",
        type=click.Path(),
        metavar="DIR",
        help="The project's folder [default: the one here, or ours].",
    )(command)


def output_options(command: F) -> F:
    """`--format` and `--output`."""
    command = click.option("--format", "form", type=FormatName(), help="Default: table on a terminal, csv in a pipe.")(
        command
    )
    return click.option(
        "--output",
        type=click.Path(dir_okay=False),
        metavar="FILE",
        help="Write to a file, its format by its ending.",
    )(command)


def basis_option(command: F) -> F:
    """`--basis`."""
    return click.option(
        "--basis",
        type=click.Choice(["all", "stated"]),
        default="all",
        show_default=True,
        help="Which links count: inferred ones too, or only those that a document states.",
    )(command)


def param_option(command: F) -> F:
    """`--param`."""
    return click.option(
        "--param", "params", multiple=True, metavar="NAME=VALUE", help="The value of $NAME in the question."
    )(command)


def chosen_language(option: str | None) -> str | None:
    """The language that was asked for: by the option, or by KGRAPH_LANG."""
    if option:
        return option
    named = os.environ.get("KGRAPH_LANG", "")
    return named if named in LANGUAGES else None


def chosen_store() -> str | None:
    """The server that was asked for: by the option, or by KGRAPH_STORE."""
    named: str | None = click.get_current_context().meta.get(STORE)
    return named or os.environ.get("KGRAPH_STORE") or None


def locale_language() -> str:
    """The language of the machine, where it is one of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return {"nn": "nn", "nb": "nb", "no": "nb"}.get(value[:2], "en")
    return "en"


def language_here(folder: str | None, lang: str | None) -> str:
    """The language of a command that asks no question: the chosen one, else the project's, else the machine's."""
    from kgraph.project import open_project

    chosen = chosen_language(lang)
    return chosen or open_project(folder, locale_language()).language or locale_language()


def open_here(project: str | None, lang: str | None) -> "Workspace":
    """The workspace of a command; says on stderr when it is the one that comes with kgraph."""
    store = chosen_store()
    workspace = opened(project, lang, store)
    if workspace.project.root is None and store is None:
        click.echo(say(workspace.default_language, "note_shipped"), err=True)
    return workspace


def opened(project: str | None, lang: str | None, store: str | None = None) -> "Workspace":
    """The workspace of a folder, or of a server; the same all through a command: its plugins are loaded once."""
    from kgraph.project import open_project
    from kgraph.workspace import Workspace

    language = chosen_language(lang)
    known: dict[object, Workspace] = click.get_current_context().meta.setdefault("kgraph.workspaces", {})
    if (project, language, store) not in known:
        found = open_project(project, language or locale_language())
        default = found.language or locale_language()
        known[project, language, store] = Workspace(found, language, default=default, store=store)
    return known[project, language, store]


def write_answer(answer: "Answer", form: str | None, output: str | None) -> None:
    """The answer to the terminal, the pipe or the file; its notes to stderr where the format has no place for them."""
    write(answer, form, output, answer.language)


def write(
    returned: "Answer | Dossier | Shown | str | bytes", form: str | None, output: str | None, language: str
) -> int:
    """What a command has found, to the terminal, the pipe or the file, and the exit code that goes with it.

    Raises:
        KgraphError: no format has the ending of the file's name; or the file cannot be written.
    """
    from kgraph.answer import Answer
    from kgraph.dossier import Shown

    if isinstance(returned, Shown):
        chosen = form or usual_format(output, language)
        returned = returned.in_format(chosen, _width(), colour=output is None and _colour())
    if isinstance(returned, str | bytes):
        _put(returned, output, language)
        return 0
    answers = (returned,) if isinstance(returned, Answer) else returned.answers
    chosen = form or usual_format(output, language)
    if chosen in FORMATS:
        from kgraph.render import render_all

        _put(render_all(returned, chosen, width=_width(), colour=output is None and _colour()), output, language)
    else:
        from kgraph.cli.plugged import blamed

        with blamed(chosen, language):
            content = renderers()[chosen].render(answers)
        if isinstance(content, bytes) and output is None and on_terminal():
            raise click.UsageError(say(language, "binary_terminal", form=chosen))
        _put(content, output, language)
    if chosen in {"csv", "tsv", "excel"}:
        _tell_notes(answers[0])
    return 0 if isinstance(returned, Answer) else returned.exit_code


def _tell_notes(answer: "Answer") -> None:
    from kgraph.render.cells import plain

    for note in answer.notes:
        click.echo(f"— {plain(note.text)}", err=True)


def _put(content: str | bytes, output: str | None, language: str) -> None:
    if output is not None:
        save(output, content, language)
        if sys.stderr.isatty():
            click.echo(say(language, "written", path=output), err=True)
    else:
        click.echo(content, nl=False)


def save(path: str, content: str | bytes | Iterable[bytes], language: str) -> None:
    """Write a file whole or not at all; its content may come piece by piece.

    Raises:
        ClickException: it cannot be written.
    """
    # A link is followed; a device or a pipe is written to, since it cannot be replaced by a file.
    target = os.path.realpath(path)
    whole = os.path.isfile(target) or not os.path.exists(target)
    temporary = f"{target}.{os.getpid()}.part" if whole else target
    try:
        with open(temporary, "wb") as file:
            pieces = content.encode("utf-8") if isinstance(content, str) else content
            file.writelines([pieces] if isinstance(pieces, bytes) else pieces)
        if whole:
            os.replace(temporary, target)
    except OSError as error:
        if whole and os.path.exists(temporary):
            os.unlink(temporary)
        raise click.ClickException(say(language, "unwritable", path=path, error=error.strerror)) from None


def usual_format(output: str | None, language: str) -> str:
    """The format where none is named: by the ending of the file, else a table on a terminal and CSV in a pipe.

    Raises:
        KgraphError: no format has that ending.
    """
    if output is not None:
        ending = os.path.splitext(output)[1].lower()
        if ending and ending not in SUFFIXES:
            given = {each.suffix: name for name, each in reversed(renderers().items())}
            return given.get(ending) or format_of(output, language, given)
        return format_of(output, language)
    return "table" if on_terminal() else "csv"


def on_terminal() -> bool:
    """Whether a person reads what is written."""
    return sys.stdout.isatty()


def _width() -> int:
    import shutil

    return max(40, shutil.get_terminal_size((100, 24)).columns)


def _colour() -> bool:
    """Colours on a terminal, unless NO_COLOR says otherwise (https://no-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    return on_terminal() and os.environ.get("TERM") != "dumb"
