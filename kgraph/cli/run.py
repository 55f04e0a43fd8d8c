"""`kgraph run`: a saved question, answered."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from kgraph.answer import Basis
from kgraph.cli import options
from kgraph.cli.options import (
    basis_option,
    open_here,
    output_options,
    param_option,
    project_options,
    save,
    write_answer,
)
from kgraph.render import FORMATS, render

if TYPE_CHECKING:
    from kgraph.answer import Answer


@click.command("run", epilog="Example: kgraph run measures-without-budget --param plan=sogn:plan")
@click.argument("name")
@param_option
@output_options
@project_options
@basis_option
@click.option("--evidence", is_flag=True, help="Show the quotes that each row rests on.")
@click.option("--explain", is_flag=True, help="Say first how the question was understood.")
def command(
    name: str,
    params: tuple[str, ...],
    form: str | None,
    output: str | None,
    lang: str | None,
    project: str | None,
    basis: Basis,
    evidence: bool,
    explain: bool,
) -> None:
    """Answer the saved question NAME; `kgraph queries` lists them."""
    from kgraph.saved import find_saved, given_values

    workspace = open_here(project, lang)
    language = workspace.default_language
    saved = find_saved(workspace.project, name, language)
    values = saved.values(given_values(params, language, saved.told_parameters(language)), language)
    # Our questions are written in English whatever the user speaks; a user's own file is in the user's own language.
    speech = workspace.language if saved.own else language
    if explain:
        from kgraph.explanation import explained

        told = explained(workspace, saved.question, language=speech, basis=basis, evidence=evidence, parameters=values)
        click.echo(told, err=True)
    answer = workspace.ask(saved.question, language=speech, basis=basis, evidence=evidence, parameters=values)
    _write(answer, _heading(saved.title(answer.language), values), form, output)


def _heading(title: str, values: Mapping[str, str]) -> str:
    """The title, with the values that were asked with."""
    return f"{title} ({', '.join(f'{name}: {value}' for name, value in values.items())})" if values else title


def _write(answer: "Answer", title: str, form: str | None, output: str | None) -> None:
    """The answer below its title in the formats that people read; rows alone in those that programs read."""
    chosen = form or options.usual_format(output, answer.language)
    heading = _titled(title, chosen)
    if chosen not in FORMATS:
        # A plugin's format shows the title where the question would stand.
        write_answer(replace(answer, question=title), chosen, output)
    elif output is None or not heading:
        click.echo(heading, nl=False)
        write_answer(answer, chosen, output)
    else:
        save(output, heading + render(answer, chosen), answer.language)


def _titled(title: str, form: str | None) -> str:
    from kgraph.render.cells import plain

    text = plain(title)
    match form:
        case "table":
            return f"{text}\n\n"
        case "markdown":
            from kgraph.render.markdown import ENTITIES, SPECIAL

            return f"## {text.translate(SPECIAL | ENTITIES)}\n\n"
        case "html":
            from html import escape

            return f"<h2>{escape(text)}</h2>\n"
        case _:
            return ""
