"""Exploring in a real browser: search, card, a graph that grows, filters, links that show the same, pictures."""

import os
import re
import struct
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

PHONE = {"width": 360, "height": 780}
NODES = "canvas => canvas.graph.nodes().map(node => node.data('code')).sort()"
SHOWN = "canvas => canvas.graph.nodes().not('.away').map(node => node.data('code')).sort()"
CHOSEN = "canvas => canvas.graph.nodes('.chosen').map(node => node.data('code'))"
SONGS = ["a:1.2.1", "b:2", "b:L3", "b:M3", "b:M3.1", "place:dale", "sdg:8.9"]
HOSTILE = [
    "a \"quoted\" 'label'",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</data></node>]]><!-- open &lt;b&gt; &amp; &#60; &",
    "=cmd|' /C calc'!A0",
    "a: b; c, d | e || f [x] {y} (z) -->",
    "left \u202e right \u2066 isolate \u200f mark",
    "javascript:alert(1)//${alert(1)}",
    "👩‍👩‍👧 🇳🇴 é å ǆ",
    "word" * 400,
    'back\\slash \\n \\N \\" \\',
    "\"><svg onload=alert(1)><a href='#ask?question=plans'>x</a>",
    "__proto__",
]


@pytest.fixture
def opened(browser: Browser, served) -> Iterator[Callable[..., Page]]:
    """Opens the page with a state; whatever is logged, but for refused requests, fails the test."""
    contexts, heard = [], []

    def open_page(how: dict | None = None, url: str = "", at: str = served.address, **state: object) -> Page:
        context = browser.new_context(**{"reduced_motion": "reduce", **(how or {})})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda told: heard.append(told.text) if "400" not in told.text else None)
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("dialog", lambda dialog: heard.append(dialog.message))
        page.goto(url or f"{at}/#explore?{urlencode(state, doseq=True)}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert heard == []


def graph(page: Page, what: str = NODES) -> list[str]:
    until(page, lambda: page.locator(".canvas").evaluate_all("every => every.some(each => each.graph)"))
    return page.locator(".canvas").evaluate(what)


def grown(page: Page, codes: list[str]) -> None:
    """Wait until the graph has these things."""
    until(page, lambda: graph(page) == sorted(codes))


def until(page: Page, true: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something is true; the page's policy forbids Playwright's own way."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        page.wait_for_timeout(30)


def tap(page: Page, code: str) -> None:
    graph(page)
    page.locator(".canvas").scroll_into_view_if_needed()
    find = "(canvas, code) => canvas.graph.nodes().filter(n => n.data('code') === code)[0].renderedPosition()"
    page.locator(".canvas").click(position=page.locator(".canvas").evaluate(find, code))


def key(page: Page, name: str):
    return page.locator(f".chosen-bar [data-key='{name}']")


def test_from_a_name_to_a_picture_of_what_has_grown_and_a_link_that_shows_the_same(opened):
    page = opened(lang="en")
    page.get_by_role("combobox", name="Find a thing").fill("songs")
    expect(page.locator(".found [role=option]").first).to_contain_text("Songs b:M3")
    page.keyboard.press("Enter")
    expect(page.locator(".thing h2")).to_have_text("Songs b:M3")
    expect(page.locator(".thing nav")).to_contain_text("Beta")
    assert graph(page) == SONGS

    tap(page, "a:1.2.1")
    expect(page.locator(".thing h2")).to_have_text("Music a:1.2.1")
    assert graph(page, CHOSEN) == ["a:1.2.1"]
    key(page, "supports|out").click()
    grown(page, [*SONGS, "sdg:11.4"])
    expect(key(page, "supports|out")).to_have_attribute("aria-pressed", "true")
    dashes = (
        "canvas => canvas.graph.edges().filter(e => e.style('line-style') === 'dashed').map(e => e.data('link')).sort()"
    )
    # That M3 supports sdg:8.9, and that L3 covers M3, is inferred alone.
    assert graph(page, dashes) == ["covers", "supports"]

    page.get_by_label("SDG target (2)").uncheck()
    expect(page).to_have_url(re.compile("hide=SDGTarget"))
    shown = [code for code in SONGS if code != "sdg:8.9"]
    assert graph(page, SHOWN) == shown
    other = opened(url=page.url)
    expect(other.locator(".thing h2")).to_have_text("Music a:1.2.1")
    assert (graph(other), graph(other, SHOWN)) == (sorted([*SONGS, "sdg:11.4"]), shown)
    expect(other.get_by_label("SDG target (2)")).not_to_be_checked()

    with page.expect_download() as download:
        page.get_by_role("button", name="Picture (PNG)").click()
    content = download.value.path().read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    box = page.locator(".canvas").evaluate("canvas => canvas.graph.elements().boundingBox()")
    size = struct.unpack(">II", content[16:24])
    assert [each / 2 for each in size] == pytest.approx([box["w"], box["h"]], abs=1)
    with page.expect_download() as download:
        page.get_by_role("button", name="Picture (SVG)").click()
    text = " ".join(ElementTree.parse(download.value.path()).getroot().itertext())
    assert all(label in text for label in ("Songs", "Music", "Tickets", "Post 3"))
    assert "sdg:8.9" not in text


def test_what_is_taken_out_can_be_put_back_and_the_back_button_goes_back(opened):
    page = opened(thing="b:M3", lang="en")
    assert graph(page) == SONGS
    tap(page, "place:dale")
    expect(page.locator(".thing h2")).to_have_text("Dale place:dale")
    key(page, "out").click()
    grown(page, [code for code in SONGS if code != "place:dale"])
    # The card of what the graph grew from is there in its place.
    expect(page.locator(".thing h2")).to_have_text("Songs b:M3")
    page.go_back()
    grown(page, SONGS)
    page.go_forward()
    page.get_by_role("button", name="Put back what was taken out (1)").click()
    grown(page, SONGS)


def test_everything_can_be_done_by_the_keys_and_the_focus_stays(opened):
    page = opened(thing="b:M3", lang="en")
    assert graph(page) == SONGS
    page.locator(".canvas").focus()
    code = "a:1.2.1"
    for step in cycle(("ArrowRight", "ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowUp")):
        page.keyboard.press(step)
        if graph(page, CHOSEN) == [code]:
            break
    expect(page.locator("#announcer")).to_contain_text(code)
    page.keyboard.press("Enter")
    expect(page.locator(".thing h2")).to_contain_text(code)
    expect(page.locator(".chosen-bar button").first).to_be_focused()
    before = graph(page)
    key(page, "supports|out").focus()
    page.keyboard.press("Enter")
    expect(key(page, "supports|out")).to_have_attribute("aria-pressed", "true")
    grown(page, [*before, "sdg:11.4"])
    expect(key(page, "supports|out")).to_be_focused()
    page.locator(".canvas").focus()
    page.keyboard.press("Delete")
    until(page, lambda: code not in graph(page))
    expect(page.locator(".canvas")).to_be_focused()


def test_a_link_in_the_card_moves_the_focus_to_the_new_card(opened):
    page = opened(thing="b:M3", lang="en")
    page.locator(".thing").get_by_role("link", name="Tickets").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".thing h2")).to_have_text("Tickets b:M3.1")
    expect(page.locator(".thing h2")).to_be_focused()
    expect(page.locator(".lacks li").first).to_contain_text("warning")


def test_filters_that_hide_all_can_be_taken_away_at_once(opened):
    page = opened(thing="place:dale", lang="en", hideplan=["-", "https://w3id.org/kgraph/id/b/plan"])
    expect(page.locator(".hidden-all")).to_contain_text("The filters hide everything.")
    page.get_by_role("button", name="Show everything").click()
    expect(page.locator(".hidden-all")).to_be_hidden()
    assert "place:dale" in graph(page, SHOWN)


def test_on_the_stated_basis_nothing_inferred_is_there(opened):
    page = opened(thing="b:M3", lang="en", basis="stated")
    # That a budget line covers it is inferred too.
    assert graph(page) == [code for code in SONGS if code not in {"sdg:8.9", "b:L3"}]
    expect(page.locator(".thing")).not_to_contain_text("inferred")


def test_a_link_tells_what_it_rests_on(opened):
    page = opened(thing="a:1.2.1", lang="en")
    graph(page)
    page.locator(".canvas").evaluate(
        "canvas => { canvas.graph.edges().filter(e => e.data('link') === 'supports')[0].emit('tap') }"
    )
    expect(page.locator(".chosen-bar")).to_contain_text("supports →")
    page.locator(".chosen-bar summary").click()
    expect(page.locator(".chosen-bar blockquote").first).to_be_visible()


def test_what_nobody_is_called_is_told(opened):
    page = opened(lang="en")
    page.get_by_role("combobox", name="Find a thing").fill("qqqqzzzz")
    expect(page.locator(".found [role=option]")).to_have_text("nothing is called so")
    page.keyboard.press("Enter")
    page.goto(page.url.partition("#")[0] + "#explore?lang=en&thing=nobody")
    expect(page.locator(".problem")).to_contain_text("nobody")
    expect(page.locator(".canvas")).to_have_count(0)


def test_a_why_is_answered_by_chains_with_their_quotes(opened, served):
    question = "why does b:M3 support a:1.2.1"
    state = urlencode({"question": question, "lang": "en", "show": "chains"})
    page = opened(url=f"{served.address}/#ask?{state}")
    expect(page.locator(".chain h3")).to_have_text(["Chain 1 of 1, links: 1"])
    expect(page.locator(".chain .stop")).to_have_text(["Songs b:M3", "Music a:1.2.1"])
    expect(page.locator(".chain .step strong")).to_have_text("supports")
    assert page.locator(".chain blockquote").count() == 2


def test_the_page_speaks_three_languages(opened):
    page = opened(thing="b:M2", lang="en")
    for language, label, button, kind in [
        ("nn", "Måling", "Ta ut av grafen", "tiltak"),
        ("nb", "Maling", "Ta ut av grafen", "tiltak"),
        ("en", "Paint", "Take from graph", "measure"),
    ]:
        page.locator("#top select").last.select_option(language)
        expect(page.locator(".thing h2")).to_contain_text(label)
        expect(page.locator(".grow").first).to_contain_text(button)
        expect(page.locator(".legend")).to_contain_text(kind)
        expect(page.locator(".chosen-bar strong")).to_contain_text(label)


@pytest.mark.parametrize("how", [{}, {"color_scheme": "dark"}, {"viewport": PHONE}], ids=["light", "dark", "phone"])
def test_axe_finds_nothing_and_the_page_fits(opened, how):
    page = opened(how, thing="b:M2", lang="nn")
    graph(page)
    page.locator(".twin summary").click()
    page.locator(".evidence summary").first.click()
    expect(page.locator(".gaps-place, .lacks").first).not_to_contain_text("…")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.goto(page.url.partition("#")[0] + "#explore?lang=nn")
    page.locator(".beginning").wait_for()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_boxes_are_arranged_freely_and_in_layers_again(opened):
    page = opened(thing="b:M3", lang="en")
    places = "() => document.querySelector('.canvas').graph.nodes().map((node) => ({ ...node.position() }))"
    until(page, lambda: graph(page))
    before = page.evaluate(places)
    free = page.get_by_role("button", name="Arrange freely")
    free.click()
    expect(free).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(places) != before
    free.click()
    assert page.evaluate(places) == before


def test_hostile_labels_stay_inert(opened, new_server, tmp_path: Path):
    lines = ['<urn:p> a kg:ActionPlan ; skos:notation "h:plan" ; rdfs:label "Plan"@en .']
    for number, label in enumerate(HOSTILE):
        text = label.replace("\\", "\\\\").replace('"', '\\"')
        code = f'skos:notation "h:M{number}" ;' if number % 2 else ""
        lines.append(f'<urn:m:{number}> a kg:Measure ; {code} rdfs:label "{text}"@en ; kg:partOf <urn:p> .')
    folder(tmp_path, lines)
    with new_server(project=tmp_path) as hostile:
        page = opened(at=hostile.address, thing="h:plan", lang="en")
        for label in HOSTILE:
            expect(page.locator(".thing").get_by_role("link", name=label, exact=True)).to_be_attached()
        assert len(graph(page)) == len(HOSTILE) + 1
        page.locator(".twin summary").click()
        assert page.locator(".twin tbody tr").count() == len(HOSTILE)
        assert page.locator("main :is(script, img, iframe, main svg svg, [onerror], [onload])").count() == 0
        for number, label in enumerate(HOSTILE):
            name = f"h:M{number}" if number % 2 else f"urn:m:{number}"
            page.goto(f"{hostile.address}/#explore?{urlencode({'thing': name, 'lang': 'en'})}")
            expect(page.locator(".thing h2")).to_contain_text(label)
        page.get_by_role("combobox", name="Find a thing").fill("script")
        expect(page.locator(".found [role=option]").first).to_contain_text(HOSTILE[1])
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.mark.skipif(os.environ.get("CI") != "true", reason="builds a graph of 5,000 things")
def test_five_thousand_things_are_explored(opened, new_server, tmp_path: Path):
    lines = ['<urn:p> a kg:ActionPlan ; skos:notation "x:plan" ; rdfs:label "Plan"@en .']
    for effort in range(50):
        place = f'skos:notation "x:{effort}" ; rdfs:label "Effort {effort}"@en ; kg:partOf <urn:p>'
        lines.append(f"<urn:{effort}> a kg:Effort ; {place} .")
        for number in range(100):
            own = f'skos:notation "x:{effort}-M{number}" ; rdfs:label "Measure {effort} of {number}"@en'
            lines.append(f"<urn:{effort}:{number}> a kg:Measure ; {own} ; kg:partOf <urn:{effort}> .")
    folder(tmp_path, lines)
    # What is looked at is that the pages open; how soon depends on what else the machine does.
    with new_server("--seconds", "60", project=tmp_path) as large:
        # The first answer waits for the graph to be built.
        assert large.get("/api/about").status_code == 200
        page = opened(at=large.address, lang="en")
        page.get_by_role("combobox", name="Find a thing").fill("measure 7 of 9")
        expect(page.locator(".found [role=option]").first).to_contain_text("x:7-M9")
        page.keyboard.press("Enter")
        expect(page.locator(".thing h2")).to_have_text("Measure 7 of 9 x:7-M9")
        grown(page, ["x:7", "x:7-M9"])
        tap(page, "x:7")
        key(page, "partOf|in").click()
        grown(page, ["x:plan", "x:7", *(f"x:7-M{number}" for number in range(100))][1:])


def folder(place: Path, lines: list[str]) -> None:
    """A project of these lines."""
    names = {
        "kg": "https://w3id.org/kgraph/ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
    }
    heads = [f"@prefix {name}: <{iri}> ." for name, iri in names.items()]
    (place / "data").mkdir()
    (place / "data" / "made.ttl").write_text("\n".join([*heads, *lines, ""]), encoding="utf-8")
