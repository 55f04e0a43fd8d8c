"""What is said of StratML files, in three languages, and the words that both directions share."""

from collections.abc import Mapping

from kgraph.plugin import Text

PART_1 = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"
PART_2 = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
# The outermost element, and the namespaces that it has had; the first of each is today's.
ROOTS = {
    "StrategicPlan": (PART_1, "http://www.stratml.net", ""),
    "PerformancePlanOrReport": (PART_2, "http://www.stratml.net/PerformancePlanOrReport", ""),
}
# The links that a stakeholder's role may be, by the words of that role: "project owner" is kg:projectOwner.
RESPONSIBLE = (
    "responsible", "overallResponsible", "operativeResponsible", "coordinatingResponsible", "projectOwner",
    "projectResponsible", "coResponsible",
)  # fmt: skip
FROM_ACTOR = ("takesPartIn", "funds")
ROLES = (*RESPONSIBLE, "partner", *FROM_ACTOR)
BOUNDS = ("atMost", "atLeast", "exactly")
# The kinds of goals, and of objectives at the second level and below.
LEVELS: Mapping[str, tuple[str, str, str]] = {
    "StrategicPlan": ("OverallGoal", "FocusArea", "SubStrategy"),
    "ActionPlan": ("OverallGoal", "SubGoal", "SubGoal"),
}
VISION = Text(en="Vision", nn="Visjon", nb="Visjon")
VALUE = Text(en="Value", nn="Verdi", nb="Verdi")


def role_words(link: str) -> str:
    """A link's name as words.

    >>> role_words("projectOwner")
    'project owner'
    """
    return "".join(f" {each.lower()}" if each.isupper() else each for each in link)


NOT_STRATML = Text(
    en="the file is no StratML: its outermost element is neither StrategicPlan nor PerformancePlanOrReport",
    nn="fila er ikkje StratML: det ytste elementet er korkje StrategicPlan eller PerformancePlanOrReport",
    nb="filen er ikke StratML: det ytterste elementet er verken StrategicPlan eller PerformancePlanOrReport",
)
NO_GOALS = Text(
    en="the plan has no goal, and a StratML file needs one",
    nn="planen har ikkje noko mål, og ei StratML-fil må ha eitt",
    nb="planen har ikke noe mål, og en StratML-fil må ha ett",
)
ONE_PLAN = Text(
    en="a StratML file holds one plan, and the project has {count}: --plan says which",
    nn="ei StratML-fil har éin plan, og prosjektet har {count}: --plan seier kva for ein",
    nb="en StratML-fil har én plan, og prosjektet har {count}: --plan sier hvilken",
)
NO_NAME = Text(
    en="a goal or an objective has neither a name nor a description, and is left out with its parts",
    nn="eit mål har korkje namn eller skildring, og er utelate med delane sine",
    nb="et mål har verken navn eller beskrivelse, og er utelatt med delene sine",
)
NO_PLAN_NAME = Text(
    en="the plan has no Name; that of the file is taken",
    nn="planen har ikkje noko namn (Name); namnet på fila er brukt",
    nb="planen har ikke noe navn (Name); navnet på filen er brukt",
)
NO_LANGUAGE = Text(
    en='no xml:lang says which language the texts are in; xml:lang="en" on the outermost element does',
    nn='ingen xml:lang seier kva språk tekstane er på; xml:lang="nn" på det ytste elementet gjer det',
    nb='ingen xml:lang sier hvilket språk tekstene er på; xml:lang="nb" på det ytterste elementet gjør det',
)
TOO_DEEP = Text(
    en="an objective stands deeper than three levels; it is made part of the focus area above it",
    nn="eit mål (Objective) står djupare enn tre nivå; det er gjort til del av innsatsområdet over",
    nb="et mål (Objective) står dypere enn tre nivåer; det er gjort til del av innsatsområdet over",
)
BAD_DATE = Text(
    en="“{value}” is no date as 2026-12-31, with a year from 1800 to 2200; it is left out",
    nn="«{value}» er ingen dato som 2026-12-31, med eit år frå 1800 til 2200; han er utelaten",
    nb="«{value}» er ingen dato som 2026-12-31, med et år fra 1800 til 2200; den er utelatt",
)
BACKWARDS = Text(
    en="the period ends before it begins; its end is left out",
    nn="perioden sluttar før han tek til; slutten er utelaten",
    nb="perioden slutter før den begynner; slutten er utelatt",
)
NO_NUMBER = Text(
    en="an indicator has no target that is a number with a unit of measurement, and is left out",
    nn="ein indikator har ikkje noko måltal med måleining, og er utelaten",
    nb="en indikator har ikke noe måltall med måleenhet, og er utelatt",
)
BAD_NUMBER = Text(
    en="“{value}” is no number as 1234.5; the target is left out",
    nn="«{value}» er ikkje noko tal som 1234.5; måltalet er utelate",
    nb="«{value}» er ikke noe tall som 1234.5; måltallet er utelatt",
)
PERSONS = Text(
    en="names and addresses of persons are left out (submitters, stakeholders that are persons): {count}",
    nn="namn og adresser til personar er utelatne (innsendarar, interessentar som er personar): {count}",
    nb="navn og adresser til personer er utelatt (innsendere, interessenter som er personer): {count}",
)
BENEFICIARIES = Text(
    en="actors that only benefit are kept, but no link says from what: {count}",
    nn="aktørar som berre har nytte, er med, men inga lenkje seier av kva: {count}",
    nb="aktører som bare har nytte, er med, men ingen lenke sier av hva: {count}",
)
RESULTS = Text(
    en="results that were reached (ActualResult) are left out, since plans look ahead: {count}",
    nn="oppnådde resultat (ActualResult) er utelatne, for planar ser framover: {count}",
    nb="oppnådde resultater (ActualResult) er utelatt, for planer ser fremover: {count}",
)
LOSSES: Mapping[str, Text] = {
    "things": Text(
        en="parts of the plan that StratML has no element for: measures, budget lines, cross-cutting goals and others",
        nn="delar av planen som StratML ikkje har element for: tiltak, budsjettlinjer, tverrgåande mål og andre",
        nb="deler av planen som StratML ikke har element for: tiltak, budsjettlinjer, tverrgående mål og andre",
    ),
    "kinds": Text(
        en="things that are read as another kind, since StratML has goals and objectives alone",
        nn="ting som blir lesne som ein annan type, for StratML har berre to nivå av mål",
        nb="ting som blir lest som en annen type, for StratML har bare to nivåer av mål",
    ),
    "links": Text(
        en="links of what is written, such as supports: StratML has parts and stakeholders alone",
        nn="lenkjer til og frå det som er skrive, som støttar: StratML har berre delar og interessentar",
        nb="lenker til og fra det som er skrevet, som støtter: StratML har bare deler og interessenter",
    ),
    "claims": Text(
        en="claims: the quotes, reasons and confidence that links rest on",
        nn="påstandar: sitata, grunngjevingane og vissa som lenkjer kviler på",
        nb="påstander: sitatene, begrunnelsene og vissheten som lenker hviler på",
    ),
    "roles": Text(
        en="roles of actors, who are named without them (stratml-performance has them)",
        nn="roller til aktørar, som er nemnde utan dei (stratml-performance har dei)",
        nb="roller til aktører, som er nevnt uten dem (stratml-performance har dem)",
    ),
    "fields": Text(
        en="values of fields, such as texts as they are printed and other names",
        nn="verdiar av eigenskapar, som tekstar slik dei er trykte, og andre namn",
        nb="verdier av egenskaper, som tekster slik de er trykt, og andre navn",
    ),
    "languages": Text(
        en="texts in other languages than that of the file",
        nn="tekstar på andre språk enn det fila er på",
        nb="tekster på andre språk enn det filen er på",
    ),
    "borrowed": Text(
        en="names that are only there in another language than that of the file, and stand in that",
        nn="namn som berre finst på eit anna språk enn det fila er på, og står på det",
        nb="navn som bare finnes på et annet språk enn det filen er på, og står på det",
    ),
}
