"""The first page: a sentence, and where it is a share a figure, for each number that matters."""

from collections.abc import Iterator

from kgraph.plugin import Gaps, Text, Thing

from .content import Figure
from .holes import found_sentence, mostly_sentence
from .part import Part
from .shares import SHARES

TITLE = Text(en="The plans together", nn="Planane samla", nb="Planene samlet")
SUBTITLE = Text(
    en="Coverage, gaps, responsibility and evidence",
    nn="Dekning, hol, ansvar og belegg",
    nb="Dekning, hull, ansvar og belegg",
)
KINDS = (
    "overall goals", "focus areas", "sub-strategies", "cross-cutting goals", "quantified targets", "efforts",
    "sub-goals", "measures", "budget lines",
)  # fmt: skip
HAS = Text(en="The plan has {kinds}.", nn="Planen har {kinds}.", nb="Planen har {kinds}.")
HAVE = Text(
    en="The {number} plans have {kinds}.",
    nn="Dei {number} planane har til saman {kinds}.",
    nb="De {number} planene har til sammen {kinds}.",
)
BASIS = Text(
    en="The numbers rest on {stated} claims that a document states and {inferred} that an analyst inferred.",
    nn="Tala byggjer på {stated} påstandar som står i dokumenta, og {inferred} som ein analytikar har utleidd.",
    nb="Tallene bygger på {stated} påstander som står i dokumentene, og {inferred} som en analytiker har utledet.",
)
ON_STATED = Text(
    en="The numbers rest on {stated} claims that a document states; {inferred} that an analyst inferred do not count.",
    nn="Tala byggjer på {stated} påstandar i dokumenta; {inferred} som ein analytikar utleidde, tel ikkje.",
    nb="Tallene bygger på {stated} påstander i dokumentene; {inferred} som en analytiker utledet, teller ikke.",
)
STATED_ALONE = {
    "measures": Text(
        en="By what the documents say themselves, the measures contribute to {with_it} of the {all}.",
        nn="Etter det dokumenta sjølve seier, bidreg tiltaka til {with_it} av dei {all}.",
        nb="Etter det dokumentene selv sier, bidrar tiltakene til {with_it} av de {all}.",
    ),
    "sub-strategies": Text(
        en="By what the documents say themselves, the sub-strategies contribute to {with_it} of the {all}.",
        nn="Etter det dokumenta sjølve seier, bidreg delstrategiane til {with_it} av dei {all}.",
        nb="Etter det dokumentene selv sier, bidrar delstrategiene til {with_it} av de {all}.",
    ),
}
NONE = Text(en="none", nn="ingen", nb="ingen")
MOST = Text(
    en="{actor} answers for the most measures: {number}.",
    nn="{actor} har ansvar for flest tiltak: {number}.",
    nb="{actor} har ansvar for flest tiltak: {number}.",
)
MONEY = Text(
    en="{with_it} of {all} budget lines have an amount, {sum} altogether; without one: {without}, so the "
    "whole cost is not known.",
    nn="{with_it} av {all} budsjettlinjer har beløp, til saman {sum}; {without} manglar beløp, så den samla "
    "kostnaden er ikkje kjend.",
    nb="{with_it} av {all} budsjettlinjer har beløp, til sammen {sum}; {without} mangler beløp, så den "
    "samlede kostnaden er ikke kjent.",
)
ALL_MONEY = Text(
    en="All {all} budget lines have an amount, {sum} altogether.",
    nn="Alle dei {all} budsjettlinjene har beløp, til saman {sum}.",
    nb="Alle de {all} budsjettlinjene har beløp, til sammen {sum}.",
)


def figures(part: Part) -> Iterator[Figure]:
    """The shares, for bars."""
    for share in SHARES:
        if part.number(share.of) and (not share.needs or part.number(share.needs)):
            yield Figure(part.number(share.count), part.number(share.of), share.bar[part.language])


def sentences(part: Part, gaps: Gaps) -> Iterator[str]:
    """The numbers that matter, in words."""
    kinds = [part.counted_kinds(each) for each in KINDS if part.number(each)]
    if kinds:
        number = len(part.plans)
        yield part.say(HAS if number == 1 else HAVE, number=number, kinds=part.listed(kinds))
    for share in SHARES:
        count, whole = part.number(share.count), part.number(share.of)
        if share.sentence and whole and (not share.needs or part.number(share.needs)):
            said = part.say(share.sentence, with_it=count, all=whole, without=whole - count)
            if count == whole:
                # Of those left without there are none.
                said = said.partition(";")[0].rstrip(".") + "."
            yield f"{said} {_stated(part, share.count)}".rstrip()
    yield from _who(part)
    yield from _money(part)
    yield f"{found_sentence(part, gaps)} {mostly_sentence(part, gaps)}".rstrip()
    basis = BASIS if part.view.basis == "all" else ON_STATED
    yield part.say(basis, stated=part.number("stated claims"), inferred=part.number("inferred claims"))


def _stated(part: Part, count: str) -> str:
    """How much of the support for the UN's goals is said by the documents themselves."""
    carriers = count.removeprefix("SDG goals with ")
    if part.view.basis == "stated" or carriers not in STATED_ALONE or carriers == count:
        return ""
    number = part.stated.number(count)
    return part.say(STATED_ALONE[carriers], with_it=number or part.say(NONE), all=part.number("SDG goals"))


def _who(part: Part) -> Iterator[str]:
    """Who answers for the most measures, where one actor does."""
    rows = part.ask("count measures{in} per responsible sort by count descending first 2").rows
    named = [(actor, int(str(number))) for actor, number in rows if isinstance(actor, Thing)]
    if named and (len(named) == 1 or named[0][1] > named[1][1]):
        yield part.say(MOST, actor=named[0][0].label, number=named[0][1])


def _money(part: Part) -> Iterator[str]:
    """How much money there is, and for how much of the plan nobody has said so."""
    whole, given = part.number("budget lines"), part.number("budget lines with budget")
    if whole:
        answer = part.ask("sum budget of budget lines{in}")
        text = ALL_MONEY if given == whole else MONEY
        yield part.say(text, with_it=given, all=whole, without=whole - given, sum=part.money(answer))
