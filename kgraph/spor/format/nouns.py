"""Nouns and conditions to text."""

from dataclasses import dataclass, replace
from typing import assert_never

from kgraph.spor.format.words import number, quoted, spaced
from kgraph.spor.reading.lexicon import keywords
from kgraph.spor.syntax import (
    Both,
    Compared,
    Condition,
    Counted,
    During,
    Either,
    Has,
    Inside,
    Joined,
    Linked,
    Mentions,
    Negation,
    Noun,
    Nouns,
    Path,
    Quantity,
    Reference,
    References,
    Value,
)
from kgraph.vocabulary import THING, Vocabulary

ADVERBS = ("EXPLICITLY", "DIRECTLY", "DEEP")
MOMENTS = {"in": "IN", "since": "SINCE", "until": "UNTIL"}
OPERATIONS = {"plus": "PLUS", "minus": "MINUS", "intersect": "INTERSECT"}


@dataclass
class NounFormatter:
    """Writes nouns and conditions in one language."""

    vocabulary: Vocabulary
    language: str
    # Whether verbs are those of one thing: "everything that supports".
    one: bool = False

    def word(self, token: str) -> str:
        """The word that is written for a keyword."""
        first: str = keywords(self.language)["words"][token][0]
        return first

    # ---- nouns and conditions

    def nouns(self, nouns: Nouns) -> str:
        """A noun, or several joined by one word; those within them stand in brackets."""
        if isinstance(nouns, Noun):
            return self.noun(nouns)
        parts = [self.noun(part) if isinstance(part, Noun) else f"({self.nouns(part)})" for part in nouns.parts]
        return f" {self.word(OPERATIONS[nouns.operation])} ".join(parts)

    def noun(self, noun: Noun) -> str:
        """A kind, or a defined noun, with its conditions."""
        which = self.word("WHICH") if noun.asked else ""
        kind = quoted(noun.kind) if noun.defined else self.vocabulary.kinds[noun.kind].plural(self.language)
        name = spaced(self.word("AS"), noun.name) if noun.name else ""
        inner = replace(self, one=noun.kind == THING)
        where = inner.condition(noun.where) if noun.where else ""
        return spaced(which, kind, name, where)

    def condition(self, part: Condition) -> str:
        """A condition, without brackets around it."""
        match part:
            case Both(parts):
                joined = f" {self.word('AND')} "
                return joined.join(self._within_both(each) for each in parts)
            case Either(parts):
                joined = f" {self.word('OR')} "
                return joined.join(self._bracketed(each, Both) for each in parts)
            case Negation(inner):
                return self._negation(inner)
            case Has() | Linked() | Inside() | During() | Mentions():
                return self._plain(part)
            case _ as never:
                assert_never(never)

    def _within_both(self, part: Condition) -> str:
        return self._bracketed(part, Either)

    def _bracketed(self, part: Condition, kind: type) -> str:
        text = self.condition(part)
        return f"({text})" if isinstance(part, kind) else text

    def _negation(self, inner: Condition) -> str:
        match inner:
            case Has(thing):
                return spaced(self.word("WITHOUT"), self._thing(thing))
            case Linked():
                return self._linked(inner, negated=True)
            case Both() | Either() | Negation():
                return spaced(self.word("NOT"), f"({self.condition(inner)})")
            case Inside() | During() | Mentions():
                return spaced(self.word("NOT"), self._plain(inner))
            case _ as never:
                assert_never(never)

    def _plain(self, part: Has | Linked | Inside | During | Mentions) -> str:
        match part:
            case Has(thing):
                return spaced(self.word("WITH"), self._thing(thing))
            case Linked():
                return self._linked(part)
            case Inside(references, above):
                return spaced(self.word("ABOVE" if above else "UNDER"), self.references(references))
            case During("between", moments):
                between = [self.value(moments[0]), self.word("AND"), self.value(moments[1])]
                return spaced(self.word("BETWEEN"), *between)
            case During(relation, moments):
                return spaced(self.word(MOMENTS[relation]), self.value(moments[0]))
            case Mentions(values, like):
                return spaced(self.word("ABOUT"), self.word("LIKE") if like else "", self.values(values))
            case _ as never:
                assert_never(never)

    def _linked(self, linked: Linked, *, negated: bool = False) -> str:
        adverbs = self._adverbs(linked.adverbs)
        verb = self.verb(linked.link, adverbs, negated=negated, one=self.one)
        return spaced(self.word("THAT"), verb, self._object(linked.object))

    def verb(self, link: str, adverbs: tuple[str, ...] = (), *, negated: bool = False, one: bool = False) -> str:
        """The verb with its adverbs: `do not directly support`, `are not directly supported by`; of `one` thing."""
        formats = keywords(self.language)["formats"]
        several = self.vocabulary.links[link].verb(self.language)
        before = " ".join(adverbs)
        start = next((each for each in formats["of_one"] if several.startswith(each)), "")
        begin = formats["of_one"][start] if one and start else start
        rest = several[len(start) :]
        if start in formats["auxiliaries"]:
            # What says more of the verb stands within it: "are directly supported by".
            form = formats["negated_inside"] if negated else "{auxiliary}{rest}"
            return str(form.format(auxiliary=begin, rest=spaced(before, rest)))
        if negated:
            return str(formats["negated_one" if one else "negated"].format(verb=spaced(before, several)))
        if one and formats["of_one"]:
            several = begin + rest if start else self.vocabulary.links[link].label(self.language)
        return spaced(before, several)

    def _adverbs(self, adverbs: frozenset[str]) -> tuple[str, ...]:
        return tuple(self.word(each) for each in ADVERBS if each in adverbs)

    # ---- objects, paths and values

    def _thing(self, thing: Compared | Counted | References) -> str:
        match thing:
            case Compared(path, None) if path.steps[0].role == "CLASS" and len(path.steps) == 1:
                return self.vocabulary.kinds[path.steps[0].word].plural(self.language)
            case Compared(path, None):
                return self.path(path)
            case Compared(path, operator, values):
                against = self.path(values) if isinstance(values, Path) else self.values(values)
                return spaced(self.path(path), str(operator), against)
            case References() | Counted():
                return self._object(thing)
            case _ as never:
                assert_never(never)

    def _object(self, thing: Counted | References) -> str:
        if isinstance(thing, References):
            return self.references(thing)
        quantity = self.quantity(thing.quantity) if thing.quantity else ""
        if thing.along:
            return spaced(quantity, self.vocabulary.links[thing.along].label(self.language))
        text = self.nouns(thing.noun)
        return spaced(quantity, text if stands_bare(thing.noun) else f"({text})")

    def quantity(self, quantity: Quantity) -> str:
        """How many: `at least 3`."""
        phrases = keywords(self.language)["compare"][quantity.operator]
        return spaced(phrases[1] if len(phrases) > 1 else phrases[0], self.value(quantity.number))

    def references(self, references: References) -> str:
        """One thing or several."""
        joined = f" {self.word('AND' if references.every else 'OR')} "
        return joined.join(self.reference(each) for each in references.members)

    def reference(self, reference: Reference) -> str:
        """A code, a name in quotation marks, a parameter or a column's name."""
        kind = self.vocabulary.kinds[reference.kind].label(self.language) if reference.kind else ""
        match reference.by:
            case "name":
                return spaced(kind, quoted(reference.text))
            case "parameter":
                return spaced(kind, f"${reference.text}")
            case "code" | "column":
                return spaced(kind, reference.text)
            case _ as never:
                assert_never(never)

    def path(self, path: Path) -> str:
        """Words joined by dots."""
        words = []
        for step in path.steps:
            word = self.vocabulary.word(step.word)
            words.append(word.label(self.language) if word else step.word)
        return ".".join(words)

    def values(self, values: tuple[Value, ...]) -> str:
        """One value or several."""
        return f" {self.word('OR')} ".join(self.value(value) for value in values)

    def value(self, value: Value) -> str:
        """A value as the language writes it."""
        match value.type:
            case "text":
                return quoted(value.text)
            case "number":
                return number(value.text, self.language)
            case "boolean":
                first: str = keywords(self.language)["boolean"][value.text][0]
                return first
            case "parameter":
                return f"${value.text}"
            case "code" | "date":
                return value.text
            case _ as never:
                assert_never(never)


def stands_bare(noun: Nouns) -> bool:
    """Whether a noun as an object needs no brackets: conditions would go to the first noun, and names too."""
    if isinstance(noun, Joined):
        return False
    return noun.where is None and (noun.name is None or noun.asked)
