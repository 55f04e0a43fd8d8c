"""How long the exports of a synthetic nation take, and how much memory, beside networkx's writers on the same graph.

    python benchmarks/exports.py [MUNICIPALITIES [FOLDER]]

Each format is written in a process of its own; the peak is what the process has used at most (ru_maxrss), less what it
used before it wrote. The ratios compare with `networkx.write_graphml` and `write_gexf` of the same graph. 155
municipalities are about a million triples.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FORMATS = ("graphml", "gexf", "csv", "networkx.graphml", "networkx.gexf")


def megabytes() -> float:
    """What this process has used at most so far, in MB (Linux counts in KB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(folder: str, form: str) -> None:
    """One format, written; prints seconds, peak and size as JSON."""
    import kgraph

    view = kgraph.open(folder).view()
    path = Path(folder, form)
    graph = view.property_graph()
    print(len(graph.nodes), len(graph.edges), file=sys.stderr)
    written = graph.to_networkx() if form.startswith("networkx.") else None
    before, start = megabytes(), time.perf_counter()
    with path.open("wb") as file:
        if written is not None:
            import networkx

            writer = networkx.write_graphml if form.endswith("graphml") else networkx.write_gexf
            for _, fields in written.nodes(data=True):
                fields.update({name: str(value) for name, value in fields.items()})
                for name in ("start", "end"):
                    fields.pop(name, None)
            writer(written, file)
        else:
            list(view.registry.find("exporters", form).write(view, file))
    found = {"seconds": time.perf_counter() - start, "peak": megabytes() - before, "size": path.stat().st_size / 2**20}
    print(json.dumps(found))


def main() -> None:
    """Build the nation, write it in each format, print the table."""
    number = sys.argv[1] if len(sys.argv) > 1 else "155"
    with tempfile.TemporaryDirectory() as made:
        folder = sys.argv[2] if len(sys.argv) > 2 else made
        if folder == made:
            maker = str(Path(__file__).with_name("nation.py"))
            subprocess.run([sys.executable, maker, folder, "--municipalities", number], check=True)
        table = {}
        for form in FORMATS:
            command = [sys.executable, __file__, "--measure", folder, form]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            table[form] = json.loads(done.stdout)
        print(f"{'format':<18} {'seconds':>8} {'ratio':>6} {'peak MB':>8} {'size MB':>8}")
        for form, found in table.items():
            base = table["networkx.gexf" if form.endswith("gexf") else "networkx.graphml"]["seconds"]
            ratio = found["seconds"] / base
            print(f"{form:<18} {found['seconds']:>8.1f} {ratio:>6.2f} {found['peak']:>8.0f} {found['size']:>8.0f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(*sys.argv[2:4])
    else:
        main()
