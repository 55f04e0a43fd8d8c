"""`kgraph diff`: what has changed between two states of the data."""

from typing import TYPE_CHECKING

import click

from kgraph.cli.options import opened, output_options, place_options, write_answer
from kgraph.messages import say

if TYPE_CHECKING:
    from kgraph.answer import Answer
    from kgraph.differences import Difference

COLUMNS = ("change", "thing", "how", "before", "after")


@click.command("diff", epilog="Example: kgraph diff HEAD~1")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B", required=False)
@output_options
@place_options
def command(
    before: str, after: str | None, form: str | None, output: str | None, lang: str | None, project: str | None
) -> None:
    """Say in words what is new, gone or changed from A to B: files, folders, or git revisions of data/.

    Without B, A is compared with the project's data as it stands. A file is RDF; a folder is that of a project, or one
    with such files. A name that is both a folder's and a revision's is the folder's.
    """
    from kgraph.differences import differences
    from kgraph.states import data_of, state

    workspace = opened(project, lang)
    language = workspace.default_language
    if after is None and workspace.project.root is None:
        click.echo(say(language, "note_shipped"), err=True)
    old = state(before, workspace.project, language)
    new = data_of(workspace.project, language) if after is None else state(after, workspace.project, language)
    found = differences(old, new, workspace.vocabulary, language)
    write_answer(_told(found, before, after or str(workspace.project.root or "kgraph"), language), form, output)


def _told(found: "list[Difference]", before: str, after: str, language: str) -> "Answer":
    from kgraph.answer import Answer, Column, Note

    rows = tuple(
        (say(language, f"change_{each.change}"), each.thing, each.sentence, each.before or None, each.after or None)
        for each in found
    )
    columns = tuple(Column(say(language, f"column_{name}"), "text") for name in COLUMNS)
    notes = () if rows else (Note("empty", say(language, "diff_none", before=before, after=after)),)
    title = say(language, "diff_title", before=before, after=after)
    return Answer(title, columns, rows, len(rows), notes, language=language)
