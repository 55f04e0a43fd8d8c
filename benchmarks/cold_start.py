"""How long a cold `kgraph ask` takes, as a ratio to a bare script that runs the same SPARQL on the same built graph.

    python benchmarks/cold_start.py [QUESTION]

Each is a fresh process, the medians of ten; the caches are in a folder of their own. A question asked before may take
2.5 times the bare script's time, a new one 6 times. Below the ratios stands what the time is spent on.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 10
QUESTION = sys.argv[1] if len(sys.argv) > 1 else "measures that support sdg:11"
BARE = """
import sys
import pyoxigraph as ox
store = ox.Store()
store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_QUADS)
for row in store.query(open(sys.argv[2], encoding="utf-8").read(), use_default_graph_as_union=True):
    print(*row)
"""


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """The time of one fresh process."""
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "KGRAPH_CACHE_DIR": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        ask = [sys.executable, "-m", "kgraph", "ask", QUESTION]
        subprocess.run(ask, env=environment, check=True, capture_output=True)
        compare(ask, Path(folder), environment)


def compare(ask: list[str], folder: Path, environment: dict[str, str]) -> None:
    """The three medians, interleaved so that a slow moment hits all of them, and their ratios."""
    query, bare = folder / "query.rq", folder / "bare.py"
    code = "import sys, kgraph; print(kgraph.open().recipe(sys.argv[1]).rows)"
    explained = subprocess.run(
        [sys.executable, "-c", code, QUESTION], env=environment, check=True, capture_output=True, text=True
    )
    query.write_text(explained.stdout, encoding="utf-8")
    bare.write_text(BARE, encoding="utf-8")
    graph = next(folder.glob("graph-*.nq"))
    times: dict[str, list[float]] = {"bare": [], "asked before": [], "new question": []}
    for _ in range(ROUNDS):
        times["bare"].append(seconds([sys.executable, str(bare), str(graph), str(query)], environment))
        times["asked before"].append(seconds(ask, environment))
        for kept in folder.glob("question-*"):
            kept.unlink()
        times["new question"].append(seconds(ask, environment))
    base = statistics.median(times["bare"])
    print(f"{QUESTION}\n{'':14} median ms   ratio   bound")
    for name, bound in (("bare", ""), ("asked before", "2.5"), ("new question", "6")):
        median = statistics.median(times[name])
        print(f"{name:14} {median * 1000:9.0f}   {median / base:5.2f}   {bound}")
    where(ask, folder, environment)


def where(ask: list[str], folder: Path, environment: dict[str, str]) -> None:
    """What a new question's time is spent on: the slowest imports."""
    for kept in folder.glob("question-*"):
        kept.unlink()
    command = [ask[0], "-X", "importtime", *ask[1:]]
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stderr
    rows = []
    for line in told.splitlines():
        parts = line.removeprefix("import time:").split("|")
        if len(parts) == 3 and parts[1].strip().isdigit() and parts[2].startswith("  ") is False:
            rows.append((int(parts[1]), parts[2].strip()))
    print("\nimports of a new question, cumulative ms")
    for spent, name in sorted(rows, reverse=True)[:12]:
        print(f"{spent / 1000:9.1f}   {name}")


if __name__ == "__main__":
    main()
