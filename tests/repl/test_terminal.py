"""The command as people start it: in a real terminal, from a pipe, and where there is neither."""

import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="no pseudo-terminals here")

CONTROLS = re.compile(r"\x1b(?:\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07|[=>()][A-Z0-9]?)|\r")
FORWARD = re.compile(r"\x1b\[(\d*)C")
PATIENCE = 60


class Terminal:
    """kgraph in a terminal of a hundred columns; what it writes is read without colours and movements."""

    def __init__(self, folder, *arguments, rows=50, **environment):
        import fcntl
        import struct
        import termios

        self.leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 100, 0, 0))
        self.raw = ""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kgraph", *arguments],
            stdin=follower,
            stdout=follower,
            stderr=follower,
            cwd=folder,
            start_new_session=True,
            env={
                # The terminal knows its own size.
                **{name: value for name, value in os.environ.items() if name not in {"LINES", "COLUMNS"}},
                "TERM": "xterm-256color",
                "LC_ALL": "C.UTF-8",
                "PROMPT_TOOLKIT_NO_CPR": "1",
                "KGRAPH_CACHE_DIR": str(folder.parent / "cache"),
                "PYTHONWARNINGS": "ignore",
                **environment,
            },
        )
        os.close(follower)

    @property
    def text(self):
        # A blank that stands on the screen already is stepped over.
        return CONTROLS.sub("", FORWARD.sub(lambda found: " " * int(found[1] or 1), self.raw))

    def type(self, keys):
        """Type, and forget what was written before."""
        self.raw = ""
        os.write(self.leader, keys.encode())

    def until(self, expected):
        """Wait until this is written."""
        end = time.monotonic() + PATIENCE
        while expected not in self.text:
            assert time.monotonic() < end, f"{expected!r} never came: {self.text!r}"
            if not self._read():
                break
        assert expected in self.text, self.text
        return self.text

    def ready(self):
        """Wait until the prompt stands last on the screen: what is typed before belongs to no line."""
        end = time.monotonic() + PATIENCE
        while "kgraph>" not in self.text.rstrip().rpartition("\n")[2] and time.monotonic() < end:
            self._read()

    def _read(self):
        if not select.select([self.leader], [], [], 0.2)[0]:
            return self.process.poll() is None
        try:
            found = os.read(self.leader, 65536)
        except OSError:
            return False
        self.raw += found.decode("utf-8", "replace")
        return bool(found)

    def ended(self):
        """The exit code."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            self._read()
        return self.process.poll()

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.leader)


@pytest.fixture
def terminal(own_folder):
    started = []

    def start(*arguments, **options):
        found = Terminal(own_folder, *arguments, **options)
        started.append(found)
        return found

    yield start
    for each in started:
        each.close()


def test_a_question_is_typed_completed_and_answered(terminal):
    here = terminal()
    here.until("kgraph>")
    here.type("measures witho\t")
    here.until("without")
    here.type(" bud\t")
    here.until("An amount of money")
    here.type("\t\r")
    here.type("\x1b\r")
    here.until("…")
    here.type("first 1\r")
    assert "rows are shown" in here.until("rows are shown")
    here.ready()
    here.type("\x04")
    assert here.ended() == 0


def test_the_language_a_mistake_the_history_and_the_end(terminal):
    here = terminal("repl", "--lang", "nb")
    here.until("Ctrl-D avslutter")
    here.until("kgraph>")
    here.type("\\lang nn\r")
    here.until("på nynorsk no")
    here.ready()
    here.type("tiltak som støttar sdg:8 dei første 1\r")
    here.until("Songs")
    here.ready()
    here.type("tiltak med budsjet\r")
    here.until("^^^^^^^")
    here.ready()
    here.type("something that is dropped")
    here.until("dropped")
    here.type("\x03")
    here.until("kgraph>")
    here.type("\x1b[A\x1b[A")
    here.until("tiltak som støttar sdg:8 dei første 1")
    here.type("\r")
    here.until("Songs")
    here.ready()
    here.type("\\quit\r")
    assert here.ended() == 0


def test_a_question_goes_on_in_the_next_line_and_is_saved(terminal, own_folder):
    here = terminal()
    here.until("kgraph>")
    here.type("goals without (\r")
    here.until("…")
    here.type("measures)\r")
    here.until("goal\n")
    here.ready()
    here.type("\\save gaps\r")
    here.until("\\run gaps")
    saved = (own_folder / "queries" / "gaps.spor").read_text(encoding="utf-8")
    assert saved.endswith("\ngoals without (\nmeasures)\n")
    assert "# title.nn: mål utan tiltak" in saved
    here.ready()
    here.type("\x04")
    assert here.ended() == 0


def test_what_was_typed_is_there_the_next_time(terminal):
    first = terminal()
    first.until("kgraph>")
    first.type("measures first 1\r")
    first.until("rows are shown")
    first.ready()
    first.type("\x04")
    assert first.ended() == 0
    second = terminal()
    second.until("kgraph>")
    second.type("\x1b[A")
    second.until("measures first 1")


def test_a_long_answer_is_paged(terminal, tmp_path):
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\nread -r first && echo PAGED\ncat > /dev/null\n")
    pager.chmod(0o755)
    here = terminal(rows=6, PAGER=str(pager))
    here.until("kgraph>")
    here.type("measures first 1\r")
    assert "PAGED" not in here.until("rows are shown")
    here.ready()
    here.type("measures\r")
    here.until("PAGED")
    here.ready()
    here.type("\x04")
    assert here.ended() == 0


def test_colours_can_be_refused(terminal):
    here = terminal(NO_COLOR="1")
    here.until("kgraph>")
    here.type("measures first 1\r")
    here.until("rows are shown")
    assert not re.search(r"\x1b\[[0-9;]*(?:3[0-7]|9[0-7])m", here.raw)


# ---- without a terminal


def run(folder, *arguments, text=None, stdin=subprocess.DEVNULL, **environment):
    done = subprocess.run(
        [sys.executable, "-m", "kgraph", *arguments],
        input=text.encode() if text is not None else None,
        stdin=None if text is not None else stdin,
        capture_output=True,
        cwd=folder,
        check=False,
        timeout=60,
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize("arguments", [(), ("repl",)])
def test_a_pipe_gets_plain_tables_and_no_prompt(arguments, own_folder):
    code, out, err = run(own_folder, *arguments, text="measures first 1\n\\lang nn\ntiltak\ndei første 1\nmål (\n)\n")
    assert code == 1
    assert out.startswith("measure\n───")
    assert "\x1b" not in out
    assert "kgraph>" not in out
    assert "på nynorsk no" in err
    assert "tips:" in err


def test_a_file_gets_the_format_that_was_asked_for(own_folder):
    text = "measures first 1\n# more\ngoals \\\nfirst 1\n"
    code, out, _ = run(own_folder, "repl", "--format", "csv", "--lang", "nb", text=text)
    assert code == 0
    assert out.startswith("tiltak (kode),tiltak\r\n")
    assert "\n\nmål (kode),mål\r\n" in out.replace("\r\n\n", "\n\n")


def test_a_session_without_a_terminal_needs_no_prompt_toolkit(own_folder):
    code = "import sys; from kgraph.cli import run; run([]); assert 'prompt_toolkit' not in sys.modules"
    done = subprocess.run(
        [sys.executable, "-c", code], input=b"measures first 1\n", capture_output=True, cwd=own_folder, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("arguments", [(), ("repl",)])
def test_where_nobody_asks_the_help_is_shown(arguments, own_folder):
    code, out, err = run(own_folder, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("Usage: kgraph")


def test_a_terminal_whose_answers_go_elsewhere_is_not_waited_for(own_folder):
    leader, follower = pty.openpty()
    try:
        code, out, err = run(own_folder, stdin=follower)
    finally:
        os.close(leader)
        os.close(follower)
    assert (code, out) == (2, "")
    assert err.startswith("Usage: kgraph")


def test_an_empty_pipe_asks_nothing(own_folder):
    assert run(own_folder, text="")[:2] == (0, "")


def test_help_and_version_need_none_of_it():
    code = "import sys; from kgraph.cli import run; run(['--help']); assert 'prompt_toolkit' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, cwd=Path(__file__).parent)
    assert done.returncode == 0, done.stderr
