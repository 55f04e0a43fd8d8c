"""The explorer as a file: opened from the disk without a network, it shows what the server shows."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from kgraph.plugin import View
from kgraph.showing.packing import packed
from kgraph.testing import example

HEADINGS = {
    "nn": {"ask": "Lagra spørsmål", "explore": "Utforsk", "gaps": "Hol i planane", "coverage": "Dekning"},
    "nb": {"ask": "Lagrede spørsmål", "explore": "Utforsk", "gaps": "Hull i planene", "coverage": "Dekning"},
    "en": {"ask": "Saved questions", "explore": "Explore", "gaps": "Gaps in the plans", "coverage": "Coverage"},
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[View], Path]:
    """The file of a view."""
    folder = tmp_path_factory.mktemp("offline")

    def write(view: View) -> Path:
        path = folder / f"{len(list(folder.iterdir()))}.html"
        path.write_bytes(view.export("explorer"))
        return path

    return write


@pytest.fixture(scope="module")
def tiny_file(tiny, written) -> Path:
    return written(tiny.view(language="en"))


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a file without a network; whatever it asks for, logs or runs against its policy fails the test."""
    contexts, heard = [], []

    def open_file(path: Path, state: str = "", how: dict | None = None) -> Page:
        context = browser.new_context(offline=True, **(how or {}))
        contexts.append(context)
        context.add_init_script(
            "document.addEventListener('securitypolicyviolation', (e) => console.log(e.blockedURI))"
        )
        context.on(
            "request", lambda sent: heard.append(sent.url) if not sent.url.startswith(("file:", "data:")) else None
        )
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda told: heard.append(told.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("dialog", lambda dialog: heard.append(dialog.message))
        page.goto(f"{path.as_uri()}#{state}")
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert heard == []


def axe(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def go(page: Page, state: str) -> None:
    page.evaluate("(hash) => { location.hash = hash; }", state)


def drawn(page: Page) -> set[str]:
    """The codes of the things in the graph."""
    page.wait_for_function("document.querySelector('.canvas')?.graph")
    return set(page.evaluate("document.querySelector('.canvas').graph.nodes().map((node) => node.data('code'))"))


# ---- the file


def test_the_shipped_plans_are_a_file_of_less_than_a_megabyte_and_a_half(shipped):
    view = shipped.view(language="nn")
    assert len(view.export("explorer")) < 1_500_000


def test_the_same_plans_are_always_the_same_file(tiny, tiny_file):
    assert tiny.view(language="en").export("explorer") == tiny_file.read_bytes()


def test_its_policy_allows_nothing_but_what_stands_in_it(tiny_file):
    text = tiny_file.read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert set(rules) == {"default-src", "script-src", "style-src", "img-src", "form-action", "base-uri"}
    assert all(each.startswith("'sha256-") for each in (rules["script-src"] + " " + rules["style-src"]).split())
    assert re.findall(r"<(?:link|script|img)[^>]*(?:src|href)=\"(?!data:)[^>]*>", text.split("<script")[0]) == []


def test_what_is_packed_can_be_unpacked():
    value = {"a": [1, True, 1.5, None, "x", []], "b": {"a": [1, True], "é": {}}, "c": [[1], [1], -1]}
    content = packed(value)
    made: list[object] = []
    for held in json.loads(json.dumps(content["values"])):
        if not isinstance(held, list):
            made.append(held)
        elif held and held[0] < 0:
            names = content["shapes"][-1 - held[0]]
            made.append({name: made[place] for name, place in zip(names, held[1:], strict=True)})
        else:
            made.append([made[place] for place in held])
    assert made[-1] == value
    assert json.dumps(made[-1]) == json.dumps(value)


@pytest.mark.usefixtures("english")
def test_nothing_of_a_little_project_is_lost_and_whole_plans_alone_are_written(tiny, here, tmp_path):
    path = tmp_path / "plans.html"
    code, _, err = here("export", "explorer", str(path), "--project", str(tiny.project.root))
    assert (code, err) == (0, "")
    code, _, err = here("export", "explorer", str(path), "--question", "measures", "--project", str(tiny.project.root))
    assert code != 0
    assert "explorer" in err


# ---- the pages


@pytest.mark.parametrize("language", HEADINGS)
def test_every_page_is_there_in_every_language(opened, tiny_file, language):
    page = opened(tiny_file, f"ask?lang={language}")
    for name, heading in HEADINGS[language].items():
        go(page, f"#{name}?lang={language}")
        expect(page.locator("main h1").first).to_have_text(heading)
        assert page.evaluate("document.documentElement.lang") == language
        axe(page)
    # Nobody is there to be asked what if.
    assert page.locator("nav a[href*=scenario]").count() == 0


def test_cards_are_those_of_the_server(opened, tiny_file, served, browser):
    page, context = opened(tiny_file), browser.new_context()
    other = context.new_page()
    for number, code in enumerate(("b:M1", "a:1.1", "sdg:11", "b:L1", "a:2")):
        state = f"#explore?thing={code}&lang=en"
        go(page, state)
        if number:
            go(other, state)
        else:
            other.goto(f"{served.address}/{state}")
        cards = []
        for each in (page, other):
            expect(each.locator("article.thing h2")).to_contain_text(code)
            expect(each.locator("article.thing")).not_to_contain_text("looking for gaps")
            cards.append(each.locator("article.thing").inner_text().replace("Ask about it", ""))
        assert re.sub(r"\s+", " ", cards[0]) == re.sub(r"\s+", " ", cards[1])
    context.close()


def test_a_thing_is_found_and_its_graph_grows_from_link_to_link(opened, tiny_file, tiny):
    page = opened(tiny_file, "explore?lang=en")
    page.get_by_role("combobox", name="Find a thing").fill("flat")
    page.get_by_role("option").filter(has_text="b:M1").first.click()
    expect(page.locator("article.thing h2")).to_have_text("Flats b:M1")
    assert "thing=b%3AM1" in page.evaluate("location.hash")
    near = {each.thing.code for each in tiny.view().around("b:M1", 1).property_graph().nodes}
    assert drawn(page) == near
    # Layers from left to right: what supports something stands to the left of it.
    steps = page.evaluate(
        """document.querySelector(".canvas").graph.edges("[link = 'supports']")
        .map((edge) => [edge.source().position().x, edge.target().position().x])"""
    )
    assert steps
    assert all(start < end for start, end in steps)
    page.locator("article.thing ul.things a").first.click()
    expect(page.locator("article.thing h2")).not_to_have_text("Flats b:M1")
    assert "b:M1" in drawn(page)


def test_the_answer_to_a_saved_question_is_there_with_its_graph_and_no_other(opened, tiny_file, tiny):
    page = opened(tiny_file, "ask?lang=en&find=without+budget")
    link = page.locator(".cards a").first
    link.click()
    question = page.locator(".canonical").first.inner_text()
    answer = tiny.ask(question, language="en")
    expect(page.locator("table.answer tbody tr")).to_have_count(len(answer))
    page.get_by_role("tab", name="Graph").click()
    assert drawn(page) == {thing.code for thing in answer.things()}
    axe(page)
    go(page, "#ask?question=budget+lines&lang=en")
    expect(page.locator("table.answer tbody tr")).to_have_count(len(tiny.ask("budget lines", language="en")))
    go(page, "#ask?question=measures+with+status+planned&lang=en")
    expect(page.locator(".problem")).to_contain_text("measures with status planned")
    axe(page)


def test_a_cell_of_a_matrix_tells_what_it_counts_and_gaps_are_filtered(opened, tiny_file, tiny):
    page = opened(tiny_file, "coverage?lang=en")
    answer = tiny.coverage("focus areas", "SDG goals", language="en")
    full = next(row for row in answer.rows if row[-1])
    name = f"{full[0]} × {full[1]}"
    page.locator("td.square button", has_text=name).first.click()
    expect(page.locator("[role=status] .card li")).to_have_count(len(full[-1]))
    expect(page.locator("[role=status] .card")).to_contain_text(name)
    go(page, "#gaps?plan=b:plan&lang=en")
    gaps = tiny.gaps("b:plan", language="en").gaps
    expect(page.locator("main")).to_contain_text(f"{len(gaps)} of {len(gaps)}")
    go(page, "#plan?plan=a:plan&lang=en")
    expect(page.locator("main h1")).to_have_text(tiny.view(language="en").thing("a:plan").label)
    axe(page)


def test_a_file_of_one_plan_has_that_plan_alone(opened, written, tiny):
    view = tiny.view("b:plan", basis="stated", language="nn")
    page = opened(written(view), "gaps")
    assert page.locator("header select").count() == 1
    expect(page.locator("main")).to_contain_text(f"av {len(view.gaps().gaps)}")
    go(page, "#explore?thing=a:2")
    expect(page.locator(".problem, article.thing")).to_be_visible()
    go(page, "#explore?thing=b:M1")
    expect(page.locator("article.thing")).to_be_visible()
    assert "utleidd" not in page.locator("article.thing").inner_text()


def test_hostile_names_are_texts(opened, written):
    page = opened(written(example(language="en")), "explore?thing=b:M3&lang=en")
    expect(page.locator("article.thing h2")).to_contain_text("</script><b>&amp;")
    assert page.locator("article.thing h2 b").count() == 0
    page.get_by_role("combobox", name="Find a thing").fill("Voices")
    expect(page.locator("[role=listbox] [role=option]").first).to_contain_text("</script><b>")


@pytest.mark.parametrize("how", [{"viewport": {"width": 360, "height": 780}}, {"color_scheme": "dark"}])
def test_it_can_be_used_on_a_phone_and_in_the_dark(opened, tiny_file, how):
    page = opened(tiny_file, "explore?thing=b:M1&lang=nn", how)
    expect(page.locator("article.thing")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)


# ---- as part of a notebook


def test_the_graph_of_an_answer_is_walked_in_inside_another_page(opened, tiny, tmp_path):
    answer = tiny.ask("measures that support which sub-strategies", language="en")
    path = tmp_path / "notebook.html"
    shown = answer.graph().interactive(height=500)._repr_html_()
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><title>x</title>{shown}", encoding="utf-8")
    page = opened(path)
    frame = page.frame_locator("iframe")
    frame.locator(".canvas canvas").first.wait_for()
    inside = page.frames[1]
    codes = inside.evaluate("document.querySelector('.canvas').graph.nodes().map((node) => node.data('code'))")
    assert set(codes) == {thing.code for thing in answer.things()}
    inside.evaluate("document.querySelector('.canvas').graph.nodes()[0].emit('tap')")
    expect(frame.locator("article.thing h2")).to_contain_text(codes[0])
    frame.get_by_role("checkbox").first.uncheck()
    assert page.locator("iframe").get_attribute("sandbox") == "allow-scripts allow-downloads"
    assert page.locator("iframe").get_attribute("height") == "500"
    # It cannot reach what it stands in.
    assert inside.evaluate("(() => { try { return parent.document.title } catch { return '' } })()") == ""
