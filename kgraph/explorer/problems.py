"""Errors as other programs read them: RFC 9457, Problem Details for HTTP APIs."""

import json
from http import HTTPStatus
from typing import Any

from kgraph.errors import KgraphError, ProjectError, QuestionError, StoreError
from kgraph.explorer.jobs import Reply

MEDIA = "application/problem+json"


def problem(
    status: int, detail: str, *, hint: str = "", headers: tuple[tuple[str, str], ...] = (), **more: object
) -> Reply:
    """A reply that says in words what is wrong, and how to mend it."""
    content: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if hint:
        content["hint"] = hint
    body = json.dumps(content | more, ensure_ascii=False).encode("utf-8", "replace")
    return Reply(status, MEDIA, body, headers)


def refused(error: KgraphError) -> Reply:
    """The reply to what the user can mend; of a question it tells the place."""
    if isinstance(error, QuestionError):
        place: dict[str, Any] = {"question": error.text, "start": error.span.start, "end": error.span.end}
        return problem(400, error.message, hint=error.hint, **place)
    # No other question would do better while the project, or the server that is asked, cannot be read.
    status = 503 if isinstance(error, ProjectError | StoreError) else 400
    return problem(status, error.message, hint=error.hint)
