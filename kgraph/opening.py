"""A project's folder, opened: what `kgraph.open` is."""

import os

from kgraph.project import open_project
from kgraph.workspace import Workspace


def open_workspace(
    folder: str | os.PathLike[str] | None = None, *, language: str | None = None, store: str | None = None
) -> Workspace:
    """The workspace of a project's folder; without one, of the project here, or of the one that comes with kgraph.

    Args:
        folder: the project's.
        language: of answers; without it each answer is in the language of its question.
        store: the address of a server that `kgraph push` has put the graph on: it is asked instead.

    Raises:
        ProjectError: the folder holds no project.
        StoreError: the address is none of HTTP.
    """
    return Workspace(open_project(folder, language or "en"), language, store=store)
