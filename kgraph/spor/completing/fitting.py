"""Where a word is to stand: what stands before it, and so which words and things fit there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from lark import Token

from kgraph.spor.completing.spellings import Spelling
from kgraph.spor.completing.unfinished import Reading
from kgraph.spor.format.nouns import ADVERBS
from kgraph.spor.reading.lexicon import normal
from kgraph.spor.wording.brackets import VALUES
from kgraph.vocabulary import THING, Field, Kind, Vocabulary

Sort = Literal["keyword", "kind", "link", "field", "name", "code", "value", "column", "defined", "parameter"]
# What comes first where as much speaks for one as for the other.
USUAL: tuple[Sort, ...]
USUAL = ("value", "column", "kind", "defined", "field", "link", "keyword", "parameter", "name", "code")
PATH_WORDS = frozenset({"FIELD", "LINK", "CLASS", "VAR"})
# After these a word of a path stands, and so the name of a link instead of its verb.
PATHS = frozenset({"WITH", "WITHOUT", "SHOW", "SORT", "PER", "BY", "AGG", "DOT", "COMMA"})
NAMED_ONCE = PATHS - {"WITH", "WITHOUT"}
FIELDS_FIRST = PATHS - {"PER", "BY"}
# After these a thing is named, perhaps with its kind before it.
PLACES = frozenset({"UNDER", "ABOVE", "IN"})
REFERENCES = PLACES | {"WHY", "FROM", "TO", "NO", "VOR", "VAND"}
TEXTS = frozenset({"ABOUT", "LIKE", "DEFINE", "AS"})


@dataclass
class Surroundings:
    """What is known of the place after a text that was read."""

    reading: Reading
    vocabulary: Vocabulary
    kept: dict[tuple[str, str], bool] = field(default_factory=dict)

    @cached_property
    def last(self) -> str:
        """The type of the token before the place."""
        return self.reading.tokens[-1].type if self.reading.tokens else ""

    @cached_property
    def noun(self) -> Kind | None:
        """The kind that a condition here is about: the first in the same brackets."""
        nouns: list[str | None] = [None]
        for token in self.reading.tokens:
            if token.type == "LPAR":
                nouns.append(None)
            elif token.type == "RPAR" and len(nouns) > 1:
                nouns.pop()
            elif token.type in {"PLUS", "MINUS", "INTERSECT"}:
                nouns[-1] = None
            elif token.type == "CLASS" and nouns[-1] is None:
                nouns[-1] = str(token)
        return self.vocabulary.kinds.get(nouns[-1] or "")

    @cached_property
    def compared(self) -> Token | None:
        """The last word of the path whose values stand here: the field of `with status = `."""
        tokens = list(self.reading.tokens)
        if self.last == "VOR":
            while tokens and tokens[-1].type in VALUES | {"VOR"}:
                tokens.pop()
        if tokens and tokens[-1].type == "CMP":
            tokens.pop()
        compares = tokens and (tokens[-1].type in PATH_WORDS) and "BOOL" in self.reading.accepted
        return tokens[-1] if compares else None

    @property
    def is_text(self) -> bool:
        """Whether a free text, or the value of a field, is to stand here, and no name of a thing."""
        before = next((each.type for each in reversed(self.reading.tokens) if each.type not in VALUES | {"VOR"}), "")
        return before in TEXTS or (self.compared is not None and self.compared.type == "FIELD")

    def order(self, sort: Sort) -> int:
        """Which sort of word comes first here: verbs after *that*, fields after *with*, signs after a field."""
        if sort == "keyword" and self.compared is not None and self.last != "CMP":
            return -1
        if sort == "link" and self.last in {"THAT", "NOT", *ADVERBS}:
            return -1
        if sort == "link" and "WITH" in self.reading.accepted:
            # Verbs are many; after a noun the few words that may follow it are looked for first.
            return USUAL.index("keyword") + 1
        if sort == "kind" and self.wants_name:
            return len(USUAL)
        if sort in {"kind", "defined"} and self.last in FIELDS_FIRST:
            return USUAL.index("field") + 1
        return USUAL.index(sort)

    def told(self, sort: Sort, language: str) -> str:
        """What there is to tell of a value: the field that has it."""
        word = self.vocabulary.word(str(self.compared)) if sort == "value" else None
        return word.label(language) if word else ""

    # ---- words

    def form(self, spelling: Spelling) -> bool:
        """Whether this form of a word is the one that is written here."""
        if spelling.form == "symbol":
            return self.compared is not None
        if not spelling.first:
            return False
        path = self.last in PATHS or (self.last == "AND" and "WITH" not in self.reading.accepted)
        match spelling.token:
            case "CLASS":
                singular = self.last in NAMED_ONCE or (path and self.last == "AND") or self.wants_name
                return spelling.form == ("label" if singular else "plural")
            case "LINK":
                return spelling.form == ("label" if path or self.last == "WHY" else "verb")
            case _:
                return True

    @property
    def wants_name(self) -> bool:
        """Whether a kind here can only stand before a name."""
        return self.last in REFERENCES

    def can_stand(self, spelling: Spelling) -> bool:
        """Whether the sentence would bear it: a link that is a noun needs *with*, adverbs need *that*."""
        match spelling.token:
            case "LINK":
                labels = self.vocabulary.links[spelling.value].labels.values()
                bare = self.last in {"CLASS", "AND", "OR"} and "WITH" in self.reading.accepted
                return not bare or spelling.key not in map(normal, labels)
            case "BOOL":
                return self._compares("boolean")
            case "CMP":
                return spelling.value == "=" or not self._is_supposed
            case "DIRECTLY" | "DEEP" | "EXPLICITLY":
                return "WITH" not in self.reading.accepted or self.last in {"THAT", "NOT", *ADVERBS}
            case _:
                return True

    @property
    def _is_supposed(self) -> bool:
        """Whether it is told what is supposed: a value as it is, and no condition."""
        types = [token.type for token in self.reading.tokens]
        return "SUPPOSE" in types and "COLON" not in types[types.index("SUPPOSE") :]

    def _compares(self, sort: str) -> bool:
        word = self.vocabulary.fields.get(str(self.compared))
        return word is not None and word.type == sort

    def fits(self, spelling: Spelling) -> bool:
        """Whether the word makes sense here, as far as that can be told at once."""
        key = (spelling.token, spelling.value)
        if key not in self.kept:
            self.kept[key] = self._fits(*key)
        return self.kept[key]

    def _fits(self, token: str, value: str) -> bool:
        word, kinds = self.vocabulary.word(value), self.vocabulary.kinds
        here = self._here
        if self.last == "LINK" and token == "CLASS":  # noqa: S105 - tokens of the grammar
            return value in self.wanted
        if self.last == "AGG" and isinstance(word, Field):
            return word.additive if self.reading.tokens[-1] == "sum" else word.type in {"integer", "decimal", "date"}
        if here is None or word is None:
            return True
        if isinstance(word, Field):
            return any(self.vocabulary.stands_on(kind, word) for kind in here)
        if token == "LINK":  # noqa: S105 - a token of the grammar
            return self.vocabulary.fits_any(here, self.vocabulary.links[value].domain)
        return value == THING or any(self._near(kinds[kind], value) for kind in here)

    @cached_property
    def _here(self) -> tuple[str, ...] | None:
        """The kinds that a word here is said of; None where nothing is known."""
        if self.last == "DOT":
            return self._ends(self.reading.tokens[-2])
        if self.last == "LINK":
            return None
        return (self.noun.iri,) if self.noun else None

    def _ends(self, step: Token) -> tuple[str, ...] | None:
        """The kinds that a step of a path leads to."""
        if step.type == "CLASS":
            return (str(step),)
        return tuple(self.vocabulary.links[step].range) if step.type == "LINK" else None

    def _near(self, kind: Kind, other: str) -> bool:
        vocabulary = self.vocabulary
        if kind.on_thread and vocabulary.kinds[other].on_thread:
            return True
        links = vocabulary.links.values()
        return any(vocabulary.fits(kind.iri, link.domain) and vocabulary.fits(other, link.range) for link in links)

    # ---- things

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The kinds of things that can be named here; empty where any can."""
        kinds: tuple[str, ...] = ()
        last = self.reading.tokens[-1] if self.reading.tokens else None
        if last is not None and last.type == "CLASS" and self.compared is None:
            kinds = (str(last),)
        elif self.compared is not None:
            kinds = self._ends(self.compared) or ()
        else:
            kinds = self._objects()
        return frozenset(each for kind in kinds for each in self.vocabulary.subkinds.get(kind, ()))

    def admits(self, kind: str) -> bool:
        """Whether a thing of this kind can be named here."""
        return not self.wanted or kind in self.wanted

    def _objects(self) -> tuple[str, ...]:
        """The kinds of what can stand after a verb, or after *under*."""
        for token in reversed(self.reading.tokens):
            if token.type == "LINK":
                return tuple(self.vocabulary.links[token].range)
            if token.type in PLACES:
                return tuple(kind.iri for kind in self.vocabulary.kinds.values() if kind.on_thread)
            if token.type not in VALUES | {"VOR", "VAND", "CLASS"}:
                break
        return ()


def listed_values(place: Surroundings, values: Mapping[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    """The values that a field here is known to have: its choices, or those of a text that has few."""
    if place.compared is None or place.compared.type != "FIELD":
        return ()
    found = place.vocabulary.fields[str(place.compared)]
    if found.type == "choice":
        words = (place.vocabulary.word(iri) for iri in found.choices)
        return tuple(sorted(word.label(language) for word in words if word))
    return values.get(found.iri, ())
