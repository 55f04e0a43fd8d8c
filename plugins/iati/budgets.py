"""The budgets of an IATI activity as budget lines: each covers the activity that it stands in."""

import re
from collections.abc import Iterator

from kgraph.errors import Problem
from kgraph.markup import Element
from kgraph.statements import Named, Place, iri_of, link, number, stated, thing

from .activity_file import ActivityFile, Found, year_of
from .words import BACKWARDS, BAD_AMOUNT, BAD_DATE, NO_CURRENCY

AMOUNT = re.compile(r"\d+(\.\d+)?", re.ASCII)
OURS = "NOK"
REVISED = "2"


def budgets(file: ActivityFile, measure: str, activity: Element, identifier: str, names: list[Named]) -> Found:
    """A line for each budget; of the same period a revised one stands for the one before it."""
    every = list(activity.all("budget"))
    revised = {_days(each) for each in every if each.get("type") == REVISED}
    position = 0
    for each in every:
        if each.get("type") != REVISED and _days(each) in revised:
            file.count("revised", each)
            continue
        position += 1
        code = file.codes.free(file.prefix, f"{measure.partition(':')[2]}-B{position}")
        years = list(_years(file, each))
        period = "–".join(dict.fromkeys(str(year) for _, year in _told(years)))
        yield from thing(
            iri_of(code),
            "BudgetLine",
            code,
            [(f"{text} {period}".strip(), language) for text, language in _firsts(names)],
        )
        yield link(iri_of(code), "partOf", file.plan)
        quote, language = names[0]
        place = Place(file.plan, quote, identifier, language)
        yield from stated(iri_of(code), "covers", iri_of(measure), place)
        yield from (each for each in years if isinstance(each, Problem))
        yield from (number(iri_of(code), word, str(year)) for word, year in _told(years))
        yield from _amount(file, code, each, activity)


def _firsts(names: list[Named]) -> list[Named]:
    """One name a language."""
    return [(text, language) for language, text in {tag: text for text, tag in reversed(names)}.items()]


def _days(budget: Element) -> tuple[str, str]:
    found = (budget.first(name) for name in ("period-start", "period-end"))
    start, end = (each.get("iso-date") if each else "" for each in found)
    return start, end


def _years(file: ActivityFile, budget: Element) -> Iterator[tuple[str, int] | Problem]:
    start = 0
    for name, word in (("period-start", "startYear"), ("period-end", "endYear")):
        day = budget.first(name)
        year = year_of(day.get("iso-date")) if day else 0
        if day is None or not year:
            yield file.fault("bad-date", BAD_DATE, day or budget, value=day.get("iso-date") if day else name)
        elif year < start:
            yield file.fault("backwards", BACKWARDS, day, value=year)
        else:
            start = year
            yield word, year


def _told(years: list[tuple[str, int] | Problem]) -> list[tuple[str, int]]:
    return [each for each in years if not isinstance(each, Problem)]


def _amount(file: ActivityFile, code: str, budget: Element, activity: Element) -> Found:
    """The amount in NOK; one in another currency is no amount that could be added up, and is left out."""
    value = budget.first("value")
    if value is None or not AMOUNT.fullmatch(value.text) or not float(value.text):
        yield file.fault("bad-amount", BAD_AMOUNT, value or budget, value=value.text if value else "")
        return
    currency = (value.get("currency") or activity.get("default-currency")).upper()
    if not currency:
        yield file.fault("no-currency", NO_CURRENCY, value)
    elif currency != OURS:
        file.count("currency", value, currency)
    else:
        yield number(iri_of(code), "budget", value.text, "decimal")
