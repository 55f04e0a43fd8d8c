"""What can be written next: the words and names that the parser accepts at a place of a text, best first.

Knows no terminal: the prompt and the explorer ask the same function.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kgraph.spor.completing.begun import Begun, beginnings, continuations
from kgraph.spor.completing.fitting import Sort, Surroundings, listed_values
from kgraph.spor.completing.inventory import Inventory, Row
from kgraph.spor.completing.spellings import TOLD, Spelling, meaning
from kgraph.spor.completing.unfinished import ending, read_so_far
from kgraph.spor.completing.warm import Warm, warmed
from kgraph.spor.reading.lexicon import normal
from kgraph.spor.reading.limits import LONGEST
from kgraph.terms import LANGUAGES
from kgraph.vocabulary import CLAIM, THING, Vocabulary

MOST = 50
# So many letters are looked for inside of words too; fewer stand in nearly all.
INFIX, INSIDE = 3, 2
SHARES = 3
MANY = 1_000_000
SORTS: dict[str, Sort] = {"CLASS": "kind", "LINK": "link", "FIELD": "field"}
PARAMETERS = re.compile(r"\$([^\W\d]\w*)")


@dataclass(frozen=True, slots=True)
class Completion:
    """A text that can stand from `start` to the place that was asked about, what it is, and what it means."""

    text: str
    start: int
    sort: Sort
    description: str = ""


class Rank(NamedTuple):
    """The lower, the earlier: how it begins, whether it fits, whether it is the usual spelling, then what it is."""

    match: int
    misfit: bool
    rare: bool
    order: int
    start: int
    usual: int
    key: str


Rated = tuple[Rank, Completion]


def complete(
    text: str, place: int, vocabulary: Vocabulary, names: Inventory, language: str, *, most: int | None = MOST
) -> list[Completion]:
    """What can stand at a place of a text, best first: what begins as it is typed, and fits, before the rest.

    Keep the vocabulary and the inventory: what is made of them is kept for the next time.

    Args:
        text: a question that is still being written.
        place: where, as an offset into it; of what stands after it, only a closing quotation mark is looked at.
        vocabulary: the words it may use.
        names: the things it may name.
        language: of the words; labels of the others where none of this language is meant.
        most: how many are wanted; without it all, rarer spellings and every name of a thing too.
    """
    head = text[: max(0, min(place, len(text)))]
    if len(head) > LONGEST or ending(head).comment:
        return []
    found = _Completing(text, head, warmed(vocabulary, names), language, most).found()
    best = sorted(found, key=lambda rated: rated[0])
    return list(dict.fromkeys(completion for _, completion in (best if most is None else _mixed(best, most))))[:most]


def _mixed(best: list["Rated"], most: int) -> Iterator["Rated"]:
    """The best, but where there are many none of the sorts takes more than its share."""
    seen: Counter[str] = Counter()
    late = []
    for rated in best:
        sort = rated[1].sort
        seen[sort] += 1
        if len(best) <= most or seen[sort] <= max(1, most // SHARES):
            yield rated
        else:
            late.append(rated)
    yield from late


Write = Callable[[str], str]
Places = list[tuple[Begun, Surroundings]]


@dataclass(frozen=True, slots=True)
class _Completing:
    """One place on its way to its completions."""

    text: str
    head: str
    warm: Warm
    language: str
    most: int | None

    def found(self) -> list[Rated]:
        begun = beginnings(self.head, max(each.longest for each in self.warm.lexicons.values()))
        tongues = (self.language, *(other for other in LANGUAGES if other != self.language))
        places: dict[str, Places] = {}
        words: list[Rated] = []
        # Its own words in each language first, then what the other languages call the same.
        for own, tongue in ((own, tongue) for own in (True, False) for tongue in tongues):
            if tongue not in places:
                places[tongue] = self._places(begun, tongue)
            if not words or (self.most is None and tongue == self.language):
                words += self._words(places[tongue], tongue, own=own)
            if words and self.most is not None:
                break
        understood = next((places[tongue] for tongue in tongues if places.get(tongue)), [])
        named = [rated for each in understood for rated in self._named(*each)]
        if self.most is not None and any(rank.match == 0 for rank, _ in words) and any(each.typed for each in begun):
            # Where a word begins so, names that only hold it somewhere would hide it.
            named = [rated for rated in named if rated[0].match == 0 or rated[1].sort not in {"name", "code"}]
        return words + named

    def _places(self, begun: Iterable[Begun], tongue: str) -> Places:
        """The beginnings that a sentence of this language can go on from."""
        known, vocabulary = self.warm.lexicons[tongue], self.warm.vocabulary
        return [
            (each, Surroundings(reading, vocabulary))
            for each in begun
            if self._promises(each, tongue)
            for reading in read_so_far(self.head[: each.start], known, vocabulary, self.warm.names.defined)
        ]

    def _promises(self, begun: Begun, tongue: str) -> bool:
        """Whether anything at all goes on from several words; to look is quicker than to read the text before them."""
        if " " not in begun.typed.strip():
            return True
        keys = (
            *(each.key for each in self.warm.spellings[tongue]),
            *(row.key for row in self.warm.names.rows),
            *map(normal, self.warm.names.defined),
        )
        return any(begun.typed in key for key in keys)

    # ---- words

    def _words(self, places: Places, tongue: str, *, own: bool) -> list[Rated]:
        found: list[Rated] = []
        for begun, place in places:
            if begun.quote:
                continue
            tokens, known = place.reading.said, self.warm.lexicons[tongue]
            swallowed = continuations(self.head[: begun.start], known.phrases, known.longest)
            fitting = [
                (match, spelling)
                for spelling in self.warm.spellings[tongue]
                if spelling.own == own
                and spelling.token in tokens
                and (match := begun.match(spelling.key)) is not None
                and match < INSIDE
                and place.can_stand(spelling)
                and not (
                    any(f"{spelling.key} ".startswith(f"{each} ") for each in swallowed)
                    and self._is_swallowed(begun, spelling, tongue)
                )
            ]
            main = {(spelling.token, spelling.value) for _, spelling in fitting if place.form(spelling)}
            for match, spelling in fitting:
                rare = not place.form(spelling)
                # Another spelling is offered where it is begun, and the usual one is not.
                if self.most is None or not rare or (begun.typed and (spelling.token, spelling.value) not in main):
                    found.append(self._word(begun, place, spelling, match, rare=rare))
        return found

    def _is_swallowed(self, begun: Begun, spelling: Spelling, tongue: str) -> bool:
        """Whether the word would be read as one with those before it: the *no* of `with no`."""
        text = self.head[: begun.start] + spelling.text
        readings = read_so_far(text, self.warm.lexicons[tongue], self.warm.vocabulary, self.warm.names.defined)
        return not any(reading.tokens[-1].start_pos in {begun.start, None} for reading in readings)

    def _word(self, begun: Begun, place: Surroundings, spelling: Spelling, match: int, *, rare: bool) -> Rated:
        sort = SORTS.get(spelling.token, "keyword")
        rank = Rank(
            match=match,
            misfit=not place.fits(spelling),
            rare=rare or spelling.value == "SPOR",
            order=place.order(sort),
            start=begun.start,
            usual=self._usual(spelling),
            key=spelling.key,
        )
        told = meaning(spelling, self.warm.vocabulary, self.language)
        return rank, Completion(spelling.text, begun.start, sort, told)

    def _usual(self, spelling: Spelling) -> int:
        """The commoner a word is, the lower; a field that only some kinds have, before those that all have."""
        vocabulary, names = self.warm.vocabulary, self.warm.names
        value = spelling.value
        match spelling.token:
            case "CLASS" if value != THING:
                return -sum(names.counts[kind] for kind in vocabulary.subkinds[value])
            case "LINK":
                link = vocabulary.links[value]
                # Claims are how links are kept, seldom what is asked for.
                return 0 if CLAIM in link.domain | link.range else -names.used.get(value, 0) - link.thread * MANY
            case "FIELD":
                return not vocabulary.fields[value].domain
            case "CMP":
                return spelling.form != "symbol"
            case _:
                return TOLD.index(value) + 1 if value in TOLD else len(TOLD)

    # ---- names

    def _named(self, begun: Begun, place: Surroundings) -> Iterator[Rated]:
        tokens = place.reading.accepted
        write = begun.writer(self.text[len(self.head) :])
        if not begun.quote:
            if tokens & {"PARAM", "WHEN"}:
                parameters = [f"${name}" for name in PARAMETERS.findall(self.text)]
                yield from self._listed(begun, place, "parameter", parameters)
            if "VAR" in tokens:
                yield from self._listed(begun, place, "column", place.reading.names)
        if begun.typed.startswith("$"):
            return
        if "DEFINED" in tokens:
            yield from self._listed(begun, place, "defined", place.reading.defined, write)
        if "STRING" in tokens:
            values = listed_values(place, self.warm.names.values, self.language)
            yield from self._listed(begun, place, "value", values, write)
            if not place.is_text:
                yield from self._things(begun, place, write)

    def _listed(
        self, begun: Begun, place: Surroundings, sort: Sort, texts: Iterable[str], write: Write = str
    ) -> Iterator[Rated]:
        told = place.told(sort, self.language)
        for text in texts:
            if (match := begun.match(normal(text))) is not None and text != begun.typed:
                rank = Rank(match, False, False, place.order(sort), begun.start, 0, normal(text))
                yield rank, Completion(write(text), begun.start, sort, told)

    def _things(self, begun: Begun, place: Surroundings, write: Write) -> Iterator[Rated]:
        shown: set[str] = set()
        for row in self.warm.names.rows:
            if (match := begun.match(row.key)) is None:
                continue
            # One name of a thing is enough: its own, or else the one that is typed.
            extra = row.thing.iri in shown or not (begun.typed or (row.own and not row.is_code))
            extra = extra or (match == INSIDE and len(begun.typed) < INFIX)
            if (self.most is None or not extra) and not (row.is_code and begun.quote):
                shown.add(row.thing.iri)
                yield self._thing(begun, place, row, match, write)

    def _thing(self, begun: Begun, place: Surroundings, row: Row, match: int, write: Write) -> Rated:
        """The name of a thing; its code where other things that fit here have the same name."""
        kind = self.warm.vocabulary.kinds.get(row.thing.kind)
        about = kind.label(self.language) if kind else ""
        alike = [each for each in self.warm.names.bearers[row.key] if place.admits(each.kind)]
        shared = len(alike) > 1 and bool(row.thing.code) and self.most is not None
        sort: Sort = "code" if row.is_code or shared else "name"
        rank = Rank(
            match=match,
            misfit=not place.admits(row.thing.kind),
            rare=not row.own,
            order=place.order(sort),
            start=begun.start,
            # Where nothing is typed, what there are few of comes first: plans before their measures.
            usual=0 if begun.typed else self.warm.names.counts[row.thing.kind],
            key=row.key,
        )
        if sort == "code":
            told = _told(row.thing.label if row.is_code else row.text, about)
            return rank, Completion(row.thing.code, begun.start, sort, told)
        return rank, Completion(write(row.text), begun.start, sort, _told(about, row.thing.code))


def _told(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
