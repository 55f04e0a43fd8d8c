"""The first sheet of several: what the others show, and links to them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kgraph.messages import say
from kgraph.render.pivot import pivot
from kgraph.sheets.page import Page, set_up_print, write_paragraph
from kgraph.sheets.style import Styles
from kgraph.sheets.values import legible

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

WIDTHS = (90, 12)
# What stands under one heading: the heading, its lines, and the pages by the names of their sheets.
Listed = tuple[str, Sequence[str], Sequence[tuple[str, Page]]]


def write_contents(
    sheet: "Worksheet", styles: Styles, language: str, title: str, lines: Sequence[str], parts: Sequence[Listed]
) -> None:
    """Fill the sheet: the title, its lines, then each part with its pages and how many rows they have."""
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    contents = say(language, "sheets_contents")
    row = write_paragraph(sheet, 0, WIDTHS, title or contents, styles.text("title"), larger=1.3)
    for line in lines:
        row = write_paragraph(sheet, row, WIDTHS, line, styles.text("line"))
    row += 1
    sheet.write_string(row, 0, contents, styles.text("heading"))
    sheet.write_string(row, 1, say(language, "sheets_rows"), styles.text("figure"))
    row += 1
    for heading, told, pages in parts:
        if heading:
            row = write_paragraph(sheet, row + 1, WIDTHS, heading, styles.text("part"), larger=1.1)
        for line in told:
            row = write_paragraph(sheet, row, WIDTHS, line, styles.text("line"))
        for name, page in pages:
            number = name.partition(" ")[0]
            sheet.write_url(row, 0, f"internal:'{name}'!A1", styles.text("link"), legible(f"{number} {page.title}"))
            sheet.write_number(row, 1, len(pivot(page.answer).rows), styles.text("line"))
            row += 1
    set_up_print(sheet)
