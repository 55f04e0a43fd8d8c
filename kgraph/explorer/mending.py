"""A question with a mistake as its hint would have it."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kgraph.answer import Basis
from kgraph.errors import QuestionError

if TYPE_CHECKING:
    from kgraph.workspace import Workspace

MOST_WAYS = 4


def mended(
    workspace: "Workspace", error: QuestionError, *, language: str, basis: Basis, parameters: Mapping[str, str]
) -> str | None:
    """The question with the hint pasted in, where that makes one that can be asked, or is mistaken further on alone.

    A hint stands in the place that the error points at, or from there to the end, or is the whole question; only what
    is tried can tell which, since hints are written for people.
    """
    further = None
    for question, in_place in _pasted(error):
        try:
            workspace.recipe(question, language=language, basis=basis, parameters=parameters)
        except QuestionError as other:
            if in_place and further is None and other.span.start > error.span.end + len(question) - len(error.text):
                further = question
            continue
        return question
    return further


def _pasted(error: QuestionError) -> Iterator[tuple[str, bool]]:
    """What the question may have been meant to be, and whether the hint stands in the very place of the mistake."""
    text, start, end = error.text, error.span.start, error.span.end
    for way in [each for each in error.hint.split(" · ") if each][:MOST_WAYS]:
        before = text[:start].rstrip()
        # The hint may say again what stands right before the place: `>=` in `>= 100 000`.
        said = next((size for size in range(len(way), 0, -1) if before.endswith(way[:size])), 0)
        blank = text[len(before) : start] if not said else " " * bool(before)
        head = before[: len(before) - said].rstrip() if said else before
        joint = blank or (" " if head and start == end else "")
        for question, in_place in (
            (f"{head}{joint}{way}{text[end:]}", True),
            (f"{head}{joint}{way}", False),
            (way, False),
        ):
            if question.strip() != text.strip():
                yield question, in_place
