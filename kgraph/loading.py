"""Plugins as modules: from the files of a folder, from files that were read before, or as installed packages."""

import hashlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from importlib.abc import SourceLoader
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

Files = Mapping[str, bytes]


def files_in(folder: Path) -> list[str]:
    """The files of a folder that could be plugins, by their paths in it; nothing is read."""
    try:
        found = [*folder.glob("*.py"), *folder.glob("*/__init__.py")]
    except OSError:
        return []
    return [path.relative_to(folder).as_posix() for path in found if path.is_file()]


def plugins_among(files: Iterable[str]) -> list[tuple[str, str]]:
    """The plugins among the files of a folder, each with its file: Python files, and folders with an `__init__.py`.

    What begins with `_`, `.` or `test_` is no plugin.

    >>> plugins_among(["b/__init__.py", "a.py", "test_a.py", "b/part.py", "b.ttl"])
    [('a', 'a.py'), ('b', 'b/__init__.py')]
    """
    named = [(file.removesuffix(".py").removesuffix("/__init__"), file) for file in files if file.endswith(".py")]
    return sorted(each for each in named if "/" not in each[0] and not each[0].startswith(("_", ".", "test_")))


def load_from(folder: Path, name: str, files: Files | None = None) -> ModuleType:
    """The module of a plugin; whatever it raises comes through.

    Args:
        folder: where it lies.
        name: its file without the ending, or its own folder.
        files: the contents of all files by their paths in the folder, which are run instead of those there.
    """
    package = "kgraph_plugins_" + _mark(folder, files or {})
    if package not in sys.modules:
        module = ModuleType(package)
        module.__path__ = [str(folder)] if files is None else []
        sys.modules[package] = module
        if files is not None:
            sys.meta_path.append(Snapshot(package, folder, files))
    return import_module(f"{package}.{name}")


def load_module(module: str) -> ModuleType:
    """An installed plugin's module; whatever it raises comes through."""
    return import_module(module)


def _mark(folder: Path, files: Files) -> str:
    """Another for each folder, and for each state of its files."""
    digest = hashlib.blake2b(str(folder).encode("utf-8", "surrogateescape"), digest_size=8)
    for name, content in files.items():
        digest.update(f"\0{name}\0{len(content)}\0".encode("utf-8", "surrogateescape") + content)
    return digest.hexdigest()


class Snapshot(SourceLoader):
    """Imports a package from files as they were read once, whatever becomes of their folder.

    What runs is thereby what was looked at: no file that was changed since, and no bytecode that lies beside it.
    """

    def __init__(self, package: str, folder: Path, files: Files) -> None:
        """The package has the modules that the files of the folder would make."""
        self._package, self._folder, self._files = package, folder, files

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,  # noqa: ARG002 - a finder is called so
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """The module of this name, if the package has it; its parts are looked for here alone, not in its folder."""
        package, _, rest = fullname.partition(".")
        file = rest.replace(".", "/")
        for name in (f"{file}/__init__.py", f"{file}.py"):
            if package == self._package and name in self._files:
                where = str(self._folder / name)
                spec = ModuleSpec(fullname, self, origin=where, is_package=name != f"{file}.py")
                spec.has_location = True
                return spec
        return None

    def get_filename(self, fullname: str) -> str:
        """Where the module's file lay."""
        spec = self.find_spec(fullname)
        if spec is None or spec.origin is None:
            raise ImportError(name=fullname)
        return spec.origin

    def get_data(self, path: str) -> bytes:
        """What the file held when it was read."""
        return self._files[Path(path).relative_to(self._folder).as_posix()]
