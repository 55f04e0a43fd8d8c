"""`kgraph export`: the graph for other tools."""

import io
from typing import TYPE_CHECKING

import click

from kgraph.cli.asking import asked
from kgraph.cli.options import basis_option, on_terminal, open_here, project_options, save, write_answer
from kgraph.cli.plugged import blamed
from kgraph.errors import KgraphError
from kgraph.messages import say
from kgraph.render.cells import plain

if TYPE_CHECKING:
    from kgraph.answer import Answer, Basis
    from kgraph.plugin import Exporter, Loss
    from kgraph.registry import Registry
    from kgraph.viewing import ProjectView
    from kgraph.workspace import Workspace

NEAR = 2


@click.command("export", epilog="Example: kgraph export turtle plan.ttl --plan sogn:plan")
@click.argument("form", metavar="FORMAT", required=False)
@click.argument("path", metavar="FILE", required=False)
@click.option("--plan", metavar="PLAN", help="One plan alone, by its code or name, and what it is linked to.")
@click.option("--question", metavar="TEXT", help="The things in the answer alone, and the links among them.")
@click.option("--around", metavar="THING", help="The things near one alone, by its code or name.")
@click.option("--depth", type=click.IntRange(1), help=f"How many links away with --around [default: {NEAR}].")
@click.option("--strict", is_flag=True, help="Write nothing where the format cannot hold everything.")
@basis_option
@project_options
def command(
    form: str | None,
    path: str | None,
    plan: str | None,
    question: str | None,
    around: str | None,
    depth: int | None,
    strict: bool,
    basis: "Basis",
    lang: str | None,
    project: str | None,
) -> None:
    """Write the graph to FILE (- for standard output) in FORMAT. Without a format, list them.

    What --plan, --question, --around and --basis each leave is what is written: the things that all of them leave.
    """
    workspace = open_here(project, lang)
    if form is None:
        write_answer(_listed(workspace.registry, workspace.default_language), None, None)
        return
    exporter = workspace.registry.find("exporters", form)
    if path is None:
        raise click.UsageError(f"Missing argument 'FILE': kgraph export {form} FILE")
    if depth and around is None:
        raise click.UsageError(say(workspace.default_language, "export_depth"))
    if question or around:
        _narrowable(exporter, workspace)
    view = _narrowed(workspace.view(plan, basis=basis), question, around, depth or NEAR)
    _write(exporter, view, path, strict=strict)


def _write(exporter: "Exporter", view: "ProjectView", path: str, *, strict: bool) -> None:
    """The file, and on the standard error what its format could not hold."""
    file = io.BytesIO()
    with blamed(exporter.name, view.language):
        losses = list(exporter.write(view, file))
    if losses and strict:
        message = say(view.language, "export_strict", path=path, form=exporter.name)
        hint = " · ".join(_loss(loss, view.language) for loss in losses)
        raise KgraphError(message, hint=hint, language=view.language)
    if path == "-":
        _put(file.getvalue(), exporter.name, view.language)
    else:
        save(path, file.getvalue(), view.language)
    for loss in losses:
        click.echo(_loss(loss, view.language), err=True)


def _loss(loss: "Loss", language: str) -> str:
    return plain(say(language, "export_loss", count=loss.count, what=loss.what[language]))


def _narrowed(view: "ProjectView", question: str | None, around: str | None, depth: int) -> "ProjectView":
    """The part that was asked for; an empty one is told before anything is written."""
    if question is not None:
        text, values = asked(question, (), view.language)
        view = view.of_question(text, **values)
    if around is not None:
        view = view.around(around, depth)
    if view.chosen:
        view.property_graph()
    return view


def _narrowable(exporter: "Exporter", workspace: "Workspace") -> None:
    if not (exporter.whole_plans or exporter.one_plan):
        return
    language = workspace.default_language
    every = workspace.registry.given("exporters").items()
    forms = " · ".join(sorted(name for name, each in every if not (each.whole_plans or each.one_plan)))
    message = say(language, "part_whole_only", form=exporter.name)
    raise KgraphError(message, hint=say(language, "part_whole_only_hint", forms=forms), language=language)


def _put(content: bytes, form: str, language: str) -> None:
    if b"\0" in content and on_terminal():
        raise click.UsageError(say(language, "binary_terminal", form=form))
    click.echo(content, nl=False)


def _listed(registry: "Registry", language: str) -> "Answer":
    from kgraph.answer import Answer, Column, Note

    exporters = sorted(registry.given("exporters").items())
    rows = tuple((name, each.suffix, each.what[language]) for name, each in exporters)
    columns = tuple(Column(say(language, f"column_{name}"), "text") for name in ("name", "ending", "holds"))
    note = Note("exports_how", say(language, "exports_how"))
    return Answer("kgraph export", columns, rows, len(rows), (note,), language=language)
