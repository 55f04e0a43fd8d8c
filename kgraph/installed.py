"""The plugins that are installed beside kgraph, found by their entry points without running them.

Reading the entry points of every package takes longer than a question, so what they say is kept until something
is installed or removed, which the folders' times of change tell.
"""

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from kgraph import caches

GROUP = "kgraph.plugins"
KEPT = 6


@dataclass(frozen=True, slots=True)
class Installed:
    """An entry point: the plugin's name, its module, its package with version, and where that package lies."""

    name: str
    module: str
    package: str
    version: str
    place: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The Turtle files in the folder of its package; of a lone file, the one of its name."""
        if not os.path.isdir(self.place):
            beside = os.path.splitext(self.place)[0] + ".ttl"
            return (beside,) if self.place and os.path.isfile(beside) else ()
        return tuple(os.path.join(self.place, name) for name in sorted(os.listdir(self.place)) if name.endswith(".ttl"))


def installed() -> tuple[Installed, ...]:
    """The installed plugins by name."""
    name = f"installed-{_stamp()}"
    kept = caches.read(name)
    if kept is not None:
        try:
            return tuple(Installed(**each) for each in json.loads(kept))
        except (ValueError, TypeError):
            pass
    found = tuple(sorted(_entries(), key=lambda each: (each.name, each.package)))
    caches.keep(name, json.dumps([asdict(each) for each in found]).encode())
    caches.sweep("installed-", KEPT)
    return found


def _stamp() -> str:
    """Changes when something is installed into, or removed from, a folder that modules are imported from."""
    digest = hashlib.blake2b(digest_size=16)
    for folder in _folders():
        try:
            digest.update(f"{folder}\0{os.stat(folder).st_mtime_ns}\0".encode("utf-8", "surrogateescape"))
        except OSError:
            continue
    return digest.hexdigest()


def _folders() -> list[str]:
    """Where packages are installed: not where one stands, though Python may look there; a project may say it is one."""
    here = os.path.realpath(".")
    return [each for each in sys.path if os.path.realpath(each) != here]


def _entries() -> Iterator[Installed]:
    from importlib.metadata import distributions

    seen: set[str] = set()
    for package in distributions(path=_folders()):
        # The first of several on the path is the one that is imported; one whose files are broken has no plugins.
        with contextlib.suppress(Exception):
            name, version = package.name, package.version
            if name not in seen:
                seen.add(name)
                found = package.entry_points.select(group=GROUP)
                yield from [Installed(each.name, each.module, name, version, _place(each.module)) for each in found]


def _place(module: str) -> str:
    """The folder or file of the module's outermost package, which is found without importing anything."""
    from importlib.util import find_spec

    first, *rest = module.split(".")
    spec = find_spec(first)
    if spec is None:
        return ""
    folders = list(spec.submodule_search_locations or ())
    if spec.origin is not None or not folders:
        return folders[0] if folders else spec.origin or ""
    # A namespace is no package: it is shared by many, and the first package inside it is the outermost.
    for part in rest:
        below = [os.path.join(folder, part) for folder in folders]
        for path in below:
            if os.path.isfile(os.path.join(path, "__init__.py")):
                return path
            if os.path.isfile(f"{path}.py"):
                return f"{path}.py"
        folders = [path for path in below if os.path.isdir(path)]
    return ""
