"""The picture as SVG: everything of the graph is in it, inside its box, told in words, and harmless."""

import io
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from kgraph.answer import Thing
from kgraph.drawing import palette
from kgraph.drawing.network import bundled
from kgraph.drawing.network_svg import network, outline
from kgraph.drawing.network_told import NetworkWords
from kgraph.drawing.svg import width_of
from kgraph.project import Project
from kgraph.property_graph import Edge, Node, PropertyGraph
from kgraph.workspace import Workspace

SVG = "{http://www.w3.org/2000/svg}"
WORDS = NetworkWords("A title", "A summary.", {"Goal": ("goal", "goals")}, "solid", "dashed", {"high": "sure"})


def exported(view, name: str = "svg") -> tuple[bytes, dict[str, int]]:
    file = io.BytesIO()
    losses = {loss.what.en: loss.count for loss in view.registry.find("exporters", name).write(view, file)}
    return file.getvalue(), losses


def parts(root: ET.Element) -> tuple[list[ET.Element], list[ET.Element]]:
    """The groups of the links and those of the things, in the order that they are drawn."""
    drawing = next(each for each in root.iter(f"{SVG}g") if "translate" in each.get("transform", ""))
    assert drawing[0].get("class") == "flow"
    return list(drawing[0]), list(drawing)[1:]


def told(groups: list[ET.Element]) -> list[str]:
    """What is told first of each; fields and evidence stand on lines below."""
    return [found[0] for found in lines(groups)]


def lines(groups: list[ET.Element]) -> list[list[str]]:
    return [(each.findtext(f"{SVG}title") or "").split("\n") for each in groups]


def numbers(path: ET.Element) -> list[float]:
    return [float(each) for each in re.findall(r"-?\d+\.?\d*", path.get("d", ""))]


def extent(path: ET.Element) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a path that has pairs of numbers alone."""
    found = numbers(path)
    return min(found[::2]), min(found[1::2]), max(found[::2]), max(found[1::2])


# ---- what there is


def test_the_things_and_links_of_the_tiny_plan_are_told(tiny):
    content, _ = exported(tiny.view().around("a:1.2.2", 2))
    links, things = parts(ET.fromstring(content))
    assert sorted(told(things)) == [
        "Alfa (a:plan) – strategic plan",
        "Climate (a:X1) – cross-cutting goal",
        "Good life (a:1) – overall goal",
        "Leisure (a:1.2) – focus area",
        "Music (a:1.2.1) – sub-strategy",
        "Paint (b:M2) – measure",
        "Reading (a:1.2.2) – sub-strategy",
    ]
    single = {words for words in told(links) if "; " not in words}
    assert {
        "Reading (a:1.2.2) – addresses → Climate (a:X1) (inferred by an analyst, low)",
        "Paint (b:M2) – addresses → Climate (a:X1)",
        "Climate (a:X1) – required in → Alfa (a:plan)",
        "Leisure (a:1.2) – part of → Good life (a:1)",
    } <= single


@pytest.mark.parametrize("plan", ["sogn", "sogndal"])
def test_every_thing_and_link_of_a_plan_is_in_its_picture(shipped, plan):
    view = shipped.view(plan)
    graph = view.property_graph()
    links, things = parts(ET.fromstring(exported(view)[0]))
    assert sorted(words.rpartition(" – ")[0] for words in told(things)) == sorted(
        str(node.thing) for node in graph.nodes
    )
    said = "\n".join(told(links))
    for edge in graph.edges:
        start, end = (graph.by_iri[iri].thing.code for iri in (edge.source, edge.target))
        assert re.search(rf"\({re.escape(start)}\) – {edge.label} → [^;\n]*\({re.escape(end)}\)", said), edge.id


def test_inferred_links_are_dashed_and_no_others(tiny):
    links, _ = parts(ET.fromstring(exported(tiny.view("b:plan"))[0]))
    dashed = {
        words: each.find(f"{SVG}path").get("stroke-dasharray") for each, words in zip(links, told(links), strict=True)
    }
    assert {bool(dash) for words, dash in dashed.items() if "inferred" in words} == {True}
    assert {bool(dash) for words, dash in dashed.items() if "inferred" not in words} == {False}
    assert sum(map(bool, dashed.values())) >= 5


def test_an_arrow_points_at_what_the_link_leads_to(tiny):
    root = ET.fromstring(exported(tiny.view("b:plan"))[0])
    links, things = parts(root)
    box = {
        words.rpartition(" – ")[0]: extent(each.find(f"{SVG}path"))
        for each, words in zip(things, told(things), strict=True)
    }
    pointed = 0
    for each, words in zip(links, told(links), strict=True):
        paths = each.findall(f"{SVG}path")
        if len(paths) == 2:
            x, y = numbers(paths[1])[:2]
            ends = {re.sub(r" \((inferred[^)]*)\)$", "", link.partition(" → ")[2]) for link in words.split("; ")}
            [(left, top, right, bottom)] = [box[end] for end in ends]
            assert min(abs(x - left), abs(x - right)) < 8
            assert top < y < bottom
            pointed += len(words.split("; "))
    assert pointed == len(tiny.view("b:plan").property_graph().edges)


def test_the_legend_names_the_kinds_with_their_number_and_each_link(tiny):
    root = ET.fromstring(exported(tiny.view("b:plan", language="nn"))[0])
    said = [each.text or "" for each in root.findall(f"{SVG}text")]
    assert {"tiltak (7)", "budsjettlinjer (5)", "overordna mål (1)", "tek opp", "utleidd av ein analytikar"} <= set(
        said
    )
    assert any("ansvarleg" in words and "medansvarleg" in words for words in said)
    assert "Beta (b:plan)" in said
    graph = tiny.view("b:plan").property_graph()
    inferred = sum(edge.basis == "inferred" for edge in graph.edges)
    assert f"{len(graph.nodes)} ting og {len(graph.edges)} lenkjer, {inferred} av dei utleidde." in " ".join(said)


def test_a_thing_that_is_pointed_at_tells_its_fields(tiny):
    _, things = parts(ET.fromstring(exported(tiny.view(language="nn"))[0]))
    below = {words[0]: words[1:] for words in lines(things)}
    assert below["Songs (b:M3) – tiltak"] == ["dato: 2024-06-15", "nummer: 3", "status: Done"]
    assert "budsjett (NOK): 50 000,5" in below["Post 3 (b:L3) – budsjettlinje"]
    # A value of a closed list is said in words; of several values each has its line.
    assert "grense: høgst" in next(words for first, words in below.items() if first.endswith("måltal"))
    assert {"status: done", "status: planned"} <= set(below["Måling (b:M2) – tiltak"])


def test_a_link_that_is_pointed_at_tells_what_it_rests_on(tiny):
    links, _ = parts(ET.fromstring(exported(tiny.view("a:plan"))[0]))
    below = {words[0]: words[1:] for words in lines(links)}
    support = next(first for first in below if "→ " in first and "(a:1.1.1) – supports" in first and "11.1" in first)
    assert below[support][0] == "«build homes»"
    assert below["Leisure (a:1.2) – part of → Good life (a:1)"] == []


@pytest.mark.parametrize("plan", ["sogn", "sogndal"])
def test_every_quote_and_reason_of_a_plan_is_told_somewhere(shipped, plan):
    view = shipped.view(plan)
    content, losses = exported(view)
    said = {line for group in lines(parts(ET.fromstring(content))[0]) for line in group[1:]}
    edges = view.property_graph().edges
    lacking = [edge for edge in edges if edge.quote and f"«{' '.join(edge.quote.split())}»" not in said]
    lacking += [edge for edge in edges if edge.reason and " ".join(edge.reason.split()) not in said]
    assert len({edge.id for edge in lacking}) == sum(n for words, n in losses.items() if "line of their own" in words)
    assert len(said) > 50


def test_only_what_a_picture_does_not_tell_is_a_loss(tiny):
    # b:M3 supports a:1.2.1 by two claims.
    assert exported(tiny.view().around("a:1.2.1", 1))[1] == {"claims beside the surest one of their link": 1}
    assert exported(tiny.view().around("a:1.1.1", 1))[1] == {}


def test_a_text_that_is_told_in_part_is_a_loss(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.ttl").write_text(
        "@prefix kg: <https://w3id.org/kgraph/ns#> . @prefix x: <https://w3id.org/kgraph/id/x/> . "
        f'x:1 a kg:Measure ; kg:text "{"æ" * 1500}"@nn . x:2 a kg:Measure ; kg:text "{"æ" * 1501}"@nn .',
        encoding="utf-8",
    )
    content, losses = exported(Workspace(Project(tmp_path)).view().of_question("measures"))
    assert losses == {"texts that are too long to be told where they are pointed at, and are cut": 1}
    assert ("æ" * 1500).encode() in content


def test_links_that_share_every_line_are_counted():
    things = [Thing(f"x:{name}", name, name, kind) for name, kind in (("a", "Measure"), ("b", "SDGGoal"))]
    nodes = tuple(Node(thing) for thing in things)
    same = [Edge(f"{n}", "x:a", "x:b", "supports", "supports", quote=f"q{n}") for n in range(2)]
    alone = Edge("2", "x:a", "x:b", "addresses", "addresses", quote="q2")
    assert [edge.id for edge in bundled(PropertyGraph(nodes, (*same, alone)))] == ["0", "1"]


def test_more_things_than_can_be_read_are_drawn_and_told(shipped):
    view = shipped.view()
    content, losses = exported(view)
    count = len(view.property_graph().nodes)
    assert count > 400
    assert [number for words, number in losses.items() if words.startswith("things more than")] == [count - 400]
    assert len(parts(ET.fromstring(content))[1]) == count


def test_the_same_graph_gives_the_same_bytes(shipped):
    view = shipped.view("sogn")
    assert exported(view) == exported(view)


def test_a_picture_is_read_aloud_by_its_title_and_description(tiny):
    root = ET.fromstring(exported(tiny.view("b:plan"))[0])
    assert root.get("role") == "img"
    by_id = {each.get("id"): each.text for each in root if each.get("id")}
    said = [by_id[name] for name in root.get("aria-labelledby").split()]
    assert said[0] == "Beta (b:plan)"
    assert "links" in said[1]


def test_an_empty_graph_is_a_picture():
    root = ET.fromstring(network(PropertyGraph((), ()), WORDS))
    assert "A title" in [each.text for each in root.iter(f"{SVG}text")]


# ---- whatever things are called


LETTERS = st.text(max_size=90) | st.sampled_from([
    "<script>alert(1)</script>", "]]>", "&amp;", "x" * 300, "\u202eevil", "W" * 40, "\0\x07", "", "javascript:alert(1)",
])  # fmt: skip


@given(st.lists(st.tuples(LETTERS, LETTERS, st.sampled_from(["Goal", "Measure", "<b>"])), min_size=1, max_size=8))
@settings(max_examples=25)
def test_any_name_is_words_inside_its_box(names):
    nodes = tuple(Node(Thing(f"x:{n}", code, label, kind)) for n, (code, label, kind) in enumerate(names))
    edges = tuple(Edge(f"{n}", "x:0", node.iri, "supports", "su<pp>orts") for n, node in enumerate(nodes))
    root = ET.fromstring(network(PropertyGraph(nodes, edges), WORDS))
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        "svg", "title", "desc", "style", "defs", "pattern", "path", "rect", "g", "text",
    }  # fmt: skip
    assert not [name for each in root.iter() for name in each.attrib if name.startswith("on") or "href" in name]
    links, things = parts(root)
    assert len(links) >= len(edges)
    for group in things:
        demand_inside(group, width_of)


def demand_inside(group: ET.Element, measured) -> None:
    """No word of a box stands out of it or upon another, by a measure of a text's width at a size."""
    left, top, right, bottom = extent(group.find(f"{SVG}path"))
    stretches = []
    for each in group.findall(f"{SVG}text"):
        size, x, y = float(each.get("font-size", 12)), float(each.get("x")), float(each.get("y"))
        width = measured(each.text or "", size)
        start = x - width if each.get("text-anchor") == "end" else x
        assert left < start
        assert start + width < right
        assert top < y - 0.75 * size
        assert y + 0.22 * size < bottom
        stretches.append((y, start, start + width))
    for one in stretches:
        for other in stretches:
            if one[0] == other[0] and one[1] < other[1]:
                assert one[2] < other[1]


@pytest.mark.parametrize("language", ["en", "nn", "nb"])
@pytest.mark.parametrize("plan", ["sogn", "sogndal"])
def test_the_words_of_the_shipped_plans_are_inside_their_boxes_in_a_wide_font(shipped, plan, language):
    """DejaVu Sans is the widest of the fonts that pictures are usually drawn with."""
    try:
        fonts = {bold: ImageFont.truetype(f"DejaVuSans{bold}.ttf", 100) for bold in ("", "-Bold")}
    except OSError:
        fonts = {}

    things = parts(ET.fromstring(exported(shipped.view(plan, language=language))[0]))[1]
    assert len(things) > 150
    for group in things:
        code = group.find(f"{SVG}text").text if group.find(f"{SVG}text").get("font-weight") else None

        def measured(words: str, size: float, bold: str | None = code) -> float:
            font = fonts.get("-Bold" if words == bold and size < 9 else "")
            return font.getlength(words) * size / 100 if font else width_of(words, size)

        demand_inside(group, measured)


# ---- colours and outlines


def test_families_of_kinds_have_colours_and_outlines_of_their_own():
    kinds = [family[0] for family in palette.FAMILIES]
    assert len({palette.kind_colour(kind) for kind in kinds}) == len(kinds) == 9
    assert len({outline(kind, 0, 0, 100, 40) for kind in kinds}) == 9
    assert palette.kind_colour("Invented") == palette.kind_colour("Invented")


def test_names_are_read_on_the_colour_of_their_box():
    for family in palette.FAMILIES:
        colour = palette.kind_colour(family[0])
        assert palette.contrast(palette.lighter(colour, 0.88), palette.INK) > 7
        assert palette.contrast(palette.lighter(colour, 0.88), palette.darker(colour)) > 7
        assert palette.contrast(palette.PAPER, colour) > 3


def test_links_have_colours_of_their_own_that_are_seen():
    links = [*(family[0] for family in palette.LINK_FAMILIES), "partOf", "invented"]
    assert len({palette.link_colour(link) for link in links}) == len(links)
    assert all(palette.contrast(palette.link_colour(link), palette.PAPER) > 3 for link in links)
