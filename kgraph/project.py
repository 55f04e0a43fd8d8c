"""Where a project keeps its things, and the project that is shipped with kgraph."""

import os
from dataclasses import dataclass
from pathlib import Path

from kgraph.errors import ProjectError
from kgraph.installed import installed
from kgraph.messages import say

FOLDERS = ("ontology", "data", "queries", "plugins")
CONFIGURATION = "kgraph.toml"
# What the configuration may say.
SETTINGS = ("name", "language")
# What a user's own project inherits of the shipped data: the UN's goals, not our plans.
INHERITED = ("sdg.ttl",)
# Shapes say what a plan must satisfy; they are no part of the graph that questions are asked of.
SHAPES = "shapes.ttl"
# Nouns that a project defines for all its questions.
DEFINITIONS = "words.spor"


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the graph, and the name of the named graph it becomes."""

    name: str
    path: str
    # Words beside a plugin are left out where they cannot be read: no plugin stops every question.
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with an ontology, data, saved questions and plugins."""

    root: Path | None
    language: str | None = None
    name: str | None = None

    @property
    def is_shipped(self) -> bool:
        """Whether this is the project that comes with kgraph."""
        return self.root is None or _same(self.root, shipped_root())

    def sources(self) -> list[Source]:
        """The files of the graph: the shipped ontology and goals, and the project's own files after them."""
        found = _turtle(shipped("ontology"), "ontology") + self._plugin_words()
        if self.is_shipped:
            return found + _turtle(shipped("data"), "data")
        assert self.root is not None
        found += [each for each in _turtle(shipped("data"), "data") if os.path.basename(each.path) in INHERITED]
        own = _turtle(self.root / "ontology", "own-ontology") + _turtle(self.root / "data", "own-data")
        return found + own

    def _plugin_words(self) -> list[Source]:
        """The Turtle files beside plugins: words are data, and read whether or not the plugin may run."""
        found = _beside(shipped("plugins"), "shipped")
        for each in installed():
            found += [_words(f"{each.name}-{os.path.basename(path)}", path) for path in each.words]
        return found if self.is_shipped or self.root is None else found + _beside(self.root / "plugins", "own")

    def queries(self) -> Path:
        """The folder of its saved questions."""
        if self.is_shipped:
            return shipped("queries")
        assert self.root is not None
        return self.root / "queries"

    def definitions(self, language: str = "en") -> str:
        """The text of its definitions; empty without any.

        Raises:
            ProjectError: the file cannot be read.
        """
        path = self.queries() / DEFINITIONS
        try:
            return path.read_text(encoding="utf-8-sig") if path.is_file() else ""
        except (OSError, UnicodeDecodeError) as error:
            raise ProjectError(say(language, "unreadable", path=path, error=error), language=language) from None

    def shapes(self) -> list[Path]:
        """The SHACL files that the graph must conform to."""
        roots = [shipped("ontology")] + ([] if self.is_shipped or self.root is None else [self.root / "ontology"])
        return [root / SHAPES for root in roots if (root / SHAPES).is_file()]


def _turtle(folder: Path, prefix: str) -> list[Source]:
    if not folder.is_dir():
        return []
    names = sorted(name for name in os.listdir(folder) if _is_source(name))
    return [Source(f"{prefix}/{_graph_name(name)}", os.path.join(folder, name)) for name in names]


def _beside(folder: Path, prefix: str) -> list[Source]:
    """The Turtle files of a folder of plugins, and of the folders in it that are plugins."""
    if not folder.is_dir():
        return []
    places = [folder, *sorted(each for each in folder.iterdir() if (each / "__init__.py").is_file())]
    return [
        _words(f"{prefix}-{place.name}-{name}", os.path.join(place, name))
        for place in places
        for name in sorted(os.listdir(place))
        if name.lower().endswith(".ttl")
    ]


def _words(name: str, path: str) -> Source:
    return Source(f"plugin-ontology/{_graph_name(name)}", path, needed=False)


def _is_source(name: str) -> bool:
    return name.lower().endswith((".ttl", ".trig")) and name != SHAPES


def _graph_name(name: str) -> str:
    """The file's name as a part of an IRI; with its ending where that is not the usual one."""
    stem = name.removesuffix(".ttl")
    if stem.isascii() and stem.replace("-", "").replace("_", "").isalnum():
        return stem
    from urllib.parse import quote

    return quote(stem, safe="")


def shipped(name: str) -> Path:
    """A folder that is shipped with kgraph, in a checkout, an editable install or a wheel.

    Editable installs do not make the bundled folder, so the checkout beside the package is looked at too.
    """
    override = os.environ.get(f"KGRAPH_{name.upper()}_DIR")
    if override:
        return Path(override)
    package = Path(__file__).resolve().parent
    bundled = package / "_bundled" / name
    return bundled if bundled.is_dir() else package.parent / name


def shipped_root() -> Path:
    """The folder that holds the shipped folders."""
    return shipped("data").parent


def open_project(folder: str | os.PathLike[str] | None, language: str = "en") -> Project:
    """The project of a folder; without one, that of the working directory or of a folder above it, or the shipped one.

    Raises:
        ProjectError: the folder holds no project.
    """
    if folder is not None:
        root = Path(folder)
        if not root.is_dir():
            raise ProjectError(say(language, "no_folder", path=root), language=language)
        if not _is_project(root):
            hint = say(language, "no_project_hint")
            raise ProjectError(say(language, "no_project", path=root), hint=hint, language=language)
        return Project(root.resolve(), *_settings(root, language))
    try:
        here = Path.cwd()
    except OSError:
        # The working directory is gone.
        return Project(None)
    for candidate in (here, *here.parents):
        if _is_project(candidate):
            return Project(candidate, *_settings(candidate, language))
    return Project(None)


def _is_project(folder: Path) -> bool:
    """A folder with the configuration file, or with Turtle files in a folder `data`."""
    if (folder / CONFIGURATION).is_file():
        return True
    try:
        return any(_is_source(name) for name in os.listdir(folder / "data"))
    except OSError:
        return False


def _settings(folder: Path, language: str) -> tuple[str | None, str | None]:
    """The language and the name that a project's configuration tells."""
    path = folder / CONFIGURATION
    if not path.is_file():
        return None, None
    import tomllib

    from kgraph.terms import LANGUAGES

    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ProjectError(say(language, "bad_configuration", path=path, error=error), language=language) from None
    for key in settings:
        if key not in SETTINGS:
            message = say(language, "unknown_setting", path=path, key=key)
            hint = say(language, "unknown_setting_hint", known=", ".join(SETTINGS))
            raise ProjectError(message, hint=hint, language=language)
    chosen: str | None = settings.get("language")
    if chosen is not None and chosen not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise ProjectError(
            say(language, "bad_language", path=path, value=chosen),
            hint=f'language = "nn" ({known})',
            language=language,
        )
    named = settings.get("name")
    return chosen, str(named) if named else None


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
