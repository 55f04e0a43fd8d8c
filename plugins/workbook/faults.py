"""What is said of a workbook that is faulty, with the way to mend it, in each language: `texts.toml`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from kgraph.plugin import KgraphError, Problem, Text
from kgraph.terms import LANGUAGES


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))


def guide(language: str) -> list[str]:
    """The lines of the first sheet."""
    return [line[language] for line in _texts()["guide"]]


def refusal(rule: str, path: Path, language: str, **blanks: object) -> KgraphError:
    """Why a file is refused as a whole."""
    return KgraphError(_texts()["refusal"][rule][language].format(path=path.name, **blanks), language=language)


def problem(rule: str, place: str, *, warning: bool = False, **blanks: object) -> Problem:
    """What is wrong at a place; a blank may be a Text itself."""

    def filled(tag: str) -> str:
        values = {name: value[tag] if isinstance(value, Text) else value for name, value in blanks.items()}
        return str(_texts()["fault"][rule][tag]).format(**values)

    texts = Text(**{tag: filled(tag) for tag in LANGUAGES})
    return Problem("warning" if warning else "error", rule, texts.en, place, texts=texts)
