"""The shares that the summary tells, each as a sentence and beside a bar."""

from dataclasses import dataclass

from kgraph.plugin import Text


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, by the names of two counts, said as a sentence and beside a bar."""

    count: str
    of: str
    sentence: Text
    bar: Text
    # Without any of these, there is nothing to say.
    needs: str = ""


SHARES = (
    Share(
        "SDG goals with measures", "SDG goals",
        Text(en="Measures contribute to {with_it} of the {all} UN goals; left without: {without}.",
             nn="Tiltaka bidreg til {with_it} av dei {all} berekraftsmåla til FN; {without} har ingen tiltak.",
             nb="Tiltakene bidrar til {with_it} av FNs {all} bærekraftsmål; {without} har ingen tiltak."),
        Text(en="SDG goals have measures", nn="berekraftsmål har tiltak", nb="bærekraftsmål har tiltak"), "measures",
    ),
    Share(
        "measures with SDG goals", "measures",
        Text(en="{with_it} of {all} measures contribute to at least one SDG goal, directly or through other goals; "
                "to none: {without}.",
             nn="{with_it} av {all} tiltak bidreg til minst eitt berekraftsmål, direkte eller gjennom andre mål; "
                "{without} til ingen.",
             nb="{with_it} av {all} tiltak bidrar til minst ett bærekraftsmål, direkte eller gjennom andre mål; "
                "{without} til ingen."),
        Text(en="measures contribute to an SDG goal", nn="tiltak bidreg til eit berekraftsmål",
             nb="tiltak bidrar til et bærekraftsmål"),
    ),
    Share(
        "SDG goals with sub-strategies", "SDG goals",
        Text(en="Sub-strategies contribute to {with_it} of the {all} UN goals; left without: {without}.",
             nn="Delstrategiane bidreg til {with_it} av dei {all} berekraftsmåla til FN; {without} har ingen.",
             nb="Delstrategiene bidrar til {with_it} av FNs {all} bærekraftsmål; {without} har ingen delstrategi."),
        Text(en="SDG goals have sub-strategies", nn="berekraftsmål har delstrategiar",
             nb="bærekraftsmål har delstrategier"), "sub-strategies",
    ),
    Share(
        "sub-strategies with measures", "sub-strategies",
        Text(en="{with_it} of {all} sub-strategies have measures behind them; left without: {without}.",
             nn="{with_it} av {all} delstrategiar har tiltak bak seg; {without} har ingen.",
             nb="{with_it} av {all} delstrategier har tiltak bak seg; {without} har ingen."),
        Text(en="sub-strategies have measures", nn="delstrategiar har tiltak", nb="delstrategier har tiltak"),
    ),
    Share(
        "sub-goals with measures", "sub-goals",
        Text(en="{with_it} of {all} sub-goals have measures behind them; left without: {without}.",
             nn="{with_it} av {all} delmål har tiltak bak seg; {without} har ingen.",
             nb="{with_it} av {all} delmål har tiltak bak seg; {without} har ingen."),
        Text(en="sub-goals have measures", nn="delmål har tiltak", nb="delmål har tiltak"),
    ),
    Share(
        "cross-cutting goals with measures", "all cross-cutting goals",
        Text(en="{with_it} of {all} cross-cutting goals are taken up by at least one measure.",
             nn="{with_it} av {all} tverrgåande mål finst att i minst eitt tiltak.",
             nb="{with_it} av {all} tverrgående mål finnes igjen i minst ett tiltak."),
        Text(en="cross-cutting goals are taken up by at least one measure",
             nn="tverrgåande mål finst att i minst eitt tiltak",
             nb="tverrgående mål finnes igjen i minst ett tiltak"), "measures",
    ),
    Share(
        "cross-cutting goals with sub-strategies", "all cross-cutting goals",
        Text(en="{with_it} of {all} cross-cutting goals are taken up by at least one sub-strategy.",
             nn="{with_it} av {all} tverrgåande mål finst att i minst éin delstrategi.",
             nb="{with_it} av {all} tverrgående mål finnes igjen i minst én delstrategi."),
        Text(en="cross-cutting goals are taken up by at least one sub-strategy",
             nn="tverrgåande mål finst att i minst éin delstrategi",
             nb="tverrgående mål finnes igjen i minst én delstrategi"), "sub-strategies",
    ),
    Share(
        "measures with responsible", "measures",
        Text(en="{with_it} of {all} measures have somebody who answers for them.",
             nn="{with_it} av {all} tiltak har ein ansvarleg.",
             nb="{with_it} av {all} tiltak har en ansvarlig."),
        Text(en="measures have somebody responsible", nn="tiltak har ein ansvarleg", nb="tiltak har en ansvarlig"),
    ),
    Share(
        "budget lines with budget", "budget lines", Text(),
        Text(en="budget lines have an amount", nn="budsjettlinjer har beløp", nb="budsjettlinjer har beløp"),
    ),
)  # fmt: skip
