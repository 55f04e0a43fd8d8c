"""What the Tab key offers: completions of a question, of commands, and of what stands after them."""

import os
from typing import TYPE_CHECKING

from kgraph.render import FORMATS
from kgraph.repl.commands import BASES, COMMANDS, told
from kgraph.repl.continuing import ASKING
from kgraph.spor.completing import Completion, complete
from kgraph.terms import LANGUAGES

if TYPE_CHECKING:
    from kgraph.repl.session import Session

MOST_FILES = 50


def suggestions(session: "Session", text: str, place: int) -> list[Completion]:
    """What can stand at a place of what is typed, best first."""
    head = text[:place]
    blank = len(head) - len(head.lstrip())
    if not head.lstrip().startswith("\\"):
        return _question(session, text, place, 0)
    for asking in ASKING:
        if head.lstrip().startswith(asking):
            return _question(session, text, place, blank + len(asking))
    name, space, typed = head.lstrip()[1:].partition(" ")
    if not space:
        return [
            Completion(f"\\{each}", blank, "keyword", told(each, session.language))
            for each in COMMANDS
            if each.startswith(name.casefold())
        ]
    return _after(session, name.casefold(), typed.lstrip(), place - len(typed.lstrip()))


def _question(session: "Session", text: str, place: int, start: int) -> list[Completion]:
    found = complete(text[start:], place - start, session.workspace.vocabulary, session.inventory, session.language)
    return [Completion(each.text, each.start + start, each.sort, each.description) for each in found]


def _after(session: "Session", command: str, typed: str, start: int) -> list[Completion]:
    choices = {"lang": LANGUAGES, "basis": BASES, "format": FORMATS}
    if command in choices:
        return [Completion(each, start, "keyword") for each in choices[command] if each.startswith(typed)]
    if command == "export":
        return [Completion(each, start, "value") for each in _files(typed)]
    if command in {"run", "save!"}:
        from kgraph.saved import saved_questions

        found = saved_questions(session.workspace.project, session.language, [])
        return [
            Completion(each.name, start, "name", each.title(session.language))
            for each in found.values()
            if typed in each.name and (command == "run" or each.own)
        ]
    return []


def _files(typed: str) -> list[str]:
    """The files and folders whose path begins so."""
    folder, begun = os.path.split(typed)
    try:
        with os.scandir(os.path.expanduser(folder) or ".") as entries:
            found = sorted(
                os.path.join(folder, entry.name) + (os.sep if entry.is_dir() else "")
                for entry in entries
                if entry.name.startswith(begun) and (begun or not entry.name.startswith("."))
            )
    except OSError:
        return []
    return found[:MOST_FILES]
