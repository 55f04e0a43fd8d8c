"""A server over HTTP: limits of time and size, retries where that is safe, and errors in words."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from kgraph.engines.credentials import credentials
from kgraph.errors import StoreError
from kgraph.messages import say

if TYPE_CHECKING:
    import requests

T = TypeVar("T")
CONNECTING = 5.0
TRIES = 3
LARGEST = 256 * 1024 * 1024
CHUNK = 1 << 16
LONGEST_WAIT = 1e6
# The server is too busy, or something between is.
BUSY = (502, 503, 504)
UNKNOWN, FORBIDDEN, MISSING = 401, 403, 404


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server has answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def type(self) -> str:
        """What the body is."""
        return self.headers.get("Content-Type", "")


class Server:
    """An address that requests are sent to, none of which does more when it is sent twice."""

    def __init__(self, url: str, *, language: str = "en", timeout: float | None = None) -> None:
        """Nothing is sent yet.

        Args:
            url: the address; credentials may stand in it.
            language: of errors.
            timeout: seconds that an answer may take; without it KGRAPH_STORE_TIMEOUT, or 60.

        Raises:
            StoreError: the address is none of HTTP, or KGRAPH_STORE_TIMEOUT no number of seconds.
        """
        self.url = _shown(url)
        self._language = language
        parts = _parts(url)
        if parts is None:
            raise self.failure("store_address")
        self._address = urlunsplit(parts._replace(netloc=_host(parts), fragment=""))
        self._credentials = credentials(parts)
        self._asked_who = False
        self._timeout = self._patience() if timeout is None else timeout

    def _patience(self) -> float:
        text = os.environ.get("KGRAPH_STORE_TIMEOUT") or "60"
        try:
            seconds = float(text)
        except ValueError:
            seconds = 0.0
        # What is no number is not less than one either.
        if not 0 < seconds < LONGEST_WAIT:
            raise self.failure("store_timeout", text=text)
        return seconds

    def send(
        self,
        method: str,
        *,
        params: Mapping[str, str] | None = None,
        data: bytes | Sequence[tuple[str, str | bytes]] = b"",
        headers: Mapping[str, str] | None = None,
        missing: bool = False,
    ) -> Reply:
        """What comes back for a request, which is sent again while the server is busy or cannot be reached.

        Args:
            method: of HTTP.
            params: what is added to the address.
            data: the body, or the fields of a form.
            headers: what the body is, and what is accepted.
            missing: whether an answer that there is no such thing is one.

        Raises:
            StoreError: nothing comes back in time, or a refusal, or too much.
        """
        import requests

        what = {"method": method, "params": params, "data": data, "headers": headers}
        deadline = time.monotonic() + self._timeout
        for tried in range(1, TRIES + 1):
            try:
                reply = _within(deadline, lambda: self._once(what, deadline))
            except (TimeoutError, requests.ReadTimeout):
                raise self.failure("store_slow", seconds=f"{self._timeout:g}") from None
            except (requests.RequestException, OSError) as error:
                if tried == TRIES:
                    raise self.failure("store_down", error=_reason(error)) from None
            else:
                if reply.status < 300 or (missing and reply.status == MISSING):
                    return reply
                if reply.status not in BUSY or tried == TRIES:
                    raise self._refusal(reply)
            time.sleep(max(0.0, min(0.2 * 2**tried, deadline - time.monotonic())))
        raise AssertionError("the last try ends the loop")

    @cached_property
    def _session(self) -> "requests.Session":
        import requests

        session = requests.Session()
        # Set even where nothing is added: requests would look for a password among the user's files.
        session.auth = self._credentials.bearer
        return session

    def _once(self, what: dict[str, Any], deadline: float) -> Reply:
        """The reply; a password is only sent to a server that wants one, and in the way in which it wants it."""
        reply = self._exchange(what, deadline)
        if reply.status in {UNKNOWN, FORBIDDEN} and self._credentials.user and not self._asked_who:
            self._asked_who = True
            self._session.auth = self._credentials.wanted(reply.headers.get("WWW-Authenticate", ""))
            return self._exchange(what, deadline)
        return reply

    def _exchange(self, what: dict[str, Any], deadline: float) -> Reply:
        left = max(0.1, deadline - time.monotonic())
        limits = (min(CONNECTING, left), left)
        with self._session.request(
            url=self._address, **what, timeout=limits, allow_redirects=False, stream=True
        ) as response:
            body = bytearray()
            for chunk in response.iter_content(CHUNK):
                body += chunk
                if len(body) > LARGEST:
                    raise self.failure("store_too_much", size=LARGEST >> 20)
                if time.monotonic() > deadline:
                    raise TimeoutError
            return Reply(response.status_code, response.headers, bytes(body))

    # ---- what is said

    def _refusal(self, reply: Reply) -> StoreError:
        if reply.status < 400:
            to = _shown(urljoin(self._address, reply.headers.get("Location", "")))
            return self.failure("store_moved", status=reply.status, to=to)
        if reply.status in {UNKNOWN, FORBIDDEN}:
            return self.failure("store_denied", status=reply.status)
        return self.failure("store_refused", status=reply.status, text=self.excerpt(reply.body))

    def excerpt(self, body: bytes) -> str:
        """The beginning of what the server has answered, in one line."""
        text = self._credentials.hidden(body[:2000].decode("utf-8", "replace"))
        return " ".join(text.split())[:200]

    def failure(self, key: str, **values: object) -> StoreError:
        """An error about this server: the text of a key, and its hint."""
        message = say(self._language, key, url=self.url, **values)
        return StoreError(message, hint=say(self._language, f"{key}_hint"), language=self._language)


def _within(deadline: float, work: Callable[[], T]) -> T:
    """What the work gives, if it does by then: names are looked up, and headers dripped, without a clock of their own.

    Raises:
        TimeoutError: it does not; its thread is left behind.
    """
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001 - raised where the outcome is waited for
            outcome.set_exception(error)

    Thread(target=run, daemon=True).start()
    return outcome.result(max(0.1, deadline - time.monotonic()))


def _parts(url: str) -> SplitResult | None:
    """The parts of an address; None where it is none of HTTP."""
    try:
        parts = urlsplit(url)
        # A port is only read when it is asked for.
        wrong = parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0
    except ValueError:
        return None
    return None if wrong else parts


def _host(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2]


def _shown(url: str) -> str:
    """The address without what may be secret in it."""
    if parts := _parts(url):
        return urlunsplit((parts.scheme, _host(parts), parts.path, "", ""))
    scheme, slashes, rest = url.rpartition("//")
    return f"{scheme}{slashes}{rest.rpartition('@')[2]}"


def _reason(error: BaseException) -> str:
    """What is at the bottom of an error, as the system says it."""
    while below := error.__cause__ or error.__context__:
        error = below
    return getattr(error, "strerror", None) or type(error).__name__
