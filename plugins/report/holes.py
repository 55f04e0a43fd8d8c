"""The gaps by severity: a table for each rule, with its reason, what shows it, and what may be done."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kgraph.gap_rules import SEVERITY_NAMES
from kgraph.plugin import Answer, Cell, Column, Gap, Gaps, Row, Severity, Text

from .content import Section, Table
from .part import Part
from .severities import MOSTLY, SEVERAL, SYMBOLS

# How many gaps of a rule are listed on paper, and how many witnesses of a gap; the others are counted.
MOST: dict[Severity, int] = {"error": 30, "warning": 12, "note": 6}
MOST_WITNESSES = 3
TITLE = Text(en="Gaps", nn="Hol", nb="Hull")
INTRO = Text(
    en="A gap is something that the plan wants and nothing serves. An error breaks what the plan itself requires; a "
    "warning is for the planner to look at; a note is good to know.",
    nn="Eit hol er noko planen vil og ingenting tener. Ein feil bryt med det planen sjølv krev; ei åtvaring bør "
    "planleggjaren sjå på; ein merknad er godt å vite.",
    nb="Et hull er noe planen vil og ingenting tjener. En feil bryter med det planen selv krever; en advarsel bør "
    "planleggeren se på; en merknad er godt å vite.",
)
FOUND = Text(en="The rules found {kinds}.", nn="Reglane fann {kinds}.", nb="Reglene fant {kinds}.")
NOTHING = Text(en="The rules found no gaps.", nn="Reglane fann ingen hol.", nb="Reglene fant ingen hull.")
JUDGED = Text(
    en="{number} gaps are judged not relevant and not counted.",
    nn="{number} hol er vurderte som ikkje relevante og er ikkje talde med.",
    nb="{number} hull er vurdert som ikke relevante og er ikke talt med.",
)
SILENT = Text(
    en="Looked for, and not found: {rules}.", nn="Leita etter, men ikkje funne: {rules}.",
    nb="Lett etter, men ikke funnet: {rules}.",
)  # fmt: skip
ADVICE = Text(en="Advice: {advice}", nn="Råd: {advice}", nb="Råd: {advice}")
CUT = Text(
    en="Long lists are cut here; kgraph gaps --rule NAME lists all, the names stand under Method.",
    nn="Lange lister er korta her; kgraph gaps --rule NAMN listar alle, namna står under Metode.",
    nb="Lange lister er forkortet her; kgraph gaps --rule NAVN lister alle, navnene står under Metode.",
)
OVERVIEW = Text(en="Overview", nn="Oversikt", nb="Oversikt")
NOT_RELEVANT = Text(en="Judged not relevant", nn="Vurderte som ikkje relevante", nb="Vurdert som ikke relevante")
HEADINGS = {
    "thing": Text(en="what", nn="kva", nb="hva"),
    "severity": Text(en="severity", nn="alvor", nb="alvor"),
    "rule": Text(en="gap", nn="hol", nb="hull"),
    "count": Text(en="number", nn="tal", nb="antall"),
    "advice": Text(en="advice", nn="råd", nb="råd"),
    "reason": Text(en="why it is a gap", nn="kvifor det er eit hol", nb="hvorfor det er et hull"),
    "witness": Text(en="shown by", nn="prov", nb="vist av"),
    "because": Text(en="why it does not matter", nn="kvifor det ikkje er relevant", nb="hvorfor det ikke er relevant"),
    "by": Text(en="judged by", nn="vurdert av", nb="vurdert av"),
    "on": Text(en="on", nn="dato", nb="dato"),
}


def found_sentence(part: Part, gaps: Gaps) -> str:
    """How many gaps there are of each severity."""
    counts = [(each, sum(gap.severity == each for gap in gaps.gaps)) for each in SYMBOLS]
    words = [(count, (SEVERITY_NAMES if count == 1 else SEVERAL)[each]) for each, count in counts if count]
    named = [f"{count} {word[part.language]}" for count, word in words]
    found = part.say(FOUND, kinds=part.listed(named)) if named else part.say(NOTHING)
    return f"{found} {part.say(JUDGED, number=len(gaps.not_relevant))}" if gaps.not_relevant else found


def mostly_sentence(part: Part, gaps: Gaps) -> str:
    """Which rules found most, of the worst severity that there is."""
    if not gaps.gaps:
        return ""
    worst = gaps.gaps[0].severity
    found = Counter(gap.rule for gap in gaps.gaps if gap.severity == worst)
    rules = "; ".join(f"{_title(part, rule)} ({number})" for rule, number in found.most_common(3))
    return part.say(MOSTLY[worst], rules=rules)


def holes(part: Part, gaps: Gaps) -> Section:
    """The section on gaps."""
    silent = [_title(part, name) for name, count in gaps.counts.items() if not count]
    intro = [part.say(INTRO), found_sentence(part, gaps)]
    if silent:
        intro.append(part.say(SILENT, rules="; ".join(silent)))
    found: dict[str, list[Gap]] = {}
    for gap in gaps.gaps:
        found.setdefault(gap.rule, []).append(gap)
    if any(len(each) > MOST[each[0].severity] for each in found.values()):
        intro.append(part.say(CUT))
    parts = (*_overview(part, found), *_by_rule(part, found), *_judged(part, gaps.not_relevant))
    return Section("gaps", part.say(TITLE), tuple(intro), parts)


def _title(part: Part, rule: str) -> str:
    return part.view.gap_rules()[rule].title[part.language]


def _overview(part: Part, found: Mapping[str, Sequence[Gap]]) -> Iterator[Table]:
    rows: list[Row] = [
        (_title(part, rule), _marked(part, gaps[0].severity), len(gaps), gaps[0].advice) for rule, gaps in found.items()
    ]
    if rows:
        yield Table(_answer(part, ("rule", "severity", "count", "advice"), rows), part.say(OVERVIEW))


def _marked(part: Part, severity: Severity) -> str:
    return f"{SYMBOLS[severity]} {SEVERITY_NAMES[severity][part.language].capitalize()}"


def _by_rule(part: Part, found: Mapping[str, Sequence[Gap]]) -> Iterator[Table]:
    for rule, gaps in found.items():
        severity = gaps[0].severity
        rows: list[Row] = [(gap.thing, gap.reason, _witnesses(part, gap)) for gap in gaps]
        answer = _answer(part, ("thing", "reason", "witness"), rows)
        title = f"{_marked(part, severity)}: {_title(part, rule)} ({len(gaps)})"
        yield Table(answer, title, part.say(ADVICE, advice=gaps[0].advice), severity, MOST[severity])


def _witnesses(part: Part, gap: Gap) -> Cell:
    """The first few; the plan that the whole report is about tells nothing beside others."""
    every = [each for each in gap.witness if each not in part.plans] or list(gap.witness)
    more = len(every) - MOST_WITNESSES
    return [*every[:MOST_WITNESSES], *([f"+ {more}"] if more > 0 else [])]


def _judged(part: Part, judged: Iterable[Gap]) -> Iterator[Table]:
    rows: list[Row] = [
        (gap.thing, gap.reason, gap.not_relevant.because, gap.not_relevant.by, gap.not_relevant.on)
        for gap in judged
        if gap.not_relevant
    ]
    if rows:
        yield Table(_answer(part, ("thing", "reason", "because", "by", "on"), rows), part.say(NOT_RELEVANT))


def _answer(part: Part, names: Sequence[str], rows: Sequence[Row]) -> Answer:
    types = {"thing": "thing", "witness": "any", "by": "thing", "on": "date", "count": "integer"}
    columns = tuple(Column(HEADINGS[name][part.language], types.get(name, "text")) for name in names)
    return Answer("kgraph gaps", columns, tuple(rows), len(rows), language=part.language)
