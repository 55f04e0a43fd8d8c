"""Which sheets and columns the workbook has: one sheet a kind, in the order in which a plan is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal as Choice

from kgraph.plugin import Iri, Text, Vocabulary
from kgraph.terms import KG, LANGUAGES
from kgraph.vocabulary import CLAIM, THING, Field, Link

from .facts import CODE, NAME, OBJECT, PART_OF, PLAN, PREDICATE, SUBJECT, Facts
from .texts import CODE_HEADING, EVIDENCE, FROM, IN_DOCUMENT, KIND_HEADING, LINK, NAME_HEADING, TO

Sort = Choice["code", "kind", "name", "field", "link"]
# The order of the sheets; other kinds come after these.
ORDER = (
    "Plan", "Goal", "FocusArea", "SubStrategy", "Effort", "Section", "Strategy", "Measure", "BudgetLine",
    "QuantifiedTarget", "FundingSource", "Theme", "Phase", "PhaseExample", "Actor", "Place", "Route", "Document",
)  # fmt: skip
# What a plan of each sort may have, whether or not it has any yet.
MAY_HAVE = {
    "ActionPlan": ("Plan", "Effort", "Section", "Goal", "Strategy", "Measure", "BudgetLine", "Actor", "Document"),
    "StrategicPlan": (
        "Plan", "Goal", "FocusArea", "SubStrategy", "Measure", "BudgetLine", "QuantifiedTarget", "Actor", "Document"
    ),
}  # fmt: skip
# What is read first in a row; other fields and links come after these.
FIRST = (
    "text", "description", "number", "status", "startYear", "endYear", "date", "budget", "value", "unit", "bound",
    "supports", "addresses", "covers", "responsible",
)  # fmt: skip
ALWAYS = {"Measure": ("text", "status", "startYear", "endYear"), "Goal": ("text",), "SubStrategy": ("text",)}
CLAIMED = ("basis", "confidence", "match", "quote", "heading", "document", "reason")
OF_CLAIM = (SUBJECT, PREDICATE, OBJECT, *(KG + each for each in CLAIMED))
HEADINGS = {SUBJECT: FROM, PREDICATE: LINK, OBJECT: TO, KG + "document": IN_DOCUMENT}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, and under which word of the ontology; the comment says what that means."""

    key: str
    sort: Sort
    heading: Text
    comment: Text
    others: tuple[str, ...] = ()
    field: Field | None = None
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: the kind at the top of those whose things it lists, its name, columns and rows."""

    kind: str
    name: Text
    columns: tuple[Column, ...]
    rows: tuple[Iri, ...] = ()
    others: tuple[str, ...] = ()


def sheets(facts: Facts, plan: Iri | None = None) -> list[Sheet]:
    """The sheets of the project's own things, or of one plan's, with their rows; the evidence last."""
    rows = facts.own(plan)
    tops: dict[str, list[Iri]] = {}
    for iri in rows:
        tops.setdefault(facts.top(facts.kinds[iri]), []).append(iri)
    for local in _may_have(facts, [plan] if plan else rows):
        if KG + local in facts.words.kinds:
            tops.setdefault(KG + local, [])
    order = {KG + local: place for place, local in enumerate(ORDER)}
    found = [
        _sheet(top, facts, tops[top]) for top in sorted(tops, key=lambda each: (order.get(each, len(order)), each))
    ]
    return [*found, _evidence(facts.words, facts.claims(rows))]


def known_sheets(facts: Facts) -> list[Sheet]:
    """Every sheet that a workbook may have, with every column that it may have."""
    tops = {facts.top(kind) for kind in facts.words.kinds if kind not in {THING, CLAIM}}
    return [*(_sheet(top, facts, None) for top in sorted(tops)), _evidence(facts.words, ())]


def _may_have(facts: Facts, things: Iterable[Iri | None]) -> Iterable[str]:
    kinds = {facts.words.kinds[facts.kinds[iri]].local for iri in things if iri in facts.kinds}
    known = [MAY_HAVE[each] for each in sorted(kinds & set(MAY_HAVE))]
    return dict.fromkeys(each for one in known or MAY_HAVE.values() for each in one)


def _sheet(top: str, facts: Facts, rows: list[Iri] | None) -> Sheet:
    """The sheet of a kind; without rows with all the columns that there are."""
    words, kind = facts.words, facts.words.kinds[top]
    columns = [_code(words)]
    if len(words.subkinds[top]) > 1:
        columns.append(Column("kind", "kind", KIND_HEADING, KIND_HEADING))
    columns += [_name(words), _of_link(words.links[PART_OF])]
    used = None if rows is None else {word for iri in rows for word in facts.about[iri]}
    fields = [
        _of_field(each) for each in sorted(words.fields.values(), key=_place) if _has_field(words, top, each, None)
    ]
    links = [_of_link(each) for each in sorted(words.links.values(), key=_place) if _has_link(words, top, each, None)]
    columns = _distinct([*columns, *fields, *links])
    columns = [each for each in columns if _is_shown(words, top, each, used)]
    others = tuple(each for tag in LANGUAGES for each in (kind.label(tag), *kind.others.get(tag, ()), kind.local))
    return Sheet(top, _capital({tag: kind.plural(tag) for tag in LANGUAGES}), tuple(columns), tuple(rows or ()), others)


def _is_shown(words: Vocabulary, top: str, column: Column, used: set[str] | None) -> bool:
    if column.sort == "field" and column.field is not None:
        return _has_field(words, top, column.field, used)
    if column.link is not None and column.key != PART_OF:
        return _has_link(words, top, column.link, used)
    return True


def _distinct(columns: list[Column]) -> list[Column]:
    """The columns, each with a heading of its own: of two words that are called alike the later shows its IRI's end."""
    found: list[Column] = []
    for each in columns:
        taken = [{other.heading[tag].casefold() for other in found} for tag in LANGUAGES]
        if any(each.heading[tag].casefold() in known for tag, known in zip(LANGUAGES, taken, strict=True)):
            local = each.key[max(each.key.rfind("#"), each.key.rfind("/")) + 1 :]
            own = Text(**{tag: f"{each.heading[tag]} ({local})" for tag in LANGUAGES})
            found.append(replace(each, heading=own))
        else:
            found.append(each)
    return found


def _place(word: Field | Link) -> tuple[int, str]:
    return FIRST.index(word.local) if word.local in FIRST else len(FIRST), word.local


def _has_field(words: Vocabulary, top: str, field: Field, used: set[str] | None) -> bool:
    if field.derived or field.iri in {NAME, CODE, PREDICATE} or _is_of_claims(field.domain):
        return False
    if used is None or field.iri in used:
        return True
    own = set(field.domain) - {THING}
    return bool(own and words.fits(top, own)) or field.local in ALWAYS.get(words.kinds[top].local, ())


def _has_link(words: Vocabulary, top: str, link: Link, used: set[str] | None) -> bool:
    if link.backwards or link.iri == PART_OF or _is_of_claims(link.domain):
        return False
    if used is None or link.iri in used:
        return True
    own = set(link.domain) - {THING}
    return bool(own and words.fits(top, own)) and link.parent is None and (link.claimed or link.thread)


def _is_of_claims(domain: Iterable[str]) -> bool:
    return set(domain) == {CLAIM}


def _evidence(words: Vocabulary, rows: Iterable[Iri]) -> Sheet:
    columns = [_code(words)]
    for iri in OF_CLAIM:
        if iri in words.fields:
            columns.append(_of_field(words.fields[iri]))
        elif iri in words.links:
            columns.append(_of_link(words.links[iri]))
    return Sheet(CLAIM, EVIDENCE, tuple(columns), tuple(rows))


def _code(words: Vocabulary) -> Column:
    return Column(CODE, "code", CODE_HEADING, _texts(words.fields[CODE].comments))


def _name(words: Vocabulary) -> Column:
    field = words.fields[NAME]
    return Column(NAME, "name", NAME_HEADING, _texts(field.comments), _spoken(field), field=field)


def _of_field(field: Field) -> Column:
    heading = HEADINGS.get(field.iri) or _texts({tag: field.label(tag) for tag in LANGUAGES})
    return Column(field.iri, "field", heading, _texts(field.comments), _spoken(field), field=field)


def _of_link(link: Link) -> Column:
    heading = HEADINGS.get(link.iri) or _texts({tag: link.label(tag) for tag in LANGUAGES})
    return Column(link.iri, "link", heading, _texts(link.comments), _spoken(link), link=link)


def _spoken(word: Field | Link) -> tuple[str, ...]:
    """What else a heading may be."""
    return (*(each for tag in LANGUAGES for each in (word.label(tag), *word.others.get(tag, ()))), word.local)


def _texts(known: Mapping[str, str]) -> Text:
    return Text(**{tag: known[tag] for tag in LANGUAGES if tag in known})


def _capital(labels: dict[str, str]) -> Text:
    return Text(**{tag: text[:1].upper() + text[1:] for tag, text in labels.items()})


def choices(column: Column, words: Vocabulary) -> tuple[str, ...]:
    """The IRIs that a choice may be; of the link of a claim those that need claims."""
    if column.key == PREDICATE:
        return tuple(iri for iri, link in words.links.items() if link.claimed and not link.backwards)
    return column.field.choices if column.field else ()


def candidates(sheet: Sheet, column: Column, facts: Facts) -> frozenset[str]:
    """The kinds whose things a drop-down offers: those that the link leads to; as wholes those that have a place."""
    assert column.link is not None
    if column.key != PART_OF:
        allowed = frozenset(column.link.range) - {THING}
        return allowed if column.key not in {SUBJECT, OBJECT} else frozenset()
    if not facts.words.kinds[sheet.kind].on_thread:
        return frozenset({sheet.kind})
    own = {facts.kinds[iri] for iri in facts.kinds}
    tops = {facts.top(kind) for kind in own if kind in facts.words.kinds and kind not in {THING, CLAIM}}
    thread = {top for top in tops if facts.words.kinds[top].on_thread and not top.startswith(KG + "SDG")}
    return frozenset(thread - {KG + "BudgetLine", KG + "QuantifiedTarget"} | {PLAN})
