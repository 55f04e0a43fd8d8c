"""What a question costs beside SPARQL written by hand for it, on a made-up nation of about a million triples.

    python benchmarks/speed.py [--municipalities N] [--rounds R] [--only 04] [--folder F] [--ask]

benchmarks/queries holds a question a file, in its first line, with a query tuned by hand beneath it: right on every
graph that `kgraph check` finds no error in. Both give the same columns and rows in the same order, which is checked
first. Then both are timed, warm and in turn, on Oxigraph; and once more on a small nation, on rdflib and on Oxigraph.
The built graphs are kept in the folder until a source or the code changes. With --ask the last column is the time of
the whole answer, with its notes.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "kgraph-benchmarks"
BOUND = 1.2
LARGE, SMALL_SIZE = 155, 0.1

if TYPE_CHECKING:
    import rdflib

    from kgraph.workspace import Workspace

Run = Callable[[str], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, the query that it compiles to and the one written by hand."""

    question: str
    compiled: str
    hand: str


@dataclass(frozen=True, slots=True)
class Timed:
    """How many rows, and the median milliseconds of both."""

    rows: int
    compiled: float
    hand: float

    @property
    def ratio(self) -> float:
        """How many times as long the compiled query takes."""
        return self.compiled / self.hand


def nation(folder: Path, municipalities: int, size: float) -> "Workspace":
    """A nation's workspace, built if need be; says how large it is and how long that took."""
    import nation

    import kgraph

    project = folder / f"nation-{municipalities}-{size}"
    triples = nation.write(project, municipalities, size)
    start = time.perf_counter()
    workspace = kgraph.open(str(project))
    built = len(workspace.engine)
    spent = time.perf_counter() - start
    print(f"{municipalities} municipalities: {triples} triples, {built} built and loaded in {spent:.1f} s", flush=True)
    return workspace


def pairs(workspace: "Workspace", only: str) -> list[Pair]:
    """Every question with both of its queries."""
    from kgraph.spor import compile_question

    found = []
    for path in sorted((HERE / "queries").glob(f"{only}*.rq")):
        hand = path.read_text(encoding="utf-8")
        question = hand.partition("\n")[0].removeprefix("# ")
        found.append(Pair(question, compile_question(question, workspace.vocabulary, workspace.names).rows, hand))
    return found


def differing(one: Sequence[Any], other: Sequence[Any]) -> str:
    """What differs between two answers, in words; nothing if they are the same."""
    if len(one) != len(other):
        return f"{len(one)} rows compiled, {len(other)} by hand"
    for number, (left, right) in enumerate(zip(one, other, strict=True), start=1):
        if left != right:
            return f"row {number}: {left} compiled, {right} by hand"
    return ""


def timed(pair: Pair, run: Run, rounds: int) -> Timed:
    """Both queries in turn, so that a slow moment hits both."""
    spent: dict[str, list[float]] = {pair.compiled: [], pair.hand: []}
    rows = 0
    for _ in range(rounds):
        for query, times in spent.items():
            start = time.perf_counter()
            rows = len(run(query))
            times.append((time.perf_counter() - start) * 1000)
    return Timed(rows, statistics.median(spent[pair.compiled]), statistics.median(spent[pair.hand]))


def line(question: str, found: Timed, beside: str = "") -> str:
    """A row of the table."""
    mark = " *" if found.ratio > BOUND else "  "
    return f"{question[:66]:66} {found.rows:6} {found.compiled:9.1f} {found.hand:9.1f} {found.ratio:7.2f}{mark}{beside}"


def heading(what: str, beside: str = "") -> str:
    """The head of the table."""
    return f"\n{what:66} {'rows':>6} {'compiled':>9} {'hand':>9} {'ratio':>7}  {beside}"


def on_oxigraph(workspace: "Workspace") -> Run:
    """Runs a query to its last row."""
    store = workspace.engine

    def run(query: str) -> Sequence[Any]:
        return store.select(query)[1]

    return run


def on_rdflib(graph: "rdflib.Graph") -> Run:
    """Runs a query to its last row."""

    def run(query: str) -> Sequence[Any]:
        return [tuple(row) for row in graph.query(query)]

    return run


def whole(workspace: "Workspace", question: str) -> str:
    """The milliseconds of the whole answer: the rows, what is looked up for them, and the notes."""
    from kgraph.asking import answer
    from kgraph.spor import compile_question

    recipe = compile_question(question, workspace.vocabulary, workspace.names)
    start = time.perf_counter()
    answer(recipe, workspace.engine)
    return f"{(time.perf_counter() - start) * 1000:9.1f}"


def large(folder: Path, rounds: int, only: str, *, municipalities: int, ask: bool) -> bool:
    """The table of the large nation; whether all rows agree."""
    workspace = nation(folder, municipalities, 1.0)
    run = on_oxigraph(workspace)
    agreed = True
    print(heading("Oxigraph, milliseconds", "     ask" if ask else ""))
    for pair in pairs(workspace, only):
        if told := differing(run(pair.compiled), run(pair.hand)):
            print(f"{pair.question}: {told}")
            agreed = False
            continue
        print(line(pair.question, timed(pair, run, rounds), whole(workspace, pair.question) if ask else ""), flush=True)
    return agreed


def small(folder: Path, rounds: int, only: str) -> bool:
    """The table of a nation of one small municipality, on both engines; whether all rows agree."""
    import rdflib

    workspace = nation(folder, 1, SMALL_SIZE)
    graph = rdflib.Graph()
    # The ontology is read by no question; without it the graph is about as small as one can be that has the UN's goals.
    data = [row for row in workspace.engine.dump().splitlines() if b"kgraph/graph/ontology/" not in row]
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=b"\n".join(data), format="nquads")
    for subject, predicate, value, _ in dataset.quads():
        graph.add((subject, predicate, value))
    runs = {f"rdflib, {len(graph)} triples": on_rdflib(graph), "Oxigraph, the same nation": on_oxigraph(workspace)}
    agreed = True
    for engine, run in runs.items():
        print(heading(f"{engine}, milliseconds"))
        for pair in pairs(workspace, only):
            if told := differing(run(pair.compiled), run(pair.hand)):
                print(f"{pair.question}: {told}")
                agreed = False
            else:
                print(line(pair.question, timed(pair, run, rounds)), flush=True)
    return agreed


def main() -> None:
    """Read the command line, print the tables; ends with 1 where rows differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--municipalities", type=int, default=LARGE)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="the beginning of a file's name in benchmarks/queries")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--ask", action="store_true", help="time the whole answers too")
    given = parser.parse_args()
    # Before kgraph is imported, which asks for its cache once.
    os.environ["KGRAPH_CACHE_DIR"] = str(given.folder / "cache")
    agreed = large(given.folder, given.rounds, given.only, municipalities=given.municipalities, ask=given.ask)
    agreed = small(given.folder, given.rounds, given.only) and agreed
    print(f"\n* above {BOUND}")
    sys.exit(0 if agreed else 1)


if __name__ == "__main__":
    main()
