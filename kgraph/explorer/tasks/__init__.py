"""What a worker does for each path of the API."""

from kgraph.explorer.resources import Resource
from kgraph.explorer.tasks import asking, editing, files, gallery, plans, project, supposing, things

RESOURCES: tuple[Resource, ...] = (
    *asking.RESOURCES,
    *editing.RESOURCES,
    *files.RESOURCES,
    *gallery.RESOURCES,
    *plans.RESOURCES,
    *project.RESOURCES,
    *supposing.RESOURCES,
    *things.RESOURCES,
)
