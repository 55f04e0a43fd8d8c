"""The states of data that can be compared: a file, a folder, a git revision, the project as it stands."""

import os
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from kgraph.building import read_source
from kgraph.engines.embedded import READ, triple
from kgraph.errors import ProjectError
from kgraph.messages import say
from kgraph.project import Project, Source, shipped
from kgraph.terms import Triple

XML = {".rdf", ".owl"}


def state(name: str, project: Project, language: str) -> list[Triple]:
    """The triples of a file, of a folder (its `data/` where it has one), or of the project's data at a git revision.

    Raises:
        ProjectError: there is no such thing, or it cannot be read.
    """
    path = Path(name)
    if name and path.is_file():
        return _read([path], language)
    if name and path.is_dir():
        files = _files(path / "data" if (path / "data").is_dir() else path)
        if not files:
            raise ProjectError(say(language, "diff_no_data", path=name), language=language)
        return _read(files, language)
    return _revision(name, project, language)


def data_of(project: Project, language: str) -> list[Triple]:
    """The triples of a project's own data as it stands."""
    return _read(_files(_data(project)), language)


def _data(project: Project) -> Path:
    return shipped("data") if project.is_shipped or project.root is None else project.root / "data"


def _files(folder: Path) -> list[Path]:
    """The RDF of a folder; of one that is not there, none."""
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if path.suffix.lower() in READ)


def _read(paths: Iterable[Path], language: str) -> list[Triple]:
    found = list(paths)
    for path in found:
        _refuse(path, language)
    sources = [Source(f"data/{path.stem}", str(path)) for path in found]
    return [triple(each) for source in sources for each in read_source(source, language)]


def _refuse(path: Path, language: str) -> None:
    """What is no RDF by its ending; and XML with a DTD, whose entities could grow a small file beyond all memory."""
    ending = path.suffix.lower()
    if ending not in READ:
        hint = say(language, "unknown_ending_hint", known=" ".join(READ))
        raise ProjectError(say(language, "unknown_ending", path=path, ending=ending), hint=hint, language=language)
    if ending in XML and b"<!doctype" in path.read_bytes().lower():
        raise ProjectError(say(language, "bad_turtle", place=path, error="<!DOCTYPE"), language=language)


def _revision(name: str, project: Project, language: str) -> list[Triple]:
    """The data at a revision, read by git itself into a folder that is gone afterwards."""
    data = _data(project)
    listed = (
        None
        if name[:1] in {"", "-"} or not data.is_dir()
        else _git(["ls-tree", "-z", "--full-tree", "--name-only", f"{name}:./"], data, name, language)
    )
    if listed is None:
        raise ProjectError(say(language, "no_state", name=name), hint=say(language, "no_state_hint"), language=language)
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for file in listed.decode("utf-8", "surrogateescape").split("\0"):
            if file.lower().endswith(tuple(READ)):
                content = _git(["show", f"{name}:./{file}"], data, name, language)
                path = Path(folder, os.path.basename(file))
                path.write_bytes(content or b"")
                paths.append(path)
        return _read(sorted(paths), language)


def _git(arguments: list[str], folder: Path, name: str, language: str) -> bytes | None:
    """What git writes; None where it finds nothing of the kind."""
    try:
        done = subprocess.run(  # noqa: S603 - a revision's name, which git reads as one
            ["git", *arguments],  # noqa: S607 - the user's own git
            cwd=folder,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise ProjectError(say(language, "no_git", name=name), language=language) from None
    return done.stdout if done.returncode == 0 else None
