"""The workers: who does a job has until its deadline, then is killed and another takes the place.

Each worker process is kept by one thread, which alone starts it, speaks with it and ends it. Requests and keepers
share nothing but the queue of jobs, so that no worker is lost between two of them, whenever a request ends.
"""

import asyncio
import os
import signal
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from http import HTTPStatus
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import Self

from kgraph.explorer.jobs import Given, Job, Limits, Opening, Reply
from kgraph.explorer.problems import problem
from kgraph.explorer.processes import OPENING_SECONDS, EndedError, OverrunError, Worker
from kgraph.explorer.resources import AHEAD
from kgraph.messages import say

# A project that cannot be opened is tried again when somebody asks, but not more often than this.
SECONDS_BETWEEN_TRIES = 1.0
# How often somebody looks whether a worker that has nothing to do is still there.
SECONDS_BETWEEN_LOOKS = 1.0
# The same while it has something to make ahead.
SECONDS_BETWEEN_STEPS = 0.02
# How long a kept job may be past its deadline before it is answered without its keeper.
SLACK = 1.0
STOPPING_SECONDS = 5.0
SOON = (("Retry-After", "2"),)
# The signals that end a worker by what its job did: too much memory (the store ends itself), too deep a recursion, and
# too long a time, where the worker itself was first to see it.
TOO_MUCH, TOO_DEEP, TOO_LONG = signal.SIGABRT, signal.SIGSEGV, getattr(signal, "SIGALRM", 0)

FROM_OUTSIDE = (signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM))
TRIES = 3


@dataclass(frozen=True, slots=True)
class _Asked:
    """A job that somebody waits for."""

    job: Job
    deadline: float
    reply: Future[Reply] = field(default_factory=Future)


class Pool:
    """As many workers as there are processors, two at least."""

    def __init__(self, opening: Opening, limits: Limits, size: int | None = None) -> None:
        """Nothing is started before `async with`."""
        self.opening, self.limits = opening, limits
        self.asked: SimpleQueue[_Asked | None] = SimpleQueue()
        self.stopping = Event()
        self.opened = False
        self.size = size or max(2, os.cpu_count() or 2)
        self._keepers = [_Keeper(self, number) for number in range(self.size)]

    async def __aenter__(self) -> Self:
        for keeper in self._keepers:
            keeper.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def stop(self) -> None:
        """Answer all that is asked for with the word that the server stops, and end the workers."""
        if not self.stopping.is_set():
            self.stopping.set()
            for keeper in self._keepers:
                keeper.kill()
                self.asked.put(None)
        end = time.monotonic() + STOPPING_SECONDS
        for keeper in self._keepers:
            await asyncio.to_thread(keeper.join, max(0.0, end - time.monotonic()))

    async def run(self, job: Job) -> Reply:
        """The reply to a job within the limit; 503 where it, or those before it, take too long; 413 for too much."""
        language = job.given.language or self.opening.language
        if self.stopping.is_set():
            return self.stopped(language)
        # Opening a large project may take longer than a question may.
        patience = self.limits.seconds if self.opened else OPENING_SECONDS
        asked = _Asked(job, time.monotonic() + patience)
        self.asked.put(asked)
        reply = asyncio.wrap_future(asked.reply)
        try:
            if (await asyncio.wait({reply}, timeout=patience))[0]:
                return reply.result()
            # It has been waited for in vain, or its keeper is about to tell that it took too long.
            if not asked.reply.cancel() and (await asyncio.wait({reply}, timeout=SLACK))[0]:
                return reply.result()
        finally:
            reply.cancel()
        key = "explorer_busy" if self.opened else "explorer_unopened"
        return problem(503, say(language, key), hint=say(language, "explorer_later"), headers=SOON)

    @staticmethod
    def stopped(language: str) -> Reply:
        """What is said while the server stops."""
        return problem(503, say(language, "explorer_stopping"))


class _Keeper(Thread):
    """Keeps one worker, and has it do one job after the other."""

    def __init__(self, pool: Pool, number: int) -> None:
        super().__init__(name="keeper", daemon=True)
        self._pool, self._number = pool, number
        # How far its worker is with what can be made ahead; less than nothing where there is no more of it.
        self._step = 0
        self._lock = Lock()
        self._worker: Worker | None = None
        self._refusal: Reply | None = None
        self._tried = 0.0

    def run(self) -> None:
        """Until the pool stops."""
        self._ready()
        while True:
            try:
                pause = SECONDS_BETWEEN_STEPS if self._step > 0 else SECONDS_BETWEEN_LOOKS
                asked = self._pool.asked.get(timeout=pause)
            except Empty:
                # A worker may end while nobody asks; a project that cannot be opened waits for somebody who does.
                if self._refusal is None:
                    self._ready()
                    self._make_ahead()
                continue
            if asked is None:
                break
            self._do(asked)
        self._let_go()

    def _do(self, asked: _Asked) -> None:
        """Have a job done, and be ready for the next."""
        self._ready()
        if not asked.reply.set_running_or_notify_cancel():
            return
        try:
            asked.reply.set_result(self._reply(asked))
        except Exception as error:  # noqa: BLE001 - whoever waits is told, and the keeper stays
            asked.reply.set_exception(error)
            self._let_go()
        if self._worker is not None and self._worker.has_grown(self._pool.limits.megabytes):
            self._let_go()
        self._ready()

    def _make_ahead(self) -> None:
        """Have the worker make something before anybody asks for it; what takes too long is left to whoever does."""
        pool = self._pool
        if self._worker is None or self._step < 0 or pool.stopping.is_set():
            return
        marks = {"step": self._step, "worker": self._number, "workers": pool.size}
        values = {"lang": (pool.opening.language,), **{name: (str(mark),) for name, mark in marks.items()}}
        self._step += 1
        try:
            reply = self._worker.do(Job(AHEAD, Given(values, pool.limits)), time.monotonic() + pool.limits.seconds)
        except (OverrunError, EndedError):
            self._let_go()
            return
        self._worker.settle()
        if reply.status != HTTPStatus.OK or not reply.body:
            self._step = -1

    def kill(self) -> None:
        """End the worker, whatever it does; called by another thread when the pool stops."""
        with self._lock:
            if self._worker is not None:
                self._worker.kill()

    def _let_go(self) -> None:
        with self._lock:
            worker, self._worker = self._worker, None
            if worker is not None:
                worker.end()

    def _ready(self) -> None:
        """Have a worker that can take a job, or a refusal that says why there is none."""
        if self._worker is not None and self._worker.is_alive():
            return
        self._let_go()
        if self._pool.stopping.is_set() or (self._refusal and time.monotonic() < self._tried + SECONDS_BETWEEN_TRIES):
            return
        for _ in range(TRIES):
            try:
                self._open()
                break
            except (OverrunError, EndedError, OSError) as error:
                self._let_go()
                self._refusal = problem(503, say(self._pool.opening.language, "explorer_unopened"), headers=SOON)
                if not (isinstance(error, EndedError) and error.signal in FROM_OUTSIDE):
                    break
        if self._refusal:
            self._tried = time.monotonic()
            self._let_go()
        self._pool.opened = True

    def _open(self) -> None:
        """Start a worker and wait until it has opened the project.

        Raises:
            OSError, OverrunError, EndedError: the system gives no process, or it does not come so far.
        """
        worker = Worker(self._pool.opening, self._pool.limits)
        with self._lock:
            self._worker = worker
            if self._pool.stopping.is_set():
                worker.kill()
        self._refusal = worker.ready()

    def _reply(self, asked: _Asked) -> Reply:
        pool, language = self._pool, asked.job.given.language or self._pool.opening.language
        if pool.stopping.is_set():
            return pool.stopped(language)
        deadline = min(asked.deadline, time.monotonic() + pool.limits.seconds)
        ended: int = FROM_OUTSIDE[0]
        # A worker may have been ended before it got the job, or for what another program did: others are tried.
        for _ in range(TRIES):
            if self._worker is None:
                return self._refusal or pool.stopped(language)
            try:
                return self._worker.do(asked.job, deadline)
            except OverrunError:
                self._let_go()
                return self._ended(TOO_LONG, language)
            except EndedError as error:
                ended = error.signal
            if ended not in FROM_OUTSIDE:
                break
            self._ready()
        return pool.stopped(language) if pool.stopping.is_set() else self._ended(ended, language)

    def _ended(self, by: int, language: str) -> Reply:
        """What is said of a job that its worker did not live to answer."""
        limits, narrower = self._pool.limits, say(language, "explorer_narrower")
        if by == TOO_LONG:
            return problem(503, say(language, "explorer_overrun", seconds=f"{limits.seconds:g}"), hint=narrower)
        if by == TOO_MUCH:
            return problem(413, say(language, "explorer_memory", most=limits.megabytes), hint=narrower)
        if by == TOO_DEEP:
            return problem(413, say(language, "explorer_nested"), hint=narrower)
        return problem(503, say(language, "explorer_ended"), hint=say(language, "explorer_later"), headers=SOON)
