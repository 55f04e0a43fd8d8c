"""kgraph: ask plans questions.

import kgraph
w = kgraph.open()
w.ask("measures that support sdg:11")
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgraph.answer import Answer, Evidence, Thing
    from kgraph.errors import KgraphError, ProjectError, QueryError, QuestionError, StoreError
    from kgraph.opening import open_workspace as open  # noqa: A004
    from kgraph.workspace import Workspace

__version__ = "0.1.0"
# Each name is fetched when it is first used, so that the command line starts at once.
_HOMES = {
    "open": ("kgraph.opening", "open_workspace"),
    "Workspace": ("kgraph.workspace", "Workspace"),
    "Answer": ("kgraph.answer", "Answer"),
    "Evidence": ("kgraph.answer", "Evidence"),
    "Thing": ("kgraph.answer", "Thing"),
    "KgraphError": ("kgraph.errors", "KgraphError"),
    "ProjectError": ("kgraph.errors", "ProjectError"),
    "QueryError": ("kgraph.errors", "QueryError"),
    "QuestionError": ("kgraph.errors", "QuestionError"),
    "StoreError": ("kgraph.errors", "StoreError"),
}
__all__ = [
    "Answer",
    "Evidence",
    "KgraphError",
    "ProjectError",
    "QueryError",
    "QuestionError",
    "StoreError",
    "Thing",
    "Workspace",
    "__version__",
    "open",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kgraph' has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
