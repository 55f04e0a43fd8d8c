r"""A question to a file of the project: what `\save` writes, and where."""

import re
from collections.abc import Mapping
from pathlib import Path

from kgraph.errors import ProjectError
from kgraph.messages import say
from kgraph.project import DEFINITIONS, Project

NAME = re.compile(r"[^\W_][\w-]*")
ENDING = ".spor"


def place_of(project: Project, name: str, language: str, *, over: bool) -> Path:
    """The file that a question is saved in, its folder made; `over` allows one that is there.

    Raises:
        ProjectError: the project is the one that is shipped, the name is none, or the file is there already.
    """
    if project.is_shipped or project.root is None:
        hint = say(language, "repl_save_shipped_hint")
        raise ProjectError(say(language, "repl_save_shipped"), hint=hint, language=language)
    stem = name.removesuffix(ENDING)
    if not NAME.fullmatch(stem) or f"{stem}{ENDING}" == DEFINITIONS:
        hint = "\\save measures-without-budget"
        raise ProjectError(say(language, "repl_bad_name", name=name), hint=hint, language=language)
    folder = project.root / "queries"
    path = folder / f"{stem}{ENDING}"
    if path.exists() and not over:
        raise ProjectError(say(language, "repl_there_already", path=path), hint=f"\\save! {stem}", language=language)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        message = say(language, "unwritable", path=folder, error=error.strerror)
        raise ProjectError(message, language=language) from None
    return path


def written(question: str, canonical: Mapping[str, str]) -> str:
    """The file's text: the canonical question in each language as its title, then the question as it was typed."""
    titles = [f"# title.{tag}: {' '.join(text.split())}" for tag, text in canonical.items()]
    return "\n".join([*titles, "", question.strip(), ""])
