"""Gaps, and the rules that find them: what a plan wants, and nothing serves."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from kgraph.answer import Answer, Column, Note, Row, Thing, cell_json
from kgraph.errors import KgraphError
from kgraph.messages import say
from kgraph.terms import LANGUAGES, Text

if TYPE_CHECKING:
    from kgraph.plugin import View

# An error breaks what the plan itself requires; a warning is for the planner to look at; a note is good to know.
Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
SEVERITY_NAMES: Mapping[Severity, Text] = {
    "error": Text(en="error", nn="feil", nb="feil"),
    "warning": Text(en="warning", nn="åtvaring", nb="advarsel"),
    "note": Text(en="note", nn="merknad", nb="merknad"),
}
QUESTIONS = ("question", "each", "in_plan")
TEXTS = ("title", "reason", "advice")
COLUMN_TYPES = {"thing": "thing", "witness": "things"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRule:
    """What to look for, and what to say where it is found.

    Questions are in Spor, in English; in them `$today` and `$yesterday` are the day on which gaps are looked for, and
    the one before.

    Attributes:
        name: of the rule, in English, its words joined by hyphens.
        severity: of each gap that it finds.
        question: the first column is the thing with the gap, things in the others are its witnesses.
        title: what the rule looks for.
        reason: why a thing is a gap; `{thing}`, `{witness}` and the cells by number, `{1}`, are filled in.
        advice: what may be done.
        each: a question that is asked before: `question` is asked for each of its rows, whose things are the values of
            the `$names` that are its columns, and fill the blanks of those names in the reason; the first of them is a
            witness.
        in_plan: what is asked of one plan, `$plan`, where the things are no parts of plans.
        keep: says of a row of the answer whether it is a gap, where Spor cannot.
    """

    name: str
    severity: Severity
    question: str
    title: Text
    reason: Text
    advice: Text
    each: str = ""
    in_plan: str = ""
    keep: Callable[["View", Row], bool] | None = None


@dataclass(frozen=True, slots=True)
class NotRelevant:
    """Somebody's judgement that a gap does not matter: why, who, when."""

    because: str
    by: Thing | None
    on: date | None


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing in a thing: by which rule, why, the things that show it, what may be done."""

    rule: str
    severity: Severity
    thing: Thing
    reason: str
    witness: tuple[Thing, ...]
    advice: str
    not_relevant: NotRelevant | None = None

    def as_json(self) -> dict[str, Any]:
        """The gap for programs."""
        found: dict[str, Any] = {
            "rule": self.rule,
            "severity": self.severity,
            "thing": cell_json(self.thing),
            "reason": self.reason,
            "witness": [cell_json(each) for each in self.witness],
            "advice": self.advice,
        }
        if self.not_relevant:
            found["not_relevant"] = {
                "because": self.not_relevant.because,
                "by": cell_json(self.not_relevant.by),
                "on": cell_json(self.not_relevant.on),
            }
        return found


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps found, worst first, and apart from them those that somebody judged not relevant."""

    gaps: tuple[Gap, ...]
    not_relevant: tuple[Gap, ...] = ()
    # How many gaps each rule that was asked found; 0 where it found none.
    counts: Mapping[str, int] = field(default_factory=dict)
    # Of the texts.
    language: str = "en"

    def table(self) -> Answer:
        """The gaps as an answer, which is shown, filtered and made a data frame as answers are."""
        names = ("severity", "rule", "thing", "reason", "witness", "advice")
        columns = (Column(say(self.language, f"gap_{name}"), COLUMN_TYPES.get(name, "text")) for name in names)
        rows = tuple(
            (
                SEVERITY_NAMES[gap.severity][self.language],
                gap.rule,
                gap.thing,
                gap.reason,
                list(gap.witness),
                gap.advice,
            )
            for gap in self.gaps
        )
        aside = len(self.not_relevant)
        notes = (Note("not_relevant", say(self.language, "gaps_set_apart", number=aside)),) if aside else ()
        title = say(self.language, "gaps_title")
        return Answer(title, tuple(columns), rows, len(rows), notes, language=self.language)

    def _repr_html_(self) -> str:
        return self.table()._repr_html_()


def gap_rules_in(path: Path) -> list[GapRule]:
    """The rules of a TOML file: a table for each, named as the rule, its texts as tables of languages.

    Raises:
        KgraphError: the file cannot be read, or a rule lacks something; says which.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KgraphError(f"{path}: {error}") from None
    return [_rule(path, name, table) for name, table in tables.items()]


def _rule(path: Path, name: str, table: Mapping[str, Any]) -> GapRule:
    try:
        fault = _fault(table)
    except (AttributeError, TypeError):
        fault = "is no table"
    if fault:
        raise KgraphError(f"{path}: the gap rule {name} {fault}")
    title, reason, advice = (Text(**table[key]) for key in TEXTS)
    return GapRule(
        name=name,
        severity=table["severity"],
        question=table["question"],
        title=title,
        reason=reason,
        advice=advice,
        each=table.get("each", ""),
        in_plan=table.get("in_plan", ""),
    )


def _fault(table: Mapping[str, Any]) -> str:
    """What is wrong with the table of a rule, if anything."""
    lacking = [key for key in ("severity", "question", *TEXTS) if not table.get(key)]
    if lacking:
        return f"lacks {', '.join(lacking)}"
    unknown = [key for key in table if key not in {"severity", *QUESTIONS, *TEXTS}]
    if unknown:
        return f"has {', '.join(unknown)}, which no rule has"
    if table["severity"] not in SEVERITIES:
        return f"has no severity of {', '.join(SEVERITIES)}"
    tongues = [key for key in TEXTS if not isinstance(table[key], dict) or not set(table[key]) <= set(LANGUAGES)]
    return f"has no {tongues[0]} in {', '.join(LANGUAGES)}" if tongues else ""
