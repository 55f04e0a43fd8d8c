"""An answer as an HTML table, as notebooks show it."""

from html import escape

from kgraph.answer import Answer
from kgraph.render.cells import NUMBERS, plain, row_lines
from kgraph.render.table import heading


def render_html(answer: Answer) -> str:
    """A table with its question as caption and its notes below; everything in it is text."""
    head = "".join(f'<th scope="col">{escape(heading(column))}</th>' for column in answer.columns)
    rows = []
    for number in range(len(answer.rows)):
        cells = []
        for column, cell in zip(answer.columns, row_lines(answer, number), strict=True):
            text = "<br>".join(escape(line.rstrip()) for line in cell)
            style = ' style="text-align:right"' if column.type in NUMBERS else ""
            cells.append(f"<td{style}>{text}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    notes = "".join(f"<li>{escape(plain(note.text))}</li>" for note in answer.notes)
    return (
        f'<table lang="{answer.language}"><caption>{escape(plain(answer.question))}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        + (f"<ul>{notes}</ul>" if notes else "")
        + "\n"
    )
