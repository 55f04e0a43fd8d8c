"""The prompt on a terminal: highlighting, completion, history, several lines. Only this file knows prompt_toolkit."""

from collections.abc import Callable, Iterable

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer
from prompt_toolkit.completion import Completion as Offered
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.lexers import Lexer
from prompt_toolkit.styles import Style

from kgraph.messages import say
from kgraph.repl.continuing import ASKING, goes_on
from kgraph.repl.history import history_file
from kgraph.repl.session import Session
from kgraph.repl.suggesting import suggestions
from kgraph.spor.completing.marking import Marked, marked

# The colours of the terminal itself, so that they can be read on light and on dark.
STYLE = Style.from_dict(
    {
        "keyword": "ansiblue",
        "kind": "bold",
        "link": "ansimagenta",
        "field": "ansicyan",
        "name": "ansigreen",
        "number": "ansiyellow",
        "mark": "",
        "unknown": "ansired underline",
        "command": "ansiblue",
        "prompt": "bold",
        "bottom-toolbar": "noreverse",
        "bottom-toolbar.text": "ansibrightblack",
    }
)
WIDEST = 60


def converse(session: Session) -> None:
    """Ask and answer until the session is over."""
    reader: PromptSession[str] = PromptSession(
        history=_history(),
        lexer=_Colours(session),
        completer=_Tab(session),
        complete_while_typing=False,
        multiline=True,
        prompt_continuation=lambda width, *_: "… ".rjust(width),
        key_bindings=_keys(),
        style=STYLE,
        bottom_toolbar=lambda: _toolbar(session),
    )
    while not session.over:
        try:
            text = reader.prompt([("class:prompt", "kgraph> ")])
        except KeyboardInterrupt:
            continue
        except EOFError:
            break
        session.do(text)


def _history() -> History:
    path = history_file()
    return FileHistory(path) if path else InMemoryHistory()


def _toolbar(session: Session) -> StyleAndTextTuples:
    root = session.workspace.project.root
    name = root.name if root is not None else say(session.language, "repl_shipped")
    parts = [
        name,
        session.language,
        *([say(session.language, "repl_only_stated")] if session.basis == "stated" else []),
    ]
    parts += [session.form] if session.form != "table" else []
    return [("class:bottom-toolbar.text", " · ".join([*parts, say(session.language, "repl_toolbar")]))]


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter")
    def _enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if buffer.complete_state and buffer.complete_state.current_completion:
            buffer.complete_state = None
        elif goes_on(buffer.document.text) and not buffer.document.text_after_cursor.strip():
            buffer.newline(copy_margin=False)
        else:
            buffer.validate_and_handle()

    @keys.add("escape", "enter")
    def _new_line(event: KeyPressEvent) -> None:
        event.current_buffer.newline(copy_margin=False)

    return keys


class _Tab(Completer):
    """Offers what can come next."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Offered]:  # noqa: ARG002
        place = document.cursor_position
        for each in suggestions(self.session, document.text, place):
            told = each.description if len(each.description) <= WIDEST else each.description[: WIDEST - 1] + "…"
            yield Offered(each.text, start_position=each.start - place, display_meta=told)


class _Colours(Lexer):
    """Colours what is typed as the parser reads it."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def lex_document(self, document: Document) -> Callable[[int], StyleAndTextTuples]:
        text = document.text
        start = next((len(each) for each in ASKING if text.startswith(each)), 0)
        session = self.session
        if text.startswith("\\") and not start:
            pieces: StyleAndTextTuples = [("class:command", text)]
        else:
            found = marked(text[start:], session.workspace.vocabulary, session.inventory, session.language)
            pieces = [("class:command", text[:start]), *_pieces(text[start:], found)]
        lines = _lines(pieces)
        return lambda number: lines[number] if number < len(lines) else []


def _pieces(text: str, found: Iterable[Marked]) -> StyleAndTextTuples:
    """The text in pieces, each with its style."""
    pieces: StyleAndTextTuples = []
    at = 0
    for each in found:
        pieces += [("", text[at : each.start]), (f"class:{each.look}", text[each.start : each.end])]
        at = each.end
    return [*pieces, ("", text[at:])]


def _lines(pieces: StyleAndTextTuples) -> list[StyleAndTextTuples]:
    lines: list[StyleAndTextTuples] = [[]]
    for style, text, *_ in pieces:
        first, *rest = text.split("\n")
        lines[-1].append((style, first))
        lines += [[(style, line)] for line in rest]
    return lines
