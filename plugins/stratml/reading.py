"""A StratML file as things, links and claims."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import Problem
from kgraph.markup import Element, problem, read_xml, root_of
from kgraph.plugin import Iri, Text, Triple
from kgraph.statements import Named, iri_of, link, number, said, slug, thing
from kgraph.terms import LANGUAGES

from . import words
from .people import organizations, stakeholders
from .plan_file import Found, PlanFile, said_in, year_of
from .targets import targets

LEFT_OUT: dict[str, Text] = {"persons": words.PERSONS, "beneficiaries": words.BENEFICIARIES, "results": words.RESULTS}


def fits(path: Path) -> bool:
    """Whether a file is StratML, by its outermost element."""
    root = root_of(path)
    return root is not None and root.namespace in words.ROOTS.get(root.name, ())


def read(path: Path) -> Found:
    """The plan that a file holds; raises a KgraphError where it cannot be opened."""
    for each in read_xml(path):
        if isinstance(each, Problem):
            yield each
        elif each.namespace not in words.ROOTS.get(each.name, ()):
            yield problem(path, "not-stratml", words.NOT_STRATML, each.line)
        else:
            yield from _plan(PlanFile(path, each))


def _plan(file: PlanFile) -> Found:
    root = file.root
    name = said_in(root, "Name")
    if not file.language:
        yield file.fault("no-language", words.NO_LANGUAGE, root)
    if not name:
        yield file.fault("no-name", words.NO_PLAN_NAME, root)
    strategic = root.name == "StrategicPlan" or root.get("Type") == "Strategic_Plan"
    kind = "StrategicPlan" if strategic else "ActionPlan"
    yield from thing(file.plan, kind, file.code, [(name or file.path.stem, file.language)])
    yield from file.described(file.plan, root)
    yield from _administrative(file)
    if core := root.first("StrategicPlanCore"):
        yield from organizations(file, core)
        yield from _principles(file, core)
        for position, goal in enumerate(core.all("Goal"), 1):
            known: dict[str, Level] = {}
            yield from _part(file, goal, Level(file.plan, "", 0), words.LEVELS[kind], known, position)
    file.counts["persons"] += sum(1 for _ in root.all("Submitter"))
    for rule, texts in LEFT_OUT.items():
        if count := file.counts[rule]:
            yield file.fault(rule, texts, root, count=count)


def _administrative(file: PlanFile) -> Found:
    """The period, the day of publication, and where the plan is published; not who submitted the file."""
    if (found := file.root.first("AdministrativeInformation")) is None:
        return
    file.counts["persons"] += sum(1 for _ in found.all("Submitter"))
    yield from file.period(file.plan, found)
    day = found.first("PublicationDate")
    if day is not None and year_of(day.text):
        yield number(file.plan, "date", day.text[:10], "date")
    elif day is not None and day.text:
        yield file.fault("bad-date", words.BAD_DATE, day, error=True, value=day.text)
    if source := said_in(found, "Source"):
        code = file.codes.free("document", slug(source.split("://")[-1]))
        yield from thing(iri_of(code), "Document", code, [(source, file.language)])
        yield link(file.plan, "buildsOn", iri_of(code))


def _principles(file: PlanFile, core: Element) -> Iterator[Triple]:
    """The mission is the plan's purpose; the vision and the values are themes."""
    for each in core.all("Mission"):
        if text := said_in(each, "Description"):
            yield said(file.plan, "purpose", text, file.language)
    for each in core.all("Vision"):
        if text := said_in(each, "Description"):
            yield from _theme(file, "vision", [(words.VISION[tag], tag) for tag in LANGUAGES], text)
    for position, each in enumerate(core.all("Value"), 1):
        name, text = said_in(each, "Name"), said_in(each, "Description")
        names = [(name, file.language)] if name else [(f"{words.VALUE[tag]} {position}", tag) for tag in LANGUAGES]
        if name or text:
            yield from _theme(file, f"value-{position}", names, text)


def _theme(file: PlanFile, place: str, names: list[Named], text: str) -> Iterator[Triple]:
    """A matter that the plan speaks of."""
    code = file.codes.free(file.prefix, place)
    yield from thing(iri_of(code), "Theme", code, names)
    yield link(iri_of(code), "partOf", file.plan)
    if text:
        yield said(iri_of(code), "description", text, file.language)


@dataclass(frozen=True, slots=True)
class Level:
    """A goal or an objective that others may be part of: its place in the plan, its depth, and what it is part of."""

    iri: Iri
    place: str
    depth: int
    above: "Level | None" = None


def _part(
    file: PlanFile, element: Element, within: Level, kinds: tuple[str, str, str], known: dict[str, Level], position: int
) -> Found:
    """A goal or an objective, with what is in it."""
    name = said_in(element, "Name") or said_in(element, "Description")
    if not name:
        yield file.fault("no-name", words.NO_NAME, element, error=True)
        return
    place = _place(element, within, position)
    above = _above(place, within, known)
    if above.depth >= len(kinds) and above.above and len(set(kinds)) == len(kinds):
        yield file.fault("too-deep", words.TOO_DEEP, element)
        above = above.above
    code = file.code_of(element, place)
    level = known[place] = Level(iri_of(code), place, above.depth + 1, above)
    yield from thing(level.iri, kinds[min(above.depth, len(kinds) - 1)], code, [(name, file.language)])
    yield link(level.iri, "partOf", above.iri)
    if (last := place.rpartition(".")[2]).isdecimal():
        yield number(level.iri, "number", str(int(last)))
    if said_in(element, "Name"):
        yield from file.described(level.iri, element)
    yield from stakeholders(file, level.iri, element, f"{place} {name}")
    yield from targets(file, level.iri, place, element)
    for below, each in enumerate(element.all("Objective"), 1):
        yield from _part(file, each, level, kinds, known, below)


def _place(element: Element, within: Level, position: int) -> str:
    """The place in the plan, 1.2.1: what the sequence indicators say, else the position."""
    sequence = said_in(element, "SequenceIndicator").replace(" ", "-").strip(".") or str(position)
    if not within.place or sequence.startswith(f"{within.place}."):
        return sequence
    return f"{within.place}.{sequence}"


def _above(place: str, within: Level, known: dict[str, Level]) -> Level:
    """What a place stands in: 1.2.1 in 1.2, where that came before it."""
    while "." in place:
        place = place.rpartition(".")[0]
        if place in known:
            return known[place]
    return within
