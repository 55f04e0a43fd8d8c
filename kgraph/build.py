"""Sources to the built graph, kept in the user's cache until a source, a rule or kgraph itself changes."""

import contextlib
import hashlib
import os
from functools import cache

from kgraph import caches
from kgraph.errors import ProjectError
from kgraph.messages import say
from kgraph.project import Project

KEPT = 6
# The last line of a built graph: one that lacks it was cut off.
COMPLETE = b"# complete\n"


def fingerprint(project: Project, language: str = "en") -> str:
    """What the built graph depends on: the sources' texts, and the code that builds; errors speak the language.

    Raises:
        ProjectError: a source cannot be read.
    """
    digest = hashlib.blake2b(code_stamp().encode(), digest_size=16)
    for source in project.sources():
        digest.update(f"\n{source.name}\n".encode())
        try:
            with open(source.path, "rb") as file:
                digest.update(file.read())
        except OSError as error:
            raise ProjectError(say(language, "unreadable", path=source.path, error=error.strerror)) from None
    return digest.hexdigest()


@cache
def code_stamp() -> str:
    """Changes whenever a file of the package does."""
    stamps = []
    for folder, below, names in os.walk(os.path.dirname(os.path.abspath(__file__))):
        below[:] = [each for each in below if each not in {"_bundled", "__pycache__"}]
        for name in names:
            if name.endswith((".py", ".lark", ".toml")):
                with contextlib.suppress(OSError):
                    status = os.stat(os.path.join(folder, name))
                    stamps.append(f"{name}:{status.st_mtime_ns}:{status.st_size}")
    return " ".join(sorted(stamps))


def built(project: Project, key: str, language: str = "en", *, anew: bool = False) -> str:
    """The file that holds the built graph of a project, made if it is not there.

    Args:
        project: whose graph.
        key: its fingerprint.
        language: of errors.
        anew: make it even if it is there.

    Raises:
        ProjectError: a source cannot be read, with its line.
    """
    name = f"graph-{key}.nq"
    path = caches.cache_file(name)
    if path and not anew and _is_complete(path):
        return path
    from kgraph.building import build

    content = build(project.sources(), language) + COMPLETE
    if path:
        caches.keep(name, content)
        caches.sweep("graph-", KEPT)
        if _is_complete(path):
            return path
    return _elsewhere(content)


def _is_complete(path: str) -> bool:
    """Whether the file is there and ends as a built graph ends."""
    try:
        with open(path, "rb") as file:
            file.seek(-len(COMPLETE), os.SEEK_END)
            return file.read() == COMPLETE
    except OSError:
        return False


def _elsewhere(content: bytes) -> str:
    """A file of this process alone, where the cache cannot be written."""
    import atexit
    import tempfile

    handle, path = tempfile.mkstemp(suffix=".nq")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    atexit.register(os.unlink, path)
    return path
