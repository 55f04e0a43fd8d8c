"""Questions that stand behind what is shown, written in the reader's language by the language's own formatter."""

from kgraph.answer import Thing
from kgraph.spor import syntax as spor
from kgraph.spor.format import format_question
from kgraph.spor.reading.literals import CODE
from kgraph.terms import RDFS, SKOS
from kgraph.view import View
from kgraph.vocabulary import Kind


def written(view: View, question: spor.Sentence) -> str:
    """A question in the reader's language."""
    return format_question(question, view.vocabulary, view.language)


def named(thing: Thing) -> spor.Reference:
    """A thing as a question calls it: its code where that reads as one, else its code or IRI as a name."""
    is_code = thing.code is not None and CODE.fullmatch(thing.code)
    return spor.Reference(thing.reference, "code" if is_code else "name")


def hanging_together(kind: Kind, things: tuple[Thing, ...], plan: Thing | None) -> spor.Select:
    """The things of a kind that hang together with each of some things; of those in a plan alone."""
    inside = [spor.Inside(spor.References((named(plan),)))] if plan else []
    return spor.Select(_noun(kind, *inside, *(_with(thing) for thing in things)))


def itself_with(kind: Kind, thing: Thing, other: Thing) -> spor.Select:
    """The thing itself, of its kind, where it hangs together with another one; else nothing."""
    name, text = (SKOS + "notation", thing.code) if thing.code else (RDFS + "label", thing.label)
    path = spor.Path((spor.Step("FIELD", name),))
    same = spor.Has(spor.Compared(path, "=", (spor.Value("text", text),)))
    return spor.Select(_noun(kind, same, _with(other)))


def counted_for_each(kind: Kind, group: Kind, plan: Thing | None) -> spor.Aggregate:
    """How many things of a kind hang together with each thing of another; of those in a plan alone."""
    inside = [spor.Inside(spor.References((named(plan),)))] if plan else []
    per = spor.Path((spor.Step("CLASS", group.iri),))
    return spor.Aggregate((spor.Fold("count"),), _noun(kind, *inside), per=(per,))


def pairs(kind: Kind, other: Kind, plan: Thing | None) -> spor.Select:
    """The things of two kinds that hang together; the first of a plan alone."""
    inside = [spor.Inside(spor.References((named(plan),)))] if plan else []
    return spor.Select(_noun(kind, *inside, spor.Has(spor.Counted(spor.Noun(other.iri, asked=True)))))


def _with(thing: Thing) -> spor.Has:
    return spor.Has(spor.References((named(thing),)))


def _noun(kind: Kind, *where: spor.Condition) -> spor.Noun:
    return spor.Noun(kind.iri, (where[0] if len(where) == 1 else spor.Both(where)) if where else None)
