"""A server that is down, slow, closed or mistaken: one clear sentence each, in time, and no secret in any of them."""

import json
import os
import socket
import time

import pytest

from kgraph import caches
from kgraph.engines.endpoint import FINGERPRINT, HOLDS, Endpoint
from kgraph.errors import StoreError
from kgraph.messages import say
from kgraph.terms import GRAPH, LANGUAGES

JSON = "application/sparql-results+json"
SECRET = "open sesame"


def _rows(*rows):
    """Results as the protocol has them: the variables are those of the mark."""
    cells = [
        {
            name: {"type": "uri" if value.startswith("http") else "literal", "value": value}
            for name, value in row.items()
        }
        for row in rows
    ]
    return json.dumps({"head": {"vars": ["g", "p", "o"]}, "results": {"bindings": cells}})


def _mark(*prints, **where):
    """The mark, as a server gives it that asks the graphs which are named to it."""
    here = {"p": HOLDS, "o": GRAPH + "data/a"}, *({"p": FINGERPRINT, "o": each} for each in prints)
    return _rows(*({**each, **where} for each in here))


MARK = _mark("one")


@pytest.fixture
def good(saying):
    return saying(MARK, Content_Type=JSON)


def _error(url, **how):
    with pytest.raises(StoreError) as error:
        Endpoint(url, **how).select("SELECT ?g WHERE { ?g ?p ?o }")
    return error.value


def _silent(_):
    time.sleep(3)


def _dripping_head(handler):
    for letter in b"HTTP/1.0 200 OK\r\nContent-Type: " + b"a" * 100:
        handler.wfile.write(bytes([letter]))
        time.sleep(0.1)


def _dripping_body(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(60):
        handler.wfile.write(b" ")
        time.sleep(0.1)


def _endless(handler):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(1 << 14):
        handler.wfile.write(b"x" * (1 << 16))


def _cut(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"head":')


# ---- it is down, or slow


def test_a_server_that_is_down_is_told_of():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/sparql"
        error = _error(url)
    assert error.message == f"{url} cannot be reached (Connection refused)"
    assert error.hint == say("en", "store_down_hint")


def test_a_name_that_no_machine_has_is_told_of():
    assert "http://kgraph.invalid/sparql cannot be reached (" in _error("http://kgraph.invalid/sparql").message


@pytest.mark.parametrize("slow", [_silent, _dripping_head, _dripping_body])
def test_a_server_that_is_slow_is_not_waited_for(little, slow):
    start = time.monotonic()
    error = _error(little(slow).url, timeout=0.5)
    assert error.message.endswith("has not answered within 0.5 seconds")
    assert time.monotonic() - start < 2


def test_how_long_is_waited_is_set_by_a_variable(little, monkeypatch):
    monkeypatch.setenv("KGRAPH_STORE_TIMEOUT", "0.3")
    assert "within 0.3 seconds" in _error(little(_silent).url).message
    for text in ("soon", "0", "-1", "nan", "inf"):
        monkeypatch.setenv("KGRAPH_STORE_TIMEOUT", text)
        with pytest.raises(StoreError, match=f'KGRAPH_STORE_TIMEOUT is "{text}"'):
            Endpoint("http://127.0.0.1/")


# ---- it is busy


def test_a_busy_server_is_asked_again(little, saying, good):
    server = little(saying("busy", 503), saying("busy", 502), good)
    assert Endpoint(server.url).select("SELECT ?g WHERE { ?g ?p ?o }")[0] == ["g", "p", "o"]
    assert len(server.seen) == 4
    assert server.seen[0][3] == server.seen[2][3]


def test_a_server_that_stays_busy_is_told_of(little, saying):
    server = little(saying("come back later", 503))
    assert _error(server.url).message == f"{server.url} refuses (503): come back later"
    assert len(server.seen) == 3


def test_a_connection_that_breaks_is_tried_again(little, good):
    assert Endpoint(little(_cut, good).url).key


# ---- it answers something else


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<html><body>Welcome</body></html>", "<html><body>Welcome</body></html>"),
        (MARK[:40], MARK[:40]),
        ("", ""),
        ("[" * 100_000, "[" * 200),
        ("[1]", "[1]"),
        ('{"head": {"vars": ["g"]}}', '{"head": {"vars": ["g"]}}'),
        ('{"head": {"vars": 1}, "results": {"bindings": [7]}}', '{"head": {"vars": 1}'),
        ('{"head": {"vars": ["g"]}, "results": {"bindings": [{"g": {"type": "uri"}}]}}', '{"head": {"vars": ["g"]}'),
        (b"\xff\xfe\x00", "�"),
    ],
)
def test_an_answer_that_is_none_is_quoted(little, saying, body, said):
    error = _error(little(saying(body, Content_Type=JSON)).url)
    assert f"answers, but not with the results of a query: {said}" in error.message
    assert len(error.message) < 400


def test_an_answer_without_end_is_not_read_to_the_end(little):
    start = time.monotonic()
    assert _error(little(_endless).url).message.endswith("sends more than 256 MB")
    assert time.monotonic() - start < 20


def test_a_mark_without_a_fingerprint_or_with_two_is_of_no_whole_graph(little, saying):
    for found in (_rows(), _mark(), _mark("one", "two")):
        assert "holds no graph of kgraph's" in _error(little(saying(found, Content_Type=JSON)).url).message


def test_a_server_that_asks_no_named_graphs_is_told_of_and_not_believed(little, saying):
    apart = _mark("one", g=GRAPH + "mark")
    assert "asks no named graphs" in _error(little(saying(apart, Content_Type=JSON)).url).message


# ---- it sends elsewhere, or lets nobody in


def test_a_redirect_is_told_of_and_not_followed(little, saying, good):
    there = little(good)
    here = little(saying("", 302, Location=f"http://me:{SECRET.replace(' ', '')}@{there.host}/sparql?key=1"))
    error = _error(here.url)
    assert error.message == f"{here.url} sends on to {there.url} (302), which is not followed"
    assert there.seen == []


@pytest.mark.parametrize("status", [401, 403])
def test_a_closed_server_says_where_credentials_come_from(little, saying, status):
    error = _error(little(saying("no", status, WWW_Authenticate='Basic realm="x"')).url)
    assert error.message.endswith(f"lets nobody in without leave ({status})")
    assert "KGRAPH_STORE_TOKEN" in error.hint


def test_a_password_is_only_sent_where_it_is_asked_for(little, saying, good, monkeypatch):
    monkeypatch.setenv("KGRAPH_STORE_USER", "anne")
    monkeypatch.setenv("KGRAPH_STORE_PASSWORD", SECRET)
    server = little(good)
    assert Endpoint(server.url).key
    assert "Authorization" not in server.seen[0][2]

    server = little(saying("who?", 401, WWW_Authenticate='Basic realm="x"'), good)
    assert Endpoint(server.url).key
    # RFC 7617: the user and the password, in Base64.
    assert [each[2].get("Authorization") for each in server.seen] == [None, "Basic YW5uZTpvcGVuIHNlc2FtZQ=="]


def test_a_digest_is_given_where_it_is_asked_for(little, saying, good):
    challenge = 'Digest realm="x", nonce="abc", qop="auth", algorithm="MD5"'
    server = little(
        saying("who?", 401, WWW_Authenticate=challenge), saying("who?", 401, WWW_Authenticate=challenge), good
    )
    assert Endpoint(server.url.replace("//", "//anne:open%20sesame@")).key
    sent = server.seen[-1][2]["Authorization"]
    assert sent.startswith("Digest ")
    assert 'username="anne"' in sent
    assert "sesame" not in sent


def test_a_token_is_sent_and_passwords_in_files_are_not(little, good, monkeypatch, tmp_path):
    server = little(good)
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login anne password nettle\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert Endpoint(server.url).key
    monkeypatch.setenv("KGRAPH_STORE_TOKEN", "abc123")
    assert Endpoint(server.url).key
    assert [each[2].get("Authorization") for each in server.seen] == [None, "Bearer abc123"]


@pytest.mark.no_cover
@pytest.mark.parametrize("debug", [(), ("--debug",)])
@pytest.mark.parametrize("way", ["address", "password", "token"])
def test_no_secret_is_said_or_kept(little, saying, here, monkeypatch, debug, way):
    monkeypatch.setenv("KGRAPH_DEBUG", "")
    user = "anne:open%20sesame@" if way == "address" else ""
    if way == "password":
        monkeypatch.setenv("KGRAPH_STORE_USER", "anne")
        monkeypatch.setenv("KGRAPH_STORE_PASSWORD", SECRET)
    if way == "token":
        monkeypatch.setenv("KGRAPH_STORE_TOKEN", SECRET)
    # What a server has been told it may repeat.
    echo = f"{SECRET} " + ("" if way == "token" else "Basic YW5uZTpvcGVuIHNlc2FtZQ==")
    said = ""
    for reply in (saying(echo, 500), saying(echo), saying(echo, 401), saying(echo, 302, Location=f"//{user}b/")):
        url = little(reply).url.replace("//", f"//{user}")
        for words in (("ask", "measures", "--store", url), ("push", url), ("push", url, "--update")):
            code, out, err = here(*debug, *words)
            # An update cannot ask whether it was heard.
            assert code == 1 or words[-1] == "--update", words
            said += out + err
    for url in (f"ftp://anne:{SECRET}@host/", f"http://anne:se/{SECRET}@host/", f"http://anne:pw?{SECRET}@host:x/"):
        said += here("ask", "measures", "--store", url)[2]
    assert said
    for secret in ("sesame", "YW5uZ", "anne", "pw?"):
        assert secret not in said, secret
        assert secret not in "".join(os.listdir(caches.cache_dir()))


def test_what_stands_behind_the_address_is_sent_and_not_shown(little, saying):
    server = little(saying("no", 400))
    error = _error(f"{server.url}?apikey=abc#top")
    assert error.message.startswith(f"{server.url} refuses")
    assert server.seen[0][1] == "/sparql?apikey=abc"


@pytest.mark.parametrize(
    "url", ["", "localhost:3030", "file:///etc/passwd", "http://", "http://host:port/", "http://[::1/"]
)
def test_an_address_of_no_server_is_refused(url, here):
    code, out, err = here("ask", "measures", "--store", url, "--lang", "en")
    if url:
        assert (code, out) == (1, "")
        assert "is no address of a server" in err
    with pytest.raises(StoreError):
        Endpoint(url)


@pytest.mark.parametrize("language", LANGUAGES)
def test_errors_speak_the_language(little, saying, here, language):
    url = little(saying("no", 400)).url
    _, _, err = here("ask", "measures", "--store", url, "--lang", language)
    assert err.startswith(say(language, "store_refused", url=url, status=400, text="no"))
    assert len(err.splitlines()) == 2


def test_a_question_is_sent_as_a_form_with_the_graphs_it_is_asked_of(little, good):
    server = little(good)
    Endpoint(server.url).select('SELECT ?g WHERE { ?g ?p "\ud800 é" }')
    command, _, headers, body = server.seen[-1]
    assert (command, headers["Content-Type"]) == ("POST", "application/x-www-form-urlencoded")
    assert headers["Accept"] == JSON
    assert b"query=SELECT+%3Fg+WHERE+%7B+%3Fg+%3Fp+%22%3F+%C3%A9%22+%7D" in body
    graph = b"https%3A%2F%2Fw3id.org%2Fkgraph%2Fgraph%2Fdata%2Fa"
    assert body.endswith(b"&default-graph-uri=" + graph + b"&named-graph-uri=" + graph)
