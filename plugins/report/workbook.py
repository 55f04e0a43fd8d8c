"""The report as an Excel workbook: the summary and the contents first, then a sheet for each table.

A workbook holds no drawings of ours: what a picture shows is said in words above the table that follows it.
"""

from kgraph.sheets import Part, workbook_of
from kgraph.sheets.page import Page

from .content import Content, Picture, Section


def workbook(content: Content) -> bytes:
    """The bytes of the .xlsx file; the same content makes the same bytes."""
    day = content.date.isoformat() if content.language == "en" else content.date.strftime("%d.%m.%Y")
    lines = (f"{content.subtitle} · {day}".removeprefix(" · "), *content.summary)
    parts = [_part(section) for section in content.sections]
    return workbook_of(parts, content.language, title=content.title, lines=lines, created=content.date)


def _part(section: Section) -> Part:
    pages: list[Page] = []
    said: list[str] = []
    for each in section.parts:
        if isinstance(each, Picture):
            said.append(each.text)
        else:
            intro = "\n".join(text for text in (*said, each.intro) if text)
            pages.append(Page(each.answer, each.title, intro))
            said = []
    return Part(tuple(pages), section.title, (*section.intro, *said))
