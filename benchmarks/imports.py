"""How long `kgraph import` of about a million triples takes, and how much memory, beside Oxigraph's bare load of them.

    python benchmarks/imports.py [MUNICIPALITIES [FOLDER]]

The triples are the sources of a synthetic nation (465 municipalities: 1.08 million), not a built graph, most of which
kgraph derives anew. They are read as N-Triples in the order of the plans, as N-Triples in no order, and as the Turtle
that kgraph itself makes of them.

Each is done in a process of its own, in turn, so that a slow moment of the machine hits all; what is told are medians.
The bare load is `Store.load` or `bulk_load` of the file into an empty store in memory, whichever is quicker. `import`
is the whole command: the project opened, the file read, checked, cleaned, sorted and written as Turtle. `process` is
the same with the start and the end of Python. The ratios are medians of those of each round, by the clock and by the
time that the processor worked, which says more where a machine is shared. The peak is what a process has used at most
(ru_maxrss), less what it used before.
"""

import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
BOUND = 1.5
LOADS = ("load", "bulk_load")
WAYS = (*LOADS, "import")
FILES = {
    "plain.nt": "N-Triples",
    "shuffled.nt": "N-Triples in no order",
    "kgraph.ttl": "Turtle as kgraph writes it",
}
Found = dict[str, float]


def megabytes() -> float:
    """What this process has used at most so far, in MB (Linux counts in KB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(way: str, name: str, target: str) -> None:
    """One of the ways; prints its seconds, those that the processor worked, and the peak as JSON."""
    import pyoxigraph as ox

    import kgraph.cli

    forms = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES}
    store = ox.Store()
    before, start, worked = megabytes(), time.perf_counter(), time.process_time()
    if way == "import":
        assert kgraph.cli.run(["import", name, "--project", target]) == 0
    else:
        getattr(store, way)(path=name, format=forms[Path(name).suffix])
    seconds, processor = time.perf_counter() - start, time.process_time() - worked
    print(json.dumps({"seconds": seconds, "processor": processor, "peak": megabytes() - before}))


def measured(way: str, path: Path) -> Found:
    """A way in a process of its own."""
    with tempfile.TemporaryDirectory() as project:
        Path(project, "kgraph.toml").touch()
        command = [sys.executable, __file__, "--measure", way, str(path), project]
        start = time.perf_counter()
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        process = time.perf_counter() - start
    found: Found = json.loads(done.stdout.splitlines()[-1])
    return {**found, "process": process}


def rounds(path: Path) -> dict[str, list[Found]]:
    """Every way, in turn; the first round fills the caches and is not told."""
    found: dict[str, list[Found]] = {way: [] for way in WAYS}
    for number in range(ROUNDS + 1):
        for way, several in found.items():
            one = measured(way, path)
            if number:
                several.append(one)
    return found


def table(path: Path, title: str) -> None:
    """The lines of a file."""
    found = rounds(path)
    print(f"\n{title}, {path.stat().st_size / 2**20:.0f} MB")
    print(f"{'':<12} {'seconds':>8} {'process':>8} {'processor':>10} {'peak MB':>8}")
    for way, several in found.items():
        seconds, process, processor, peak = (
            statistics.median(each[name] for each in several) for name in ("seconds", "process", "processor", "peak")
        )
        print(f"{way:<12} {seconds:>8.2f} {process:>8.2f} {processor:>10.2f} {peak:>8.0f}")
    for name in ("seconds", "process", "processor"):
        loads = min((found[way] for way in LOADS), key=lambda several: statistics.median(one[name] for one in several))
        ratio = statistics.median(one[name] / load[name] for one, load in zip(found["import"], loads, strict=True))
        print(f"ratio by {name}: {ratio:.2f}{' *' if ratio > BOUND else ''}")


def make(folder: str, number: str) -> None:
    """The nation in each of the forms."""
    nation, here = Path(folder, "data", "nation.ttl"), Path(folder, "imports")
    if not nation.exists():
        maker = str(Path(__file__).with_name("nation.py"))
        subprocess.run([sys.executable, maker, folder, "--municipalities", number], check=True)
    here.mkdir(exist_ok=True)
    lines = nation.read_bytes().splitlines(keepends=True)
    (here / "plain.nt").write_bytes(b"".join(lines))
    random.Random(1).shuffle(lines)  # noqa: S311 - no secret
    (here / "shuffled.nt").write_bytes(b"".join(lines))
    target = here / "kgraph.ttl"
    target.unlink(missing_ok=True)
    words = ["import", str(here / "plain.nt"), "--into", str(target), "--project", folder]
    subprocess.run([sys.executable, "-m", "kgraph", *words], check=True)


def main() -> None:
    """Make the files, read each in every way, print the tables."""
    number = sys.argv[1] if len(sys.argv) > 1 else "465"
    with tempfile.TemporaryDirectory() as made:
        folder = sys.argv[2] if len(sys.argv) > 2 else made
        # In a process of its own: the peak of a process is at least that of the one that started it.
        subprocess.run([sys.executable, __file__, "--make", folder, number], check=True)
        for name, title in FILES.items():
            table(Path(folder, "imports", name), title)
    print(f"\n* above {BOUND}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(*sys.argv[2:5])
    elif sys.argv[1:2] == ["--make"]:
        make(*sys.argv[2:4])
    else:
        main()
