"""A plugin that works, and its test, to begin one's own from."""

from pathlib import Path


def write_plugin(name: str, kind: str, folder: Path, language: str) -> list[Path]:
    """Write a plugin that gives one thing of a kind, and a test of it; their paths.

    Raises:
        KgraphError: the name cannot name a module, or a file is there already.
    """
    raise NotImplementedError((name, kind, folder, language))
