"""What an edited file says, put into the project's own Turtle files: each statement where its subject stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kgraph.engines.embedded import read, turtle
from kgraph.errors import Problem, ProjectError
from kgraph.messages import say
from kgraph.plugin import Gone, Missing
from kgraph.printing import prefixes_of
from kgraph.terms import KG, RDF, Iri, Triple
from kgraph.turtle_text import meant, normal, revised
from kgraph.vocabulary import Vocabulary

CLAIM_OF = (RDF + "subject", RDF + "predicate", RDF + "object")
# What a new thing stands beside.
BESIDE = (KG + "partOf", RDF + "subject")
Link = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Revision:
    """The triples that are new and those that are gone, and the things that are missing and stay."""

    new: frozenset[Triple]
    gone: frozenset[Triple]
    left: tuple[Iri, ...] = ()

    def of(self, before: Iterable[Triple]) -> list[Triple]:
        """The triples after the revision."""
        return [*(each for each in before if each not in self.gone), *self.new]


@dataclass(frozen=True, slots=True)
class File:
    """What is to be written, and whether all else in the file stays as it was."""

    path: Path
    content: bytes
    kept: bool


def revision(
    found: Iterable[Triple | Gone | Missing | Problem], before: Iterable[Triple], words: Vocabulary, *, remove: bool
) -> Revision:
    """What changes: with a link its claims go, and with the last claim of a link that needs one, the link.

    Args:
        found: what the importer yields.
        before: the triples of the project's data.
        words: tells which links need claims.
        remove: whether missing things go.
    """
    found, there = list(found), set(before)
    known = {meant(each): each for each in there}
    said = {meant(each): normal(each) for each in found if isinstance(each, Triple)}
    new = {each for key, each in said.items() if key not in known}
    # What one part of the file still says is not gone because another no longer does.
    lost = {meant(each.triple) for each in found if isinstance(each, Gone)} - set(said)
    gone = {known[key] for key in lost if key in known}
    missing = {each.iri for each in found if isinstance(each, Missing)}
    if remove:
        gone |= {each for each in there if each.subject in missing or each.object in missing}
    claims = _claims(there)
    gone_links = {(each.subject, str(each.predicate), str(each.object)) for each in gone}
    fallen = {
        claim for claim, link in claims.items() if link in gone_links or (remove and missing & {link[0], link[2]})
    }
    gone |= {each for each in there if each.subject in fallen}
    fallen |= missing if remove else set()
    held = {link for claim, link in claims.items() if claim not in fallen} | set(_claims(new).values())
    bare = {link for claim, link in claims.items() if claim in fallen} - held
    for each in there:
        link = words.links.get(each.predicate)
        if link and link.claimed and (each.subject, str(each.predicate), str(each.object)) in bare:
            gone.add(each)
    left = () if remove else tuple(sorted(missing))
    return Revision(frozenset(new), frozenset(gone - new), left)


def _claims(triples: Iterable[Triple]) -> dict[Iri, Link]:
    """The link that each claim is about."""
    parts: dict[Iri, dict[str, str]] = defaultdict(dict)
    for each in triples:
        if each.predicate in CLAIM_OF:
            parts[each.subject][each.predicate] = str(each.object)
    return {
        claim: (found[CLAIM_OF[0]], found[CLAIM_OF[1]], found[CLAIM_OF[2]])
        for claim, found in parts.items()
        if len(found) == 3
    }


def files(change: Revision, paths: Iterable[Path], target: Path, language: str) -> list[File]:
    """The files that change, as they are to be; what has no place in any of them goes into the target.

    Raises:
        ProjectError: a file cannot be read, or is of a form that cannot be changed.
    """
    contents = {path: _content(path, language) for path in paths}
    if target not in contents and target.exists():
        contents[target] = _content(target, language)
    said = {path: _triples(path, content, language) for path, content in contents.items()}
    lost = {meant(each) for each in change.gone}
    homes = _homes(said)
    new: dict[Path, set[Triple]] = defaultdict(set)
    beside = {each.subject: each.object for each in change.new if each.predicate in BESIDE}
    for each in change.new:
        new[_home(each.subject, homes, beside) or target].add(each)
    found = []
    for path in sorted({*contents, *new}):
        more, less = new.get(path, set()), {each for each in said.get(path, ()) if meant(each) in lost}
        if not more and not less:
            continue
        if path not in contents:
            found.append(File(path, turtle(more, prefixes_of(more)), kept=True))
            continue
        if path.suffix.lower() != ".ttl":
            raise ProjectError(say(language, "revise_no_turtle", path=path), language=language)
        found.append(File(path, *revised(contents[path], more, less)))
    return found


def _content(path: Path, language: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ProjectError(say(language, "unreadable", path=path, error=error.strerror), language=language) from None


def _triples(path: Path, content: bytes, language: str) -> list[Triple]:
    try:
        return [each for each in read(content, path.suffix.lower()) if each is not None]
    except SyntaxError as error:
        place = f"{path}:{error.lineno}" if error.lineno else str(path)
        raise ProjectError(say(language, "bad_turtle", place=place, error=error.msg), language=language) from None


def _homes(said: Mapping[Path, Iterable[Triple]]) -> dict[str, Path]:
    """The file that defines each thing, or else the first that speaks of it."""
    homes: dict[str, Path] = {}
    for defining in (True, False):
        for path, triples in sorted(said.items()):
            for each in triples:
                if not defining or each.predicate == RDF + "type":
                    homes.setdefault(each.subject, path)
    return homes


def _home(subject: Iri, homes: Mapping[str, Path], beside: Mapping[Iri, object]) -> Path | None:
    """The file of a thing; of a new one that of what it is part of, step by step."""
    seen: set[object] = set()
    step: object = subject
    while step not in homes and step not in seen and isinstance(step, Iri):
        seen.add(step)
        step = beside.get(step)
    return homes.get(str(step))
