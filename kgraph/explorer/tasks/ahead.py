"""What is made before anybody asks for it: workers that have nothing to do make what the first pages need.

One step at a time, so that whoever asks meanwhile waits for one step at most. The whole graph and the names are for the
worker itself; what the gap rules find is kept in the user's cache, so that each worker looks with its share of them.
"""

from kgraph.explorer.jobs import Given, Reply
from kgraph.workspace import Workspace

MORE = b"more"
OWN = 2


def ahead(workspace: Workspace, given: Given) -> Reply:
    """A step by its number, of a worker by its own among so many; the reply has no body where no step is left."""
    from kgraph.showing.names import every_name
    from kgraph.showing.overview import kept, overview

    step, worker, workers = (given.number(name) for name in ("step", "worker", "workers"))
    view = workspace.view(language=given.language)
    if step == 0:
        overview(view)
    elif step == 1:
        kept(view, every_name)
    else:
        rules = list(view.gap_rules())[worker::workers]
        if step - OWN >= len(rules):
            return Reply(200, "text/plain", b"")
        view.gaps(rules=[rules[step - OWN]])
    return Reply(200, "text/plain", MORE)
