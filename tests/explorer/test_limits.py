"""Whatever is asked, the server answers in time, with a whole body, and goes on."""

import json
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import psutil
import pytest

WORKERS = max(2, os.cpu_count())
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SLOW = {
    "a cross product that is counted": CROSS,
    "a cross product whose rows come one by one": (
        "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?a), STR(?d), STR(?i)) = 'no') }"
    ),
    "steps of any number": "ASK { ?a (!<urn:x>)* ?b . ?b (!<urn:x>)* ?c . ?c (!<urn:x>)* ?d FILTER(STR(?d) = 'no') }",
    "brackets that are planned": "ASK { ?s ?p " + "[ ?p " * 190 + "1" + "]" * 190 + " }",
    "groups that are planned": "ASK " + "{?s ?p ?o {?o ?p ?a} " * 190 + "{}" + "}" * 190,
}
DOUBLED = "BIND('aaaaaaaaaaaaaaaa' AS ?x0) "
DOUBLED += " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(29))
HUGE = {
    "long texts of a cross product": "SELECT (GROUP_CONCAT(?x14) AS ?n) { "
    + DOUBLED.partition("BIND(CONCAT(?x14")[0]
    + " ?a ?b ?c . ?d ?e ?f }",
    "a cross product in order": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?f",
    "a text that doubles": "SELECT ?z { " + DOUBLED + " BIND(STRLEN(?x29) AS ?z) }",
}


def _sparql(served, query, **headers):
    return served.send("POST", "/sparql", data={"query": query}, headers=headers)


def _works_again(served, soon):
    """A worker takes a moment to start, in which others may wait longer than this server's second."""
    return soon(lambda: _sparql(served, "ASK {}").status_code == 200)


def _timed(what, *arguments):
    start = time.monotonic()
    found = what(*arguments)
    return time.monotonic() - start, found


def _told(reply, status):
    assert reply.status_code == status, reply.text[:300]
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert int(reply.headers["Content-Length"]) == len(reply.content) or "Content-Encoding" in reply.headers
    assert json.loads(reply.content)["status"] == status
    return json.loads(reply.content)


def _workers(served):
    children = psutil.Process(served.process.pid).children()
    return [each for each in children if "spawn_main" in " ".join(each.cmdline())]


def _resident(served):
    server = psutil.Process(served.process.pid)
    return sum(each.memory_info().rss for each in (server, *server.children(recursive=True))) / 2**20


@pytest.fixture(scope="module")
def strict(new_server, soon):
    """A server of the shipped plans that is patient for a second."""
    with new_server("--seconds", "1", "--rows", "100", "--memory", "300") as found:
        assert _works_again(found, soon)
        yield found


@pytest.mark.parametrize("what", SLOW)
def test_what_takes_too_long_is_stopped_and_told(what, strict, soon):
    seconds, reply = _timed(_sparql, strict, SLOW[what])
    assert "within 1 s" in _told(reply, 503)["detail"]
    assert seconds < 3
    assert _works_again(strict, soon)


@pytest.mark.parametrize("what", HUGE)
def test_what_needs_too_much_memory_is_stopped_and_the_memory_comes_back(what, new_server, soon):
    with new_server("--seconds", "30", "--memory", "200") as roomy:
        _sparql(roomy, "ASK {}")
        before = _resident(roomy)
        assert "more than 200 MB" in _told(_sparql(roomy, HUGE[what]), 413)["detail"]
        assert _works_again(roomy, soon)
        assert soon(lambda: _resident(roomy) < before + 60)


def test_rows_and_triples_are_whole_or_not_there(strict):
    some = "{ ?s ?p ?o } LIMIT "
    assert len(_sparql(strict, f"SELECT * {some} 100").json()["results"]["bindings"]) == 100
    assert "more than 100 rows" in _told(_sparql(strict, f"SELECT * {some} 101"), 413)["detail"]
    triples = {"Accept": "application/n-triples"}
    assert _sparql(strict, "CONSTRUCT WHERE" + some + "100", **triples).text.count("\n") == 100
    _told(_sparql(strict, "CONSTRUCT WHERE" + some + "101", **triples), 413)
    # What there is far too much of is not waited for to its end.
    seconds, reply = _timed(_sparql, strict, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    _told(reply, 413)
    assert seconds < 0.9


def test_depth_is_limited(strict):
    for groups, status in ((200, 200), (201, 400)):
        assert _sparql(strict, "ASK " + "{" * groups + "}" * groups).status_code == status


def test_a_server_whom_fifty_runaways_besiege_is_healthy_and_answers_each(strict, soon):
    health = []
    with ThreadPoolExecutor(51) as threads:
        asked = [threads.submit(_timed, _sparql, strict, CROSS) for _ in range(50)]
        while not all(each.done() for each in asked):
            health.append(_timed(strict.get, "/health"))
            time.sleep(0.02)
    assert len(health) > 5
    assert max(seconds for seconds, _ in health) < 1
    assert {reply.status_code for _, reply in health} == {200}
    told = [each.result() for each in asked]
    assert max(seconds for seconds, _ in told) < 3
    for _, reply in told:
        _told(reply, 503)
    assert _works_again(strict, soon)


def test_twenty_who_ask_at_once_lose_nothing(served_shipped):
    alone = served_shipped.get("/api/ask", question="measures").json()
    assert len(alone["rows"]) > 20
    with ThreadPoolExecutor(20) as threads:
        replies = list(threads.map(lambda _: served_shipped.get("/api/ask", question="measures"), range(60)))
    assert [each.json() for each in replies] == [alone] * 60


def test_who_asks_and_goes_away_takes_no_worker_along(strict, soon):
    import requests

    for _ in range(4):
        with pytest.raises(requests.Timeout):
            requests.post(strict.address + "/sparql", data={"query": CROSS}, timeout=0.05)
    time.sleep(1.2)
    assert _works_again(strict, soon)
    assert soon(lambda: len(_workers(strict)) == WORKERS)


# ---- workers that end


def test_workers_that_are_killed_while_they_wait_are_not_missed(served, soon):
    assert soon(lambda: len(_workers(served)) == WORKERS)
    before = _workers(served)
    for each in before:
        each.kill()
    for _ in range(4):
        assert len(served.get("/api/ask", question="measures").json()["rows"]) == 7
    assert soon(lambda: len(_workers(served)) == WORKERS)
    assert not set(_workers(served)) & set(before)


def test_a_worker_that_is_killed_at_work_is_told_and_replaced(new_server, soon, tiny_folder):
    with new_server("--seconds", "20", project=tiny_folder) as served, ThreadPoolExecutor(1) as threads:
        assert served.get("/api/ask", question="measures").status_code == 200
        hard = "SELECT (COUNT(*) AS ?n) {" + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(5)) + "}"
        asked = threads.submit(_sparql, served, hard)
        busy = []
        assert soon(lambda: busy.extend(each for each in _workers(served) if each.cpu_percent(0.1) > 20) or busy)
        assert not asked.done()
        # It is given to others, but not for ever.
        while not asked.done():
            for each in _workers(served):
                with suppress(psutil.NoSuchProcess):
                    each.send_signal(signal.SIGKILL)
            time.sleep(1)
        assert "from outside" in _told(asked.result(10), 503)["detail"]
        reply = served.get("/api/ask", question="measures")
        assert reply.status_code == 200, reply.text


# ---- files that change


def test_a_project_is_read_anew_when_it_changes_and_told_while_it_cannot_be(new_server, tiny_folder):
    with new_server(project=tiny_folder) as served:

        def asked():
            # As often as there are workers, so that each of them has seen it.
            replies = [served.get("/api/ask", question="measures") for _ in range(2 * WORKERS)]
            assert len({each.text for each in replies}) == 1
            return replies[0]

        assert len(asked().json()["rows"]) == 7
        file = next((tiny_folder / "data").glob("a*.ttl"))
        whole = file.read_text(encoding="utf-8")
        file.write_text(
            whole + "\n<https://w3id.org/kgraph/id/a/M9> a <https://w3id.org/kgraph/ns#Measure> ;"
            ' <http://www.w3.org/2004/02/skos/core#notation> "a:M9" .\n',
            encoding="utf-8",
        )
        assert len(asked().json()["rows"]) == 8
        file.write_text(whole + "\nthis is no Turtle", encoding="utf-8")
        assert file.name in _told(asked(), 503)["detail"]
        file.write_text(whole, encoding="utf-8")
        assert len(asked().json()["rows"]) == 7


def test_a_project_that_cannot_be_read_at_first_is_told_and_comes_back(new_server, tiny_folder):
    file = tiny_folder / "data" / "broken.ttl"
    file.write_text("this is no Turtle", encoding="utf-8")
    with new_server(project=tiny_folder) as served:
        assert served.get("/health").status_code == 200
        for _ in range(3):
            assert "broken.ttl" in _told(served.get("/api/ask", question="measures"), 503)["detail"]
        file.unlink()
        time.sleep(1.1)
        for _ in range(6):
            assert len(served.get("/api/ask", question="measures").json()["rows"]) == 7
