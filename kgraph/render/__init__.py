"""An answer as text: table, JSON, CSV, TSV, Markdown, HTML, or CSV as Norwegian Excel wants it."""

import os
from collections.abc import Iterable

from kgraph.answer import Answer
from kgraph.dossier import Dossier
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


def format_of(path: str, language: str, others: Iterable[str] = ()) -> str:
    """The format that a file's name asks for by its ending; without one, CSV.

    Args:
        path: of the file.
        language: of the error.
        others: endings of formats that are not ours, for the error's hint.

    Raises:
        KgraphError: no format has that ending.
    """
    ending = os.path.splitext(path)[1].lower()
    if ending and ending not in SUFFIXES:
        hint = say(language, "unknown_ending_hint", known=" ".join([*SUFFIXES, *others]))
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


def render_all(found: Answer | Dossier, form: str, *, width: int = 100, colour: bool = False) -> str:
    """An answer, or all those of a dossier one after the other, each under its question; CSV and TSV have the first."""
    if isinstance(found, Answer):
        return render(found, form, width=width, colour=colour)
    if form == "json":
        import json

        from kgraph.render.cells import ESCAPED

        return json.dumps(found.as_json(), ensure_ascii=False, indent=2, allow_nan=False).translate(ESCAPED) + "\n"
    if form in {"csv", "tsv", "excel"}:
        return render(found.answers[0], form)
    parts = [
        _heading(answer.question, form) + render(answer, form, width=width, colour=colour) for answer in found.answers
    ]
    return "\n".join(parts)


def _heading(text: str, form: str) -> str:
    """The title above an answer; an HTML table has its own caption."""
    from kgraph.render.cells import plain

    match form:
        case "markdown":
            from kgraph.render.markdown import escaped

            return f"## {escaped(text)}\n\n"
        case "html":
            return ""
        case _:
            return f"{plain(text)}\n\n"
