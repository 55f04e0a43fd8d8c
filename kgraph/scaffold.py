"""A plugin that works, and its test, to begin one's own from."""

import contextlib
import keyword
import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from kgraph.errors import KgraphError
from kgraph.messages import say
from kgraph.project import Project
from kgraph.registry import OWN, Registry

TEMPLATES = Path(__file__).parent / "scaffolds"
# The kinds of plugin, each with the hook that it has.
HOOKS = {
    "exporter": "exporters",
    "importer": "importers",
    "analysis": "analyses",
    "gaps": "gap_rules",
    "renderer": "renderers",
}


def write_plugin(name: str, kind: str, folder: Path, language: str) -> list[Path]:
    """Write a plugin that gives one thing of a kind, and a test of it, both or neither; their paths.

    What it gives is called as the plugin, with hyphens for underscores.

    Raises:
        KgraphError: the name cannot name a plugin, or is taken; or the files cannot be written.
    """
    _check_name(name, language)
    given = name.replace("_", "-")
    _check_free(name, given, HOOKS[kind], language)
    files = {folder / f"{name}.py": f"{kind}.py", folder / f"test_{name}.py": f"{kind}_test.txt"}
    for path in (*files, folder / name):
        if os.path.lexists(path):
            message = say(language, "scaffold_there", path=path)
            raise KgraphError(message, hint=say(language, "scaffold_there_hint"), language=language)
    texts = {path: (TEMPLATES / template).read_text(encoding="utf-8") for path, template in files.items()}
    _write(
        {path: text.replace("plugin-name", given).replace("plugin_name", name) for path, text in texts.items()},
        language,
    )
    return list(files)


def _check_name(name: str, language: str) -> None:
    """A plugin is a module: its name is one, in plain lower-case letters; the loader passes over test_ and _."""
    plain = re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) and not keyword.iskeyword(name)
    if not plain or keyword.issoftkeyword(name) or name.startswith("test_") or name in sys.stdlib_module_names:
        usual = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
        hint = say(
            language, "scaffold_bad_name_hint", example=usual if usual != name and usual[:1].isalpha() else "my_plans"
        )
        raise KgraphError(say(language, "scaffold_bad_name", name=name), hint=hint, language=language)


def _check_free(name: str, given: str, hook: str, language: str) -> None:
    """Neither the plugin nor what it gives has the name of one that is there already."""
    registry = Registry(Project(None), language)
    owners = {each.name: each.name for each in registry.plugins}
    owners |= {one.name: each.name for each in registry.plugins for one in each.gives.get(hook, ())}
    owners |= dict.fromkeys(OWN.get(hook, ()), "kgraph")
    for taken in (name, given):
        if taken in owners:
            message = say(language, "scaffold_taken", name=taken, other=owners[taken])
            raise KgraphError(message, hint=say(language, "scaffold_taken_hint", name=name), language=language)


def _write(texts: Mapping[Path, str], language: str) -> None:
    """All the files, or none; a folder that is made for them goes with them."""
    new: list[Path] = []
    folder = next(iter(texts)).parent
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in texts.items():
            temporary = path.with_name(f".{path.name}.{os.getpid()}")
            new.append(temporary)
            temporary.write_text(text, encoding="utf-8", newline="\n")
        for path, temporary in zip(texts, list(new), strict=True):
            os.replace(temporary, path)
            new.append(path)
    except OSError as error:
        for each in new:
            each.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            for each in made:
                each.rmdir()
        message = say(language, "unwritable", path=folder, error=error.strerror)
        raise KgraphError(message, language=language) from None
