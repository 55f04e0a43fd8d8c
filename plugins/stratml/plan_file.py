"""What is known of a StratML file while it is read, and how its texts and dates are read."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kgraph.errors import Problem
from kgraph.markup import Element, problem
from kgraph.plugin import Iri, Text, Triple
from kgraph.statements import Codes, iri_of, number, plan_slug, said, tongue
from kgraph.terms import LANGUAGES

from .words import BACKWARDS, BAD_DATE

Found = Iterator[Triple | Problem]
# What kgraph writes before a plan of its own: the plan's code, and the language of its texts.
INSTRUCTION = re.compile(r"""(plan|language)=["']([\w.:-]+)["']""")


@dataclass(slots=True)
class PlanFile:
    """A file, the plan that it holds, and what was met in it so far.

    Attributes:
        own: the plan's code where kgraph wrote the file.
        language: of the texts; empty where nothing says it.
        plan: the plan's IRI.
        prefix: what the codes of its parts begin with.
        codes: that are taken.
        counts: of what is left out, by rule.
        actors: that were met, by code.
    """

    path: Path
    root: Element
    own: str = field(init=False)
    language: str = field(init=False)
    code: str = field(init=False)
    codes: Codes = field(default_factory=Codes)
    counts: Counter[str] = field(default_factory=Counter)
    actors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        told = dict(INSTRUCTION.findall(self.root.instructions.get("kgraph", "")))
        self.own = told.get("plan", "")
        self.language = tongue(self.root.language or told.get("language", ""))
        before, _, place = self.own.partition(":")
        self.code = self.codes.free(before or plan_slug(self.path.stem), place or "plan")

    @property
    def plan(self) -> Iri:
        """The plan."""
        return iri_of(self.code)

    @property
    def prefix(self) -> str:
        """What the codes of the plan's parts begin with."""
        return self.code.partition(":")[0]

    def code_of(self, element: Element, place: str) -> str:
        """A code for what an element says: the one that it had in kgraph, else the place in the plan."""
        known = said_in(element, "Identifier")
        return self.codes.free(self.prefix, known[1:] if self.own and known.startswith("_") else place)

    def fault(self, rule: str, texts: Text, at: Element, *, error: bool = False, **blanks: object) -> Problem:
        """What is wrong with an element, or was left out of it."""
        filled = {tag: texts[tag].format(**blanks) for tag in LANGUAGES}
        return problem(self.path, rule, Text(**filled), at.line, warning=not error)

    def described(self, iri: Iri, element: Element) -> Iterator[Triple]:
        """Description and OtherInformation are both what the document says of a thing."""
        for each in element.all("Description", "OtherInformation"):
            if each.text:
                yield said(iri, "description", each.text, self.language)

    def period(self, iri: Iri, element: Element) -> Found:
        """The years of StartDate and EndDate."""
        start = 0
        for name, word in (("StartDate", "startYear"), ("EndDate", "endYear")):
            day = element.first(name)
            if day is None or not day.text:
                continue
            year = year_of(day.text)
            if not year:
                yield self.fault("bad-date", BAD_DATE, day, error=True, value=day.text)
            elif year < start:
                yield self.fault("backwards", BACKWARDS, day, error=True)
            else:
                start = year
                yield number(iri, word, str(year))


def said_in(element: Element, name: str) -> str:
    """What the first element of a name within one says."""
    found = element.first(name)
    return found.text if found else ""


def year_of(day: str) -> int:
    """The year of a date as XML Schema writes it, with or without a time zone; 0 where it is none.

    >>> year_of("2018-05-01"), year_of("2018-05-01Z"), year_of("1 May 2018"), year_of("0018-05-01")
    (2018, 2018, 0, 0)
    """
    if not re.fullmatch(r"\d{4}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?", day, re.ASCII):
        return 0
    try:
        year = date.fromisoformat(day[:10]).year
    except ValueError:
        return 0
    return year if 1800 <= year <= 2200 else 0
