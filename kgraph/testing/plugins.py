"""Whether a whole plugin keeps the contract: its words, and all that it gives."""

import ast
import os
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

from kgraph.registry import Plugin
from kgraph.testing.demands import demand, unique
from kgraph.testing.forms import check_exporter, check_importer, check_renderer
from kgraph.testing.rules import check_gap_rule
from kgraph.testing.runs import check_analysis, check_command
from kgraph.testing.trial import Trial, path_of, plugin_name, trial_of
from kgraph.testing.words import check_words

CHECKS: Mapping[str, Callable[[Any, Trial], None]] = {
    "importers": lambda given, _trial: check_importer(given),
    "exporters": check_exporter,
    "renderers": lambda given, _trial: check_renderer(given),
    "analyses": check_analysis,
    "gap_rules": check_gap_rule,
    "commands": lambda given, trial: check_command(given, (), trial),
}


def check_plugin(plugin: str | os.PathLike[str] | ModuleType, project: str | os.PathLike[str] | None = None) -> Plugin:
    """The plugin is found and loaded as kgraph does it, its words are whole, and all that it gives keeps the contract.

    Args:
        plugin: its file, its folder, or its module.
        project: the folder of a project to try it on beside an empty one; without it, the example.

    Returns:
        The plugin; `gives` has what each of its hooks gives, for tests of one's own.

    Raises:
        AssertionError: something is wrong; says what to mend.
    """
    path = path_of(plugin)
    name = plugin_name(path)
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    demand(said, f"the plugin {name}: it begins with a docstring that says what it answers, and how to read that")
    if words := sorted(path.parent.glob("*.ttl")):
        check_words(*words)
    trial = trial_of(project, plugin)
    assert trial.plugin is not None
    for hook, given in trial.plugin.gives.items():
        demand(given, f"the plugin {name}: {hook} gives an empty list; leave the hook out")
        unique(f"the plugin {name}", [each.name for each in given])
        for each in given:
            CHECKS[hook](each, trial)
    return trial.plugin
