"""The description of the API: OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1.html), made from the resources."""

from collections.abc import Mapping
from typing import Any

from kgraph.explorer.jobs import JSON, Limits
from kgraph.explorer.problems import MEDIA
from kgraph.explorer.resources import LONGEST_LINE, SPARQL, Input, Resource, resources
from kgraph.showing.schemas import COUNT, TEXT, one_of, or_null, whole

PROBLEM: dict[str, Any] = {
    "description": "What is wrong, and how to mend it: RFC 9457.",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "additionalProperties": False,
    "properties": {
        "type": {"const": "about:blank"},
        "title": {**TEXT, "description": "The name of the status."},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {**TEXT, "description": "What is wrong, in the reader's language."},
        "hint": {**TEXT, "description": "How to mend it."},
        "question": {**TEXT, "description": "The text that start and end point into."},
        "start": {**COUNT, "description": "Offset of the place, in characters."},
        "end": {**COUNT, "description": "Offset of its end."},
        "mended": {**or_null(TEXT), "description": "The question as the hint would have it."},
    },
}
# The error responses by status: the name of each, and when it comes.
REFUSALS = {
    "400": ("Misunderstood", "The request, or the question in it, cannot be understood."),
    "403": ("OtherSite", "The request comes from a page of another site, which --allow-origin does not name."),
    "404": ("Nowhere", "There is nothing at this path."),
    "405": ("OtherMethod", "The path takes other methods."),
    "406": ("Unacceptable", "No form of the answer is among those that Accept takes."),
    "413": ("TooMuch", "The answer, or the request, would go beyond a limit."),
    "415": ("Unread", "The body is of a form that is not read."),
    "503": ("NotNow", "There was no answer in time, or the project cannot be read now."),
}
ALWAYS = ("400", "403", "413", "503")
SPARQL_MORE = ("406", "415")
ALLOW = {"Allow": {"description": "The methods that it takes.", "schema": TEXT}}


def description(limits: Limits) -> dict[str, Any]:
    """The whole description, as JSON holds it."""
    from kgraph import __version__
    from kgraph.explorer.sparql.operations import operations

    schemas: dict[str, Any] = {"Problem": PROBLEM}
    own = {each.path: {"get": _operation(each, schemas)} for each in resources().values()}
    about = (
        f"Questions, things, gaps and coverage of plans. A request ends within {limits.seconds:g} s. A path that is "
        f"not here gives 404, a method that is not here 405 with Allow, both with a Problem. HEAD is as GET."
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "kgraph", "version": __version__, "description": about, "license": {"name": "MIT"}},
        "paths": {
            **own,
            SPARQL: {
                method: each | {"responses": each["responses"] | _refusals(*ALWAYS, *SPARQL_MORE)}
                for method, each in operations().items()
            },
            "/health": {"get": _plain("health", "Whether the server is there.", whole(status=one_of("ok")))},
            "/api/openapi.json": {"get": _plain("openapi", "This description.", {"type": "object"})},
        },
        "components": {
            "schemas": schemas,
            "responses": {name: _refusal(status, what) for status, (name, what) in REFUSALS.items()},
        },
    }


# ---- what comes back


def _operation(resource: Resource, schemas: dict[str, Any]) -> dict[str, Any]:
    name = resource.path.removeprefix("/api/")
    schema = _placed(resource.schema, name, schemas)
    content = {media: {"schema": schema} if media == JSON and schema else {} for media in resource.media}
    return {
        "operationId": name,
        "summary": resource.what,
        "parameters": [_parameter(each) for each in resource.every],
        "responses": {"200": {"description": resource.what, "content": content}, **_refusals(*ALWAYS)},
    }


def _plain(name: str, what: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """What the server itself answers, without a worker."""
    content = {JSON: {"schema": schema}}
    return {
        "operationId": name,
        "summary": what,
        "responses": {"200": {"description": what, "content": content}, **_refusals("400", "403")},
    }


def _refusals(*statuses: str) -> dict[str, Any]:
    return {status: {"$ref": f"#/components/responses/{REFUSALS[status][0]}"} for status in statuses}


def _refusal(status: str, what: str) -> dict[str, Any]:
    content: dict[str, Any] = {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    if status == "400":
        # So says the reader of HTTP itself, which knows no Problem.
        what += f" In plain text where the address is longer than {LONGEST_LINE:,} bytes."
        content["text/plain"] = {}
    return {"description": what, "content": content} | ({"headers": ALLOW} if status == "405" else {})


def _placed(schema: Any, home: str, schemas: dict[str, Any]) -> Any:
    """A schema whose definitions stand among the schemas of the description, where alone its references may point.

    Definitions are named for the schema that they are in: the answer's cells are `answer.cell`.
    """
    if isinstance(schema, list):
        return [_placed(each, home, schemas) for each in schema]
    if not isinstance(schema, Mapping):
        return schema
    home = schema["$id"].rpartition("/")[2].partition(".")[0] if "$id" in schema else home
    for name, each in schema.get("$defs", {}).items():
        if f"{home}.{name}" not in schemas:
            schemas[f"{home}.{name}"] = _placed(each, home, schemas)
    whole_ = {
        key: value.replace("#/$defs/", f"#/components/schemas/{home}.")
        if key == "$ref"
        else _placed(value, home, schemas)
        for key, value in schema.items()
        if key not in {"$schema", "$id", "$defs"}
    }
    if "$id" not in schema:
        return whole_
    schemas[home] = whole_
    return {"$ref": f"#/components/schemas/{home}"}


# ---- what is given


def _parameter(given: Input) -> dict[str, Any]:
    found = {"name": given.name, "in": "query", "required": given.required, "description": given.what}
    schema = _schema(given)
    if given.many:
        schema = {"type": "array", "items": schema}
    example = {"example": [given.example] if given.many else given.example} if given.example else {}
    return {**found, "schema": schema, **example}


def _schema(given: Input) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": {"text": "string"}.get(given.sort, given.sort)}
    if given.choices:
        schema["enum"] = list(given.choices)
    if given.sort == "integer":
        schema |= {"minimum": given.least, "maximum": given.most}
    elif given.sort == "text" and not given.choices:
        schema |= {"maxLength": given.longest, **({"minLength": 1} if given.required else {})}
    if given.default:
        value = {"true": True, "false": False}.get(given.default, given.default)
        schema["default"] = int(given.default) if given.sort == "integer" else value
    return schema
