"""Questions compiled, and kept in the user's cache: one asked before needs neither the language nor its words."""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph import caches
from kgraph.answer import Basis
from kgraph.build import code_stamp
from kgraph.recipe import Recipe, Stage, from_json, stages_from_json, stages_to_json, to_json
from kgraph.stored import StoredGraph
from kgraph.terms import LANGUAGES

if TYPE_CHECKING:
    from kgraph.spor import Settings

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


def compiled(graph: StoredGraph, asked: Asked) -> Recipe:
    """How a question is answered.

    Raises:
        QuestionError: it cannot be understood.
        ValueError: there is no such basis or language.
    """
    if asked.basis not in BASES:
        raise ValueError(f"basis must be one of {BASES}, not {asked.basis!r}")
    speech = asked.language or graph.language
    if speech is not None and speech not in LANGUAGES:
        raise ValueError(f"language must be one of {LANGUAGES}, not {speech!r}")
    name = _name(graph, "question", asked)
    kept = caches.read(name)
    if kept is not None and (recipe := from_json(kept)) is not None:
        return recipe
    from kgraph.spor import compile_question

    recipe = compile_question(asked.question, graph.vocabulary, graph.names, _settings(graph, asked))
    caches.keep(name, to_json(recipe))
    _sweep("question", name)
    return recipe


def stages_of(graph: StoredGraph, asked: Asked) -> tuple[Stage, ...]:
    """The conditions of a question one by one.

    Raises:
        QuestionError: it cannot be understood.
    """
    name = _name(graph, "stages", asked)
    kept = caches.read(name)
    if kept is not None and (found := stages_from_json(kept)) is not None:
        return found
    from kgraph.spor.stages import stages

    found = stages(asked.question, graph.vocabulary, graph.names, _settings(graph, asked))
    caches.keep(name, stages_to_json(found))
    _sweep("stages", name)
    return found


def _sweep(sort: str, name: str) -> None:
    """Drop the oldest of a sort now and then: looking through all of them each time would cost more than a question."""
    if name.endswith("0"):
        caches.sweep(f"{sort}-", QUESTIONS_KEPT)


def _name(graph: StoredGraph, sort: str, asked: Asked) -> str:
    """The name under which what is made of a question is kept."""
    speech = asked.language or graph.language or ""
    marks = (graph.key, code_stamp(), graph.definitions, speech, graph.default_language, repr(asked))
    return f"{sort}-" + hashlib.blake2b("\0".join(marks).encode("utf-8", "replace"), digest_size=16).hexdigest()


def _settings(graph: StoredGraph, asked: Asked) -> "Settings":
    from kgraph.spor import Settings

    return Settings(
        language=asked.language or graph.language,
        default=graph.default_language,
        stated=asked.basis == "stated",
        evidence=asked.evidence,
        parameters=dict(asked.parameters),
        glossary=graph.glossary,
    )
