"""How long a question takes from its text to its recipe, in a process that is warm.

    python benchmarks/compile.py [--rounds R] [--profile]

Every saved question in queries/, with the values that it offers for its parameters; while there are none, those of the
test cases. Names are looked up once and remembered, since a lookup is the store's time and not the language's. Medians;
what takes more than 2 ms is marked. With --profile also which functions the time is spent in.
"""

import argparse
import cProfile
import pstats
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kgraph.engines.embedded import Embedded
from kgraph.errors import KgraphError
from kgraph.names import StoredNames, stored_vocabulary
from kgraph.saved_file import read_saved
from kgraph.spor import Candidate, Settings, compile_question
from kgraph.vocabulary import Vocabulary

ROOT = Path(__file__).parent.parent
BOUND = 2.0
SHOWN = 15


@dataclass(slots=True)
class Remembered:
    """Names that a store was asked for before."""

    names: StoredNames
    found: dict[tuple[str, str], Sequence[Candidate]] = field(default_factory=dict)

    def find(self, key: str, language: str) -> Sequence[Candidate]:
        """The things of this code or name."""
        if (key, language) not in self.found:
            self.found[key, language] = self.names.find(key, language)
        return self.found[key, language]

    def keys(self) -> Sequence[str]:
        """Every code and name."""
        return self.names.keys()


def questions() -> dict[str, tuple[str, Settings]]:
    """The saved questions by name, each with its parameters' values; else those of the test cases."""
    found = {}
    for path in sorted((ROOT / "queries").glob("*.spor")):
        if path.stem != "words":
            saved = read_saved(path)
            found[path.stem] = (saved.question, Settings(parameters=saved.values({}, "en")))
    if found:
        return found
    for path in sorted((ROOT / "tests" / "spor" / "cases").glob("*.case")):
        text = path.read_text(encoding="utf-8").partition("--- question\n")[2].partition("\n---")[0]
        found[path.stem] = (text, Settings())
    return found


def median(run: Callable[[], object], rounds: int) -> float:
    """Milliseconds, after two rounds that warm up."""
    times = []
    for _ in range(rounds + 2):
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[2:])


def table(vocabulary: Vocabulary, names: Remembered, rounds: int) -> dict[str, Callable[[], object]]:
    """Prints the slowest questions; gives all that compile."""
    runs: dict[str, Callable[[], object]] = {}
    spent: dict[str, float] = {}
    for name, (text, settings) in questions().items():
        try:
            compile_question(text, vocabulary, names, settings)
        except KgraphError as error:
            # A test case may be about the graph of the tests; a question that cannot be compiled costs nothing here.
            print(f"not compiled: {name}: {str(error).splitlines()[0]}")
            continue
        runs[name] = lambda text=text, settings=settings: compile_question(text, vocabulary, names, settings)
        spent[name] = median(runs[name], rounds)
    slowest = sorted(spent, key=lambda name: -spent[name])
    above = [name for name in slowest if spent[name] > BOUND]
    print(
        f"\n{len(spent)} questions, median {statistics.median(spent.values()):.2f} ms; {len(above)} above {BOUND:g} ms"
    )
    for name in slowest[:SHOWN]:
        print(f"{name:44} {spent[name]:7.2f} ms{' *' if spent[name] > BOUND else ''}")
    return runs


def profile(runs: dict[str, Callable[[], object]]) -> None:
    """Where the time goes, over all questions."""
    profiler = cProfile.Profile()
    profiler.enable()
    for run in runs.values():
        for _ in range(5):
            run()
    profiler.disable()
    pstats.Stats(profiler).strip_dirs().sort_stats("tottime").print_stats(25)
    pstats.Stats(profiler).strip_dirs().sort_stats("cumulative").print_stats(45)


def main() -> None:
    """Read the command line and measure."""
    import kgraph

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    given = parser.parse_args()
    store: Embedded = kgraph.open(str(ROOT)).engine
    runs = table(stored_vocabulary(store), Remembered(StoredNames(store)), given.rounds)
    if given.profile:
        profile(runs)


if __name__ == "__main__":
    main()
