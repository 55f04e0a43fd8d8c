"""How a question was understood, in words."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kgraph.messages import say
from kgraph.recipe import Recipe
from kgraph.render.cells import plain
from kgraph.terms import LANGUAGES

if TYPE_CHECKING:
    from kgraph.workspace import Workspace


def explained(workspace: "Workspace", question: str, *, translated: bool = False, **how: Any) -> str:
    """The canonical question, the links chosen, how many things each condition leaves, and the SPARQL.

    Args:
        workspace: whose question it is.
        question: the text.
        translated: whether the question is shown in the other languages too.
        how: as `Workspace.ask` takes it.

    Raises:
        QuestionError: the question cannot be understood.
    """
    from kgraph.asking import counted

    recipe = workspace.recipe(question, **how)
    left = [(stage.text, counted(workspace.engine, stage.left)) for stage in workspace.stages(question, **how)]
    others = canonical(workspace, question, recipe.language) if translated else {}
    others.pop(recipe.language, None)
    return explanation(recipe, others, left)


def explanation(recipe: Recipe, others: Mapping[str, str], left: Sequence[tuple[str, int]] = ()) -> str:
    """The same from its parts: translations by language, and how many things are left after each condition."""
    language = recipe.language
    parts = [say(language, "explain_question"), f"  {recipe.question}"]
    parts += [f"  {tag}: {text}" for tag, text in others.items()]
    if recipe.chosen:
        parts += ["", say(language, "explain_chosen"), *(f"  {text}" for text in recipe.chosen)]
    if left:
        wide = len(str(max(number for _, number in left)))
        parts += ["", say(language, "explain_stages"), *(f"  {number:>{wide}}  {text}" for text, number in left)]
    if recipe.rows:
        parts += ["", "SPARQL:", recipe.rows.rstrip()]
    else:
        parts += ["", say(language, "explain_route")]
    return plain("\n".join(parts))


def canonical(workspace: "Workspace", question: str, language: str) -> dict[str, str]:
    """The question's canonical text in each language; it is taken to be in the given one first.

    Raises:
        QuestionError: the question cannot be understood.
    """
    from kgraph.spor import format_question, understand

    vocabulary = workspace.vocabulary
    syntax, _ = understand(question, vocabulary, language, glossary=workspace.glossary)
    return {tag: format_question(syntax, vocabulary, tag) for tag in LANGUAGES}
