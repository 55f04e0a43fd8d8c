"""Questions to try: they run on any project, since they name nothing but the UN's goals."""

from kgraph.messages import say
from kgraph.spor import format_question, understand
from kgraph.vocabulary import Vocabulary

EXAMPLES = {
    "plain": ("measures", "measures that support sdg:11", "measures without budget", "sdg:11"),
    "gaps": (
        "sub-strategies without measures",
        "SDG goals without measures",
        "focus areas without (sub-strategies with measures)",
    ),
    "numbers": (
        "count measures per SDG goal sort by count descending first 5",
        "count and sum budget of measures per effort",
        "count measures per focus area by SDG goal",
    ),
    "columns": (
        "measures with budget >= 100 000 show budget, responsible sort by budget descending",
        "who are responsible for which measures",
        'everything about like "transport"',
    ),
    "reasons": ("measures that support sdg:11 show evidence", "are there measures that explicitly support sdg:11"),
}


def examples(vocabulary: Vocabulary, language: str) -> list[tuple[str, list[str]]]:
    """The questions in a language, in groups under their headings."""
    found = []
    for group, questions in EXAMPLES.items():
        said = [format_question(understand(text, vocabulary, "en")[0], vocabulary, language) for text in questions]
        found.append((say(language, f"repl_group_{group}"), said))
    return found
