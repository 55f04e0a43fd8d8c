"""The pages about exports are true: every `kgraph export` of theirs that is no console transcript runs."""

import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ("docs/graphs.md", "docs/exports-rdf.md", "docs/exchange-plans.md")
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXPORTS = [
    line
    for page in PAGES
    for block in SHELL.findall((ROOT / page).read_text(encoding="utf-8"))
    for line in block.splitlines()
    if line.startswith("kgraph export ")
]


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("line", EXPORTS)
def test_an_export_on_a_page_is_written(line, here, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = shlex.split(line, comments=True)[1:]
    code, out, err = here(*words)
    assert code == 0, err
    assert out if words[2] == "-" else (tmp_path / words[2]).stat().st_size


def test_the_pages_have_exports():
    assert len(EXPORTS) >= 6
