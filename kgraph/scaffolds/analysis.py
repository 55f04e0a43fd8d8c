"""How large a part of each effort's measures has money.

Why: an effort whose measures have no money is a wish.
Example: kgraph analyse plugin-name
How to read it: 1 means that every measure of the effort has a budget, 0 that none has; efforts without measures are
not listed.
"""

from collections.abc import Mapping

from kgraph.plugin import Analysis, Answer, Column, Text, Thing, View, hook

NAMES = Text(
    en="effort · measures · with money", nn="satsing · tiltak · med pengar", nb="satsing · tiltak · med penger"
)


@hook
def analyses() -> list[Analysis]:
    """The analysis."""
    return [
        Analysis(
            "plugin-name",
            title=Text(
                en="How large a part of each effort's measures has money?",
                nn="Kor stor del av tiltaka i kvar satsing har pengar?",
                nb="Hvor stor del av tiltakene i hver satsing har penger?",
            ),
            why=Text(
                en="An effort whose measures have no money is a wish.",
                nn="Ei satsing der tiltaka ikkje har pengar, er eit ønske.",
                nb="En satsing der tiltakene ikke har penger, er et ønske.",
            ),
            reading=Text(
                en="1: every measure has a budget. 0: none has.",
                nn="1: kvart tiltak har eit budsjett. 0: ingen har det.",
                nb="1: hvert tiltak har et budsjett. 0: ingen har det.",
            ),
            run=run,
        )
    ]


def run(view: View, _values: Mapping[str, str]) -> Answer:
    """A row for each effort, the poorest first."""
    every = _counts(view, "count measures per effort")
    paid = _counts(view, "count measures with budget per effort")
    rows = [(effort, count, round(paid.get(effort, 0) / count, 2)) for effort, count in every.items()]
    rows.sort(key=lambda row: (row[2], row[0].code or ""))
    kinds = ("thing", "integer", "number")
    columns = tuple(Column(name, kind) for name, kind in zip(NAMES[view.language].split(" · "), kinds, strict=True))
    return Answer("plugin-name", columns, tuple(rows), len(rows), language=view.language)


def _counts(view: View, question: str) -> dict[Thing, int]:
    """The number of each effort; what belongs to none is left out."""
    return {row[0]: row[1] for row in view.ask(question) if isinstance(row[0], Thing) and isinstance(row[1], int)}
