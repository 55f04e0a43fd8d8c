"""What a report says, whatever it is written as: HTML, Word and Excel show the same content.

Texts are plain text, in the language of the report; nothing in them is markup.
"""

from dataclasses import dataclass, replace
from datetime import date

from kgraph.plugin import Answer, Severity, Thing, View


@dataclass(frozen=True, slots=True)
class Table:
    """An answer as a table; the answer's notes stand below it.

    Attributes:
        severity: of the gaps that it lists; None where it lists no gaps.
        most: how many rows are shown where long lists tire: on paper; a workbook has all. None: all rows everywhere.
    """

    answer: Answer
    title: str
    intro: str = ""
    severity: Severity | None = None
    most: int | None = None

    def shown(self) -> Answer:
        """The answer as it is shown on paper: no more than the first so many rows."""
        return replace(self.answer, rows=self.answer.rows[: self.most])


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of how many: `7` of `17`, and what they are."""

    count: int
    of: int
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, and the text that says in words what it shows."""

    svg: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report: paragraphs, then tables and pictures. The key is the same in every language."""

    key: str
    title: str
    intro: tuple[str, ...]
    parts: tuple[Table | Picture, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """The whole report: the summary's figures and sentences fit one page, the sections follow."""

    title: str
    subtitle: str
    language: str
    date: date
    plans: tuple[Thing, ...]
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...] = ()


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "nn": "januar februar mars april mai juni juli august september oktober november desember",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
}


def day(when: date, language: str) -> str:
    """A date as a letter has it: `1. mai 2026`."""
    month = MONTHS[language].split()[when.month - 1]
    return f"{when.day}{'' if language == 'en' else '.'} {month} {when.year}"


def content(view: View, *, today: date) -> Content:
    """The report of a view: of its plan, or of all plans.

    Args:
        view: answers the questions.
        today: the date that the report bears.
    """
    from .coverage import coverage
    from .evidence import evidence
    from .holes import holes
    from .matrices import matrices
    from .method import method
    from .part import Part
    from .summary import SUBTITLE, TITLE, figures, sentences
    from .work import work

    part = Part(view)
    gaps = view.gaps(on=today)
    names = [plan.label for plan in part.plans]
    sections = (
        coverage(part),
        holes(part, gaps),
        matrices(part),
        work(part),
        evidence(part),
        method(part, gaps, today),
    )
    return Content(
        title=names[0] if len(names) == 1 else part.say(TITLE),
        subtitle=": ".join([part.say(SUBTITLE), *([part.listed(names)] if len(names) > 1 else [])]),
        language=view.language,
        date=today,
        plans=part.plans,
        summary=tuple(sentences(part, gaps)),
        sections=tuple(each for each in sections if each.intro or each.parts),
        figures=tuple(figures(part)),
    )
