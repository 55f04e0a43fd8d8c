"""IATI activities as measures, with their actors, places and the UN's goals."""

from collections.abc import Iterator
from pathlib import Path

from kgraph.errors import Problem
from kgraph.markup import Element, problem, read_xml, root_of
from kgraph.plugin import Iri, Triple
from kgraph.statements import Place, iri_of, link, number, said, stated, thing
from kgraph.terms import LANGUAGES, SDG

from . import words
from .activity_file import ActivityFile, Found, code_of, filled, year_of
from .budgets import budgets


def fits(path: Path) -> bool:
    """Whether a file has IATI activities, by its outermost element."""
    root = root_of(path)
    return root is not None and root.name == "iati-activities"


def read(path: Path) -> Found:
    """The activities of a file, one after the other; raises a KgraphError where it cannot be opened."""
    file = ActivityFile(path)
    root = root_of(path)
    version = root.get("version") if root else ""
    if root is not None and root.name != "iati-activities":
        yield problem(path, "not-iati", words.NOT_IATI, root.line)
        return
    if version.startswith("1."):
        yield problem(path, "iati-version", filled(words.VERSION, value=version), root.line if root else 1)
        return
    for each in read_xml(path, depth=1):
        if isinstance(each, Problem):
            yield each
        elif each.name == "iati-activity":
            yield from _activity(file, each)
    if file.activities:
        yield from thing(file.plan, "Plan", f"{file.prefix}:plan", [(f"IATI: {path.stem}", tag) for tag in LANGUAGES])
        yield from _wholes(file)
    yield from file.counted()


def _wholes(file: ActivityFile) -> Iterator[Triple]:
    """An activity is part of the one above it where that is in the file too, else of the file."""
    parents = {child: parent for child, parent in file.parents if parent in file.activities and parent != child}
    for identifier, measure in file.activities.items():
        whole = file.activities.get(parents.get(identifier, ""), file.plan)
        yield link(measure, "partOf", whole)


def _activity(file: ActivityFile, activity: Element) -> Found:
    found = activity.first("iati-identifier")
    identifier = found.text if found else ""
    if not identifier:
        yield file.fault("no-identifier", words.NO_IDENTIFIER, activity)
        return
    if identifier in file.activities:
        yield file.fault("twice", words.TWICE, activity, value=identifier)
        return
    code = file.codes.free(file.prefix, identifier)
    measure = file.activities[identifier] = iri_of(code)
    names = file.narratives(activity.first("title"))
    if not names:
        yield file.fault("no-title", words.NO_TITLE, activity, error=False, value=identifier)
        names = [(identifier, "")]
    yield from thing(measure, "Measure", code, names)
    for each in activity.all("description"):
        for text, language in file.narratives(each):
            yield said(measure, "description", text, language)
    for each in activity.all("activity-status"):
        if each.get("code") in words.STATUS:
            yield from (said(measure, "status", words.STATUS[each.get("code")][tag], tag) for tag in LANGUAGES)
    yield from _period(file, measure, activity)
    yield from _actors(file, measure, activity, identifier)
    yield from _places(file, measure, activity)
    yield from _goals(file, measure, activity, identifier)
    yield from budgets(file, code, activity, identifier, names)
    for each in activity.all("related-activity"):
        # RelatedActivityType 1 is the activity above this one, 2 one below it.
        if each.get("type") in {"1", "2"}:
            pair = (identifier, each.get("ref"))
            file.parents.append(pair if each.get("type") == "1" else pair[::-1])
    for each in activity.all("contact-info"):
        file.count("persons", each)


def _period(file: ActivityFile, measure: Iri, activity: Element) -> Found:
    """The years in which it really began and ended, else those that were planned (ActivityDateType)."""
    years: dict[str, int] = {}
    for each in activity.all("activity-date"):
        year = year_of(each.get("iso-date"))
        if year:
            years.setdefault(each.get("type"), year)
        else:
            yield file.fault("bad-date", words.BAD_DATE, each, value=each.get("iso-date"))
    start, end = years.get("2") or years.get("1"), years.get("4") or years.get("3")
    if start:
        yield number(measure, "startYear", str(start))
    if end and start and end < start:
        yield file.fault("backwards", words.BACKWARDS, activity, value=end)
    elif end:
        yield number(measure, "endYear", str(end))


def _actors(file: ActivityFile, measure: Iri, activity: Element, identifier: str) -> Found:
    """Who reports the activity, who funds it, and who is responsible for it in which way."""
    for each in activity.all("reporting-org", "participating-org"):
        called = file.narratives(each)
        code = code_of("actor", each, called)
        if not code:
            continue
        yield from file.other("Organization", "actor", each, called)
        quote, language = called[0] if called else (each.get("ref"), "")
        if each.name == "reporting-org":
            yield link(iri_of(code), "prepared", file.plan)
        elif each.get("role") == "1":
            yield link(iri_of(code), "funds", measure)
        elif role := words.ROLES.get(each.get("role")):
            yield from stated(measure, role, iri_of(code), Place(file.plan, quote, identifier, language))


def _places(file: ActivityFile, measure: Iri, activity: Element) -> Found:
    """The countries, regions and places that it is about; coordinates are not read."""
    for each in activity.all("recipient-country", "recipient-region", "location"):
        named = each.first("name") if each.name == "location" else each
        called = file.narratives(named)
        if code := code_of("place", each, called):
            yield from file.other("Place", "place", each, called)
            yield link(measure, "concerns", iri_of(code))


def _goals(file: ActivityFile, measure: Iri, activity: Element, identifier: str) -> Found:
    """The UN's goals and targets that the publisher says it serves; each once."""
    seen: set[str] = set()
    # What has a text of its own says it best.
    for each in sorted(activity.all("tag", "sector"), key=lambda each: each.first("narrative") is None):
        sort = (each.name, each.get("vocabulary"))
        if sort not in words.GOALS | words.TARGETS:
            continue
        code = each.get("code").lower()
        if code not in words.SDGS or ("." in code) != (sort in words.TARGETS):
            yield file.fault("bad-sdg", words.BAD_SDG, each, value=each.get("code"))
        elif code not in seen:
            seen.add(code)
            # Without a text of its own the element says what it says by its attributes.
            own = [(each.name + f' vocabulary="{sort[1]}" code="{each.get("code")}"', "")]
            quote, language = (file.narratives(each) or own)[0]
            yield from stated(measure, "supports", Iri(SDG + code), Place(file.plan, quote, identifier, language))
