"""Every error that the user can mend: what is wrong, where, and how to mend it."""

from dataclasses import dataclass, field
from typing import Literal

from kgraph.messages import say
from kgraph.terms import Text


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: character offsets, the end not included."""

    start: int
    end: int


class KgraphError(Exception):
    """Something the user can mend; `str()` draws it with carets and a hint."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "", language: str = "en") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.language = language

    def __str__(self) -> str:
        return "\n".join([self.message, *self._excerpt(), *self._hint()])

    def _excerpt(self) -> list[str]:
        return []

    def _hint(self) -> list[str]:
        return [say(self.language, "hint", hint=self.hint)] if self.hint else []

    def as_json(self) -> dict[str, object]:
        """The error for programs."""
        return {"message": self.message, "hint": self.hint}


class QuestionError(KgraphError):
    """A question that cannot be asked as it stands; points into its text."""

    def __init__(self, message: str, span: Span, *, hint: str = "", language: str = "en") -> None:
        super().__init__(message, hint=hint, language=language)
        self.span = span
        self.text = ""

    def within(self, text: str) -> "QuestionError":
        """The same error, knowing the text that its span points into."""
        self.text = text
        return self

    def _excerpt(self) -> list[str]:
        if not self.text:
            return []
        start = self.text.rfind("\n", 0, self.span.start) + 1
        end = self.text.find("\n", self.span.start)
        line = self.text[start : end if end >= 0 else len(self.text)]
        place = self.span.start - start
        # A long line is cut around the place, so that the carets stay on the screen.
        cut = max(0, place - 60)
        shown = ("…" if cut else "") + line[cut : cut + 100]
        width = max(1, min(self.span.end - self.span.start, len(line) - place))
        return [f"  {shown}", "  " + " " * (place - cut + bool(cut)) + "^" * min(width, 100)]

    def as_json(self) -> dict[str, object]:
        """The error for programs, with line and column (from 1) and length of the place."""
        before = self.text[: self.span.start]
        return {
            **super().as_json(),
            "line": before.count("\n") + 1,
            "column": len(before) - before.rfind("\n"),
            "length": max(1, self.span.end - self.span.start),
        }


class ProjectError(KgraphError):
    """A project, or a file of it, that cannot be read."""


class QueryError(KgraphError):
    """A SPARQL query that is refused or cannot be read."""


class StoreError(KgraphError):
    """A server that cannot be asked: down, slow, closed, or not what it should be."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in the data: collected and shown, never raised.

    Whoever finds one without knowing the reader's language, as an importer does, says it in each: `texts`.
    """

    severity: Literal["error", "warning"]
    rule: str
    message: str
    source: str
    hint: str = ""
    texts: Text = field(default_factory=Text)

    def told(self, language: str) -> str:
        """The message in a language, where there is one."""
        return self.texts[language] or self.message
