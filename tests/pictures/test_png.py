"""The picture in pixels, opened by a reader of its own."""

import io
import re
import sys
import xml.etree.ElementTree as ET

import pytest
import resvg_py
from PIL import Image

from kgraph.errors import KgraphError

SVG = "{http://www.w3.org/2000/svg}"


def exported(view, name: str) -> tuple[bytes, dict[str, int]]:
    file = io.BytesIO()
    losses = {loss.what.en: loss.count for loss in view.registry.find("exporters", name).write(view, file)}
    return file.getvalue(), losses


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    assert picture.format == "PNG"
    picture.load()
    return picture.convert("RGB")


def test_every_box_has_its_words_in_dark_pixels(tiny):
    view = tiny.view("b:plan")
    picture = opened(exported(view, "png")[0])
    root = ET.fromstring(exported(view, "svg")[0])
    scale = picture.width / float(root.get("width"))
    drawing = next(each for each in root.iter(f"{SVG}g") if "translate" in each.get("transform", ""))
    right, down = map(float, re.findall(r"[\d.]+", drawing.get("transform")))
    boxes = list(drawing)[1:]
    assert len(boxes) == len(view.property_graph().nodes)
    for box in boxes:
        words = box.findall(f"{SVG}text")
        x, y = float(words[-1].get("x")) + right, float(words[-1].get("y")) + down
        # Where its last line stands, well inside the outline.
        line = picture.crop(tuple(round(each * scale) for each in (x, y - 9, x + 60, y + 2))).convert("L")
        dark = sum(line.histogram()[:90])
        assert 0.02 < dark / (line.width * line.height) < 0.6, box.findtext(f"{SVG}title")


def test_a_small_picture_is_wide_enough_for_print_and_a_large_one_for_reading(tiny):
    small = opened(exported(tiny.view().around("b:M1", 1), "png")[0])
    assert small.width == 2000
    view = tiny.view("b:plan")
    large = opened(exported(view, "png")[0])
    drawn = ET.fromstring(exported(view, "svg")[0])
    assert large.width == pytest.approx(1.5 * float(drawn.get("width")), abs=1)
    assert large.height / large.width == pytest.approx(
        float(drawn.get("height")) / float(drawn.get("width")), abs=0.001
    )


def test_pixels_tell_less_than_svg(shipped):
    view = shipped.view().around("sogn:2.2-M1", 1)
    lost = exported(view, "png")[1].items() - exported(view, "svg")[1].items()
    sure = sum(bool(edge.confidence) for edge in view.property_graph().edges)
    assert ("confidences of inferred links, which pixels do not show", sure) in lost
    assert sure > 0
    fields = sum(len(node.fields) for node in view.property_graph().nodes)
    assert ("fields of things, which pixels do not show", fields) in lost
    assert any(words.startswith("quotes and reasons") for words, _ in lost)


def test_a_code_that_is_cut_in_its_box_is_lost_in_pixels_alone(shipped):
    view = shipped.view().around("actor:sogn-regionrad", 1)
    cut = "names and codes that are too long for their boxes, and are cut"
    # actor:sogn-regionrad itself, and others as long.
    assert exported(view, "png")[1][cut] >= 1
    assert cut not in exported(view, "svg")[1]


def test_the_same_graph_gives_the_same_pixels(tiny):
    assert exported(tiny.view("a:plan"), "png") == exported(tiny.view("a:plan"), "png")


def test_without_any_font_there_is_an_error_and_no_picture_without_words(tiny, monkeypatch):
    real = resvg_py.svg_to_bytes
    monkeypatch.setattr(resvg_py, "svg_to_bytes", lambda **how: real(**how, skip_system_fonts=True))
    with pytest.raises(KgraphError, match="no font is found on this machine") as caught:
        exported(tiny.view("b:plan"), "png")
    assert "fonts-dejavu-core" in caught.value.hint


def test_without_the_package_the_error_says_how_to_get_it(here, english, monkeypatch, tmp_path):  # noqa: ARG001
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    target = tmp_path / "plan.png"
    code, out, err = here("export", "png", str(target), "--plan", "b", "--project", "tests/projects/tiny")
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        "PNG needs the package resvg-py, which is not installed; svg needs nothing",
        "hint: pip install 'kgraph[png]'",
    ]
    assert not target.exists()
