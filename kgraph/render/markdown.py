"""An answer as a Markdown table (GitHub's dialect)."""

from kgraph.answer import Answer
from kgraph.render.cells import NUMBERS, plain, row_lines
from kgraph.render.table import heading

SPECIAL = str.maketrans({letter: f"\\{letter}" for letter in "\\`*_{}[]|#~"})
ENTITIES = str.maketrans({"<": "&lt;", ">": "&gt;", "&": "&amp;", "\n": " "})


def render_markdown(answer: Answer) -> str:
    """Headings, rows, and the notes as a list below."""
    head = [escaped(heading(column)) for column in answer.columns]
    rule = ["---:" if column.type in NUMBERS else "---" for column in answer.columns]
    rows = [
        ["<br>".join(escaped(line.rstrip()) for line in cell) for cell in row_lines(answer, number)]
        for number in range(len(answer.rows))
    ]
    table = [f"| {' | '.join(row)} |" for row in (head, rule, *rows)]
    notes = [f"- {escaped(plain(note.text))}" for note in answer.notes]
    return "\n".join([*table, *([""] if notes else []), *notes]) + "\n"


def escaped(text: str) -> str:
    """The text with everything that Markdown or HTML would read as more than text taken for what it is."""
    return text.translate(SPECIAL | ENTITIES)
