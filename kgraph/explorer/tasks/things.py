"""Things: found by their names, on cards, and in graphs."""

from kgraph.explorer.jobs import Given, Reply, TooMuchError
from kgraph.explorer.resources import BASIS, PARAM, PLAN, Input, Resource
from kgraph.explorer.tasks.asking import as_json
from kgraph.explorer.tasks.files import AROUND, DEPTH, SOME, SURE, THING, narrowed
from kgraph.messages import say
from kgraph.showing import schemas
from kgraph.workspace import Workspace

TEXT = Input("text", "What is typed: a part of a name or a code.", required=True, longest=200, example="goal")
KIND = Input("kind", "Things of this kind alone, by its word in any language.", longest=200)
NAME = Input("name", "The code, name or IRI of a thing.", required=True, longest=2000, example="sdg:11")
GAPS = Input("gaps", "Whether to look for its gaps, which takes longest; null without.", "boolean", default="true")


def search(workspace: Workspace, given: Given) -> Reply:
    """The things that are called so, or nearly so, best first."""
    from kgraph.showing.names import search as found

    view = workspace.view(basis=given.basis, language=given.language)
    return as_json(found(view, given.text("text"), given.text("kind")))


def thing(workspace: Workspace, given: Given) -> Reply:
    """The card of a thing."""
    from kgraph.showing.cards import card

    view = workspace.view(basis=given.basis, language=given.language)
    return as_json(card(view, given.text("name"), gaps=given.flag("gaps")))


def graph(workspace: Workspace, given: Given) -> Reply:
    """Things and links with their places.

    Raises:
        TooMuchError: there are more things than the limit of rows.
    """
    from kgraph.showing.elements import elements

    view = narrowed(workspace, given)
    if len(view.property_graph().nodes) > given.limits.rows:
        raise TooMuchError(say(given.language, "explorer_nodes", most=given.limits.rows))
    return as_json(elements(view))


RESOURCES = (
    Resource("/api/search", "The things that are called so, best first.", (TEXT, KIND, BASIS), search, schemas.SEARCH),
    Resource("/api/thing", "The card of a thing: facts, links, place, gaps.", (NAME, GAPS, BASIS), thing, schemas.CARD),
    Resource(
        "/api/graph",
        "Things and links with their places, as nodes and edges.",
        (SOME, PARAM, THING, AROUND, DEPTH, SURE, PLAN, BASIS),
        graph,
        schemas.GRAPH,
    ),
)
