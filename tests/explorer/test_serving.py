"""Starting and stopping: one line, ready at once, a clean end, and nothing left behind."""

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
import requests

CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def _family(served):
    server = psutil.Process(served.process.pid)
    return [server, *server.children(recursive=True)]


def _gone(processes):
    return all(not each.is_running() or each.status() == psutil.STATUS_ZOMBIE for each in processes)


def _runaway(served):
    return requests.post(served.address + "/sparql", data={"query": CROSS}, timeout=60)


def test_both_projects_are_served(served, served_shipped):
    assert served.get("/health").json() == {"status": "ok"}
    assert len(served.get("/api/ask", question="measures").json()["rows"]) == 7
    assert len(served_shipped.get("/api/ask", question="SDG goals").json()["rows"]) == 17


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("busy", [False, True], ids=["idle", "busy"])
def test_the_server_stops_cleanly_and_leaves_nobody_behind(sign, busy, new_server, soon):
    with new_server("--seconds", "60") as served, ThreadPoolExecutor(6) as threads:
        assert served.get("/sparql", query="ASK {}").status_code == 200
        family = _family(served)
        asked = [threads.submit(_runaway, served) for _ in range(6 * busy)]
        time.sleep(0.3 * busy)
        start = time.monotonic()
        served.process.send_signal(sign)
        assert served.process.wait(10) == 0
        assert time.monotonic() - start < 4
        # Whoever waited has got a whole answer.
        assert {reply.result().status_code for reply in asked} <= {503}
        assert all("stopping" in reply.result().json()["detail"] for reply in asked)
        assert soon(lambda: _gone(family), 5)
        assert served.process.stdout.read() == ""


@pytest.mark.parametrize("after", [0.0, 0.05, 0.2, 0.5])
def test_a_server_that_is_stopped_while_it_starts_leaves_nobody_behind(after, new_server, soon):
    with new_server() as served:
        time.sleep(after)
        family = _family(served)
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(10) == 0
        assert soon(lambda: _gone(family), 5)


@pytest.mark.parametrize("busy", [False, True], ids=["idle", "busy"])
def test_the_workers_of_a_server_that_is_killed_end_by_themselves(busy, new_server, soon):
    with new_server("--seconds", "1") as served, ThreadPoolExecutor(2) as threads:
        assert soon(lambda: served.get("/sparql", query="ASK {}").status_code == 200)
        for _ in range(2 * busy):
            threads.submit(_runaway, served)
        time.sleep(0.3 * busy)
        family = _family(served)
        served.process.kill()
        assert soon(lambda: _gone(family), 6)


def test_a_port_that_is_taken_is_one_clear_error():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "kgraph", "serve", "--port", port],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8", "KGRAPH_LANG": "en"},
            timeout=60,
        )
    assert (done.returncode, done.stdout) == (1, "")
    assert f"port {port}" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2


def test_a_chosen_port_is_listened_on_and_can_be_taken_again_at_once(new_server, free_port):
    port = str(free_port())
    for _ in range(2):
        with new_server("--port", port) as served:
            assert served.address == f"http://127.0.0.1:{port}"
            assert served.get("/health").status_code == 200


def test_the_server_is_ready_soon(new_server):
    def seconds():
        start = time.monotonic()
        with new_server() as served:
            ready = time.monotonic() - start
            assert served.get("/health").status_code == 200
            return ready

    # A second where the machine has nothing else to do; the best of three, and room for a machine that has.
    assert min(seconds() for _ in range(3)) < 2


def test_only_this_machine_is_listened_on(served):
    port = int(served.address.rpartition(":")[2])
    listening = [
        each.laddr.ip for each in psutil.net_connections("tcp") if each.status == "LISTEN" and each.laddr.port == port
    ]
    assert listening == ["127.0.0.1"]
