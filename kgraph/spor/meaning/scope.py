"""What a question has named so far: its variables, its language, its words and the links it chose."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from kgraph.errors import Span
from kgraph.messages import say
from kgraph.spor.meaning.complaints import Complaints
from kgraph.spor.meaning.names import Names
from kgraph.spor.meaning.parameters import Parameters
from kgraph.spor.pattern import Relation
from kgraph.spor.syntax import Nouns, Step
from kgraph.vocabulary import Kind, Link, Vocabulary

# Variables that the queries use for cells, folds and sort keys.
TAKEN = re.compile(r"(cell|fold|key|evidence|total)\d*")


@dataclass
class Scope:
    """Shared by the stages that give a question its meaning."""

    complaints: Complaints
    names: Names
    parameters: Parameters
    stated: bool = False
    definitions: Mapping[str, Nouns] = field(default_factory=dict)
    # Whether links are supposed that the graph does not have.
    supposing: bool = False
    variables: dict[str, tuple[str, str]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    chosen: list[str] = field(default_factory=list)

    @property
    def language(self) -> str:
        """The language of labels and errors."""
        return self.complaints.language

    @property
    def vocabulary(self) -> Vocabulary:
        """The words."""
        return self.complaints.vocabulary

    def fresh(self, word: str) -> str:
        """A variable that is not taken, named for what it holds: `measure`, `measure2`; none of the queries' own."""
        name = word[:1].lower() + word[1:]
        if TAKEN.fullmatch(name):
            name += "Thing"
        number = 2
        unique = name
        while unique in self.taken:
            unique = f"{name}{number}"
            number += 1
        self.taken.add(unique)
        return unique

    def variable(self, step: Step, *, first: bool) -> tuple[str, frozenset[str]]:
        """The variable and the kind that a name given with *as* stands for."""
        if not first:
            raise self.complaints.error("unknown_variable", step.span, name=step.word)
        variable, kind = self.column(step.word, step.span)
        return variable, frozenset({kind})

    def column(self, name: str, span: Span) -> tuple[str, str]:
        """The variable and the kind of a column by its name.

        Raises:
            QuestionError: no such name is known here.
        """
        if name not in self.variables:
            raise self.complaints.error("unknown_variable", span, name=name)
        return self.variables[name]

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What is named meanwhile stands for nothing afterwards."""
        known = dict(self.variables)
        yield
        self.variables = known

    def choose(self, one: Kind, other: Kind, relation: Relation, link: Link | None) -> None:
        """Note which link was taken where the question named none, for `--explain`."""
        ends = {"one": one.plural(self.language), "other": other.plural(self.language)}
        if link is not None:
            text = say(self.language, "chose_link", verb=link.verb(self.language), **ends)
        else:
            # After *per* the group is one: "measures per plan".
            each = other.label(self.language) if relation.how == "within" else ends["other"]
            text = say(self.language, f"chose_{relation.how}", one=ends["one"], other=each)
        if text not in self.chosen:
            self.chosen.append(text)
