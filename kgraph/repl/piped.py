"""Questions line by line from a pipe or a file: no prompt, no colours."""

from collections.abc import Iterable

from kgraph.repl.continuing import goes_on
from kgraph.repl.session import Session


def texts(lines: Iterable[str]) -> Iterable[str]:
    """The questions and commands of a text: a line each, or several where one goes on."""
    begun = ""
    for number, line in enumerate(lines):
        # Some editors begin a file with a byte order mark.
        begun += (line.removeprefix("\ufeff") if number == 0 else line).rstrip("\r\n")
        if goes_on(begun) and line.strip():
            begun += "\n"
            continue
        if _says(begun):
            yield begun
        begun = ""
    if _says(begun):
        yield begun


def _says(text: str) -> bool:
    """Whether there is more than blanks and comments."""
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines())


def answer_lines(session: Session, lines: Iterable[str]) -> int:
    """Answer all of them, a blank line between the answers; the exit code is 1 if any of them failed."""
    failed = False
    for number, text in enumerate(texts(lines)):
        if session.over:
            break
        if number:
            session.outlet.show("\n")
        failed = not session.do(text) or failed
    return int(failed)
