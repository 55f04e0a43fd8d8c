"""What is said around the gaps, in three languages."""

from kgraph.plugin import Text

GAPS = Text(en="Gaps", nn="Hol", nb="Hull")
GAPS_IN = Text(en="Gaps in {plan}", nn="Hol i {plan}", nb="Hull i {plan}")
ASIDE = Text(
    en="Judged not relevant, and not counted",
    nn="Vurdert som ikkje relevant, og ikkje rekna med",
    nb="Vurdert som ikke relevant, og ikke regnet med",
)
COLUMNS = {
    "severity": Text(en="severity", nn="alvor", nb="alvor"),
    "rule": Text(en="rule", nn="regel", nb="regel"),
    "thing": Text(en="thing", nn="ting", nb="ting"),
    "reason": Text(en="reason", nn="grunngjeving", nb="begrunnelse"),
    "witness": Text(en="shown by", nn="prov", nb="vist av"),
    "advice": Text(en="advice", nn="råd", nb="råd"),
    "number": Text(en="gaps", nn="hol", nb="hull"),
    "missing": Text(en="what is missing", nn="kva som manglar", nb="hva som mangler"),
    "code": Text(en="code", nn="kode", nb="kode"),
    "because": Text(en="because", nn="fordi", nb="fordi"),
    "by": Text(en="judged by", nn="vurdert av", nb="vurdert av"),
    "on": Text(en="on", nn="den", nb="den"),
}
CLEAN = Text(
    en="looked for without finding any: {rules}",
    nn="leita etter utan å finne noko: {rules}",
    nb="lett etter uten å finne noe: {rules}",
)
SET_APART = Text(
    en="judged not relevant, and shown apart: {number}",
    nn="vurdert som ikkje relevant, og viste for seg: {number}",
    nb="vurdert som ikke relevant, og vist for seg: {number}",
)
STATED = Text(
    en="only links that a document states are counted",
    nn="berre lenkjer som eit dokument uttrykkjer, er talde med",
    nb="bare lenker som et dokument uttrykker, er talt med",
)
HOW = Text(
    en="what a rule asks: kgraph gaps --explain RULE",
    nn="kva ein regel spør om: kgraph gaps --explain REGEL",
    nb="hva en regel spør om: kgraph gaps --explain REGEL",
)
MORE = Text(
    en="{more} more of them: kgraph gaps{plan} --rule {rule}",
    nn="{more} til av desse: kgraph gaps{plan} --rule {rule}",
    nb="{more} til av disse: kgraph gaps{plan} --rule {rule}",
)
# The parts of an explanation.
QUESTION = Text(en="question", nn="spørsmål", nb="spørsmål")
EACH = Text(en="asked for each row of", nn="spurt for kvar rad av", nb="spurt for hver rad av")
IN_PLAN = Text(en="asked of one plan", nn="spurt om éin plan", nb="spurt om én plan")
KEPT = Text(
    en="the question finds what may be a gap; code decides what Spor cannot say",
    nn="spørsmålet finn det som kan vere hol; det Spor ikkje kan seie, avgjer koden",
    nb="spørsmålet finner det som kan være hull; det Spor ikke kan si, avgjør koden",
)
ADVICE = Text(en="advice", nn="råd", nb="råd")
EXAMPLE = Text(en="example", nn="døme", nb="eksempel")
NO_EXAMPLE = Text(en="no such gap here", nn="ikkje noko slikt hol her", nb="ikke noe slikt hull her")
