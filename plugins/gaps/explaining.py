"""What a rule of gaps asks and means, for `kgraph gaps --explain`."""

import textwrap
from datetime import date

from kgraph.gap_rules import SEVERITY_NAMES
from kgraph.plugin import View
from kgraph.spor.tidy import tidy

from .words import ADVICE, EACH, EXAMPLE, IN_PLAN, KEPT, NO_EXAMPLE, QUESTION


def explained(view: View, name: str, on: date | None) -> str:
    """The rule's title, its questions in the reader's language, its advice and the first gap that it finds here.

    Raises:
        KgraphError: there is no such rule; the hint says which are called nearly so.
    """
    found = view.gaps(rules=(name,), on=on)
    rule, language = view.gap_rules()[name], view.language
    parts = [f"{rule.title[language]}\n{name} · {SEVERITY_NAMES[rule.severity][language]}"]
    asked = ((QUESTION, rule.question), (EACH, rule.each), (IN_PLAN, rule.in_plan))
    parts += [f"{what[language]}:\n{_indented(_in_tongue(view, question))}" for what, question in asked if question]
    if rule.keep:
        parts.append(KEPT[language])
    parts.append(f"{ADVICE[language]}:\n{_indented(rule.advice[language])}")
    gap = next(iter((*found.gaps, *found.not_relevant)), None)
    shown = f"{gap.thing}: {gap.reason}" if gap else NO_EXAMPLE[language]
    parts.append(f"{EXAMPLE[language]}:\n{_indented(shown)}")
    return "\n\n".join(parts) + "\n"


def _in_tongue(view: View, question: str) -> str:
    """A rule's question, which is in English, in the reader's language."""
    return tidy(question, view.vocabulary, "en", view.language)


def _indented(text: str) -> str:
    """The text in lines of readable length."""
    return textwrap.fill(
        " ".join(text.split()), 92, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
    )
