"""Any server that speaks the SPARQL 1.1 Protocol, as an engine; it only reads.

The protocol: https://www.w3.org/TR/sparql11-protocol/. Queries are sent as forms by POST, which every server takes;
results come as JSON (https://www.w3.org/TR/sparql11-results-json/).
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from kgraph.engines import Dataset
from kgraph.engines.embedded import Embedded, in_graph, parsed
from kgraph.engines.literals import NODE, literal
from kgraph.engines.portable import form_of, portable
from kgraph.engines.results import GRAPHS, TRUTHS, formats, read
from kgraph.engines.web import Reply, Server
from kgraph.errors import StoreError
from kgraph.terms import GRAPH, KG, XSD, Iri, Term, Triple

Row = tuple[Term, ...]
RESULTS, TRIPLES = "application/sparql-results+json", "application/n-triples"
# The graph that `kgraph push` leaves beside the others, and what it says of itself: what the graphs were built from,
# which is written when all of them are there, and which they are.
MARK, FINGERPRINT, HOLDS = GRAPH + "mark", KG + "fingerprint", KG + "holds"
# Asked of that graph alone, both as a named one and as what is asked where no graph is named.
MARKED = f"SELECT ?g ?p ?o WHERE {{ {{ GRAPH ?g {{ <{MARK}> ?p ?o }} }} UNION {{ <{MARK}> ?p ?o }} }}"
# What Virtuoso says beside an answer that its limits of rows or of time have cut off.
CUT = ("X-SPARQL-MaxRows", "X-SQL-State")


class Endpoint:
    """A graph on a server, put there by `kgraph push`."""

    def __init__(self, url: str, *, language: str = "en", timeout: float | None = None) -> None:
        """Nothing is sent until the first question; the arguments are those of a Server.

        Raises:
            StoreError: the address is none of HTTP.
        """
        self._server = Server(url, language=language, timeout=timeout)

    @property
    def url(self) -> str:
        """The address, without credentials."""
        return self._server.url

    def select(self, query: str) -> tuple[list[str], list[Row]]:
        """The variables and the rows of a SELECT.

        Raises:
            StoreError: the server is down, too slow, refuses, or answers with something else.
        """
        return self._table(self._asked(query))

    def ask(self, query: str) -> bool:
        """The answer of an ASK."""
        return self._yes(self._asked(query))

    def form(self, query: str) -> tuple[str, Any]:
        """Whatever the query gives: `select`, `ask` or `graph`, and its outcome."""
        if form_of(query) == "graph":
            return "graph", self._triples(self._sent(query, TRIPLES, self._dataset))
        found = self._asked(query)
        return ("ask", self._yes(found)) if form_of(query) == "ask" else ("select", self._table(found))

    def found(self, query: str, dataset: Dataset | None = None, here: str | None = None) -> Any:
        """Whatever the query gives, as `kgraph.engines.results` writes it.

        Raises:
            SyntaxError: it cannot be read, which is known before the server is asked.
            StoreError: as `select`.
        """
        forms = formats(Embedded().found(query, None, here))
        graphs = self._dataset if dataset is None else _dataset(dataset.default, dataset.named)
        if forms is GRAPHS:
            return self._triples(self._sent(query, TRIPLES, graphs))
        reply = self._sent(query, RESULTS, graphs)
        body = reply.body
        if forms is TRUTHS:
            body = json.dumps({"head": {}, "boolean": self._yes(self._json(reply))}).encode()
        try:
            return read(body)
        except (SyntaxError, ValueError):
            raise self._nonsense(reply.body) from None

    def quads(self, of: Callable[[str], bool]) -> Iterator[tuple[str, Triple]]:
        """The triples of the named graphs whose IRIs are wanted, ordered by their text, each after its graph's IRI."""
        return self.copied(of).quads(of)

    def copied(self, of: Callable[[str], bool] = bool) -> Embedded:
        """The named graphs whose IRIs are wanted, in memory."""
        found = Embedded()
        for graph in filter(of, self._marked[1]):
            query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
            found.extend(in_graph(self._triples(self._sent(query, TRIPLES, self._dataset)), graph))
        return found

    @property
    def key(self) -> str:
        """Changes whenever another graph is put there.

        Raises:
            StoreError: the server has no graph of kgraph's, or one that was not put there whole.
        """
        return hashlib.blake2b(f"{self.url} {self._marked[0]}".encode(), digest_size=16).hexdigest()

    # ---- what is there

    @cached_property
    def _marked(self) -> tuple[str, list[str]]:
        """What the graph was built from, and the named graphs that it is made of."""
        rows = self._table(self._json(self._sent(MARKED, RESULTS, _dataset([MARK], [MARK]))))[1]
        prints = {str(value) for _, predicate, value in rows if predicate == FINGERPRINT}
        # A mark that stands twice is of two that pushed at the same time.
        if len(prints) != 1:
            raise self._server.failure("store_empty")
        if all(graph is not None for graph, _, _ in rows):
            raise self._server.failure("store_apart")
        return prints.pop(), sorted({str(value) for _, predicate, value in rows if predicate == HOLDS})

    @cached_property
    def _dataset(self) -> list[tuple[str, str]]:
        return _dataset(self._marked[1], self._marked[1])

    # ---- how it is asked

    def _asked(self, query: str) -> dict[str, Any]:
        return self._json(self._sent(query, RESULTS, self._dataset))

    def _sent(self, query: str, accept: str, dataset: list[tuple[str, str]]) -> Reply:
        # Half of a surrogate pair is no character, and in no graph.
        fields: list[tuple[str, str | bytes]] = [("query", portable(query).encode("utf-8", "replace")), *dataset]
        reply = self._server.send("POST", data=fields, headers={"Accept": accept})
        if any(each in reply.headers for each in CUT):
            raise self._server.failure("store_cut")
        return reply

    # ---- how it answers

    def _json(self, reply: Reply) -> dict[str, Any]:
        try:
            found = json.loads(reply.body)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise self._nonsense(reply.body)
        return found

    def _table(self, found: Mapping[str, Any]) -> tuple[list[str], list[Row]]:
        try:
            variables = [str(each) for each in found["head"]["vars"]]
            rows = [tuple(_term(each.get(name)) for name in variables) for each in found["results"]["bindings"]]
        except (KeyError, TypeError, AttributeError):
            raise self._nonsense(json.dumps(found).encode()) from None
        return variables, rows

    def _yes(self, found: Mapping[str, Any]) -> bool:
        """The answer of an ASK; Virtuoso gives it as the one cell of a SELECT."""
        if isinstance(found.get("boolean"), bool):
            return bool(found["boolean"])
        rows = self._table(found)[1]
        return any(bool(cell) for row in rows for cell in row)

    def _triples(self, reply: Reply) -> list[Any]:
        try:
            return parsed(reply.body, ".nt")
        except SyntaxError:
            raise self._nonsense(reply.body) from None

    def _nonsense(self, body: bytes) -> StoreError:
        return self._server.failure("store_nonsense", text=self._server.excerpt(body))


def _dataset(default: Sequence[str], named: Sequence[str]) -> list[tuple[str, str]]:
    """The graphs to be asked, so that nothing counts that others keep on the server."""
    return [("default-graph-uri", graph) for graph in default] + [("named-graph-uri", graph) for graph in named]


def _term(cell: Mapping[str, str] | None) -> Term:
    if cell is None:
        return None
    match cell["type"]:
        case "uri" if not cell["value"].startswith(NODE):
            return Iri(cell["value"])
        case "uri" | "bnode":
            return Iri(f"_:{cell['value'].removeprefix(NODE).removeprefix('_:')}")
        case _:
            return literal(cell["value"], cell.get("datatype", XSD + "string"))
