"""The progress bar: on a terminal, after a second, and gone when all is done; nowhere else."""

import os
import pty
import subprocess
import sys

import pytest

from kgraph.progress import shown

STEPS = """
import sys, time
from kgraph import progress
from kgraph.progress import shown
progress.PATIENCE = float(sys.argv[1])
for step in shown(range(4), "gaps"):
    time.sleep(0.05)
    if "fail" in sys.argv and step == 2:
        raise SystemExit
print("done")
"""


def _on_terminal(*arguments: str) -> str:
    """What stands on a terminal's lines, and what was written to get there, as the steps are taken."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-c", STEPS, *arguments]
    with subprocess.Popen(command, stdin=follower, stdout=subprocess.DEVNULL, stderr=follower) as started:
        os.close(follower)
        written = b""
        while True:
            try:
                found = os.read(leader, 4096)
            except OSError:
                break
            if not found:
                break
            written += found
        started.wait()
    os.close(leader)
    return written.decode()


def _screen(written: str) -> str:
    """The line that a terminal shows in the end: what comes after a carriage return is written over what was."""
    line = ""
    for part in written.split("\r"):
        line = part + line[len(part) :]
    return line


def test_on_a_terminal_a_bar_says_how_many_steps_are_done() -> None:
    written = _on_terminal("0.06")
    assert "\rgaps [############............] 2/4" in written
    assert "\rgaps [##################......] 3/4" in written
    assert "0/4" not in written
    assert "\n" not in written
    assert _screen(written).strip() == ""
    assert written.endswith("\r")


def test_what_takes_no_second_has_no_bar() -> None:
    assert _on_terminal("1") == ""


def test_the_line_is_clean_where_the_steps_were_broken_off() -> None:
    written = _on_terminal("0", "fail")
    assert "2/4" in written
    assert _screen(written).strip() == ""


def test_in_a_pipe_there_is_none() -> None:
    done = subprocess.run([sys.executable, "-c", STEPS, "0"], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("done\n", "")


def test_a_second_is_how_long_nobody_minds_waiting() -> None:
    from kgraph import progress

    assert progress.PATIENCE == 1.0


@pytest.mark.parametrize("steps", [[], [1], ["a", None, 3]])
def test_the_steps_are_what_they_were(steps: list[object]) -> None:
    assert list(shown(steps, "x")) == steps
