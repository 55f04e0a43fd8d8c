"""The user's cache: built graphs, parser tables, compiled questions.

Everything in it can be made again: a file that cannot be read is as good as absent, and a folder that
cannot be written costs time and nothing else.
"""

import contextlib
import os
import sys
from functools import cache


@cache
def cache_dir() -> str | None:
    """The folder, made if need be; None where there is none to write to."""
    path = os.environ.get("KGRAPH_CACHE_DIR") or _usual()
    try:
        os.makedirs(path, mode=0o700, exist_ok=True)
    except OSError:
        return None
    return path if os.access(path, os.W_OK) else None


def platform() -> str:
    """The system's name, asked at run time: every system's code is checked on all."""
    return sys.platform


def _usual() -> str:
    if platform().startswith("linux"):
        # What platformdirs answers here, without the 20 ms of importing it on every start.
        return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache"), "kgraph")
    from platformdirs import user_cache_dir

    return user_cache_dir("kgraph", appauthor=False)


def cache_file(name: str) -> str | None:
    """Where the file of this name is kept."""
    folder = cache_dir()
    return os.path.join(folder, name) if folder else None


def read(name: str) -> bytes | None:
    """What is kept under a name."""
    path = cache_file(name)
    if path is None:
        return None
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def keep(name: str, content: bytes) -> None:
    """Keep this under a name, whole or not at all; at most the newest few of a sort are kept."""
    path = cache_file(name)
    if path is None:
        return
    temporary = f"{path}.{os.getpid()}"
    try:
        with open(temporary, "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(temporary)


def sweep(prefix: str, most: int) -> None:
    """Drop the oldest files of a sort beyond `most`; another process may be sweeping too."""
    folder = cache_dir()
    if folder is None:
        return
    try:
        found = [(entry.stat().st_mtime, entry.path) for entry in os.scandir(folder) if entry.name.startswith(prefix)]
    except OSError:
        return
    for _, path in sorted(found)[: max(0, len(found) - most)]:
        with contextlib.suppress(OSError):
            os.unlink(path)
