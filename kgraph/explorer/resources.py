"""What can be asked for over HTTP: one value a path, from which routes, checks and the description are made."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from kgraph.explorer.jobs import JSON, Given, Limits, Reply
from kgraph.explorer.problems import problem
from kgraph.messages import say
from kgraph.terms import LANGUAGES

if TYPE_CHECKING:
    from kgraph.workspace import Workspace

Task = Callable[["Workspace", Given], Reply]
# The longest question that is read.
LONGEST = 10_000
# Of an address: twice as much, in UTF-8 and in %XX, and other values beside it.
LONGEST_LINE = 12 * 2 * LONGEST + 2**14
SPARQL = "/sparql"
# What the server itself has workers do while nobody asks; no path of its own.
AHEAD = "/ahead"


@dataclass(frozen=True, slots=True)
class Input:
    """A value that a request may give.

    Attributes:
        name: in the query.
        what: it is, for people who write programs.
        sort: `text`, `integer` or `boolean`.
        required: whether there must be one.
        many: whether there may be several.
        choices: the only values that there are, where that is so.
        default: what stands for one that is not given.
        least: of an integer.
        most: of an integer.
        longest: of a text, in characters.
        example: of a value that every project has an answer to.
    """

    name: str
    what: str
    sort: Literal["text", "integer", "boolean"] = "text"
    required: bool = False
    many: bool = False
    choices: tuple[str, ...] = ()
    default: str = ""
    least: int = 0
    most: int = 0
    longest: int = LONGEST
    example: str = ""

    def fault(self, values: tuple[str, ...]) -> str:
        """The key of the message that says why the values do not do; empty where they do."""
        if self.required and not any(value.strip() for value in values):
            return "explorer_lacking"
        if len(values) > 1 and not self.many:
            return "explorer_twice"
        return next((key for value in values if (key := self._fault(value))), "")

    def _fault(self, value: str) -> str:
        if self.choices:
            return "" if value in self.choices else "explorer_choice"
        if self.sort == "boolean":
            return "" if value in {"true", "false"} else "explorer_boolean"
        if self.sort == "integer":
            known = value.isascii() and value.isdecimal() and len(value) < 10
            return "" if known and self.least <= int(value) <= self.most else "explorer_integer"
        return "" if len(value) <= self.longest and "\0" not in value else "explorer_long"


LANG = Input("lang", "The language of the answer; that of the server without it.", choices=LANGUAGES)
BASIS = Input(
    "basis", "Which links count: inferred ones too, or stated ones alone.", choices=("all", "stated"), default="all"
)
PLAN = Input("plan", "One plan alone, by its code or name.")
QUESTION = Input("question", "A question in Spor.", required=True, example="measures that support sdg:11")
PARAM = Input("param", "The value of a $name in the question, as NAME=VALUE.", many=True, longest=1000)


@dataclass(frozen=True, slots=True)
class Resource:
    """A path, what it gives, and the task that gives it.

    Attributes:
        path: of the address.
        what: it gives, in one line, for people who write programs.
        inputs: what a request may give; `lang` is always among them.
        task: what a worker does.
        schema: of the JSON it gives: a JSON Schema; empty where it gives files.
        media: the media types of what it gives.
    """

    path: str
    what: str
    inputs: tuple[Input, ...]
    task: Task
    schema: Mapping[str, Any] = field(default_factory=dict)
    media: tuple[str, ...] = (JSON,)

    @property
    def every(self) -> tuple[Input, ...]:
        """What a request may give, the language too."""
        return (*self.inputs, LANG)

    def given(self, pairs: Iterable[tuple[str, str]], language: str, limits: Limits) -> Given | Reply:
        """The values of a request, checked; a reply where they will not do."""
        found: dict[str, tuple[str, ...]] = {}
        for name, value in pairs:
            found[name] = (*found.get(name, ()), value)
        speech = next((tag for tag in found.get("lang", ()) if tag in LANGUAGES), language)
        known = {each.name: each for each in self.every}
        for name in found:
            if name not in known:
                return problem(400, say(speech, "explorer_unknown", name=name[:60]), hint=" · ".join(known))
        for name, each in known.items():
            if key := each.fault(found.get(name, ())):
                value = next(iter(found.get(name, ())), "")[:60]
                words = {
                    "least": each.least,
                    "most": each.most,
                    "longest": each.longest,
                    "choices": " · ".join(each.choices),
                }
                return problem(400, say(speech, key, name=name, value=value, **words))
            if each.default and name not in found:
                found[name] = (each.default,)
        found.setdefault("lang", (speech,))
        return Given(found, limits)


@cache
def resources() -> dict[str, Resource]:
    """Every resource by its path."""
    from kgraph.explorer.tasks import RESOURCES

    return {each.path: each for each in RESOURCES}


def task_at(path: str) -> Task:
    """What a worker does for a path: that of its resource, or for SPARQL, which is none; KeyError without one."""
    if path == SPARQL:
        from kgraph.explorer.sparql.answering import answer

        return answer
    if path == AHEAD:
        from kgraph.explorer.tasks.ahead import ahead

        return ahead
    return resources()[path].task
