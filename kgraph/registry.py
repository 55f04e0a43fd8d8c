"""The plugins of a project: found, loaded, each kept apart from the others' faults, and who gave what."""

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cached_property, partial
from pathlib import Path
from types import ModuleType, UnionType
from typing import Any, Literal, get_args, get_origin

import pluggy

from kgraph.building import read_source
from kgraph.commands import COMMANDS
from kgraph.errors import KgraphError
from kgraph.gap_rules import GapRule
from kgraph.installed import installed
from kgraph.loading import files_in, load_from, load_module, plugins_among
from kgraph.messages import say
from kgraph.plugin import NAMESPACE, Analysis, Exporter, Hooks, Importer, Renderer
from kgraph.project import Project, Source, shipped
from kgraph.render import FORMATS
from kgraph.render.cells import plain
from kgraph.trust import trusted_files

Origin = Literal["shipped", "installed", "project"]
State = Literal["works", "broken", "untrusted"]
# What each hook gives; a click command is known by what it has, so that click need not be imported.
SORTS: Mapping[str, type | None] = {
    "importers": Importer,
    "exporters": Exporter,
    "renderers": Renderer,
    "analyses": Analysis,
    "gap_rules": GapRule,
    "commands": None,
}
# What kgraph itself has under these names.
OWN = {"renderers": FORMATS, "commands": COMMANDS}
# The packages between kgraph and the code of a plugin that it calls.
ON_THE_WAY = {"kgraph", "click", "contextlib", "importlib", "pluggy"}
NAME = re.compile(r"\w[\w.-]*")


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plugin: where it is from, what it gives by hook, and why it is broken or may not run, if so."""

    name: str
    origin: Origin
    place: str
    state: State = "works"
    fault: str = ""
    gives: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a plugin: how it is loaded, or why it may not be."""

    name: str
    origin: Origin
    place: str
    load: Callable[[], ModuleType] | None
    why_not: str = ""
    words: tuple[str, ...] = ()


class Registry:
    """The plugins that a project has; a value, not a global."""

    def __init__(self, project: Project, language: str = "en") -> None:
        """Nothing is loaded until it is asked for.

        Args:
            project: whose plugins, beside those that are shipped or installed.
            language: of what is said about them.
        """
        self._project = project
        self.language = language

    @cached_property
    def plugins(self) -> tuple[Plugin, ...]:
        """Every plugin, shipped ones first, then installed ones, then the project's own.

        Raises:
            KgraphError: the project has plugins, and the list of what is trusted cannot be read.
        """
        found: list[Plugin] = []
        for each in self._candidates():
            found.append(self._loaded(each, found))
        return tuple(found)

    def _candidates(self) -> Iterator[Candidate]:
        folder = shipped("plugins")
        for name, file in plugins_among(files_in(folder)):
            load = partial(load_from, folder, name)
            yield Candidate(name, "shipped", str(folder / file), load, words=_words(folder / file))
        for each in installed():
            place = f"{each.package} {each.version}".strip()
            yield Candidate(each.name, "installed", place, partial(load_module, each.module), words=each.words)
        if not self._project.is_shipped and self._project.root is not None:
            yield from self._own(self._project.root / "plugins")

    def _own(self, folder: Path) -> Iterator[Candidate]:
        """The project's own: none is loaded before it is trusted, and what is loaded is what was looked at."""
        there = files_in(folder)
        files = trusted_files(folder, self.language) if there else "unknown"
        if isinstance(files, str):
            why_not = say(self.language, "trust_changed") if files == "changed" else ""
            yield from (
                Candidate(name, "project", str(folder / file), None, why_not) for name, file in plugins_among(there)
            )
            return
        for name, file in plugins_among(files):
            load = partial(load_from, folder, name, files)
            yield Candidate(name, "project", str(folder / file), load, words=_words(folder / file))

    def _loaded(self, each: Candidate, before: list[Plugin]) -> Plugin:
        """The plugin with what it gives; whatever goes wrong in it is its fault, and told."""
        if each.load is None:
            return Plugin(each.name, each.origin, each.place, "untrusted", each.why_not)
        try:
            self._refuse_namesakes(each.name, before)
            gives = self._gives(each.name, each.load())
            self._refuse_clashes(each.name, gives, before)
            for path in each.words:
                read_source(Source(path, path), self.language)
        except KgraphError as error:
            return Plugin(each.name, each.origin, each.place, "broken", _line(error.message))
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - another's code may raise anything
            return Plugin(each.name, each.origin, each.place, "broken", told(error))
        return Plugin(each.name, each.origin, each.place, gives=gives)

    def _gives(self, name: str, module: ModuleType) -> dict[str, tuple[Any, ...]]:
        manager = pluggy.PluginManager(NAMESPACE)
        manager.add_hookspecs(Hooks)
        manager.register(module, name)
        self._refuse_misspelt(manager)
        found: dict[str, tuple[Any, ...]] = {}
        for hook in SORTS:
            for implementation in getattr(manager.hook, hook).get_hookimpls():
                found[hook] = (*found.get(hook, ()), *self._checked(hook, implementation.function()))
        if not found:
            raise KgraphError(say(self.language, "plugin_without_hooks", known=", ".join(SORTS)))
        return found

    def _refuse_misspelt(self, manager: pluggy.PluginManager) -> None:
        for name, caller in vars(manager.hook).items():
            if not name.startswith("_") and not caller.has_spec():
                near = nearest(name, SORTS, most=1) or ", ".join(SORTS)
                raise KgraphError(say(self.language, "plugin_misspelt", hook=name, near=near))

    def _checked(self, hook: str, given: object) -> tuple[Any, ...]:
        if not isinstance(given, list | tuple):
            raise KgraphError(say(self.language, "plugin_no_list", hook=hook, sort=type(given).__name__))
        for each in given:
            sort, name = SORTS[hook], getattr(each, "name", None)
            if not (isinstance(each, sort) if sort else _is_command(each)):
                raise KgraphError(say(self.language, "plugin_wrong_sort", hook=hook, sort=type(each).__name__))
            if not isinstance(name, str) or not NAME.fullmatch(name):
                raise KgraphError(say(self.language, "plugin_bad_name", hook=hook, name=repr(name)))
            for wrong in _misfits(each):
                raise KgraphError(say(self.language, "plugin_wrong_field", hook=hook, name=name, field=wrong))
        return tuple(given)

    def _refuse_namesakes(self, name: str, before: list[Plugin]) -> None:
        for other in before:
            if other.name == name:
                raise KgraphError(say(self.language, "plugin_same_name", name=name, place=other.place))

    def _refuse_clashes(self, name: str, gives: Mapping[str, tuple[Any, ...]], before: list[Plugin]) -> None:
        for hook, given in gives.items():
            owners = dict.fromkeys(OWN.get(hook, ()), "kgraph")
            owners |= {each.name: owner.name for owner in before for each in owner.gives.get(hook, ())}
            for each in given:
                if each.name in owners:
                    message = say(self.language, "plugin_clash", thing=each.name, hook=hook, other=owners[each.name])
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
        hint = ". ".join(each for each in (nearest(name, known) or " · ".join(known), self.silent()) if each)
        raise KgraphError(say(self.language, f"no_such_{hook}", name=name), hint=hint, language=self.language)

    def exporter_of_parts(self, name: str) -> Exporter:
        """An exporter that can write chosen things alone.

        Raises:
            KgraphError: there is none of this name, or it writes whole plans alone; the hint says which do not.
        """
        found: Exporter = self.find("exporters", name)
        if takes_parts(found):
            return found
        forms = " · ".join(sorted(each for each, other in self.given("exporters").items() if takes_parts(other)))
        hint = say(self.language, "part_whole_only_hint", forms=forms)
        raise KgraphError(say(self.language, "part_whole_only", form=name), hint=hint, language=self.language)

    def silent(self) -> str:
        """A sentence about the plugins that are there and give nothing, which may be the ones looked for."""
        for state in ("untrusted", "broken"):
            if any(each.state == state for each in self.plugins):
                return say(self.language, f"plugin_{state}")
        return ""


def takes_parts(exporter: Exporter) -> bool:
    """Whether an exporter can write chosen things alone."""
    return not (exporter.whole_plans or exporter.one_plan)


def _words(path: Path) -> tuple[str, ...]:
    """The Turtle files beside a plugin: in its folder, or of its name."""
    found = path.parent.glob("*.ttl") if path.name == "__init__.py" else [path.with_suffix(".ttl")]
    return tuple(str(each) for each in sorted(found) if each.is_file())


def nearest(name: str, known: Iterable[str], most: int = 4) -> str:
    """The names that are nearly so; empty without any."""
    from rapidfuzz import process

    return " · ".join(each for each, _, _ in process.extract(name, list(known), limit=most, score_cutoff=60))


def told(error: BaseException) -> str:
    """What another's code raised, in one line: where, of which sort, and its text."""
    if isinstance(error, SyntaxError) and error.filename:
        return _line(f"{_short(error.filename)}:{error.lineno}: {type(error).__name__}: {error.msg}")
    walk = traceback.walk_tb(error.__traceback__)
    steps = [(str(frame.f_globals.get("__name__")), frame.f_code.co_filename, line) for frame, line in walk]
    # The first that is not ours, or on the way from us, is the plugin; where in it is said by its last.
    theirs = next((file for module, file, _ in steps if module.partition(".")[0] not in ON_THE_WAY), None)
    place = [f"{_short(file)}:{line}: " for _, file, line in steps if file == theirs][-1:]
    return _line(f"{''.join(place)}{type(error).__name__}: {error}")


def _short(file: str) -> str:
    return "/".join(Path(file).parts[-2:])


def _line(text: str) -> str:
    return plain(" ".join(text.split()))


def _is_command(each: object) -> bool:
    """Whether it is a click command, and no group of them."""
    return callable(getattr(each, "callback", None)) and hasattr(each, "params") and not hasattr(each, "commands")


def _misfits(each: Any) -> Iterator[str]:
    """The fields of a value that do not hold what its class says."""
    if is_dataclass(each):
        yield from (one.name for one in fields(each) if not _fits(getattr(each, one.name), one.type))


def _fits(value: Any, wanted: Any) -> bool:
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(each, arguments[0]) for each in value)
    if origin is Literal:
        return value in arguments
    if origin is UnionType:
        return any(_fits(value, each) for each in arguments)
    return callable(value) if origin is not None else isinstance(value, wanted)
