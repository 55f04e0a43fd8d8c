"""The pages about the explorer are true: every command in them runs, and they name what there is."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kgraph.cli import serve
from kgraph.explorer.resources import resources

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ["explorer.md", "utforskar.md"]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ADDRESS = "http://localhost:8000"
CURL = "curl() { command curl --fail --silent --show-error --noproxy '*' \"$@\"; }; "


def text_of(page):
    return (DOCS / page).read_text(encoding="utf-8")


def lines(page, start):
    blocks = [body for sort, body in BLOCK.findall(text_of(page)) if sort == "sh"]
    return [line for body in blocks for line in body.split("\n") if line.startswith(start)]


@pytest.mark.parametrize("page", PAGES)
def test_every_request_of_a_page_is_answered(page, served_shipped, tmp_path):
    if shutil.which("curl") is None and os.environ.get("CI") != "true":
        pytest.skip("curl is not here")
    asked = lines(page, "curl ")
    assert len(asked) > 4
    for line in asked:
        command = CURL + line.replace(ADDRESS, served_shipped.address)
        done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, (line, done.stderr)
        written = [path.read_bytes() for path in tmp_path.iterdir() if path.name in line]
        assert len(b"".join([done.stdout, *written])) > 10, line


@pytest.mark.parametrize("page", PAGES)
def test_every_way_to_serve_is_one(page):
    """The options are read as the command reads them; the server itself is started by other tests."""
    told = [shlex.split(line)[2:] for line in lines(page, "kgraph serve")]
    assert len(told) > 1
    for arguments in told:
        assert isinstance(serve.command.make_context("serve", list(arguments)), click.Context)


@pytest.mark.parametrize("page", PAGES)
def test_the_file_of_a_page_is_written(page, here, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (line,) = lines(page, "kgraph export")
    code, _, err = here(*shlex.split(line)[1:])
    assert code == 0, err
    assert (tmp_path / "plan.html").stat().st_size > 100_000


def test_every_program_of_the_page_runs(served_shipped, tmp_path):
    programs = [body for sort, body in BLOCK.findall(text_of("explorer.md")) if sort == "py"]
    printed = []
    for body in programs:
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", body.replace(ADDRESS, served_shipped.address)],
            cwd=tmp_path,
            env={**os.environ, "NO_PROXY": "*"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        printed.append(done.stdout.split())
    measures, goals = printed
    assert measures == [str(len(served_shipped.get("/api/ask", question="measures").json()["rows"]))]
    assert len(goals) == 3


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_every_path_and_every_option(page):
    said = text_of(page)
    assert [path for path in [*resources(), "/sparql", "/health", "/api/openapi.json"] if f"`{path}`" not in said] == []
    own = {"--port", "--open", "--host", "--bind", "--allow-origin", "--seconds", "--rows", "--memory", "--depth"}
    assert own <= {option for each in serve.command.params for option in each.opts}
    assert [option for option in own if option not in said] == []


def test_a_picture_is_small():
    pictures = {name for page in PAGES for name in re.findall(r"\((explorer-\w+\.png)\)", text_of(page))}
    assert len(pictures) == 4
    assert [name for name in pictures if (DOCS / name).stat().st_size > 60_000] == []
