"""How heavy the explorer's first view is, how soon `kgraph serve` is ready, and what HTTP adds to an ask.

    python benchmarks/explorer.py [ROUNDS]

On the plans that come with kgraph, with a real server on this machine: the bytes that a browser gets before the first
question (at most 250 KB, compressed); the time from the command to its line and to the first answer; each saved
question over HTTP and in process, interleaved, the medians of ROUNDS, and the median of their ratios (at most 2);
twenty users who ask them all at once, whose every answer must be the one that one user gets.
"""

import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlencode

import kgraph
from kgraph import front
from kgraph.render import render
from kgraph.saved import Saved, saved_questions

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 9
STARTS = 5
USERS = 20
HEAVIEST, SLOWEST = 250_000, 2.0
API = ("api/about?lang=en", "api/queries?lang=en")


class Client:
    """A program that keeps its connection."""

    def __init__(self, host: str) -> None:
        self._connection = http.client.HTTPConnection(host, timeout=60)

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        """The status and the body, as they were sent."""
        self._connection.request("GET", f"/{path}", headers=headers)
        response = self._connection.getresponse()
        return response.status, response.read()


@contextmanager
def serving() -> Iterator[tuple[str, float]]:
    """A server of the shipped plans: its host with port, and how many seconds passed before it said so."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "kgraph", "serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd="/") as process:
        assert process.stdout is not None
        found = re.search(r"http://([^/ ]+)", process.stdout.readline())
        assert found is not None
        try:
            yield found[1], time.perf_counter() - start
        finally:
            process.terminate()


def weigh(host: str) -> None:
    """The bytes of the first view, the page where questions are asked."""
    client = Client(host)
    page = front.read("index.html").decode()
    parts = {
        "page and styles": ["", *re.findall(r'href="(front/[^"]+)"', page)],
        "modules": [f"front/{name}" for name in front.modules()],
        "words": ["front/words/en.json"],
        "editor": ["front/vendor/codemirror.js"],
        "API": list(API),
    }
    sizes = {
        part: sum(len(client.get(path, **{"Accept-Encoding": "gzip"})[1]) for path in paths)
        for part, paths in parts.items()
    }
    print("first view, bytes compressed")
    for part, size in {**sizes, "all": sum(sizes.values())}.items():
        print(f"  {part:16} {size:8,}" + (f"   bound {HEAVIEST:,}" if part == "all" else ""))


def start() -> None:
    """How soon the server says its line, and how soon it has answered."""
    ready, answered = [], []
    for _ in range(STARTS):
        before = time.perf_counter()
        with serving() as (host, seconds):
            Client(host).get(f"api/ask?{urlencode({'question': 'plans'})}")
            answered.append(time.perf_counter() - before)
            ready.append(seconds)
    print(f"kgraph serve, medians of {STARTS}\n  ready {statistics.median(ready):.2f} s   bound 1 s")
    print(f"  first answer {statistics.median(answered):.2f} s")


def asked(saved: Saved) -> str:
    """The path that asks a saved question."""
    values = [("param", f"{each.name}={each.default}") for each in saved.parameters]
    return "api/ask?" + urlencode([("question", saved.question), ("lang", "en"), *values])


def compare(host: str, questions: list[Saved]) -> dict[str, bytes]:
    """Every question over HTTP and in process; what HTTP answered, by path."""
    workspace, client = kgraph.open(), Client(host)
    ratios, sums, answers = [], {"in process": 0.0, "over HTTP": 0.0}, {}
    for saved in questions:
        values = {each.name: each.default for each in saved.parameters}
        times: dict[str, list[float]] = {name: [] for name in sums}
        for _ in range(ROUNDS + 1):
            before = time.perf_counter()
            text = render(workspace.ask(saved.question, language="en", evidence=False, parameters=values), "json")
            between = time.perf_counter()
            status, body = client.get(asked(saved))
            after = time.perf_counter()
            assert (status, json.loads(body)) == (200, json.loads(text)), saved.name
            times["in process"].append(between - before)
            times["over HTTP"].append(after - between)
        # The first of each is not counted: the question is compiled then, and kept.
        medians = {name: statistics.median(spent[1:]) * 1000 for name, spent in times.items()}
        ratios.append(medians["over HTTP"] / medians["in process"])
        sums = {name: sums[name] + medians[name] for name in sums}
        answers[asked(saved)] = body
    print(f"{len(questions)} saved questions, medians of {ROUNDS}, in all")
    for name, spent in sums.items():
        print(f"  {name:16} {spent:8.0f} ms")
    print(f"  median ratio     {statistics.median(ratios):8.2f}   bound {SLOWEST:.0f}")
    return answers


def crowd(host: str, answers: dict[str, bytes]) -> None:
    """Twenty users at once, each from another question on."""

    def user(number: int) -> list[tuple[float, bool]]:
        client, paths, found = Client(host), list(answers), []
        for path in paths[number:] + paths[:number]:
            before = time.perf_counter()
            status, body = client.get(path)
            found.append((time.perf_counter() - before, status == 200 and body == answers[path]))
        return found

    before = time.perf_counter()
    with ThreadPoolExecutor(USERS) as threads:
        done = [each for found in threads.map(user, range(USERS)) for each in found]
    spent = time.perf_counter() - before
    waits = sorted(seconds for seconds, _ in done)
    lost = sum(not whole for _, whole in done)
    print(f"{USERS} users at once: {len(done)} asked, {lost} lost, {len(done) / spent:.0f} a second")
    print(f"  an answer after {statistics.median(waits) * 1000:.0f} ms, the longest {waits[-1] * 1000:.0f} ms")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["KGRAPH_CACHE_DIR"] = folder
        project = kgraph.open().project
        questions = list(saved_questions(project, "en", []).values())
        with serving() as (host, _):
            Client(host).get(asked(questions[0]))
            weigh(host)
            crowd(host, compare(host, questions))
        start()


if __name__ == "__main__":
    main()
