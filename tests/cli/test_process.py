"""The command as the shell starts it: exit codes, encodings, pipes and terminals."""

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

TINY = str(Path(__file__).parents[1] / "projects" / "tiny")
QUESTION = "measures with budget"
CODES = ["b:M1", "b:M1.1", "b:M2", "b:M3", "b:M3.1"]
Run = Callable[..., tuple[int, str, str]]
Codes = Callable[[str], list[str]]


def test_the_module_is_a_command_too(codes: Codes, process: Run) -> None:
    code, out, _ = process("ask", QUESTION, "--project", TINY)
    assert (code, codes(out)) == (0, CODES)


def test_exit_codes_reach_the_shell(process: Run) -> None:
    assert process("ask", "meazures", "--project", TINY)[0] == 1
    assert process("ask")[0] == 2
    assert process("ask", 'measures about "zebra"', "--project", TINY)[0] == 0


def test_a_project_in_the_working_directory_is_found(codes: Codes, process: Run) -> None:
    code, out, err = process("ask", "measures", folder=TINY)
    assert (code, len(codes(out)), err) == (0, 7, "")


@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_all_is_utf_8_whatever_the_machine_says(environment: dict[str, str], process: Run) -> None:
    question = 'tiltak med namn = "Måling"'
    code, out, err = process("ask", "-", "--project", TINY, "--lang", "nn", text=question.encode(), **environment)
    assert (code, out, err) == (0, "tiltak (kode),tiltak\r\nb:M2,Måling\r\n", "")
    code, _, err = process("ask", "-", "--project", TINY, text="mæål".encode(), **environment)
    assert code == 1
    assert '"mæål"' in err


def test_a_byte_order_mark_is_no_part_of_a_question(process: Run) -> None:
    code, out, _ = process("ask", "-", "--project", TINY, text=b"\xef\xbb\xbfmeasures first 1")
    assert (code, len(out.splitlines())) == (0, 2)


def test_bytes_that_are_no_utf_8_are_no_fault(process: Run) -> None:
    code, _, err = process("ask", "-", "--project", TINY, text=b"measures \xff\xfe")
    assert code == 1
    assert "^" in err


def test_a_reader_who_has_seen_enough_is_not_told() -> None:
    gone, pipe = os.pipe()
    os.close(gone)
    command = [sys.executable, "-m", "kgraph", "sparql", "SELECT * { ?s ?p ?o }", "--project", TINY]
    done = subprocess.run(command, stdout=pipe, stderr=subprocess.PIPE, check=False)
    os.close(pipe)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_first_line_of_much_can_be_taken() -> None:
    command = [sys.executable, "-m", "kgraph", "sparql", "SELECT * { ?s ?p ?o }", "--project", TINY]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        assert started.stdout.readline() == b"o,p,s\r\n"
        started.stdout.close()
        assert started.stderr.read() == b""


# ---- on a terminal


def _terminal(*arguments: str, **environment: str) -> str:
    """What a command writes to a terminal of 60 columns."""
    leader, follower = pty.openpty()
    variables = {**os.environ, "TERM": "xterm", "COLUMNS": "60", **environment}
    command = [sys.executable, "-m", "kgraph", *arguments]
    with subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, env=variables) as started:
        os.close(follower)
        read = b""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if not select.select([leader], [], [], 1)[0]:
                continue
            try:
                found = os.read(leader, 65536)
            except OSError:
                break
            if not found:
                break
            read += found
        os.close(leader)
        assert started.wait() == 0
    return read.decode("utf-8").replace("\r\n", "\n")


def test_a_terminal_gets_a_table_in_colour() -> None:
    written = _terminal("ask", "measures first 1", "--project", TINY)
    assert written.startswith("\x1b[1mmeasure\x1b[0m\n────")
    assert "\x1b[2m— 1 of 7 rows are shown\x1b[0m" in written


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colours_can_be_refused(environment: dict[str, str]) -> None:
    written = _terminal("ask", "measures first 1", "--project", TINY, **environment)
    assert written.startswith("measure\n────")
    assert "\x1b" not in written


def test_a_table_fits_the_terminal() -> None:
    written = _terminal("ask", "measures that support sdg:8 show evidence", "--project", TINY, NO_COLOR="1")
    assert max(map(len, written.splitlines())) <= 60


def test_a_file_has_no_colours(tmp_path: Path) -> None:
    written = tmp_path / "a.txt"
    _terminal("ask", QUESTION, "--project", TINY, "--output", str(written))
    assert "\x1b" not in written.read_text(encoding="utf-8")
