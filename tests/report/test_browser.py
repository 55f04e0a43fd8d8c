"""The report in a real browser: axe-core finds nothing, nothing is fetched or logged, and the print begins right."""

import io
import unicodedata
from pathlib import Path

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

DESKTOP, PHONE = {"width": 1200, "height": 900}, {"width": 360, "height": 780}


@pytest.fixture(scope="module")
def file(report, tiny, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("report") / "plan.html"
    path.write_text(report.page(tiny.view(language="nn")), encoding="utf-8")
    return path


def _opened(browser: Browser, file: Path, **how) -> tuple[Page, list[str]]:
    """The page, and all that was logged or asked for beside the file itself."""
    page = browser.new_context(offline=True, **how).new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("request", lambda request: heard.append(request.url) if request.url != file.as_uri() else None)
    page.goto(file.as_uri())
    return page, heard


@pytest.mark.parametrize(
    "how",
    [
        {"viewport": DESKTOP, "color_scheme": "light"},
        {"viewport": DESKTOP, "color_scheme": "dark"},
        {"viewport": PHONE, "color_scheme": "light"},
    ],
    ids=["light", "dark", "phone"],
)
def test_axe_finds_nothing_and_nothing_is_fetched_or_logged(browser, file, how):
    page, heard = _opened(browser, file, **how)
    assert heard == []
    # The tables scroll within their regions, the page itself does not.
    assert page.evaluate("document.documentElement.scrollWidth") <= how["viewport"]["width"]
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.context.close()


def test_the_first_thing_that_the_keyboard_reaches_leads_to_the_content(browser, file):
    page, _ = _opened(browser, file, viewport=DESKTOP)
    page.keyboard.press("Tab")
    link = page.evaluate("[document.activeElement.className, document.activeElement.getBoundingClientRect().left]")
    assert link == ["skip", 0]
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#content"
    page.context.close()


def test_tables_that_do_not_fit_scroll_in_a_region_that_the_keyboard_reaches(browser, file):
    page, _ = _opened(browser, file, viewport=PHONE)
    wide = page.evaluate(
        "[...document.querySelectorAll('.scroll')].filter(each => each.scrollWidth > each.clientWidth)"
        ".map(each => [each.tabIndex, !!document.getElementById(each.getAttribute('aria-labelledby'))])"
    )
    assert wide
    assert all(each == [0, True] for each in wide)
    page.context.close()


def test_the_longest_summary_fits_the_first_printed_page(browser, report, shipped, tmp_path):
    view = shipped.view(language="nn")
    file = tmp_path / "plan.html"
    file.write_text(report.page(view), encoding="utf-8")
    page, heard = _opened(browser, file)
    pdf = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    page.context.close()
    assert heard == []
    # A print joins letters that a text has apart: ﬂ. The number of the page comes first.
    first, second = (
        " ".join(unicodedata.normalize("NFKC", pdf.pages[number].extract_text()).split()) for number in (0, 1)
    )
    content = report.content(view)
    for sentence in (content.title, *content.summary, *(each.title for each in content.sections)):
        assert " ".join(sentence.split()) in first
    assert second.startswith(f"2 / {len(pdf.pages)} {content.sections[0].title}")
    # A4, in points; evidence lies on its side.
    sizes = {tuple(round(float(side)) for side in each.mediabox[2:]) for each in pdf.pages}
    assert sizes == {(595, 842), (842, 595)}
