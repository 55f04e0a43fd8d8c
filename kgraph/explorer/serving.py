"""Serving the site: a socket on this machine, one line that tells where, and a clean stop."""

import signal
import socket
import sys
from collections.abc import Callable
from types import FrameType
from typing import Never

import uvicorn

from kgraph.errors import KgraphError
from kgraph.explorer.pool import Pool
from kgraph.explorer.resources import LONGEST_LINE
from kgraph.explorer.site import Settings, site
from kgraph.messages import say

# How long requests under way are waited for when the server is to stop.
GRACE = 2


class _Server(uvicorn.Server):
    """Tells when it is ready, and gives every request its answer before it stops."""

    def __init__(self, config: uvicorn.Config, pool: Pool, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._pool, self._ready = pool, ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._pool.stop()
        await super().shutdown(sockets)


def bound(host: str, port: int, language: str) -> socket.socket:
    """A socket that listens; port 0 is any that is free.

    Raises:
        KgraphError: the port is taken, or nobody may listen there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
        # Its connections are like it. The loop does this for those of its own alone: without it, what is sent in two
        # pieces waits 40 ms for the word that the first one has come.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError as error:
        message = say(language, "serve_taken", port=port, host=host, error=error.strerror or error)
        raise KgraphError(message, hint=say(language, "serve_taken_hint"), language=language) from None
    return listening


def address_of(listening: socket.socket) -> str:
    """Where a browser finds it."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(settings: Settings, listening: socket.socket, ready: Callable[[str], None]) -> None:
    """Serve until Ctrl+C or a signal to end; `ready` gets the address when it can be opened."""
    pool = Pool(settings.opening, settings.limits, settings.workers)
    config = uvicorn.Config(
        site(settings, pool),
        lifespan="on",
        log_level="critical",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        ws="none",
        http="h11",
        h11_max_incomplete_event_size=LONGEST_LINE,
    )
    server = _Server(config, pool, lambda: ready(address_of(listening)))
    # uvicorn stops, and then has the signal do what it did before.
    signal.signal(signal.SIGTERM, _end)
    try:
        server.run(sockets=[listening])
    except KeyboardInterrupt:
        return
    finally:
        listening.close()


def _end(_signal: int, _frame: FrameType | None) -> Never:
    sys.exit(0)
