"""What if: coverage, and the levels of the plans, before and after a planner's changes; nothing is saved."""

from typing import Any

from kgraph.errors import KgraphError
from kgraph.explorer.jobs import Given, Reply
from kgraph.explorer.resources import Input, Resource
from kgraph.explorer.tasks import shapes
from kgraph.explorer.tasks.asking import as_json
from kgraph.explorer.tasks.plans import MATRIX
from kgraph.messages import say
from kgraph.viewing import ProjectView
from kgraph.workspace import Workspace

AWAY = Input("away", "A thing that is supposed to be gone, with its parts.", many=True, longest=2000, example="sdg:11")
LINK = Input(
    "link", "A link that is supposed to be there: THING LINK THING, with blanks between.", many=True, longest=2000
)
UNLINK = Input("unlink", "A link that is supposed not to be there: THING LINK THING.", many=True, longest=2000)
VALUE = Input("value", "A field that is supposed to have a value, or none: THING FIELD VALUE.", many=True, longest=2000)
TRIPLE = 3


def scenario(workspace: Workspace, given: Given) -> Reply:
    """Coverage and levels before and after what is supposed.

    The question of a cell afterwards supposes the same, so that it gives what the cell counts.

    Raises:
        KgraphError: as `kgraph.showing.scenario.scenario`; or a change is not written as it must be.
    """
    from kgraph.showing.scenario import Changes
    from kgraph.showing.scenario import scenario as supposed

    changes = Changes(
        away=given.many("away"),
        links=tuple(_words(given, text, least=TRIPLE) for text in given.many("link")),
        unlinks=tuple(_words(given, text, least=TRIPLE) for text in given.many("unlink")),
        values=tuple(_words(given, text, least=TRIPLE - 1) for text in given.many("value")),
    )
    view = workspace.view(given.text("plan") or None, basis=given.basis, language=given.language)
    found = supposed(view, changes, *(given.text(name) for name in ("rows", "columns", "counted")))
    preface = _preface(view, found["question"])
    cells = [[{**cell, "question": preface + cell["question"]} for cell in row] for row in found["after"]["cells"]]
    levels = {
        "before": view.analyse("levels").as_json(),
        "after": view.supposing(found["question"]).analyse("levels").as_json(),
    }
    return as_json({**found, "after": {**found["after"], "cells": cells}, "levels": levels})


def _preface(view: ProjectView, question: str) -> str:
    """What stands before what is asked: `suppose no b:M1: `."""
    from kgraph.spor import understand
    from kgraph.spor.format import format_question

    syntax: Any = understand(question, view.vocabulary, view.language)[0]
    return question.removesuffix(format_question(syntax.question, view.vocabulary, view.language))


def _words(given: Given, text: str, least: int) -> tuple[str, str, str]:
    """The words of a change; what is left after the second is the third."""
    words = text.split(None, TRIPLE - 1)
    if len(words) < least:
        message = say(given.language, "explorer_change", change=text)
        raise KgraphError(message, hint=say(given.language, "explorer_change_hint"), language=given.language)
    return words[0], words[1], words[2].strip() if len(words) == TRIPLE else ""


RESOURCES = (
    Resource(
        "/api/scenario",
        "Coverage before and after what is supposed, and the question that supposes it.",
        (AWAY, LINK, UNLINK, VALUE, *MATRIX),
        scenario,
        shapes.SUPPOSED,
    ),
)
