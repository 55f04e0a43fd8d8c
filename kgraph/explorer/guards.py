"""What stands between the network and the pages: whose name is called, who asks, and what a page may do."""

import re
import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.responses import Response

from kgraph.explorer.jobs import Reply
from kgraph.explorer.problems import problem
from kgraph.messages import say

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
# A name with a port, or without.
HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:]*)(?::[0-9]*)?")
# Content Security Policy Level 3. The editor's library writes a style sheet of its own, hence the nonce.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


class Guard:
    """Refuses what comes under another name than ours, or from another site; adds the headers of safety.

    A page elsewhere that has its own name point to this machine (DNS rebinding) is known by the name it calls. Who asks
    from another site is known by its origin, which is refused unless it is one of those allowed.
    """

    def __init__(self, application: Application, hosts: Iterable[str], origins: Iterable[str], language: str) -> None:
        self.application, self.language = application, language
        self.hosts, self.origins = LOOPBACK | {host.casefold() for host in hosts}, frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope["nonce"] = nonce
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self._refusal(headers)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                more = [*HEADERS, ("Content-Security-Policy", POLICY.format(nonce=nonce))]
                if self._origin(headers) in self.origins:
                    more = [pair for pair in more if pair[0] != "Cross-Origin-Resource-Policy"]
                added = [(name.lower().encode(), value.encode()) for name, value in more]
                message = {**message, "headers": [*message.get("headers", []), *added]}
            await send(message)

        if refusal is not None:
            await refusal(scope, receive, guarded)
        else:
            await self.application(scope, receive, guarded)

    def _refusal(self, headers: dict[str, str]) -> Response | None:
        host = headers.get("host", "")
        called = HOST.fullmatch(host)
        if called is None or called[1].casefold() not in self.hosts:
            return as_response(problem(400, say(self.language, "explorer_host")))
        origin = self._origin(headers)
        if origin and origin not in self.origins and urlsplit(origin).netloc.casefold() != host.casefold():
            return as_response(problem(403, say(self.language, "explorer_origin")))
        return None

    @staticmethod
    def _origin(headers: dict[str, str]) -> str:
        return headers.get("origin", "")


def as_response(reply: Reply) -> Response:
    """A reply, on its way."""
    return Response(reply.body, reply.status, dict(reply.headers), reply.media)
