"""Names and codes in a question to the things they stand for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kgraph.errors import QuestionError
from kgraph.messages import say
from kgraph.spor.meaning.complaints import Complaints
from kgraph.spor.reading.lexicon import keywords, normal
from kgraph.spor.syntax import Reference
from kgraph.spor.wording import nearest
from kgraph.vocabulary import THING


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a name may stand for."""

    iri: str
    kind: str
    code: str
    label: str
    plan: str = ""


class Names(Protocol):
    """A read-only lookup of names, which the engine supplies."""

    def find(self, key: str, language: str) -> Sequence[Candidate]:
        """The things with this code or name (as `lexicon.normal` writes it)."""

    def keys(self) -> Sequence[str]:
        """Every code and name there is."""


Fits = Callable[[str], bool]
# How many names are looked at and shown, and how long a part of a name must be to tell anything.
MOST_TRIED, MOST_NEAR, SHORTEST_PART = 20, 3, 4


def look_up(reference: Reference, names: Names, complaints: Complaints, fits: Fits) -> Candidate:
    """The one thing that a reference stands for.

    Args:
        reference: a code or a name, perhaps with a kind before it.
        names: the lookup.
        complaints: makes the errors.
        fits: whether a thing of a kind can stand in this place; decides where a name has several bearers.

    Raises:
        QuestionError: nothing, or more than one thing, is called that; or nothing of a fitting kind.
    """
    # A thing with two codes, or of two kinds, is still one thing.
    found = list({each.iri: each for each in names.find(normal(reference.text), complaints.language)}.values())
    if not found:
        raise _unknown(reference, names, complaints, fits)
    kind = reference.kind
    of_kind = [each for each in found if kind is None or each.kind in complaints.vocabulary.subkinds[kind]]
    if not of_kind:
        shown = _listed(found, complaints)
        assert kind is not None
        label = complaints.vocabulary.kinds[kind].label(complaints.language)
        raise complaints.error("wrong_kind", reference.span, shown, name=reference.text, kind=label)
    fitting = [each for each in of_kind if fits(each.kind)]
    if len(fitting) == 1:
        return fitting[0]
    if len(of_kind) == 1 or not fitting:
        raise _unfit(reference, of_kind, names, complaints, fits)
    raise complaints.error(
        "several_things",
        reference.span,
        _listed(fitting, complaints),
        name=reference.text,
        number=len(fitting),
    )


def _unknown(reference: Reference, names: Names, complaints: Complaints, fits: Fits) -> QuestionError:
    key = "unknown_code" if reference.by == "code" else "unknown_name"
    things = _alike(reference, names, complaints, fits)
    if things:
        return complaints.error(key, reference.span, _listed(things, complaints), name=reference.text)
    return complaints.hinted(key, reference.span, name=reference.text)


def _alike(reference: Reference, names: Names, complaints: Complaints, fits: Fits) -> list[Candidate]:
    """The things of a fitting kind whose codes or names are spelt most like the reference, or hold its words."""
    keys = list(names.keys())
    wanted = normal(reference.text)
    # A code that starts the same is nearer than one that is spelt alike: sdg:1.9 and sdg:1.4, not sdg:15.9.
    start = wanted.rpartition(".")[0] + "."
    alike = [key for key in keys if reference.by == "code" and key.startswith(start)]
    near = nearest(reference.text, alike or keys, most=MOST_TRIED)
    if reference.by == "name" and len(wanted) >= SHORTEST_PART:
        near += [key for key in sorted(keys, key=len) if f" {wanted}" in f" {key}"]
    below = complaints.vocabulary.subkinds
    things: dict[str, Candidate] = {}
    for key in near:
        for each in sorted(names.find(key, complaints.language), key=lambda found: normal(found.label) != key):
            if fits(each.kind) and (reference.kind is None or each.kind in below[reference.kind]):
                things.setdefault(each.iri, each)
    found = list(things.values())
    if _is_whole(reference, complaints):
        # Anything may stand after *under*, but few things have parts.
        found.sort(key=lambda each: not complaints.vocabulary.kinds[each.kind].on_thread)
    return found[:MOST_NEAR]


def _is_whole(reference: Reference, complaints: Complaints) -> bool:
    """Whether the parts of the thing are asked for."""
    before = normal(complaints.text[: reference.span.start])
    return any(before.endswith(f" {word}") for word in keywords(complaints.language)["words"]["UNDER"])


def _unfit(
    reference: Reference, found: Sequence[Candidate], names: Names, complaints: Complaints, fits: Fits
) -> QuestionError:
    """Things of that name are of a kind that cannot stand here; things of others with such a name may be meant."""
    kinds = complaints.vocabulary.kinds
    here = frozenset(iri for iri in kinds if iri != THING and fits(iri) and kinds[iri].parent in {THING, None})
    label = " / ".join(dict.fromkeys(kinds[each.kind].label(complaints.language) for each in found))
    words = say(complaints.language, "expected_hint", words=complaints.kind_list(here))
    others = _listed(_alike(reference, names, complaints, fits), complaints)
    return complaints.error("not_fitting", reference.span, others or words, name=reference.text, kind=label)


def _listed(found: Sequence[Candidate], complaints: Complaints) -> str:
    language = complaints.language
    shown = []
    for each in found[:6]:
        kind = complaints.vocabulary.kinds.get(each.kind)
        words = [kind.label(language) if kind else "", each.plan]
        details = ", ".join(word for word in words if word)
        shown.append(say(language, "candidate", code=each.code, label=each.label, details=details))
    return " · ".join(shown)
