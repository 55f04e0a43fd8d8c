"""Plans as a whole: the lights on their parts, their gaps, their coverage, and pictures of them.

Gaps and files are what the commands of the same names give: the command itself is run, so that both say the same.
"""

from datetime import date
from functools import lru_cache

from kgraph.answer import Answer, Basis
from kgraph.dossier import Dossier, Shown
from kgraph.errors import KgraphError
from kgraph.explorer.jobs import Given, Reply
from kgraph.explorer.resources import BASIS, PARAM, PLAN, Input, Resource
from kgraph.explorer.tasks import shapes
from kgraph.explorer.tasks.asking import as_json
from kgraph.explorer.tasks.files import BINARY, MEDIA, as_file, rendered
from kgraph.explorer.tasks.things import KIND
from kgraph.messages import say
from kgraph.periods import day
from kgraph.showing.schemas import ANSWER, COVERAGE, either
from kgraph.viewing import ProjectView
from kgraph.workspace import Workspace

WORD = 200
RULE = Input("rule", "This rule's gaps alone; /api/about lists the rules.", many=True, longest=WORD)
ROWS = Input("rows", "The kind of the rows, by a word for it.", required=True, longest=WORD, example="measures")
COLUMNS = Input("columns", "The kind of the columns.", required=True, longest=WORD, example="SDG goals")
COUNTED = Input("counted", "The kind of what is counted; measures without it.", longest=WORD)
FORMAT = Input("format", "The name of a format of answers, to get a file; JSON without it.", longest=WORD)
ANALYSIS = Input(
    "name", "The name of an analysis; /api/about lists them.", required=True, longest=WORD, example="levels"
)
PICTURE = Input("name", "The name of a graph format whose files are SVG.", required=True, example="sankey")
FILES = (*dict.fromkeys(("application/json", *sorted(set(MEDIA.values())))), BINARY)


def _view(workspace: Workspace, given: Given) -> ProjectView:
    return workspace.view(given.text("plan") or None, basis=given.basis, language=given.language)


# ---- the plan


def plan(workspace: Workspace, given: Given) -> Reply:
    """The tree of a plan with its lights.

    Raises:
        KgraphError: there is no such plan, or there are several and none was given.
    """
    from kgraph.showing.behind import with_questions
    from kgraph.showing.trees import plan_tree

    view, name = workspace.view(basis=given.basis, language=given.language), given.text("plan")
    plans = view.ask("plans", evidence=False, notes=False).things()
    if not name and len(plans) != 1:
        view.demand_plan()
        hint = " · ".join(map(str, plans))
        raise KgraphError(say(given.language, "explorer_which_plan"), hint=hint, language=given.language)
    return as_json(with_questions(view, plan_tree(view, name or plans[0].reference)))


# ---- what commands give


@lru_cache(maxsize=8)
def _run(
    workspace: Workspace, name: str, arguments: tuple[str, ...], language: str, basis: Basis, _today: date
) -> Answer | Dossier | Shown:
    """What a command returns; it is kept, since a page asks for the same again as a file."""
    command = workspace.registry.find("commands", name)
    context = command.make_context(name, list(arguments), obj=workspace.view(basis=basis, language=language))
    with context:
        found: Answer | Dossier | Shown = command.invoke(context)
    return found


def _commanded(workspace: Workspace, given: Given, name: str, *arguments: str) -> Answer | Dossier | Shown:
    options = tuple(f"--{option}={given.text(option)}" for option in ("plan", "basis") if given.text(option))
    return _run(workspace, name, (*options, *arguments), given.language, given.basis, day(None, given.language))


def _written(workspace: Workspace, given: Given, found: Answer | Dossier | Shown) -> Reply:
    """What was found as a file of the format that was given."""
    form = given.text("format")
    looks = found.in_format(form, 100, colour=False) if isinstance(found, Shown) else found
    if isinstance(looks, str):
        suffix = ".html" if looks.lstrip().startswith("<") else ".txt"
        return as_file(looks.encode("utf-8", "replace"), "kgraph", suffix)
    return rendered(workspace, given, looks)


def gaps(workspace: Workspace, given: Given) -> Reply:
    """The gaps, as `kgraph gaps` finds them.

    Raises:
        KgraphError: there is no such plan, kind, rule or format.
    """
    kind = (f"--kind={given.text('kind')}",) if given.text("kind") else ()
    found = _commanded(workspace, given, "gaps", *kind, *(f"--rule={rule}" for rule in given.many("rule")))
    # People who fetch a file want all gaps, not the first of each rule.
    whole = found.answer if isinstance(found, Shown) else found
    return _written(workspace, given, whole) if given.text("format") else as_json(whole.as_json())


def coverage(workspace: Workspace, given: Given) -> Reply:
    """Coverage with the question behind each cell; as a file as `kgraph coverage` writes it.

    Raises:
        KgraphError: as `kgraph.showing.matrices.coverage`; or there is no such format.
    """
    from kgraph.showing.matrices import coverage as matrix

    rows, columns, counted = (given.text(name) for name in ("rows", "columns", "counted"))
    if given.text("format"):
        count = (f"--count={counted}",) if counted else ()
        return _written(workspace, given, _commanded(workspace, given, "coverage", *count, "--", rows, columns))
    return as_json(matrix(_view(workspace, given), rows, columns, counted))


def analyse(workspace: Workspace, given: Given) -> Reply:
    """What an analysis finds.

    Raises:
        KgraphError: there is no such analysis, parameter, plan or format.
    """
    answer = _view(workspace, given).analyse(given.text("name"), **given.parameters)
    return rendered(workspace, given, answer) if given.text("format") else as_json(answer.as_json())


def picture(workspace: Workspace, given: Given) -> Reply:
    """A picture, as the exporter of its name draws it.

    Raises:
        KgraphError: there is no such exporter, or its files are no SVG; there is no such plan.
    """
    name, language = given.text("name"), given.language
    pictures = [each.name for each in workspace.registry.given("exporters").values() if each.suffix == ".svg"]
    if name not in pictures:
        hint = " · ".join(pictures)
        raise KgraphError(say(language, "explorer_format", name=name), hint=hint, language=language)
    return Reply(200, MEDIA[".svg"], _view(workspace, given).export(name))


MATRIX = (ROWS, COLUMNS, COUNTED, PLAN, BASIS)
# With `format=json` it is the answer that the command gives.
LAID = either(COVERAGE, ANSWER)
RESOURCES = (
    Resource("/api/plan", "A plan as a tree with lights on each part.", (PLAN, BASIS), plan, shapes.PLAN),
    Resource("/api/gaps", "The gaps in the plans.", (PLAN, KIND, RULE, BASIS, FORMAT), gaps, shapes.GAPS, FILES),
    Resource("/api/coverage", "What hangs together with what.", (*MATRIX, FORMAT), coverage, LAID, FILES),
    Resource("/api/analyse", "What an analysis finds.", (ANALYSIS, PARAM, PLAN, BASIS, FORMAT), analyse, ANSWER, FILES),
    Resource("/api/picture", "A picture of a plan.", (PICTURE, PLAN, BASIS), picture, media=(MEDIA[".svg"],)),
)
