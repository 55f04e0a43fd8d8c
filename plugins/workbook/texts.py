"""What the workbook says: its guide, its headings and its marks, in each language."""

from kgraph.plugin import Text

CODE_HEADING = Text(en="code", nn="kode", nb="kode")
KIND_HEADING = Text(en="kind", nn="slag", nb="slag")
NAME_HEADING = Text(en="name", nn="namn", nb="navn")
FROM, TO = Text(en="from", nn="frå", nb="fra"), Text(en="to", nn="til", nb="til")
LINK, IN_DOCUMENT = Text(en="link", nn="lenkje", nb="lenke"), Text(en="document", nn="dokument", nb="dokument")
EVIDENCE = Text(en="Evidence", nn="Belegg", nb="Belegg")
EXAMPLE = Text(en="example", nn="døme", nb="eksempel")
GUIDE = Text(en="Read me", nn="Les meg", nb="Les meg")
TITLE = Text(en="Plan workbook", nn="Arbeidsbok for planen", nb="Arbeidsbok for planen")
REFUSED = Text(
    en="This column holds something else: see the note at its heading.",
    nn="Denne kolonna er til noko anna: sjå merknaden ved overskrifta.",
    nb="Denne kolonnen er til noe annet: se merknaden ved overskriften.",
)
FIXED = Text(
    en="It stays as it is; a new row has none.",
    nn="Han blir ståande som han er; ei ny rad har ingen.",
    nb="Den blir stående som den er; en ny rad har ingen.",
)
LASTING = Text(
    en="What sort of thing it is: choose from the list. It stays as it is once the row has been read.",
    nn="Kva slag ting det er: vel frå lista. Det blir ståande når rada først er lesen.",
    nb="Hva slags ting det er: velg fra listen. Det blir stående når raden først er lest.",
)
SEVERAL = Text(
    en="Codes or names; several are parted by ; or a new line.",
    nn="Kodar eller namn; fleire blir skilde med ; eller ny linje.",
    nb="Koder eller navn; flere skilles med ; eller ny linje.",
)
NEEDS_EVIDENCE = Text(
    en="Each one needs a row on the sheet Evidence.",
    nn="Kvar av dei treng ei rad på arket Belegg.",
    nb="Hver av dem trenger en rad på arket Belegg.",
)
SAME_FILES = Text(
    en="the plan workbook, to be edited in Excel and imported again",
    nn="arbeidsboka for planen, til å redigere i Excel og importere att",
    nb="arbeidsboka for planen, til å redigere i Excel og importere igjen",
)
SAME_SHEETS = Text(
    en="the plan workbook as CSV, a file for each sheet",
    nn="arbeidsboka for planen som CSV, ei fil for kvart ark",
    nb="arbeidsboka for planen som CSV, en fil for hvert ark",
)
READS = Text(
    en="an edited plan workbook: .xlsx, or a folder or zip of CSV",
    nn="ei redigert arbeidsbok: .xlsx, eller ei mappe eller zip med CSV",
    nb="en redigert arbeidsbok: .xlsx, eller en mappe eller zip med CSV",
)
