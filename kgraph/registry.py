"""The plugins of a project: found, loaded, each kept apart from the others' faults, and who gave what."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import pluggy

from kgraph.errors import KgraphError
from kgraph.gap_rules import GapRule
from kgraph.installed import Installed, installed
from kgraph.loading import load_file, load_module, plugins_in
from kgraph.messages import say
from kgraph.plugin import NAMESPACE, Analysis, Exporter, Hooks, Importer, Renderer
from kgraph.project import Project, shipped
from kgraph.trust import is_trusted

Origin = Literal["shipped", "installed", "project"]
State = Literal["works", "broken", "untrusted"]
# What each hook gives; a click command is known by having a name and a callback, so that click need not be imported.
SORTS: Mapping[str, tuple[type, ...]] = {
    "importers": (Importer,),
    "exporters": (Exporter,),
    "renderers": (Renderer,),
    "analyses": (Analysis,),
    "gap_rules": (GapRule,),
    "commands": (),
}


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plugin: where it is from, what it gives by hook, and why it is broken if it is."""

    name: str
    origin: Origin
    place: str
    state: State = "works"
    fault: str = ""
    gives: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)


class Registry:
    """The plugins that a project has; a value, not a global."""

    def __init__(self, project: Project, language: str = "en") -> None:
        """Nothing is loaded until it is asked for.

        Args:
            project: whose plugins, beside those that are shipped or installed.
            language: of what is said about broken ones.
        """
        self._project = project
        self._language = language

    @cached_property
    def plugins(self) -> tuple[Plugin, ...]:
        """Every plugin, shipped ones first, then installed ones, then the project's own."""
        found: list[Plugin] = []
        for name, origin, place, load in self._candidates():
            found.append(
                self._untrusted(name, place) if load is None else self._loaded(name, origin, place, load, found)
            )
        return tuple(found)

    def _candidates(self) -> Iterator[tuple[str, Origin, str, Callable[[], ModuleType] | None]]:
        for name, path in plugins_in(shipped("plugins")):
            yield name, "shipped", str(path), _loader(name, path, "shipped")
        for each in installed():
            yield each.name, "installed", f"{each.package} {each.version}".strip(), _importer(each)
        if not self._project.is_shipped and self._project.root is not None:
            folder = self._project.root / "plugins"
            own = list(plugins_in(folder))
            safe = bool(own) and is_trusted(folder, self._language)
            for name, path in own:
                yield name, "project", str(path), _loader(name, path, "project") if safe else None

    def _untrusted(self, name: str, place: str) -> Plugin:
        return Plugin(name, "project", place, "untrusted", say(self._language, "plugin_untrusted"))

    def _loaded(
        self, name: str, origin: Origin, place: str, load: Callable[[], ModuleType], before: list[Plugin]
    ) -> Plugin:
        """The plugin with what it gives; whatever goes wrong in it is its fault, and told."""
        try:
            gives = self._gives(name, load())
            self._refuse_clashes(name, gives, before)
        except KgraphError as error:
            return Plugin(name, origin, place, "broken", error.message)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - another's code may raise anything
            return Plugin(name, origin, place, "broken", f"{type(error).__name__}: {error}")
        return Plugin(name, origin, place, gives=gives)

    def _gives(self, name: str, module: ModuleType) -> dict[str, tuple[Any, ...]]:
        manager = pluggy.PluginManager(NAMESPACE)
        manager.add_hookspecs(Hooks)
        manager.register(module, name)
        self._refuse_misspelt(manager)
        found = {}
        for hook in SORTS:
            for implementation in getattr(manager.hook, hook).get_hookimpls():
                found[hook] = self._checked(hook, implementation.function())
        if not found:
            raise KgraphError(say(self._language, "plugin_without_hooks", known=", ".join(SORTS)))
        return found

    def _refuse_misspelt(self, manager: pluggy.PluginManager) -> None:
        for name, caller in vars(manager.hook).items():
            if not name.startswith("_") and not caller.has_spec():
                from rapidfuzz import process

                near = process.extractOne(name, list(SORTS))
                raise KgraphError(say(self._language, "plugin_misspelt", hook=name, near=near[0]))

    def _checked(self, hook: str, given: object) -> tuple[Any, ...]:
        if not isinstance(given, list | tuple):
            raise KgraphError(say(self._language, "plugin_no_list", hook=hook, sort=type(given).__name__))
        for each in given:
            fits = isinstance(each, SORTS[hook]) if SORTS[hook] else hasattr(each, "callback")
            if not fits or not getattr(each, "name", None):
                message = say(self._language, "plugin_wrong_sort", hook=hook, sort=type(each).__name__)
                raise KgraphError(message)
        return tuple(given)

    def _refuse_clashes(self, name: str, gives: Mapping[str, tuple[Any, ...]], before: list[Plugin]) -> None:
        from kgraph.render import FORMATS

        if any(each.name == name for each in before):
            raise KgraphError(say(self._language, "plugin_same_name", name=name))
        for hook, given in gives.items():
            owners = {each.name: owner.name for owner in before for each in owner.gives.get(hook, ())}
            if hook == "renderers":
                owners |= dict.fromkeys(FORMATS, "kgraph")
            for each in given:
                if each.name in owners:
                    message = say(self._language, "plugin_clash", thing=each.name, hook=hook, other=owners[each.name])
                    raise KgraphError(message)
                owners[each.name] = name

    # ---- what they give

    def given(self, hook: str) -> dict[str, Any]:
        """What the working plugins give at a hook, by name."""
        return {each.name: each for plugin in self.plugins for each in plugin.gives.get(hook, ())}

    def find(self, hook: str, name: str) -> Any:
        """What a working plugin gives at a hook under a name.

        Raises:
            KgraphError: there is none; the hint says which are called nearly so.
        """
        known = self.given(hook)
        if name in known:
            return known[name]
        raise KgraphError(
            say(self._language, f"no_such_{hook}", name=name), hint=self._near(name, known), language=self._language
        )

    def _near(self, name: str, known: Mapping[str, Any]) -> str:
        from rapidfuzz import process

        near = [each for each, _, _ in process.extract(name, list(known), limit=4, score_cutoff=60)]
        asleep = any(each.state == "untrusted" for each in self.plugins)
        hint = " · ".join(near or known)
        return f"{hint}. {say(self._language, 'plugin_untrusted')}" if asleep else hint


def _loader(name: str, path: Path, origin: Origin) -> Callable[[], ModuleType]:
    return lambda: load_file(name, path, origin)


def _importer(each: Installed) -> Callable[[], ModuleType]:
    return lambda: load_module(each.module)
