"""StratML (ISO 17469) in and out: strategic plans (Part 1), and performance plans and reports (Part 2).

Why: it is the one standard of the world for plans with goals and objectives; thousands of plans are published in it.
Example: kgraph import plan.xml; kgraph export stratml plan.xml --plan sogndal
How to read it: goals are overall goals, objectives focus areas and sub-strategies, by their sequence indicators; of a
performance plan they are sub-goals. Who submitted a file, and stakeholders that are persons, are left out. What
the format holds and what it does not: docs/exchange-plans.md.
The format: schemas of ISO 17469-1 (2014-04-01) and of Part 2 (2016-02-16), described at https://stratml.us.
"""

from functools import partial

from kgraph.plugin import Exporter, Importer, Text, hook

from .reading import fits, read
from .writing import write


@hook
def importers() -> list[Importer]:
    """Both parts of StratML."""
    what = Text(
        en="StratML (ISO 17469): strategic plans, performance plans and reports",
        nn="StratML (ISO 17469): strategiske planar, resultatplanar og rapportar",
        nb="StratML (ISO 17469): strategiske planer, resultatplaner og rapporter",
    )
    return [Importer("stratml", (".xml", ".stratml"), what, read, fits=fits)]


@hook
def exporters() -> list[Exporter]:
    """One plan, as Part 1 or Part 2."""
    plan = Text(
        en="one plan's goals, focus areas and sub-strategies (ISO 17469-1)",
        nn="måla, innsatsområda og delstrategiane i éin plan (ISO 17469-1)",
        nb="målene, innsatsområdene og delstrategiene i én plan (ISO 17469-1)",
    )
    performance = Text(
        en="the same, with quantified targets and the roles of actors (StratML Part 2)",
        nn="det same, med måltal og rollene til aktørane (StratML del 2)",
        nb="det samme, med måltall og rollene til aktørene (StratML del 2)",
    )
    return [
        Exporter("stratml", ".xml", plan, partial(write, part=1), one_plan=True),
        Exporter("stratml-performance", ".xml", performance, partial(write, part=2), one_plan=True),
    ]
