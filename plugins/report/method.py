"""How the report was made: what was counted and how to ask again, what was inferred, by which rules, when."""

from datetime import date

from kgraph.gap_rules import SEVERITY_NAMES
from kgraph.plugin import Answer, Column, Gaps, Row, Text

from .content import Section, Table, day
from .part import Part

TITLE = Text(en="Method", nn="Metode", nb="Metode")
PARAGRAPHS = (
    Text(
        en="The documents were read into a graph: goals, measures, actors and money are things, and what joins them "
        "are links. The report is made from the graph alone; nothing is estimated.",
        nn="Dokumenta er lesne inn i ein graf: mål, tiltak, aktørar og pengar er ting, og det som bind dei saman, "
        "er lenkjer. Rapporten er laga av grafen åleine; ingenting er anslått.",
        nb="Dokumentene er lest inn i en graf: mål, tiltak, aktører og penger er ting, og det som binder dem sammen, "
        "er lenker. Rapporten er laget av grafen alene; ingenting er anslått.",
    ),
    Text(
        en="A link is stated when the document says it itself, and inferred when an analyst read it out of the text, "
        "with a quote, a reason and a confidence. Links to the UN's goals that are not printed are inferred.",
        nn="Ei lenkje er uttrykt når dokumentet seier det sjølv, og utleidd når ein analytikar har lese det ut av "
        "teksten, med sitat, grunngjeving og visse. Alle lenkjer til FN-måla som ikkje står på trykk, er utleidde.",
        nb="En lenke er uttrykt når dokumentet sier det selv, og utledet når en analytiker har lest det ut av teksten, "
        "med sitat, begrunnelse og visshet. Alle lenker til FN-målene som ikke står på trykk, er utledet.",
    ),
    Text(
        en="What a part does, the whole does. A measure has a goal when a chain of part of, supports and addresses "
        "joins them, however many steps it has; a measure has the money of the budget lines that cover it.",
        nn="Det ein del gjer, gjer heilskapen. Eit tiltak har eit mål når ei rekkje av del av, støttar og tek opp bind "
        "dei saman, same kor mange ledd ho har; eit tiltak har pengane til budsjettlinjene som dekkjer det.",
        nb="Det en del gjør, gjør helheten. Et tiltak har et mål når en rekke av del av, støtter og tar opp binder dem "
        "sammen, uansett hvor mange ledd den har; et tiltak har pengene til budsjettlinjene som dekker det.",
    ),
)
STATED_ONLY = Text(
    en="In this report only stated links count.",
    nn="I denne rapporten tel berre uttrykte lenkjer.",
    nb="I denne rapporten teller bare uttrykte lenker.",
)
MADE = Text(
    en="Made on {date} with kgraph {version}.",
    nn="Laga {date} med kgraph {version}.",
    nb="Laget {date} med kgraph {version}.",
)
ASK = Text(
    en='Each question below can be asked again, and changed: kgraph ask "…"; kgraph explain tells its meaning.',
    nn='Spørsmåla under kan stillast på nytt og endrast: kgraph ask "…"; kgraph explain fortel kva dei tyder.',
    nb='Spørsmålene under kan stilles på nytt og endres: kgraph ask "…"; kgraph explain forteller hva de betyr.',
)
QUESTIONS = Text(en="The questions behind the numbers", nn="Spørsmåla bak tala", nb="Spørsmålene bak tallene")
QUESTION = Text(en="question", nn="spørsmål", nb="spørsmål")
NUMBER = Text(en="answer", nn="svar", nb="svar")
RULES = Text(en="The rules that look for gaps", nn="Reglane som leitar etter hol", nb="Reglene som leter etter hull")
RULE = Text(en="rule", nn="regel", nb="regel")
LOOKS = Text(en="looks for", nn="leitar etter", nb="leter etter")
SEVERITY = Text(en="severity", nn="alvor", nb="alvor")
FOUND = Text(en="found", nn="funne", nb="funnet")


def method(part: Part, gaps: Gaps, today: date) -> Section:
    """The section on method."""
    from kgraph import __version__

    intro = [part.say(each) for each in PARAGRAPHS]
    if part.view.basis == "stated":
        intro.append(part.say(STATED_ONLY))
    intro += [part.say(MADE, date=day(today, part.language), version=__version__), part.say(ASK)]
    return Section("method", part.say(TITLE), tuple(intro), (_questions(part), *_rules(part, gaps)))


def _questions(part: Part) -> Table:
    return _table(part, [(QUESTION, "text"), (NUMBER, "integer")], tuple(part.counted()), QUESTIONS)


def _rules(part: Part, gaps: Gaps) -> list[Table]:
    language = part.language
    rows: tuple[Row, ...] = tuple(
        (name, rule.title[language], SEVERITY_NAMES[rule.severity][language], gaps.counts.get(name, 0))
        for name, rule in part.view.gap_rules().items()
    )
    heads = [(RULE, "text"), (LOOKS, "text"), (SEVERITY, "text"), (FOUND, "integer")]
    return [_table(part, heads, rows, RULES)] if rows else []


def _table(part: Part, heads: list[tuple[Text, str]], rows: tuple[Row, ...], title: Text) -> Table:
    columns = tuple(Column(part.say(name), kind) for name, kind in heads)
    return Table(Answer("kgraph report", columns, rows, len(rows), language=part.language), part.say(title))
