"""Text to tokens: at each place the longest phrase that the parser can accept there."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from lark import Token
from lark.lexer import Lexer
from lark.parsers.lalr_parser_state import ParserState

from kgraph.errors import QuestionError, Span
from kgraph.spor import limits, misplaced, mistakes
from kgraph.spor.brackets import QUOTES
from kgraph.spor.expecting import accepted, accepts
from kgraph.spor.lexicon import WORD_TOKENS, Lexicon, Meaning, normal
from kgraph.vocabulary import Vocabulary

BLANK = re.compile(r"(?:\s|#[^\n]*)+")
LETTERS = r"(?:[^\W_][\u0300-\u036f]*)+"
WORD = re.compile(rf"{LETTERS}(?:['’]{LETTERS})?")
JOIN = re.compile(r"[ \t\r\n]+|-(?=[^\W_])")
CODE = re.compile(r"[^\W\d_][\w-]*:\w(?:[\w.-]*\w)?")
ESCAPED = re.compile(r"`(?:kg:)?([^`]*)`")
GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+(?!\d)")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?!\w)")
GAP = r"[ \u00a0\u202f]"
NUMBER = re.compile(rf"(\d{{1,3}}(?:{GAP}\d{{3}})+(?!\d)|\d+)([.,]\d+)?")
BRACKETS = {"(": "LPAR", ")": "RPAR", ",": "COMMA", ".": "DOT"}
VALUE_TWIN = {"AND": "VAND", "OR": "VOR"}


class SporLexer(Lexer):
    """Lark's door to the scanner below."""

    __future_interface__ = 2

    def __init__(self, _conf: Any) -> None:
        """Keep nothing: the text and its lexicon come with each parse."""

    def lex(self, lexer_state: Any, parser_state: ParserState[Any]) -> Iterator[Token]:
        """Tokens one by one, each chosen by what the parser accepts when it is asked for."""
        scan: Scan = lexer_state.text
        while (token := scan.next(parser_state)) is not None:
            yield token


@dataclass
class Scan:
    """One text on its way through the lexer."""

    text: str
    lexicon: Lexicon
    vocabulary: Vocabulary
    language: str
    place: int = 0
    tokens: list[Token] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def next(self, state: ParserState[Any]) -> Token | None:
        """The next token, or None at the end."""
        while True:
            self._skip()
            if self.place >= len(self.text):
                return None
            # An empty name is a token too, though it counts as false.
            token = self._literal(state)
            if token is None:
                token = self._word(state)
            if token is not None:
                if token.type == "NEWNAME":
                    self.names[normal(token)] = str(token)
                self.tokens.append(token)
                limits.count(self, token)
                return token

    def _skip(self) -> None:
        if blank := BLANK.match(self.text, self.place):
            self.place = blank.end()
        if self.text[self.place :].strip() in {"?", "."}:
            self.place = len(self.text)

    def _token(self, kind: str, value: str, end: int) -> Token:
        token = Token(kind, value, start_pos=self.place, end_pos=end)
        self.place = end
        return token

    # ---- things that are recognised by their form

    def _literal(self, state: ParserState[Any]) -> Token | None:
        here = self.text[self.place]
        if here in QUOTES:
            return self._string()
        if found := CODE.match(self.text, self.place):
            return self._token("CODE", found.group(), found.end())
        if found := DATE.match(self.text, self.place):
            return self._date(found)
        if found := GROUPED.match(self.text, self.place):
            raise mistakes.grouped_number(self, Span(*found.span()))
        if found := NUMBER.match(self.text, self.place):
            return self._number(found)
        if here in BRACKETS:
            self._expect(BRACKETS[here], state, self.place + 1)
            return self._token(BRACKETS[here], here, self.place + 1)
        for symbol, value in self.lexicon.symbols:
            if self.text.startswith(symbol, self.place):
                return self._token("CMP", value, self.place + len(symbol))
        if (found := ESCAPED.match(self.text, self.place)) and (token := self._escaped(found)):
            return token
        return None

    def _expect(self, token: str, state: ParserState[Any], end: int) -> None:
        if not accepts(state, token):
            raise misplaced.unexpected(self, Span(self.place, end), accepted(state), frozenset({token}))

    def _string(self) -> Token:
        close = QUOTES[self.text[self.place]]
        out: list[str] = []
        at = self.place + 1
        while at < len(self.text) and self.text[at] != close:
            if self.text[at] == "\\" and at + 1 < len(self.text):
                at += 1
            out.append(self.text[at])
            at += 1
        if at >= len(self.text):
            raise mistakes.unclosed(self, Span(self.place, len(self.text)), close)
        return self._token("STRING", unicodedata.normalize("NFC", "".join(out)), at + 1)

    def _date(self, found: re.Match[str]) -> Token:
        try:
            date.fromisoformat(found.group())
        except ValueError:
            raise mistakes.no_such_day(self, Span(*found.span())) from None
        return self._token("DATE", found.group(), found.end())

    def _number(self, found: re.Match[str]) -> Token:
        whole = re.sub(GAP, "", found.group(1))
        part = found.group(2) or ""
        end = found.end()
        if part and len(part) > 3:
            raise mistakes.ambiguous_number(self, Span(*found.span()), whole, part)
        value = Decimal(whole + part.replace(",", "."))
        if unit := self._unit(end):
            factor, end = unit
            value *= Decimal(factor)
        following = WORD.match(self.text, end)
        if following and end == found.end():
            raise mistakes.glued(self, Span(found.start(), following.end()))
        return self._token("NUMBER", format(value.normalize(), "f"), end)

    def _unit(self, at: int) -> tuple[str, int] | None:
        """The factor of the units that follow (`mill kr`), and where they end."""
        factor, end = Decimal(1), at
        for _ in range(2):
            blank = re.compile(GAP + "?").match(self.text, end)
            word = WORD.match(self.text, blank.end() if blank else end)
            known = self.lexicon.units.get(normal(word.group())) if word else None
            if word is None or known is None:
                break
            factor *= Decimal(known)
            end = word.end()
        return (str(factor), end) if end > at else None

    def _escaped(self, found: re.Match[str]) -> Token | None:
        for kind, words in (
            ("CLASS", self.vocabulary.kinds),
            ("LINK", self.vocabulary.links),
            ("FIELD", self.vocabulary.fields),
        ):
            for word in words.values():
                if word.local == found.group(1):
                    return self._token(kind, word.iri, found.end())
        return None

    # ---- words

    def _word(self, state: ParserState[Any]) -> Token | None:
        chunks = self.chunks(self.place)
        if not chunks:
            raise mistakes.strange(self, Span(self.place, self.place + 1))
        for phrase, end in chunks:
            if token := self._choose(phrase, end, state):
                return token
        if accepts(state, "NEWNAME"):
            end = chunks[-1][1]
            return self._token("NEWNAME", unicodedata.normalize("NFC", self.text[self.place : end]), end)
        self._refuse_reserved(chunks)
        if filler := next((end for phrase, end in chunks if phrase in self.lexicon.filler), None):
            self.place = filler
            return None
        if self.text[self.place].isupper() and accepts(state, "NAME") and not self._is_known(chunks):
            end = self._capitalised()
            return self._token("NAME", unicodedata.normalize("NFC", self.text[self.place : end]), end)
        raise self._mistake(chunks, state)

    def chunks(self, start: int) -> list[tuple[str, int]]:
        """The phrases that begin here, longest first, with where each ends."""
        found: list[tuple[str, int]] = []
        at = start
        words: list[str] = []
        while len(words) < self.lexicon.longest and (word := WORD.match(self.text, at)):
            words.append(word.group())
            found.append((normal(" ".join(words)), word.end()))
            gap = JOIN.match(self.text, word.end())
            if gap is None:
                break
            at = gap.end()
        return found[::-1]

    def _choose(self, phrase: str, end: int, state: ParserState[Any]) -> Token | None:
        if phrase in self.names and accepts(state, "VAR"):
            return self._token("VAR", self.names[phrase], end)
        fitting: list[Meaning] = []
        for kind, value in self.lexicon.phrases.get(phrase, ()):
            token = self._twin(kind, end, state)
            if accepts(state, token):
                fitting.append((token, value))
        if not fitting:
            return None
        fitting.sort(key=lambda meaning: _rank(meaning[0]))
        return self._token(*fitting[0], end)

    def _twin(self, kind: str, end: int, state: ParserState[Any]) -> str:
        """*and* / *or* before a value is another token than before a condition."""
        twin = VALUE_TWIN.get(kind)
        if twin is None:
            return kind
        first, second = (twin, kind) if self._value_follows(end) else (kind, twin)
        return first if accepts(state, first) else second

    def _value_follows(self, at: int) -> bool:
        while True:
            if blank := BLANK.match(self.text, at):
                at = blank.end()
            if NUMBER.match(self.text, at) or self._name_begins(at):
                return True
            spoken = (
                (phrase, end) for phrase, end in self.chunks(at) if self._kinds(phrase) or self._is_filler(phrase)
            )
            phrase, end = next(spoken, ("", at))
            kinds = self._kinds(phrase)
            if "CLASS" in kinds:
                after = BLANK.match(self.text, end)
                return after is not None and self._name_begins(after.end())
            if kinds or not phrase:
                return "BOOL" in kinds
            at = end

    def _is_filler(self, phrase: str) -> bool:
        return phrase in self.lexicon.filler

    def _kinds(self, phrase: str) -> frozenset[str]:
        return frozenset(kind for kind, _ in self.lexicon.phrases.get(phrase, ()))

    def _name_begins(self, at: int) -> bool:
        if CODE.match(self.text, at) or self.text[at : at + 1] in QUOTES:
            return True
        return self.text[at : at + 1].isupper() and not self._is_known(self.chunks(at))

    def _capitalised(self) -> int:
        end = self.place
        at = end
        while (word := WORD.match(self.text, at)) and (word.group()[0].isupper() or word.group().isdigit()):
            end = word.end()
            gap = re.compile(r"[ \t]+|-(?=\w)").match(self.text, end)
            if gap is None:
                break
            at = gap.end()
        return end

    def _is_known(self, chunks: list[tuple[str, int]]) -> bool:
        return any(phrase in self.lexicon.phrases for phrase, _ in chunks)

    def _refuse_reserved(self, chunks: list[tuple[str, int]]) -> None:
        if end := next((end for phrase, end in chunks if phrase in self.lexicon.reserved), None):
            raise mistakes.reserved(self, Span(self.place, end))

    def _mistake(self, chunks: list[tuple[str, int]], state: ParserState[Any]) -> QuestionError:
        tokens = accepted(state)
        for phrase, end in chunks:
            blank = BLANK.match(self.text, end)
            if phrase in self.lexicon.ambiguous_year and blank and NUMBER.match(self.text, blank.end()):
                return mistakes.ambiguous_year(self, Span(self.place, end))
            if meanings := self.lexicon.phrases.get(phrase):
                kinds = frozenset(kind for kind, _ in meanings)
                return misplaced.unexpected(self, Span(self.place, end), tokens, kinds)
        return mistakes.unknown_word(self, Span(self.place, chunks[-1][1]), tokens)


def _rank(token: str) -> int:
    return WORD_TOKENS.index(token) + 1 if token in WORD_TOKENS else 0
