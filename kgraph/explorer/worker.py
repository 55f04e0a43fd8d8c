"""A worker: a process that holds the project and does one job after the other, until it is ended.

It is a process of its own because no query of the store can be stopped from inside: whatever takes too long is killed.
"""

import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Iterable
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Thread

from kgraph.errors import KgraphError
from kgraph.explorer.jobs import Job, Limits, Opening, Reply, TooMuchError
from kgraph.explorer.problems import problem, refused
from kgraph.messages import say
from kgraph.project import CONFIGURATION, FOLDERS, Project, open_project
from kgraph.trust import TRUSTED, configuration_dir
from kgraph.workspace import Workspace

MEGABYTE = 2**20
# A job that nobody waits for any more ends itself this many seconds after its time.
AFTERWARDS = 1.0
NICER = 5
MEMORY = Path("/proc/self/statm")


class Office:
    """The project as it is now: opened anew when one of its files has changed."""

    def __init__(self, opening: Opening, limits: Limits) -> None:
        self._opening, self._limits = opening, limits
        self._watched: tuple[str, ...] = ()
        self._stamp: tuple[object, ...] = ()
        self.workspace = self._opened()

    def _opened(self) -> Workspace:
        opening = self._opening
        # What a job may have is counted beside the graph, however large that is, and however much it takes to build it.
        _limit_memory(None)
        project = open_project(opening.folder, opening.language)
        workspace = Workspace(project, default=opening.language, store=opening.store)
        # Looked at before it is read: what changes meanwhile is read again.
        watched = _watched(project)
        stamp = _stamp(watched)
        # What the first question needs is there before it comes.
        _ = workspace.engine, workspace.vocabulary, workspace.names, workspace.registry
        self._watched, self._stamp = watched, stamp
        _limit_memory(self._limits.megabytes)
        return workspace

    def today(self) -> Workspace:
        """The workspace.

        Raises:
            KgraphError: a changed file cannot be read.
        """
        if _stamp(self._watched) != self._stamp:
            self.workspace = self._opened()
        return self.workspace


def _watched(project: Project) -> tuple[str, ...]:
    """The files of a project, what the user trusts, and their folders, which change when a file comes or goes.

    They are found once: that takes many times as long as to look at each of them again.
    """
    paths = {str(source.path) for source in project.sources()}
    paths |= {os.path.dirname(path) for path in paths}
    paths.add(str(configuration_dir() / TRUSTED))
    if project.root is not None:
        paths.add(str(project.root / CONFIGURATION))
        paths |= {str(project.root / folder) for folder in FOLDERS}
        for folder in FOLDERS:
            for place, folders, names in os.walk(project.root / folder):
                folders[:] = [name for name in folders if name != "__pycache__"]
                paths |= {place, *(os.path.join(place, name) for name in names)}
    return tuple(sorted(paths))


def _stamp(paths: Iterable[str]) -> tuple[object, ...]:
    """Changes whenever one of the files does, comes or goes."""
    found: list[object] = []
    for path in paths:
        try:
            status = os.stat(path)
        except OSError:
            found.append(None)
        else:
            found.append((status.st_mtime_ns, status.st_size, status.st_ino))
    return tuple(found)


def work(connection: Connection, opening: Opening, limits: Limits) -> None:
    """Answer jobs until the connection is closed; says first whether the project can be opened."""
    _settle()
    try:
        office = Office(opening, limits)
    except KgraphError as error:
        connection.send(refused(error))
        return
    # The server itself comes before the jobs; opening is waited for.
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICER)
    connection.send(None)
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            job: Job = connection.recv()
            _allow(limits.seconds + AFTERWARDS)
            reply = done(office, job, opening.language)
            connection.send(reply)
            _allow(0)


def _settle() -> None:
    """Be the server's: neither Ctrl+C nor a core file of one's own, and gone when the server is."""
    # In a terminal Ctrl+C goes to every process of the group: the server decides when workers end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server = multiprocessing.parent_process()
    assert server is not None
    Thread(target=_end_with, args=(server.sentinel,), daemon=True).start()
    if not os.environ.get("KGRAPH_DEBUG"):
        # The store says why it ends itself; the server has its own words for that.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_with(sentinel: int) -> None:
    """End this process when the server has ended without a word; in the middle of a query its alarm does that."""
    wait([sentinel])
    os._exit(0)


def _allow(seconds: float) -> None:
    """End this process after so many seconds, whatever it does then; 0 lets it live."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(megabytes: int | None) -> None:
    """Let this process have so much memory beside what it has, or as much as it likes; only where the system counts."""
    if not MEMORY.exists():
        return
    import resource

    now = int(MEMORY.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = most if megabytes is None else now + megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def done(office: Office, job: Job, default: str) -> Reply:
    """The reply to a job; whatever goes wrong is told in words, without a trace of where."""
    from kgraph.explorer.resources import task_at

    language = job.given.language or default
    try:
        return task_at(job.path)(office.today(), job.given)
    except TooMuchError as error:
        return problem(413, str(error), hint=say(language, "explorer_narrower"))
    except MemoryError:
        message = say(language, "explorer_memory", most=job.given.limits.megabytes)
        return problem(413, message, hint=say(language, "explorer_narrower"))
    except RecursionError:
        return problem(413, say(language, "explorer_nested"), hint=say(language, "explorer_narrower"))
    except KgraphError as error:
        return refused(error)
    except BaseException as error:  # noqa: BLE001 - a fault in kgraph, in a plugin, or in the store: told, and on we go
        if os.environ.get("KGRAPH_DEBUG"):
            import traceback

            traceback.print_exception(error, file=sys.stderr)
        return problem(500, say(language, "explorer_fault", kind=type(error).__name__))
