"""What the exports of a made-up nation of about a million triples cost, beside networkx's writers of the same graph.

    python benchmarks/exports.py [--municipalities N] [--rounds R] [--folder F]

Three steps, each the median of rounds in turn: to read the property graph from the store, which all need; to make what
is written (ours: rows, with a place and a colour for each node; networkx: a graph with the same nodes, links, fields
and evidence, without places and colours); and to write the file. Ours makes rows while it writes them, so its writing
is what is left of its time when making them alone is taken off.

Two ratios: "file" sets all of ours after the reading against networkx's writing alone, "whole" all three steps against
all three. networkx writes no tables: the base of CSV is its `write_edgelist` for the links, which quotes nothing, after
`csv.DictWriter` for the things, neither of them compressed. Peaks are what Python holds at most besides the property
graph (tracemalloc, in a round of its own): of ours until the file is written, of networkx its graph and what it writes
with, though not what lxml holds where it is installed.
"""

import argparse
import csv
import gc
import io
import os
import statistics
import time
import tracemalloc
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import networkx
from speed import FOLDER, LARGE, nation

if TYPE_CHECKING:
    from kgraph.property_graph import PropertyGraph
    from kgraph.viewing import ProjectView

MARKS = ["link", "label", "basis", "confidence", "quote", "reason"]


def write_tables(graph: "networkx.MultiDiGraph[str]", file: IO[bytes]) -> None:
    """The things and the links of a graph as text with commas."""
    text = io.TextIOWrapper(file, "utf-8", newline="")
    names = dict.fromkeys(name for _, fields in graph.nodes(data=True) for name in fields)
    writer = csv.DictWriter(text, ["id", *names])
    writer.writeheader()
    writer.writerows({"id": node, **fields} for node, fields in graph.nodes(data=True))
    text.detach()
    networkx.write_edgelist(graph, file, delimiter=",", data=MARKS)


WRITERS: dict[str, Callable[[Any, Any], None]] = {
    "graphml": networkx.write_graphml, "gexf": networkx.write_gexf, "csv": write_tables,
}  # fmt: skip


@dataclass(slots=True)
class Cost:
    """Seconds of each round, and megabytes."""

    made: list[float] = field(default_factory=list)
    written: list[float] = field(default_factory=list)
    peak: float = 0.0
    size: float = 0.0

    @property
    def seconds(self) -> tuple[float, float]:
        """The medians."""
        return statistics.median(self.made), statistics.median(self.written)


def seconds(step: Callable[[], object]) -> float:
    """How long a step takes, with none of the garbage of the one before."""
    gc.collect()
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def megabytes(step: Callable[[], object]) -> tuple[float, float]:
    """What Python holds for the outcome of a step, and what at most on the way there."""
    gc.collect()
    tracemalloc.start()
    kept = step()
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return held / 2**20, peak / 2**20


def in_networkx(graph: "PropertyGraph") -> "networkx.MultiDiGraph[str]":
    """The graph as networkx's writers can take it: lists, dates and decimals are none of theirs."""
    found = graph.to_networkx()
    for edge in graph.edges:
        marks = found.edges[edge.source, edge.target, edge.id]
        marks.update({name: text for name in ("quote", "reason") if (text := getattr(edge, name))})
    for _, fields in found.nodes(data=True):
        for name, value in fields.items():
            fields[name] = value if isinstance(value, str | int | float) else str(value)
    return found


class Forms:
    """The forms of a view, each written by us and by networkx."""

    def __init__(self, view: "ProjectView", folder: Path) -> None:
        """The files are written into the folder."""
        self.view, self.folder, self.graph = view, folder, view.property_graph()

    def rows(self) -> None:
        """The rows of nodes and edges, made and dropped."""
        from kgraph.flat_graph import flat

        found = flat(self.graph)
        deque(chain(found.nodes(), found.edges()), maxlen=0)

    def ours(self, form: str) -> Path:
        """Our file."""
        path = self.folder / f"ours.{form}"
        with path.open("wb") as file:
            list(self.view.registry.find("exporters", form).write(self.view, file))
        return path

    def theirs(self, form: str, graph: "networkx.MultiDiGraph[str]") -> Path:
        """The file of networkx."""
        path = self.folder / f"networkx.{form}"
        with path.open("wb") as file:
            WRITERS[form](graph, file)
        return path

    def round(self, form: str, ours: Cost, theirs: Cost) -> None:
        """Both, timed."""
        ours.made.append(seconds(self.rows))
        ours.written.append(seconds(lambda: self.ours(form)) - ours.made[-1])
        made = {}
        theirs.made.append(seconds(lambda: made.update(graph=in_networkx(self.graph))))
        theirs.written.append(seconds(lambda: self.theirs(form, made["graph"])))

    def weigh(self, form: str, ours: Cost, theirs: Cost) -> None:
        """The memory that both need, and the sizes of their files."""
        ours.peak = megabytes(lambda: self.ours(form))[1]
        theirs.peak = megabytes(lambda: self.theirs(form, in_networkx(self.graph)))[1]
        ours.size, theirs.size = (
            (self.folder / f"{name}.{form}").stat().st_size / 2**20 for name in ("ours", "networkx")
        )


def line(name: str, read: float, cost: Cost, base: Cost) -> str:
    """A row of the table."""
    made, written = cost.seconds
    file, whole = (made + written) / base.seconds[1], (read + made + written) / (read + sum(base.seconds))
    ratios = f"{file:6.2f} {whole:6.2f}" if cost is not base else f"{1:6} {1:6}"
    return f"{name:18} {read:7.2f} {made:7.2f} {written:8.2f} {ratios} {cost.peak:8.0f} {cost.size:8.1f}"


def main() -> None:
    """Read the command line, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--municipalities", type=int, default=LARGE)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    given = parser.parse_args()
    # Before kgraph is imported, which asks for its cache once.
    os.environ["KGRAPH_CACHE_DIR"] = str(given.folder / "cache")
    from kgraph.flattening import flattened

    workspace = nation(given.folder, given.municipalities, 1.0)
    forms = Forms(workspace.view(), given.folder)

    def reading() -> "PropertyGraph":
        # A workspace may keep what it has read.
        return flattened(workspace.engine, workspace.vocabulary, forms.view.language)

    read = statistics.median(seconds(reading) for _ in range(given.rounds))
    held, peak = megabytes(reading)
    print(f"{len(forms.graph.nodes)} nodes and {len(forms.graph.edges)} edges: {held:.0f} MB, {peak:.0f} at most")
    print(f"\n{'':18} {'seconds':>7} {'':16} {'ratio':>6} {'':6} {'MB':>8}")
    print(f"{'':18} {'read':>7} {'made':>7} {'written':>8} {'file':>6} {'whole':>6} {'peak':>8} {'size':>8}")
    for form in WRITERS:
        ours, theirs = Cost(), Cost()
        for _ in range(given.rounds):
            forms.round(form, ours, theirs)
        forms.weigh(form, ours, theirs)
        print(line(form, read, ours, theirs))
        print(line(f"  networkx {networkx.__version__}", read, theirs, theirs), flush=True)


if __name__ == "__main__":
    main()
