"""What is said of IATI files, in three languages, and what the codes of the standard mean here.

The code lists: https://iatistandard.org/en/iati-standard/203/codelists/
"""

from collections.abc import Mapping

from kgraph.plugin import Text

# ActivityStatus: how far an activity has come.
STATUS: Mapping[str, Text] = {
    "1": Text(en="planned", nn="planlagt", nb="planlagt"),
    "2": Text(en="under way", nn="i gang", nb="i gang"),
    "3": Text(en="being finished", nn="under avslutning", nb="under avslutning"),
    "4": Text(en="completed", nn="gjennomført", nb="gjennomført"),
    "5": Text(en="cancelled", nn="avlyst", nb="avlyst"),
    "6": Text(en="suspended", nn="stilt i bero", nb="stilt i bero"),
}
# OrganisationRole: who has oversight, who manages it for the funder, who carries it out; the funder (1) funds.
ROLES = {"2": "overallResponsible", "3": "responsible", "4": "operativeResponsible"}
# The vocabularies of tags and sectors that are the UN's goals, or its targets.
GOALS = {("tag", "2"), ("sector", "7")}
TARGETS = {("tag", "3"), ("sector", "8")}
# How many targets with numbers each of the UN's goals has, and those with letters (A/RES/70/1).
NUMBERED = (5, 5, 9, 7, 6, 6, 3, 10, 5, 7, 7, 8, 3, 7, 9, 10, 19)
LETTERED = (
    "ab",
    "abc",
    "abcd",
    "abc",
    "abc",
    "ab",
    "ab",
    "ab",
    "abc",
    "abc",
    "abc",
    "abc",
    "ab",
    "abc",
    "abc",
    "ab",
    "",
)
SDGS = frozenset(
    f"{goal}.{end}"
    for goal, (last, letters) in enumerate(zip(NUMBERED, LETTERED, strict=True), 1)
    for end in (*range(1, last + 1), *letters)
) | frozenset(str(goal) for goal in range(1, len(NUMBERED) + 1))

NOT_IATI = Text(
    en="the file has no IATI activities: its outermost element is not iati-activities",
    nn="fila har ingen IATI-aktivitetar: det ytste elementet er ikkje iati-activities",
    nb="filen har ingen IATI-aktiviteter: det ytterste elementet er ikke iati-activities",
)
VERSION = Text(
    en="this is IATI {value}, whose elements are others; only version 2 is read",
    nn="dette er IATI {value}, som har andre element; berre versjon 2 blir lesen",
    nb="dette er IATI {value}, som har andre elementer; bare versjon 2 blir lest",
)
NO_IDENTIFIER = Text(
    en="an activity has no iati-identifier, and is left out",
    nn="ein aktivitet har ingen iati-identifier, og er utelaten",
    nb="en aktivitet har ingen iati-identifier, og er utelatt",
)
TWICE = Text(
    en="the activity {value} stands in the file twice; the first is kept",
    nn="aktiviteten {value} står to gonger i fila; den første er med",
    nb="aktiviteten {value} står to ganger i filen; den første er med",
)
NO_TITLE = Text(
    en="the activity {value} has no title; its identifier is its name",
    nn="aktiviteten {value} har ingen tittel; identifikatoren er namnet",
    nb="aktiviteten {value} har ingen tittel; identifikatoren er navnet",
)
NO_LANGUAGE = Text(
    en="texts without a language (xml:lang) are read as being in none: {count}",
    nn="tekstar utan språk (xml:lang) er lesne utan språk: {count}",
    nb="tekster uten språk (xml:lang) er lest uten språk: {count}",
)
BAD_SDG = Text(
    en="“{value}” is none of the UN's goals or targets; the link is left out",
    nn="«{value}» er ikkje noko mål eller delmål frå FN; lenkja er utelaten",
    nb="«{value}» er ikke noe mål eller delmål fra FN; lenken er utelatt",
)
BAD_DATE = Text(
    en="“{value}” is no date as 2026-12-31, with a year from 1800 to 2200; it is left out",
    nn="«{value}» er ingen dato som 2026-12-31, med eit år frå 1800 til 2200; han er utelaten",
    nb="«{value}» er ingen dato som 2026-12-31, med et år fra 1800 til 2200; den er utelatt",
)
BACKWARDS = Text(
    en="the period ends ({value}) before it begins; its end is left out",
    nn="perioden sluttar ({value}) før han tek til; slutten er utelaten",
    nb="perioden slutter ({value}) før den begynner; slutten er utelatt",
)
BAD_AMOUNT = Text(
    en="“{value}” is no amount above 0; the budget line is kept without it",
    nn="«{value}» er ikkje noko beløp over 0; budsjettlinja er med utan det",
    nb="«{value}» er ikke noe beløp over 0; budsjettlinjen er med uten det",
)
NO_CURRENCY = Text(
    en="an amount has no currency, neither its own nor a default; the budget line is kept without it",
    nn="eit beløp har ingen valuta, korkje sin eigen eller ein fast; budsjettlinja er med utan det",
    nb="et beløp har ingen valuta, verken sin egen eller en fast; budsjettlinjen er med uten det",
)
# These are told once a file, with their number, where the first of them stands.
COUNTED: Mapping[str, Text] = {
    "currency": Text(
        en="amounts in {what} are left out, since budgets are in NOK; the lines are kept without them: {count}",
        nn="beløp i {what} er utelatne, for budsjett er i NOK; linjene er med utan dei: {count}",
        nb="beløp i {what} er utelatt, for budsjetter er i NOK; linjene er med uten dem: {count}",
    ),
    "persons": Text(
        en="contact persons and addresses are left out: {count}",
        nn="kontaktpersonar og adresser er utelatne: {count}",
        nb="kontaktpersoner og adresser er utelatt: {count}",
    ),
    "revised": Text(
        en="budgets that a revised one of the same period replaces are left out: {count}",
        nn="budsjett som eit revidert for same periode erstattar, er utelatne: {count}",
        nb="budsjetter som et revidert for samme periode erstatter, er utelatt: {count}",
    ),
    "no-language": NO_LANGUAGE,
}
