"""The question of a command: its text, from the command line, the standard input or a file, and its parameters."""

import os
import sys
from typing import TYPE_CHECKING

from kgraph.messages import say

if TYPE_CHECKING:
    from kgraph.saved import Saved


def question_text(words: str) -> str:
    """The question itself, or what stands on the standard input where it is `-`."""
    # Some editors begin a file with a byte order mark.
    return sys.stdin.read().removeprefix("\ufeff") if words == "-" else words


def asked(question: str, params: tuple[str, ...], language: str) -> tuple[str, dict[str, str]]:
    """The question, and the values of its parameters: of a file, its defaults too."""
    saved = question_file(question, language)
    if not params and saved is None:
        return question_text(question), {}
    from kgraph.saved import given_values

    known = saved.told_parameters(language) if saved else ""
    values = given_values(params, language, known)
    return (saved.question, saved.values(values, language)) if saved else (question_text(question), values)


def question_file(words: str, language: str) -> "Saved | None":
    """The saved question that the words name by its file; None where they are a question themselves.

    Raises:
        ProjectError: the file is not there, or cannot be read.
    """
    if not words.endswith(".spor") or "\n" in words:
        return None
    from kgraph.saved import read_saved

    if not os.path.exists(words):
        from kgraph.errors import ProjectError

        message = say(language, "no_query_file", path=words)
        raise ProjectError(message, hint=say(language, "no_query_file_hint"), language=language)
    return read_saved(words, language)
