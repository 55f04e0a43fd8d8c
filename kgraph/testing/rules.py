"""Whether gap rules keep the contract: questions that can be asked, and texts that can be filled in."""

import re
from collections.abc import Mapping
from datetime import date
from string import Formatter

from kgraph.errors import QuestionError
from kgraph.gap_rules import SEVERITIES, TEXTS, GapRule, Gaps
from kgraph.gaps import find_gaps
from kgraph.recipe import Recipe
from kgraph.spor import format_question, understand
from kgraph.terms import LANGUAGES, Text
from kgraph.testing.demands import UnmetError, check_name, check_text, demand, tried
from kgraph.testing.trial import FIRST, Where, trial_of
from kgraph.viewing import ProjectView

TODAY = date(2026, 11, 1)
# What a question may ask of, whatever the rule.
DAYS = {"today": TODAY.isoformat(), "yesterday": "2026-10-31"}


def check_gap_rule(rule: GapRule, project: Where = None) -> None:
    """The rule's question can be asked in each language, it finds things, and its texts can be filled in.

    Args:
        rule: any.
        project: the folder of a project to look for gaps in beside an empty one; without it, the example.

    Raises:
        AssertionError: it does not; says what to mend.
    """
    who = f"the gap rule {rule.name}"
    check_name(who, rule.name)
    demand(rule.severity in SEVERITIES, f"{who}: `severity` is one of {', '.join(SEVERITIES)}, not {rule.severity!r}")
    for which in TEXTS:
        check_text(who, which, getattr(rule, which))
    trial = trial_of(project)
    view = trial.view()
    plan = next((each.reference for each in view.ask("plans").things()), "")
    given = _occasion(who, rule, view, plan)
    recipes = [_compiled(who, "question", rule.question, view, {**DAYS, **given})]
    if rule.in_plan:
        demand("$plan" in rule.in_plan, f"{who}: `in_plan` does not ask of $plan")
        recipes.append(_compiled(who, "in_plan", rule.in_plan, view, {**DAYS, **given, "plan": plan}))
    for recipe in recipes:
        first = recipe.columns[0].type
        demand(
            first == "thing", f"{who}: the first column of «{recipe.question}» is the thing with the gap, not {first}"
        )
    _check_blanks(who, rule, min(len(recipe.columns) for recipe in recipes), set(given))
    for where, each in trial.views():
        found = tried(who, where, _found, rule, each)
        same = where != FIRST or found == _found(rule, each)
        demand(same, f"{who}: it finds other gaps the second time")


def _found(rule: GapRule, view: ProjectView) -> Gaps:
    return find_gaps(view, view.workspace.engine, {rule.name: rule}, on=TODAY)


def _occasion(who: str, rule: GapRule, view: ProjectView, plan: str) -> dict[str, str]:
    """The values that the question before gives the next one; guessed where it has no rows."""
    if not rule.each:
        return {}
    recipe = _compiled(who, "each", rule.each, view, DAYS)
    rows = view.ask(rule.each, evidence=False, notes=False, **_used(rule.each, DAYS)).rows
    cells = rows[0] if rows else [None] * len(recipe.columns)
    codes = {
        column.name: getattr(cell, "code", None) or plan for column, cell in zip(recipe.columns, cells, strict=True)
    }
    spare = sorted(name for name in codes if not _used(rule.question + rule.in_plan, {name: ""}))
    demand(len(spare) < len(codes), f"{who}: `question` asks of none of what `each` finds: ${', $'.join(codes)}")
    return codes


def _used(question: str, values: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in values.items() if re.search(rf"\${re.escape(name)}\b", question)}


def _compiled(who: str, which: str, question: str, view: ProjectView, values: Mapping[str, str]) -> Recipe:
    """How the question is answered; it reads the same in each language, and is written as usual."""
    try:
        recipe = view.recipe(question, **_used(question, values))
        sentence, language = understand(question, view.vocabulary, "en")
    except QuestionError as error:
        raise UnmetError(f"{who}: `{which}` cannot be asked: {error.message} {error.hint}".rstrip()) from None
    usual = format_question(sentence, view.vocabulary, "en")
    written = language == "en" and " ".join(question.split()) == usual
    demand(written, f"{who}: `{which}` is written in English as kgraph fmt does: {usual}")
    for tag in LANGUAGES:
        text = format_question(sentence, view.vocabulary, tag)
        read = understand(text, view.vocabulary, tag)[0]
        demand(read == sentence, f"{who}: `{which}` reads otherwise in {tag}: {text}")
    return recipe


def _check_blanks(who: str, rule: GapRule, width: int, given: set[str]) -> None:
    known = {"thing", "witness", *given, *map(str, range(width))}
    for which in TEXTS:
        text: Text = getattr(rule, which)
        try:
            blanks = {tag: _blanks(text[tag]) for tag in LANGUAGES}
        except ValueError as error:
            raise UnmetError(f"{who}: `{which}` has a curly bracket that stands alone: {error}") from None
        demand(
            all(each == blanks["en"] for each in blanks.values()),
            f"{who}: `{which}` has other blanks in other languages",
        )
        strays = sorted(blanks["en"] - known if which == "reason" else blanks["en"])
        demand(not strays, f"{who}: `{which}` has a blank that nothing fills: {', '.join(strays)}")


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
