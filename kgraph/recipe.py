"""How a question is answered: the queries to run and how their rows become cells. Kept in the cache as JSON.

A question that was asked before needs only this, and none of the language.
"""

import json
from dataclasses import asdict, dataclass
from typing import Literal

from kgraph.answer import Column

Form = Literal["select", "aggregate", "exists", "card", "why", "route"]


@dataclass(frozen=True, slots=True)
class Search:
    """What a chain is searched for: two things, and the link whose rules it obeys (none: any links)."""

    start: str
    end: str
    how: str = ""
    predicate: str = ""
    backwards: bool = False
    rolled: str = "no"
    carried: bool = False
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A note on some of the rows: its code, its text with a blank for `{number}`, and the SPARQL that counts them."""

    code: str
    text: str
    sparql: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A condition in words, and the SPARQL that counts what is left.

    Attributes:
        text: the condition; of the first stage the kind.
        left: counts the things that meet this condition and those before it.
        alone: counts the things that meet this one alone; empty where it speaks of what another one names.
        link: asks whether there is any such link; empty where the condition names none.
        no_link: what to say where there is none.
    """

    text: str
    left: str
    alone: str = ""
    link: str = ""
    no_link: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What is supposed: a thing away; or a link there, or `denied` away; or a field with one value, or with none.

    The value is its text; `type` is the field's, and `choice` where the text is an IRI.
    """

    thing: str
    link: str = ""
    object: str = ""
    denied: bool = False
    field: str = ""
    value: str | None = None
    type: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A question, ready to be asked of a store.

    Attributes:
        question: its canonical text.
        language: of labels and notes.
        form: what sort of question it is.
        columns: of the answer.
        cells: for each column the variable that holds it.
        keys: how many of the columns name the row.
        rows: the SPARQL of the rows.
        counting: the SPARQL that counts them before `first`.
        stated: the SPARQL of the keys (and folds) over stated links alone, where that may differ.
        matrix: whether the last key makes columns.
        totals: the SPARQL of the folds over all things, each once.
        money: for a cell of money the field it adds up.
        search: what a chain is searched for.
        instead: another question that may have been meant, where the answer is empty.
        beside: whether it is told of in any case.
        remarks: notes to count rows for.
        chosen: which links were taken where the question named none, in words.
        changes: what is supposed; the answer is given before and after them.
    """

    question: str
    language: str
    form: Form
    columns: tuple[Column, ...]
    cells: tuple[str, ...]
    keys: int
    rows: str
    counting: str | None = None
    stated: str | None = None
    totals: str | None = None
    matrix: bool = False
    money: tuple[tuple[str, str], ...] = ()
    search: Search | None = None
    instead: str | None = None
    beside: bool = False
    remarks: tuple[Remark, ...] = ()
    chosen: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


def to_json(recipe: Recipe) -> bytes:
    """A recipe as the cache keeps it."""
    return json.dumps(asdict(recipe)).encode()


def from_json(content: bytes) -> Recipe | None:
    """The recipe again; None where the bytes are no recipe."""
    try:
        found = json.loads(content)
        found["columns"] = tuple(Column(**column) for column in found["columns"])
        found["cells"] = tuple(found["cells"])
        found["money"] = tuple((cell, field) for cell, field in found["money"])
        found["remarks"] = tuple(Remark(**remark) for remark in found["remarks"])
        found["chosen"] = tuple(found["chosen"])
        found["changes"] = tuple(Change(**change) for change in found["changes"])
        found["search"] = Search(**found["search"]) if found["search"] else None
        return Recipe(**found)
    except (ValueError, TypeError, KeyError):
        return None


def stages_to_json(stages: tuple[Stage, ...]) -> bytes:
    """The stages of a question as the cache keeps them."""
    return json.dumps([asdict(stage) for stage in stages]).encode()


def stages_from_json(content: bytes) -> tuple[Stage, ...] | None:
    """The stages again; None where the bytes are none."""
    try:
        return tuple(Stage(**found) for found in json.loads(content))
    except (ValueError, TypeError):
        return None
