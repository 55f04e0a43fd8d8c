"""The report as a page: one whole file that parses, fetches nothing, and lets nothing in its data do anything."""

import re
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest

from kgraph.pages import policy
from kgraph.project import open_project
from kgraph.terms import LANGUAGES
from kgraph.workspace import Workspace

XHTML, SVG = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"
FETCHING = {"src", "srcset", "poster", "data", "background", "action", "formaction", "ping"}
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><style>*{display:none}</style>",
    "{{ 7*7 }}{% raw %} {policy}",
    "javascript:alert(1)//\\u202e",
)


def _parsed(page: str):
    """The page's tree; anything that is not right HTML is an error."""
    return html5lib.HTMLParser(strict=True).parse(page)


def _said(tree) -> str:
    return " ".join("".join(tree.itertext()).split())


@pytest.fixture(scope="module")
def page(report, tiny) -> str:
    return report.page(tiny.view(language="nn"))


@pytest.fixture(scope="module")
def tree(page):
    return _parsed(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_right_html_in_its_language(report, tiny, tree, language):
    tree = tree if language == "nn" else _parsed(report.page(tiny.view("a", language=language)))
    assert tree.get("lang") == language
    assert {"en": "Gaps", "nn": "Hol", "nb": "Hull"}[language] in [each.text for each in tree.iter(f"{XHTML}h2")]
    # No text is left without its translation or its value.
    assert not re.search(r"\{\w*\}|None", _said(tree.find(f"{XHTML}body")))


@pytest.mark.parametrize("plan", [None, "sogn", "sogndal"])
def test_the_shipped_plans_make_pages_under_a_megabyte(report, shipped, plan):
    assert len(report.page(shipped.view(plan, language="nn")).encode()) < 1_000_000


def test_a_page_fetches_nothing_and_runs_nothing(page, tree):
    for each in tree.iter():
        assert not FETCHING & set(each.attrib), each.tag
        assert not [name for name in each.attrib if name.startswith("on") or name == "style"], each.tag
        assert each.get("href", "#").startswith("#")
    tags = {each.tag.rpartition("}")[2] for each in tree.iter()}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "base", "form", "image", "use", "video"}
    assert "@import" not in page
    assert "url(http" not in page


def test_the_content_policy_allows_the_pages_own_styles_alone(tree):
    metas = [each for each in tree.iter(f"{XHTML}meta") if each.get("http-equiv") == "Content-Security-Policy"]
    sheets = [each.text for each in tree.iter() if each.tag in {f"{XHTML}style", f"{SVG}style"}]
    assert [each.get("content") for each in metas] == [policy(sheets)]
    assert metas[0].get("content").startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in metas[0].get("content")
    # Nothing stands before the policy but the declaration of the encoding.
    assert list(tree.find(f"{XHTML}head"))[1] is metas[0]


def test_headings_go_down_one_level_at_a_time_and_name_their_sections(tree):
    levels = [int(each.tag[-1]) for each in tree.iter() if re.fullmatch(rf"{re.escape(XHTML)}h[1-6]", str(each.tag))]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    linked = [each.get("href")[1:] for each in tree.iter(f"{XHTML}a")]
    labelled = [name for each in tree.iter() for name in (each.get("aria-labelledby") or "").split()]
    assert set(linked + labelled) <= set(ids)


def test_each_table_has_a_caption_and_headings_with_a_scope(tree):
    for table in tree.iter(f"{XHTML}table"):
        assert table.find(f"{XHTML}caption").text
        assert all(each.get("scope") in {"col", "row"} for each in table.iter(f"{XHTML}th"))


def test_the_same_view_on_the_same_date_makes_the_same_page(report, tiny):
    module = report.module
    first, second = (module.report(tiny.view("a"), "html", "2026-05-01") for _ in range(2))
    assert first == second
    assert "1 May 2026" in first
    assert "2 May 2026" in module.report(tiny.view("a"), "html", "2026-05-02")


def test_long_lists_are_cut_with_their_number(report, shipped):
    content = report.content(shipped.view("sogn", language="nn"))
    holes = next(each for each in content.sections if each.key == "gaps")
    cut = [each for each in holes.parts if each.most and len(each.answer.rows) > each.most]
    assert cut
    page = report.page(shipped.view("sogn", language="nn"))
    for table in cut:
        assert f"{table.most} av {table.answer.total} rader</caption>" in page
        assert len(table.shown().rows) == table.most


def test_each_gap_is_told_with_severity_reason_and_advice(report, tiny):
    said = _said(_parsed(report.page(tiny.view("b"))))
    gaps = tiny.view("b").gaps().gaps
    assert gaps
    for gap in gaps:
        assert gap.advice in said
    assert all(gap.reason in said for gap in gaps if gap.severity == "error")
    assert "▲ Warning" in said
    assert "● Note" in said


def _project(folder: Path) -> Workspace:
    """A plan whose every name is an attack."""
    (folder / "data").mkdir()
    names = [name.replace("\\", "\\\\").replace('"', '\\"') for name in HOSTILE]
    lines = [
        "@prefix kg: <https://w3id.org/kgraph/ns#> . @prefix h: <https://w3id.org/kgraph/id/h/> .",
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix sdg: <http://metadata.un.org/sdg/> .",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .",
        f'h:plan a kg:ActionPlan ; skos:notation "h:plan" ; rdfs:label "{names[0]}"@en .',
        f'h:1 a kg:Effort ; skos:notation "h:1" ; rdfs:label "{names[2]}"@en ; kg:partOf h:plan .',
    ]
    for number, name in enumerate(names):
        lines.append(
            f'h:M{number} a kg:Measure ; skos:notation "h:M{number}" ; rdfs:label "{name}"@en ; kg:partOf h:1 ; '
            f"kg:supports sdg:11.1 ."
            f"h:c{number} a kg:Claim ; rdf:subject h:M{number} ; rdf:predicate kg:supports ; rdf:object sdg:11.1 ; "
            f'kg:basis kg:inferred ; kg:quote "{name}"@en ; kg:reason "{name}"@en ; kg:heading "{name}"@en ; '
            f"kg:document h:plan ."
        )
    (folder / "data" / "h.ttl").write_text("\n".join(lines), encoding="utf-8")
    return Workspace(open_project(folder))


def test_names_are_text_whatever_they_look_like(report, tmp_path):
    page = report.page(_project(tmp_path).view("h"))
    tree = _parsed(page)
    tags = {each.tag.rpartition("}")[2] for each in tree.iter()}
    assert not tags & {"script", "img"}
    sheets = [each.text for each in tree.iter() if each.tag in {f"{XHTML}style", f"{SVG}style"}]
    assert not any("display:none" in each for each in sheets)
    said = _said(tree)
    for name in HOSTILE[:4]:
        assert name in said
    assert "49" not in [each.text for each in tree.iter(f"{XHTML}th")]
