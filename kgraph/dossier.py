"""What a command may return beside an answer: several answers under one title, or an answer with looks of its own."""

from collections.abc import Callable, Mapping
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


@dataclass(frozen=True, slots=True)
class Shown:
    """What some formats show in a way of its own: a matrix as a heatmap, a long list shortened for people.

    Attributes:
        answer: what all other formats show.
        ways: by format, what makes the text, or something else for that format, from the width of the terminal and
            whether there are colours.
    """

    answer: Answer | Dossier
    ways: Mapping[str, Callable[[int, bool], str | Answer | Dossier]]

    def in_format(self, form: str, width: int, *, colour: bool) -> str | Answer | Dossier:
        """What a format shows."""
        way = self.ways.get(form)
        return way(width, colour) if way else self.answer
