"""Questions, and what stands before them, to text."""

from collections.abc import Sequence
from typing import assert_never

from kgraph.spor.format.nouns import NounFormatter, stands_bare
from kgraph.spor.format.words import quoted, spaced
from kgraph.spor.reading.lexicon import keywords
from kgraph.spor.syntax import (
    Aggregate,
    Card,
    Change,
    Changed,
    Definition,
    Evidence,
    Exists,
    Fold,
    Given,
    Gone,
    Having,
    Noun,
    Nouns,
    Path,
    Prefaced,
    Question,
    Route,
    Select,
    Sentence,
    SortKey,
    Value,
    Why,
)


class Formatter(NounFormatter):
    """Writes questions in one language."""

    def sentence(self, sentence: Sentence) -> str:
        """A question with what stands before it."""
        if not isinstance(sentence, Prefaced):
            return self.question(sentence)
        definitions = [f"{self.definition(each)};" for each in sentence.definitions]
        supposed = self.supposition(sentence.changes) if sentence.changes else ""
        return spaced(*definitions, supposed, self.question(sentence.question))

    def supposition(self, changes: Sequence[Change]) -> str:
        """What is supposed, with the mark at its end."""
        return f"{spaced(self.word('SUPPOSE'), ', '.join(self._change(each) for each in changes))}:"

    def definition(self, definition: Definition) -> str:
        """A name and what it stands for, without the mark at its end."""
        return f"{self.word('DEFINE')} {quoted(definition.name)}: {self.nouns(definition.noun)}"

    def _change(self, change: Change) -> str:
        match change:
            case Gone(thing):
                return spaced(self.word("NO"), self.reference(thing))
            case Changed(subject, link, thing, denied):
                verb = self.verb(link, negated=denied, one=True)
                return spaced(self.reference(subject), verb, self.reference(thing))
            case Given(thing, field, value):
                label = self.vocabulary.fields[field].label(self.language)
                if value is None:
                    return spaced(self.reference(thing), self.word("WITHOUT"), label)
                return spaced(self.reference(thing), self.word("WITH"), label, "=", self.value(value))
            case _ as never:
                assert_never(never)

    def question(self, question: Question) -> str:
        """A question alone."""
        match question:
            case Select(noun, show, sort, first):
                return spaced(self.nouns(noun), *self._tail(show, sort, first))
            case Aggregate():
                return self._aggregate(question)
            case Exists(noun):
                return spaced(self.word("EXISTS"), self.nouns(noun))
            case Card(reference):
                return self.reference(reference)
            case Why():
                return self._why(question)
            case Route(start, end):
                words = (self.word("PATH"), self.word("FROM"), self.reference(start))
                return spaced(*words, self.word("TO"), self.reference(end))
            case _ as never:
                assert_never(never)

    def _why(self, question: Why) -> str:
        """English says the verb after the subject; Norwegian before it, where the link's name is a verb."""
        link = self.vocabulary.links[question.link]
        formats = keywords(self.language)["formats"]
        adverbs = self._adverbs(question.adverbs)
        verb = self.verb(question.link, adverbs, one=True) if formats["of_one"] else link.label(self.language)
        subject, thing = self.reference(question.subject), self.reference(question.object)
        parts = {
            "why": self.word("WHY"),
            "adverbs": spaced(*adverbs),
            "verb": verb,
            "subject": subject,
            "object": thing,
        }
        order = formats["why" if verb == link.verb(self.language) else "why_named"]
        return spaced(*(parts.get(part, part) for part in order))

    # ---- the rest of a question

    def _tail(
        self, show: tuple[Path | Evidence, ...], sort: tuple[SortKey, ...], first: Value | None
    ) -> tuple[str, ...]:
        shown = [self.path(each) if isinstance(each, Path) else self.word("EVIDENCE") for each in show]
        keys = [self._key(each) for each in sort]
        return (
            spaced(self.word("SHOW"), ", ".join(shown)) if shown else "",
            spaced(self.word("SORT"), ", ".join(keys)) if keys else "",
            spaced(self.word("FIRST"), self.value(first)) if first else "",
        )

    def _key(self, key: SortKey) -> str:
        text = self.path(key.key) if isinstance(key.key, Path) else self._folded(key.key)
        return spaced(text, self.word("DESC") if key.descending else "")

    def fold(self, fold: Fold) -> str:
        """`count`, or `sum budget`."""
        if fold.path is None:
            return self.word("COUNT")
        name: str = keywords(self.language)["fold"][fold.name][0]
        return spaced(name, self.path(fold.path))

    def _folded(self, fold: Fold) -> str:
        """What a fold came to, where groups are sorted or kept by it: a noun, where the fold is ordered by a verb."""
        names = keywords(self.language)["formats"]["folded"]
        return spaced(names[fold.name], self.path(fold.path) if fold.path else "")

    def _aggregate(self, question: Aggregate) -> str:
        folds = [self.fold(each) for each in question.folds]
        head = folds[0] if len(folds) == 1 else f"{', '.join(folds[:-1])} {self.word('AND')} {folds[-1]}"
        if question.folds != (Fold("count"),):
            head = spaced(head, self.word("OF"))
        per = ", ".join(self._dim(each) for each in question.per)
        return spaced(
            head,
            self.nouns(question.noun),
            spaced(self.word("PER"), per) if per else "",
            spaced(self.word("BY"), self._dim(question.by)) if question.by else "",
            self._having(question.having) if question.having else "",
            *self._tail(question.show, question.sort, question.first),
        )

    def _having(self, having: Having) -> str:
        tests = [spaced(self._folded(each.fold), each.operator, self.value(each.value)) for each in having.tests]
        return spaced(self.word("HAVING"), f" {self.word('AND' if having.every else 'OR')} ".join(tests))

    def _dim(self, dim: Path | Nouns) -> str:
        if isinstance(dim, Path):
            return self.path(dim)
        text = self.nouns(dim)
        return text if isinstance(dim, Noun) and dim.defined and stands_bare(dim) else f"({text})"
