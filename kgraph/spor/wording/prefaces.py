"""Mistakes in what stands before a question: definitions, and what is supposed."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kgraph.errors import QuestionError, Span
from kgraph.messages import say
from kgraph.spor.reading.lexicon import keywords
from kgraph.spor.wording import Tokens, before, error, example, hinted, keyword, nearest, place, shown, written
from kgraph.spor.wording.brackets import VALUES

if TYPE_CHECKING:
    from lark import Token

    from kgraph.spor.reading.literals import Forms

NAMED = VALUES | {"PARAM"}
STARTS = NAMED | {"CLASS", "DEFINED", "WHICH", "COUNT", "AGG", "SHOW", "EXISTS", "WHY", "PATH", "LPAR"}


def misplaced_preface(scan: "Forms", span: Span, tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    """What is wrong with a definition or a supposition that a word cannot stand in."""
    here = before(scan, span)
    if kinds & {"DEFINE", "SUPPOSE", "SEMI"} and here and not _is_open(here, "DEFINE", "SEMI"):
        return _too_late(scan, span, kinds)
    if kinds == {"STRING"} and "DEFINED" in tokens:
        return _undefined(scan, span)
    if _is_open(here, "DEFINE", "SEMI"):
        return _defining(scan, span, tokens, kinds)
    if _is_open(here, "SUPPOSE", "COLON"):
        return _supposing(scan, span, tokens, kinds)
    return None


def unquoted_name(scan: "Forms", span: Span) -> QuestionError | None:
    """`define green things: ...`: the name of a definition stands in quotation marks."""
    if not scan.tokens or scan.tokens[-1].type != "DEFINE":
        return None
    colon = scan.text.find(":", span.start)
    end = colon if colon >= 0 else span.end
    name = scan.text[span.start : end].strip()
    return hinted(scan, "define_unquoted", Span(span.start, span.start + len(name)), word=name)


def ended(scan: "Forms", span: Span) -> QuestionError | None:
    """The text ends with what stands before a question."""
    here = scan.tokens
    types = [token.type for token in here]
    text = scan.text.strip(" ?.\n")
    if types[-1] == "SEMI" or (types[-1] == "COLON" and _was_open(here, "SUPPOSE")):
        asked = f'{keyword(scan, "COUNT")} "{_last_defined(here)}"' if types[-1] == "SEMI" else _example(scan)
        mark = "" if text.endswith((";", ":")) else ";"
        return error(scan, "question_missing", span, f"{text}{mark} {asked}")
    if _is_open(here, "SUPPOSE", "COLON") and types[-1] in NAMED and types[-2] != "CMP" and _says_something(here):
        return error(scan, "question_missing", span, f"{text}: {_example(scan)}")
    return None


def _example(scan: "Forms") -> str:
    return say(scan.language, "question_missing_example")


def _last_defined(here: "Sequence[Token]") -> str:
    at = max(number for number, token in enumerate(here) if token.type == "DEFINE")
    return str(here[at + 1])


def _is_open(here: "Sequence[Token]", begin: str, end: str) -> bool:
    """Whether what a word begins is not over yet."""
    types = [token.type for token in here]
    return begin in types and end not in types[len(types) - types[::-1].index(begin) :]


def _was_open(here: "Sequence[Token]", begin: str) -> bool:
    return _is_open(here[:-1], begin, "COLON")


def _says_something(here: "Sequence[Token]") -> bool:
    """Whether a supposition is whole: a thing that is gone, or a thing with a link or a field."""
    types = [token.type for token in here]
    start = max(at for at, kind in enumerate(types) if kind in {"SUPPOSE", "COMMA"})
    return bool({"NO", "LINK", "FIELD"} & set(types[start:]))


# ---- definitions


def _too_late(scan: "Forms", span: Span, kinds: Tokens) -> QuestionError | None:
    """A definition or a supposition that stands after the question has begun: it is moved to the front."""
    text = scan.text
    head, rest = text[: span.start].strip(" \n"), text[span.start :].strip(" \n?.")
    if kinds & {"SUPPOSE"}:
        # `measures suppose no sdg:11: goals` has another question already.
        hint = rest if ":" in re.sub(r"\w:\w", "", rest) else f"{rest}: {head}"
        return error(scan, "suppose_late", span, "" if "(" in head else hint, word=shown(scan, span))
    begin = _define(scan, "").search(text, span.start)
    if begin is None:
        return None
    moved = text[begin.start() :].strip(" ;\n?.")
    at = Span(begin.start(), begin.end())
    return error(scan, "define_late", at, f"{moved}; {head}", word=shown(scan, at))


def _define(scan: "Forms", name: str) -> "re.Pattern[str]":
    """The beginning of a definition, of any name or of this one."""
    words = "|".join(map(re.escape, keywords(scan.lexicon.language)["words"]["DEFINE"]))
    named = rf"\s*[\"«“]{re.escape(name)}[\"»”]\s*:[^;\n]*" if name else r"(?!\w)"
    return re.compile(rf"(?<!\w)(?:{words}){named}", re.IGNORECASE)


def _undefined(scan: "Forms", span: Span) -> QuestionError:
    """A name where a noun must stand: it is defined later, or nowhere."""
    name = shown(scan, span)
    later = _define(scan, name).search(scan.text, span.end)
    here = before(scan, span)
    if later and _is_open(here, "DEFINE", "SEMI") and f'"{_last_defined(here)}"' in later.group():
        chain = " → ".join(f'"{each}"' for each in (_last_defined(here), name, _last_defined(here)))
        return error(scan, "circular_define", span, chain=chain)
    if later:
        rest = (scan.text[: later.start()] + scan.text[later.end() :].lstrip(" ;")).strip(" ;\n")
        return error(scan, "define_later", span, f"{later.group().strip()}; {rest}", name=name)
    near = nearest(name, list(scan.defined.values()))
    hint = " · ".join(f'"{each}"' for each in near)
    return error(scan, "define_unknown", span, hint or _definition(scan, name), name=name)


def _definition(scan: "Forms", name: str) -> str:
    question = scan.text.strip(" \n?.")
    return f'{keyword(scan, "DEFINE")} "{name}": {say(scan.language, "empty_question_hint")}; {question}'


def _defining(scan: "Forms", span: Span, tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    here = before(scan, span)
    types = [token.type for token in here]
    text, at = scan.text, Span(span.start, span.start)
    if types[-1] == "DEFINE":
        return hinted(scan, "define_empty", at) if kinds & {"COLON"} else unquoted_name(scan, span)
    if types[-2:] == ["DEFINE", "STRING"]:
        rest = text[span.end if kinds & {"AS", "CMP"} else span.start :].strip()
        hint = f"{text[: here[-1].end_pos]}: {rest or '…'}"
        return error(scan, "define_colon", span, hint)
    if types[-1] == "COLON" and kinds & {"SEMI"}:
        return hinted(scan, "define_noun", at)
    if "SEMI" in tokens and kinds & STARTS:
        return error(scan, "define_end", at, f"{text[: span.start].strip()}; {text[span.start :].strip()}")
    return None


# ---- what is supposed


def _supposing(scan: "Forms", span: Span, tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    here = before(scan, span)
    last, at = here[-1], Span(span.start, span.start)
    text, no = scan.text, keyword(scan, "NO")
    if last.type in {"SUPPOSE", "COMMA"} and kinds & {"COLON", "COMMA"}:
        return error(scan, "suppose_empty", at, f"{no} sdg:11")
    if last.type == "CLASS":
        kind = scan.vocabulary.kinds[str(last)].label(scan.lexicon.language)
        return error(scan, "suppose_kind", place(last), f'{kind} "…"', word=written(scan, last))
    if last.type == "FIELD" and kinds & {"COLON", "COMMA"}:
        value = example(scan.vocabulary.fields[str(last)], scan.vocabulary, scan.lexicon.language)
        return error(scan, "suppose_value", at, value, word=written(scan, last))
    if kinds & {"COLON", "COMMA"} and last.type in NAMED and "LINK" in tokens:
        start = next(token.end_pos or 0 for token in reversed(here) if token.type in {"SUPPOSE", "COMMA"})
        thing = text[start : span.start].strip()
        whole = Span(text.index(thing, start), text.index(thing, start) + len(thing))
        return error(scan, "suppose_nothing", whole, f"{no} {thing}", word=thing)
    if "COLON" in tokens and kinds & STARTS:
        return error(scan, "suppose_colon", at, f"{text[: span.start].strip()}: {text[span.start :].strip()}")
    return None
