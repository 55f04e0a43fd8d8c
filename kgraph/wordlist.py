"""The vocabulary and the names of a project as answers, to look things up."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kgraph.answer import Answer, Column, Note, Row
from kgraph.describing import things
from kgraph.messages import say
from kgraph.terms import KG, LANGUAGES
from kgraph.vocabulary import Field, Kind, Link, Word

if TYPE_CHECKING:
    from kgraph.workspace import Workspace


def words(workspace: "Workspace", search: str | None = None) -> Answer:
    """Every kind, link and field: its word, the other words for it, what it means; or those that hold a text.

    The text may be of any language; the words are shown in the workspace's.
    """
    language = workspace.default_language
    vocabulary = workspace.vocabulary
    rows: list[Row] = []
    for group, found in (
        ("kind", vocabulary.kinds),
        ("link", vocabulary.links),
        ("field", vocabulary.fields),
    ):
        rows += [
            (say(language, f"word_{group}"), *_described(word, language))
            for word in found.values()
            if search is None or any(_holds(search, _described(word, tag)) for tag in LANGUAGES)
        ]
    names = ("column_word_sort", "column_word", "column_other_words", "column_meaning")
    columns = tuple(Column(say(language, name), "text") for name in names)
    return _listed(search, columns, rows, language)


def _holds(search: str, texts: Iterable[object]) -> bool:
    return any(search.casefold() in str(text).casefold() for text in texts)


def _listed(search: str | None, columns: tuple[Column, ...], rows: list[Row], language: str) -> Answer:
    notes = () if rows else (Note("empty", say(language, "note_no_words", search=search)),)
    return Answer(search or "", columns, tuple(rows), len(rows), notes, language=language)


def _described(word: Word, language: str) -> tuple[str, str, str]:
    more = list(word.others.get(language, ()))
    match word:
        case Kind():
            more.insert(0, word.plural(language))
        case Link():
            more.insert(0, word.verb(language))
        case Field():
            pass
    return word.label(language), ", ".join(dict.fromkeys(more)), word.comments.get(language, "")


def named_things(workspace: "Workspace", search: str | None = None) -> Answer:
    """Every thing with its code and its kind; or those whose name, code or kind holds a text."""
    language = workspace.default_language
    query = f"SELECT DISTINCT ?it WHERE {{ ?it <{KG}kind> <{KG}Thing> }}"
    known = things(workspace.engine, (str(row[0]) for row in workspace.engine.select(query)[1]), language)
    kinds = workspace.vocabulary.kinds
    rows: list[Row] = []
    for thing in sorted(known.values(), key=lambda each: each.code or each.iri):
        kind = kinds.get(KG + thing.kind)
        row = (thing.code or thing.iri, thing.label, kind.label(language) if kind else thing.kind)
        if search is None or _holds(search, row):
            rows.append(row)
    names = ("code", "column_name", "column_word_sort")
    columns = tuple(Column(say(language, name), "text") for name in names)
    return _listed(search, columns, rows, language)
