"""The plugins that are installed beside kgraph, found by their entry points without running them.

Reading the entry points of every package takes longer than a question, so what they say is kept until something
is installed or removed, which the folders' times of change tell.
"""

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
    """An entry point: the plugin's name, its module, its package with version, and the Turtle files beside it."""

    name: str
    module: str
    package: str
    version: str
    words: tuple[str, ...] = ()


def installed() -> tuple[Installed, ...]:
    """The installed plugins by name."""
    name = f"installed-{_stamp()}"
    kept = caches.read(name)
    if kept is not None:
        try:
            return tuple(Installed(**{**each, "words": tuple(each["words"])}) for each in json.loads(kept))
        except (ValueError, TypeError, KeyError):
            pass
    found = tuple(sorted(_entries(), key=lambda each: (each.name, each.package)))
    caches.keep(name, json.dumps([asdict(each) for each in found]).encode())
    caches.sweep("installed-", KEPT)
    return found


def _stamp() -> str:
    """Changes when something is installed into, or removed from, a folder that modules are imported from."""
    digest = hashlib.blake2b(digest_size=16)
    for folder in sys.path:
        try:
            digest.update(f"{folder}\0{os.stat(folder or '.').st_mtime_ns}\0".encode("utf-8", "surrogateescape"))
        except OSError:
            continue
    return digest.hexdigest()


def _entries() -> Iterator[Installed]:
    from importlib.metadata import entry_points

    for entry in entry_points(group=GROUP):
        package = entry.dist.name if entry.dist else ""
        version = entry.dist.version if entry.dist else ""
        yield Installed(entry.name, entry.module, package, version, tuple(_words(entry.module)))


def _words(module: str) -> list[str]:
    """The Turtle files in the folder of the module's package; of a lone file, the one of its name."""
    from importlib.util import find_spec

    # Of the outermost package, which is found without importing anything.
    try:
        spec = find_spec(module.partition(".")[0])
    except (ImportError, ValueError):
        return []
    if spec is None:
        return []
    for folder in spec.submodule_search_locations or ():
        return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".ttl")]
    beside = os.path.splitext(spec.origin or "")[0] + ".ttl"
    return [beside] if os.path.isfile(beside) else []
