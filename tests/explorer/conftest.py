"""Real servers: `kgraph serve` in processes of their own, on free ports of this machine, asked over HTTP."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

TINY = Path(__file__).parents[1] / "projects" / "tiny"
SPEECH = ("KGRAPH_LANG", "KGRAPH_STORE", "KGRAPH_DEBUG", "LC_MESSAGES", "LANG", "LANGUAGE")


class Served:
    """A server that runs: `address` is where (no slash at its end), `process` its process."""

    def __init__(self, address: str, process: subprocess.Popen[str]) -> None:
        self.address, self.process = address, process
        self._session = requests.Session()
        # No proxy and no credentials of the machine that runs the tests are heard.
        self._session.trust_env = False

    def get(self, path: str, *, headers: dict[str, str] | None = None, **values: object) -> requests.Response:
        """What is at a path: `served.get("/api/ask", question="measures").json()`; a list is given value by value."""
        return self._session.get(self.address + path, params=values, headers=headers, timeout=60)

    def send(self, method: str, path: str, **how: object) -> requests.Response:
        """Any other request, as `requests.request` has it."""
        return self._session.request(method, self.address + path, timeout=60, **how)

    def close(self) -> None:
        self._session.close()


@contextmanager
def serving(*options: str, project: Path | None = None, **environment: str) -> Iterator[Served]:
    """A server, from when it tells its address until it is no longer needed; its errors go to the tests' own."""
    variables = {name: value for name, value in os.environ.items() if name not in SPEECH}
    command = [sys.executable, "-m", "kgraph", "serve", *options, *(("--project", str(project)) if project else ())]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        # Outside of any project, so that without one it is the shipped one that is served.
        cwd="/" if project is None else None,
        env={**variables, "LC_ALL": "C.UTF-8", **environment},
    )
    try:
        told = process.stdout.readline()
        found = re.search(r"http://\S+?(?=/ |/$)", told) or pytest.fail(f"the server does not start: {told!r}")
        served = Served(found[0], process)
        yield served
        served.close()
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    process.stdout.close()


@pytest.fixture(scope="session")
def new_server() -> Callable[..., object]:
    """Starts a server: `with new_server("--seconds", "1", project=folder) as served`; the shipped plans without one."""
    return serving


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    """A server of the tiny plans."""
    with serving(project=TINY) as found:
        yield found


@pytest.fixture(scope="session")
def served_shipped() -> Iterator[Served]:
    """A server of the plans that come with kgraph."""
    with serving() as found:
        yield found


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    """A port of this machine that nobody listens on."""

    def port() -> int:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            return int(one.getsockname()[1])

    return port


@pytest.fixture(scope="session")
def soon() -> Callable[..., bool]:
    """Whether something becomes true within so many seconds."""

    def wait(true: Callable[[], object], seconds: float = 10) -> bool:
        end = time.monotonic() + seconds
        while not true():
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True

    return wait


@pytest.fixture
def tiny_folder(tmp_path: Path) -> Path:
    """The tiny plans in a folder that a test may change."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))
