"""The site: pages, the API, and the answers to SPARQL."""

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kgraph import front
from kgraph.explorer.guards import Guard, as_response
from kgraph.explorer.jobs import Given, Job, Limits, Opening
from kgraph.explorer.openapi import description
from kgraph.explorer.pool import Pool
from kgraph.explorer.problems import problem
from kgraph.explorer.resources import Resource, resources
from kgraph.messages import say


@dataclass(frozen=True, slots=True)
class Settings:
    """How a site is served.

    Attributes:
        opening: the project, and the language of who does not say theirs.
        limits: what one request may take.
        hosts: names that the site may be called by, beside those of this machine.
        origins: other sites whose pages may ask it.
        workers: how many processes answer; as many as there are processors without it, two at least.
    """

    opening: Opening = field(default_factory=Opening)
    limits: Limits = field(default_factory=Limits)
    hosts: Sequence[str] = ()
    origins: Sequence[str] = ()
    workers: int | None = None


def site(settings: Settings, pool: Pool) -> Guard:
    """The application, ready to be served; it starts the pool, and stops it."""

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        async with pool:
            yield

    language, origins = settings.opening.language, [origin.rstrip("/") for origin in settings.origins]
    inside = Starlette(
        routes=_routes(pool, settings),
        lifespan=life,
        middleware=[
            Middleware(CORSMiddleware, allow_origins=origins, allow_methods=["GET", "POST", "HEAD"]),
            Middleware(GZipMiddleware, minimum_size=1000),
        ],
        exception_handlers={HTTPException: _told(language), Exception: _fault(language)},
    )
    # Outside of all, so that a fault inside goes out with the same headers.
    return Guard(inside, settings.hosts, origins, language)


def _routes(pool: Pool, settings: Settings) -> list[Route]:
    from kgraph.explorer.sparql.routing import sparql_route

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})

    async def openapi(_: Request) -> Response:
        return JSONResponse(description(settings.limits))

    return [
        Route("/", _index(settings.opening.language), methods=["GET"]),
        Route("/front/{name:path}", _file(), methods=["GET"]),
        Route("/health", health, methods=["GET"]),
        Route("/api/openapi.json", openapi, methods=["GET"]),
        *(Route(each.path, _resource(each, pool, settings), methods=["GET"]) for each in resources().values()),
        sparql_route(pool, settings.opening.language),
    ]


# ---- pages

NONCE, LANGUAGE = b"{{ nonce }}", b"{{ language }}"


Endpoint = Callable[[Request], Awaitable[Response]]


def _index(language: str) -> Endpoint:
    async def index(request: Request) -> Response:
        page = front.read("index.html").replace(LANGUAGE, language.encode())
        page = page.replace(NONCE, request.scope["nonce"].encode())
        return Response(page, media_type="text/html", headers={"Cache-Control": "no-store"})

    return index


def _file() -> Endpoint:
    async def file(request: Request) -> Response:
        name = request.path_params["name"]
        try:
            content = front.read(name)
        except (OSError, ValueError):
            raise HTTPException(404) from None
        mark = f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
        headers = {"ETag": mark, "Cache-Control": "no-cache"}
        if request.headers.get("if-none-match", "").removesuffix('-gzip"').removeprefix("W/") == mark:
            return Response(status_code=304, headers=headers)
        return Response(content, media_type=front.media_type(name), headers=headers)

    return file


# ---- the API


def _resource(resource: Resource, pool: Pool, settings: Settings) -> Endpoint:
    async def answer(request: Request) -> Response:
        pairs = request.query_params.multi_items()
        given = resource.given(pairs, settings.opening.language, settings.limits)
        if not isinstance(given, Given):
            return as_response(given)
        response = as_response(await pool.run(Job(resource.path, given)))
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer


# ---- errors


def _told(language: str) -> Callable[[Request, Exception], Response]:
    def told(_: Request, error: Exception) -> Response:
        status, headers = (error.status_code, error.headers) if isinstance(error, HTTPException) else (500, None)
        key = {404: "explorer_nowhere", 405: "explorer_method"}.get(status, "explorer_refused")
        return as_response(problem(status, say(language, key), headers=_sorted(headers or {})))

    return told


def _sorted(headers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The headers, the methods that Allow tells always in the same order."""
    return tuple(
        (name, ", ".join(sorted(value.split(", "))) if name == "Allow" else value) for name, value in headers.items()
    )


def _fault(language: str) -> Callable[[Request, Exception], Response]:
    def fault(_: Request, error: Exception) -> Response:
        return as_response(problem(500, say(language, "explorer_fault", kind=type(error).__name__)))

    return fault
