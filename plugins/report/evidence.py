"""What the links rest on: every claim with its quote, those that a document states apart from those inferred."""

from kgraph.plugin import Answer, Cell, Column, Row, Text, Thing

from .content import Section, Table
from .part import Part, in_order

TITLE = Text(en="Evidence", nn="Belegg", nb="Belegg")
INTRO = Text(
    en="Every link of support and responsibility that the numbers rest on, with the words of the document. What the "
    "documents state and what an analyst inferred stand apart. Links that a machine suggested are not counted.",
    nn="Kvar lenkje for støtte og ansvar som tala byggjer på, med orda i dokumentet. Det dokumenta seier, og det ein "
    "analytikar har utleidd, står kvar for seg. Lenkjer som ei maskin har føreslått, er ikkje rekna med.",
    nb="Hver lenke for støtte og ansvar som tallene bygger på, med ordene i dokumentet. Det dokumentene sier, og det "
    "en analytiker har utledet, står hver for seg. Lenker som en maskin har foreslått, er ikke regnet med.",
)
TITLES = {
    "stated": Text(en="Stated in the document", nn="Uttrykt i dokumentet", nb="Uttrykt i dokumentet"),
    "inferred": Text(en="Inferred by an analyst", nn="Utleidd av ein analytikar", nb="Utledet av en analytiker"),
}
FROM = Text(en="from", nn="frå", nb="fra")
LINK = Text(en="link", nn="lenkje", nb="lenke")
TO = Text(en="to", nn="til", nb="til")
QUOTE = Text(en="quote", nn="sitat", nb="sitat")
SOURCE = Text(en="where it stands", nn="kvar det står", nb="hvor det står")
CONFIDENCE = Text(en="confidence", nn="visse", nb="visshet")
REASON = Text(en="reason", nn="grunngjeving", nb="begrunnelse")
QUESTION = (
    'claims with basis "{basis}"{{claimed}} show claim about, claimed link, claim leads to, quote, stated in, heading, '
    "confidence, reason"
)


def evidence(part: Part) -> Section:
    """The section on evidence."""
    wanted = ("stated", "inferred") if part.view.basis == "all" else ("stated",)
    tables = [table for basis in wanted if (table := _claims(part, basis)).answer.rows]
    return Section("evidence", part.say(TITLE), (part.say(INTRO),) if tables else (), tuple(tables))


def _claims(part: Part, basis: str) -> Table:
    found = part.ask(QUESTION.format(basis=basis))
    heads = [(FROM, "thing"), (LINK, "text"), (TO, "thing"), (QUOTE, "text"), (SOURCE, "text")]
    if basis == "inferred":
        heads += [(CONFIDENCE, "choice"), (REASON, "text")]
    columns = tuple(Column(part.say(name), kind) for name, kind in heads)
    rows = in_order(_row(part, row)[: len(columns)] for row in found.rows)
    answer = Answer(found.question, columns, rows, len(rows), language=part.language)
    return Table(answer, f"{part.say(TITLES[basis])} ({len(rows)})")


def _row(part: Part, row: Row) -> Row:
    """A claim's cells; its document and heading are one, and the report's own plan goes without saying."""
    _, about, link, end, quotes, documents, headings, confidence, reasons = row
    others = [each for each in _several(documents) if isinstance(each, Thing) and each != part.view.plan]
    where = ", ".join([*(each.label for each in others), *_texts(headings)])
    quote = " … ".join(f"«{each}»" for each in _texts(quotes))
    return (_first(about), _first(link), _first(end), quote, where, _first(confidence), " ".join(_texts(reasons)))


def _several(cell: Cell) -> list[Cell]:
    return cell if isinstance(cell, list) else [] if cell is None else [cell]


def _texts(cell: Cell) -> list[str]:
    return [str(each) for each in _several(cell)]


def _first(cell: Cell) -> Cell:
    return next(iter(_several(cell)), None)
