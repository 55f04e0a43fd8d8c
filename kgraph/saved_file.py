"""A saved question, and the file that holds it: a head of comment lines, and the question.

The format is told in `queries/README.md`.
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kgraph.errors import ProjectError
from kgraph.messages import say
from kgraph.terms import FALLBACK, LANGUAGES

ENDING = ".spor"
GROUPS = (
    "overview",
    "gaps",
    "goals",
    "measures",
    "money",
    "actors",
    "time",
    "cross-cutting",
    "evidence",
    "plans",
)
KEY = re.compile(r"#[ \t]?(?P<key>[a-z][\w.-]*):(?P<value>.*)")
CONTINUED = re.compile(r"#[ \t]{3,}(?P<value>\S.*)")
TOLD = re.compile(rf"(?:title|description|param\.\w+)\.(?:{'|'.join(LANGUAGES)})")
DEFAULT = re.compile(r"param\.(?P<name>\w+)")
# A name in a text or a comment is no parameter.
QUOTED = re.compile(r'"[^"]*"|«[^»]*»|“[^”]*”|#[^\n]*')
USED = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A blank in a question: its default value, and what it means, by language."""

    name: str
    default: str
    meanings: Mapping[str, str] = field(default_factory=dict)

    def meaning(self, language: str) -> str:
        """What it means in a language, or the next best one; its name where nothing is said."""
        return _best(self.meanings, language) or self.name


@dataclass(frozen=True, slots=True)
class Saved:
    """A question that is kept under a name."""

    name: str
    question: str
    titles: Mapping[str, str] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    group: str | None = None
    # The shipped plans that the question is only about.
    plans: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    # Whether it is kept in the user's own project.
    own: bool = False

    def title(self, language: str) -> str:
        """The title in a language, or the next best one; the name where there is none."""
        return _best(self.titles, language) or self.name

    def description(self, language: str) -> str:
        """What the question answers, in a language or the next best one."""
        return _best(self.descriptions, language) or ""

    def values(self, given: Mapping[str, str], language: str) -> dict[str, str]:
        """The value of each parameter: the given one, or the default.

        Raises:
            ProjectError: the question has no such parameter; the hint lists those it has.
        """
        known = {each.name: each.default for each in self.parameters}
        for name in given:
            if name not in known:
                message = say(language, "no_parameter", name=name, question=self.name)
                raise ProjectError(message, hint=self.told_parameters(language), language=language)
        return {**known, **given}

    def told_parameters(self, language: str) -> str:
        """The parameters with their defaults and meanings, in one line."""
        if not self.parameters:
            return say(language, "takes_no_parameters")
        return " · ".join(f"{each.name}={each.default} ({each.meaning(language)})" for each in self.parameters)


def _best(texts: Mapping[str, str], language: str) -> str | None:
    return next((texts[tag] for tag in FALLBACK[language] if tag in texts), None)


def name_of(path: Path) -> str:
    """The name that a question is asked by."""
    return path.name.removesuffix(ENDING)


def read_saved(path: str | os.PathLike[str], language: str = "en", *, own: bool = True) -> Saved:
    """The question that a file holds.

    Raises:
        ProjectError: it cannot be read, or its head is at fault; the message names the file and the line.
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ProjectError(say(language, "unreadable", path=file, error=reason), language=language) from None
    return _Reading(str(file), language).saved(name_of(file), text, own=own)


@dataclass
class _Reading:
    """One file on its way: what its head says, and on which line."""

    path: str
    language: str
    head: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def saved(self, name: str, text: str, *, own: bool) -> Saved:
        question = self._read_head(text.splitlines())
        start = len(text.splitlines()) - len(question)
        self._check_keys()
        self._check_parameters(question, start)
        return Saved(
            name,
            "\n".join(question).strip(),
            self._told("title"),
            self._told("description"),
            self.head.get("group"),
            tuple(self.head.get("plans", "").replace(",", " ").split()),
            tuple(self._parameter(found["name"]) for key in self.head if (found := DEFAULT.fullmatch(key))),
            own,
        )

    def _read_head(self, lines: list[str]) -> list[str]:
        """Keep the keys of the head; the lines after it are the question."""
        key = ""
        for number, line in enumerate(lines):
            stripped = line.strip()
            if stripped and not stripped.startswith("#"):
                return lines[number:]
            if found := KEY.fullmatch(stripped):
                key = found["key"]
                if key in self.head:
                    raise self._fault("query_key_twice", number + 1, key=key)
                self.head[key] = found["value"].strip()
                self.lines[key] = number + 1
            elif key and (found := CONTINUED.fullmatch(stripped)):
                self.head[key] = f"{self.head[key]} {found['value']}".strip()
            else:
                key = ""
        raise self._fault("query_empty", max(1, len(lines)))

    def _check_keys(self) -> None:
        for key, value in self.head.items():
            line = self.lines[key]
            if key not in {"group", "plans"} and not TOLD.fullmatch(key) and not DEFAULT.fullmatch(key):
                raise self._fault("query_unknown_key", line, key=key, near=self._near(key))
            if not value:
                raise self._fault("query_no_value", line, key=key)
        group = self.head.get("group")
        if group is not None and group not in GROUPS:
            raise self._fault("query_unknown_group", self.lines["group"], group=group, groups=", ".join(GROUPS))

    def _check_parameters(self, question: list[str], start: int) -> None:
        used = _used(question)
        for key in self.head:
            if not key.startswith("param."):
                continue
            name = key.split(".")[1]
            if name not in used:
                raise self._fault("query_unused", self.lines[key], name=name)
            if f"param.{name}" not in self.head:
                raise self._fault("query_no_default", self.lines[key], name=name)
        for name, line in used.items():
            if f"param.{name}" not in self.head:
                raise self._fault("query_no_default", start + line, name=name)

    def _near(self, key: str) -> str:
        from rapidfuzz import process

        keys = ["group", "plans", "param.NAME", *(f"{sort}.{tag}" for sort in _TEXTS for tag in LANGUAGES)]
        return str(process.extractOne(key, keys)[0])

    def _told(self, sort: str) -> dict[str, str]:
        return {tag: self.head[f"{sort}.{tag}"] for tag in LANGUAGES if f"{sort}.{tag}" in self.head}

    def _parameter(self, name: str) -> Parameter:
        return Parameter(name, self.head[f"param.{name}"], self._told(f"param.{name}"))

    def _fault(self, key: str, line: int, /, **values: object) -> ProjectError:
        place = f"{self.path}:{line}"
        message = say(self.language, key, place=place, **values)
        return ProjectError(message, hint=say(self.language, f"{key}_hint", **values), language=self.language)


_TEXTS = ("title", "description")


def _used(question: Iterable[str]) -> dict[str, int]:
    """The parameters that a question uses, each with the line of its first place."""
    found: dict[str, int] = {}
    for number, line in enumerate(question, 1):
        for name in USED.findall(QUOTED.sub(" ", line)):
            found.setdefault(name, number)
    return found
