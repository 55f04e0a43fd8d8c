"""A session: what is kept from one question to the next, and what is done with a text."""

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from kgraph.answer import Answer, Basis
from kgraph.errors import KgraphError
from kgraph.messages import say
from kgraph.render import render
from kgraph.render.cells import plain
from kgraph.repl.continuing import joined
from kgraph.spor.completing.inventory import Inventory

if TYPE_CHECKING:
    from kgraph.workspace import Workspace

# Formats that have no place for notes.
BARE = frozenset({"csv", "tsv", "excel"})
# What people type to leave or to be helped, whatever the language.
PLAIN = {
    **dict.fromkeys(("quit", "exit", "avslutt"), "\\quit"),
    **dict.fromkeys(("help", "hjelp", "?"), "\\help"),
}


class Outlet(Protocol):
    """Where a session writes."""

    @property
    def width(self) -> int:
        """How wide a table may be."""

    @property
    def colour(self) -> bool:
        """Whether tables are coloured."""

    def show(self, text: str) -> None:
        """Write what was asked for."""

    def tell(self, text: str) -> None:
        """Write what else there is to say: errors, notes, what was done."""

    def save(self, path: str, text: str, language: str) -> None:
        """Write a file whole or not at all; raises KgraphError where it cannot be written."""


@dataclass
class Session:
    """A workspace that is asked one question after the other."""

    workspace: "Workspace"
    outlet: Outlet
    basis: Basis = "all"
    form: str = "table"
    # The last question that was answered, as it was typed, and its answer.
    question: str = ""
    answer: Answer | None = None
    over: bool = False
    inventories: dict[str, Inventory] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """The language that questions are taken to be in, and that is spoken."""
        return self.workspace.default_language

    @property
    def inventory(self) -> Inventory:
        """What completion knows of the graph, in the session's language."""
        if self.language not in self.inventories:
            from kgraph.listing import inventory

            workspace = self.workspace
            self.inventories[self.language] = inventory(
                workspace.engine, workspace.vocabulary, self.language, workspace.glossary.names
            )
        return self.inventories[self.language]

    def do(self, text: str) -> bool:
        """Answer a question or obey a command, and say whether that went well; no error ends the session."""
        text = joined(text)
        text = PLAIN.get(text.casefold(), text)
        try:
            if text.startswith("\\"):
                from kgraph.repl.commands import obey

                obey(self, text)
            elif any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines()):
                self.ask(text)
        except KgraphError as error:
            self.outlet.tell(plain(str(error)))
            return False
        except KeyboardInterrupt:
            self.outlet.tell(say(self.language, "repl_interrupted"))
            return False
        except Exception as error:
            if os.environ.get("KGRAPH_DEBUG"):
                raise
            self.outlet.tell(say(self.language, "a_bug", kind=type(error).__name__, error=error))
            return False
        return True

    def ask(self, question: str) -> None:
        """Answer a question, and keep it with its answer."""
        answer = self.workspace.ask(question, basis=self.basis)
        self.question = question
        self.show(answer)

    def show(self, answer: Answer, *, kept: bool = True) -> None:
        """Show an answer in the session's format; its notes beside it where the format has no place for them."""
        if kept:
            self.answer = answer
        self.outlet.show(render(answer, self.form, width=self.outlet.width, colour=self.outlet.colour))
        if self.form in BARE:
            for note in answer.notes:
                self.outlet.tell(f"— {plain(note.text)}")
