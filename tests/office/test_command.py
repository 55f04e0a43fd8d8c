"""Workbooks from the command line."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

Run = Callable[..., tuple[int, str, str]]
TINY = str(Path(__file__).parent.parent / "projects" / "tiny")


@pytest.mark.usefixtures("english")
def test_the_ending_of_the_file_asks_for_a_workbook(here: Run, tmp_path: Path) -> None:
    path = tmp_path / "X.XLSX"
    code, out, _ = here("ask", "measures", "--project", TINY, "--output", str(path))
    assert (code, out) == (0, "")
    assert openpyxl.load_workbook(path).sheetnames == ["Answer"]


@pytest.mark.usefixtures("english")
def test_the_format_asks_for_a_workbook_whatever_the_files_name(here: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    assert here("ask", "measures", "--project", TINY, "--format", "xlsx", "--output", str(path))[0] == 0
    assert path.read_bytes()[:2] == b"PK"


@pytest.mark.usefixtures("english")
def test_a_saved_question_has_its_title_above_the_table(here: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    arguments = ("--project", TINY, "--lang", "nn", "--output", str(path))
    assert here("run", "measures-without-responsible", *arguments)[0] == 0
    assert openpyxl.load_workbook(path).worksheets[0]["A1"].value == "Tiltak som ingen har ansvar for"


@pytest.mark.usefixtures("english")
def test_a_dossier_has_a_sheet_for_each_answer(here: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert here("gaps", "--project", TINY, "--output", str(path))[:2] == (0, "")
    names = openpyxl.load_workbook(path).sheetnames
    assert names[0] == "Contents"
    assert len(names) > 2
    assert [name.split(" ")[0] for name in names[1:]] == [str(number) for number in range(1, len(names))]


def _kgraph(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "kgraph", *arguments, "--project", TINY, "--lang", "en"]


def test_a_workbook_goes_to_a_pipe_as_it_is() -> None:
    done = subprocess.run(_kgraph("ask", "measures", "--format", "xlsx"), capture_output=True, check=True)
    assert done.stdout[:2] == b"PK"


def test_a_terminal_gets_a_sentence_and_no_bytes() -> None:
    ours, theirs = pty.openpty()
    done = subprocess.run(
        _kgraph("ask", "measures", "--format", "xlsx"), stdout=theirs, stderr=subprocess.PIPE, check=False
    )
    os.close(theirs)
    os.set_blocking(ours, False)
    try:
        shown = os.read(ours, 1000)
    except OSError:
        shown = b""
    os.close(ours)
    assert shown == b""
    assert done.returncode == 2
    assert b"xlsx is not text for a terminal: it goes to a file with --output, or to a pipe" in done.stderr
