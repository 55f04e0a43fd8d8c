"""The docs are true: every command, question and program in them runs, and prints what they say it prints.

`pytest tests/test_docs.py --update` writes what the commands print into the pages.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import kgraph
from kgraph.cli import run

ROOT = Path(__file__).parents[1]
PAGES = ["README.md", *sorted(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FEWEST = {"console": 20, "spor": 15, "python": 5}


COUNTED = {
    "console": lambda body: len(commands(body)),
    "spor": lambda body: len(body.strip().split("\n")),
    "python": lambda _body: 1,
}


def blocks(page, sort):
    return [body for found, body in BLOCK.findall((ROOT / page).read_text(encoding="utf-8")) if found == sort]


def printed(command, capsys, monkeypatch):
    """What a command prints on a terminal of a hundred columns, its errors too, as the page shows it."""
    monkeypatch.setattr("kgraph.cli.options.on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.chdir(ROOT)
    run(shlex.split(command)[1:])
    captured = capsys.readouterr()
    text = (captured.out + captured.err).replace("\r\n", "\n")
    return "\n".join(line.rstrip() for line in text.rstrip().split("\n"))


def commands(body):
    """The commands of a console block with what stands below each."""
    found = []
    for line in body.rstrip("\n").split("\n"):
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return [(command, "\n".join(lines).rstrip()) for command, lines in found]


@pytest.mark.parametrize("page", PAGES)
def test_every_command_prints_what_the_page_says(page, capsys, monkeypatch, request):
    text = (ROOT / page).read_text(encoding="utf-8")
    shown = real = text
    for body in blocks(page, "console"):
        out = []
        for command, below in commands(body):
            printing = printed(command, capsys, monkeypatch)
            out.append(f"$ {command}\n{printing}\n")
            if not request.config.getoption("--update"):
                assert printing == below, command
        real = real.replace(body, "\n".join(out))
    if request.config.getoption("--update") and real != shown:
        (ROOT / page).write_text(real, encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_question_of_a_page_is_answered(page, shipped):
    for body in blocks(page, "spor"):
        for question in body.strip().split("\n"):
            assert len(shipped.ask(question)) > 0, question


@pytest.mark.parametrize("page", PAGES)
def test_every_program_of_a_page_runs(page, tmp_path):
    for body in blocks(page, "python"):
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-W", "ignore", "-c", body]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_the_plan_of_ones_own_is_a_whole_project(tmp_path):
    (text,) = (body for page in PAGES for body in blocks(page, "turtle"))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.ttl").write_text(text, encoding="utf-8")
    workspace = kgraph.open(tmp_path)
    assert workspace.check().problems == ()
    assert [row[0].code for row in workspace.ask("measures that support sdg:11")] == ["x:M1"]


def test_the_pages_hold_commands_questions_and_programs():
    for sort, fewest in FEWEST.items():
        found = sum(COUNTED[sort](body) for page in PAGES for body in blocks(page, sort))
        assert found >= fewest, sort


def test_every_command_of_the_program_is_in_the_readme():
    from kgraph.cli import COMMANDS

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"`kgraph {command}" in readme for command in COMMANDS)


def test_every_file_that_a_page_links_to_is_there():
    found = 0
    for page in [*PAGES, "ARCHITECTURE.md", "CONTRIBUTING.md"]:
        text = (ROOT / page).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            found += 1
            assert ((ROOT / page).parent / target).exists(), (page, target)
    assert found > 5


def test_the_demo_answers_its_questions(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    program = tmp_path / "kgraph"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m kgraph "$@"\n')
    program.chmod(0o755)
    command = ["sh", str(ROOT / "docs" / "demo.sh"), str(program)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("$ kgraph") == 5
    assert "Try next" in done.stdout


def test_the_version_is_the_same_everywhere():
    assert f'version = "{kgraph.__version__}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f"version: {kgraph.__version__}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
