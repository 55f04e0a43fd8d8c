"""SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/): queries alone; nothing is written or fetched."""

from collections.abc import Sequence
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kgraph.explorer.guards import as_response
from kgraph.explorer.jobs import Given, Job, Reply
from kgraph.explorer.pool import Pool
from kgraph.explorer.problems import problem
from kgraph.explorer.resources import LANG, SPARQL
from kgraph.messages import say

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
DATASET = ("default-graph-uri", "named-graph-uri")
# More than the longest query, however its characters are written.
LARGEST = 1_300_000
MOST_FIELDS = 1000
Pairs = Sequence[tuple[str, str]]


class _RefusedError(Exception):
    """A request that cannot be met, with the reply that says so."""

    def __init__(self, status: int, detail: str, hint: str = "") -> None:
        super().__init__(detail)
        self.reply = problem(status, detail, hint=hint)


def sparql_route(pool: Pool, language: str) -> Route:
    """The route of the endpoint."""

    async def endpoint(request: Request) -> Response:
        try:
            speech = _speech(request, language)
            pairs = await _pairs(request, speech)
            given = _given(request, pairs, pool, speech)
        except _RefusedError as error:
            return as_response(error.reply)
        reply: Reply = await pool.run(Job(SPARQL, given))
        return as_response(reply)

    return Route(SPARQL, endpoint, methods=["GET", "POST"])


def _speech(request: Request, language: str) -> str:
    """The reader's language."""
    said = tuple(request.query_params.getlist(LANG.name))
    if key := LANG.fault(said):
        choices = " · ".join(LANG.choices)
        raise _RefusedError(400, say(language, key, name=LANG.name, value=said[0][:60], choices=choices))
    return next(iter(said), language)


def _given(request: Request, pairs: Pairs, pool: Pool, language: str) -> Given:
    """The values of a request."""
    queries = [value for name, value in pairs if name == "query"]
    if any(name == "update" for name, _ in pairs):
        raise _RefusedError(400, say(language, "sparql_update"), say(language, "sparql_refused_hint"))
    if len(queries) > 1:
        raise _RefusedError(400, say(language, "explorer_twice", name="query"))
    if not queries and request.method == "POST":
        raise _RefusedError(400, say(language, "explorer_lacking", name="query"))
    found = {name: tuple(value for key, value in pairs if key == name) for name in DATASET}
    if queries:
        found["query"] = (queries[0],)
    here = str(request.url.replace(query="", fragment=""))
    accept = ",".join(request.headers.getlist("accept"))
    return Given({**found, "here": (here,), "accept": (accept,), "lang": (language,)}, pool.limits)


async def _pairs(request: Request, language: str) -> Pairs:
    """The names and values of a request, wherever they stand in it."""
    pairs = request.query_params.multi_items()
    if request.method != "POST":
        return pairs
    media, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    charset = parameters.partition("charset=")[2].partition(";")[0].strip(' "') or "utf-8"
    if media.strip() == UPDATE:
        raise _RefusedError(415, say(language, "sparql_update"), say(language, "sparql_refused_hint"))
    if media.strip() not in {FORM, DIRECT} or charset not in {"utf-8", "utf8"}:
        raise _RefusedError(415, say(language, "sparql_body"), f"{FORM} · {DIRECT}")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise _RefusedError(413, say(language, "sparql_large", most=LARGEST))
    try:
        text = body.decode("utf-8")
        sent = [("query", text)] if media.strip() == DIRECT else _fields(text)
    except ValueError:
        raise _RefusedError(400, say(language, "sparql_unread")) from None
    return [*pairs, *sent]


def _fields(text: str) -> Pairs:
    """The fields of a form; ValueError where it cannot be read."""
    return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
