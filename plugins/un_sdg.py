"""The UN's own RDF of the Sustainable Development Goals in: its texts, names in more languages, and indicators.

Why: the goals that come with kgraph have short names of our own; the UN's texts say word for word what is asked for.
Example: kgraph import sdg-kos-goals-targets-indicators.ttl; kgraph import FILE --form un-sdg-indicators
How to read it: goals and targets are those that kgraph has already, by the UN's own IRIs, and count once. Our names in
English, Nynorsk and Bokmål stay; the UN's text in English is the printed text of a target, and its texts in other
languages are names. Indicators come only where the form asks for them; one may be the indicator of several targets.
The data: http://metadata.un.org/sdg/ (UN Statistics Division), described at https://unstats.un.org/sdgs/.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from kgraph.plugin import Importer, Iri, KgraphError, Literal, Problem, Text, Triple, hook
from kgraph.statements import link, said, thing, tongue
from kgraph.terms import LANGUAGES, RDF, SDG, SKOS

ONTOLOGY = SDG + "ontology#"
SUFFIXES = (".ttl", ".nt", ".rdf", ".jsonld")
KINDS = {"Goal": "SDGGoal", "Target": "SDGTarget", "Indicator": "SDGIndicator"}
# Where a file says what it is about, in whatever form it is written.
SEEN = 2**16
Facts = Mapping[str, set[Iri | Literal]]


@hook
def importers() -> list[Importer]:
    """Goals and targets; with the indicators where the form is named."""
    what = Text(
        en="the UN's RDF of its goals and targets",
        nn="FN sin RDF om mål og delmål",
        nb="FNs RDF om mål og delmål",
    )
    whole = Text(
        en="the same, with the UN's indicators",
        nn="det same, med indikatorane til FN",
        nb="det samme, med indikatorene til FN",
    )
    return [
        Importer("un-sdg", SUFFIXES, what, partial(read_goals, kinds=("Goal", "Target")), fits=fits),
        Importer("un-sdg-indicators", SUFFIXES, whole, partial(read_goals, kinds=tuple(KINDS)), fits=lambda _: False),
    ]


def fits(path: Path) -> bool:
    """Whether a file speaks of the UN's ontology of its goals."""
    try:
        with path.open("rb") as file:
            return ONTOLOGY.encode() in file.read(SEEN)
    except OSError:
        return False


def read_goals(path: Path, *, kinds: tuple[str, ...]) -> Iterator[Triple | Problem]:
    """The goals, targets and indicators of a file; raises a KgraphError where it cannot be read or is of no RDF."""
    from kgraph.engines.embedded import read
    from kgraph.markup import WITH_DTD

    if path.suffix.lower() not in SUFFIXES:
        raise KgraphError(f"{path}: {' '.join(SUFFIXES)}")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise KgraphError(f"{path}: {error.strerror}") from None
    if b"<!doctype" in content.lower():
        yield Problem("error", "rdf-with-dtd", WITH_DTD.en, str(path), texts=WITH_DTD)
        return
    found: dict[Iri, dict[str, set[Iri | Literal]]] = defaultdict(lambda: defaultdict(set))
    try:
        for each in read(content, path.suffix.lower()):
            if each is not None and each.subject.startswith(SDG):
                found[each.subject][each.predicate].add(each.object)
    except SyntaxError as error:
        texts = Text(**{tag: ENDS_HERE[tag].format(error=error.msg) for tag in LANGUAGES})
        place = f"{path}:{error.lineno}" if error.lineno else str(path)
        yield Problem("error", "bad-rdf", texts.en, place, texts=texts)
    for iri in sorted(found):
        for kind in kinds:
            if Iri(ONTOLOGY + kind) in found[iri][RDF + "type"]:
                yield from _thing(iri, kind, found[iri])


def _thing(iri: Iri, kind: str, facts: Facts) -> Iterator[Triple]:
    """A thing with its texts; of two texts in one language the first in the alphabet is the name."""
    texts = sorted({(_plain(each.text), tongue(each.language)) for each in _literals(facts, "prefLabel")})
    of_target = kind != "Indicator"
    names = [each for each in texts if not (of_target and each[1] in LANGUAGES)]
    if not of_target:
        # "Indicator 1.5.1": one for each target that it measures; its code is the one that stays.
        names += sorted({(_plain(each.text), tongue(each.language)) for each in _literals(facts, "note")})
    yield from thing(iri, KINDS[kind], f"sdg:{iri.removeprefix(SDG)}", names)
    yield from (said(iri, "text", text, language) for text, language in texts if (text, language) not in names)
    for above in sorted(each for each in facts.get(SKOS + "broader", ()) if isinstance(each, Iri)):
        yield link(iri, "partOf" if of_target else "indicatorOf", above)


def _literals(facts: Facts, word: str) -> list[Literal]:
    return [each for each in facts.get(SKOS + word, ()) if isinstance(each, Literal)]


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


ENDS_HERE = Text(
    en="what stands from here on is not read: {error}",
    nn="det som står frå her av, er ikkje lese: {error}",
    nb="det som står herfra, er ikke lest: {error}",
)
