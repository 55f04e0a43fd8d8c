"""What the analysis `coverage` says."""

from kgraph.plugin import Text

TITLE = Text(
    en="Coverage: {rows} × {columns}",
    nn="Dekning: {rows} × {columns}",
    nb="Dekning: {rows} × {columns}",
)
OF_PLAN = Text(
    en="{title}, in {plan}",
    nn="{title}, i {plan}",
    nb="{title}, i {plan}",
)
SIGN = Text(
    en="sign",
    nn="teikn",
    nb="tegn",
)
STATE = Text(
    en="coverage",
    nn="dekning",
    nb="dekning",
)
NUMBER = Text(
    en="number of {counted}",
    nn="talet på {counted}",
    nb="antall {counted}",
)
STATED = Text(
    en="of these stated",
    nn="av desse uttrykte",
    nb="av disse uttrykte",
)
LINKED = Text(
    en="linked",
    nn="har lenkje",
    nb="har lenke",
)
LINK_STATED = Text(
    en="stated",
    nn="uttrykt",
    nb="uttrykt",
)
OWN = Text(
    en="the row itself",
    nn="raden sjølv",
    nb="raden selv",
)
SUMMARY = Text(
    en="{filled} of {cells} cells hold {counted}. Rows without: {rows}. Columns without: {columns}.",
    nn="{filled} av {cells} celler har noko av dette: {counted}. Rader utan: {rows}. Kolonnar utan: {columns}.",
    nb="{filled} av {cells} celler har noe av dette: {counted}. Rader uten: {rows}. Kolonner uten: {columns}.",
)
SUMMARY_OF_LINKS = Text(
    en="{filled} of {cells} cells have a link. Rows without: {rows}. Columns without: {columns}.",
    nn="{filled} av {cells} celler har ei lenkje. Rader utan: {rows}. Kolonnar utan: {columns}.",
    nb="{filled} av {cells} celler har en lenke. Rader uten: {rows}. Kolonner uten: {columns}.",
)
NO_GAP = Text(
    en="none",
    nn="ingen",
    nb="ingen",
)
NOTHING = Text(
    en="no link or thread joins {rows} and {columns}",
    nn="ingen lenkje eller tråd bind saman {rows} og {columns}",
    nb="ingen lenke eller tråd binder sammen {rows} og {columns}",
)
TOO_MANY = Text(
    en="{rows} by {columns} would be {cells} cells; at most {most} are shown",
    nn="{rows} mot {columns} ville bli {cells} celler; høgst {most} blir viste",
    nb="{rows} mot {columns} ville bli {cells} celler; høyst {most} vises",
)
NOT_IN_PLAN = Text(
    en="{plan} has none of these: {kinds}",
    nn="{plan} har ikkje noko av dette: {kinds}",
    nb="{plan} har ikke noe av dette: {kinds}",
)
WHOLE = Text(
    en="{kinds}: {plan} has none of its own, so all are counted",
    nn="{kinds}: {plan} har ingen eigne, så alle tel med",
    nb="{kinds}: {plan} har ingen egne, så alle teller med",
)
