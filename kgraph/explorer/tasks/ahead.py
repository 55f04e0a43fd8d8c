"""What is made before anybody asks for it: workers that have nothing to do make what the first pages need.

One step at a time, so that whoever asks meanwhile waits for one step at most. The whole graph and the names are for the
worker itself; what the gap rules find is kept in the user's cache, so that each worker looks with its share of them.
"""

from kgraph.explorer.jobs import Given, Reply
from kgraph.workspace import Workspace

MORE = b"more"
OWN = 2


def ahead(workspace: Workspace, given: Given) -> Reply:
    """A step by its number, of a worker by its own among so many; the reply has no body after the last."""
    from kgraph.explorer.tasks.plans import gaps
    from kgraph.showing.names import every_name
    from kgraph.showing.overview import kept, overview

    step, worker, workers = (given.number(name) for name in ("step", "worker", "workers"))
    view = workspace.view(language=given.language)
    rules = list(view.gap_rules())[worker::workers]
    if step == 0:
        overview(view)
    elif step == 1:
        kept(view, every_name)
    elif step - OWN < len(rules):
        view.gaps(rules=[rules[step - OWN]])
    else:
        # The page of gaps as it is asked for at first; it takes long, and others are free meanwhile.
        if worker == 0:
            gaps(workspace, Given({"lang": (given.language,), "basis": ("all",)}, given.limits))
        return Reply(200, "text/plain", b"")
    return Reply(200, "text/plain", MORE)
