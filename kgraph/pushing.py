"""The graph, put on a server: by the Graph Store Protocol, or by SPARQL Update.

https://www.w3.org/TR/sparql11-http-rdf-update/ and https://www.w3.org/TR/sparql11-update/. Beside the graphs stands one
more, the mark, which says which they are, and what they were built from. That goes first and comes last: what was not
put there whole has none, and is never asked.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol

from kgraph.engines.endpoint import FINGERPRINT, HOLDS, MARK, TRIPLES
from kgraph.engines.web import MISSING, Server
from kgraph.messages import say
from kgraph.progress import shown

# Some servers take updates of some thousand lines, and no longer ones.
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Pushed:
    """What is on the server now, and where."""

    url: str
    graphs: int
    triples: int


class Way(Protocol):
    """How graphs come to a server; each step can be taken twice."""

    def begin(self, graphs: Iterable[str]) -> None:
        """Say that these graphs are about to be there, and nothing whole."""

    def put(self, graph: str, triples: bytes) -> None:
        """Put a graph there in place of what it was."""

    def end(self, graphs: Iterable[str], fingerprint: str) -> None:
        """Take away what an earlier push has put there and this has not, and say that all is whole."""


def push(
    graphs: Mapping[str, bytes], fingerprint: str, endpoint: str, *, update: bool = False, language: str = "en"
) -> Pushed:
    """Put graphs on a server; those of others are left alone.

    Args:
        graphs: N-Triples by the names of the graphs.
        fingerprint: what they were built from.
        endpoint: the address of the Graph Store Protocol.
        update: whether it is that of SPARQL Update instead.
        language: of errors.

    Raises:
        StoreError: the server does not take them; what is there then is noticed as not whole.
    """
    server = Server(endpoint, language=language)
    way: Way = Updates(server) if update else GraphStore(server)
    way.begin(graphs)
    for graph in shown(list(graphs), say(language, "push_bar")):
        way.put(graph, graphs[graph])
    way.end(graphs, fingerprint)
    return Pushed(server.url, len(graphs), triples_in(graphs))


def triples_in(graphs: Mapping[str, bytes]) -> int:
    """How many triples the graphs have."""
    return sum(each.count(b"\n") for each in graphs.values())


class GraphStore:
    """The Graph Store Protocol: one request a graph."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._held: set[str] = set()

    def begin(self, graphs: Iterable[str]) -> None:
        """The mark lists what is there, and what will be."""
        self._held = self._listed()
        self.put(MARK, mark(self._held.union(graphs)))

    def _listed(self) -> set[str]:
        return {each.object.value for each in self._mark() if each.predicate.value == HOLDS}

    def _mark(self) -> list[Any]:
        from kgraph.engines.embedded import parsed

        found = self._server.send("GET", params={"graph": MARK}, headers={"Accept": TRIPLES}, missing=True)
        if found.status == MISSING:
            return []
        try:
            return parsed(found.body, ".nt")
        except SyntaxError:
            raise self._server.failure("store_no_graphs", text=self._server.excerpt(found.body)) from None

    def put(self, graph: str, triples: bytes) -> None:
        """PUT replaces a graph."""
        self._server.send("PUT", params={"graph": graph}, data=triples, headers={"Content-Type": TRIPLES})

    def end(self, graphs: Iterable[str], fingerprint: str) -> None:
        """Graphs that are no longer there go away."""
        for graph in sorted(self._held.difference(graphs)):
            self._server.send("DELETE", params={"graph": graph}, missing=True)
        self.put(MARK, mark(graphs, fingerprint))
        if not any(each.object.value == fingerprint for each in self._mark()):
            # Something says yes to all that it is sent.
            raise self._server.failure("store_not_kept")


class Updates:
    """SPARQL Update: for servers without the other."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def begin(self, graphs: Iterable[str]) -> None:
        """What the mark lists is emptied: an update cannot tell what is there."""
        self._update(f"DELETE WHERE {{ GRAPH <{MARK}> {{ <{MARK}> <{FINGERPRINT}> ?print }} }}")
        self._update(
            f"DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ GRAPH <{MARK}> {{ <{MARK}> <{HOLDS}> ?g }} "
            "GRAPH ?g { ?s ?p ?o } }"
        )
        self.put(MARK, mark(graphs))

    def put(self, graph: str, triples: bytes) -> None:
        """Drop a graph and insert it anew, some lines at a time."""
        self._update(f"DROP SILENT GRAPH <{graph}>")
        for lines in _batches(triples.splitlines(keepends=True)):
            self._update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{lines.decode()}}} }}")

    def end(self, graphs: Iterable[str], fingerprint: str) -> None:
        """Nothing is left to take away."""
        self.put(MARK, mark(graphs, fingerprint))

    def _update(self, text: str) -> None:
        self._server.send("POST", data=[("update", text)])


def mark(graphs: Iterable[str], fingerprint: str | None = None) -> bytes:
    """The graph that says which there are, and if they are whole, what they were built from."""
    lines = [f"<{MARK}> <{HOLDS}> <{graph}> .\n" for graph in sorted(graphs)]
    if fingerprint is not None:
        lines.append(f'<{MARK}> <{FINGERPRINT}> "{fingerprint}" .\n')
    return "".join(lines).encode()


def as_file(graphs: Mapping[str, bytes], fingerprint: str) -> bytes:
    """Everything as N-Quads, for servers that are filled from files."""
    every = {**graphs, MARK: mark(graphs, fingerprint)}
    return b"".join(
        line.removesuffix(b".\n") + f"<{graph}> .\n".encode()
        for graph, triples in every.items()
        for line in triples.splitlines(keepends=True)
    )


def _batches(lines: Iterable[bytes]) -> Iterator[bytes]:
    lines = iter(lines)
    while batch := b"".join(islice(lines, BATCH)):
        yield batch
