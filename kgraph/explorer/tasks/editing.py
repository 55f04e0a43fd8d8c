"""A question while it is written: what is wrong with it, what can come next, and how it is understood."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from kgraph.answer import Thing, cell_json
from kgraph.errors import QuestionError
from kgraph.explorer.jobs import Given, Reply
from kgraph.explorer.mending import mended
from kgraph.explorer.resources import BASIS, PARAM, QUESTION, Input, Resource
from kgraph.explorer.tasks import shapes
from kgraph.explorer.tasks.asking import as_json
from kgraph.ordering import by_code
from kgraph.spor.completing.inventory import Inventory, Named
from kgraph.spor.reading.limits import LONGEST
from kgraph.workspace import Workspace

WRITTEN = Input(
    "question", "A question in Spor that may not be finished.", example="measures that sup", longest=LONGEST * 2
)
PLACE = Input("place", "Where something is to come next: an offset in characters.", "integer", default="0", most=99_999)
# So many things are offered for a blank; more are found by typing.
MOST_CHOICES = 300


@lru_cache(maxsize=3)
def inventory(workspace: Workspace, language: str) -> Inventory:
    """The names that questions may use, shown in a language."""
    from kgraph.listing import inventory as listed

    return listed(workspace.engine, workspace.vocabulary, language, workspace.glossary.names)


# ---- while it is written


def check(workspace: Workspace, given: Given) -> Reply:
    """What is wrong with a question, or else its canonical text in every language; its words and its blanks."""
    from kgraph.spor.completing.marking import marked

    text, language, words = given.text("question"), given.language, workspace.vocabulary
    names = inventory(workspace, language)
    found: dict[str, Any] = {"language": None, "canonical": "", "translations": {}, "problem": None}
    if text.strip():
        try:
            found |= _understood(workspace, text, language)
            workspace.recipe(text, language=language, basis=given.basis, parameters=given.parameters)
        except QuestionError as error:
            found["problem"] = _problem(workspace, given, error)
    short = text[:LONGEST]
    found["marks"] = [
        {"start": each.start, "end": each.end, "sort": each.look} for each in marked(short, words, names, language)
    ]
    found["parameters"] = parameters(workspace, short, language)
    return as_json(found)


def _understood(workspace: Workspace, text: str, language: str) -> dict[str, Any]:
    from kgraph.spor import format_question, understand
    from kgraph.terms import LANGUAGES

    syntax, tongue = understand(text, workspace.vocabulary, language, fixed=True, glossary=workspace.glossary)
    translations = {tag: format_question(syntax, workspace.vocabulary, tag) for tag in LANGUAGES}
    return {"language": tongue, "canonical": translations[language], "translations": translations}


def _problem(workspace: Workspace, given: Given, error: QuestionError) -> dict[str, Any]:
    how = {"language": given.language, "basis": given.basis, "parameters": given.parameters}
    return {
        "message": error.message,
        "hint": error.hint,
        "start": error.span.start,
        "end": error.span.end,
        "mended": mended(workspace, error, **how),  # type: ignore[arg-type]
    }


def parameters(workspace: Workspace, text: str, language: str) -> list[dict[str, Any]]:
    """The blanks of a question as form fields."""
    from kgraph.spor.completing.blanks import blanks

    found = blanks(text, workspace.vocabulary, inventory(workspace, language), language)
    return [
        {
            "name": each.name,
            "what": "",
            "type": each.type,
            "default": "",
            "choices": list(each.values) or things_json(workspace, each.things) or None,
        }
        for each in found
    ]


def things_json(workspace: Workspace, named: Iterable[Named]) -> list[dict[str, Any]]:
    """Things to choose among, in the order of their codes."""
    kinds = workspace.vocabulary.kinds
    things = [Thing(each.iri, each.code or None, each.label, kinds[each.kind].local) for each in named]
    return [cell_json(each) for each in sorted(things, key=by_code)[:MOST_CHOICES]]


def complete(workspace: Workspace, given: Given) -> Reply:
    """What can stand at a place, best first."""
    from kgraph.spor.completing import complete as completed

    names = inventory(workspace, given.language)
    found = completed(given.text("question"), given.number("place"), workspace.vocabulary, names, given.language)
    return as_json(
        [{"text": each.text, "start": each.start, "sort": each.sort, "description": each.description} for each in found]
    )


# ---- when it is finished


def explain(workspace: Workspace, given: Given) -> Reply:
    """How a question was understood: its translations, the links chosen, what each condition leaves, and the SPARQL.

    Raises:
        QuestionError: it cannot be understood.
    """
    from kgraph.asking import counted
    from kgraph.explanation import canonical

    text = given.text("question")
    how: dict[str, Any] = {"language": given.language, "basis": given.basis, "parameters": given.parameters}
    recipe = workspace.recipe(text, **how)
    stages = [
        {"text": stage.text, "left": counted(workspace.engine, stage.left)} for stage in workspace.stages(text, **how)
    ]
    return as_json(
        {
            "question": recipe.question,
            "translations": canonical(workspace, recipe.question, given.language),
            "chosen": list(recipe.chosen),
            "stages": stages,
            "sparql": recipe.rows.rstrip(),
        }
    )


RESOURCES = (
    Resource("/api/check", "What is wrong with a question.", (WRITTEN, PARAM, BASIS), check, shapes.CHECKED),
    Resource("/api/complete", "What can come next in a question.", (WRITTEN, PLACE), complete, shapes.COMPLETIONS),
    Resource("/api/explain", "How a question is understood.", (QUESTION, PARAM, BASIS), explain, shapes.EXPLAINED),
)
