"""`kgraph export`: the graph for other tools."""

import os
import tempfile
from collections.abc import Iterator, Sequence
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

NEAR = 2
# What is larger waits on the disk until all of it is there.
IN_MEMORY, PIECE = 2**24, 2**20


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
        workspace.registry.exporter_of_parts(form)
    view = _narrowed(workspace.view(plan, basis=basis), question, around, depth or NEAR)
    _write(exporter, view, path, strict=strict)


def _write(exporter: "Exporter", view: "ProjectView", path: str, *, strict: bool) -> None:
    """The file, and on the standard error what its format could not hold."""
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as file:
        with blamed(exporter.name, view.language):
            losses = list(exporter.write(view, file))
        _refuse(losses, exporter, view, path, strict=strict)
        file.seek(0)
        pieces = iter(lambda: file.read(PIECE), b"")
        if path == "-":
            _put(pieces, exporter.name, view.language)
        else:
            save(path, pieces, view.language)
            _tell_ending(exporter, path, view.language)
    for loss in losses:
        click.echo(_loss(loss, view.language), err=True)


def _refuse(losses: Sequence["Loss"], exporter: "Exporter", view: "ProjectView", path: str, *, strict: bool) -> None:
    """Where nothing may be lost, nothing is written."""
    if losses and strict:
        where = say(view.language, "standard_output") if path == "-" else path
        message = say(view.language, "export_strict", path=where, form=exporter.name)
        hint = " · ".join(_loss(loss, view.language) for loss in losses)
        raise KgraphError(message, hint=hint, language=view.language)


def _tell_ending(exporter: "Exporter", path: str, language: str) -> None:
    """A program that goes by the ending takes an archive in things.csv for a table."""
    ending = os.path.splitext(path)[1].lower()
    if ending and ending != exporter.suffix:
        click.echo(say(language, "export_ending", path=path, form=exporter.name, ending=exporter.suffix), err=True)


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


def _put(pieces: Iterator[bytes], form: str, language: str) -> None:
    for piece in pieces:
        if b"\0" in piece and on_terminal():
            raise click.UsageError(say(language, "binary_terminal", form=form))
        click.echo(piece, nl=False)


def _listed(registry: "Registry", language: str) -> "Answer":
    from kgraph.answer import Answer, Column, Note

    exporters = sorted(registry.given("exporters").items())
    rows = tuple((name, each.suffix, each.what[language]) for name, each in exporters)
    columns = tuple(Column(say(language, f"column_{name}"), "text") for name in ("name", "ending", "holds"))
    note = Note("exports_how", say(language, "exports_how"))
    return Answer("kgraph export", columns, rows, len(rows), (note,), language=language)
