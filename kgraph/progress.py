"""How far something has come: on the standard error, only on a terminal, and only where it takes over a second."""

import sys
import time
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 1.0
WIDE = 24


def shown(steps: Sequence[T], what: str) -> Iterator[T]:
    """The steps themselves; while they are taken, a bar says how many are done."""
    if not sys.stderr.isatty():
        yield from steps
        return
    begun, drawn = time.monotonic(), ""
    try:
        for done, step in enumerate(steps):
            if time.monotonic() - begun > PATIENCE:
                filled = WIDE * done // len(steps)
                drawn = f"{what} [{'#' * filled}{'.' * (WIDE - filled)}] {done}/{len(steps)}"
                _put(drawn)
            yield step
    finally:
        if drawn:
            # Blanks clear the line on every terminal.
            _put(" " * len(drawn))
            _put("")


def _put(text: str) -> None:
    sys.stderr.write(f"\r{text}")
    sys.stderr.flush()
