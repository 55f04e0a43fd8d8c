"""How cells look: the formats of a workbook, each made once."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from kgraph.sheets.values import Field, Value

if TYPE_CHECKING:
    from xlsxwriter import Workbook

# Rows are striped by the table's style; what is not Excel may not know it, so headings and lines do without.
TABLE_STYLE = "Table Style Light 1"
INK, RULE = "#1F4E79", "#D9D9D9"
# The colours of a matrix: none for nothing.
SCALE: Mapping[str, object] = {
    "type": "2_color_scale",
    "min_type": "num",
    "min_value": 0,
    "min_color": "#FFFFFF",
    "max_color": "#6FA8DC",
}
TEXTS: Mapping[str, Mapping[str, object]] = {
    "title": {"bold": True, "font_size": 14},
    "part": {"bold": True, "font_size": 12},
    "heading": {"bold": True, "bottom": 1},
    "figure": {"bold": True, "bottom": 1, "align": "right"},
    "line": {},
    "note": {"italic": True, "font_color": "#404040"},
    "link": {"font_color": "#0563C1", "underline": 1},
}


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: "Workbook") -> None:
        """Formats are made when they are first wanted."""
        self._made = cache(lambda properties: book.add_format(dict(properties)))

    def _format(self, **properties: object) -> Any:
        return self._made(tuple(sorted(properties.items())))

    def made(self, properties: Mapping[str, object]) -> Any:
        """A format of the workbook's, made once."""
        return self._format(**properties)

    def text(self, name: str) -> Any:
        """The format of a text: a title, a note ..."""
        return self._format(text_wrap=True, valign="top", **TEXTS[name])

    def head(self) -> Any:
        """The format of a column's heading."""
        return self._format(bold=True, text_wrap=True, valign="vcenter", bg_color=INK, font_color="#FFFFFF")

    def cell(self, field: Field, value: Value, language: str, *, shared: bool = False) -> Any:
        """The format of a value in a column; an amount that other rows share shows a star after it."""
        match value:
            case int() | float():
                return self._cell(align="right", indent=1, num_format=_number_format(field, shared=shared))
            case date():
                form = "yyyy-mm-dd" if language == "en" else "dd.mm.yyyy"
                return self._cell(align="right", indent=1, num_format=form)
            case _:
                side = {"align": "right", "indent": 1} if field.numeric else {}
                return self._cell(text_wrap=True, **side)

    def _cell(self, **properties: object) -> Any:
        return self._format(valign="top", bottom=1, bottom_color=RULE, **properties)


def _number_format(field: Field, *, shared: bool) -> str:
    """Blanks between thousands, as Excel writes them in the reader's country; but a year, 2024, is no amount."""
    # Where some amounts have a star, the others leave room for one.
    star = '"*"' if shared else "_*" if field.shared else ""
    if field.decimals:
        return f"#,##0.{'0' * field.decimals}{star}"
    if field.money:
        return f"#,##0{star}"
    return f"[>=10000]#,##0{star};[<=-10000]-#,##0{star};0{star}"
