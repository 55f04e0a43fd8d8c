"""What every check asks of names and texts, and how it says what is wrong."""

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from kgraph.errors import KgraphError
from kgraph.terms import LANGUAGES, Text

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONG = 4
TONGUES = {"en": "English", "nn": "Nynorsk", "nb": "Bokmål"}
R = TypeVar("R")


class UnmetError(AssertionError):
    """A demand of the contract that a plugin does not meet, as opposed to an assert of its own."""


def demand(holds: object, sentence: str) -> None:
    """Nothing where it holds.

    Raises:
        AssertionError: it does not; the sentence says what to mend.
    """
    if not holds:
        raise UnmetError(sentence)


def of_sort(who: str, given: object, sort: type[R]) -> R:
    """What is given, if it is of this class.

    Raises:
        AssertionError: it is not.
    """
    if isinstance(given, sort):
        return given
    article = "an" if sort.__name__[0] in "AEIO" else "a"
    raise UnmetError(f"{who}: {article} {sort.__name__} is wanted, not {type(given).__name__}")


def check_name(who: str, name: object) -> None:
    """The name is in lower case, its words joined by hyphens."""
    demand(
        isinstance(name, str) and NAME.fullmatch(name),
        f"{who}: a name is lower-case letters and digits, its words joined by hyphens, not {name!r}",
    )


def check_text(who: str, which: str, text: object) -> None:
    """The text is there in each language."""
    text = of_sort(f"{who}: `{which}`", text, Text)
    lacking = [TONGUES[tag] for tag in LANGUAGES if not getattr(text, tag).strip()]
    demand(not lacking, f"{who}: `{which}` has no text in {' and '.join(lacking)}")
    # Names, and a few words, may be the same in two languages; a sentence is not.
    long = sum(word.islower() for word in text.en.split()) >= LONG
    copied = [TONGUES[tag] for tag in ("nn", "nb") if long and getattr(text, tag) == text.en]
    demand(not copied, f"{who}: `{which}` is English in {' and '.join(copied)}")


def check_callable(who: str, which: str, given: object) -> None:
    """It can be called."""
    demand(callable(given), f"{who}: `{which}` is a function, not {type(given).__name__}")


def check_suffix(who: str, suffix: object) -> None:
    """The ending of a file's name is a dot and lower-case letters."""
    demand(
        isinstance(suffix, str) and re.fullmatch(r"(\.[a-z0-9]+)+", suffix),
        f"{who}: the ending of a file is a dot and lower-case letters, such as .csv, not {suffix!r}",
    )


def tried(who: str, where: str, run: Callable[..., R], *given: Any, may_refuse: bool = False) -> R | None:
    """What the plugin's function gives; None where it refuses with a KgraphError, and may.

    Raises:
        AssertionError: it raises something else.
    """
    try:
        return run(*given)
    except KgraphError as error:
        demand(may_refuse, f"{who}: it refuses {where}: {error.message}")
        demand(error.message.strip(), f"{who}: its KgraphError {where} says nothing")
        return None
    except UnmetError:
        raise
    except (Exception, SystemExit) as error:
        raise UnmetError(f"{who}: it raises {type(error).__name__} {where}: {error}") from error


def unique(who: str, names: Sequence[str]) -> None:
    """Each name is given once."""
    twice = sorted({name for name in names if names.count(name) > 1})
    demand(not twice, f"{who} gives two things one name: {', '.join(twice)}")
