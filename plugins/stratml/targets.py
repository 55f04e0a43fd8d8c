"""Performance indicators of a StratML file, as quantified targets."""

import re

from kgraph.markup import Element
from kgraph.plugin import Iri
from kgraph.statements import iri_of, link, number, said, thing
from kgraph.terms import KG

from .plan_file import Found, PlanFile, said_in
from .words import BAD_NUMBER, BOUNDS, NO_NUMBER

DECIMAL = re.compile(r"[+-]?(\d+(\.\d+)?|\.\d+)", re.ASCII)


def targets(file: PlanFile, iri: Iri, place: str, element: Element) -> Found:
    """Each target of each indicator is a number that is to be reached; what was reached is only counted."""
    for position, indicator in enumerate(element.all("PerformanceIndicator"), 1):
        instances = list(indicator.all("MeasurementInstance"))
        file.counts["results"] += sum(1 for each in instances for _ in each.all("ActualResult"))
        results = [each for instance in instances for each in instance.all("TargetResult")]
        unit = said_in(indicator, "UnitOfMeasurement")
        name = said_in(indicator, "MeasurementDimension") or unit
        wanted = [each for each in results if said_in(each, "NumberOfUnits")] if unit else []
        if not wanted:
            yield file.fault("no-number", NO_NUMBER, indicator)
        for result in wanted:
            value = said_in(result, "NumberOfUnits")
            if not DECIMAL.fullmatch(value):
                yield file.fault("bad-number", BAD_NUMBER, result, error=True, value=value)
                continue
            code = file.code_of(indicator, f"{place}-Q{position}")
            yield from thing(iri_of(code), "QuantifiedTarget", code, [(name, file.language)])
            yield link(iri_of(code), "partOf", iri)
            yield number(iri_of(code), "value", value.removeprefix("+"), "decimal")
            yield said(iri_of(code), "unit", unit, file.language)
            yield from _about(file, iri_of(code), indicator, result)


def _about(file: PlanFile, iri: Iri, indicator: Element, result: Element) -> Found:
    yield from file.period(iri, result)
    last = said_in(indicator, "SequenceIndicator").rpartition(".")[2]
    if last.isdecimal():
        yield number(iri, "number", str(int(last)))
    for each in result.all("Descriptor"):
        if said_in(each, "DescriptorName") == "bound" and (bound := said_in(each, "DescriptorValue")) in BOUNDS:
            yield link(iri, "bound", Iri(KG + bound))
    yield from file.described(iri, result)
    yield from file.described(iri, indicator)
