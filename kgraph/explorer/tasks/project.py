"""What there is to ask about: the plans, the words, the formats and the analyses of the project."""

from typing import Any

from kgraph.explorer.jobs import Given, Limits, Reply
from kgraph.explorer.resources import BASIS, Resource
from kgraph.explorer.tasks import shapes
from kgraph.explorer.tasks.asking import as_json
from kgraph.plugin import Exporter, Renderer
from kgraph.registry import takes_parts
from kgraph.render import FORMATS, SUFFIXES
from kgraph.workspace import Workspace

OUR_SUFFIX = {"excel": ".csv", **{form: suffix for suffix, form in SUFFIXES.items()}}


def about(workspace: Workspace, given: Given) -> Reply:
    """Everything that a page needs before the first question."""
    from kgraph.showing.words import about as words

    view = workspace.view(basis=given.basis, language=given.language)
    return as_json(
        {
            "name": view.name,
            **words(view),
            "answer_formats": [
                *({"name": name, "suffix": OUR_SUFFIX[name], "what": ""} for name in FORMATS),
                *(_format(each, given.language) for each in workspace.registry.given("renderers").values()),
            ],
            "graph_formats": [
                {**_format(each, given.language), "part": takes_parts(each)}
                for each in workspace.registry.given("exporters").values()
            ],
            "analyses": _analyses(workspace, given.language),
            "rules": [
                {"name": rule.name, "title": rule.title[given.language], "severity": rule.severity}
                for rule in workspace.registry.given("gap_rules").values()
            ],
            "limits": _limits(given.limits),
        }
    )


def _format(each: Renderer | Exporter, language: str) -> dict[str, str]:
    return {"name": each.name, "suffix": each.suffix, "what": each.what[language]}


def _analyses(workspace: Workspace, language: str) -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "title": each.title[language],
            "why": each.why[language],
            "parameters": [
                {"name": one.name, "what": one.what[language], "default": one.default} for one in each.parameters
            ],
        }
        for each in workspace.registry.given("analyses").values()
    ]


def _limits(limits: Limits) -> dict[str, float]:
    return {
        "seconds": limits.seconds,
        "rows": limits.rows,
        "megabytes": limits.megabytes,
        "depth": limits.depth,
    }


RESOURCES = (
    Resource("/api/about", "The plans, words, formats and analyses of the project.", (BASIS,), about, shapes.PROJECT),
)
