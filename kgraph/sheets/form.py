"""A workbook to be filled in: typed columns with drop-downs and notes, marked cells, rows made ready for more.

Excel takes a list of choices from cells alone where it is longer than 255 letters; such lists stand on a hidden sheet.
Source: https://xlsxwriter.readthedocs.io/working_with_data_validation.html
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from kgraph.sheets.page import LINE, SCREEN, set_up_print, write_paragraph
from kgraph.sheets.style import RULE, Styles
from kgraph.sheets.values import legible

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

FormValue = str | int | Decimal | date | None
# Rows that are made ready below those that are filled.
READY = 200
# A year typed where a day belongs becomes a day of 1905.
FIRST_DAY = date(1906, 1, 1)
MARKED, FAINT, SET, FADED = "#FFE699", "#FFF8E1", "#F2F2F2", "#7F7F7F"
LISTS, KEPT = "_lists", "_kgraph"
ROW_HIGHEST = 8 * LINE


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column: its heading and note, what may be typed, and the name of the list of its choices.

    Attributes:
        heading: above it.
        note: what is said where the pointer rests on the heading.
        width: in letters.
        holds: what the cells are for.
        choices: the name of a list that is offered.
        only: whether nothing but a choice may be typed.
        fixed: whether it is not meant to be changed.
    """

    heading: str
    note: str = ""
    width: int = 20
    holds: Literal["text", "integer", "decimal", "date"] = "text"
    choices: str = ""
    only: bool = False
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet to be filled in.

    Attributes:
        name: of the sheet.
        columns: in their order.
        rows: the cells, row by row.
        marks: what is said of marked cells, by row and column.
        faint: those of them that matter less.
        examples: how many rows at the top are examples.
        frozen: how many columns stay in sight.
    """

    name: str
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[FormValue, ...], ...]
    marks: Mapping[tuple[int, int], str] = field(default_factory=dict)
    faint: frozenset[tuple[int, int]] = frozenset()
    examples: int = 0
    frozen: int = 0


def form_workbook(
    guide: tuple[str, str, Sequence[str]],
    forms: Sequence[Form],
    lists: Mapping[str, Sequence[str]],
    kept: Sequence[str],
    language: str,
    refused: str,
) -> bytes:
    """An .xlsx file: the guide, the forms, and hidden the lists and what is to be known again.

    Args:
        guide: the name of the first sheet, its title and its lines.
        forms: the sheets.
        lists: the choices, by name.
        kept: texts on a hidden sheet, one a row.
        language: in which dates are written.
        refused: what is said where something else is typed than a column holds.
    """
    import xlsxwriter

    file = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, safe)
    made = datetime(1980, 1, 1)  # noqa: DTZ001 - made on no particular day
    book.set_properties({"title": legible(guide[1])[:255], "author": "kgraph", "created": made})
    styles = Styles(book)
    _write_guide(book.add_worksheet(guide[0]), styles, guide, forms)
    pages = [(book.add_worksheet(form.name), form) for form in forms]
    places = _write_lists(book, lists)
    for sheet, form in pages:
        _Writer(sheet, styles, form, places, language, refused).write()
    hidden = book.add_worksheet(KEPT)
    for row, text in enumerate(kept):
        hidden.write_string(row, 0, text)
    hidden.hide()
    book.close()
    return file.getvalue()


def _write_guide(
    sheet: "Worksheet", styles: Styles, guide: tuple[str, str, Sequence[str]], forms: Sequence[Form]
) -> None:
    widths = (34, 12, 60)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    row = write_paragraph(sheet, 0, widths, guide[1], styles.text("title"), larger=1.3)
    for line in guide[2]:
        row = write_paragraph(sheet, row, widths, line, styles.text("line"))
    for form in forms:
        row += 1
        sheet.write_url(row, 0, f"internal:'{form.name}'!A1", styles.text("link"), form.name)
        sheet.write_number(row, 1, len(form.rows) - form.examples, styles.text("line"))
    set_up_print(sheet)


def _write_lists(book: "Workbook", lists: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Write each list as a column; where it stands, as a formula, by its name."""
    sheet = book.add_worksheet(LISTS)
    places = {}
    for column, (name, members) in enumerate(lists.items()):
        for row, member in enumerate(members):
            sheet.write_string(row, column, member)
        letter = _letters(column)
        places[name] = f"='{LISTS}'!${letter}$1:${letter}${max(1, len(members))}"
    sheet.hide()
    return places


def _letters(column: int) -> str:
    """The letters of a column, from 0: A, B ... Z, AA."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


@dataclass(frozen=True, slots=True)
class _Writer:
    """Fills one sheet."""

    sheet: "Worksheet"
    styles: Styles
    form: Form
    places: Mapping[str, str]
    language: str
    refused: str

    def write(self) -> None:
        """The headings with their notes, the rows, what may be typed in them, and the marks."""
        last = len(self.form.rows) + READY
        wide = sum(each.width for each in self.form.columns) > SCREEN
        for number, column in enumerate(self.form.columns):
            width = min(column.width, 40) if wide else column.width
            self.sheet.set_column(number, number, width, self._form(column, None))
            self.sheet.write_string(0, number, column.heading, self.styles.head())
            if column.note:
                self._note(0, number, column.note)
            self._restrict(number, column, last)
        for row, cells in enumerate(self.form.rows):
            for number, (column, value) in enumerate(zip(self.form.columns, cells, strict=True)):
                self._put(row, number, value, self._form(column, value, row, number))
            self._set_height(row, cells)
        for (row, number), text in self.form.marks.items():
            self._note(row + 1, number, text)
        self.sheet.set_row(0, 2 * LINE + 5)
        self.sheet.freeze_panes(1, self.form.frozen)
        if self.form.rows:
            self.sheet.autofilter(0, 0, len(self.form.rows), len(self.form.columns) - 1)
        set_up_print(self.sheet)
        self.sheet.repeat_rows(0)

    def _form(self, column: FormColumn, value: FormValue, row: int = -1, number: int = -1) -> Any:
        look: dict[str, object] = {"valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": RULE}
        if column.fixed:
            look |= {"bg_color": SET, "font_color": FADED}
        if 0 <= row < self.form.examples:
            look |= {"italic": True, "font_color": FADED}
        if (row, number) in self.form.marks:
            look |= {"bg_color": FAINT if (row, number) in self.form.faint else MARKED}
        if column.holds == "date":
            look |= {"num_format": "yyyy-mm-dd" if self.language == "en" else "dd.mm.yyyy", "text_wrap": False}
        elif column.holds == "decimal" or isinstance(value, Decimal):
            part = isinstance(value, Decimal) and value != value.to_integral_value()
            usual = "General" if value is None else "#,##0"
            look |= {"num_format": "#,##0.00" if part else usual, "text_wrap": False}
        elif column.holds == "integer":
            look |= {"num_format": "0", "text_wrap": False}
        return self.styles.made(look)

    def _put(self, row: int, number: int, value: FormValue, form: Any) -> None:
        match value:
            case None:
                self.sheet.write_blank(row + 1, number, None, form)
            case str():
                self.sheet.write_string(row + 1, number, legible(value), form)
            case date():
                self.sheet.write_datetime(row + 1, number, value, form)
            case _:
                self.sheet.write_number(row + 1, number, float(value), form)

    def _set_height(self, row: int, cells: Sequence[FormValue]) -> None:
        most = 1.0
        for column, value in zip(self.form.columns, cells, strict=True):
            if isinstance(value, str):
                lines = sum(max(1, -(-len(line) // max(1, int(1.1 * column.width)))) for line in value.split("\n"))
                most = max(most, lines)
        self.sheet.set_row(row + 1, min(LINE * most, ROW_HIGHEST))

    def _note(self, row: int, number: int, text: str) -> None:
        lines = sum(-(-len(line) // 40) for line in text.split("\n"))
        size = {"width": 280, "height": 20 + 16 * max(2, lines), "color": "#FFFFE1", "font_size": 9}
        self.sheet.write_comment(row, number, legible(text), {"author": "kgraph", **size})

    def _restrict(self, number: int, column: FormColumn, last: int) -> None:
        rule: dict[str, Any] | None = None
        if column.choices:
            rule = {"validate": "list", "source": self.places[column.choices], "show_error": column.only}
        elif column.holds in {"integer", "decimal"}:
            rule = {"validate": column.holds, "criteria": "between", "minimum": -(10**14), "maximum": 10**14}
        elif column.holds == "date":
            rule = {"validate": "date", "criteria": ">=", "value": FIRST_DAY}
        if rule:
            words = {"error_message": self.refused[:255], "error_title": column.heading[:32], "error_type": "warning"}
            self.sheet.data_validation(1, number, last, number, {**rule, **words, "ignore_blank": True})


__all__ = ["KEPT", "LISTS", "Form", "FormColumn", "FormValue", "form_workbook"]
