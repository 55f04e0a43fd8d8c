"""What the rows change, taken together: links have evidence, and what rests on a refused row is refused with it."""

from collections.abc import Iterator

from kgraph.plugin import Gone, Iri, Literal, Problem, Triple
from kgraph.vocabulary import CLAIM

from .comparing import Comparison, Outcome, labels
from .evidence import Evidence, LinkEnds
from .facts import CODE, PART_OF, TYPE
from .faults import problem
from .rows import Row, Rows


def changes(rows: Rows) -> Iterator[Triple | Gone | Problem]:
    """Every change and problem of identified rows."""
    refused: frozenset[Iri] = frozenset()
    while True:
        outcomes = _compared(rows, refused)
        more = {row.iri for row, each in outcomes if row.new and row.kind != CLAIM and each.is_refused and row.iri}
        if more <= refused:
            break
        refused |= more
    for _, each in outcomes:
        yield from each.problems
        if not each.is_refused:
            yield from each.gone
            yield from each.new


def _compared(rows: Rows, refused: frozenset[Iri]) -> list[tuple[Row, Outcome]]:
    comparison = Comparison(rows, refused)
    evidence = Evidence(comparison)
    typed = [(row, evidence.added(row)) for row in rows.rows if row.kind == CLAIM and row.new]
    made = {each for _, outcome in typed if not outcome.is_refused for each in outcome.new}
    things = [(row, _thing(row, comparison)) for row in rows.rows if row.kind != CLAIM]
    for _, outcome in things:
        # A link that a new row of evidence makes need not stand in the row of its thing as well.
        outcome.gone = [each for each in outcome.gone if each.triple not in made]
    cut: set[LinkEnds] = {
        (each.triple.subject, str(each.triple.predicate), str(each.triple.object))
        for _, outcome in things
        if not outcome.is_refused
        for each in outcome.gone
    }
    claims = [*typed, *((row, evidence.edited(row, cut)) for row in rows.rows if row.kind == CLAIM and not row.new)]
    held = evidence.held(outcome for _, outcome in claims)
    for row, outcome in things:
        _leave_out_unclaimed(row, outcome, held, rows)
    _refuse_circles(things, rows)
    return [*things, *claims]


def _thing(row: Row, comparison: Comparison) -> Outcome:
    assert row.iri is not None
    outcome = Outcome()
    if row.new:
        outcome.new.append(Triple(row.iri, Iri(TYPE), Iri(row.kind)))
        outcome.new.append(Triple(row.iri, Iri(CODE), Literal(row.code)))
    for column in row.table.columns.values():
        comparison.change(row, column, outcome)
    return outcome


def _refuse_circles(things: list[tuple[Row, Outcome]], rows: Rows) -> None:
    """Nothing is part of itself, at whatever remove: the rows that would make it so are refused."""
    facts = rows.facts
    wholes = {iri: {str(each) for each in facts.values(iri, PART_OF)} for iri in facts.kinds}
    moved = []
    for row, outcome in things:
        if row.iri is not None and not outcome.is_refused:
            gone = {str(each.triple.object) for each in outcome.gone if each.triple.predicate == PART_OF}
            new = {str(each.object) for each in outcome.new if each.predicate == PART_OF}
            wholes[row.iri] = wholes.get(row.iri, set()) - gone | new
            moved += [(row.iri, row, outcome)] if new else []
    for iri, row, outcome in moved:
        above, ahead = set[str](), set(wholes[iri])
        while ahead:
            above |= ahead
            ahead = {each for whole in ahead for each in wholes.get(Iri(whole), ())} - above
        if iri in above:
            outcome.problems.append(problem("circle", row.place(PART_OF), text=row.code))


def _leave_out_unclaimed(row: Row, outcome: Outcome, held: set[LinkEnds], rows: Rows) -> None:
    """A link that needs evidence and has none is no link yet; none is made up for it."""
    kept = []
    for each in outcome.new:
        link = rows.facts.words.links.get(each.predicate)
        if link is None or not link.claimed or (each.subject, str(each.predicate), str(each.object)) in held:
            kept.append(each)
        elif isinstance(each.object, Iri):
            code, place = rows.code(each.object), row.place(link.iri)
            outcome.problems.append(problem("no-evidence", place, warning=True, link=labels(link), text=code))
    outcome.new = kept
