"""Words that stand in another order than Spor's: the hint is the question with the order mended."""

from itertools import pairwise
from typing import TYPE_CHECKING

from kgraph.errors import QuestionError, Span
from kgraph.spor.wording import Tokens, before, error, keyword, place, written
from kgraph.spor.wording.brackets import end_of_conditions

if TYPE_CHECKING:
    from lark import Token

    from kgraph.spor.reading.literals import Forms

ADVERBS = frozenset({"DIRECTLY", "DEEP", "EXPLICITLY"})
NAMED = frozenset({"STRING", "CODE", "NAME", "PARAM"})
OBJECTS = NAMED | {"CLASS", "VAR", "DEFINED", "VOR", "VAND"}


def out_of_order(scan: "Forms", span: Span, tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    """An adverb after its object, a verb after its subject, *per* after *having*."""
    if kinds & {"PER", "BY"}:
        return _groups_late(scan, span)
    if kinds & {"LINK"} and "$END" in tokens:
        return _verb_late(scan, span)
    if kinds & ADVERBS:
        return _adverb(scan, before(scan, span), span)
    return None if kinds & {"LINK"} else adverb_last(scan, span)


def adverb_last(scan: "Forms", span: Span) -> QuestionError | None:
    """`that support sdg:11 directly`: the adverb stands before the verb."""
    here = before(scan, span)
    if not here or here[-1].type not in ADVERBS:
        return None
    first = next(at for at in range(len(here), 0, -1) if here[at - 1].type not in ADVERBS)
    return _adverb(scan, here[:first], Span(here[first].start_pos or 0, here[-1].end_pos or 0))


def _adverb(scan: "Forms", here: "list[Token]", span: Span) -> QuestionError | None:
    verb = next((token for token in reversed(here) if token.type not in OBJECTS), None)
    if verb is None or verb.type != "LINK" or verb is here[-1]:
        return None
    text, adverbs = scan.text, scan.text[span.start : span.end]
    # After *why* the verb may stand first, and its adverbs after it.
    at = (verb.end_pos if _is_first(here, verb) else verb.start_pos) or 0
    head, clause = text[:at].strip(), text[at : span.start].strip()
    mended = f"{head} {adverbs} {clause} {text[span.end :].strip()}".rstrip(" ?.")
    return error(scan, "adverb_late", span, mended, word=adverbs)


def _is_first(here: "list[Token]", verb: "Token") -> bool:
    return any(one.type == "WHY" and other is verb for one, other in pairwise(here))


def _verb_late(scan: "Forms", span: Span) -> QuestionError | None:
    """`which SDG goals does "Music" support`: what is asked for is supported by it."""
    here = before(scan, span)
    if "WHICH" not in [token.type for token in here]:
        return _statement(scan, span)
    if here[-1].type not in NAMED or here[-2].type != "CLASS":
        return None
    link = _link(scan, span)
    back = scan.vocabulary.links.get(link or "")
    inverse = scan.vocabulary.links.get(back.inverse or "") if back else None
    kind: Token = here[-2]
    if inverse is None or not scan.vocabulary.fits(str(kind), inverse.domain):
        return None
    verb = inverse.verb(scan.lexicon.language)
    rest = scan.text[span.end :].rstrip(" ?.")
    hint = f"{scan.text[: kind.end_pos].strip()} {keyword(scan, 'THAT')} {verb} {written(scan, here[-1])}{rest}"
    return error(scan, "verb_late", span, hint, word=scan.text[span.start : span.end])


def _statement(scan: "Forms", span: Span) -> QuestionError:
    """`"Flats" supports sdg:11`: whether it does is a question that begins with *why*."""
    text = scan.text.strip(" \n?.")
    return error(scan, "statement", span, f"{keyword(scan, 'WHY')} {text}", why=keyword(scan, "WHY"))


def _link(scan: "Forms", span: Span) -> str | None:
    chunks = scan.chunks(span.start)
    meanings = [each for phrase, _ in chunks for each in scan.lexicon.phrases.get(phrase, ())]
    return dict(reversed(meanings)).get("LINK")


def _groups_late(scan: "Forms", span: Span) -> QuestionError | None:
    """`count measures having at least 3 per effort`."""
    having = next((token for token in before(scan, span) if token.type == "HAVING"), None)
    if having is None:
        return None
    text, start = scan.text, place(having).start
    end = end_of_conditions(scan, span.end)
    head, tests = text[:start].strip(), text[start : span.start].strip()
    hint = f"{head} {text[span.start : end].strip(' ?.')} {tests} {text[end:].strip(' ?.')}".strip()
    return error(scan, "groups_late", span, hint, word=text[span.start : span.end], having=written(scan, having))
