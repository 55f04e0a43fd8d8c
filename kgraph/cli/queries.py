"""`kgraph queries`: the saved questions, to choose from."""

from typing import TYPE_CHECKING

import click

from kgraph.cli.options import open_here, output_options, project_options, write_answer
from kgraph.messages import say
from kgraph.render.cells import plain
from kgraph.saved import GROUPS, Saved, find_saved, saved_questions
from kgraph.terms import LANGUAGES

if TYPE_CHECKING:
    from kgraph.answer import Answer
    from kgraph.errors import ProjectError
    from kgraph.workspace import Workspace


@click.command("queries", epilog="Example: kgraph queries budget --group gaps")
@click.argument("text", required=False)
@click.option("--group", metavar="GROUP", help=f"Only those of a group: {', '.join(GROUPS)}.")
@click.option("--show", metavar="NAME", help="Show one of them, with its parameters and in three languages.")
@output_options
@project_options
def command(
    text: str | None,
    group: str | None,
    show: str | None,
    form: str | None,
    output: str | None,
    lang: str | None,
    project: str | None,
) -> None:
    """List the saved questions, or those whose name, title or description holds TEXT."""
    workspace = open_here(project, lang)
    language = workspace.default_language
    if show is not None:
        click.echo(plain(_shown(workspace, find_saved(workspace.project, show, language))))
        return
    wanted = None if group is None else _group(group, language)
    faults: list[ProjectError] = []
    questions = saved_questions(workspace.project, language, faults)
    found = [
        each for each in questions.values() if (wanted is None or each.group == wanted) and _holds(each, text or "")
    ]
    write_answer(_listed(found, language, text or ""), form, output)
    for fault in faults:
        click.echo(plain(str(fault)), err=True)


def _group(name: str, language: str) -> str:
    """The group that is called so, in any language."""
    from kgraph.errors import ProjectError

    for group in GROUPS:
        if name.casefold() in {group, *(say(tag, f"query_group_{group}").casefold() for tag in LANGUAGES)}:
            return group
    hint = say(language, "query_unknown_group_hint", groups=", ".join(GROUPS))
    raise ProjectError(say(language, "no_query_group", group=name), hint=hint, language=language)


def _holds(saved: Saved, text: str) -> bool:
    texts = (saved.name, *saved.titles.values(), *saved.descriptions.values())
    return any(text.casefold() in each.casefold() for each in texts)


def _listed(found: list[Saved], language: str, text: str) -> "Answer":
    """The questions as a table, by group; those without a group come last."""
    from kgraph.answer import Answer, Column, Note

    found.sort(key=lambda each: (GROUPS.index(each.group) if each.group else len(GROUPS), each.name))
    rows = tuple(
        (
            say(language, f"query_group_{each.group}") if each.group else None,
            each.name,
            each.title(language),
            ", ".join(f"{parameter.name}={parameter.default}" for parameter in each.parameters),
        )
        for each in found
    )
    names = ("column_query_group", "column_name", "column_query_title", "column_query_parameters")
    columns = tuple(Column(say(language, name), "text") for name in names)
    notes = () if rows else (Note("empty", say(language, "note_no_saved")),)
    return Answer(text, columns, rows, len(rows), notes, language=language)


def _shown(workspace: "Workspace", saved: Saved) -> str:
    """One question in full: what it answers, its parameters, and its canonical text in three languages."""
    from kgraph.explanation import canonical

    language = workspace.default_language
    parts = [saved.title(language)]
    if told := saved.description(language):
        parts += ["", told]
    if saved.parameters:
        width = max(len(f"{each.name}={each.default}") for each in saved.parameters)
        parts += ["", say(language, "query_parameters")]
        parts += [f"  {f'{each.name}={each.default}':{width}}  {each.meaning(language)}" for each in saved.parameters]
    parts += ["", say(language, "query_question")]
    parts += [f"  {tag}: {question}" for tag, question in canonical(workspace, saved.question, language).items()]
    given = "".join(f" --param {each.name}={_quoted(each.default)}" for each in saved.parameters)
    return "\n".join([*parts, "", say(language, "query_run"), f"  kgraph run {saved.name}{given}"])


def _quoted(value: str) -> str:
    return f'"{value}"' if " " in value else value
