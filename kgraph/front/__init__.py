"""The browser's side of the explorer: static files, read from here, and its modules joined for the offline file.

The modules run as they are written, without a build step. So that they can also be joined into one script by the few
lines below, they keep to rules: an import is one line `import { a, b } from "./x.js";` at the top, an export stands
before a `function`, an `async function`, a `const` or a `class`, every top-level name is unique over all modules,
and each statement of the top level starts in the first column. `joined` says where a module does not.

vendor/ holds the libraries that others have written, made by docs/vendoring/build.py.
"""

import re
from pathlib import Path, PurePosixPath

FOLDER = Path(__file__).resolve().parent
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
NAME = r"[A-Za-z_$][\w$]*"
IMPORT = re.compile(rf'import \{{ ({NAME}(?:, {NAME})*) \}} from "\./([\w-]+\.js)";')
EXPORT = re.compile(rf"export (?:(?:async )?function|const|class) ({NAME})")
DECLARED = re.compile(rf"(?:export )?(?:(?:async )?function\*?|const|let|var|class) +({NAME})")
# What each line must not have, and why.
FORBIDDEN = (
    (re.compile(r"(?:export )?(?:const|let|var) *[\[{]"), "a top-level declaration names one thing"),
    (re.compile(rf"(?:(?:export )?(?:const|let|var) +{NAME} *= *|for +|return +)?await\b"), "no top-level await"),
    (re.compile(r"(?!\s*(?://|\*|/\*)).*\bimport *[(.]"), "no dynamic import and no import.meta"),
    (re.compile(r".*(?:</script|<!--)", re.IGNORECASE), r"the offline page would end here: write <\/ or <\!--"),
)


class ModuleError(ValueError):
    """A module of the front end breaks the rules by which the modules are joined."""


def files(folder: Path = FOLDER) -> tuple[str, ...]:
    """The names of all files that a browser may fetch, with `/` between folders: `words/nn.json`."""
    paths = (path for path in folder.rglob("*") if path.suffix in MEDIA_TYPES and path.is_file())
    return tuple(sorted(path.relative_to(folder).as_posix() for path in paths))


def read(name: str, folder: Path = FOLDER) -> bytes:
    """A file by its name in `files`.

    Raises:
        FileNotFoundError: there is none of this name; so too for every way out of the folder.
    """
    if name not in files(folder):
        raise FileNotFoundError(name)
    return (folder / name).read_bytes()


def media_type(name: str) -> str:
    """What a file is, for the header Content-Type, by the end of its name.

    Raises:
        KeyError: no file of the front end ends so.
    """
    return MEDIA_TYPES[PurePosixPath(name).suffix]


def modules(folder: Path = FOLDER) -> tuple[str, ...]:
    """The names of our own modules, each after those that it imports.

    Raises:
        ModuleError: a module is imported that is not there, or modules import each other in a circle.
    """
    imported = {path.name: _imports(path) for path in sorted(folder.glob("*.js"))}
    order: list[str] = []

    def visit(name: str, way: tuple[str, ...]) -> None:
        if name in way:
            raise ModuleError(f"modules import each other in a circle: {' -> '.join([*way[way.index(name) :], name])}")
        for other in imported[name]:
            if other not in imported:
                raise ModuleError(f"{name}: imports {other}, which is not there")
            if other not in order:
                visit(other, (*way, name))
        order.append(name)

    for name in imported:
        if name not in order:
            visit(name, ())
    return tuple(order)


def joined(folder: Path = FOLDER) -> str:
    """All of our modules as one classic script, which keeps its names to itself; it runs where it stands in a page.

    Raises:
        ModuleError: a module breaks the rules; names it, the line and the rule.
    """
    exported: dict[str, set[str]] = {}
    homes: dict[str, str] = {}
    parts = []
    for name in modules(folder):
        lines = _text(folder / name).splitlines()
        _check(name, lines, exported)
        for number, line in enumerate(lines, 1):
            if declared := DECLARED.match(line):
                there = homes.setdefault(declared[1], name)
                if there != name:
                    raise ModuleError(f"{name}, line {number}: {declared[1]} is also a name of {there}")
        exported[name] = {found[1] for line in lines if (found := EXPORT.match(line))}
        body = (line.removeprefix("export ") for line in lines if not IMPORT.fullmatch(line))
        parts.append("\n".join([f"// {name}", *body]).rstrip())
    return "\n".join(["(() => {", '"use strict";', *parts, "})();", ""])


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _imports(path: Path) -> list[str]:
    """The modules that a module imports."""
    return [found[2] for line in _text(path).splitlines() if (found := IMPORT.fullmatch(line))]


def _check(name: str, lines: list[str], exported: dict[str, set[str]]) -> None:
    """Look for what the joining does not understand, line by line."""
    top = True
    for number, line in enumerate(lines, 1):
        here = f"{name}, line {number}"
        if found := IMPORT.fullmatch(line):
            if not top:
                raise ModuleError(f"{here}: imports stand at the top")
            if missing := sorted(set(found[1].split(", ")) - exported[found[2]]):
                raise ModuleError(f"{here}: {found[2]} does not export {', '.join(missing)}")
            continue
        top = top and (not line.strip() or line.lstrip().startswith(("//", "/*", "*")))
        if re.match(r"import\b(?! *[(.])", line):
            raise ModuleError(f'{here}: an import is one line: import {{ a, b }} from "./x.js";')
        if re.match(r"export\b", line) and not (EXPORT.match(line) or re.match(r"export const *[\[{]", line)):
            raise ModuleError(f"{here}: an export stands before a function, an async function, a const or a class")
        for pattern, rule in FORBIDDEN:
            if pattern.match(line):
                raise ModuleError(f"{here}: {rule}")
