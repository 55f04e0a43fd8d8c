"""Mistakes in the meaning of a question: words that are known but do not go together."""

from kgraph.errors import QuestionError, Span
from kgraph.messages import say, texts
from kgraph.spor.reading.lexicon import keywords, normal
from kgraph.vocabulary import THING, Field, Kind, Link, Vocabulary


class Complaints:
    """Makes the errors of one question, in one language, about one text."""

    def __init__(self, text: str, language: str, vocabulary: Vocabulary) -> None:
        self.text = text
        self.language = language
        self.vocabulary = vocabulary

    def error(self, key: str, span: Span, hint: str = "", /, **values: object) -> QuestionError:
        """The error of this key, its text filled in; without a hint given, with that of the key if it has one."""
        message = say(self.language, key, **values)
        if not hint and f"{key}_hint" in texts(self.language):
            hint = say(self.language, f"{key}_hint", **values)
        return QuestionError(message, span, hint=hint, language=self.language).within(self.text)

    def hinted(self, key: str, span: Span, /, **values: object) -> QuestionError:
        """The same with the hint of that key."""
        return self.error(key, span, say(self.language, f"{key}_hint", **values), **values)

    def plural(self, kind: str) -> str:
        """The kind's plural."""
        return self.vocabulary.kinds[kind].plural(self.language)

    def written(self, span: Span) -> str:
        """The words of the question at a place."""
        return self.text[span.start : span.end]

    def keyword(self, token: str) -> str:
        """The word that is written for a keyword."""
        first: str = keywords(self.language)["words"][token][0]
        return first

    def kind_list(self, kinds: frozenset[str], most: int = 6) -> str:
        """Kinds in the plural, as a list; subkinds of a named kind are left out."""
        named = sorted(self.plural(each) for each in self.vocabulary.kinds if each in kinds)
        return ", ".join(named[:most]) + (" …" if len(named) > most else "")

    # ---- kinds, links and fields that do not fit

    def cannot_link(self, kind: Kind, link: Link, span: Span, rest: str) -> QuestionError:
        """The noun's kind has no such link."""
        can = self.kind_list(link.domain)
        hint = ""
        first = next(
            (each for each in self.vocabulary.kinds if each == f"{_ns(link)}Measure" and each in link.domain),
            None,
        )
        # A path has nothing to say it of: `responsible.support`.
        if rest != "…" and kind.main_link and first and self._reaches(kind, first):
            main = self.vocabulary.links[kind.main_link].verb(self.language)
            inner = f"{self.plural(first)} {self.keyword('THAT')} {link.verb(self.language)} {rest}"
            hint = f"{kind.plural(self.language)} {self.keyword('THAT')} {main} ({inner})"
        hint = hint or self._turned(kind, link, span, rest)
        return self.error(
            "cannot_link",
            span,
            hint,
            kinds=kind.plural(self.language),
            verb=link.verb(self.language),
            can=can,
        )

    def _turned(self, kind: Kind, link: Link, span: Span, rest: str) -> str:
        """`which SDG goals support "Music"`: those that are supported by it."""
        inverse = self.vocabulary.links.get(link.inverse or "")
        if rest == "…" or inverse is None or not self.vocabulary.fits(kind.iri, inverse.domain):
            return ""
        that, head = self.keyword("THAT"), self.text[: span.start].rstrip()
        head = head if normal(head).endswith(f" {that}") else f"{head} {that}"
        return f"{head} {inverse.verb(self.language)} {self.text[span.end :].strip()}".rstrip(" ?.")

    def no_field(self, kind: Kind, field: Field, span: Span) -> QuestionError:
        """Things of the noun's kind do not have the field, or it is worked out and cannot be supposed."""
        label = field.label(self.language)
        if field.derived and self.vocabulary.stands_on(kind.iri, field):
            return self.error("derived_field", span, self._sources(kind, field), field=label)
        have = [
            each
            for each in self.vocabulary.kinds.values()
            if each.iri != THING and self.vocabulary.stands_on(each.iri, field)
        ]
        named = [each for each in have if each.parent not in {other.iri for other in have} or each.via]
        names = ", ".join(sorted(each.plural(self.language) for each in named)[:4])
        # What is supposed is no question that another could stand for.
        alone = normal(self.written(span)) in {normal(each) for each in field.labels.values()}
        hint = self._nearer(field, span) or (self._summed(kind, field, named) if alone else "")
        return self.error("no_field", span, hint, kinds=kind.plural(self.language), field=label, have=names)

    def _sources(self, kind: Kind, field: Field) -> str:
        """The fields of the same sort that are written down: the first year and the last one."""
        fields = [
            each
            for each in self.vocabulary.fields.values()
            if each.time and not each.derived and each.type == field.type and self.vocabulary.stands_on(kind.iri, each)
        ]
        return " · ".join(each.label(self.language) for each in sorted(fields, key=lambda each: each.time or "")[::-1])

    def _summed(self, kind: Kind, field: Field, carriers: list[Kind]) -> str:
        """`sum budget of measures per overall goal`."""
        if not (field.additive and carriers and kind.on_thread):
            return ""
        words = keywords(self.language)["words"]
        first = next((each for each in carriers if each.via), carriers[0])
        return (
            f"{keywords(self.language)['fold']['sum'][0]} {field.label(self.language)} {words['OF'][0]} "
            f"{first.plural(self.language)} {words['PER'][0]} {kind.label(self.language)}"
        )

    def _nearer(self, field: Field, span: Span) -> str:
        """`goals with measures with budget`: conditions are about the first noun, but the last one has the field.

        The hint puts that noun and its condition in brackets.
        """
        before = self.text[: span.start].rstrip()
        table = keywords(self.language)["words"]
        word = next((each for each in (*table["WITHOUT"], *table["WITH"]) if before.endswith(f" {each}")), None)
        if word is None:
            return ""
        stem = before[: -len(word)].rstrip()
        for kind in self.vocabulary.kinds.values():
            if not self.vocabulary.stands_on(kind.iri, field) or kind.iri == THING:
                continue
            for name in (kind.plural(self.language), kind.label(self.language)):
                head = stem[: -len(name)]
                if head.endswith(" ") and normal(stem[len(head) :]) == normal(name):
                    inner = self.text[len(head) :].rstrip(" ?.")
                    return say(self.language, "first_noun", question=f"{head}({inner})")
        return ""

    def _reaches(self, kind: Kind, other: str) -> bool:
        return self.vocabulary.fits(other, self.vocabulary.links[kind.main_link or ""].range)

    def several_links(self, one: Kind, other: Kind, links: list[Link], span: Span) -> QuestionError:
        """More than one link fits between two kinds."""
        ends = {"one": one.plural(self.language), "other": other.plural(self.language)}
        verbs = sorted(each.verb(self.language) for each in links)[:6]
        ways = " · ".join(f"{ends['one']} {self.keyword('THAT')} {verb} {ends['other']}" for verb in verbs)
        return self.error("several_links", span, ways, number=len(links), **ends)

    def no_link(self, one: Kind, other: Kind, chain: list[Kind], span: Span) -> QuestionError:
        """No link fits between two kinds; the chain names the kinds that lie between."""
        hint = ""
        if chain:
            names = [each.plural(self.language) for each in (one, *chain, other)]
            with_ = self.keyword("WITH")
            inner = f" {with_} (".join(names[1:-1]) + f" {with_} {names[-1]}" + ")" * (len(names) - 2)
            hint = f"{names[0]} {self._said(span)} ({inner}"
        return self.error("no_link", span, hint, one=one.plural(self.language), other=other.plural(self.language))

    def _said(self, span: Span) -> str:
        """*with* or *without*, as it stands before a place."""
        before = normal(self.text[: span.start])
        lacks = any(before.endswith(f" {word}") for word in keywords(self.language)["words"]["WITHOUT"])
        return self.keyword("WITHOUT" if lacks else "WITH")


def _ns(link: Link) -> str:
    return link.iri[: len(link.iri) - len(link.local)]
