"""A worker process, seen from the server."""

import multiprocessing
import os
import signal
import time

from kgraph.explorer.jobs import Job, Limits, Opening, Reply
from kgraph.explorer.worker import work

# How long a worker may take to open the project.
OPENING_SECONDS = 120.0
# How long a process whose connection has ended may take to be gone.
ENDING_SECONDS = 5.0
# A worker whose memory has grown by this share of what it may have is let go after its job.
GROWN = 0.25


class OverrunError(Exception):
    """The deadline has passed."""


class EndedError(Exception):
    """The worker ended in the middle of a job; `signal` is the one that ended it, 0 where none did."""

    def __init__(self, ended_by: int) -> None:
        super().__init__(ended_by)
        self.signal = ended_by


class Worker:
    """A worker process. All but `kill` is called by one thread."""

    def __init__(self, opening: Opening, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, opening, limits), daemon=True)
        _start(self._process)
        theirs.close()
        self._at_first = 0

    def ready(self) -> Reply | None:
        """Wait until the project is open; the reply tells why it cannot be.

        Raises:
            OverrunError, EndedError: it will not be.
        """
        said = self._received(OPENING_SECONDS)
        self.settle()
        return said

    def do(self, job: Job, deadline: float) -> Reply:
        """The reply to a job.

        Raises:
            OverrunError: not before the deadline, by `time.monotonic`.
            EndedError: the process is gone.
        """
        try:
            self._connection.send(job)
        except OSError:
            raise EndedError(self._ended_by()) from None
        reply = self._received(deadline - time.monotonic())
        if reply is None:
            raise EndedError(0)
        return reply

    def _received(self, seconds: float) -> Reply | None:
        try:
            if not self._connection.poll(max(0.0, seconds)):
                raise OverrunError
            received: Reply | None = self._connection.recv()
        except (EOFError, OSError):
            raise EndedError(self._ended_by()) from None
        return received

    def _ended_by(self) -> int:
        self._process.join(ENDING_SECONDS)
        return -min(0, self._process.exitcode or 0)

    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.is_alive()

    def settle(self) -> None:
        """Take the memory that it has now for what it is to have."""
        self._at_first = self._resident()

    def has_grown(self, megabytes: int) -> bool:
        """Whether it holds on to much memory."""
        return self._resident() - self._at_first > GROWN * megabytes * 2**20

    def _resident(self) -> int:
        """The bytes of memory that the process has; 0 where the system does not tell."""
        try:
            with open(f"/proc/{self._process.pid}/statm", encoding="ascii") as file:
                return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, ValueError, IndexError):
            return 0

    def kill(self) -> None:
        """End the process; whoever waits for it is told."""
        self._process.kill()

    def end(self) -> None:
        """End the process, and give back all that it had."""
        self._process.kill()
        self._process.join()
        self._connection.close()


def _start(process: "multiprocessing.process.BaseProcess") -> None:
    """Start a process that does not hear Ctrl+C, not even before its first line: the server decides when it ends."""
    if not hasattr(signal, "pthread_sigmask"):
        process.start()
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
