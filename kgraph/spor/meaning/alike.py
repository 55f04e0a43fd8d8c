"""Near spellings and other forms of a text, as a regular expression that every SPARQL engine reads alike.

A word is cut to its stem (Snowball's Norwegian stemmer, https://snowballstem.org/algorithms/norwegian/stemmer.html),
so that other forms and compounds are found; a long stem may differ by one edit after its first letter: a letter left
out, put in or taken for another, or two that changed places (Damerau 1964, doi:10.1145/363958.363994).
"""

import re
from functools import cache
from typing import Any

# A short stem would be near to half of all words; the pattern of a long one, or of many, is more than a store reads.
SHORTEST_STEM, SHORTEST_EDITED, LONGEST_EDITED, MOST_EDITED, MOST_WORDS = 3, 6, 30, 5, 50
WORD = re.compile(r"\w+")
SIGN = re.compile(r"[][\\.^$*+?(){}|-]")
# What stands for any letter: the Latin ones, since all that Unicode has would make the pattern too large as well.
LATIN = "0-9_a-zß-öø-ɏ"
LETTER = f"[{LATIN}]"
BETWEEN = f"{LETTER}*[^{LATIN}]+{LETTER}*"


def alike(text: str) -> str:
    r"""The regular expression for a text in lower case; its words must follow each other.

    >>> print(alike("lag"), alike("(?"))
    lag \(\?
    """
    words = WORD.findall(text)
    if not words or len(words) > MOST_WORDS:
        # What holds no word is looked for as it is: it may be written as a pattern, and is none.
        return SIGN.sub(r"\\\g<0>", text)
    patterns: list[str] = []
    edited = 0
    for found in map(stem, words):
        edits = SHORTEST_EDITED <= len(found) <= LONGEST_EDITED and edited < MOST_EDITED
        edited += edits
        patterns.append(f"({'|'.join(_variants(found))})" if edits else found)
    return BETWEEN.join(patterns)


def stem(word: str) -> str:
    """The stem of a word in lower case; the word itself where its stem would be too short to tell anything."""
    found: str = _stemmer().stemWord(word)
    return found if len(found) >= SHORTEST_STEM else word


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("norwegian")


def _variants(word: str) -> list[str]:
    """The word, and the patterns of what is one edit from it; the first letter stays."""
    found = [word]
    for at in range(1, len(word)):
        before, letter, after = word[:at], word[at], word[at + 1 :]
        # A letter left out, or another in its place; and one more before it.
        found += [f"{before}{LETTER}?{after}", f"{before}{LETTER}{letter}{after}"]
        if after and after[0] != letter:
            found.append(before + after[0] + letter + after[1:])
    return list(dict.fromkeys(found))
