"""Answers as JSON Lines: each row is a record on a line of its own.

Why: programs read large tables line by line.
Example: kgraph ask "measures show budget" --format plugin-name
How to read it: the names are the headings; several answers follow each other, and notes are left out.
"""

import json
from collections.abc import Sequence

from kgraph.answer import cell_json
from kgraph.plugin import Answer, Renderer, Text, hook


@hook
def renderers() -> list[Renderer]:
    """The format."""
    what = Text(en="a line for each row", nn="ei linje for kvar rad", nb="en linje for hver rad")
    return [Renderer("plugin-name", suffix=".jsonl", what=what, render=render)]


def render(answers: Sequence[Answer]) -> str:
    """The rows of every answer."""
    records = [record for answer in answers for record in answer.records()]
    lines = [{name: cell_json(cell) for name, cell in record.items()} for record in records]
    return "".join(f"{json.dumps(line, ensure_ascii=False, allow_nan=False)}\n" for line in lines)
