"""What is known of an IATI file while it is read, activity by activity."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kgraph.errors import Problem
from kgraph.markup import Element, problem
from kgraph.plugin import Iri, Text, Triple
from kgraph.statements import Codes, Named, iri_of, plan_slug, slug, thing, tongue
from kgraph.terms import LANGUAGES

from .words import COUNTED

Found = Iterator[Triple | Problem]


@dataclass(slots=True)
class ActivityFile:
    """A file, and what was met in it so far; it keeps names and codes, but no activity.

    Attributes:
        activities: the identifiers of those that were read, with their IRIs.
        parents: which activity is said to be part of which.
        others: the actors, places and reporting organisations that were met, by code.
        counts: of what is told once a file, with the line of the first.
    """

    path: Path
    codes: Codes = field(default_factory=Codes)
    activities: dict[str, Iri] = field(default_factory=dict)
    parents: list[tuple[str, str]] = field(default_factory=list)
    others: set[str] = field(default_factory=set)
    counts: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # The file's own code, which no activity may take.
        self.codes.free(self.prefix, "plan")

    @property
    def prefix(self) -> str:
        """What the codes of the file's things begin with."""
        return plan_slug(self.path.stem)

    @property
    def plan(self) -> Iri:
        """The file itself, as a plan."""
        return iri_of(f"{self.prefix}:plan")

    def fault(self, rule: str, texts: Text, at: Element, *, error: bool = True, **blanks: object) -> Problem:
        """What is wrong with an element, or was left out of it."""
        return problem(self.path, rule, filled(texts, **blanks), at.line, warning=not error)

    def count(self, rule: str, at: Element, what: str = "") -> None:
        """Note what is told once a file."""
        number, line = self.counts.get((rule, what), (0, at.line))
        self.counts[rule, what] = (number + 1, line)

    def counted(self) -> Iterator[Problem]:
        """What is told once a file."""
        for (rule, what), (count, line) in sorted(self.counts.items()):
            yield problem(self.path, rule, filled(COUNTED[rule], what=what, count=count), line, warning=True)

    def narratives(self, element: Element | None) -> list[Named]:
        """The texts of an element by language, the element's own activity giving the language that is not said."""
        found: list[Named] = []
        for each in element.all("narrative") if element is not None else ():
            if each.text:
                language = tongue(each.language)
                found.append((each.text, language))
                if not language:
                    self.count("no-language", each)
        return found

    def other(self, kind: str, before: str, element: Element, names: list[Named]) -> Found:
        """An actor or a place, the first time that it is met; its code is made from its identifier or its name."""
        code = code_of(before, element, names)
        if code not in self.others:
            self.others.add(code)
            yield from thing(iri_of(code), kind, code, names or [(element.get("ref") or element.get("code"), "")])


def filled(texts: Text, **blanks: object) -> Text:
    """The texts with their blanks filled."""
    return Text(**{tag: texts[tag].format(**blanks) for tag in LANGUAGES})


def code_of(before: str, element: Element, names: list[Named]) -> str:
    """The code of an actor or a place; empty where it has neither an identifier nor a name."""
    place = slug(element.get("ref") or element.get("code")) or (slug(names[0][0]) if names else "")
    return f"{before}:{place}" if place else ""


def year_of(day: str) -> int:
    """The year of a date as XML Schema writes it; 0 where it is none.

    >>> year_of("2018-05-01"), year_of("2018-05-01Z"), year_of("2018"), year_of("2018-02-30")
    (2018, 2018, 0, 0)
    """
    if not re.fullmatch(r"\d{4}-\d\d-\d\d(Z|[+-]\d\d:\d\d|T.*)?", day, re.ASCII):
        return 0
    try:
        year = date.fromisoformat(day[:10]).year
    except ValueError:
        return 0
    return year if 1800 <= year <= 2200 else 0
