"""The report as one HTML file."""

from pathlib import Path

from kgraph.pages import page as whole
from kgraph.plugin import Text

from .content import Content, Figure, Picture, Table, day

HERE = Path(__file__).parent
WORDS = {
    "skip": Text(en="To the content", nn="Til innhaldet", nb="Til innholdet"),
    "summary": Text(en="In short", nn="Kort sagt", nb="Kort sagt"),
    "contents": Text(en="Contents", nn="Innhald", nb="Innhold"),
    "row": Text(en="1 row", nn="1 rad", nb="1 rad"),
    "rows": Text(en="{total} rows", nn="{total} rader", nb="{total} rader"),
    "some": Text(en="{shown} of {total} rows", nn="{shown} av {total} rader", nb="{shown} av {total} rader"),
    "of": Text(en="{count} of {of}", nn="{count} av {of}", nb="{count} av {of}"),
    "made": Text(en="Made with kgraph, {date}", nn="Laga med kgraph, {date}", nb="Laget med kgraph, {date}"),
}


def page(content: Content) -> str:
    """The report as HTML."""
    say = {name: text[content.language] for name, text in WORDS.items()}

    def caption(table: Table) -> str:
        shown, total = len(table.shown().rows), table.answer.total
        form = "some" if shown < total else "row" if total == 1 else "rows"
        return say[form].format(shown=shown, total=total)

    return whole(
        HERE / "report.html.jinja",
        language=content.language,
        styles=[HERE / "report.css"],
        content=content,
        say=say,
        day=day(content.date, content.language),
        caption=caption,
        share=_share,
        is_picture=lambda each: isinstance(each, Picture),
    )


def _share(figure: Figure) -> float:
    """How long a bar of a hundred is."""
    return round(100 * figure.count / figure.of, 1)
