"""Gaps, and how much of each level of the plans has what a plan wants, as JSON has them."""

from kgraph.answer import Answer, Row, Thing, cell_json
from kgraph.gap_rules import Gaps
from kgraph.showing.overview import JSON

# The columns of the analysis `levels` after plan, level and number, as programs know them.
ASPECTS = ("measure", "budget", "responsible", "period", "sdg", "evidence")


def record(found: Gaps, numbers: Answer) -> JSON:
    """The gaps and the coverage of each level, which is the analysis `levels` in the form `numbers`."""
    return {
        "gaps": [gap.as_json() for gap in found.gaps],
        "not_relevant": [gap.as_json() for gap in found.not_relevant],
        "coverage": [_covered(row) for row in numbers.rows],
    }


def _covered(row: Row) -> JSON:
    plan, level, number, *cells = row
    pairs = zip(ASPECTS, cells[::2], cells[1::2], strict=True)
    kind = level.iri.rpartition("#")[2] if isinstance(level, Thing) else None
    with_what = {name: None if count is None else {"count": count, "percent": share} for name, count, share in pairs}
    return {"plan": cell_json(plan), "kind": kind, "number": number, "with": with_what}
