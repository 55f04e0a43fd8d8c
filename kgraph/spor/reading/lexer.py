"""Text to tokens: at each place the longest phrase that the parser can accept there."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from lark import Token
from lark.lexer import Lexer
from lark.parsers.lalr_parser_state import ParserState

from kgraph.errors import QuestionError, Span
from kgraph.spor.reading import limits
from kgraph.spor.reading.expecting import accepted, accepts
from kgraph.spor.reading.lexemes import BLANK, NUMBER
from kgraph.spor.reading.lexicon import WORD_TOKENS, Meaning, keywords, normal
from kgraph.spor.reading.literals import CODE, PARAMETER, WORD, Forms
from kgraph.spor.wording import hinted, misplaced, misread, mistakes, numbered, place
from kgraph.spor.wording.brackets import QUOTES
from kgraph.terms import LANGUAGES

VALUE_TWIN = {"AND": "VAND", "OR": "VOR"}
# `over` and `under` say a place among parts, or a comparison.
SIGNS = frozenset({"CMP", "UNDER", "ABOVE"})


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
class Scan(Forms):
    """One text on its way through the lexer."""

    def next(self, state: ParserState[Any]) -> Token | None:
        """The next token, or None at the end."""
        while True:
            if end := self._skip(state):
                return end
            if self.place >= len(self.text):
                return None
            # An empty name is a token too, though it counts as false.
            token = self._literal(state)
            if token is None:
                token = self._word(state)
            if token is not None:
                self._remember(token)
                self.tokens.append(token)
                limits.count(self, token)
                return token

    def _remember(self, token: Token) -> None:
        if token.type == "NEWNAME":
            if normal(token) in _every_keyword():
                raise hinted(self, "as_taken", place(token), word=str(token))
            self.names[normal(token)] = str(token)
        elif token.type == "STRING" and self.tokens and self.tokens[-1].type == "DEFINE":
            self._refuse_taken(token)
            self.defined[normal(token)] = str(token)
        elif token.type == "CMP" and str(token) != "=" and self._supposes():
            raise hinted(self, "suppose_equals", place(token), word=self.text[token.start_pos : token.end_pos])

    def _refuse_taken(self, name: Token) -> None:
        """A definition's name would hide the word that is spelt alike, or the definition of that name before it."""
        if not normal(name):
            raise hinted(self, "define_empty", place(name))
        if normal(name) in self.lexicon.phrases:
            raise hinted(self, "define_taken", place(name), word=str(name))
        pairs = pairwise(self.tokens)
        if any(one.type == "DEFINE" and normal(other) == normal(name) for one, other in pairs):
            raise hinted(self, "define_twice", place(name), word=str(name))

    def _supposes(self) -> bool:
        """Whether what is supposed is being said."""
        types = [each.type for each in self.tokens]
        return "SUPPOSE" in types and "COLON" not in types[types.index("SUPPOSE") :]

    def _skip(self, state: ParserState[Any]) -> Token | None:
        """Pass over blanks and comments; a definition ends with its line, unless the next one is indented."""
        start = self.place
        if blank := BLANK.match(self.text, self.place):
            self.place = blank.end()
        if self.text[self.place :].strip() in {"?", "."}:
            self.place = len(self.text)
        line = self.place == len(self.text) or (self.place > start and self.text[self.place - 1] == "\n")
        if line and accepts(state, "SEMI"):
            token = Token("SEMI", ";", start_pos=start, end_pos=start)
            self.tokens.append(token)
            return token
        return None

    # ---- words

    def _word(self, state: ParserState[Any]) -> Token | None:
        chunks = self.chunks(self.place)
        if not chunks:
            raise misread.strange(self, Span(self.place, self.place + 1))
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

    def _choose(self, phrase: str, end: int, state: ParserState[Any]) -> Token | None:
        if phrase in self.names and accepts(state, "VAR"):
            return self._token("VAR", self.names[phrase], end)
        if phrase in self.defined and accepts(state, "DEFINED"):
            return self._token("DEFINED", self.defined[phrase], end)
        fitting: list[Meaning] = []
        for kind, value in self.lexicon.phrases.get(phrase, ()):
            token = self._twin(kind, end, state)
            if accepts(state, token):
                fitting.append((token, value))
        if not fitting:
            return None
        if {"CMP"} < SIGNS & {token for token, _ in fitting}:
            # `budget over 100 000` compares, `under "Music"` does not.
            compares = self._number_follows(end)
            fitting = [meaning for meaning in fitting if (meaning[0] == "CMP") == compares]
        fitting.sort(key=lambda meaning: _rank(meaning[0]))
        return self._token(*fitting[0], end)

    def _number_follows(self, at: int) -> bool:
        blank = BLANK.match(self.text, at)
        return blank is not None and NUMBER.match(self.text, blank.end()) is not None

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
        if CODE.match(self.text, at) or PARAMETER.match(self.text, at) or self.text[at : at + 1] in QUOTES:
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
            compared = numbered.is_compared(self)
            if phrase in self.lexicon.ambiguous_year and self._number_follows(end) and not compared:
                return numbered.ambiguous_year(self, Span(self.place, end))
            if meanings := self.lexicon.phrases.get(phrase):
                kinds = frozenset(kind for kind, _ in meanings)
                return misplaced.unexpected(self, Span(self.place, end), tokens, kinds)
            if mistakes.sort_of_reserved(phrase):
                return mistakes.reserved(self, Span(self.place, end))
        return mistakes.unknown_word(self, Span(self.place, chunks[-1][1]), tokens)


def _rank(token: str) -> int:
    return WORD_TOKENS.index(token) + 1 if token in WORD_TOKENS else 0


@cache
def _every_keyword() -> frozenset[str]:
    """The keywords of all languages: a column's name must bear translation."""
    tables = [keywords(language) for language in LANGUAGES]
    sections = [table[name] for table in tables for name in ("words", "compare", "fold", "boolean")]
    return frozenset(normal(phrase) for section in sections for phrases in section.values() for phrase in phrases)
