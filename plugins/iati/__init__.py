"""IATI activities (2.03) in: what aid and development money is spent on, and which of the UN's goals it serves.

Why: whoever publishes to IATI has said already which goals and targets each activity serves; here that can be asked of.
Example: kgraph import activities.xml; kgraph ask "measures that support SDG goals show budget"
How to read it: the file is a plan whose measures are its activities. Tags and sectors of the UN's goals and targets
(vocabularies 2 and 3, 7 and 8) are links that the publisher states. Amounts count in NOK alone: others are left out,
and told. Contact persons are left out. What of IATI is read and what is not: docs/exchange-plans.md.
The standard: https://iatistandard.org/en/iati-standard/203/
"""

from kgraph.plugin import Importer, Text, hook

from .reading import fits, read


@hook
def importers() -> list[Importer]:
    """Activities; files of organisations are not read."""
    what = Text(
        en="IATI 2.03: activities with budgets, actors and the UN's goals",
        nn="IATI 2.03: aktivitetar med budsjett, aktørar og FN-måla",
        nb="IATI 2.03: aktiviteter med budsjetter, aktører og FN-målene",
    )
    return [Importer("iati", (".xml", ".iati"), what, read, fits=fits)]
