"""Several answers that belong together, under one title."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kgraph.answer import Answer


@dataclass(frozen=True, slots=True)
class Dossier:
    """Answers that are shown one after the other, each under its question.

    Attributes:
        title: what they are about.
        answers: at least one; formats that hold one table alone show the first.
        language: of the titles.
        record: what programs get as JSON; without it, the answers' own.
        exit_code: of the command that shows it.
    """

    title: str
    answers: tuple[Answer, ...]
    language: str = "en"
    record: Mapping[str, Any] | None = None
    exit_code: int = 0

    def as_json(self) -> dict[str, Any]:
        """The dossier for programs."""
        if self.record is not None:
            return dict(self.record)
        return {"title": self.title, "answers": [answer.as_json() for answer in self.answers]}
