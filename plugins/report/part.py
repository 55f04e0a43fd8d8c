"""The part of the graph that a report is about: one plan, or all of them; questions about it, and its counts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kgraph.ordering import by_code
from kgraph.plugin import Answer, Row, Text, Thing, View
from kgraph.render.cells import spoken

# The counts that the summary's sentences are made of, each by a question; {in} limits it to the plan.
COUNTS = {
    "overall goals": "count overall goals{in}",
    "focus areas": "count focus areas{in}",
    "sub-strategies": "count sub-strategies{in}",
    "cross-cutting goals": "count cross-cutting goals{in}",
    "efforts": "count efforts{in}",
    "sub-goals": "count sub-goals{in}",
    "measures": "count measures{in}",
    "budget lines": "count budget lines{in}",
    "quantified targets": "count quantified targets{in}",
    "SDG goals": "count SDG goals",
    "SDG goals with measures": "count SDG goals with (measures{in})",
    "SDG goals with sub-strategies": "count SDG goals with (sub-strategies{in})",
    "measures with SDG goals": "count measures{in}{and} with SDG goals",
    "sub-strategies with SDG goals": "count sub-strategies{in}{and} with SDG goals",
    "sub-strategies with measures": "count sub-strategies{in}{and} with measures",
    "sub-goals with measures": "count sub-goals{in}{and} with measures",
    "cross-cutting goals with measures": "count cross-cutting goals that are addressed by (measures{in})",
    "cross-cutting goals with sub-strategies": "count cross-cutting goals that are addressed by (sub-strategies{in})",
    "all cross-cutting goals": "count cross-cutting goals",
    "measures with responsible": "count measures{in}{and} with responsible",
    "measures with budget": "count measures{in}{and} with budget",
    "budget lines with budget": "count budget lines{in}{and} with budget",
    "stated claims": 'count claims with basis "stated"{claimed}',
    "inferred claims": 'count claims with basis "inferred"{claimed}',
}
BLANKS = re.compile(r"\{(in|and|claimed|or plan)\}")
# What the blanks are where the report is about one plan.
LIMITS = {
    "in": " under $plan",
    "and": " and",
    "claimed": " and (that are claims about $plan or that are claims about (everything under $plan) "
    "or that lead to (everything under $plan))",
    "or plan": " or that are responsible for $plan",
}


@dataclass(frozen=True)
class Part:
    """A view, asked about its plan alone where it has one."""

    view: View
    _counted: dict[str, Answer] = field(default_factory=dict, repr=False, compare=False)

    @property
    def language(self) -> str:
        """The language of the report."""
        return self.view.language

    def ask(self, question: str, *, notes: bool = True) -> Answer:
        """The answer to a question in which blanks, `{in}` and its like, limit things to the plan."""
        plan = self.view.plan
        filled = BLANKS.sub(lambda found: LIMITS[found[1]] if plan else "", question)
        if plan is None or "$plan" not in filled:
            return self.view.ask(filled, notes=notes)
        return self.view.ask(filled, notes=notes, plan=plan.reference)

    def number(self, name: str) -> int:
        """One of the counts."""
        if name not in self._counted:
            self._counted[name] = self.ask(COUNTS[name], notes=False)
        return int(str(self._counted[name].rows[0][0]))

    def counted(self) -> Iterator[tuple[str, int]]:
        """Every count with the question that it answers, for whoever wants to ask again."""
        for name in COUNTS:
            number = self.number(name)
            yield self._counted[name].question, number

    @cached_property
    def stated(self) -> "Part":
        """The same part, by the links alone that a document states."""
        return Part(self.view.on_basis("stated"))

    @cached_property
    def plans(self) -> tuple[Thing, ...]:
        """The plan, or every plan that has parts."""
        every = self.view.ask("plans that have as part everything", notes=False).things()
        return tuple(every) if self.view.plan is None else (self.view.plan,)

    @cached_property
    def carriers(self) -> tuple[str, ...]:
        """What carries the plan's support for goals, as far as it has any: measures, sub-strategies."""
        return tuple(each for each in ("measures", "sub-strategies") if self.number(each))

    # ---- words

    def say(self, text: Text, /, **values: object) -> str:
        """A text in the report's language, its blanks filled; numbers are written as people write them."""
        return text[self.language].format(**{name: self._spoken(value) for name, value in values.items()})

    def money(self, answer: Answer) -> str:
        """The amount in an answer's first cell, with its currency."""
        currency = answer.columns[0].currency or ""
        own = "kr" if currency == "NOK" and self.language != "en" else currency
        return f"{self._spoken(answer.rows[0][0])} {own}".rstrip()

    def _spoken(self, value: object) -> str:
        return spoken(value, self.language)

    def kinds(self, word: str, count: int = 2) -> str:
        """The name of a kind, in the plural unless there is one."""
        kind = self.view.kind(word)
        return kind.label(self.language) if count == 1 else kind.plural(self.language)

    def counted_kinds(self, word: str) -> str:
        """How many there are of a kind, with its name: `40 tiltak`."""
        return f"{self._spoken(self.number(word))} {self.kinds(word, self.number(word))}"

    def listed(self, texts: Iterable[str]) -> str:
        """Texts as a sentence lists them: `a, b and c`."""
        *most, last = texts
        return f"{', '.join(most)} {AND[self.language]} {last}" if most else last


AND = Text(en="and", nn="og", nb="og")


def in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows in the order of their first thing's code: sdg:2 before sdg:11."""
    return tuple(sorted(rows, key=lambda row: by_code(row[0]) if isinstance(row[0], Thing) else ((), "")))
