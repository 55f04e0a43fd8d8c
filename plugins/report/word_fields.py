"""What Word knows and its Python library has no word for: fields, bookmarks, contents, the language of a document.

Source of the element names: ECMA-376, part 1, 17 (https://ecma-international.org/publications-and-standards/standards/ecma-376/).
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from kgraph.render.cells import plain

from .content import Content

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

NOTE = "Note"
TAGS = {"en": "en-GB", "nn": "nn-NO", "nb": "nb-NO"}
# The first day that a ZIP file can name: the files within a document bear none of their own.
UNDATED = (1980, 1, 1, 0, 0, 0)
# XML cannot hold these in any spelling.
UNWRITABLE = dict.fromkeys((0xFFFE, 0xFFFF, *range(0xD800, 0xE000)))


def clean(text: str) -> str:
    """The text without what controls or cannot be written."""
    return plain(text).translate(UNWRITABLE)


def element(name: str, /, **attributes: str) -> Any:
    """An element of WordprocessingML with its attributes, all in its namespace."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    found = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        found.set(qn(f"w:{key}"), value)
    return found


def add_field(paragraph: "Paragraph", instruction: str, shown: str) -> None:
    """A field: what Word is to compute, and what stands there until it does."""
    _begin_field(paragraph, instruction)
    paragraph.add_run(shown)
    _end_field(paragraph)


def _begin_field(paragraph: "Paragraph", instruction: str) -> None:
    code = element("instrText")
    code.text = f" {instruction} "
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for each in (element("fldChar", fldCharType="begin"), code, element("fldChar", fldCharType="separate")):
        paragraph.add_run()._r.append(each)  # noqa: SLF001 - the library's own way to its XML


def _end_field(paragraph: "Paragraph") -> None:
    paragraph.add_run()._r.append(element("fldChar", fldCharType="end"))  # noqa: SLF001


def _anchor(number: int) -> str:
    return f"_Toc{number + 1:06}"


def add_bookmark(paragraph: "Paragraph", number: int) -> None:
    """Make a heading a place that the contents lead to."""
    runs = [run._r for run in paragraph.runs]  # noqa: SLF001
    start = element("bookmarkStart", id=str(number), name=_anchor(number))
    if runs:
        runs[0].addprevious(start)
        runs[-1].addnext(element("bookmarkEnd", id=str(number)))


def add_contents(document: "Document", title: str, outline: Sequence[tuple[int, str]]) -> None:
    """The table of contents: a field that Word can make anew, filled in with the headings and links to them."""
    document.add_paragraph(title, style="TOC Heading")
    paragraph = None
    for number, (level, text) in enumerate(outline):
        paragraph = document.add_paragraph(style=f"toc {level}")
        if number == 0:
            _begin_field(paragraph, 'TOC \\o "1-2" \\h \\z \\u')
        link = element("hyperlink", anchor=_anchor(number), history="1")
        link.append(paragraph.add_run(clean(text))._r)  # noqa: SLF001
        paragraph._p.append(link)  # noqa: SLF001
    if paragraph is not None:
        _end_field(paragraph)


def dress(document: "Document") -> None:
    """Set the letters, and add the styles that the template lacks: notes, and the lines of the contents."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Mm, Pt

    styles = document.styles
    styles["Normal"].font.name = "Calibri"
    styles["Caption"].paragraph_format.space_after = Pt(3)
    styles["Caption"].paragraph_format.keep_with_next = True
    for name, indent, size in ((NOTE, 0, 9), ("toc 1", 0, 11), ("toc 2", 6, 9)):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name != NOTE)
        style.base_style = styles["Normal"]
        style.font.size, style.font.italic = Pt(size), name == NOTE
        style.paragraph_format.left_indent = Mm(indent)
        style.paragraph_format.space_before = Pt(2 if indent == 0 else 0)
        style.paragraph_format.space_after = Pt(0)


def speak(document: "Document", content: Content) -> None:
    """Set the language that Word checks the spelling in, and the properties: the report's, not the template's."""
    from docx.oxml.ns import qn

    tag = TAGS[content.language]
    for each in document.styles.element.iter(qn("w:lang")):
        each.set(qn("w:val"), tag)
    made = datetime.combine(content.date, time())
    about = document.core_properties
    about.title, about.author, about.last_modified_by, about.language = clean(content.title)[:255], "kgraph", "", tag
    about.subject, about.comments, about.keywords = clean(content.subtitle)[:255], "", ""
    about.created = about.modified = made
    package = document.part.package
    for name, relation in list(package.rels.items()) if package else ():
        # The template's own small picture of itself.
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[name]


def repacked(document: bytes) -> bytes:
    """The document with no time of day in it, so that the same content makes the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, UNDATED), old.read(name), zipfile.ZIP_DEFLATED)
    return file.getvalue()
