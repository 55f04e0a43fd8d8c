"""The conditions of a question one by one: how many things each leaves, and whether there is such a link at all."""

from dataclasses import dataclass, replace

from kgraph.messages import say
from kgraph.recipe import Stage
from kgraph.spor import syntax as written
from kgraph.spor.compiling import Settings, understood
from kgraph.spor.format import format_condition, format_nouns
from kgraph.spor.meaning.membership import together
from kgraph.spor.meaning.names import Names
from kgraph.spor.meaning.parameters import with_values
from kgraph.spor.pattern import AggregatePattern, Condition, ExistsPattern, Related, SelectPattern, Set
from kgraph.spor.sparql import declared
from kgraph.spor.sparql.lines import Lines, block
from kgraph.spor.sparql.variables import free
from kgraph.spor.sparql.where import Where
from kgraph.spor.syntax import Aggregate, Exists, Noun, Nouns, Prefaced, Select
from kgraph.vocabulary import THING, Vocabulary


def stages(text: str, vocabulary: Vocabulary, names: Names, settings: Settings) -> tuple[Stage, ...]:
    """The stages of a question for rows, groups, or yes and no; none for any other.

    Raises:
        QuestionError: the question cannot be understood.
    """
    known = understood(text, vocabulary, names, settings)
    question = known.sentence.question if isinstance(known.sentence, Prefaced) else known.sentence
    pattern = known.found.pattern
    if not isinstance(pattern, SelectPattern | AggregatePattern | ExistsPattern):
        return ()
    assert isinstance(question, Select | Aggregate | Exists)
    writer = _Writer(pattern.things, vocabulary, known.language, settings.stated)
    found = [Stage(vocabulary.kinds[pattern.things.kind].plural(known.language), writer.count(None))]
    met: list[Condition] = []
    filled = known.scope.parameters.filled
    for part, meant in known.found.stages:
        if meant is None:
            continue
        met.append(meant)
        words = writer.words(with_values(part, filled)) if part else writer.noun(question.noun)
        found.append(writer.stage(words, meant, met))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Writer:
    things: Set
    vocabulary: Vocabulary
    language: str
    stated: bool

    def noun(self, noun: Nouns) -> str:
        """A noun by which things are defined or joined, without the conditions that stand after it."""
        bare = replace(noun, where=None, name=None) if isinstance(noun, Noun) else noun
        return format_nouns(bare, self.vocabulary, self.language)

    def words(self, condition: written.Condition) -> str:
        """A condition as it would be written."""
        return format_condition(condition, self.vocabulary, self.language)

    def count(self, where: Condition | None) -> str:
        lines = self._where(where).members(replace(self.things, where=where))
        head = f"SELECT (COUNT(DISTINCT ?{self.things.variable}) AS ?total)"
        return declared("\n".join([head, *block(lines, "WHERE ")]))

    def _where(self, condition: Condition | None) -> Where:
        return Where.of(replace(self.things, where=condition), stated=self.stated)

    def stage(self, words: str, meant: Condition, met: list[Condition]) -> Stage:
        left = self.count(together(met))
        # What speaks of a thing that another condition names cannot stand alone.
        alone = "" if free(meant) - {self.things.variable} else self.count(meant)
        if not isinstance(meant, Related):
            return Stage(words, left, alone)
        return Stage(words, left, alone, self._link(meant), self._no_link(meant))

    def _link(self, related: Related) -> str:
        where = self._where(None)
        lines: Lines = where.members(replace(self.things, where=None))
        lines += where.relation(f"?{self.things.variable}", related.relation, "?_other")
        if isinstance(related.target, Set):
            lines += where.members(Set(related.target.kind, "_other"))
        return declared("\n".join(["ASK", *block(lines)]))

    def _no_link(self, related: Related) -> str:
        one = self.vocabulary.kinds[self.things.kind].plural(self.language)
        stated = self.stated or related.relation.stated
        basis = "_stated" if stated and related.relation.claimed else ""
        if not isinstance(related.target, Set) or related.target.kind == THING:
            return say(self.language, f"note_no_link_at_all{basis}", one=one)
        other = self.vocabulary.kinds[related.target.kind].plural(self.language)
        return say(self.language, f"note_no_such_link{basis}", one=one, other=other)
