"""Asking in a real browser: the editor, mistakes mended, the table, links that show the same, every language."""

import json
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from urllib.parse import urlencode

import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

PHONE = {"width": 360, "height": 780}
PARTS = {"nn": ("Tabell", "Spør"), "nb": ("Tabell", "Spør"), "en": ("Table", "Ask")}


@pytest.fixture
def opened(browser: Browser, served) -> Iterator[Callable[..., Page]]:
    """Opens the page with a question; whatever is logged, but for refused questions, fails the test."""
    contexts, heard = [], []

    def open_page(how: dict | None = None, url: str = "", **state: object) -> Page:
        context = browser.new_context(**(how or {}))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda told: heard.append(told.text) if "400" not in told.text else None)
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.goto(url or f"{served.address}/#ask?{urlencode(state, doseq=True)}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert heard == []


def rich(page: Page) -> None:
    """Wait for the editor with colours."""
    page.locator(".cm-content").wait_for()


def typed(page: Page, text: str) -> None:
    rich(page)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def column(page: Page, number: int) -> list[str]:
    return [cell.strip() for cell in page.locator(f"table.answer tbody tr > :nth-child({number})").all_inner_texts()]


def state(page: Page) -> str:
    return page.evaluate("location.hash")


def axe(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_mistake_is_mended_by_its_hint(opened):
    page = opened(lang="en")
    typed(page, "measures that suport a:1.1")
    page.keyboard.press("Enter")
    problem = page.locator(".problem")
    expect(problem).to_contain_text('no kind, link or field is called "suport"')
    expect(problem.locator("mark")).to_have_text("suport")
    expect(page.locator(".cm-lintRange-error")).to_have_text("suport")
    page.get_by_role("button", name="Ask this instead").click()
    expect(page.locator("table.answer")).to_be_visible()
    expect(problem).to_have_count(0)
    expect(page.locator(".cm-content")).to_have_text("measures that support a:1.1")
    # M1 and M2 support parts of a:1.1; M1.1 itself does. See the comments of the data.
    assert column(page, 1) == ["Flats b:M1", "Floors b:M1.1", "Paint b:M2"]
    assert "question=measures+that+support+a%3A1.1" in state(page)


def test_words_are_coloured_completed_and_left_by_the_tab_key(opened):
    page = opened(lang="en")
    typed(page, "measures that sup")
    expect(page.locator(".cm-content .look-kind")).to_have_text("measures")
    page.locator(".cm-tooltip-autocomplete").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.locator(".cm-content")).to_have_text("measures that support")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Ask"


def test_the_table_is_sorted_as_the_question_would_sort_it(opened, served):
    question = "measures show budget, status"
    page = opened(question=question, lang="nn")
    expect(page.locator("table.answer tbody tr")).to_have_count(7)
    head = page.locator("table.answer thead th").nth(1)
    for order in ("ascending", "descending"):
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == order
    rows = served.get("/api/ask", question=f"{question} sort by budget descending", lang="nn").json()["rows"]
    amounts = [row[1] for row in rows if row[1] is not None]
    shown = [re.sub(r"[^\d,]", "", each).replace(",", ".") for each in column(page, 2) if each]
    assert [float(each) for each in shown] == amounts
    # What has no amount comes last, either way.
    assert column(page, 2)[5:] == ["", ""]
    assert "sort=1&down=true" in state(page)
    assert column(page, 2)[0] == "150 000,5*".replace(" ", "\u00a0")


def test_the_same_link_shows_the_same(opened):
    page = opened(question="measures under $plan show budget", param="plan=b:plan", lang="en")
    page.locator("table.answer thead button").nth(1).click()
    page.get_by_label("Filter rows").fill("fl")
    expect(page.locator("table.answer tbody tr")).to_have_count(2)
    expect(page.get_by_label("$plan")).to_have_value("b:plan")
    expect(page).to_have_url(re.compile("filter=fl"))
    here = column(page, 1)
    other = opened(url=page.url)
    expect(other.locator("table.answer tbody tr")).to_have_count(2)
    assert column(other, 1) == here == ["Flats b:M1", "Floors b:M1.1"]
    expect(other.get_by_label("Filter rows")).to_have_value("fl")
    expect(other.get_by_label("$plan")).to_have_value("b:plan")
    assert other.locator("thead th").nth(1).get_attribute("aria-sort") == "ascending"


def test_the_question_follows_the_language_of_the_page(opened):
    page = opened(question="count measures per effort", lang="en")
    rich(page)
    expect(page.locator(".cm-content .look-kind")).to_have_count(2)
    for language, question, none in [
        ("nn", "tel tiltak per satsing", "Build"),
        ("nb", "tell tiltak per satsing", "Build"),
        ("en", "count measures per effort", "Build"),
    ]:
        page.locator("#top select").last.select_option(language)
        expect(page.locator(".cm-content")).to_have_text(question)
        expect(page.locator(".result h2")).to_have_text(question)
        expect(page.locator("table.answer tbody tr").first).to_contain_text(none)
        expect(page.get_by_role("tab").first).to_have_text(PARTS[language][0])
        expect(page.locator("button.main")).to_have_text(PARTS[language][1])
        assert page.locator("html").get_attribute("lang") == language
        expect(page.locator(".cm-content .look-kind")).to_have_count(2)


def test_a_matrix_has_columns_and_colours_and_groups_have_bars(opened):
    page = opened(question="count measures per effort by status", lang="en")
    heads = page.locator("table.answer thead th")
    expect(heads).to_have_text(
        [
            re.compile("effort"),
            re.compile("done", re.IGNORECASE),
            re.compile("planned", re.IGNORECASE),
            re.compile(r"\(none\)"),
        ]
    )
    page.get_by_role("tab", name="Heat map").click()
    expect(page.locator("table.heat tbody th")).to_have_text(["Build b:1", "Play b:2"])
    # M2 is planned and done, M1 planned; M3 done; M1.1, M1.2, M3.1 and M4 have no status.
    assert page.locator("table.heat tbody td").all_inner_texts() == ["1", "2", "2", "1", "0", "2"]
    assert "show=matrix" in state(page)
    page.goto(
        page.url.partition("#")[0]
        + "#ask?"
        + urlencode({"question": "count measures per effort", "show": "bars", "lang": "en"})
    )
    widths = page.locator("table.bars .bar")
    expect(widths).to_have_count(2)
    assert widths.evaluate_all("bars => bars.map(bar => bar.style.inlineSize)") == ["100%", "75%"]


def test_evidence_is_at_hand(opened):
    page = opened(question="measures that support a:1.2.1", evidence="true", lang="nb")
    rest = page.locator("details.evidence").first
    expect(rest).to_contain_text("2 belegg")
    rest.locator("summary").click()
    expect(rest.locator(".quote")).to_have_count(2)
    expect(rest).to_contain_text("uttrykt")
    expect(rest).to_contain_text("utledet")


def test_the_explanation_shows_what_each_condition_leaves(opened, served):
    page = opened(
        {"permissions": ["clipboard-read", "clipboard-write"]},
        question="measures without budget and under b:1",
        show="explain",
        lang="en",
    )
    expect(page.locator(".explanation td.number")).to_have_text(["7", "2", "1"])
    expect(page.locator(".tongues dd")).to_have_text(
        ["tiltak utan budsjett og under b:1", "tiltak uten budsjett og under b:1"]
    )
    page.get_by_role("button", name="Copy SPARQL").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    sparql = served.get("/api/explain", question="measures without budget and under b:1").json()["sparql"]
    assert page.evaluate("navigator.clipboard.readText()") == sparql


def test_the_answer_is_downloaded_as_the_api_gives_it(opened, served):
    page = opened(question="efforts show number", lang="en")
    page.locator(".menu summary").click()
    formats = {each["name"] for each in served.get("/api/about").json()["answer_formats"]}
    assert page.locator(".menu section").first.locator("a").count() == len(formats)
    with page.expect_download() as download:
        page.locator(".menu a", has_text=".json").first.click()
    found = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert [row[0]["code"] for row in found["rows"]] == ["b:1", "b:2"]
    with page.expect_download() as download:
        page.locator(".menu a", has_text=".xlsx").first.click()
    book = openpyxl.load_workbook(BytesIO(download.value.path().read_bytes()))
    cells = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row]
    assert [cell for cell in cells if cell in {"b:1", "b:2"}] == ["b:1", "b:2"]
    # What shows whole plans alone is no file of an answer.
    assert "stratml" not in page.locator(".menu section").last.inner_text()
    page.keyboard.press("Escape")
    expect(page.locator(".menu .sheet")).to_be_hidden()


def test_a_saved_question_is_found_asked_and_its_blank_changed(opened, served):
    saved = {each["name"]: each for each in served.get("/api/queries", lang="en").json()}
    title = saved["measures-that-support-sdg"]["title"]
    page = opened(lang="en")
    page.get_by_label("Find a question").fill(title)
    expect(page).to_have_url(re.compile("find="))
    expect(page.locator(".gallery p").first).not_to_have_text(f"{len(saved)} questions")
    page.get_by_role("link", name=title, exact=True).click()
    blank = page.locator(".blank select")
    expect(blank).to_have_value("sdg:11")
    expect(page.locator(".result h2")).to_have_text(title)
    blank.select_option("sdg:8")
    # M3 alone supports anything under goal 8. See the comments of the data.
    expect(page.locator("table.answer tbody tr")).to_have_count(1)
    assert column(page, 1)[0].startswith("Songs")
    assert "param=goal%3Dsdg%3A8" in state(page)
    page.locator(".library summary", has_text="Asked before").click()
    expect(page.locator(".history li").first).to_contain_text("goal=sdg:8")


def test_nothing_found_says_why(opened):
    page = opened(question="measures under a:1", lang="en")
    expect(page.locator(".nothing")).to_have_text("Nothing was found.")
    expect(page.locator(".notes li").first).to_be_visible()


def test_hostile_names_stay_text(opened):
    page = opened(question='measures with name ~ "Voices"', lang="en")
    expect(page.locator("table.answer tbody th, table.answer tbody td").first).to_contain_text("<b>&amp;")
    assert page.locator("table.answer b").count() == 0


@pytest.mark.parametrize("how", [{}, {"color_scheme": "dark"}, {"viewport": PHONE}], ids=["light", "dark", "phone"])
def test_axe_finds_nothing_and_the_page_fits(opened, how):
    page = opened(how, question="measures show budget, responsible", evidence="true", lang="nn")
    expect(page.locator("table.answer tbody tr")).to_have_count(7)
    rich(page)
    page.locator("details.evidence summary").first.click()
    axe(page)
    base = page.url.partition("#")[0]
    for further in (
        {"question": "count measures per effort by status", "show": "matrix", "lang": "nb"},
        {"question": "measures that suport a:1", "lang": "en"},
        {"question": "measures under b:1 and without budget", "show": "explain", "lang": "en"},
        {"lang": "nn"},
    ):
        page.goto(f"{base}#ask?{urlencode(further)}")
        page.locator("table.heat, .mend, .explanation pre, .cards").first.wait_for()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
