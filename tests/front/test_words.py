"""The texts of the page: the same in every language, each of them used, and none that is not there."""

import json
import re
from string import Formatter

import pytest

from kgraph import front
from kgraph.terms import LANGUAGES

TEXTS = {language: json.loads(front.read(f"words/{language}.json")) for language in LANGUAGES}
SAID = re.compile(r"""\bt\(\s*(?:"([^"]+)"|`([^`]+)`)""")


def said() -> set[str]:
    """The keys that the modules ask for; `{}` stands for what is filled in."""
    found = set()
    for name in front.modules():
        for plain, filled in SAID.findall(front.read(name).decode()):
            found.add(plain or re.sub(r"\$\{[^}]*\}", "{}", filled))
    return found


def fits(key: str, pattern: str) -> bool:
    return re.fullmatch(".+".join(map(re.escape, pattern.split("{}"))), key) is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_texts_with_the_same_blanks(language: str) -> None:
    ours, english = TEXTS[language], TEXTS["en"]
    assert ours.keys() == english.keys()
    for key, text in ours.items():
        blanks = {name for _, name, _, _ in Formatter().parse(text) if name}
        assert blanks == {name for _, name, _, _ in Formatter().parse(english[key]) if name}, key
        assert text.strip() == text, key
        assert text, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_orders_the_reader_about(language: str) -> None:
    for key, text in TEXTS[language].items():
        assert not re.search(r"\b(you|your|please|du|deg|din|ditt|dine)\b", text, re.IGNORECASE), (key, text)
        assert "!" not in text, (key, text)


def test_what_is_said_is_there_and_what_is_there_is_said() -> None:
    keys, patterns = set(TEXTS["en"]), said()
    assert {each for each in patterns if not any(fits(key, each) for key in keys)} == set()
    assert {key for key in keys if not any(fits(key, each) for each in patterns)} == set()
