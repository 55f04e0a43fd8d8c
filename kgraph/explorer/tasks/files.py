"""Answers and graphs as files, in every format that a renderer or an exporter writes."""

from dataclasses import replace
from io import BytesIO
from urllib.parse import quote

from kgraph.answer import Answer
from kgraph.dossier import Dossier
from kgraph.errors import KgraphError
from kgraph.explorer.jobs import Given, Reply
from kgraph.explorer.resources import BASIS, PARAM, PLAN, QUESTION, Input, Resource
from kgraph.explorer.tasks.asking import EVIDENCE, answered
from kgraph.messages import say
from kgraph.plugin import Exporter
from kgraph.render import FORMATS, SUFFIXES, render_all
from kgraph.viewing import ProjectView
from kgraph.workspace import Workspace

FORMAT = Input("format", "The name of a format; /api/about lists them.", required=True, longest=60, example="csv")
GRAPH_FORMAT = replace(FORMAT, example="turtle")
AROUND = Input("around", "A thing, by its code or name: the graph near it alone.", example="sdg:11")
DEPTH = Input("depth", "How many links from it.", "integer", default="1", least=1, most=9)
THING = Input("thing", "Things by their codes, names or IRIs: these and the links among them.", many=True, longest=2000)
SURE = Input("sure", "Of inferred links those of at least this confidence alone.", choices=("low", "medium", "high"))
SOME = Input("question", "A question in Spor: the things in its answer and the links among them.")
MEDIA = {
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".tsv": "text/tab-separated-values; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ttl": "text/turtle; charset=utf-8",
    ".rdf": "application/rdf+xml",
    ".jsonld": "application/ld+json",
    ".zip": "application/zip",
}
BINARY = "application/octet-stream"


def answer_file(workspace: Workspace, given: Given) -> Reply:
    """The answer as a file.

    Raises:
        KgraphError: there is no such format.
    """
    return rendered(workspace, given, answered(workspace, given))


def rendered(workspace: Workspace, given: Given, found: Answer | Dossier) -> Reply:
    """An answer, or several that belong together, as a file of the format that was given.

    Raises:
        KgraphError: there is no such format.
    """
    name = given.text("format")
    given_formats = workspace.registry.given("renderers")
    if name not in FORMATS and name not in given_formats:
        hint = " · ".join([*FORMATS, *given_formats])
        raise KgraphError(say(given.language, "explorer_format", name=name), hint=hint, language=given.language)
    if name in FORMATS:
        suffix = ".csv" if name == "excel" else next(each for each, form in SUFFIXES.items() if form == name)
        return as_file(render_all(found, name).encode("utf-8", "replace"), f"kgraph{suffix}", suffix)
    renderer = given_formats[name]
    content = renderer.render([found] if isinstance(found, Answer) else found.answers)
    return as_file(
        content.encode("utf-8", "replace") if isinstance(content, str) else content, "kgraph", renderer.suffix
    )


def narrowed(workspace: Workspace, given: Given) -> ProjectView:
    """The view of the plan, the question and the things that were given.

    Raises:
        KgraphError: there is no such plan or thing; or the answer has no things.
        TooMuchError: its graph has more things than the limit.
    """
    view = workspace.view(given.text("plan") or None, basis=given.basis, language=given.language)
    if question := given.text("question"):
        view = view.of_question(question, **given.parameters)
    if around := given.text("around"):
        view = view.around(around, given.number("depth"))
    if things := given.many("thing"):
        view = view.of_things(things)
    if least := given.text("sure"):
        view = view.surely(least)
    return view


def graph_file(workspace: Workspace, given: Given) -> Reply:
    """The graph as a file.

    Raises:
        KgraphError: as `narrowed`; or there is no such format.
        TooMuchError: as `narrowed`.
    """
    registry, name = workspace.registry, given.text("format")
    is_part = any(given.many(each) for each in ("question", "around", "thing"))
    exporter: Exporter = registry.exporter_of_parts(name) if is_part else registry.find("exporters", name)
    view = narrowed(workspace, given)
    file = BytesIO()
    for _loss in exporter.write(view, file):
        pass
    return as_file(file.getvalue(), "kgraph", exporter.suffix)


def as_file(content: bytes, name: str, suffix: str) -> Reply:
    """A download: no page of ours shows it, so that nothing in it can run here."""
    name = name if name.endswith(suffix) else name + suffix
    headers = (("Content-Disposition", f"attachment; filename*=UTF-8''{quote(name)}"),)
    return Reply(200, MEDIA.get(suffix, BINARY), content, headers)


RESOURCES = (
    Resource(
        "/api/answer",
        "The answer to a question as a file.",
        (QUESTION, FORMAT, PARAM, BASIS, EVIDENCE),
        answer_file,
        media=(*sorted(set(MEDIA.values())), BINARY),
    ),
    Resource(
        "/api/export",
        "The graph, or a part of it, as a file.",
        (GRAPH_FORMAT, SOME, PARAM, THING, AROUND, DEPTH, SURE, PLAN, BASIS),
        graph_file,
        media=(*sorted(set(MEDIA.values())), BINARY),
    ),
)
