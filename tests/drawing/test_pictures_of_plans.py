"""Sankey diagrams and sunbursts of plans."""

import io
import math
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from kgraph.drawing.sankey import LINK, WIDE, Diagram, Flow, Stop, sankey
from kgraph.drawing.sunburst import Part, sunburst
from kgraph.project import open_project
from kgraph.workspace import Workspace

SVG = "{http://www.w3.org/2000/svg}"


def exported(view, name: str) -> ET.Element:
    file = io.BytesIO()
    list(view.registry.find("exporters", name).write(view, file))
    return ET.fromstring(file.getvalue())


def told(root: ET.Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}title")][1:]


# ---- Sankey


def test_the_links_of_the_tiny_project_are_the_ribbons(tiny):
    ribbons = sorted(words for words in told(exported(tiny.view(), "sankey")) if " → " in words)
    assert ribbons == [
        "Building (a:1.1.1) → Homes (a:1.1): 1 (part of)",
        "Floors (b:M1.1) → Building (a:1.1.1): 1 (stated: a document says so)",
        "Homes (a:1.1) → Sustainable Cities and Communities (sdg:11): 1 (inferred: how analysts read the text)",
        "Leisure (a:1.2) → Sustainable Cities and Communities (sdg:11): 1 (stated: a document says so)",
        "Mending (a:1.1.2) → Homes (a:1.1): 1 (part of)",
        "Music (a:1.2.1) → Leisure (a:1.2): 1 (part of)",
        "Paint (b:M2) → Mending (a:1.1.2): 1 (inferred: how analysts read the text)",
        "Reading (a:1.2.2) → Leisure (a:1.2): 1 (part of)",
        # Past the two stages between, once for each step.
        *["Songs (b:M3) → Decent Work and Economic Growth (sdg:8): 1 (inferred: how analysts read the text)"] * 3,
        "Songs (b:M3) → Music (a:1.2.1): 1 (stated: a document says so)",
    ]


def test_a_plan_shows_its_own_measures_all_of_them_and_every_goal(shipped):
    root = exported(shipped.view("sogn"), "sankey")
    words = set(told(root))
    measures = {str(thing) for thing in shipped.ask("measures under sogn:plan").things()}
    goals = {str(thing) for thing in shipped.ask("SDG goals").things()}
    assert measures <= words
    assert goals <= words
    assert not {str(thing) for thing in shipped.ask("sub-strategies without measures").things()} & words


def test_hatching_marks_what_leads_nowhere_and_what_nothing_leads_to(tiny):
    root = exported(tiny.view(), "sankey")
    hatched = {
        (group.findtext(f"{SVG}title") or "").rpartition("(")[2].rstrip(")")
        for group in root.iter(f"{SVG}g")
        if any("gap" in (each.get("fill") or "") for each in group)
    }
    goals = {f"sdg:{number}" for number in range(1, 18)} - {"sdg:8", "sdg:11"}
    assert hatched == {"b:M1", "b:M1.2", "b:M3.1", "b:M4", "a:1.2.2", "a:2.1"} | goals


def test_a_ribbon_is_as_wide_as_its_links():
    stops = (Stop("a", 0, "A", "A"), Stop("b", 1, "B", "B"))
    diagram = Diagram("t", "s", ("one", "two"), stops, (Flow("a", "b", 7, "stated", "seven"),), (), {"width": "w"})
    root = ET.fromstring(sankey(diagram))
    path = next(each for each in root.iter(f"{SVG}path") if each.findtext(f"{SVG}title") == "seven")
    begin, end = (float(each) for each in re.findall(r"V([\d.]+)|^M[\d.]+ ([\d.]+)", path.get("d") or "")[0][1:] * 2)
    heights = [float(each) for each in re.findall(r"[\d.]+ ([\d.]+)", (path.get("d") or "").split("V")[0])]
    assert begin == end == heights[0]
    right = float(re.search(r"V([\d.]+)", path.get("d") or "")[1])
    assert right - heights[-1] == pytest.approx(7 * LINK, abs=1)


@pytest.mark.parametrize("plan", ["sogn", "sogndal", None])
@pytest.mark.parametrize("language", ["en", "nn", "nb"])
def test_names_stay_in_their_boxes_and_boxes_in_the_picture(shipped, plan, language):
    root = exported(shipped.view(plan, language=language), "sankey")
    wide, high = (float(each) for each in root.attrib["viewBox"].split()[2:])
    assert wide <= 1000
    for rectangle in root.iter(f"{SVG}rect"):
        if rectangle.get("x") and rectangle.get("width") == f"{WIDE:g}":
            assert float(rectangle.attrib["x"]) + WIDE <= wide
            assert float(rectangle.attrib["y"]) + float(rectangle.attrib["height"]) <= high
    for group in root.iter(f"{SVG}g"):
        for each in group.iter(f"{SVG}text"):
            assert 0.52 * float(each.get("font-size") or 12) * len("".join(each.itertext())) <= WIDE - 8


# ---- sunburst


def test_the_rings_of_the_tiny_plan(tiny):
    words = told(exported(tiny.view("a:plan"), "sunburst"))
    assert sorted(words) == sorted(
        [
            "Alfa (a:plan)",
            "Good life (a:1)",
            "Homes (a:1.1)",
            "Building (a:1.1.1)",
            "Mending (a:1.1.2)",
            "Leisure (a:1.2)",
            "Music (a:1.2.1)",
            "Reading (a:1.2.2): gap",
            "Strong trade (a:2): gap",
            "Shops (a:2.1): gap",
        ]
    )


def test_measures_without_money_are_gaps(tiny):
    gaps = [words for words in told(exported(tiny.view("b:plan"), "sunburst")) if words.endswith(": gap")]
    assert [each for each in gaps if "M4" in each or "M1.2" in each] == gaps
    assert len(gaps) == 2


@pytest.mark.parametrize("plan", ["sogn", "sogndal", None])
def test_every_part_of_a_plan_is_in_the_sunburst_once(shipped, plan):
    words = [each.removesuffix(": hol") for each in told(exported(shipped.view(plan, language="nn"), "sunburst"))]
    assert len(words) == len(set(words))
    for kind in {"sogn": ["measures"], "sogndal": ["sub-strategies"]}.get(plan, ["measures", "sub-strategies"]):
        assert {str(each) for each in shipped.ask(kind, language="nn").things()} <= set(words)


def test_angles_follow_the_number_of_leaves():
    whole = Part(
        "w", "w", parts=(Part("a", "a", parts=(Part("b", "b"), Part("c", "c"), Part("d", "d"))), Part("e", "e"))
    )
    root = ET.fromstring(sunburst("t", "s", whole, ""))
    shapes = {each.findtext(f"{SVG}title"): each.find(f"{SVG}path") for each in root.iter(f"{SVG}g")}
    # Three of the four leaves: three quarters of the circle, so it ends on the left.
    numbers = [float(each) for each in re.findall(r"-?\d+\.\d+", shapes["a"].get("d"))]
    end = math.degrees(math.atan2(numbers[4], -numbers[5])) % 360
    assert end == pytest.approx(270, abs=0.1)


@pytest.mark.parametrize("name", ["<script>x</script>", "\u202eevil", "y" * 10_000, '"&"', "a\nb"])
def test_hostile_names_are_inert(name):
    whole = Part(name, name, parts=(Part(name, name, gap=True), Part("b", "b")))
    stops = (Stop("a", 0, name, name, 0), Stop("b", 2, name, name, gap=True), Stop("c", 1, "c", "c"))
    diagram = Diagram(
        name, name, (name, "x", "y"), stops, (Flow("a", "b", 1, "inferred", name),), (name,), {"gap": name}
    )
    for svg in (sunburst(name, name, whole, name), sankey(diagram)):
        root = ET.fromstring(svg)
        assert not list(root.iter(f"{SVG}script"))
        assert all(len(each.text or "") <= 400 for each in root.iter(f"{SVG}title"))
        assert "\u202e" not in svg


def test_a_whole_without_parts_and_a_single_part_are_drawn():
    ET.fromstring(sunburst("t", "s", Part("w", "w"), ""))
    ET.fromstring(sunburst("t", "s", Part("w", "w", parts=(Part("a", "a"),)), "gap"))
    ET.fromstring(sankey(Diagram("t", "s", ("one",), (), (), (), {})))


PILOTS = """
own:Pilot a owl:Class ; rdfs:subClassOf kg:Measure ;
    rdfs:label "pilot"@en , "pilot"@nn , "pilot"@nb ; kg:plural "pilots"@en , "pilotar"@nn , "piloter"@nb ;
    rdfs:comment "A measure on trial."@en , "Eit tiltak på prøve."@nn , "Et tiltak på prøve."@nb .
"""
PILOT = """
@prefix kg:   <https://w3id.org/kgraph/ns#> .
@prefix b:    <https://w3id.org/kgraph/id/b/> .
@prefix own:  <https://example.org/tiny#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sdg:  <http://metadata.un.org/sdg/> .
b:M9 a own:Pilot ; rdfs:label "Tried"@en ; skos:notation "b:M9" ; kg:partOf b:plan ; kg:supports sdg:2 .
"""


@pytest.fixture(scope="module")
def with_a_pilot(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pilot") / "project"
    shutil.copytree(Path(__file__).parents[1] / "projects" / "tiny", folder)
    words = folder / "ontology" / "meetings.ttl"
    words.write_text(words.read_text(encoding="utf-8") + PILOTS, encoding="utf-8")
    (folder / "data" / "pilot.ttl").write_text(PILOT, encoding="utf-8")
    return Workspace(open_project(folder))


def test_a_measure_of_a_kind_of_the_projects_own_is_a_measure_in_every_picture(with_a_pilot):
    view = with_a_pilot.view("b")
    assert any(words.startswith("Tried (b:M9) → Zero Hunger (sdg:2)") for words in told(exported(view, "sankey")))
    # Without a budget, as any measure may be.
    assert "Tried (b:M9): gap" in " ".join(told(exported(view, "sunburst")))
    # There is nothing between pilots and goals to be counted.
    answer = view.analyse("coverage", rows="pilot", columns="SDG goal")
    assert [str(row[1]) for row in answer.rows if row[2] == "●"] == ["Zero Hunger (sdg:2)"]
