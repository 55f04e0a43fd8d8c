"""Who may ask, and what goes out beside every answer."""

import http.client
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
EVERYWHERE = {
    "/": 200,
    "/health": 200,
    "/api/openapi.json": 200,
    "/api/ask?question=measures": 200,
    "/api/ask?question=meazures": 400,
    "/api/ask": 400,
    "/sparql": 200,
    "/sparql?query=ASK{}": 200,
    "/sparql?query=ASK{": 400,
    "/sparql?query=SELECT*{?a?b?c.?d?e?f}": 413,
    "/front/nothing.js": 404,
    "/front/../../../etc/passwd": 404,
    "/front/%2e%2e/%2e%2e/site.py": 404,
    "/nothing": 404,
}
ELSEWHERE = "https://yasgui.example"

HERE = str(Path(__file__).parents[2]).encode()


def _answer(served, path="/health", method="GET", **headers):
    """Of a request whose headers are all ours: status, headers, body."""
    host = served.address.partition("//")[2]
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": host, **{each.replace("_", "-"): value for each, value in headers.items()}}.items():
        if value is not None:
            connection.putheader(name, value)
    connection.endheaders()
    reply = connection.getresponse()
    found = reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read()
    connection.close()
    return found


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_has_the_headers_of_safety_and_no_error_tells_of_the_machine(path, served):
    status, headers, body = _answer(served, path)
    assert status == EVERYWHERE[path], body
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers
    if status != 200:
        assert headers["content-type"] == "application/problem+json"
        assert json.loads(body)["status"] == status
        for each in (b"Traceback", HERE, b"/home/", b"/tmp/", b"site-packages", b".py", b"pyoxigraph"):
            assert each not in body


def test_methods_that_are_not_there_are_told(served):
    for path, method in (("/health", "POST"), ("/api/ask", "DELETE"), ("/", "PUT"), ("/sparql", "DELETE")):
        status, headers, body = _answer(served, path, method)
        assert (status, headers["content-type"]) == (405, "application/problem+json")
        assert "GET" in headers["allow"]
        assert {name: headers.get(name) for name in HEADERS} == HEADERS
        assert json.loads(body)["detail"]


# ---- the name


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_the_names_of_this_machine_are_known(host, served):
    port = served.address.rpartition(":")[2]
    assert _answer(served, Host=f"{host}:{port}")[0] == 200
    assert _answer(served, Host=host)[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:80",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "evil.example:127.0.0.1",
        "localhost:80:80",
        "localhost:x",
        "localhost/",
        "user@localhost",
        "[::1]evil",
        "169.254.169.254",
        "",
        "0.0.0.0",
    ],
)
def test_another_name_is_refused(host, served):
    for path in ("/", "/health", "/api/ask?question=measures", "/sparql?query=ASK{}", "/nothing"):
        status, headers, body = _answer(served, path, Host=host)
        assert status == 400
        assert {name: headers.get(name) for name in HEADERS} == HEADERS
        assert b"Flats" not in body


def test_a_request_without_a_name_is_refused(served):
    assert _answer(served, Host=None)[0] == 400


def test_a_name_can_be_allowed(new_server):
    with new_server("--host", "Plan.example") as served:
        assert _answer(served, Host="plan.EXAMPLE:8080")[0] == 200
        assert _answer(served, Host="other.example")[0] == 400


# ---- the origin


@pytest.mark.parametrize(
    "origin", [ELSEWHERE, "null", "http://localhost:1", "https://127.0.0.1", "http://evil.example", "file://", "x"]
)
def test_another_site_is_refused(origin, served):
    for path in ("/health", "/api/ask?question=measures", "/sparql?query=ASK{}"):
        status, headers, body = _answer(served, path, Origin=origin)
        assert (status, headers["content-type"]) == (403, "application/problem+json")
        assert "access-control-allow-origin" not in headers
        assert b"Flats" not in body
    assert _answer(served, "/sparql", "OPTIONS", Origin=origin, Access_Control_Request_Method="POST")[0] == 403


def test_our_own_pages_may_ask(served):
    status, headers, _ = _answer(served, "/sparql?query=ASK{}", Origin=served.address)
    assert (status, headers.get("access-control-allow-origin")) == (200, None)


def test_a_site_can_be_allowed_and_no_other_is_with_it(new_server):
    with new_server("--allow-origin", ELSEWHERE + "/") as served:
        for path in ("/sparql?query=ASK{}", "/sparql?query=ASK{", "/api/ask?question=measures", "/nothing"):
            _, headers, _ = _answer(served, path, Origin=ELSEWHERE)
            assert headers["access-control-allow-origin"] == ELSEWHERE
            assert "cross-origin-resource-policy" not in headers
            assert "Origin" in headers["vary"]
        preflight = {"Access_Control_Request_Method": "POST", "Access_Control_Request_Headers": "content-type"}
        status, headers, _ = _answer(served, "/sparql", "OPTIONS", Origin=ELSEWHERE, **preflight)
        assert (status, headers["access-control-allow-origin"]) == (200, ELSEWHERE)
        assert "POST" in headers["access-control-allow-methods"]
        assert "content-type" in headers["access-control-allow-headers"].lower()
        assert "access-control-allow-credentials" not in headers
        assert _answer(served, "/sparql?query=ASK{}", Origin="https://yasgui.example.evil")[0] == 403


# ---- what a fault tells


def test_a_fault_in_a_plugin_is_told_without_a_trace_and_takes_no_server_along(new_server, tiny_folder, tmp_path, soon):
    (tiny_folder / "plugins").mkdir()
    (tiny_folder / "plugins" / "bad.py").write_text(PLUGIN, encoding="utf-8")
    environment = {"KGRAPH_CONFIG_DIR": str(tmp_path / "config")}
    with new_server("--seconds", "2", "--memory", "200", project=tiny_folder, **environment) as served:

        def answered(form):
            reply = served.get("/api/answer", question="measures", format=form)
            return reply.status_code, reply.json()["detail"]

        # The first question of all may take longer than two seconds.
        assert soon(lambda: answered("fault")[0] == 400)
        # What is trusted while the server runs is there from then on.
        trust = [sys.executable, "-m", "kgraph", "trust", str(tiny_folder)]
        done = subprocess.run(trust, env={**os.environ, **environment}, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        assert soon(lambda: answered("fault")[0] != 503)
        status, detail = answered("fault")
        assert (status, "ZeroDivisionError" in detail, "bad.py" in detail) == (500, True, False), detail
        status, detail = answered("exit")
        assert (status, "SystemExit" in detail) == (500, True), detail
        assert soon(lambda: answered("memory")[0] != 503)
        assert answered("memory") == (413, "the question needed more than 200 MB and was stopped")
        assert answered("time")[0] == 503
        assert soon(lambda: answered("depth")[0] == 413)
        assert served.get("/health").status_code == 200


PLUGIN = '''
"""Renderers that do what no renderer should."""
import sys, time
from kgraph.plugin import Renderer, Text, hook


def fault(answers):
    return 1 / 0


def leave(answers):
    sys.exit(3)


def memory(answers):
    return sum(len(each) for each in [b"x" * 10_000_000 for _ in range(100)])


def forever(answers):
    while True:
        pass


def deep(answers):
    return deep(answers)


@hook
def renderers():
    each = {"fault": fault, "exit": leave, "memory": memory, "time": forever, "depth": deep}
    return [Renderer(name, ".x", Text(en="odd", nn="rar", nb="rar"), run) for name, run in each.items()]
'''
