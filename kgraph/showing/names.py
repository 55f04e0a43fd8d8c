"""Finding things by what they are called: by codes and names in any language, and by the words in them."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from kgraph.answer import Thing, cell_json
from kgraph.ordering import by_code
from kgraph.showing.overview import JSON, kept, overview, shown
from kgraph.spor.reading.lexicon import normal
from kgraph.terms import KG, RDFS, SKOS
from kgraph.view import View

MOST, LONGEST = 50, 200
NAMES = (SKOS + "notation", RDFS + "label", SKOS + "altLabel", KG + "text")
# How like a word a misspelt one must be, of 100.
ALIKE = 75


@dataclass(frozen=True, slots=True)
class Name:
    """What a thing is called: as it is written, and as it is looked up."""

    thing: Thing
    written: str
    key: str


@dataclass(frozen=True, slots=True)
class Names:
    """Every name, those of equal rank in the order in which they are found.

    Attributes:
        names: names before printed sentences, short before long, then by code.
        text: their keys, a line each, so that looking through all of them is one search.
        starts: where in it each begins.
        words: every word in them.
    """

    names: tuple[Name, ...]
    text: str
    starts: tuple[int, ...]
    words: tuple[str, ...]

    def at(self, place: int) -> Name:
        """The name whose key stands at a place of the text."""
        return self.names[bisect_right(self.starts, place) - 1]

    def found(self, part: str) -> Iterator[int]:
        """The places in the text where a part of it begins."""
        place = self.text.find(part)
        while place >= 0:
            yield place
            place = self.text.find(part, place + 1)


def search(view: View, text: str, kind: str = "") -> list[JSON]:
    """The things that are called so, best first, at most 50; of a kind and of the view's plan, where these are given.

    Best is the whole of a name or code, then its beginning, the beginning of a word in it, any part of it, and every
    word of the text somewhere in it; of equals names before printed sentences, and short before long. Where nothing is
    found, each word is read as the one that is spelt most like it. What a thing was found by stands in `match`.

    Args:
        view: of the project.
        text: what is looked for, in any language.
        kind: the word of a kind; things of other kinds are left out.

    Raises:
        KgraphError: there is no such kind.
    """
    names, known = kept(view, every_name), overview(view)
    words = view.vocabulary
    kinds = {words.kinds[each].local for each in words.subkinds[view.kind(kind).iri]} if kind else None

    def fits(thing: Thing) -> bool:
        of_plan = view.plan is None or known.plan_of(thing.iri) == view.plan.iri
        return of_plan and (kinds is None or thing.kind in kinds)

    key = normal(text[:LONGEST])
    found = _best(names, key, fits) or _best(names, _mended(names, key), fits)
    return [
        {"thing": cell_json(each.thing), "place": shown(known.place(each.thing.iri)), "match": each.written}
        for each in found
    ]


def every_name(view: View) -> Names:
    """What everything is called, in any language, as it is looked through."""
    wanted = " ".join(f"<{name}>" for name in NAMES)
    rows = view.sparql(f"SELECT DISTINCT ?it ?p ?name WHERE {{ VALUES ?p {{ {wanted} }} ?it ?p ?name }}").rows
    found: dict[tuple[str, str], tuple[bool, Name]] = {}
    for thing, predicate, name in rows:
        # What has no name is found by what it is shown as.
        for written in (str(name), thing.label) if isinstance(thing, Thing) else ():
            assert isinstance(thing, Thing)
            entry = (predicate == KG + "text" and written == name, Name(thing, written, normal(written)))
            found[thing.iri, written] = min(entry, found.get((thing.iri, written), entry), key=lambda each: each[0])
    ordered = sorted(found.values(), key=lambda each: (each[0], len(each[1].key), by_code(each[1].thing)))
    names = tuple(name for _, name in ordered)
    starts = accumulate((len(name.key) + 1 for name in names), initial=1)
    text = "\n" + "".join(f"{name.key}\n" for name in names)
    return Names(names, text, tuple(starts)[:-1], tuple(sorted(set(re.findall(r"[^\W\d]\w{2,}", text)))))


def _best(names: Names, key: str, fits: Callable[[Thing], bool]) -> list[Name]:
    """The best name of each thing that has one, best first."""
    best: dict[str, Name] = {}
    for name in _ranked(names, key) if key else ():
        if name.thing.iri not in best and fits(name.thing):
            best[name.thing.iri] = name
            if len(best) == MOST:
                break
    return list(best.values())


def _ranked(names: Names, key: str) -> Iterator[Name]:
    """The names that a key is found in, the best first; some of them again."""
    for line in (f"\n{key}\n", f"\n{key}", f":{key}\n"):
        yield from (names.at(place + 1) for place in names.found(line))
    yield from (names.at(place) for place in names.found(key) if not names.text[place - 1].isalnum())
    yield from (names.at(place) for place in names.found(key))
    words = sorted(key.split(), key=names.text.count)
    for place in names.found(words[0]) if len(words) > 1 else ():
        name = names.at(place)
        if all(word in name.key for word in words):
            yield name


def _mended(names: Names, key: str) -> str:
    """The key with each word that is in no name as the one that is spelt most like it; empty where one is like none."""
    from rapidfuzz import fuzz, process

    def mended(word: str) -> str:
        near = process.extractOne(word, names.words, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return near[0] if near else ""

    words = [word if word in names.text else mended(word) for word in key.split()]
    return " ".join(words) if all(words) else ""
