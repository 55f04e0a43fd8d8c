"""Mermaid: a flowchart as text, for Markdown pages, GitHub and GitLab.

Why: a small part of a plan drawn inside a page of text, which needs no picture file.
Example: kgraph export mermaid plan.mmd --plan sogn:plan
How to read it: an arrow goes from what links to what is linked to; dotted ones are inferred; the colour is the kind. It
is for small graphs: beyond 500 links or 50 000 characters Mermaid itself refuses to draw, unless its page allows more
(maxEdges, maxTextSize). It holds labels and links alone.
The language: https://mermaid.js.org/syntax/flowchart.html
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import IO

from kgraph.drawing.palette import kind_colour, on
from kgraph.flat_graph import flat
from kgraph.plugin import Exporter, Loss, Text, View, hook

# What Mermaid draws unless its page is configured otherwise (https://mermaid.js.org/config/schema-docs/config.html).
MOST_EDGES, MOST_CHARACTERS = 500, 50_000
LONGEST = 200
# All else is written by number: quotes, what begins HTML, Markdown, a directive, an entity or a style, and a space at
# either end. HTML reads the numbers from 128 to 159 as other characters.
PLAIN = r"(?<=\d)\.(?=\d)|(?<=[^\W\d_])-(?=[^\W\d_])|[^\W_]|,|(?<=.) (?=.)|[\x80-\x9f]"
CHARACTER = re.compile(rf"(?:{PLAIN})+|(?P<other>(?s:.))")


@hook
def exporters() -> list[Exporter]:
    """Mermaid."""
    what = Text(
        en="a flowchart of a small graph, for Markdown pages; labels and links alone",
        nn="eit flytskjema av ein liten graf, for Markdown-sider; berre namn og lenkjer",
        nb="et flytskjema av en liten graf, for Markdown-sider; bare navn og lenker",
    )
    return [Exporter("mermaid", ".mmd", what, write)]


def write(view: View, file: IO[bytes]) -> Iterable[Loss]:
    """Nodes, edges, and a class for each kind."""
    graph = flat(view.property_graph())
    ids: dict[object, str] = {}
    kinds: dict[str, list[str]] = defaultdict(list)
    cut = fields = edges = evidence = 0
    size = file.write(b"flowchart BT\n")
    for row in graph.nodes():
        ids[row["id"]] = name = f"n{len(ids)}"
        kinds[str(row["kind"])].append(name)
        label = str(row["label"])
        cut += len(label) > LONGEST
        fields += sum(column.name in row for column in graph.fields.values())
        size += file.write(f'{name}["{_text(label)}"]\n'.encode())
    for row in graph.edges():
        edges += 1
        evidence += "quote" in row or "reason" in row
        arrow = "-.->" if row["basis"] == "inferred" else "-->"
        line = f'{ids[row["source"]]} {arrow}|"{_text(str(row["label"]))}"| {ids[row["target"]]}\n'
        size += file.write(line.encode())
    for number, (kind, names) in enumerate(sorted(kinds.items())):
        colour = kind_colour(kind)
        size += file.write(f"classDef k{number} fill:{colour},color:{on(colour)}\n".encode())
        size += file.write(f"class {','.join(names)} k{number}\n".encode())
    found = ((CUT, cut), (FIELDS, fields), (EVIDENCE, evidence), (EDGES, max(0, edges - MOST_EDGES)))
    too_long = (CHARACTERS, max(0, size - MOST_CHARACTERS))
    return [*graph.losses(), *(Loss(what, count) for what, count in (*found, too_long) if count)]


def _text(label: str) -> str:
    """A label that Mermaid takes for nothing but text; its own way to write a character is `#34;`."""
    short = label if len(label) <= LONGEST else label[: LONGEST - 1] + "…"
    return CHARACTER.sub(lambda found: f"#{ord(other)};" if (other := found["other"]) else found[0], short)


CUT = Text(
    en=f"labels of more than {LONGEST} characters, which are cut",
    nn=f"namn på meir enn {LONGEST} teikn, som er kutta",
    nb=f"navn på mer enn {LONGEST} tegn, som er kuttet",
)
FIELDS = Text(
    en="fields: Mermaid holds labels and links alone",
    nn="eigenskapar: Mermaid rommar berre namn og lenkjer",
    nb="egenskaper: Mermaid rommer bare navn og lenker",
)
EVIDENCE = Text(
    en="links whose quote or reason Mermaid cannot hold",
    nn="lenkjer med sitat eller grunngjeving som Mermaid ikkje rommar",
    nb="lenker med sitat eller begrunnelse som Mermaid ikke rommer",
)
EDGES = Text(
    en=f"links beyond the {MOST_EDGES} that Mermaid draws; a plan (--plan) or a question narrows the graph",
    nn=f"lenkjer ut over dei {MOST_EDGES} som Mermaid teiknar; ein plan (--plan) eller eit spørsmål avgrensar grafen",
    nb=f"lenker ut over de {MOST_EDGES} som Mermaid tegner; en plan (--plan) eller et spørsmål avgrenser grafen",
)
CHARACTERS = Text(
    en=f"characters beyond the {MOST_CHARACTERS} that Mermaid reads; a plan (--plan) or a question narrows the graph",
    nn=f"teikn ut over dei {MOST_CHARACTERS} som Mermaid les; ein plan (--plan) eller eit spørsmål avgrensar grafen",
    nb=f"tegn ut over de {MOST_CHARACTERS} som Mermaid leser; en plan (--plan) eller et spørsmål avgrenser grafen",
)
