"""How a question was understood, in words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kgraph.messages import say
from kgraph.recipe import Recipe
from kgraph.render.cells import plain
from kgraph.terms import LANGUAGES

if TYPE_CHECKING:
    from kgraph.vocabulary import Vocabulary


def explanation(recipe: Recipe, others: Mapping[str, str] | None = None) -> str:
    """The canonical question (and in other languages), the links chosen, and the SPARQL."""
    language = recipe.language
    parts = [say(language, "explain_question"), f"  {recipe.question}"]
    parts += [f"  {tag}: {text}" for tag, text in (others or {}).items()]
    if recipe.chosen:
        parts += ["", say(language, "explain_chosen"), *(f"  {text}" for text in recipe.chosen)]
    if recipe.rows:
        parts += ["", "SPARQL:", recipe.rows.rstrip()]
    else:
        parts += ["", say(language, "explain_route")]
    return plain("\n".join(parts))


def translations(text: str, vocabulary: "Vocabulary", language: str) -> dict[str, str]:
    """The question's canonical text in the other languages."""
    from kgraph.spor import format_question, understand

    syntax, _ = understand(text, vocabulary, language)
    return {tag: format_question(syntax, vocabulary, tag) for tag in LANGUAGES if tag != language}
