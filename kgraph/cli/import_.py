"""`kgraph import`: a plan of another form, into the project."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli.options import open_here, project_options, save
from kgraph.cli.plugged import blamed
from kgraph.errors import KgraphError, Problem
from kgraph.messages import say
from kgraph.render.cells import plain
from kgraph.terms import ID, SKOS, Triple

if TYPE_CHECKING:
    from kgraph.engines.sorted_turtle import SortedTurtle
    from kgraph.plugin import Importer
    from kgraph.project import Project
    from kgraph.registry import Registry
    from kgraph.revising import Revision
    from kgraph.workspace import Workspace

# So many codes are named in a sentence.
MOST = 12


@click.command("import", epilog="Example: kgraph import plan.xlsx --dry-run")
@click.argument("paths", metavar="FILE...", type=click.Path(), nargs=-1, required=True)
@click.option("--form", metavar="FORM", help="The form that FILE has [default: by its ending].")
@click.option("--into", type=click.Path(dir_okay=False), metavar="FILE", help="A Turtle file [default: in data/].")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--strict", is_flag=True, help="Write nothing where there is any problem.")
@click.option("--remove", is_flag=True, help="Of a plan workbook: remove what has no row any more.")
@project_options
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    form: str | None,
    into: str | None,
    dry_run: bool,
    strict: bool,
    remove: bool,
    lang: str | None,
    project: str | None,
) -> None:
    """Read each FILE into the project as Turtle; what cannot be read is listed (exit 1), and the rest is kept.

    A plan workbook (kgraph export workbook) changes what the project has: what is new, gone or changed is said in
    words, and nothing else is touched.
    """
    workspace = open_here(project, lang)
    language = workspace.default_language
    if into is not None and len(paths) > 1:
        raise click.UsageError(say(language, "import_into_one"))
    _demand_files(paths, language)
    importers = [_importer(workspace.registry, Path(path), form, language) for path in paths]
    codes = [
        (_edit if importer.edits else _add)(workspace, importer, Path(path), into, dry_run, strict, remove)
        for importer, path in zip(importers, paths, strict=True)
    ]
    context.exit(max(codes))


def _demand_files(paths: tuple[str, ...], language: str) -> None:
    for path in map(Path, paths):
        if not path.exists():
            raise KgraphError(say(language, "no_file", path=path), language=language)
        if path.is_file() and not path.stat().st_size:
            hint = say(language, "import_empty_hint")
            raise KgraphError(say(language, "import_empty_file", path=path), hint=hint, language=language)


def _add(
    workspace: "Workspace",
    importer: "Importer",
    source: Path,
    into: str | None,
    dry_run: bool,
    strict: bool,
    _remove: bool,
) -> int:
    """What the file holds, as a file of its own; the exit code."""
    from kgraph.engines.sorted_turtle import SortedTurtle

    language = workspace.default_language
    if not source.is_file():
        raise KgraphError(say(language, "no_file", path=source), language=language)
    target = _target(into, workspace.project, source, language)
    with closing(SortedTurtle()) as found:
        problems = _gathered(found, importer, source, language)
        _told(problems, language)
        with _room(language):
            content = found.made()
        refused = strict and bool(problems)
        if found.statements and not dry_run and not refused:
            target.parent.mkdir(exist_ok=True)
            save(str(target), content, language)
    key = "import_nothing" if not found.statements else "import_would" if dry_run or refused else "import_done"
    counts = {"triples": found.statements, "things": found.things, "problems": len(problems)}
    click.echo(plain(say(language, key, path=target, **counts)), err=not found.statements)
    return int(not found.statements or refused or any(each.severity == "error" for each in problems))


def _gathered(found: "SortedTurtle", importer: "Importer", source: Path, language: str) -> list[Problem]:
    """Adds the statements of a file; what of it cannot be read."""
    triples, problems = list[Triple](), list[Problem]()
    with blamed(importer.name, language):
        for each in (importer.lines or importer.read)(source):
            if isinstance(each, bytes):
                with _room(language):
                    found.add(each)
            elif isinstance(each, Triple):
                triples.append(each)
            elif isinstance(each, Problem):
                problems.append(each)
        with _room(language):
            found.add_triples(triples)
    return problems


@contextmanager
def _room(language: str) -> Iterator[None]:
    """What is sorted may need temporary files; where there is no room for them, that is told."""
    try:
        yield
    except OSError as error:
        from tempfile import gettempdir

        message = say(language, "unwritable", path=gettempdir(), error=error.strerror)
        raise KgraphError(message, hint="TMPDIR=DIR kgraph import ...", language=language) from None


def _edit(
    workspace: "Workspace",
    importer: "Importer",
    source: Path,
    into: str | None,
    dry_run: bool,
    strict: bool,
    remove: bool,
) -> int:
    """What the file changes in the project, said in words and written where it stands; the exit code."""
    from kgraph.revising import revision
    from kgraph.states import data_of

    language = workspace.default_language
    with blamed(importer.name, language):
        found = list(importer.read(source, workspace.view()))
    problems = [each for each in found if isinstance(each, Problem)]
    _told(problems, language)
    before = data_of(workspace.project, language)
    change = revision(found, before, workspace.vocabulary, remove=remove)
    count = _tell_differences(change, before, workspace)
    refused = strict and bool(problems)
    if not dry_run and not refused and (change.new or change.gone):
        _write(change, workspace.project, source, into, language)
    key = "edit_nothing" if not count else "edit_would" if dry_run or refused else "edit_done"
    click.echo(plain(say(language, key, count=count, problems=len(problems), path=source)))
    return int(refused or any(each.severity == "error" for each in problems))


def _tell_differences(change: "Revision", before: "list[Triple]", workspace: "Workspace") -> int:
    """Say what changes, and what has no row any more and stays; how many changes there are."""
    from kgraph.differences import differences
    from kgraph.turtle_text import normal

    language, words = workspace.default_language, workspace.vocabulary
    found = differences(before, change.of([normal(each) for each in before]), words, language)
    for each in found:
        click.echo(plain(f"{each.thing}: {each.sentence}"))
    if change.left:
        names = {each.subject: each.object for each in before if each.predicate == SKOS + "notation"}
        codes = [getattr(names.get(iri), "text", iri.removeprefix(ID).replace("/", ":", 1)) for iri in change.left]
        shown = ", ".join(codes[:MOST]) + (" …" if len(codes) > MOST else "")
        click.echo(plain(say(language, "edit_left", count=len(codes), codes=shown)), err=True)
    return len(found) or int(bool(change.new or change.gone))


def _write(change: "Revision", project: "Project", source: Path, into: str | None, language: str) -> None:
    """Change the files of the project's data; one that is written anew is kept as it was beside itself."""
    from kgraph.revising import files

    if project.is_shipped or project.root is None:
        hint = say(language, "edit_shipped_hint")
        raise KgraphError(say(language, "import_shipped"), hint=hint, language=language)
    folder = project.root / "data"
    folder.mkdir(exist_ok=True)
    paths = sorted(each for each in folder.iterdir() if each.suffix.lower() in {".ttl", ".trig"})
    target = Path(into) if into else folder / f"{source.stem}.ttl"
    _refuse_other_endings(target, language)
    for each in files(change, paths, target, language):
        if not each.kept:
            kept = each.path.with_name(f"{each.path.name}.before")
            save(str(kept), each.path.read_bytes(), language)
            click.echo(plain(say(language, "edit_anew", path=each.path, kept=kept)), err=True)
        save(str(each.path), each.content, language)
        click.echo(plain(say(language, "written", path=each.path)), err=True)


def _told(problems: Iterable[Problem], language: str) -> None:
    """Say what of the file cannot be read."""
    for each in problems:
        click.echo(plain(f"{each.source}: {each.told(language)} {each.hint}".rstrip()), err=True)


def _target(into: str | None, project: "Project", source: Path, language: str) -> Path:
    """The file to be written, which is not there yet: what stands in one may have been written by hand."""
    if into is None and (project.is_shipped or project.root is None):
        raise KgraphError(say(language, "import_shipped"), hint=say(language, "import_shipped_hint"), language=language)
    target = Path(into) if into else (project.root or Path()) / "data" / f"{source.stem}.ttl"
    if target.exists():
        hint = f"--into {target.with_name(f'{target.stem}-2.ttl')}"
        raise KgraphError(say(language, "import_there", path=target), hint=hint, language=language)
    _refuse_other_endings(target, language)
    return target


def _refuse_other_endings(target: Path, language: str) -> None:
    if target.suffix.lower() != ".ttl":
        hint = f"--into {target.with_name(f'{target.name}.ttl')}"
        raise KgraphError(say(language, "import_no_turtle", path=target), hint=hint, language=language)


def _importer(registry: "Registry", source: Path, form: str | None, language: str) -> "Importer":
    found: Importer
    if form is not None:
        found = registry.find("importers", form)
        return found
    known: Iterable[Importer] = registry.given("importers").values()
    ending = _ending(source)
    of_ending = [each for each in known if ending in each.suffixes]
    if of_ending:
        looks = (each for each in of_ending if each.fits is not None and each.fits(source))
        return next(looks, None) or _taking_any(of_ending, source, language)
    endings = " ".join(sorted({suffix for each in known for suffix in each.suffixes}))
    hint = ". ".join(each for each in (say(language, "import_endings", known=endings), registry.silent()) if each)
    key = "unknown_ending" if ending else "import_no_ending"
    raise KgraphError(say(language, key, path=source, ending=ending), hint=hint, language=language)


def _taking_any(of_ending: "list[Importer]", source: Path, language: str) -> "Importer":
    """The form that takes any file of its ending; else one that tells what is wrong with a file that is no XML at all.

    Raises:
        KgraphError: it is XML, but none that any of them reads.
    """
    from kgraph.markup import root_of

    last = min(of_ending, key=lambda each: each.fits is not None)
    if last.fits is None or len(of_ending) == 1 or (root := root_of(source)) is None:
        return last
    known = " · ".join(sorted(each.what[language] for each in of_ending))
    message = say(language, "import_other_xml", path=source, name=root.name)
    raise KgraphError(message, hint=say(language, "import_xml_kinds", kinds=known), language=language)


def _ending(source: Path) -> str:
    """The ending of a file, or that of the most files in a folder."""
    if not source.is_dir():
        return source.suffix.lower()
    endings = Counter(each.suffix.lower() for each in sorted(source.iterdir()) if each.is_file())
    return endings.most_common(1)[0][0] if endings else ""
