"""Real servers on free ports of this machine, each started once for all tests of a process, and little faulty ones.

Comunica and Virtuoso are fetched where CI=true alone; without them their tests are skipped and say so.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kgraph.workspace import Workspace

HERE = Path(__file__).parent
CI = os.environ.get("CI") == "true"
FETCHED = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kgraph-tests"
PATIENCE = 60.0
INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = .
[SPARQL]
ResultSetMaxRows = {rows}
"""
Reply = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture(autouse=True)
def _plain(english: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - for its effect
    """No store, no credentials and no proxy of the machine that runs the tests are heard."""
    for name in ("STORE", "STORE_USER", "STORE_PASSWORD", "STORE_TOKEN", "STORE_TIMEOUT"):
        monkeypatch.delenv(f"KGRAPH_{name}", raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def started(command: list[str], port: int, folder: Path) -> Iterator[None]:
    """A server, from when it can be reached until it is no longer needed."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, start_new_session=True)
        try:
            _wait(process, port, folder / "log")
            yield
        finally:
            # The whole group: some servers leave the work to others. None has anything to lose.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"the server does not start: {log.read_text(errors='replace')[-500:]}")


@pytest.fixture(scope="session")
def new_oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., object]:
    """Starts an Oxigraph and gives its address."""

    @contextmanager
    def start(*options: str) -> Iterator[str]:
        port = free_port()
        binary = Path(sys.executable).parent / "oxigraph"
        command = [str(binary), "serve", "--bind", f"127.0.0.1:{port}", *options]
        with started(command, port, tmp_path_factory.mktemp("oxigraph")):
            yield f"http://127.0.0.1:{port}"

    return start


@pytest.fixture(scope="session")
def oxigraph(new_oxigraph, shipped: Workspace) -> Iterator[str]:
    """The query address of an Oxigraph that has the plans that come with kgraph."""
    with new_oxigraph() as address:
        shipped.push(f"{address}/store")
        yield f"{address}/query"


@contextmanager
def alone(name: str) -> Iterator[None]:
    """One process at a time."""
    import fcntl

    FETCHED.mkdir(parents=True, exist_ok=True)
    with (FETCHED / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _comunica_binary() -> Path:
    version = "-".join(part for part in (HERE / "package.json").read_text().split('"') if part[:1].isdigit())
    folder = FETCHED / f"comunica-{version}"
    binary = folder / "node_modules" / ".bin" / "comunica-sparql-file-http"
    if CI and not binary.exists():
        with alone("comunica"):
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(HERE / "package.json", folder)
            install = ["npm", "install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
            subprocess.run(install, cwd=folder, check=True, capture_output=True)
    if not binary.exists():
        pytest.skip(f"Comunica is not in {folder}; CI=true fetches it, with node and npm")
    return binary


@pytest.fixture(scope="session")
def comunica(tmp_path_factory: pytest.TempPathFactory, shipped: Workspace) -> Iterator[str]:
    """The address of a Comunica that asks a file that `kgraph push` has written."""
    from kgraph.pushing import as_file

    binary = _comunica_binary()
    folder, port = tmp_path_factory.mktemp("comunica"), free_port()
    (folder / "graph.nq").write_bytes(as_file(shipped.named_graphs(), shipped.key))
    with started([str(binary), "--unionDefaultGraph", "-p", str(port), "graph.nq"], port, folder):
        yield f"http://127.0.0.1:{port}/sparql"


def _virtuoso_binary() -> str:
    if CI and not shutil.which("virtuoso-t"):
        with alone("virtuoso"):
            install = ["apt-get", "install", "-y", "--no-install-recommends", "virtuoso-opensource-7-bin"]
            subprocess.run(install, check=False, capture_output=True)
    return shutil.which("virtuoso-t") or pytest.skip("Virtuoso is not installed: Debian's virtuoso-opensource-7-bin")


@pytest.fixture(scope="session")
def new_virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., object]:
    """Starts a Virtuoso that gives at most so many rows, and gives its address."""

    @contextmanager
    def start(rows: int = 100_000) -> Iterator[str]:
        binary, folder, port = _virtuoso_binary(), tmp_path_factory.mktemp("virtuoso"), free_port()
        (folder / "virtuoso.ini").write_text(INI.format(port=port, sql=free_port(), rows=rows))
        with started([binary, "-f", "-c", "virtuoso.ini"], port, folder):
            yield f"127.0.0.1:{port}"

    return start


@pytest.fixture(scope="session")
def virtuoso(new_virtuoso, shipped: Workspace) -> Iterator[str]:
    """The query address of a Virtuoso that has the plans that come with kgraph."""
    with new_virtuoso() as host:
        # Its own user and password, which it wants as a digest.
        shipped.push(f"http://dba:dba@{host}/sparql-graph-crud-auth")
        yield f"http://{host}/sparql"


class Handler(BaseHTTPRequestHandler):
    """Hands each request to the little server that it belongs to."""

    protocol_version = "HTTP/1.0"

    def handle_one_request(self) -> None:
        self.raw_requestline = self.rfile.readline(65537)
        if self.raw_requestline and self.parse_request():
            self.server.little.answer(self)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


class Little:
    """A server that gives the replies one after the other, the last one from then on, and knows what it was sent."""

    def __init__(self, *replies: Reply) -> None:
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []
        self._replies = replies
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.little = self
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        self.host = f"127.0.0.1:{self._server.server_port}"
        self.url = f"http://{self.host}/sparql"

    def answer(self, request: Handler) -> None:
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        with self._lock:
            self.seen.append((request.command, request.path, dict(request.headers), body))
            reply = self._replies[min(len(self.seen), len(self._replies)) - 1]
        # Whoever asked may have gone.
        with suppress(OSError):
            reply(request)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def little() -> Iterator[Callable[..., Little]]:
    """Starts little servers."""
    running: list[Little] = []

    def start(*replies: Reply) -> Little:
        running.append(Little(*replies))
        return running[-1]

    yield start
    for each in running:
        each.close()


@pytest.fixture(scope="session")
def saying() -> Callable[..., Reply]:
    """A reply: its body, its status, its headers."""

    def reply(body: str | bytes = "", status: int = 200, **headers: str) -> Reply:
        content = body if isinstance(body, bytes) else body.encode()

        def send(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.send_header("Content-Length", str(len(content)))
            handler.end_headers()
            handler.wfile.write(content)

        return send

    return reply
