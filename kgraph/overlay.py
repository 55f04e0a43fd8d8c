"""What a question supposes, on a copy of the graph: the answer before and after, and nothing is kept."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from kgraph.answer import Answer, Cell, Column, Note, Row, cell_json
from kgraph.building import DERIVED, derived
from kgraph.engines import Engine
from kgraph.engines.embedded import Embedded, quad
from kgraph.errors import QueryError
from kgraph.messages import say
from kgraph.printing import full
from kgraph.recipe import Change, Recipe
from kgraph.terms import GRAPH, KG, RDF, XSD
from kgraph.terms import derived as twin
from kgraph.vocabulary import Vocabulary

SUPPOSED = GRAPH + "supposed"
# A copy is completed anew by the rules; beyond this many triples that takes minutes.
LARGEST = 400_000
TYPES = {"integer": "integer", "decimal": "decimal", "date": "date", "boolean": "boolean", "text": "string"}
HAPPENS = KG + "happens"
OVER = frozenset(twin(KG + "over", stated=stated) for stated in (False, True))
CLAIMED = (RDF + "subject", RDF + "predicate", RDF + "object")
Ask = Callable[[Recipe, Engine], Answer]
# A row, in which of the answers it is, and its cells whose amount other rows share.
Merged = tuple[Row, str, list[int]]
# For a node and a field that it carried: the things that it carries it to no longer.
Apart = dict[tuple[str, str], set[str]]


def before_and_after(recipe: Recipe, engine: Engine, vocabulary: Vocabulary, ask: Ask) -> Answer:
    """The answer before and after what a question supposes: a row that is in one of them alone says in which.

    Args:
        recipe: of the question.
        engine: the graph as it is.
        vocabulary: its words.
        ask: asks the bare question of a graph.

    Raises:
        QueryError: the store cannot be copied, or is too large for it.
    """
    bare, most = _uncut(replace(recipe, changes=()))
    before, after = ask(bare, engine), ask(bare, overlaid(engine, recipe.changes, vocabulary, recipe.language))
    merged = list(_merged(before, after, recipe.keys))
    kept = merged[:most]
    return Answer(
        question=recipe.question,
        columns=(*before.columns, Column(say(recipe.language, "column_when"), "text")),
        rows=tuple((*row, say(recipe.language, f"when_{side}")) for row, side, _ in kept),
        total=len(merged),
        notes=(
            *_notes(recipe, before, after, merged, most),
            *(each for each in after.notes if each.code not in {"empty", "instead"}),
        ),
        sparql=recipe.rows,
        language=recipe.language,
        keys=before.keys,
        shared=frozenset((number, column) for number, (_, _, marks) in enumerate(kept) for column in marks),
    )


def _notes(recipe: Recipe, before: Answer, after: Answer, merged: list[Merged], most: int | None) -> list[Note]:
    """What the supposition changed, and how many of the rows are shown."""
    # A card and a chain have no keys: each of their rows is itself.
    keys = recipe.keys if recipe.form in {"select", "aggregate", "exists"} else None
    gone = {_text(row[:keys]) for row, side, _ in merged if side == "before"}
    new = {_text(row[:keys]) for row, side, _ in merged if side == "after"}
    values = {"before": len(before.rows), "after": len(after.rows)}
    values |= {"changed": len(gone & new), "gone": len(gone - new), "new": len(new - gone)}
    notes = [Note("supposed", say(recipe.language, "note_supposed", **values))]
    if most is not None and most < len(merged):
        notes.append(Note("first", say(recipe.language, "note_first", shown=most, total=len(merged))))
    return notes


def _uncut(recipe: Recipe) -> tuple[Recipe, int | None]:
    """The recipe of all rows, and how many of them were asked for: what is cut off cannot be compared."""
    rows, limit, most = recipe.rows.rstrip().rpartition("\nLIMIT ")
    if recipe.counting is None or not limit:
        return recipe, None
    return replace(recipe, rows=rows, counting=None), int(most)


def _merged(before: Answer, after: Answer, keys: int) -> Iterator[Merged]:
    """The rows of both, those of one thing beside each other, with the cells whose amount other rows share."""
    here = {_text(row): number for number, row in enumerate(before.rows)}
    there = {_text(row): number for number, row in enumerate(after.rows)}
    new: dict[str, list[int]] = {}
    for text, number in there.items():
        if text not in here:
            new.setdefault(_text(after.rows[number][:keys]), []).append(number)

    def marked(answer: Answer, number: int, side: str) -> Merged:
        return answer.rows[number], side, [column for row, column in answer.shared if row == number]

    for text, number in here.items():
        yield marked(before, number, "both" if text in there else "before")
        # Without keys the rows after stand last, so that chains stay whole.
        beside = new.pop(_text(before.rows[number][:keys]), ()) if keys else ()
        yield from (marked(after, each, "after") for each in beside)
    yield from (marked(after, each, "after") for rows in new.values() for each in rows)


def _text(row: tuple[Cell, ...]) -> str:
    return json.dumps([cell_json(cell) for cell in row], default=str)


# ---- the copy


def overlaid(engine: Engine, changes: Iterable[Change], vocabulary: Vocabulary, language: str) -> Embedded:
    """A copy of a graph with the changes, completed by the rules.

    Raises:
        QueryError: the store cannot be copied, or is too large for it.
    """
    if not isinstance(engine, Embedded):
        raise QueryError(say(language, "suppose_elsewhere"), language=language)
    if len(engine) > LARGEST:
        raise QueryError(say(language, "suppose_too_large", size=len(engine), most=LARGEST), language=language)
    quads: list[Any] = [each for each in engine if _graph(each) != DERIVED]
    apart: Apart = defaultdict(set)
    for change in changes:
        quads = _Applied(engine, vocabulary, change, apart).quads(quads)
    store = Embedded()
    store.extend(quads)
    store.extend([quad(*triple, DERIVED) for triple in _carried(derived(quads, vocabulary), apart)])
    return store


def _carried(triples: Iterable[tuple[str, str, Any]], apart: Apart) -> Iterator[tuple[str, str, Any]]:
    """What is derived; a field that was set apart from its node is carried to all that it was carried to but some."""
    for subject, predicate, value in triples:
        yield subject, predicate, value
        if predicate in OVER:
            found = (_beside(*each) for each, lacking in apart.items() if each[0] == value and subject not in lacking)
            yield from ((subject, predicate, node) for node in found)


class _Applied:
    """One change of a graph."""

    def __init__(self, engine: Engine, vocabulary: Vocabulary, change: Change, apart: Apart) -> None:
        self.engine = engine
        self.vocabulary = vocabulary
        self.change = change
        self.apart = apart

    def quads(self, quads: list[Any]) -> list[Any]:
        """The quads as they would be."""
        if self.change.field:
            return self._valued(quads)
        if not self.change.link:
            return self._without(quads, self._parts(self.change.thing))
        if self.change.denied:
            return self._unlinked(quads)
        fact = (self.change.thing, self.change.link, self.change.object)
        # What is supposed rests on no claim, not even on a suggestion.
        return [*self._without_claims(quads, {fact}), quad(*fact, SUPPOSED)]

    def _without(self, quads: list[Any], gone: set[str]) -> list[Any]:
        """Without things, all that is said of them, and the claims of their links."""
        ends = {RDF + "subject", RDF + "object"}
        claims = {q.subject.value for q in quads if q.predicate.value in ends and q.object.value in gone}
        gone = gone | claims
        return [q for q in quads if q.subject.value not in gone and q.object.value not in gone]

    def _reached(self, pattern: str) -> set[str]:
        """The things that stand for `?x` in a pattern."""
        return {str(row[0]) for row in self.engine.select(f"SELECT ?x WHERE {{ {pattern} }}")[1]}

    def _parts(self, thing: str) -> set[str]:
        """The thing and its parts at any depth: what is taken away takes them along."""
        return {thing, *self._reached(f"?x {full(KG + 'within')} {full(thing)}")}

    def _over(self, thing: str) -> set[str]:
        """The thing, and what carries fields and links to it."""
        return {thing, *self._reached(f"{full(thing)} {full(KG + 'over')} ?x")}

    def _unlinked(self, quads: list[Any]) -> list[Any]:
        """Without the links that make the verb hold: those of parts, or of what carries it, where they do."""
        link = self.vocabulary.links[self.change.link]
        starts, ends = {self.change.thing}, {self.change.object}
        if link.rolls_up:
            starts, ends = self._parts(self.change.thing), self._parts(self.change.object)
        elif link.carried:
            starts = self._over(self.change.thing)
        elif link.iri in self._vias():
            wholes = self._reached(f"{full(self.change.object)} {full(KG + 'within')} ?x")
            ends = self._parts(self.change.object) | wholes
        names = self.vocabulary.sublinks(link.iri)
        facts = {
            _fact(q)
            for q in quads
            if q.predicate.value in names and q.subject.value in starts and q.object.value in ends
        }
        return [q for q in self._without_claims(quads, facts) if _fact(q) not in facts]

    def _vias(self) -> set[str]:
        return {self.vocabulary.links[kind.via].stored for kind in self.vocabulary.kinds.values() if kind.via}

    def _without_claims(self, quads: list[Any], facts: set[tuple[str, str, str]]) -> list[Any]:
        """Without the claims about links."""
        about: dict[str, dict[str, str]] = defaultdict(dict)
        for q in quads:
            if q.predicate.value in CLAIMED:
                about[q.subject.value][q.predicate.value] = q.object.value
        claims = {claim for claim, parts in about.items() if tuple(map(parts.get, CLAIMED)) in facts}
        return [q for q in quads if q.subject.value not in claims]

    def _valued(self, quads: list[Any]) -> list[Any]:
        """With one value of a field, or none: its own, and not that of what carries it any longer."""
        thing, field = self.change.thing, self.change.field
        kept = [q for q in quads if (q.subject.value, q.predicate.value) != (thing, field)]
        if self.vocabulary.fields[field].carried:
            kept = self._set_apart(kept)
        if self.change.value is None:
            return kept
        value: Any = self.change.value
        if self.change.type in TYPES:
            value = (value, XSD + TYPES[self.change.type])
        return [*kept, quad(thing, field, value, SUPPOSED)]

    def _set_apart(self, quads: list[Any]) -> list[Any]:
        """What carries the field keeps it for all but the thing; an amount counts for its parts no longer either.

        A period is one: its first and its last year are set apart together, and the other one becomes the thing's own.
        """
        thing, field = self.change.thing, self.vocabulary.fields[self.change.field]
        timed = {each.iri for each in self.vocabulary.fields.values() if each.time}
        names, name = (timed, "time") if field.time else ({field.iri}, field.local)
        over = self._over(thing) - {thing}
        held = [q for q in quads if q.subject.value in over and q.predicate.value in names]
        nodes = {q.subject.value for q in held} | {node for node, other in self.apart if node in over and other == name}
        for node in nodes:
            self.apart[node, name] |= self._parts(thing) if field.additive else {thing}
        beside = {_beside(node, name) for node in nodes}
        taken = set(held)
        kept = [q for q in quads if q not in taken] + [_moved(q, _beside(q.subject.value, name)) for q in held]
        own = any(q.subject.value == thing and q.predicate.value in timed for q in quads)
        if field.time and not own and field.time != HAPPENS:
            others = [q for q in kept if q.subject.value in beside and q.predicate.value != field.iri]
            kept += [_moved(q, thing) for q in others]
        return kept


def _fact(q: Any) -> tuple[str, str, str]:
    return (q.subject.value, q.predicate.value, q.object.value)


def _graph(q: Any) -> str:
    return str(getattr(q.graph_name, "value", ""))


def _beside(node: str, name: str) -> str:
    """The node that holds what was set apart from another."""
    return f"{node}#{name}"


def _moved(q: Any, subject: str) -> Any:
    """The same said of another subject."""
    return type(q)(type(q.subject)(subject), q.predicate, q.object, q.graph_name)
