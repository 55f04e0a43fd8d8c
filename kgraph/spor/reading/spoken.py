"""How much of a text is in a language."""

import re

from kgraph.spor.reading.lexicon import WORD_TOKENS, Lexicon
from kgraph.spor.reading.literals import WORD, Forms
from kgraph.vocabulary import Vocabulary

QUOTED = re.compile(r"[\"«“„”][^\"»”“]*[\"»”“]|#[^\n]*")


def spoken(text: str, words: Lexicon, vocabulary: Vocabulary) -> int:
    """How many words of a text are keywords of a lexicon's language, or its own labels; what is quoted is of none."""
    bare = QUOTED.sub(lambda found: " " * len(found.group()), text)
    forms = Forms(bare, words, vocabulary, words.language)
    found, at = 0, 0
    while word := WORD.search(bare, at):
        known = [(phrase, end) for phrase, end in forms.chunks(word.start()) if _is_own(phrase, words)]
        at = known[0][1] if known else word.end()
        found += len(known[:1])
    return found


def _is_own(phrase: str, words: Lexicon) -> bool:
    keyword = any(token not in WORD_TOKENS for token, _ in words.phrases.get(phrase, ()))
    return keyword or phrase in words.own or phrase in words.filler or phrase in words.reserved
