"""Syntax to text, in any of the languages: the canonical spelling, which parses back to the same tree."""

from dataclasses import dataclass
from decimal import Decimal
from typing import assert_never

from kgraph.spor.lexicon import keywords
from kgraph.spor.syntax import (
    Aggregate,
    Both,
    Card,
    Compared,
    Condition,
    Counted,
    During,
    Either,
    Evidence,
    Exists,
    Fold,
    Has,
    Inside,
    Linked,
    Mentions,
    Negation,
    Noun,
    Path,
    Quantity,
    Question,
    Reference,
    References,
    Route,
    Select,
    SortKey,
    Value,
    Why,
)
from kgraph.vocabulary import Vocabulary

ADVERBS = ("EXPLICITLY", "DIRECTLY", "DEEP")
MOMENTS = {"in": "IN", "since": "SINCE", "until": "UNTIL"}


def format_question(question: Question, vocabulary: Vocabulary, language: str) -> str:
    """The canonical text of a question in a language."""
    return _Formatter(vocabulary, language).question(question)


@dataclass
class _Formatter:
    vocabulary: Vocabulary
    language: str

    def question(self, question: Question) -> str:
        match question:
            case Select(noun, show, sort, first):
                return _spaced(self.noun(noun), *self._tail(show, sort, first))
            case Aggregate():
                return self._aggregate(question)
            case Exists(noun):
                return _spaced(self.word("EXISTS"), self.noun(noun))
            case Card(reference):
                return self.reference(reference)
            case Why():
                return self._why(question)
            case Route(start, end):
                words = (self.word("PATH"), self.word("FROM"), self.reference(start))
                return _spaced(*words, self.word("TO"), self.reference(end))
            case _ as never:
                assert_never(never)

    def _why(self, question: Why) -> str:
        """English says the verb after the subject; Norwegian before it, where the link's name is a verb."""
        link = self.vocabulary.links[question.link]
        verb, adverbs = link.label(self.language), self._adverbs(question.adverbs)
        subject, thing = self.reference(question.subject), self.reference(question.object)
        parts = {
            "why": self.word("WHY"),
            "adverbs": _spaced(*adverbs),
            "verb": verb,
            "subject": subject,
            "object": thing,
        }
        order = keywords(self.language)["formats"]["why" if verb == link.verb(self.language) else "why_named"]
        return _spaced(*(parts.get(part, part) for part in order))

    def word(self, token: str) -> str:
        first: str = keywords(self.language)["words"][token][0]
        return first

    # ---- nouns and conditions

    def noun(self, noun: Noun) -> str:
        which = self.word("WHICH") if noun.asked else ""
        kind = self.vocabulary.kinds[noun.kind].plural(self.language)
        name = _spaced(self.word("AS"), noun.name) if noun.name else ""
        where = self.condition(noun.where) if noun.where else ""
        return _spaced(which, kind, name, where)

    def condition(self, part: Condition) -> str:
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
                return _spaced(self.word("WITHOUT"), self._thing(thing))
            case Linked():
                return self._linked(inner, negated=True)
            case Both() | Either() | Negation():
                return _spaced(self.word("NOT"), f"({self.condition(inner)})")
            case Inside() | During() | Mentions():
                return _spaced(self.word("NOT"), self._plain(inner))
            case _ as never:
                assert_never(never)

    def _plain(self, part: Has | Linked | Inside | During | Mentions) -> str:
        match part:
            case Has(thing):
                return _spaced(self.word("WITH"), self._thing(thing))
            case Linked():
                return self._linked(part)
            case Inside(references, above):
                return _spaced(self.word("ABOVE" if above else "UNDER"), self.references(references))
            case During("between", moments):
                between = [self.value(moments[0]), self.word("AND"), self.value(moments[1])]
                return _spaced(self.word("BETWEEN"), *between)
            case During(relation, moments):
                return _spaced(self.word(MOMENTS[relation]), self.value(moments[0]))
            case Mentions(values):
                return _spaced(self.word("ABOUT"), self.values(values))
            case _ as never:
                assert_never(never)

    def _linked(self, linked: Linked, *, negated: bool = False) -> str:
        adverbs = self._adverbs(linked.adverbs)
        verb = self.verb(linked.link, adverbs, negated=negated)
        return _spaced(self.word("THAT"), verb, self._object(linked.object))

    def verb(self, link: str, adverbs: tuple[str, ...] = (), *, negated: bool = False) -> str:
        """The verb with its adverbs: `do not directly support`, `are not directly supported by`."""
        verb = self.vocabulary.links[link].verb(self.language)
        before = " ".join(adverbs)
        if not negated:
            return _spaced(before, verb)
        formats = keywords(self.language)["formats"]
        for auxiliary in formats["auxiliaries"]:
            if verb.startswith(auxiliary):
                rest = _spaced(before, verb[len(auxiliary) :])
                return str(formats["negated_inside"].format(auxiliary=auxiliary, rest=rest))
        return str(formats["negated"].format(verb=_spaced(before, verb)))

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
                return _spaced(self.path(path), str(operator), self.values(values))
            case References() | Counted():
                return self._object(thing)
            case _ as never:
                assert_never(never)

    def _object(self, thing: Counted | References) -> str:
        if isinstance(thing, References):
            return self.references(thing)
        bare = thing.noun.where is None and thing.noun.name is None
        text = self.noun(thing.noun)
        quantity = self.quantity(thing.quantity) if thing.quantity else ""
        return _spaced(quantity, text if bare or (thing.noun.asked and thing.noun.where is None) else f"({text})")

    def quantity(self, quantity: Quantity) -> str:
        phrases = keywords(self.language)["compare"][quantity.operator]
        return _spaced(phrases[1] if len(phrases) > 1 else phrases[0], self.value(quantity.number))

    def references(self, references: References) -> str:
        joined = f" {self.word('AND' if references.every else 'OR')} "
        return joined.join(self.reference(each) for each in references.members)

    def reference(self, reference: Reference) -> str:
        kind = self.vocabulary.kinds[reference.kind].label(self.language) if reference.kind else ""
        return _spaced(kind, reference.text if reference.is_code else quoted(reference.text))

    def path(self, path: Path) -> str:
        words = []
        for step in path.steps:
            word = self.vocabulary.word(step.word)
            words.append(word.label(self.language) if word else step.word)
        return ".".join(words)

    def values(self, values: tuple[Value, ...]) -> str:
        return f" {self.word('OR')} ".join(self.value(value) for value in values)

    def value(self, value: Value) -> str:
        match value.type:
            case "text":
                return quoted(value.text)
            case "number":
                return number(value.text, self.language)
            case "boolean":
                first: str = keywords(self.language)["boolean"][value.text][0]
                return first
            case "code" | "date":
                return value.text
            case _ as never:
                assert_never(never)

    # ---- the rest of a question

    def _tail(
        self, show: tuple[Path | Evidence, ...], sort: tuple[SortKey, ...], first: Value | None
    ) -> tuple[str, ...]:
        shown = [self.path(each) if isinstance(each, Path) else self.word("EVIDENCE") for each in show]
        keys = [self._key(each) for each in sort]
        return (
            _spaced(self.word("SHOW"), ", ".join(shown)) if shown else "",
            _spaced(self.word("SORT"), ", ".join(keys)) if keys else "",
            _spaced(self.word("FIRST"), self.value(first)) if first else "",
        )

    def _key(self, key: SortKey) -> str:
        text = self.path(key.key) if isinstance(key.key, Path) else self.fold(key.key)
        return _spaced(text, self.word("DESC") if key.descending else "")

    def fold(self, fold: Fold) -> str:
        if fold.path is None:
            return self.word("COUNT")
        name: str = keywords(self.language)["fold"][fold.name][0]
        return _spaced(name, self.path(fold.path))

    def _aggregate(self, question: Aggregate) -> str:
        folds = [self.fold(each) for each in question.folds]
        head = folds[0] if len(folds) == 1 else f"{', '.join(folds[:-1])} {self.word('AND')} {folds[-1]}"
        if question.folds != (Fold("count"),):
            head = _spaced(head, self.word("OF"))
        per = ", ".join(self._dim(each) for each in question.per)
        return _spaced(
            head,
            self.noun(question.noun),
            _spaced(self.word("PER"), per) if per else "",
            _spaced(self.word("BY"), self._dim(question.by)) if question.by else "",
            *self._tail(question.show, question.sort, question.first),
        )

    def _dim(self, dim: Path | Noun) -> str:
        return f"({self.noun(dim)})" if isinstance(dim, Noun) else self.path(dim)


def quoted(text: str) -> str:
    r"""A name in quotation marks.

    >>> print(quoted('the "good" way'))
    "the \"good\" way"
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def number(text: str, language: str, *, least: int = 5) -> str:
    """A number with its thousands parted by blanks from so many digits on, and the language's decimal sign.

    >>> number("1140000", "en"), number("1.5", "nn"), number("2018", "nn")
    ('1 140 000', '1,5', '2018')
    """
    value = Decimal(text)
    whole, _, part = format(value, "f").partition(".")
    grouped = f"{int(whole):,}".replace(",", " ") if len(whole) >= least else whole
    sign = "." if language == "en" else ","
    return grouped + (sign + part if part else "")


def _spaced(*words: str) -> str:
    return " ".join(word for word in words if word)
