"""Another reading of a question whose answer is empty: conditions are about the first noun, but the last was meant."""

from dataclasses import replace

from kgraph.spor.syntax import Both, Counted, Has, Linked, Noun, Question, Select


def regrouped(question: Question) -> Question | None:
    """`who is responsible for measures under X` with brackets around `measures under X`; None where nothing can move.

    The conditions after a bare noun become that noun's.
    """
    if not isinstance(question, Select) or not isinstance(question.noun.where, Both):
        return None
    parts = question.noun.where.parts
    for number, part in enumerate(parts[:-1]):
        inner = _bare(part)
        if inner is None:
            continue
        rest = parts[number + 1 :]
        noun = Noun(inner.noun.kind, Both(rest) if len(rest) > 1 else rest[0])
        moved = replace(inner, noun=noun)
        whole = replace(part, object=moved) if isinstance(part, Linked) else Has(moved)
        kept = (*parts[:number], whole)
        where = Both(kept) if len(kept) > 1 else whole
        return replace(question, noun=replace(question.noun, where=where))
    return None


def _bare(part: object) -> Counted | None:
    """The noun without conditions that a condition ends in."""
    thing = part.object if isinstance(part, Linked) else part.thing if isinstance(part, Has) else None
    if isinstance(thing, Counted) and thing.noun.where is None and not thing.noun.asked and thing.noun.name is None:
        return thing
    return None
