"""A matrix as an accessible table: a caption, heads with their scope, and words in each cell."""

from collections.abc import Iterator
from html import escape

from kgraph.drawing import palette
from kgraph.drawing.matrix import SIGNS, STATES, Matrix, Square


def heatmap_html(matrix: Matrix) -> str:
    """The table and its legend as a fragment of a page; `STYLE` belongs in the page's head."""
    heads = "".join(
        f'<th scope="col"><div><span class="code">{escape(head.short)}</span> '
        f'<span class="name">{escape(head.name)}</span></div></th>'
        for head in matrix.columns
    )
    total = escape(matrix.total)
    corner = escape(f"{matrix.corner[0]} × {matrix.corner[1]}")
    feet = "".join(_total(number) for number in (*matrix.column_totals, matrix.whole))
    return (
        f'<figure class="coverage" lang="{matrix.language}">'
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(matrix.title)}">'
        f"<table><caption><span>{escape(matrix.title)}</span></caption>"
        f'<thead><tr><th scope="col">{corner}</th>{heads}<th scope="col">{total}</th></tr></thead>'
        f"<tbody>{''.join(_rows(matrix))}</tbody>"
        f'<tfoot><tr><th scope="row">{total}</th>{feet}</tr></tfoot></table></div>'
        f"<figcaption>{_legend(matrix)}</figcaption></figure>\n"
    )


def _rows(matrix: Matrix) -> Iterator[str]:
    for head, squares, total in zip(matrix.rows, matrix.squares, matrix.row_totals, strict=True):
        cells = "".join(_cell(square, matrix.most, numbers=matrix.numbers) for square in squares)
        code = f'<span class="code">{escape(head.short)}</span> '
        yield f'<tr><th scope="row">{code}{escape(head.name)}</th>{cells}{_total(total)}</tr>'


def _cell(square: Square, most: int, *, numbers: bool) -> str:
    ground = palette.shade(square.state, (square.count - 1) / most if square.count else 0)
    style = "" if square.state == "none" else f' style="background:{ground};color:{palette.on(ground)}"'
    # Where links are shown, there is no number to tell what the sign means.
    word = "" if numbers or square.state == "none" else f" {square.word}"
    shown = f'<span aria-hidden="true">{SIGNS[square.state]}{escape(square.number or word)}</span>'
    return (
        f'<td class="{square.state}"{style} title="{escape(square.words)}">{shown}'
        f'<span class="read">{escape(square.words)}</span></td>'
    )


def _total(number: int) -> str:
    return f'<td class="total{"" if number else " gap"}">{number}</td>'


def _legend(matrix: Matrix) -> str:
    found = []
    for sign, words in matrix.legend:
        state = STATES.get(sign)
        ground = palette.shade(state or "none", 0.99)
        style = f' style="background:{ground};color:{palette.on(ground)}"' if state not in {None, "none"} else ""
        found.append(f'<dt><span aria-hidden="true"{style}>{escape(sign)}</span></dt><dd>{escape(words)}</dd>')
    notes = "".join(f"<li>{escape(words)}</li>" for words in dict.fromkeys((matrix.totals_count, *matrix.notes)))
    return f"<dl>{''.join(found)}</dl><ul>{notes}</ul>"


def page(matrix: Matrix) -> str:
    """The table as a page of its own."""
    return (
        f'<!doctype html>\n<html lang="{matrix.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(matrix.title)}</title><style>{PAGE}{STYLE}</style></head>\n"
        f"<body><main>{heatmap_html(matrix)}</main></body></html>\n"
    )


PAGE = f"""
:root {{ color-scheme: light dark }}
body {{ --paper: {palette.PAPER}; background: var(--paper); color: {palette.INK} }}
body {{ margin: 1.5rem; font: 16px/1.4 {palette.SYSTEM_FONTS} }}
@media (prefers-color-scheme: dark) {{ body {{ --paper: {palette.DARK_PAPER}; color: {palette.DARK_INK} }} }}
@media (max-width: 40rem) {{ body {{ margin: .75rem }} }}
@media print {{ body {{ margin: 0; --paper: #fff; color: #000 }} @page {{ size: A4 landscape }} }}
"""
# Everything in it is about the figure alone, so that it may stand in any page.
STYLE = f"""
.coverage {{ margin: 0 }}
.coverage .scroll {{ overflow-x: auto; position: relative }}
.coverage table {{ border-collapse: separate; border-spacing: 2px; font-size: .85rem }}
.coverage caption {{ text-align: start; font-size: 1.2rem; font-weight: 600; padding-block: .5rem }}
.coverage caption span {{ display: inline-block; position: sticky; left: 0; max-width: calc(100vw - 2rem) }}
.coverage th {{ font-weight: 400; text-align: start }}
.coverage thead th {{ vertical-align: bottom; text-align: center; padding: .2rem }}
.coverage thead th div {{ display: flex; flex-direction: column-reverse; align-items: center; gap: .2rem }}
.coverage .code {{ font-weight: 600; white-space: nowrap }}
.coverage thead .name {{ writing-mode: vertical-rl; transform: rotate(180deg); max-height: 11rem; text-align: start }}
.coverage th:first-child {{
  text-align: start; min-width: 9rem; max-width: 22rem; line-height: 1.2; padding-inline-end: .5rem;
  overflow-wrap: break-word; position: sticky; left: 0; background: var(--paper, Canvas)
}}
.coverage td {{
  text-align: center; height: 1.9rem; min-width: 2.2rem; border-radius: 3px; white-space: nowrap; padding: 0 .2rem
}}
.coverage td.none {{ background: rgb(128 128 128 / 8%) }}
.coverage td.planned {{ outline: 1px dashed {palette.GAP_LINE}; outline-offset: -2px }}
.coverage td.total, .coverage tfoot th {{ font-weight: 600 }}
.coverage td.gap {{
  background: {palette.GAP}; color: {palette.GAP_INK}; outline: 1px solid {palette.GAP_LINE}; outline-offset: -3px
}}
.coverage .read {{
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap
}}
.coverage dl {{ display: grid; grid-template-columns: auto 1fr; gap: .3rem .6rem; margin-block: 1rem }}
.coverage dt span {{ display: inline-block; width: 1.7rem; text-align: center; border-radius: 3px }}
.coverage dd {{ margin: 0 }}
.coverage ul {{ padding-inline-start: 1.2rem; font-size: .9rem }}
@media (max-width: 40rem) {{ .coverage th:first-child {{ min-width: 8.5rem; max-width: 9.5rem }} }}
@media print {{
  .coverage * {{ print-color-adjust: exact; -webkit-print-color-adjust: exact }}
  .coverage .scroll {{ overflow: visible }}
}}
"""
