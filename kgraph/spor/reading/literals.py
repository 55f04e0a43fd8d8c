"""Tokens that are recognised by their form: names in quotation marks, codes, days, numbers, parameters, marks."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from lark import Token
from lark.parsers.lalr_parser_state import ParserState

from kgraph.errors import Span
from kgraph.spor.reading import lexemes
from kgraph.spor.reading.expecting import accepted, accepts
from kgraph.spor.reading.lexemes import GAP, NUMBER
from kgraph.spor.reading.lexicon import Lexicon, normal
from kgraph.spor.wording import misplaced, misread
from kgraph.spor.wording.brackets import QUOTES
from kgraph.vocabulary import Vocabulary

BLANK = lexemes.BLANK
LETTERS = r"(?:[^\W_][\u0300-\u036f]*)+"
WORD = re.compile(rf"{LETTERS}(?:['’]{LETTERS})?")
JOIN = re.compile(r"[ \t\r\n]+|-(?=[^\W_])")
CODE = re.compile(r"[^\W\d_][\w-]*:\w(?:[\w.-]*\w)?")
ESCAPED = re.compile(r"`(?:kg:)?([^`]*)`")
GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+(?!\d)")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?!\w)")
PARAMETER = re.compile(r"\$([^\W\d]\w*)")
MARKS = {"(": "LPAR", ")": "RPAR", ",": "COMMA", ".": "DOT", ":": "COLON", ";": "SEMI"}


@dataclass
class Forms:
    """One text on its way through the lexer, and the tokens that need no word list."""

    text: str
    lexicon: Lexicon
    vocabulary: Vocabulary
    language: str
    place: int = 0
    tokens: list[Token] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    defined: dict[str, str] = field(default_factory=dict)

    @property
    def longest(self) -> int:
        """How many words the longest phrase has."""
        return max(self.lexicon.longest, *(name.count(" ") + 1 for name in self.defined), 1)

    def chunks(self, start: int) -> list[tuple[str, int]]:
        """The phrases that begin here, longest first, with where each ends."""
        found: list[tuple[str, int]] = []
        at = start
        words: list[str] = []
        while len(words) < self.longest and (word := WORD.match(self.text, at)):
            words.append(word.group())
            found.append((normal(" ".join(words)), word.end()))
            gap = JOIN.match(self.text, word.end())
            if gap is None:
                break
            at = gap.end()
        return found[::-1]

    def _token(self, kind: str, value: str, end: int) -> Token:
        token = Token(kind, value, start_pos=self.place, end_pos=end)
        self.place = end
        return token

    def _literal(self, state: ParserState[Any]) -> Token | None:
        here = self.text[self.place]
        if here in QUOTES:
            return self._string(state)
        if found := PARAMETER.match(self.text, self.place):
            # Where a name could stand as well as a moment, the moment is meant: `in $year`.
            return self._token("WHEN" if accepts(state, "WHEN") else "PARAM", found.group(1), found.end())
        if found := CODE.match(self.text, self.place):
            return self._token("CODE", found.group(), found.end())
        if found := DATE.match(self.text, self.place):
            return self._date(found)
        if found := GROUPED.match(self.text, self.place):
            raise misread.grouped_number(self, Span(*found.span()))
        if found := NUMBER.match(self.text, self.place):
            return self._number(found)
        if here in MARKS:
            self._expect(MARKS[here], state, self.place + 1)
            return self._token(MARKS[here], here, self.place + 1)
        for symbol, value in self.lexicon.symbols:
            if self.text.startswith(symbol, self.place):
                return self._token("CMP", value, self.place + len(symbol))
        if (found := ESCAPED.match(self.text, self.place)) and (token := self._escaped(found)):
            return token
        return None

    def _expect(self, token: str, state: ParserState[Any], end: int) -> None:
        if not accepts(state, token):
            raise misplaced.unexpected(self, Span(self.place, end), accepted(state), frozenset({token}))

    def _string(self, state: ParserState[Any]) -> Token:
        close = QUOTES[self.text[self.place]]
        out: list[str] = []
        at = self.place + 1
        while at < len(self.text) and self.text[at] != close:
            if self.text[at] == "\\" and at + 1 < len(self.text):
                at += 1
            out.append(self.text[at])
            at += 1
        if at >= len(self.text):
            raise misread.unclosed(self, Span(self.place, len(self.text)), close)
        name = unicodedata.normalize("NFC", "".join(out))
        if normal(name) in self.defined and accepts(state, "DEFINED"):
            return self._token("DEFINED", self.defined[normal(name)], at + 1)
        return self._token("STRING", name, at + 1)

    def _date(self, found: re.Match[str]) -> Token:
        try:
            date.fromisoformat(found.group())
        except ValueError:
            raise misread.no_such_day(self, Span(*found.span())) from None
        return self._token("DATE", found.group(), found.end())

    def _number(self, found: re.Match[str]) -> Token:
        whole = re.sub(GAP, "", found.group(1))
        part = found.group(2) or ""
        end = found.end()
        if part and len(part) > 3:
            raise misread.ambiguous_number(self, Span(*found.span()), whole, part)
        value = Decimal(whole + part.replace(",", "."))
        if unit := self._unit(end):
            factor, end = unit
            value *= Decimal(factor)
        following = WORD.match(self.text, end)
        if following and end == found.end():
            raise misread.glued(self, Span(found.start(), following.end()))
        return self._token("NUMBER", format(value.normalize(), "f"), end)

    def whole_number(self) -> str | None:
        """The text as one number, with its units; None where it is something else.

        Raises:
            QuestionError: it can be read in two ways.
        """
        if found := GROUPED.match(self.text):
            raise misread.grouped_number(self, Span(*found.span()))
        found = NUMBER.match(self.text)
        if found is None:
            return None
        token = self._number(found)
        return str(token) if self.place == len(self.text) else None

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
