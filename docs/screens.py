"""Take the pictures of the explorer that the pages in docs/ show, on the plans that come with kgraph.

    python docs/screens.py        # needs Playwright, Pillow and Chromium

Each is brought to 64 colours, so that it is small.
"""

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
SIZE = {"width": 1100, "height": 720}
COLOURS = 64
# What is shown, by the name of the picture: the address, what is there when all is, and what stands at the top.
SCREENS = {
    "explorer-ask": ("ask?question=measures+that+support+sdg:11+show+budget&lang=en", "table", "header"),
    "explorer-explore": ("explore?thing=sogn:2.3-M1&lang=en", "canvas", "header"),
    "explorer-plan": ("plan?plan=sogn:plan&lang=en", "[role=tree], main ul", "header"),
    "explorer-dekning": ("coverage?rows=Effort&columns=SDGGoal&plan=sogn:plan&lang=nn", "main td", "h2"),
}


def take(page: Page, address: str, seen: str, top: str) -> bytes:
    """A picture of a page, when it is still."""
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector(seen)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1000)
    page.locator(top).first.evaluate("element => element.scrollIntoView()")
    return page.screenshot()


@contextmanager
def serving() -> Iterator[str]:
    """The address of a server."""
    command = [sys.executable, "-m", "kgraph", "serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd="/") as server:  # noqa: S603
        assert server.stdout is not None
        found = re.search(r"http://\S+/", server.stdout.readline())
        assert found is not None
        try:
            yield found[0]
        finally:
            server.terminate()


def main() -> None:
    """Take them all, and tell how large each is."""
    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        for name, (state, seen, top) in SCREENS.items():
            picture = Image.open(io.BytesIO(take(page, f"{address}#{state}", seen, top))).convert("RGB")
            path = HERE / f"{name}.png"
            picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
            print(f"{path.name} {path.stat().st_size:,}")
        browser.close()


if __name__ == "__main__":
    main()
