"""How long a completion takes, warm, at every prefix of every question that the tests ask, on the shipped project.

    python benchmarks/completion.py

Prints the median and the worst for each language; the bound is 20 ms. A
slow place is measured again, the median of five.
"""

import statistics
import time
from pathlib import Path

import kgraph
from kgraph.listing import inventory
from kgraph.spor.completing import complete
from kgraph.spor.completing.inventory import Inventory
from kgraph.terms import LANGUAGES
from kgraph.vocabulary import Vocabulary

CASES = Path(__file__).parents[1] / "tests" / "spor" / "cases"
BOUND = 20.0
AGAIN = 5


def milliseconds(text: str, place: int, vocabulary: Vocabulary, names: Inventory, language: str) -> float:
    """The time of one completion."""
    start = time.perf_counter()
    complete(text, place, vocabulary, names, language)
    return (time.perf_counter() - start) * 1000


def questions(section: str) -> list[str]:
    """The texts of the cases in a language."""
    found = []
    for path in sorted(CASES.glob("*.case")):
        _, _, after = path.read_text(encoding="utf-8").partition(f"--- {section}\n")
        text = after.partition("\n--- ")[0].strip()
        if text:
            found.append(text)
    return found


def main() -> None:
    """Measure and print."""
    workspace = kgraph.open()
    print(f"{'':9} {'prefixes':>9} {'median ms':>10} {'worst ms':>9}   bound {BOUND:.0f} ms; the worst place")
    for language in LANGUAGES:
        names = inventory(workspace.engine, workspace.vocabulary, language)
        complete("", 0, workspace.vocabulary, names, language)
        times: list[tuple[float, str]] = []
        for text in questions(language):
            for place in range(len(text) + 1):
                spent = milliseconds(text, place, workspace.vocabulary, names, language)
                if spent > BOUND / 2:
                    # Others use the machine too: a slow place is looked at again.
                    again = [milliseconds(text, place, workspace.vocabulary, names, language) for _ in range(AGAIN)]
                    spent = statistics.median(again)
                times.append((spent, text[:place]))
        worst, where = max(times)
        median = statistics.median(spent for spent, _ in times)
        print(f"{language:9} {len(times):9} {median:10.1f} {worst:9.1f}   {where}|")


if __name__ == "__main__":
    main()
