"""Answers as an Excel workbook: a table on each sheet, and before several of them a sheet that leads to each.

Nothing in a workbook is a formula, whatever a label looks like; the same answers make the same bytes.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kgraph.answer import Answer
from kgraph.messages import say
from kgraph.sheets.contents import write_contents
from kgraph.sheets.naming import sheet_names
from kgraph.sheets.page import Page, write_page
from kgraph.sheets.style import Styles
from kgraph.sheets.values import legible

# The first day that a ZIP file can name, as the sheets within the workbook bear it: made on no particular day.
UNDATED = date(1980, 1, 1)


@dataclass(frozen=True, slots=True)
class Part:
    """Sheets that belong together, under a heading in the contents; the lines say what they show."""

    pages: tuple[Page, ...]
    heading: str = ""
    lines: tuple[str, ...] = ()


def workbook_of(
    parts: Sequence[Part], language: str, *, title: str = "", lines: Sequence[str] = (), created: date = UNDATED
) -> bytes:
    """An .xlsx file; a single page without title or lines stands alone, without a sheet of contents.

    Args:
        parts: the sheets in their order, at least one.
        language: of the texts that are not the answers' own.
        title: above the contents, and in the properties of the file.
        lines: paragraphs below the title.
        created: the date that the file bears.
    """
    import xlsxwriter

    pages = [page for part in parts for page in part.pages]
    file = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, safe)
    book.set_properties(
        {
            "title": legible(title or pages[0].title)[:255],
            "author": "kgraph",
            "created": datetime(created.year, created.month, created.day),  # noqa: DTZ001 - written as it stands
        }
    )
    styles = Styles(book)
    alone = len(pages) == 1 and not title and not lines
    contents = say(language, "sheets_contents")
    names = [say(language, "sheets_answer")] if alone else sheet_names([page.title for page in pages])
    if not alone:
        named = iter(names)
        listed = [(part.heading, part.lines, [(next(named), page) for page in part.pages]) for part in parts]
        write_contents(book.add_worksheet(contents), styles, language, title, lines, listed)
    for number, (name, page) in enumerate(zip(names, pages, strict=True), 1):
        write_page(book.add_worksheet(name), styles, page, number, back=None if alone else contents)
    book.close()
    return file.getvalue()


def answers_workbook(answers: Sequence[Answer]) -> bytes:
    """A workbook with a sheet for each answer, headed by its question."""
    return workbook_of([Part(tuple(Page(answer, answer.question) for answer in answers))], answers[0].language)
