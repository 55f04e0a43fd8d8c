"""Questions compiled, and kept in the user's cache: one asked before needs neither the language nor its words."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph import caches
from kgraph.answer import Basis
from kgraph.build import code_stamp
from kgraph.recipe import Recipe, Stage, from_json, stages_from_json, stages_to_json, to_json
from kgraph.terms import LANGUAGES

if TYPE_CHECKING:
    from kgraph.spor import Settings
    from kgraph.workspace import Workspace

QUESTIONS_KEPT = 1000
BASES = ("all", "stated")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and how it is asked."""

    question: str
    language: str | None = None
    basis: Basis = "all"
    evidence: bool = False
    parameters: tuple[tuple[str, str], ...] = ()


def compiled(workspace: "Workspace", asked: Asked) -> Recipe:
    """How a question is answered.

    Raises:
        QuestionError: it cannot be understood.
        ValueError: there is no such basis or language.
    """
    if asked.basis not in BASES:
        raise ValueError(f"basis must be one of {BASES}, not {asked.basis!r}")
    speech = asked.language or workspace.language
    if speech is not None and speech not in LANGUAGES:
        raise ValueError(f"language must be one of {LANGUAGES}, not {speech!r}")
    name = _name(workspace, "question", asked)
    kept = caches.read(name)
    if kept is not None and (recipe := from_json(kept)) is not None:
        return recipe
    from kgraph.spor import compile_question

    recipe = compile_question(asked.question, workspace.vocabulary, workspace.names, _settings(workspace, asked))
    caches.keep(name, to_json(recipe))
    caches.sweep("question-", QUESTIONS_KEPT)
    return recipe


def stages_of(workspace: "Workspace", asked: Asked) -> tuple[Stage, ...]:
    """The conditions of a question one by one.

    Raises:
        QuestionError: it cannot be understood.
    """
    name = _name(workspace, "stages", asked)
    kept = caches.read(name)
    if kept is not None and (found := stages_from_json(kept)) is not None:
        return found
    from kgraph.spor.stages import stages

    found = stages(asked.question, workspace.vocabulary, workspace.names, _settings(workspace, asked))
    caches.keep(name, stages_to_json(found))
    caches.sweep("stages-", QUESTIONS_KEPT)
    return found


def _name(workspace: "Workspace", sort: str, asked: Asked) -> str:
    """The name under which what is made of a question is kept."""
    speech = asked.language or workspace.language or ""
    marks = (workspace.key, code_stamp(), workspace.definitions, speech, workspace.default_language, repr(asked))
    return f"{sort}-" + hashlib.blake2b("\0".join(marks).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _settings(workspace: "Workspace", asked: Asked) -> "Settings":
    from kgraph.spor import Settings

    return Settings(
        language=asked.language or workspace.language,
        default=workspace.default_language,
        stated=asked.basis == "stated",
        evidence=asked.evidence,
        parameters=dict(asked.parameters),
        glossary=workspace.glossary,
    )
