"""The site, served by this process: pages, files, refusals, and workers that are ended at their limits."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest
import requests
import uvicorn

from kgraph import front
from kgraph.explorer.jobs import Limits, Opening
from kgraph.explorer.pool import Pool
from kgraph.explorer.serving import address_of, bound
from kgraph.explorer.site import Settings, site

TINY = Path(__file__).parents[1] / "projects" / "tiny"
ELSEWHERE = "https://elsewhere.example"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
QUERY = "application/sparql-query"


class Here:
    """A site that a thread of this process serves."""

    def __init__(self, limits: Limits, project: Path = TINY) -> None:
        settings = Settings(Opening(str(project)), limits, origins=[ELSEWHERE], workers=1)
        listening = bound("127.0.0.1", 0, "en")
        self.address = address_of(listening).rstrip("/")
        self.server = uvicorn.Server(
            uvicorn.Config(site(settings, Pool(settings.opening, limits, 1)), lifespan="on", log_level="critical")
        )
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [listening]})
        self.session = requests.Session()
        self.session.trust_env = False

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join(30)
        self.session.close()
        assert not self.thread.is_alive()

    def ask(self, path: str, method: str = "GET", **how: object) -> requests.Response:
        return self.session.request(method, self.address + path, timeout=60, **how)


@pytest.fixture(scope="module")
def inside() -> Iterator[Here]:
    with Here(Limits(seconds=20)) as found:
        yield found


@pytest.fixture(scope="module")
def hurried() -> Iterator[Here]:
    """One whose requests have a second."""
    with Here(Limits(seconds=1.0)) as found:
        yield found


def test_the_page_names_its_language_and_its_nonce(inside):
    reply = inside.ask("/")
    nonce = reply.headers["content-security-policy"].partition("'nonce-")[2].partition("'")[0]
    assert nonce
    assert f'content="{nonce}"' in reply.text
    assert '<html lang="en">' in reply.text


def test_a_file_is_sent_once(inside):
    first = inside.ask("/front/main.js")
    assert first.content == front.read("main.js")
    again = inside.ask("/front/main.js", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/front/none.js", "/front/../jobs.py", "/front/%2e%2e/__init__.py", "/nowhere", "/api/none"]
)
def test_there_is_nothing_elsewhere(inside, path):
    reply = inside.ask(path)
    assert reply.status_code == 404
    assert reply.headers["content-type"] == "application/problem+json"


def test_who_calls_by_another_name_or_from_another_site_is_refused(inside):
    assert inside.ask("/health").json() == {"status": "ok"}
    assert inside.ask("/health", headers={"Host": "evil.example"}).status_code == 400
    assert inside.ask("/health", headers={"Origin": "https://evil.example"}).status_code == 403
    allowed = inside.ask("/health", headers={"Origin": ELSEWHERE})
    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-origin"] == ELSEWHERE
    assert inside.ask("/health", headers={"Origin": inside.address}).status_code == 200


def test_the_api_is_described_and_answers(inside):
    assert "/api/ask" in inside.ask("/api/openapi.json").json()["paths"]
    assert len(inside.ask("/api/ask", params={"question": "measures"}).json()["rows"]) == 7
    assert inside.ask("/api/ask", params={"question": "bugdet"}).status_code == 400
    assert inside.ask("/api/ask").status_code == 400
    refused = inside.ask("/api/ask", method="POST")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("how", "status"),
    [
        ({"params": {"query": "ASK {}"}}, 200),
        ({"method": "POST", "data": {"query": "ASK {}"}}, 200),
        ({"method": "POST", "data": "ASK {}", "headers": {"Content-Type": QUERY}}, 200),
        ({"method": "POST", "data": b"\xff", "headers": {"Content-Type": QUERY}}, 400),
        ({"method": "POST", "data": "x", "headers": {"Content-Type": "text/plain"}}, 415),
        ({"method": "POST", "data": "CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}, 415),
        ({"method": "POST", "data": {"update": "CLEAR ALL"}}, 400),
        ({"method": "POST", "data": {}, "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, 400),
        ({"params": {"query": ["ASK {}", "ASK {}"]}}, 400),
        ({"params": {"query": "ASK {}", "lang": "sv"}}, 400),
        ({"method": "POST", "data": "#" * 1_400_000, "headers": {"Content-Type": QUERY}}, 413),
        ({"params": {"query": "ASK {}"}, "headers": {"Accept": "image/png"}}, 406),
        ({"method": "DELETE"}, 405),
        ({}, 200),
    ],
)
def test_sparql_is_met_or_refused(inside, how, status):
    assert inside.ask("/sparql", **how).status_code == status


def test_what_takes_too_long_is_ended_and_the_next_is_answered(hurried):
    for _ in range(2):
        reply = hurried.ask("/sparql", params={"query": SLOW})
        assert reply.status_code == 503
        assert "1 s" in reply.json()["detail"]
    assert hurried.ask("/health").status_code == 200


def test_a_project_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "broken.ttl").write_text("this is no Turtle")
    with Here(Limits(seconds=20), tmp_path) as found:
        reply = found.ask("/api/about")
        assert reply.status_code == 503
        assert "broken.ttl" in reply.json()["detail"]
