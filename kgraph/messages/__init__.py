"""What kgraph says, in three languages: one table of texts a language, filled in here and nowhere else."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def texts(language: str) -> dict[str, str]:
    """Every text of a language by its key."""
    with (Path(__file__).parent / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


def say(language: str, key: str, /, **values: object) -> str:
    """The text of `key` in a language, its blanks filled."""
    return texts(language)[key].format(**values)
