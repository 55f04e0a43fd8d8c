"""Plugins as modules: from the files of a folder, or as installed packages."""

import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from kgraph import caches


def plugins_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """The plugins of a folder by name: its Python files, and its folders with an `__init__.py`; ordered."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith(("_", ".")) or path.name.startswith("test_"):
            continue
        if path.suffix == ".py" and path.is_file():
            yield path.stem, path
        elif (path / "__init__.py").is_file():
            yield path.name, path / "__init__.py"


def load_file(name: str, path: Path, origin: str) -> ModuleType:
    """The module of a plugin's file, run anew; whatever it raises comes through."""
    if origin == "project":
        _leave_bytecode_aside()
    full_name = f"kgraph_plugins_{origin}.{name}"
    folder = [str(path.parent)] if path.name == "__init__.py" else None
    spec = spec_from_file_location(full_name, path, submodule_search_locations=folder)
    assert spec is not None
    assert spec.loader is not None
    sys.modules.setdefault(f"kgraph_plugins_{origin}", ModuleType(f"kgraph_plugins_{origin}"))
    module = module_from_spec(spec)
    sys.modules[full_name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[full_name]
        raise
    return module


def load_module(module: str) -> ModuleType:
    """An installed plugin's module; whatever it raises comes through."""
    return import_module(module)


def _leave_bytecode_aside() -> None:
    """A project's `__pycache__` is not read: bytecode in it could be other code than the files that were trusted."""
    if sys.pycache_prefix is None and (folder := caches.cache_file("bytecode")):
        sys.pycache_prefix = folder
