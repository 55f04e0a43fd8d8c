"""The plan, its gaps, its coverage and what if in a real browser: what is seen, reached by keyboard, and linked to."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

PHONE = {"width": 360, "height": 780}


@pytest.fixture
def opened(browser: Browser, served) -> Iterator[Callable[..., Page]]:
    """Opens a view; whatever is logged fails the test."""
    contexts, heard = [], []

    def open_page(view: str, how: dict | None = None, **state: object) -> Page:
        context = browser.new_context(**(how or {}))
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda told: heard.append(told.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.goto(f"{served.address}/#{view}?{urlencode({'lang': 'en', **state}, doseq=True)}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert heard == []


def state(page: Page) -> dict[str, list[str]]:
    return parse_qs(page.evaluate("location.hash").partition("?")[2])


def parts(page: Page) -> list[str]:
    return page.locator("table.tree tbody .part .code").all_inner_texts()


def cell(page: Page, row: str, column: str):
    """The link in a cell of the first matrix, by the names of its row and its column."""
    return page.locator("table.coverage td a", has_text=f"{row} × {column}").first


def pick(page: Page, form: str, label: str, name: str) -> None:
    """Find a thing in one of the forms, by typing and the keyboard alone."""
    field = page.locator("details.change", has_text=form).get_by_role("combobox", name=label, exact=True)
    field.fill(name)
    page.locator(".search [role=option]:visible").first.wait_for()
    field.press("ArrowDown")
    field.press("Enter")


# ---- the plan


def test_of_several_plans_one_is_chosen_first(opened):
    page = opened("plan")
    page.locator(".plans .lit").nth(7).wait_for()
    page.get_by_role("link", name="Alfa").click()
    expect(page.get_by_role("heading", name="Alfa")).to_be_visible()
    assert state(page)["plan"] == ["a:plan"]


def test_the_tree_opens_and_closes_by_the_arrow_keys_and_the_link_remembers_it(opened):
    page = opened("plan", plan="a:plan")
    expect(page.get_by_role("treegrid")).to_be_visible()
    assert "a:1.1" in parts(page)
    assert "a:1.1.1" not in parts(page)
    page.locator("table.tree tbody tr").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    assert parts(page)[:5] == ["a:plan", "a:1", "a:1.1", "a:1.1.1", "a:1.1.2"]
    row = page.locator('tr[aria-expanded="true"]:focus')
    assert row.get_attribute("aria-level") == "3"
    page.reload()
    expect(page.get_by_role("treegrid")).to_be_visible()
    assert "a:1.1.1" in parts(page)
    page.locator("table.tree tbody tr").first.focus()
    page.keyboard.press("ArrowLeft")
    assert parts(page) == ["a:plan"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/#explore?**")
    assert state(page)["thing"] == ["a:plan"]


def test_only_what_lacks_something_is_shown_with_what_it_is_part_of(opened):
    page = opened("plan", plan="a:plan", lacks="measures")
    expect(page.get_by_role("treegrid")).to_be_visible()
    # Nothing supports Reading but a suggestion, and nothing the shops.
    assert {"a:1.2.2", "a:2.1"} <= set(parts(page))
    assert not {"a:1.1", "a:1.1.1", "a:1.2.1"} & set(parts(page))
    page.get_by_label("Show").select_option("")
    assert "a:1.1" in parts(page)
    assert "lacks" not in state(page)


def test_a_light_has_words_and_leads_to_the_question_behind_it(opened):
    page = opened("plan", plan="a:plan")
    light = page.locator("tr", has_text="a:1.1").first.get_by_role("link", name="3 of 3 measures have a budget")
    expect(light.locator("svg.good")).to_be_visible()
    light.click()
    # M1 and M1.1 have the same money, M2 its own line and half of a shared one.
    expect(page.locator("table.answer tbody tr")).to_have_count(3)
    expect(page.locator("table.answer tbody")).to_contain_text("Paint")


# ---- gaps


def test_gaps_are_narrowed_counted_linked_to_and_downloaded(opened, served, tmp_path: Path):
    every = served.get("/api/gaps", plan="b:plan", lang="en").json()["gaps"]
    warnings = [gap for gap in every if gap["severity"] == "warning"]
    page = opened("gaps", plan="b:plan")
    button = page.get_by_role("button", name="warnings")
    expect(button).to_contain_text(str(len(warnings)))
    button.click()
    expect(page.locator("main")).to_contain_text(f"{len(warnings)} of {len(every)} gaps")
    page.reload()
    expect(page.get_by_role("button", name="warnings")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Rule").select_option("measure-without-budget")
    # b:M1.2 and b:M4 have no money.
    expect(page.locator(".gapitems > li")).to_have_count(2)
    assert state(page)["rule"] == ["measure-without-budget"]
    with page.expect_download() as loading:
        page.get_by_role("link", name="CSV").click()
    loading.value.save_as(tmp_path / "gaps.csv")
    rows = list(csv.DictReader((tmp_path / "gaps.csv").read_text(encoding="utf-8").splitlines()))
    shown = [gap["reason"] for gap in every if gap["rule"] == "measure-without-budget"]
    assert [row["reason"] for row in rows] == shown
    page.locator(".gapitems a").first.click()
    page.wait_for_url("**/#explore?**")


# ---- coverage


def test_a_cell_opens_the_question_behind_it_and_its_answer_is_what_it_counts(opened):
    page = opened("coverage")
    square = cell(page, "Homes (a:1.1)", "Sustainable Cities and Communities")
    expect(square).to_contain_text("2")
    square.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#ask?**")
    expect(page.locator("table.answer tbody tr")).to_have_count(2)
    assert page.locator("table.answer tbody .code").all_inner_texts() == ["b:M1", "b:M1.1"]


def test_the_kinds_are_chosen_and_turned_and_a_picture_has_its_table(opened):
    page = opened("coverage", rows="Effort", columns="SubStrategy")
    # b:1 by M1.1 to Building and by M2 to Mending; b:2 by M3 to Music.
    expect(page.locator("table.coverage tbody tr")).to_have_count(2)
    for head in page.locator("table.coverage tbody th").all():
        expect(head).to_be_visible()
    page.get_by_role("button", name="Turn").click()
    expect(page.locator("table.coverage tbody tr")).to_have_count(4)
    assert state(page)["rows"] == ["SubStrategy"]
    page.get_by_role("tab", name="From measures to goals").click()
    picture = page.get_by_role("img", name="From measures to the UN's goals")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth > 500")
    page.locator(".twin summary").click()
    expect(page.locator(".twin tbody tr", has_text="Songs").first).to_contain_text("inferred")


# ---- what if


def test_a_measure_is_taken_away_and_the_loss_is_told_marked_and_asked(opened):
    page = opened("scenario")
    expect(page.locator("table.coverage")).to_have_count(1)
    pick(page, "Take something away", "Thing", "Flats")
    verdict = page.locator(".verdict")
    # b:M1 and its part were all there was from a:1.1 to sdg:11: of 3 measures 1 is left.
    expect(verdict).to_contain_text("1 of 51 cells changes.")
    expect(verdict).to_contain_text("lost all: 1")
    expect(verdict).to_contain_text("measures in all: 3 before, 1 after")
    expect(page.locator("td.differs")).to_have_count(2)
    assert state(page)["away"] == ["b:M1"]
    page.locator(".supposed").get_by_role("link", name="Ask it").click()
    expect(page.locator("h2.canonical")).to_have_text("suppose no b:M1: count measures per SDG goal")
    page.go_back()
    page.get_by_role("button", name="Remove: without Flats").click()
    expect(page.locator(".verdict")).to_have_count(0)
    assert "away" not in state(page)


def test_only_links_that_fit_are_offered_and_a_budget_shows_in_the_levels(opened):
    page = opened("scenario")
    pick(page, "Add a link", "From", "Paint")
    pick(page, "Add a link", "To", "sdg:9")
    form = page.locator("details.change", has_text="Add a link")
    offered = form.get_by_label("Link").locator("option").all_inner_texts()
    assert offered[0] == "supports"
    # A measure covers nothing, and a goal answers for nothing.
    assert not {"covers", "responsible", "addresses"} & set(offered)
    form.get_by_role("button", name="Add").click()
    expect(page.locator(".verdict")).to_contain_text("newly covered: 1")
    pick(page, "Give a budget", "Thing", "b:M4")
    form = page.locator("details.change", has_text="Give a budget")
    form.get_by_label("Value").fill("5000")
    form.get_by_role("button", name="Add").click()
    expect(page.locator("table.changes").last).to_contain_text("6 (86%)")
    assert state(page)["value"] == ["b:M4 budget 5000"]


# ---- for everyone


@pytest.mark.parametrize(
    ("how", "language"),
    [({}, "nn"), ({"viewport": PHONE, "color_scheme": "dark"}, "nb")],
    ids=["light", "dark on a phone"],
)
def test_axe_finds_nothing_and_the_pages_fit(opened, how, language):
    page = opened("plan", how, plan="a:plan", lang=language)
    base = page.url.partition("#")[0]
    views = (
        ("plan", {"lang": language}, ".plans .lit"),
        ("plan", {"lang": language, "plan": "b:plan", "open": "all"}, "table.tree tbody tr"),
        ("gaps", {"lang": language, "plan": "b:plan", "severity": "warning"}, ".gapgroup"),
        ("coverage", {"lang": language}, "table.coverage"),
        ("coverage", {"lang": language, "show": "sunburst"}, ".drawn img"),
        ("scenario", {"lang": language, "away": "b:M1"}, ".verdict"),
    )
    for view, further, there in views:
        page.goto(f"{base}#{view}?{urlencode(further)}")
        page.locator(there).first.wait_for()
        found = Axe().run(page)
        assert found.violations_count == 0, (view, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], view
        assert page.evaluate("document.documentElement.lang") == language
