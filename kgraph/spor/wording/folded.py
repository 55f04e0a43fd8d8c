"""Sums, averages and the like that lack their field, or the things that they are taken of."""

from typing import TYPE_CHECKING

from kgraph.errors import QuestionError, Span
from kgraph.spor.reading.lexicon import keywords, normal
from kgraph.spor.wording import Tokens, before, error, keyword, written
from kgraph.vocabulary import THING, Field

if TYPE_CHECKING:
    from kgraph.spor.reading.literals import Forms


def misplaced_fold(scan: "Forms", span: Span, _tokens: Tokens, kinds: Tokens) -> QuestionError | None:
    """`average of measures`, `sum of budget of measures`: the average of what?"""
    if kinds & {"PER", "BY", "SHOW", "SORT"}:
        return whose(scan, span)
    last = next(reversed(before(scan, span)), None)
    if last is None or last.type != "AGG" or not kinds & {"OF"}:
        return None
    word = written(scan, last)
    after = scan.text[span.end :].strip()
    meant = [each for phrase, _ in scan.chunks(span.end + 1) for each in scan.lexicon.phrases.get(phrase, ())]
    if "FIELD" in dict(meant):
        return error(scan, "word_missing", span, f"{word} {after}", word=word)
    fields = [each.label(scan.lexicon.language) for each in scan.vocabulary.fields.values() if each.additive]
    hint = " · ".join(f"{word} {field} {keyword(scan, 'OF')} {after}" for field in fields)
    return error(scan, "word_missing", span, hint, word=word)


def whose(scan: "Forms", span: Span) -> QuestionError | None:
    """`sum budget per effort`: the budget of what?"""
    here = before(scan, span)
    if len(here) < 2 or here[-1].type != "FIELD" or here[-2].type != "AGG":
        return None
    text = scan.text
    of = f"{keyword(scan, 'OF')} {_carriers(scan, scan.vocabulary.fields[str(here[-1])])}"
    hint = f"{text[: here[-1].end_pos].strip()} {of} {text[span.start :].strip(' ?.')}".strip()
    return error(scan, "whose", span, hint, word=f"{written(scan, here[-2])} {written(scan, here[-1])}")


def field_first(scan: "Forms", span: Span) -> QuestionError | None:
    """`budget per effort`: the budget of what, and what of it?"""
    meanings = dict(scan.lexicon.phrases[normal(scan.text[span.start : span.end])])
    field = scan.vocabulary.fields[meanings["FIELD"]]
    kinds, word, rest = _carriers(scan, field), scan.text[span.start : span.end], scan.text[span.end :].strip(" ?.")
    after = rest.partition(" ")[0]
    grouped = {token for token, _ in scan.lexicon.phrases.get(normal(after), ())} & {"PER", "BY"}
    if field.additive and grouped:
        total = keywords(scan.lexicon.language)["fold"]["sum"][0]
        return error(scan, "noun_first", span, f"{total} {word} {keyword(scan, 'OF')} {kinds} {rest}")
    return error(scan, "noun_first", span, f"{kinds} {keyword(scan, 'SHOW')} {word}")


def _carriers(scan: "Forms", field: Field) -> str:
    """The kind that has a field, in the plural: one that others have it through, before them."""
    kinds = scan.vocabulary.kinds.values()
    have = [kind for kind in kinds if kind.iri != THING and scan.vocabulary.stands_on(kind.iri, field)]
    first = next((kind for kind in have if kind.via), have[0] if have else scan.vocabulary.kinds[THING])
    return first.plural(scan.lexicon.language)
