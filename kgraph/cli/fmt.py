"""`kgraph fmt`: questions in their canonical spelling, in any of the languages."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli.options import open_here, project_options, save
from kgraph.messages import say
from kgraph.terms import LANGUAGES

if TYPE_CHECKING:
    from kgraph.spor import Glossary
    from kgraph.workspace import Workspace


@click.command("fmt", epilog='Example: kgraph fmt --to nn "count measures per focus area"')
@click.argument("questions", nargs=-1, required=True, metavar="QUESTION|FILE...")
@click.option("--to", type=click.Choice(LANGUAGES), help="The language to write [default: the question's own].")
@click.option("--write", is_flag=True, help="Write each FILE anew.")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if any is not canonical.")
@project_options
def command(
    questions: tuple[str, ...], to: str | None, write: bool, check: bool, lang: str | None, project: str | None
) -> int:
    """Print a QUESTION, or a FILE.spor with its comments, in its canonical spelling; - reads standard input."""
    workspace = open_here(project, lang)
    differing = 0
    for each in questions:
        path = Path(each) if each.endswith(".spor") else None
        text = _text(each, path, workspace.default_language)
        found = _tidy(workspace, text, to, path)
        if check:
            if found != text:
                differing += 1
                click.echo(say(workspace.default_language, "fmt_differs", path=each), err=True)
        elif write and path is not None:
            if found != text:
                save(each, found, workspace.default_language)
        else:
            click.echo(found, nl=False)
    return 1 if differing else 0


def _text(words: str, path: Path | None, language: str) -> str:
    if path is None:
        return sys.stdin.read().removeprefix("\ufeff") if words == "-" else words + "\n"
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(say(language, "unreadable", path=path, error=error)) from None


def _tidy(workspace: "Workspace", text: str, to: str | None, path: Path | None) -> str:
    from kgraph.errors import QuestionError
    from kgraph.spor.tidy import tidy

    try:
        fixed = workspace.language is not None
        return tidy(text, workspace.vocabulary, workspace.default_language, to, _glossary(workspace), fixed=fixed)
    except QuestionError as error:
        if path is not None:
            error.message = f"{path}: {error.message}"
        raise


def _glossary(workspace: "Workspace") -> "Glossary":
    """The project's definitions; none where they are at fault, since they may be what is to be formatted."""
    from kgraph.errors import QuestionError
    from kgraph.spor import Glossary

    try:
        return workspace.glossary
    except QuestionError:
        return Glossary()
