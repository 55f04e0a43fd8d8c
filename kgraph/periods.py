"""Years and dates to the days that a period spans, so that every question about time is a comparison of days."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from kgraph.errors import KgraphError
from kgraph.messages import say
from kgraph.terms import KG, XSD
from kgraph.vocabulary import Vocabulary

STARTS, ENDS, YEAR = KG + "starts", KG + "ends", KG + "year"
# A period without a first or a last year is open at that end.
FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"


def periods(
    values: Mapping[str, list[tuple[str, str]]], vocabulary: Vocabulary
) -> Iterable[tuple[str, str, tuple[str, str]]]:
    """For each node with time fields the first and the last day, and every year touched.

    Args:
        values: for each node its predicates and the texts of their objects.
        vocabulary: whose fields say which of them are time.
    """
    roles = {field.iri: field.time for field in vocabulary.fields.values() if field.time}
    for node, facts in values.items():
        found: dict[str, list[str]] = {}
        for predicate, text in facts:
            if role := roles.get(predicate):
                found.setdefault(role, []).append(text)
        if found:
            yield from _period(node, found)


def _period(node: str, found: Mapping[str, list[str]]) -> Iterable[tuple[str, str, tuple[str, str]]]:
    starts, ends = _years(found.get(STARTS, [])), _years(found.get(ENDS, []))
    days = _days(found.get(KG + "happens", []))
    if starts or ends:
        first = f"{min(starts):04}-01-01" if starts else FIRST_DAY
        last = f"{max(ends):04}-12-31" if ends else LAST_DAY
        years = range(min(starts or ends), max(ends or starts) + 1)
    elif days:
        first, last = days[0].isoformat(), days[-1].isoformat()
        years = range(days[0].year, days[-1].year + 1)
    else:
        return
    yield node, STARTS, (first, XSD + "date")
    yield node, ENDS, (last, XSD + "date")
    for year in years:
        yield node, YEAR, (str(year), XSD + "integer")


def _years(texts: list[str]) -> list[int]:
    return [int(text) for text in texts if text.isascii() and text.isdecimal() and 1 <= int(text) <= 9999]


def _days(texts: list[str]) -> list[date]:
    found = []
    for text in texts:
        try:
            found.append(date.fromisoformat(text))
        except ValueError:
            continue
    return sorted(found)


def day(text: str | None, language: str) -> date:
    """The day of a text as ISO 8601 writes it; without one, today where the reader is.

    Raises:
        KgraphError: it is no day.
    """
    try:
        return datetime.now().astimezone().date() if text is None else date.fromisoformat(text)
    except ValueError:
        raise KgraphError(say(language, "no_day", day=text), language=language) from None
