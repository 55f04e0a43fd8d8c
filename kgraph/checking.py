"""The faults in a project's data: found, placed in their files, and told as an answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kgraph.answer import Answer, Column, Note, Row
from kgraph.errors import Problem
from kgraph.faults import Fault, faults
from kgraph.messages import say
from kgraph.project import Project
from kgraph.shapes_check import shape_faults
from kgraph.vocabulary import CLAIM, Vocabulary
from kgraph.written import Places, Written

COLUMNS = ("severity", "rule", "source", "problem")


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: for people, for programs, and how many of the problems are errors."""

    answer: Answer
    problems: tuple[Problem, ...]
    errors: int


def check(project: Project, quads: Iterable[Any], vocabulary: Vocabulary, language: str) -> Report:
    """The faults of a project's graph, the errors first; and those against its shapes where pySHACL is installed.

    Args:
        project: whose files the faults are in.
        quads: of the sources, as they are written.
        vocabulary: the words of that graph.
        language: of the messages.
    """
    written = Written.of(quads, vocabulary, language)
    found = list(faults(written))
    broken = shape_faults(project.shapes(), written)
    # A shape may ask for the same thing as a rule here: a fault is told once.
    told = {(each.thing, each.word) for each in found}
    found += [each for each in broken or () if (each.thing, each.word) not in told]
    problems = _problems(found, Places(project))
    answer = Answer(
        question="kgraph check",
        columns=tuple(Column(say(language, f"column_{name}"), "text") for name in COLUMNS),
        rows=tuple(_row(each, language) for each in problems),
        total=len(problems),
        notes=tuple(_notes(written, problems, broken)),
        language=language,
    )
    return Report(answer, problems, sum(each.severity == "error" for each in problems))


def _problems(found: Iterable[Fault], places: Places) -> tuple[Problem, ...]:
    """The faults with their places, each once."""
    every = {
        Problem(each.severity, each.rule, each.message, places.place(each.source, each.thing, each.end or each.word))
        for each in found
    }
    return tuple(sorted(every, key=lambda each: (each.severity, each.rule, each.source, each.message)))


def _row(problem: Problem, language: str) -> Row:
    return say(language, f"severity_{problem.severity}"), problem.rule, problem.source, problem.message


def _notes(written: Written, problems: tuple[Problem, ...], broken: list[Fault] | None) -> Iterable[Note]:
    language = written.language
    if not problems:
        claims = sum(CLAIM in kinds for kinds in written.kinds.values())
        things = len(written.kinds) - claims
        yield Note("no_problems", say(language, "no_problems", things=things, claims=claims))
    if broken is None:
        yield Note("shapes_skipped", say(language, "shapes_skipped"))
    elif not broken:
        yield Note("shapes_conform", say(language, "shapes_conform"))
