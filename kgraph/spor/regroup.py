"""Another reading of a question: conditions are about the first noun, but the last may have been meant."""

from dataclasses import replace

from kgraph.spor.syntax import Both, Compared, Counted, Has, Linked, Noun, Select, Sentence


def regrouped(question: Sentence, text: str) -> tuple[Select, bool] | None:
    """`who is responsible for measures under X` with brackets around `measures under X`; None where nothing can move.

    The conditions after a bare noun become that noun's. Beside it: whether they stand right after the noun, without a
    word between, which invites the other reading even where the answer is not empty.
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
        beside = not text[part.span.end : parts[number + 1].span.start].strip()
        return replace(question, noun=replace(question.noun, where=where)), beside
    return None


def _bare(part: object) -> tuple[Counted, Noun] | None:
    """The noun without conditions that a condition ends in."""
    thing = part.object if isinstance(part, Linked) else part.thing if isinstance(part, Has) else None
    if isinstance(thing, Compared) and thing.operator is None and [step.role for step in thing.path.steps] == ["CLASS"]:
        noun = Noun(thing.path.steps[0].word, span=thing.span)
        return Counted(noun, span=thing.span), noun
    found = thing.noun if isinstance(thing, Counted) else None
    if isinstance(thing, Counted) and isinstance(found, Noun) and not (found.where or found.asked or found.name):
        return thing, found
    return None
