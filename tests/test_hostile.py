"""What a hostile label can do in each format: nothing."""

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest

from kgraph.answer import Answer, Column, Evidence, Note, Thing
from kgraph.render import FORMATS, render

HOSTILE = [
    "a \"quoted\" 'label'",
    "<script>alert(1)</script>",
    "</td></table><img src=x onerror=alert(1)>",
    "<!-- open",
    "&lt;b&gt; &amp; &#60;",
    "=cmd|' /C calc'!A0",
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\t=1",
    "\r=1",
    "\x00=1",
    "\u200e=1",
    "a | b || c",
    "\\|",
    "\\",
    "| --- |",
    "line\nbreak\r\nand\rmore",
    "# heading",
    "*bold* _it_ ~~gone~~ `code` [link](http://x) ![i](x)",
    "left \u202e right \u2066 isolate \u200f mark \u061c",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b31m",
    "".join(map(chr, (*range(32), *range(127, 160)))) + "end",
    "\u2028line\u2029paragraph\x85next",
    "👩‍👩‍👧 🇳🇴 é å",
    "x" * 10_240,
    "word " * 2048,
    "; , \t '",
    "",
    " ",
    "{0} %s ${x} {name}",
]
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _hostile(text: str) -> Answer:
    """An answer that holds a text everywhere where one can stand."""
    thing = Thing(f"urn:{text}", text, text, "Measure")
    columns = tuple(
        Column(text, kind, text if kind == "money" else None)
        for kind in ("thing", "things", "text", "texts", "money", "evidence", "any")
    )
    quoted = [Evidence("stated", "high", text, text, text)]
    rows = ((thing, [thing, thing], text, [text, "b"], 1, quoted, text), (None,) * 7)
    return Answer(text, columns, rows, 2, (Note("n", text),), text)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", HOSTILE)
def test_no_control_character_and_no_direction_mark_is_written(form: str, text: str) -> None:
    written = render(_hostile(text), form)
    if form in {"csv", "excel"}:
        written = written.replace("\r\n", "\n")
    if form == "tsv":
        written = written.replace("\t", " ")
    assert not CONTROLS.search(written)


@pytest.mark.parametrize("text", HOSTILE)
def test_json_holds_every_label_as_it_is(text: str) -> None:
    found = json.loads(render(_hostile(text), "json"))
    assert found["rows"][0][2] == text
    assert found["rows"][0][0]["label"] == text
    assert found["columns"][0]["name"] == text


@pytest.mark.parametrize("form, separator", [("csv", ","), ("tsv", "\t"), ("excel", ";")])
@pytest.mark.parametrize("text", HOSTILE)
def test_separated_values_read_back_and_hold_no_formula(form: str, separator: str, text: str) -> None:
    written = render(_hostile(text), form).removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(written, newline=""), delimiter=separator, strict=True))
    assert [len(row) for row in rows] == [8, 8, 8]
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA)]
    wanted = CONTROLS.sub("", text.replace("\t", " "))
    if form == "tsv":
        wanted = wanted.replace("\n", " ")
        assert len(written.splitlines()) == 3
    assert rows[1][3].removeprefix("'") == wanted.removeprefix("'")


def test_negative_numbers_stay_numbers() -> None:
    answer = Answer("q", (Column("x", "number"), Column("y", "text")), ((-1, "-1"),), 1)
    assert render(answer, "csv") == "x,y\r\n-1,'-1\r\n"


def _columns_of(line: str) -> int:
    """How many cells GitHub's dialect sees in a line of a table."""
    return len(re.findall(r"(?:\\.|[^|\\])*\|", line[1:]))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_markdown_table_keeps_its_columns_and_holds_no_html(text: str) -> None:
    written = render(_hostile(text), "markdown")
    table, _, notes = written.partition("\n\n")
    lines = table.split("\n")
    assert [_columns_of(line) for line in lines] == [7, 7, 7, 7]
    assert lines[1] == "| --- | --- | --- | --- | ---: | --- | --- |"
    assert all(line.startswith("| ") and line.endswith(" |") for line in lines)
    assert "<" not in written.replace("<br>", "")
    assert not re.search(r"(?<!\\)[`\[\]_~]", written)
    assert notes.count("\n") == 1


class _Elements(HTMLParser):
    """The elements and the attributes of a page, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text: list[str] = []
        self.other: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.other.append(data)

    def handle_decl(self, decl: str) -> None:
        self.other.append(decl)


@pytest.mark.parametrize("text", HOSTILE)
def test_html_holds_no_element_but_the_tables_own(text: str) -> None:
    page = _Elements()
    page.feed(render(_hostile(text), "html"))
    page.close()
    tags = [tag for tag, _ in page.found if tag != "br"]
    row = ["tr", *["td"] * 7]
    assert tags == ["table", "caption", "thead", "tr", *["th"] * 7, "tbody", *row, *row, "ul", "li"]
    allowed = {("lang", "en"), ("scope", "col"), ("style", "text-align:right")}
    assert {attribute for _, attributes in page.found for attribute in attributes} <= allowed
    assert not page.other
    assert CONTROLS.sub("", text.replace("\t", " ")).strip().split("\n")[-1] in "".join(page.text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_table_keeps_to_its_lines(text: str) -> None:
    written = render(_hostile(text), "table", width=200)
    assert max(map(len, written.splitlines())) <= 200
    assert re.search(r"^─*(  ─*){6}$", written, re.MULTILINE)
