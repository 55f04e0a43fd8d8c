"""An answer as text: table, JSON, CSV, TSV, Markdown, HTML, or CSV as Norwegian Excel wants it."""

import os

from kgraph.answer import Answer
from kgraph.errors import KgraphError
from kgraph.messages import say

FORMATS = ("table", "json", "csv", "tsv", "markdown", "html", "excel")
SUFFIXES = {
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".md": "markdown",
    ".html": "html",
    ".txt": "table",
}


def format_of(path: str, language: str) -> str:
    """The format that a file's name asks for by its ending; without one, CSV.

    Raises:
        KgraphError: no format has that ending.
    """
    ending = os.path.splitext(path)[1].lower()
    if ending and ending not in SUFFIXES:
        hint = say(language, "unknown_ending_hint", known=" ".join(SUFFIXES))
        raise KgraphError(say(language, "unknown_ending", path=path, ending=ending), hint=hint, language=language)
    return SUFFIXES.get(ending, "csv")


def render(answer: Answer, form: str, *, width: int = 100, colour: bool = False) -> str:
    """The answer in a format; `width` and `colour` matter to tables alone."""
    if answer.matrix and form not in {"json", "csv", "tsv"}:
        from kgraph.render.pivot import pivot

        answer = pivot(answer)
    match form:
        case "table":
            from kgraph.render.table import render_table

            return render_table(answer, width=width, colour=colour)
        case "json":
            import json

            from kgraph.render.cells import ESCAPED

            # Inside its quotation marks JSON lets stand what would control a terminal.
            return json.dumps(answer.as_json(), ensure_ascii=False, indent=2, allow_nan=False).translate(ESCAPED) + "\n"
        case "markdown":
            from kgraph.render.markdown import render_markdown

            return render_markdown(answer)
        case "html":
            from kgraph.render.html import render_html

            return render_html(answer)
        case _:
            from kgraph.render.separated import render_separated

            return render_separated(answer, form)
