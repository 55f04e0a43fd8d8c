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
    begun, drawn = time.monotonic(), False
    try:
        for done, step in enumerate(steps):
            if time.monotonic() - begun > PATIENCE:
                filled = WIDE * done // len(steps)
                sys.stderr.write(f"\r{what} [{'#' * filled}{'.' * (WIDE - filled)}] {done}/{len(steps)} ")
                sys.stderr.flush()
                drawn = True
            yield step
    finally:
        if drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
