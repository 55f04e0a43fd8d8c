"""The messages: the same in three languages, every one used, and every one that the code asks for there."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgraph.messages import say, texts
from kgraph.terms import LANGUAGES

PACKAGE = Path(__file__).parents[1] / "kgraph"
TREES = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))]
# Functions that take a key; where they take it depends on whether they are methods.
SPEAKERS = frozenset({"say", "error", "hinted"})
# Members of a family whose last part the code never writes alone.
COMPUTED = frozenset({"direction_out"})


def _calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of a function that takes a key, with the function's name."""
    for tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in SPEAKERS:
                    yield name, node


def _texts_in(node: ast.AST) -> list[str]:
    """The keys that an argument can be: itself, or either side of a condition."""
    if isinstance(node, ast.IfExp):
        return _texts_in(node.body) + _texts_in(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _keys_of(name: str, call: ast.Call) -> list[str]:
    """The keys that a call names; `say` takes its key second, the others first or second."""
    arguments = call.args[1:2] if name == "say" else call.args[:2]
    return [text for each in arguments for text in _texts_in(each)]


def _families() -> set[str]:
    """What keys that are put together begin with: `basis_` of f"basis_{each.basis}"."""
    found = set()
    for name, call in _calls():
        key = call.args[1] if name == "say" and len(call.args) > 1 else None
        if isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
            found.add(str(key.values[0].value))
    return found


WRITTEN = {
    node.value
    for tree in TREES
    for node in ast.walk(tree)
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
}


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_languages_have_the_same_keys_in_the_same_order(language: str) -> None:
    assert list(texts(language)) == list(texts("en"))


@pytest.mark.parametrize("key", texts("en"))
def test_the_languages_have_the_same_blanks(key: str) -> None:
    for language in LANGUAGES:
        text = texts(language)[key]
        assert _blanks(text) == _blanks(texts("en")[key])
        assert text.strip() == text != ""


def test_no_blank_is_without_a_name() -> None:
    assert not [key for key, text in texts("en").items() for blank in _blanks(text) if not blank.isidentifier()]


def test_every_key_that_the_code_names_is_there() -> None:
    named = {key for name, call in _calls() for key in _keys_of(name, call)}
    hints = {f"{key}_hint" for name, call in _calls() if name == "hinted" for key in _keys_of(name, call)}
    assert named | hints <= set(texts("en"))
    assert len(named) > 60


def test_every_blank_of_a_message_is_filled() -> None:
    lacking = []
    for name, call in _calls():
        if any(keyword.arg is None for keyword in call.keywords):
            continue
        given = {keyword.arg for keyword in call.keywords}
        for key in _keys_of(name, call):
            keys = [key, f"{key}_hint"] if name != "say" and f"{key}_hint" in texts("en") else [key]
            own_hint = name == "error" and len(call.args) > 2
            lacking += [each for each in keys[: 1 if own_hint else 2] if not _blanks(texts("en")[each]) <= given]
    assert lacking == []


def test_every_key_is_used() -> None:
    families = _families()
    used = WRITTEN | COMPUTED | {f"{text}_hint" for text in WRITTEN}
    used |= {family + text for family in families for text in WRITTEN}
    assert set(texts("en")) - used == set()


@pytest.mark.parametrize(
    "family, members",
    [
        ("basis_", ("stated", "inferred", "suggested")),
        ("confidence_", ("high", "medium", "low")),
        ("severity_", ("error", "warning")),
        ("word_", ("kind", "link", "field")),
        ("direction_", ("in", "out")),
        ("column_", ("severity", "rule", "source", "problem", "sum", "average", "lowest", "highest")),
        ("language_", LANGUAGES),
    ],
)
def test_every_member_of_a_family_is_there(family: str, members: tuple[str, ...]) -> None:
    assert family in _families()
    assert {family + member for member in members} <= set(texts("en"))


def test_a_message_is_filled_in() -> None:
    assert say("nn", "no_folder", path="x/y").count("x/y") == 1
    assert say("en", "hint", hint="{braces} stay") == "hint: {braces} stay"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_scolds(language: str) -> None:
    """No "you", no exclamation mark, no blame."""
    words = {"you", "your", "du", "deg", "din", "ditt", "please", "sorry", "invalid", "illegal", "ugyldig", "ulovleg"}
    scolding = {
        key: text
        for key, text in texts(language).items()
        if words & {word.strip('.,:;()"').lower() for word in text.split()} or "!" in text.replace("!=", "")
    }
    assert scolding == {}
