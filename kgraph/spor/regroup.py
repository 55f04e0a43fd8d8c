"""Another reading of a question whose answer is empty: conditions are about the first noun, but the last was meant."""

from dataclasses import replace

from kgraph.spor.syntax import Both, Counted, Has, Linked, Noun, Select, Sentence


def regrouped(question: Sentence) -> Select | None:
    """`who is responsible for measures under X` with brackets around `measures under X`; None where nothing can move.

    The conditions after a bare noun become that noun's.
    """
    if not isinstance(question, Select) or not isinstance(question.noun, Noun):
        return None
    if not isinstance(question.noun.where, Both):
        return None
    parts = question.noun.where.parts
    for number, part in enumerate(parts[:-1]):
        found = _bare(part)
        if found is None:
            continue
        inner, noun = found
        rest = parts[number + 1 :]
        moved = replace(inner, noun=replace(noun, where=Both(rest) if len(rest) > 1 else rest[0]))
        whole = replace(part, object=moved) if isinstance(part, Linked) else Has(moved)
        kept = (*parts[:number], whole)
        where = Both(kept) if len(kept) > 1 else whole
        return replace(question, noun=replace(question.noun, where=where))
    return None


def _bare(part: object) -> tuple[Counted, Noun] | None:
    """The noun without conditions that a condition ends in."""
    thing = part.object if isinstance(part, Linked) else part.thing if isinstance(part, Has) else None
    noun = thing.noun if isinstance(thing, Counted) else None
    if isinstance(thing, Counted) and isinstance(noun, Noun) and not (noun.where or noun.asked or noun.name):
        return thing, noun
    return None
