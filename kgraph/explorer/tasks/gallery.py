"""The saved questions of the project, in the reader's language, with their blanks as form fields."""

from functools import lru_cache
from typing import Any

from kgraph.errors import QuestionError
from kgraph.explorer.jobs import Given, Reply
from kgraph.explorer.resources import Resource
from kgraph.explorer.tasks import shapes
from kgraph.explorer.tasks.asking import as_json
from kgraph.explorer.tasks.editing import inventory, things_json
from kgraph.messages import say
from kgraph.saved import GROUPS, Parameter, Saved, saved_questions
from kgraph.spor.completing.blanks import Blank
from kgraph.vocabulary import THING
from kgraph.workspace import Workspace

# Where there are fewer things of the default's own kind, those of related kinds are offered too.
FEW = 3


def queries(workspace: Workspace, given: Given) -> Reply:
    """The saved questions, those that belong together side by side; files that cannot be read are left out."""
    return as_json(_shown(workspace, given.language))


@lru_cache(maxsize=6)
def _shown(workspace: Workspace, language: str) -> list[dict[str, Any]]:
    found = sorted(saved_questions(workspace.project, language, []).values(), key=_order)
    return [each for saved in found if (each := _query(workspace, saved, language))]


def _order(saved: Saved) -> tuple[bool, int, str]:
    return not saved.own, GROUPS.index(saved.group) if saved.group else len(GROUPS), saved.name


def _query(workspace: Workspace, saved: Saved, language: str) -> dict[str, Any] | None:
    from kgraph.spor import format_question, understand
    from kgraph.spor.completing.blanks import blanks

    words, names = workspace.vocabulary, inventory(workspace, language)
    try:
        # Most of them are in English.
        syntax, _ = understand(saved.question, words, "en", glossary=workspace.glossary)
    except QuestionError:
        # `kgraph check` tells of it.
        return None
    question = format_question(syntax, words, language)
    found = blanks(question, words, names, language) if saved.parameters else []
    wanted = {each.name: each for each in found}
    return {
        "name": saved.name,
        "title": saved.title(language),
        "description": saved.description(language),
        "question": question,
        "group": say(language, f"query_group_{saved.group}") if saved.group else "",
        "own": saved.own,
        "parameters": [_field(workspace, each, wanted.get(each.name), language) for each in saved.parameters],
    }


def _field(workspace: Workspace, parameter: Parameter, blank: Blank | None, language: str) -> dict[str, Any]:
    choices: list[Any] = []
    if blank is not None:
        choices = list(blank.values) or _like(workspace, parameter.default, blank)
    return {
        "name": parameter.name,
        "what": parameter.meaning(language),
        "type": blank.type if blank else "text",
        "default": _said(workspace, parameter.default, language) if choices else parameter.default,
        "choices": choices or None,
    }


def _said(workspace: Workspace, default: str, language: str) -> str:
    """A default as the reader's language says it, where it is one of the choices of a field."""
    words = workspace.vocabulary.choices.values()
    return next((each.label(language) for each in words if default in each.labels.values()), default)


def _like(workspace: Workspace, default: str, blank: Blank) -> list[dict[str, Any]]:
    """The things of the kind of the one that is the default, since others would seldom answer the same question."""
    kind = next((each.kind for each in blank.things if default in {each.code, each.iri, each.label}), None)
    if kind is None:
        return things_json(workspace, blank.things)
    alike = [each for each in blank.things if each.kind == kind]
    if len(alike) < FEW:
        parent = workspace.vocabulary.kinds[kind].parent or kind
        related = workspace.vocabulary.subkinds[kind if parent == THING else parent]
        alike = [each for each in blank.things if each.kind in related]
    return things_json(workspace, alike)


RESOURCES = (Resource("/api/queries", "The saved questions.", (), queries, shapes.QUERIES),)
