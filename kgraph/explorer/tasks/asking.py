"""A question and its answer, in the very JSON of `kgraph ask --format json`."""

import json
from typing import Any

from kgraph.answer import Answer
from kgraph.explorer.jobs import JSON, Given, Reply, TooMuchError
from kgraph.explorer.resources import BASIS, PARAM, QUESTION, Input, Resource
from kgraph.messages import say
from kgraph.showing.schemas import ANSWER
from kgraph.workspace import Workspace

EVIDENCE = Input("evidence", "Whether the quotes that each row rests on are added.", "boolean", default="false")


def as_json(content: Any) -> Reply:
    """A reply of JSON."""
    return Reply(200, JSON, json.dumps(content, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace"))


def answered(workspace: Workspace, given: Given) -> Answer:
    """The answer to the question that was given.

    Raises:
        QuestionError: it cannot be understood.
        TooMuchError: it has more rows than the limit.
    """
    answer = workspace.ask(
        given.text("question"),
        language=given.language,
        basis=given.basis,
        evidence=given.flag("evidence"),
        parameters=given.parameters,
    )
    if len(answer) > given.limits.rows:
        raise TooMuchError(say(given.language, "explorer_rows", most=given.limits.rows))
    return answer


def ask(workspace: Workspace, given: Given) -> Reply:
    """The answer."""
    return as_json(answered(workspace, given).as_json())


RESOURCES = (
    Resource("/api/ask", "The answer to a question in Spor.", (QUESTION, PARAM, BASIS, EVIDENCE), ask, ANSWER),
)
