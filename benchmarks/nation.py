"""A nation of municipalities with plans of the shape of ours, made up: the same seed gives the same files.

    python benchmarks/nation.py FOLDER [--municipalities N] [--size S] [--seed K]

FOLDER becomes a kgraph project. Each municipality has a strategic plan (goals, focus areas, sub-strategies,
cross-cutting goals) and an action plan (efforts, sections, strategies, sub-goals, measures, budget lines), actors, and
a claim behind each link that wants one. The sizes are log-normal about S; the UN's goals, and the actors of the nation,
are chosen by Zipf's law; targets worded for developing countries are never chosen. The first municipality of every
nation is solvik.
"""

import argparse
import random
import re
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import nation_words as words
from nation_words import Name
from nation_writer import Writer

from kgraph.terms import KG, SDG

SHIPPED = Path(__file__).parent.parent / "data" / "sdg.ttl"
NATIONAL = 40  # fewer in a small nation
SKEW = 0.7
TARGET = re.compile(r"^sdg:(\d+)\.(\d+) a kg:SDGTarget", re.MULTILINE)
TEXT = "{} i samarbeid med innbyggjarar, lag og næringsliv, og følgje opp arbeidet kvart år."


class Drawn:
    """Draws with a fixed seed: sizes, shares, and members of lists, some much likelier than others."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - made up, and the same each time

    def often(self, share: float) -> bool:
        """Whether what happens in this share of cases happens now."""
        return self.chance.random() < share

    def some(self, mean: float, least: int = 0) -> int:
        """How many there are: about the mean, now and then many more."""
        return max(least, round(mean * self.chance.lognormvariate(-0.15, 0.55)))

    def zipf(self, items: Sequence[str]) -> str:
        """The one at place n is 1/n as likely as the first."""
        return self.chance.choices(items, cum_weights=list(accumulate(1 / n for n in range(1, len(items) + 1))))[0]

    def one(self, items: Sequence[Name]) -> Name:
        """Any of them."""
        return self.chance.choice(items)

    def certain(self) -> str:
        """How sure the analyst is."""
        return self.chance.choices(("high", "medium", "low"), (3, 5, 2))[0]


class Nation:
    """The whole nation, written municipality by municipality."""

    def __init__(self, municipalities: int, size: float, seed: int) -> None:
        self.out, self.draw, self.size = Writer(), Drawn(seed), size
        self.targets = targets(self.draw)
        self.goals = sorted(self.targets)
        self.draw.chance.shuffle(self.goals)
        self.actors = [self._national(number) for number in range(1, min(NATIONAL, 5 + municipalities) + 1)]
        slugs: dict[str, str] = {}
        for place in words.places(municipalities):
            slugs[re.sub(r"[^a-z0-9]", "", place.lower().translate(str.maketrans("åøæ", "aoa"))) or place] = place
        for number, (slug, place) in enumerate(slugs.items(), start=1):
            scale = size * self.draw.chance.lognormvariate(0, SKEW)
            Municipality(self, slug, place, min(scale, 6 * size), number).write()

    def _national(self, number: int) -> str:
        name = words.joined(words.NATIONAL[number % len(words.NATIONAL)], (str(number),) * 3)
        return self.out.thing(f"actor:nasjonal-{number}", "Organization", name)

    def target(self) -> str:
        """A target of a likely goal."""
        return self.draw.zipf(self.targets[self.draw.zipf(self.goals)])


class Municipality:
    """One municipality: its actors and its two plans."""

    def __init__(self, nation: Nation, slug: str, place: str, scale: float, number: int) -> None:
        self.nation, self.out, self.draw = nation, nation.out, nation.draw
        self.slug, self.place, self.scale, self.number = slug, place, scale, number
        self.measures: list[str] = []
        self.sub_strategies: list[str] = []
        self.cross_cutting: list[str] = []

    def write(self) -> None:
        """Everything of it."""
        self.actors = self._actors()
        self._strategic()
        self._action()

    def _actors(self) -> list[str]:
        name = (f"{self.place} kommune", f"{self.place} kommune", f"{self.place} municipality")
        own = self.out.thing(f"actor:{self.slug}", "Organization", name)
        units = [
            self.out.thing(f"actor:{self.slug}-{n}", "Unit", words.placed(unit, self.place), own)
            for n, unit in enumerate(words.UNITS[: self.draw.some(3, 1)], start=1)
        ]
        return [own, *units]

    def _plan(self, mark: str, kind: str, name: Name) -> str:
        plan = self.out.thing(f"{self.slug}{mark}:plan", kind, words.placed(name, self.place))
        self.year = self.draw.chance.randint(2015, 2023)
        self.out.value(plan, KG + "startYear", self.year)
        self.out.value(plan, KG + "endYear", self.year + self.draw.chance.randint(1, 11))
        return plan

    # ---- the strategic plan

    def _strategic(self) -> None:
        out, draw, slug = self.out, self.draw, self.slug
        plan = self._plan("", "StrategicPlan", ("Strategisk plan", "Strategisk plan", "Strategic plan"))
        for n, name in enumerate(words.CROSS_CUTTING[: draw.some(2.5, 1)], start=1):
            goal = out.thing(f"{slug}:X{n}", "CrossCuttingGoal", name, plan, n)
            out.link(goal, KG + "requiredIn", plan)
            self.cross_cutting.append(goal)
        for g in range(1, min(draw.some(2 * self.scale**0.5, 1), 6) + 1):
            goal = out.thing(f"{slug}:{g}", "OverallGoal", words.GOALS[g - 1], plan, g)
            for a in range(1, draw.some(2.5 * self.scale**0.25, 1) + 1):
                area = out.thing(
                    f"{slug}:{g}.{a}", "FocusArea", words.placed(draw.one(words.AREAS), self.place), goal, a
                )
                out.text(area, KG + "description", TEXT.format("Arbeide målretta"))
                if draw.often(0.1):
                    self._supports(area, self.nation.target(), plan)
                for s in range(1, draw.some(3.5 * self.scale**0.25) + 1):
                    self._sub_strategy(f"{slug}:{g}.{a}.{s}", area, s, plan)

    def _sub_strategy(self, code: str, area: str, number: int, plan: str) -> None:
        name = words.joined(self.draw.one(words.DOING), self.draw.one(words.MATTERS))
        thing = self.out.thing(code, "SubStrategy", name, area, number)
        self.sub_strategies.append(thing)
        self._serves(thing, plan, (0.5, 0.2, 0.1))
        if self.draw.often(0.15):
            self.out.claimed(thing, "responsible", self.draw.zipf(self.actors), plan)

    def _serves(self, thing: str, plan: str, shares: Sequence[float]) -> None:
        """Links to targets, one, two or three of them, and to a cross-cutting goal."""
        found = {self.nation.target() for share in shares if self.draw.often(share)}
        for target in sorted(found):
            self._supports(thing, target, plan)
        if self.draw.often(0.2):
            goal = self.draw.zipf(self.cross_cutting)
            self.out.claimed(thing, "addresses", goal, plan, self.draw.certain())

    def _supports(self, thing: str, target: str, plan: str) -> None:
        self.out.claimed(thing, "supports", target, plan, "" if self.draw.often(0.2) else self.draw.certain())

    # ---- the action plan

    def _action(self) -> None:
        out, draw = self.out, self.draw
        plan = self._plan("-h", "ActionPlan", ("Handlingsplan", "Handlingsplan", "Action plan"))
        for e in range(1, draw.some(2.5 * self.scale**0.5, 1) + 1):
            code = f"{self.slug}-h:{e}"
            effort = out.thing(code, "Effort", draw.one(words.AREAS), plan, e)
            last = draw.some(1.5) + 1
            goals = [out.thing(f"{code}-D{n}", "SubGoal", draw.one(words.GOALS), effort, n) for n in range(1, last)]
            first = len(self.measures)
            for s in range(1, draw.some(2) + 1):
                section = out.thing(f"{code}.{s}", "Section", draw.one(words.AREAS), effort, s)
                if draw.often(0.8):
                    out.thing(f"{code}.{s}-S1", "Strategy", draw.one(words.GOALS), section, 1)
                self._measures(f"{code}.{s}", section, goals, plan, 4 * self.scale**0.5)
            self._measures(code, effort, goals, plan, 1)
            self._lines(code, effort, self.measures[first:], plan)

    def _measures(self, code: str, whole: str, goals: list[str], plan: str, mean: float) -> None:
        for n in range(1, self.draw.some(mean) + 1):
            measure = self._measure(f"{code}-M{n}", whole, n, goals, plan)
            if self.draw.often(0.12):
                for part in range(1, self.draw.some(2.5, 1) + 1):
                    self._measure(f"{code}-M{n}.{part}", measure, part, goals, plan)

    def _measure(self, code: str, whole: str, number: int, goals: list[str], plan: str) -> str:
        out, draw = self.out, self.draw
        name = words.joined(draw.one(words.DOING), draw.one(words.MATTERS))
        measure = out.thing(code, "Measure", name, whole, number)
        out.text(measure, KG + "text", TEXT.format(name[0]))
        self.measures.append(measure)
        self._serves(measure, plan, (0.4, 0.2))
        if goals and draw.often(0.5):
            out.claimed(measure, "supports", draw.zipf(goals), plan, draw.certain())
        if self.sub_strategies and draw.often(0.35):
            out.claimed(measure, "supports", draw.zipf(self.sub_strategies), plan, draw.certain())
        if draw.often(0.2):
            out.claimed(measure, "responsible", self._somebody(), plan)
        return measure

    def _somebody(self) -> str:
        """An actor of the municipality, or one that works in all of them."""
        return self.draw.zipf(self.nation.actors if self.draw.often(0.25) else self.actors)

    def _lines(self, code: str, effort: str, measures: list[str], plan: str) -> None:
        """The rows of the table: some cover two measures, some have no amount, many measures have no row."""
        draw, number = self.draw, 0
        for place, measure in enumerate(measures):
            if not draw.often(0.5):
                continue
            number += 1
            name = (f"Rad {number}", f"Rad {number}", f"Row {number}")
            line = self.out.thing(f"{code}-L{number}", "BudgetLine", name, effort)
            self.out.claimed(line, "covers", measure, plan)
            if draw.often(0.1) and place + 1 < len(measures):
                self.out.claimed(line, "covers", measures[place + 1], plan)
            if draw.often(0.65):
                amount = max(1, round(draw.chance.lognormvariate(2.7, 1.2))) * 10_000
                self.out.value(line, KG + "budget", amount, "decimal")
            start = self.year + draw.chance.choice((0, 0, 0, 1, 2))
            self.out.value(line, KG + "startYear", start)
            self.out.value(line, KG + "endYear", start + draw.chance.choice((0, 0, 0, 1, 1, 3)))
            self.out.claimed(line, "responsible", self._somebody(), plan)
            if draw.often(0.2):
                self.out.claimed(line, "coResponsible", self._somebody(), plan)


def targets(draw: Drawn) -> dict[str, list[str]]:
    """The UN's targets by goal, the likely ones first; those with a letter speak of developing countries."""
    found: dict[str, list[str]] = {}
    for goal, target in TARGET.findall(SHIPPED.read_text(encoding="utf-8")):
        found.setdefault(goal, []).append(f"{SDG}{goal}.{target}")
    for listed in found.values():
        draw.chance.shuffle(listed)
    return found


def write(folder: Path, municipalities: int, size: float = 1.0, seed: int = 1) -> int:
    """Makes the project; the number of triples written."""
    lines = Nation(municipalities, size, seed).out.lines
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "kgraph.toml").write_text('name = "a made-up nation"\n', encoding="utf-8")
    (folder / "data" / "nation.ttl").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return len(lines)


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--municipalities", type=int, default=155)
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(write(given.folder, given.municipalities, given.size, given.seed), "triples")


if __name__ == "__main__":
    main()
