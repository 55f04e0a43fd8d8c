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
        remarks: notes to count rows for.
        chosen: which links were taken where the question named none, in words.
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
    remarks: tuple[Remark, ...] = ()
    chosen: tuple[str, ...] = ()


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
        found["search"] = Search(**found["search"]) if found["search"] else None
        return Recipe(**found)
    except (ValueError, TypeError, KeyError):
        return None
