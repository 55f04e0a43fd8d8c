"""One statement of a Turtle text, changed object by object: a changed word is a changed line, and comments stay.

The grammar of statements: RDF 1.1 Turtle, section 6.5 (https://www.w3.org/TR/turtle/#sec-grammar-grammar).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby

from kgraph.terms import Iri, Literal, Triple

TOKEN = re.compile(
    r'''(?P<comment>\#[^\n\r]*)
    | (?P<directive>(?i:prefix\s+[\w.-]*:|base)\s*<[^>]*>)
    | """(?:[^"\\]|\\.|"(?!""))*""" | \'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' | <[^<>\s]*>
    | (?P<end>\.(?=\s|\#|\Z))
    | (?P<mark>[;,\[\]()])
    | (?:\\.|[^\s"'<\#.;,\[\]()\\])+ | \S''',
    re.VERBOSE | re.DOTALL,
)
INDENT = "    "
Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Slot:
    """An object in a statement: where it and its predicate stand, and what it says.

    Attributes:
        mark: where the comma or semicolon before it stands; -1 for the first object.
        predicate: where the predicate begins.
        start: where the object begins.
        end: where it ends.
        triple: that it makes with the subject and the predicate.
    """

    mark: int
    predicate: int
    start: int
    end: int
    triple: Triple


def changed(
    text: str,
    lost: AbstractSet[Triple],
    new: Iterable[Triple],
    said: Callable[[str], Triple],
    printed: Callable[[Triple], str],
) -> str | None:
    """A statement without some of its triples and with others; None where that cannot be done object by object.

    Args:
        text: of the statement, to its full stop.
        lost: of its triples; some are left.
        new: triples of the same subject.
        said: reads a statement of one triple.
        printed: writes one.
    """
    slots = _slots(text, said)
    kept = [each for each in slots if each.triple not in lost]
    if not kept:
        return None
    fresh: dict[Iri, list[Triple]] = defaultdict(list)
    for each in sorted(new, key=str):
        fresh[each.predicate].append(each)
    edits = [*_replaced(slots, lost, fresh, printed)]
    replaced = {start for start, _, _ in edits}
    standing = [each for each in slots if each.triple not in lost or each.start in replaced]
    edits += _removed(text, slots, standing)
    edits += _added(text, standing, fresh, printed)
    for start, end, written in sorted(edits, reverse=True):
        text = text[:start] + written + text[end:]
    return text


def _replaced(
    slots: Iterable[Slot], lost: AbstractSet[Triple], fresh: dict[Iri, list[Triple]], printed: Callable[[Triple], str]
) -> Iterator[Edit]:
    """In place of an object that goes, one of the same predicate that comes, in the same language if there is one."""
    for slot in slots:
        waiting = fresh.get(slot.triple.predicate)
        if slot.triple not in lost or not waiting:
            continue
        tongue = _language(slot.triple)
        coming = next((each for each in waiting if _language(each) == tongue), waiting[0])
        waiting.remove(coming)
        yield slot.start, slot.end, _object(printed(coming))


def _removed(text: str, slots: list[Slot], standing: list[Slot]) -> Iterator[Edit]:
    """The objects that go, each with the comma beside it; a predicate without objects goes with its semicolon."""
    groups = [list(group) for _, group in groupby(slots, key=lambda each: each.predicate)]
    for number, group in enumerate(groups):
        stays = [each in standing for each in group]
        if not any(stays):
            yield from _whole(text, group, groups[number + 1 : number + 2])
            continue
        for place, slot in enumerate(group):
            if stays[place]:
                continue
            if any(stays[:place]):
                yield slot.mark, slot.end, ""
            else:
                yield slot.start, group[place + 1].start, ""


def _whole(text: str, group: list[Slot], following: list[list[Slot]]) -> Iterator[Edit]:
    """A predicate that goes, with its line where it has one; comments beside it stay."""
    start, end = group[0].predicate, group[-1].end
    if following:
        end = following[0][0].mark + 1
    else:
        yield group[0].mark, group[0].mark + 1, ""
    line = text.rfind("\n", 0, start)
    if line >= 0 and not text[line:start].strip() and text[end:].startswith("\n"):
        start = line
    yield start, end, ""


def _added(
    text: str, standing: list[Slot], fresh: dict[Iri, list[Triple]], printed: Callable[[Triple], str]
) -> Iterator[Edit]:
    last: dict[Iri, Slot] = {each.triple.predicate: each for each in standing}
    for predicate, coming in fresh.items():
        objects = ", ".join(_object(printed(each)) for each in coming)
        if coming and predicate in last:
            place = last[predicate].end
            yield place, place, f", {objects}"
        elif coming:
            place, line = standing[-1].end, text.rfind("\n", 0, standing[-1].predicate) + 1
            before = text[line : standing[-1].predicate]
            indent = before if line and not before.strip() else INDENT
            start, end = _words(printed(coming[0]))[1]
            yield place, place, f" ;\n{indent}{printed(coming[0])[start:end]} {objects}"


def _slots(text: str, said: Callable[[str], Triple]) -> list[Slot]:
    """The objects of a statement; none where it holds lists or things without names, or cannot be read by itself."""
    words = _words(text)
    if any(text[start:end] in {"[", "]", "(", ")"} for start, end in words):
        return []
    subject = text[slice(*words[0])]
    found: list[Slot] = []
    mark, predicate = -1, words[1]
    step = 1
    while step < len(words) - 1:
        here = text[slice(*words[step])]
        if here in {";", ","}:
            mark, step = words[step][0], step + 1
            continue
        if mark < 0 or text[mark] == ";":
            predicate, step = words[step], step + 1
        start, end = words[step]
        try:
            triple = said(f"{subject} {text[slice(*predicate)]} {text[start:end]} .")
        except (SyntaxError, ValueError):
            return []
        found.append(Slot(mark, predicate[0], start, end, triple))
        step += 1
    return found


def _words(text: str) -> list[tuple[int, int]]:
    """Where the terms and marks of a statement stand, its full stop the last of them."""
    found: list[tuple[int, int]] = []
    apart = True
    for token in TOKEN.finditer(text):
        if token.lastgroup == "comment":
            apart = True
            continue
        alone = token.lastgroup in {"mark", "end"}
        if found and not apart and not alone and found[-1][1] == token.start():
            found[-1] = found[-1][0], token.end()
        else:
            found.append(token.span())
        apart = alone
    return found


def _object(text: str) -> str:
    start, end = _words(text)[2]
    return text[start:end]


def _language(each: Triple) -> str:
    return each.object.language if isinstance(each.object, Literal) else ""
