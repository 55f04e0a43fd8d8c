"""`kgraph import`: a plan of another form, into the project."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli.options import open_here, project_options, save
from kgraph.errors import KgraphError
from kgraph.messages import say
from kgraph.render.cells import plain

if TYPE_CHECKING:
    from kgraph.plugin import Importer
    from kgraph.registry import Registry


@click.command("import", epilog="Example: kgraph import plan.nt --into data/plan.ttl")
@click.argument("path", metavar="FILE", type=click.Path())
@click.option("--form", metavar="FORM", help="The form that FILE has [default: by its ending].")
@click.option("--into", type=click.Path(dir_okay=False), metavar="FILE", help="The Turtle file [default: in data/].")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@project_options
def command(
    path: str, form: str | None, into: str | None, dry_run: bool, lang: str | None, project: str | None
) -> None:
    """Read FILE into the project as Turtle; what cannot be read is listed, and the rest is kept."""
    from kgraph.engines.embedded import turtle
    from kgraph.errors import Problem
    from kgraph.printing import PREFIXES

    workspace = open_here(project, lang)
    language = workspace.default_language
    source = Path(path)
    if not source.is_file():
        raise KgraphError(say(language, "no_file", path=path), language=language)
    found = list(_importer(workspace.registry, source, form, language).read(source))
    triples = [each for each in found if not isinstance(each, Problem)]
    for problem in (each for each in found if isinstance(each, Problem)):
        click.echo(plain(f"{problem.source}: {problem.message} {problem.hint}".rstrip()), err=True)
    target = Path(into) if into else _home(workspace.project.root, workspace.project.is_shipped, source, language)
    if not dry_run:
        save(str(target), turtle(triples, PREFIXES), language)
    things = len({each.subject for each in triples})
    key = "import_would" if dry_run else "import_done"
    click.echo(say(language, key, triples=len(triples), things=things, path=target, problems=len(found) - len(triples)))


def _importer(registry: "Registry", source: Path, form: str | None, language: str) -> "Importer":
    found: Importer
    if form is not None:
        found = registry.find("importers", form)
        return found
    known: dict[str, Importer] = registry.given("importers")
    for found in known.values():
        if source.suffix.lower() in found.suffixes:
            return found
    hint = " ".join(sorted(suffix for each in known.values() for suffix in each.suffixes))
    message = say(language, "unknown_ending", path=source, ending=source.suffix)
    raise KgraphError(message, hint=say(language, "unknown_ending_hint", known=hint), language=language)


def _home(root: Path | None, shipped: bool, source: Path, language: str) -> Path:
    if shipped or root is None:
        raise KgraphError(say(language, "import_shipped"), hint=say(language, "import_shipped_hint"), language=language)
    return root / "data" / f"{source.stem}.ttl"
