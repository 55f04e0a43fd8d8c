"""What a picture cannot hold, in words."""

from kgraph.plugin import Text

LONG = Text(
    en="texts that are too long to be told where they are pointed at, and are cut",
    nn="tekstar som er for lange til å visast der nokon peikar, og er avkorta",
    nb="tekster som er for lange til å vises der noen peker, og er avkortet",
)
BUNDLED = Text(
    en="links with a quote or a reason that have no line of their own to tell it",
    nn="lenkjer med sitat eller grunngjeving som ikkje har ei eiga linje å vise det på",
    nb="lenker med sitat eller begrunnelse som ikke har en egen linje å vise det på",
)
FIELDS = Text(
    en="fields of things, which pixels do not show",
    nn="eigenskapar ved ting, som pikslar ikkje viser",
    nb="egenskaper ved ting, som piksler ikke viser",
)
EVIDENCE = Text(
    en="quotes and reasons of links, which pixels do not show",
    nn="sitat og grunngjevingar for lenkjer, som pikslar ikkje viser",
    nb="sitater og begrunnelser for lenker, som piksler ikke viser",
)
CUT = Text(
    en="names and codes that are too long for their boxes, and are cut",
    nn="namn og kodar som er for lange for boksane sine, og er avkorta",
    nb="navn og koder som er for lange for boksene sine, og er avkortet",
)
CONFIDENCE = Text(
    en="confidences of inferred links, which pixels do not show",
    nn="vurderingar av kor sikre utleidde lenkjer er, som pikslar ikkje viser",
    nb="vurderinger av hvor sikre utledede lenker er, som piksler ikke viser",
)
CROWDED = Text(
    en="things more than a picture can show readably; all are drawn, and --around, --question or --plan leaves fewer",
    nn="ting meir enn eit bilete kan vise leseleg; alle er teikna, og --around, --question eller --plan gjev færre",
    nb="ting mer enn et bilde kan vise lesbart; alle er tegnet, og --around, --question eller --plan gir færre",
)
