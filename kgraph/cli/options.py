"""What the commands share: their options, the workspace they open, and how they write."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kgraph.messages import say
from kgraph.render import FORMATS, SUFFIXES, format_of
from kgraph.terms import LANGUAGES

if TYPE_CHECKING:
    from kgraph.answer import Answer
    from kgraph.dossier import Dossier
    from kgraph.plugin import Renderer
    from kgraph.saved import Saved
    from kgraph.workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])


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


def locale_language() -> str:
    """The language of the machine, where it is one of ours."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return {"nn": "nn", "nb": "nb", "no": "nb"}.get(value[:2], "en")
    return "en"


def open_here(project: str | None, lang: str | None) -> "Workspace":
    """The workspace of a command; says on stderr when it is the one that comes with kgraph."""
    from kgraph.project import open_project
    from kgraph.workspace import Workspace

    language = chosen_language(lang)
    found = open_project(project, language or locale_language())
    workspace = Workspace(found, language, default=found.language or locale_language())
    if found.root is None:
        click.echo(say(workspace.default_language, "note_shipped"), err=True)
    return workspace


def question_text(words: str) -> str:
    """The question itself, or what stands on the standard input where it is `-`."""
    # Some editors begin a file with a byte order mark.
    return sys.stdin.read().removeprefix("\ufeff") if words == "-" else words


def asked(question: str, params: tuple[str, ...], language: str) -> tuple[str, dict[str, str]]:
    """The question, and the values of its parameters: of a file, its defaults too."""
    saved = question_file(question, language)
    if not params and saved is None:
        return question_text(question), {}
    from kgraph.saved import given_values

    known = saved.told_parameters(language) if saved else ""
    values = given_values(params, language, known)
    return (saved.question, saved.values(values, language)) if saved else (question_text(question), values)


def question_file(words: str, language: str) -> "Saved | None":
    """The saved question that the words name by its file; None where they are a question themselves.

    Raises:
        ProjectError: the file is not there, or cannot be read.
    """
    if not words.endswith(".spor") or "\n" in words:
        return None
    from kgraph.saved import read_saved

    if not os.path.exists(words):
        from kgraph.errors import ProjectError

        message = say(language, "no_query_file", path=words)
        raise ProjectError(message, hint=say(language, "no_query_file_hint"), language=language)
    return read_saved(words, language)


def write_answer(answer: "Answer", form: str | None, output: str | None) -> None:
    """The answer to the terminal, the pipe or the file; its notes to stderr where the format has no place for them."""
    write(answer, form, output, answer.language)


def write(returned: "Answer | Dossier | str | bytes", form: str | None, output: str | None, language: str) -> int:
    """What a command has found, to the terminal, the pipe or the file, and the exit code that goes with it.

    Raises:
        KgraphError: no format has the ending of the file's name; or the file cannot be written.
    """
    if isinstance(returned, str | bytes):
        _put(returned, output, language)
        return 0
    from kgraph.answer import Answer

    answers = (returned,) if isinstance(returned, Answer) else returned.answers
    chosen = form or _usual(output, language)
    if chosen in FORMATS:
        from kgraph.render import render_all

        _put(render_all(returned, chosen, width=_width(), colour=output is None and _colour()), output, language)
    else:
        _put(renderers()[chosen].render(answers), output, language)
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
    else:
        click.echo(content, nl=False)


def save(path: str, content: str | bytes, language: str) -> None:
    """Write a file whole or not at all.

    Raises:
        ClickException: it cannot be written.
    """
    # A link is followed; a device or a pipe is written to, since it cannot be replaced by a file.
    target = os.path.realpath(path)
    whole = os.path.isfile(target) or not os.path.exists(target)
    temporary = f"{target}.{os.getpid()}.part" if whole else target
    try:
        with open(temporary, "wb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
        if whole:
            os.replace(temporary, target)
    except OSError as error:
        if whole and os.path.exists(temporary):
            os.unlink(temporary)
        raise click.ClickException(say(language, "unwritable", path=path, error=error.strerror)) from None


def _usual(output: str | None, language: str) -> str:
    if output is not None:
        ending = os.path.splitext(output)[1].lower()
        if ending and ending not in SUFFIXES:
            given = {each.suffix: name for name, each in renderers().items()}
            if ending in given:
                return given[ending]
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
