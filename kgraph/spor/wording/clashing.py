"""A word of the project that is a keyword too, where the keyword was taken and nothing fits after it."""

from typing import TYPE_CHECKING

from kgraph.errors import QuestionError, Span
from kgraph.spor.reading.lexicon import WORD_TOKENS, normal
from kgraph.spor.wording import before, error, place, written

if TYPE_CHECKING:
    from kgraph.spor.reading.literals import Forms


def clash(scan: "Forms", span: Span) -> QuestionError | None:
    """The word before a place was taken for a keyword and is a label too: in backticks it is only that."""
    here = before(scan, span)
    if not here or here[-1].type in WORD_TOKENS:
        return None
    word = written(scan, here[-1])
    labels = [value for token, value in scan.lexicon.phrases.get(normal(word), ()) if token in WORD_TOKENS]
    found = scan.vocabulary.word(labels[0]) if labels else None
    if found is None:
        return None
    at, text = place(here[-1]), scan.text
    mended = f"{text[: at.start]}`{found.local}`{text[at.end :]}"
    return error(scan, "word_clash", span, mended.rstrip(" ?."), word=word)
