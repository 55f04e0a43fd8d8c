"""Whether what is typed goes on in the next line."""

import re

from kgraph.spor.completing.unfinished import ending
from kgraph.spor.reading.lexicon import keywords, normal
from kgraph.terms import LANGUAGES

CONTINUED = re.compile(r"\\[ \t]*$", re.MULTILINE)
# The commands after which a question stands.
ASKING = ("\\explain ",)


def goes_on(text: str) -> bool:
    r"""Whether more is to come: an open bracket or quotation mark, a line that ends in `\`, or nothing but definitions.

    An empty line ends it in any case.

    >>> goes_on("measures with (goals"), goes_on("measures \\"), goes_on("measures"), goes_on("measures with (\n")
    (True, True, False, False)
    """
    if not text.strip() or not text.splitlines()[-1].strip() or text.endswith("\n"):
        return False
    if text.lstrip().startswith("\\"):
        return text.lstrip().startswith(ASKING) and goes_on(text.lstrip().partition(" ")[2])
    if CONTINUED.search(text.splitlines()[-1]):
        return True
    found = ending(text)
    return found.quote is not None or found.depth > 0 or _only_defines(text)


def joined(text: str) -> str:
    r"""The text without what stands at the ends of its lines to say that it goes on.

    >>> joined("measures \\\nwith budget")
    'measures \nwith budget'
    """
    return CONTINUED.sub("", text).strip()


def _only_defines(text: str) -> bool:
    """Whether the last statement is a definition: they end with a semicolon, or with their line."""
    statement = ""
    for line in re.split(r"\n(?!\s)|(?<=;)", text):
        statement = line.strip() or statement
    words = normal(statement)
    defines = {normal(phrase) for tag in LANGUAGES for phrase in keywords(tag)["words"]["DEFINE"]}
    return any(words.startswith(f"{each} ") for each in defines)
