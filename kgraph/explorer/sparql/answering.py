"""What a worker does for a request of the SPARQL 1.1 Protocol."""

from kgraph.engines import Engine
from kgraph.engines.results import TooManyError, UnwritableError, formats, written
from kgraph.errors import QueryError
from kgraph.explorer.jobs import Given, Reply, TooMuchError
from kgraph.explorer.problems import problem
from kgraph.explorer.sparql.dataset import dataset
from kgraph.explorer.sparql.describing import service
from kgraph.explorer.sparql.media import NEGOTIATED, best, typed, unacceptable
from kgraph.messages import say
from kgraph.raw import guard
from kgraph.workspace import Workspace

GRAPHS = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?thing ?field ?value } } ORDER BY ?graph"


def answer(workspace: Workspace, given: Given) -> Reply:
    """The answer to a query in the form that is liked best; without a query what the service is.

    Raises:
        QueryError: the query cannot be read; or it would write, ask another server or a graph that is not here.
        StoreError: the server that is asked does not answer.
        TooMuchError: there are more rows or triples than the limit.
    """
    if "query" not in given.values:
        return service(_graphs(workspace.engine), given)
    query, here, language = given.text("query"), given.text("here"), given.language
    guard(query, language, given.limits.depth)
    asked = dataset(query, given.many("default-graph-uri"), given.many("named-graph-uri"), here)
    if asked is not None:
        known = set(_graphs(workspace.engine))
        for graph in (*asked.default, *asked.named):
            if graph not in known:
                message, hint = say(language, "sparql_graph", graph=graph[:200]), say(language, "sparql_graph_hint")
                raise QueryError(message, hint=hint, language=language)
    media: str | None = None
    try:
        found = workspace.engine.found(query, asked, here)
        media = best(given.text("accept"), formats(found))
        if media is None:
            return unacceptable(formats(found), language)
        body = written(found, media, given.limits.rows)
    except SyntaxError as error:
        raise QueryError(say(language, "bad_sparql", error=error.msg), language=language) from None
    except TooManyError:
        raise TooMuchError(say(language, "explorer_rows", most=given.limits.rows)) from None
    except UnwritableError:
        hint = " · ".join(each for each in formats(found) if "xml" not in each)
        return problem(406, say(language, "sparql_unwritable", media=media), hint=hint, headers=NEGOTIATED)
    except (ValueError, RuntimeError, OSError) as error:
        raise QueryError(say(language, "failed_sparql", error=error), language=language) from None
    return Reply(200, typed(media), body, NEGOTIATED)


def _graphs(engine: Engine) -> list[str]:
    return [str(graph) for (graph,) in engine.select(GRAPHS)[1]]
