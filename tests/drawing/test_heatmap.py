"""Heatmaps as SVG: readable, inert, and with the numbers of their answer."""

import re
import xml.etree.ElementTree as ET

import pytest

from kgraph.answer import Answer, Column, Thing
from kgraph.drawing.heatmap import heatmap
from kgraph.drawing.heatmap_html import heatmap_html
from kgraph.drawing.heatmap_text import heatmap_text
from kgraph.drawing.matrix import is_coverage, matrix_of
from kgraph.drawing.palette import SHADES, contrast, on
from kgraph.drawing.svg import width_of

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "a & b ]]> <!-- -->",
    "\u202eevil\u2066",
    "two\nlines\tand a tab",
    "x" * 10_000,
    "{{ 7 * 7 }} ${x} %s",
    "\x00\x1b[31m\ud800\ufffe",
    "",
]


def answer_of(names, columns=("One", "Two"), language="en") -> Answer:
    """A matrix in which every second cell counts one thing."""
    things = [Thing(f"r:{number}", f"r:{number}", name, "Effort") for number, name in enumerate(names)]
    heads = [Thing(f"c:{number}", f"c:{number}", name, "SDGGoal") for number, name in enumerate(columns)]
    rows = []
    for number, thing in enumerate(things):
        for place, head in enumerate(heads):
            some = (number + place) % 2 == 0
            counted = [Thing(f"m:{number}-{place}", None, names[0], "Measure")] if some else []
            rows.append((thing, head, "◐" if some else "·", "inferred", len(counted), 0, "inferred", counted))
    types = ("thing", "thing", "text", "text", "integer", "integer", "text", "things")
    return Answer(names[0], tuple(Column(names[0], each) for each in types), tuple(rows), len(rows),
                  language=language, keys=2)  # fmt: skip


def texts(svg: str) -> list[str]:
    return ["".join(each.itertext()) for each in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_inert_and_short(name):
    answer = answer_of([name, "b"], [name, "c"])
    assert is_coverage(answer)
    matrix = matrix_of(answer)
    root = ET.fromstring(heatmap(matrix))
    allowed = {"svg", "title", "desc", "style", "defs", "pattern", "path", "rect", "g", "text", "circle", "line"}
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= allowed
    assert not [key for each in root.iter() for key in each.attrib if key.startswith("on") or "href" in key]
    assert all(len(each.text or "") <= 400 for each in root.iter(f"{SVG}title"))
    html = heatmap_html(matrix)
    assert "<script" not in html
    assert "<img" not in html
    shown = heatmap_text(matrix, width=80)
    assert max(map(len, shown.splitlines())) <= 80
    assert not set(shown) & {"\x1b", "\u202e", "\x00"}


@pytest.mark.parametrize("rows, columns", [("focus area", "SDG goal"), ("sub-strategy", "cross-cutting goal")])
@pytest.mark.parametrize("language", ["en", "nn", "nb"])
def test_texts_stay_in_the_picture(shipped, rows, columns, language):
    matrix = matrix_of(shipped.view(language=language).analyse("coverage", rows=rows, columns=columns))
    root = ET.fromstring(heatmap(matrix))
    wide = float(root.attrib["viewBox"].split()[2])
    assert wide <= 900
    for each in root.iter(f"{SVG}text"):
        size = float(each.get("font-size") or 12)
        # Half an em is about what a letter takes on average: Norwegian in Helvetica takes 0.52.
        long = 0.52 * size * len("".join(each.itertext()))
        if "rotate" in (each.get("transform") or ""):
            assert long <= 150
        elif each.get("text-anchor") == "middle":
            assert long / 2 <= float(each.attrib["x"]) <= wide - long / 2
        else:
            assert float(each.attrib["x"]) + long <= wide


def test_the_numbers_in_the_picture_are_those_of_the_answer(shipped):
    answer = shipped.view().analyse("coverage", rows="effort", columns="SDG goal")
    matrix = matrix_of(answer)
    root = ET.fromstring(heatmap(matrix))
    told = {}
    for group in root.iter(f"{SVG}g"):
        words = group.findtext(f"{SVG}title") or ""
        if " × " in words:
            told[words.partition(": ")[0]] = "".join("".join(each.itertext()) for each in group.iter(f"{SVG}text"))
    assert len(told) == 4 * 17
    for row in answer.rows:
        shown = told[f"{row[0]} × {row[1]}"]
        assert shown.rstrip("*") == (str(row[4]) if row[4] else "")
    bold = [each for each in texts(heatmap(matrix)) if re.fullmatch(r"\d+", each)]
    for total in (*matrix.row_totals, *matrix.column_totals, matrix.whole):
        assert str(total) in bold


def test_it_says_what_it_shows(shipped):
    matrix = matrix_of(shipped.view().analyse("coverage", rows="effort", columns="SDG goal"))
    root = ET.fromstring(heatmap(matrix, name="m1"))
    assert root.get("role") == "img"
    named = [root.find(f".//*[@id='{each}']") for each in (root.get("aria-labelledby") or "").split()]
    assert [each.text for each in named if each is not None] == [matrix.title, matrix.summary]
    assert "url(#m1-gap)" in heatmap(matrix, name="m1")


def test_nothing_is_fetched_from_elsewhere(shipped):
    svg = heatmap(matrix_of(shipped.view().analyse("coverage", rows="effort", columns="SDG goal")))
    assert set(re.findall(r"https?://[^\"]*", svg)) == {"http://www.w3.org/2000/svg"}
    assert "@import" not in svg


def test_letters_can_be_read_on_every_colour():
    for shades in SHADES.values():
        for shade in shades:
            assert contrast(shade, on(shade)) >= 4.5


def test_states_differ_in_lightness_so_that_print_tells_them_apart():
    darkest = [shades[-1] for name, shades in SHADES.items() if name in {"stated", "inferred", "planned"}]
    for one in darkest:
        assert all(one == other or contrast(one, other) >= 1.5 for other in darkest)


def test_a_wide_letter_is_wider_than_a_narrow_one():
    assert width_of("W") > width_of("a") > width_of("i")
    assert width_of("abc", 24) == 2 * width_of("abc", 12)


def test_an_empty_matrix_is_drawn_too():
    types = ("thing", "thing", "text", "text", "integer", "integer", "text", "things")
    answer = Answer("nothing", tuple(Column("x", each) for each in types), (), 0, keys=2)
    ET.fromstring(heatmap(matrix_of(answer)))
    assert "nothing" in heatmap_text(matrix_of(answer))
