"""The saved questions of a project: those that are shipped with kgraph, and over them its own."""

import os
from collections.abc import Iterable
from pathlib import Path

from kgraph.errors import ProjectError
from kgraph.messages import say
from kgraph.project import Project, shipped
from kgraph.saved_file import ENDING, GROUPS, Parameter, Saved, name_of, read_saved

# Definitions for all questions of a project; no question itself.
DEFINITIONS = "words.spor"


def given_values(params: Iterable[str], language: str, known: str = "") -> dict[str, str]:
    """The values of `--param`, by name.

    Args:
        params: as written, NAME=VALUE.
        language: of the error.
        known: the parameters that there are, for the error's hint.

    Raises:
        ProjectError: one has no name or no `=`.
    """
    found: dict[str, str] = {}
    for text in params:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            hint = known or say(language, "bad_parameter_hint")
            raise ProjectError(say(language, "bad_parameter", text=text), hint=hint, language=language)
        found[name.strip().removeprefix("$")] = value.strip()
    return found


# ---- where they are kept


def saved_questions(
    project: Project, language: str = "en", faults: list[ProjectError] | None = None
) -> dict[str, Saved]:
    """The saved questions of a project by name: those shipped with kgraph, and over them its own.

    A project of one's own has the shipped questions that are not about the shipped plans alone.

    Args:
        project: whose questions.
        language: of errors.
        faults: takes the errors of files that cannot be read, if given; the others are told then all the same.

    Raises:
        ProjectError: a file cannot be read, where `faults` is not given.
    """
    found: dict[str, Saved] = {}
    for path, own in _files(project):
        try:
            saved = read_saved(path, language, own=own)
        except ProjectError as error:
            if faults is None:
                raise
            faults.append(error)
            found.pop(name_of(path), None)
            continue
        if own or project.is_shipped or not saved.plans:
            found[saved.name] = saved
    return dict(sorted(found.items()))


def find_saved(project: Project, name: str, language: str = "en") -> Saved:
    """The saved question of a name.

    Raises:
        ProjectError: there is none (the hint says which are called nearly so), or its file cannot be read.
    """
    wanted = name.removesuffix(ENDING)
    paths = [(path, own) for path, own in _files(project) if name_of(path) == wanted]
    for path, own in reversed(paths):
        saved = read_saved(path, language, own=own)
        if own or project.is_shipped or not saved.plans:
            return saved
    names = list(saved_questions(project, language, []))
    from rapidfuzz import process

    near = [each for each, _, _ in process.extract(wanted, names, limit=3, score_cutoff=60)]
    hint = " · ".join(near) or say(language, "no_saved_hint")
    raise ProjectError(say(language, "no_saved", name=name), hint=hint, language=language)


def _files(project: Project) -> list[tuple[Path, bool]]:
    """The files with whether they are the user's own, which come last."""
    found = [(path, False) for path in _in(shipped("queries"))]
    if not project.is_shipped and project.root is not None:
        found += [(path, True) for path in _in(project.root / "queries")]
    return found


def _in(folder: Path) -> list[Path]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return []
    return [folder / name for name in names if name.endswith(ENDING) and name != DEFINITIONS]


__all__ = ["GROUPS", "Parameter", "Saved", "find_saved", "given_values", "read_saved", "saved_questions"]
