"""Where plugins are tried: a little project that says something, and one that says nothing."""

import copy
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from types import ModuleType

from kgraph.installed import installed
from kgraph.loading import load_from
from kgraph.plugin import View
from kgraph.project import Project, Source, open_project
from kgraph.registry import Candidate, Plugin, Registry
from kgraph.terms import LANGUAGES
from kgraph.testing.demands import UnmetError
from kgraph.viewing import ProjectView
from kgraph.workspace import Workspace

HERE = Path(__file__).parent
# Where each thing is tried twice, since it must do the same again.
FIRST = "in English"
PluginPath = str | os.PathLike[str] | ModuleType


@dataclass(frozen=True)
class TrialProject(Project):
    """A project with the words of a plugin that is not installed in it."""

    words: tuple[str, ...] = ()

    def sources(self) -> list[Source]:
        """The project's files, and after them those of the words that are not among them."""
        found = Project.sources(self)
        known = {os.path.realpath(each.path) for each in found}
        more = [path for path in self.words if os.path.realpath(path) not in known]
        return found + [Source(f"plugin-ontology/tried-{number}", path) for number, path in enumerate(more)]


class TrialRegistry(Registry):
    """The shipped and installed plugins, and after them the one that is tried."""

    def __init__(self, project: Project, path: Path, load: Callable[[], ModuleType]) -> None:
        """The registry of a project, with the plugin of a file in it, wherever that lies."""
        super().__init__(project)
        self._path, self._load = path, load

    def _candidates(self) -> Iterator[Candidate]:
        itself = {each.name for each in installed() if os.path.realpath(each.place) in self._places()}
        for each in super()._candidates():
            if (
                each.origin != "project"
                and each.name not in itself
                and os.path.realpath(each.place) not in self._places()
            ):
                yield each
        yield Candidate(plugin_name(self._path), "project", str(self._path), self._load)

    def _places(self) -> set[str]:
        return {os.path.realpath(self._path), os.path.realpath(self._path.parent)}

    @property
    def tried(self) -> Plugin:
        """The plugin that is tried."""
        return self.plugins[-1]


@dataclass(frozen=True)
class Trial:
    """The projects that a plugin is tried on, with it in both; `plugin` is the one tried, if it is a whole one."""

    workspace: Workspace
    empty: Workspace
    plugin: Plugin | None = None
    words: tuple[str, ...] = field(default=())

    def view(self, language: str = "en") -> ProjectView:
        """The view of the project that says something."""
        return ProjectView(self.workspace, language)

    def views(self) -> Iterator[tuple[str, ProjectView]]:
        """Every view that is tried, and where that is, in words."""
        names = {"en": FIRST, "nn": "in Nynorsk", "nb": "in Bokmål"}
        for language in LANGUAGES:
            yield names[language], self.view(language)
        yield "on stated links alone", self.view().on_basis("stated")
        if plans := self.view().ask("plans").things():
            yield "of one plan", self.view().of_plan(plans[0].reference)
        yield "in an empty project", ProjectView(self.empty, "nn")


Where = Trial | str | os.PathLike[str] | None


def example(plugin: PluginPath | None = None, *, language: str = "en") -> View:
    """A view of two little plans, small enough to know by heart: `kgraph/testing/example/data`.

    They have stated, inferred and suggested links, money that two measures share, actors, a cross-cutting goal, a
    judgement that a gap does not matter, names in three languages, and names that no format may take for its own marks.

    Args:
        plugin: the file, the folder or the module of a plugin: its words, and what it gives, are there too.
        language: of the view.

    Raises:
        AssertionError: the plugin is broken; says why.
    """
    return trial_of(None, plugin).view(language)


def trial_of(where: Where, plugin: PluginPath | None = None) -> Trial:
    """The trial of a plugin, or of a single thing, on a project's folder or on the example."""
    if isinstance(where, Trial):
        return where
    root = HERE / "example" if where is None else open_project(where).root
    if plugin is None:
        return Trial(_workspace(root, ()), _workspace(HERE / "empty", ()))
    path = path_of(plugin)
    words = tuple(str(each) for each in sorted(path.parent.glob("*.ttl")))
    full, empty = _workspace(root, words), _workspace(HERE / "empty", words)
    registry = TrialRegistry(full.project, path, _loader(plugin, path))
    full.registry = empty.registry = registry
    if registry.tried.state == "broken":
        raise UnmetError(f"the plugin {registry.tried.name} is broken: {registry.tried.fault}")
    return Trial(full, empty, registry.tried, words)


def path_of(plugin: PluginPath) -> Path:
    """The file of a plugin, which is its `__init__.py` where it is a folder.

    Raises:
        AssertionError: there is none.
    """
    path = Path(plugin.__file__ or "") if isinstance(plugin, ModuleType) else Path(plugin)
    path = path / "__init__.py" if path.is_dir() else path
    if not path.is_file() or path.suffix != ".py":
        raise UnmetError(f"{path} is no plugin: a plugin is a Python file, or a folder with an __init__.py")
    return path.resolve()


def plugin_name(path: Path) -> str:
    """The name that kgraph knows a plugin by: of its file, or of its folder."""
    return path.parent.name if path.name == "__init__.py" else path.stem


def _loader(plugin: PluginPath, path: Path) -> Callable[[], ModuleType]:
    if isinstance(plugin, ModuleType):
        return lambda: plugin
    return partial(load_from, path.parent.parent if path.name == "__init__.py" else path.parent, plugin_name(path))


def _workspace(root: Path | None, words: tuple[str, ...]) -> Workspace:
    """A workspace with a registry of its own; what it has read is kept until a file changes."""
    project = TrialProject(root, "en", words=words)
    return copy.copy(_read(project, Workspace(project).key))


@lru_cache(maxsize=8)
def _read(project: TrialProject, _key: str) -> Workspace:
    workspace = Workspace(project)
    assert workspace.engine is not None
    assert workspace.vocabulary is not None
    return workspace
