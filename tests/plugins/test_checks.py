"""Each check of `kgraph.testing` sees what it is there to see: for every sentence something broken in one way."""

import io
import itertools
import textwrap
from dataclasses import replace
from pathlib import Path

import click
import pytest

from kgraph.answer import Answer, Column, Note, Thing
from kgraph.plugin import (
    Analysis,
    Dossier,
    Exporter,
    GapRule,
    Importer,
    KgraphError,
    Loss,
    Parameter,
    Problem,
    Renderer,
    Shown,
)  # fmt: skip
from kgraph.saved import read_saved
from kgraph.terms import LANGUAGES, Iri, Literal, Text, Triple
from kgraph.testing import (
    check_analysis,
    check_answer,
    check_command,
    check_exporter,
    check_gap_rule,
    check_importer,
    check_plugin,
    check_renderer,
    check_words,
    example,
    specimens,
)  # fmt: skip

ROOT = Path(__file__).parents[2]
TEXT = Text(en="things", nn="ting", nb="ting")
LONG = Text(en="how far is it to there", nn="kor langt er det dit", nb="hvor langt er det dit")
HALF = Text(en="things", nn="ting")


def fault(check, *given, **more) -> str:
    with pytest.raises(AssertionError) as raised:
        check(*given, **more)
    return str(raised.value)


THING = Thing("x:1", "a:1", "A", "Measure")
ANSWER = Answer("q", (Column("it", "thing"), Column("cost", "money", "NOK")), ((THING, 5),), 1)
WRONG_ANSWERS = {
    "an Answer is wanted, not list": [],
    "`question` is empty": replace(ANSWER, question=" "),
    "`language` is one of en, nn, nb, not 'sv'": replace(ANSWER, language="sv"),
    "it has no columns": replace(ANSWER, columns=(), rows=()),
    "`total` is 0, but there are 1 rows": replace(ANSWER, total=0),
    "has the type 'string', not one of thing,": replace(ANSWER, columns=(Column("it", "string"), ANSWER.columns[1])),
    "a column has no name": replace(ANSWER, columns=(Column("", "thing"), ANSWER.columns[1])),
    "cost is money with a currency, or neither": replace(ANSWER, columns=(ANSWER.columns[0], Column("cost", "money"))),
    "row 0 has 1 cells for 2 columns": replace(ANSWER, rows=((THING,),)),
    "in the column it: 'A' does not fit the type thing": replace(ANSWER, rows=(("A", 5),)),
    "True does not fit the type money": replace(ANSWER, rows=((THING, True),)),
    "an empty cell is None, not an empty list": replace(ANSWER, rows=(([], 5),)),
    "row 0 is a tuple, not list": replace(ANSWER, rows=([THING, 5],)),
    "`keys` is 3, but there are 2 columns": replace(ANSWER, keys=3),
    "a matrix has two keys at least, not 0": replace(ANSWER, matrix=True),
    "`shared` names cells that are not there": replace(ANSWER, shared=frozenset({(1, 0)})),
    "a note has a code and a text": replace(ANSWER, notes=(Note("x", ""),)),
    "of `notes`: a Note is wanted, not str": replace(ANSWER, notes=("x",)),
}


@pytest.mark.parametrize("sentence", WRONG_ANSWERS)
def test_a_wrong_answer_is_told(sentence):
    assert sentence in fault(check_answer, WRONG_ANSWERS[sentence])


def test_whole_answers_pass():
    check_answer(ANSWER)
    for language in LANGUAGES:
        for answer in specimens(language).values():
            check_answer(answer)


def test_answers_to_the_shipped_questions_pass(shipped):
    paths = sorted((ROOT / "queries").glob("*.spor"))[::6]
    assert len(paths) > 8
    for path in paths:
        saved = read_saved(str(path), "en")
        check_answer(shipped.ask(saved.question, language="nn", parameters=saved.values({}, "en")), path.stem)


def exporter(write=lambda _view, _file: [], **more) -> Exporter:
    return Exporter(**{"name": "mine", "suffix": ".csv", "what": TEXT, "write": write, **more})


COUNT = itertools.count()


def unsteady(_view, file):
    file.write(f"{next(COUNT)}".encode())
    return []


def labels(view, file):
    file.write(",".join(node.thing.label for node in view.property_graph().nodes).encode())
    return []


def through_a_wrapper(_view, file):
    io.TextIOWrapper(file, encoding="utf-8").write("x")
    return []


def careless(_view, _file):
    assert not "an assert of the plugin's own"


def raw(view, file):
    file.write("".join(f"<p>{node.thing.label}</p>" for node in view.property_graph().nodes).encode())
    return []


WRONG_EXPORTERS = {
    "the exporter My File: a name is lower-case letters and digits": exporter(name="My File"),
    "the exporter mine: `what` has no text in Bokmål": exporter(what=HALF),
    "the exporter mine: `what`: a Text is wanted, not str": exporter(what="things"),
    "the ending of a file is a dot and lower-case letters, such as .csv, not 'csv'": exporter(suffix="csv"),
    "it writes other bytes the second time": exporter(unsteady),
    "`write` gives the Losses, an empty list if there are none, not NoneType": exporter(lambda _view, _file: None),
    "of `write`: a Loss is wanted, not str": exporter(lambda _view, _file: ["links"]),
    "a Loss has a count above 0": exporter(lambda _view, _file: [Loss(TEXT, 0)]),
    "a Loss: `what` has no text in Bokmål": exporter(lambda _view, _file: [Loss(HALF, 1)]),
    "it closes the file; a TextIOWrapper does so as it goes": exporter(through_a_wrapper),
    "it raises ZeroDivisionError in English": exporter(lambda _view, _file: 1 / 0),
    "it raises AssertionError in English": exporter(careless),
    "no .csv: its rows are not equally long": exporter(lambda _view, file: [file.write(b"a,b\n1\n")][:0]),
    "what it writes in English is no .json": exporter(labels, suffix=".json"),
    "what it writes in English is no .svg": exporter(raw, suffix=".svg"),
    "a name that holds </script><b> stands unescaped": exporter(raw, suffix=".html"),
    "it refuses of one plan: no": exporter(lambda view, _file: refuse() if view.plan else []),
    "it raises ValueError in an empty project": exporter(
        lambda view, _file: [max(len(each.label) for each in view.ask("plans").things())][:0]
    ),
}  # fmt: skip


def refuse(message="no"):
    raise KgraphError(message)


@pytest.mark.parametrize("sentence", WRONG_EXPORTERS)
def test_a_wrong_exporter_is_told(sentence):
    assert sentence in fault(check_exporter, WRONG_EXPORTERS[sentence])


def importer(read=lambda _path: [], **more) -> Importer:
    return Importer(**{"name": "mine", "suffixes": (".x",), "what": TEXT, "read": read, **more})


def bad_iri(_path):
    yield Triple(Iri("not an iri"), Iri("x:p"), Literal("a"))


WRONG_IMPORTERS = {
    "`suffixes`: a tuple is wanted, not str": importer(suffixes=".x"),
    "`suffixes` is empty": importer(suffixes=()),
    "a dot and lower-case letters, such as .csv, not '*.x'": importer(suffixes=("*.x",)),
    "it raises UnicodeDecodeError on binary noise": importer(lambda path: [path.read_text(encoding="utf-8")][:0]),
    "it raises IndexError on an empty file": importer(lambda path: [path.read_bytes()[0]][:0]),
    "it yields Triples and Problems, not str": importer(lambda _path: ["a"]),
    "a Problem: `texts` has no text in English": importer(lambda _path: [Problem("warning", "x", "no", "a.x")]),
    "it yields a triple that RDF cannot hold": importer(bad_iri),
    "its KgraphError on an empty file says nothing": importer(lambda _path: refuse(" ")),
}


@pytest.mark.parametrize("sentence", WRONG_IMPORTERS)
def test_a_wrong_importer_is_told(sentence):
    assert sentence in fault(check_importer, WRONG_IMPORTERS[sentence])


def test_an_importer_that_reads_nothing_of_its_own_form_is_told(tmp_path):
    sample = tmp_path / "a.x"
    sample.write_text("a", encoding="utf-8")
    problem = Problem("warning", "x", "nothing here", "a.x", texts=TEXT)
    assert "no triple comes of a.x" in fault(check_importer, importer(lambda _path: [problem]), sample)
    unsteady_triples = importer(lambda _path: [Triple(Iri("x:s"), Iri("x:p"), Literal(str(next(COUNT))))])
    assert "it reads a.x otherwise the second time" in fault(check_importer, unsteady_triples, sample)
    assert "it refuses on a.x: no" in fault(check_importer, importer(lambda _path: refuse()), sample)


def renderer(render=lambda _answers: "", **more) -> Renderer:
    return Renderer(**{"name": "mine", "suffix": ".txt", "what": TEXT, "render": render, **more})


def only_one(answers):
    (answer,) = answers
    return answer.question


WRONG_RENDERERS = {
    "a str or: a bytes is wanted, not NoneType": renderer(lambda _answers: None),
    "it raises IndexError on no rows": renderer(lambda answers: str(answers[0].rows[0])),
    "it raises TypeError on every column type": renderer(lambda answers: ", ".join(answers[0].rows[0])),
    "it raises ValueError on several answers": renderer(only_one),
    "it renders every column type otherwise the second time": renderer(lambda _answers: str(next(COUNT))),
    "stands unescaped on every column type": renderer(lambda answers: str(answers[0].question), suffix=".html"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", WRONG_RENDERERS)
def test_a_wrong_renderer_is_told(sentence):
    assert sentence in fault(check_renderer, WRONG_RENDERERS[sentence])


def found(view, _values):
    return replace(ANSWER, language=view.language)


def analysis(run=found, **more) -> Analysis:
    return Analysis(**{"name": "mine", "title": TEXT, "why": TEXT, "reading": TEXT, "run": run, **more})


WRONG_ANALYSES = {
    "the analysis mine: `why` has no text in English and Nynorsk and Bokmål": analysis(why=Text()),
    "the analysis mine: `title` is English in Nynorsk": analysis(title=replace(LONG, nn=LONG.en)),
    "the analysis mine: `reading` has no text in Bokmål": analysis(reading=HALF),
    "the parameter 'a b' is not a plain word": analysis(parameters=(Parameter("a b", TEXT, "1"),)),
    "the parameter a: `what` has no text in Bokmål": analysis(parameters=(Parameter("a", HALF, "1"),)),
    "gives two things one name: a": analysis(parameters=(Parameter("a", TEXT, "1"), Parameter("a", TEXT, "2"))),
    "in English: an Answer is wanted, not str": analysis(lambda _view, _values: "5"),
    "its answer is not in the view's language in Nynorsk": analysis(lambda _view, _values: ANSWER),
    "it finds something else the second time": analysis(
        lambda view, _values: replace(found(view, {}), rows=((THING, next(COUNT)),))
    ),
    "it raises IndexError in an empty project": analysis(lambda view, _: view.ask("plans").rows[0] and found(view, {})),
    "it refuses on stated links alone: no": analysis(
        lambda view, _values: refuse() if view.basis == "stated" else found(view, {})
    ),
    "it raises IndexError of one plan": analysis(lambda view, _values: [found(view, {})][int(view.plan is not None)]),
}  # fmt: skip


@pytest.mark.parametrize("sentence", WRONG_ANALYSES)
def test_a_wrong_analysis_is_told(sentence):
    assert sentence in fault(check_analysis, WRONG_ANALYSES[sentence])


def test_a_parameter_that_an_analysis_does_not_have_is_told():
    assert "it has no parameter depth" in fault(check_analysis, analysis(), depth="2")
    check_analysis(analysis(parameters=(Parameter("depth", TEXT),)), depth="2")


RULE = GapRule(
    name="mine",
    severity="note",
    question="measures without budget show part of",
    title=TEXT,
    reason=Text(en="{thing} {1}", nn="{1}: {thing}", nb="{thing} {1}"),
    advice=TEXT,
)
WRONG_RULES = {
    "`severity` is one of error, warning, note, not 'bad'": {"severity": "bad"},
    "`question` cannot be asked:": {"question": "measures wihtout budget"},
    "is written in English as kgraph fmt does: measures without budget": {"question": "measures Without budget"},
    "kgraph fmt does: measures with budget": {"question": "tiltak med budsjett"},
    "the first column of «count measures» is the thing with the gap, not integer": {"question": "count measures"},
    "`reason` has a blank that nothing fills: 7": {"reason": Text(en="{7}", nn="{7}", nb="{7}")},
    "`reason` has other blanks in other languages": {"reason": Text(en="{thing}", nn="{0}", nb="{thing}")},
    "`title` has a blank that nothing fills: thing": {"title": Text(en="{thing}", nn="{thing}", nb="{thing}")},
    "`advice` has a curly bracket that stands alone": {"advice": Text(en="{", nn="{", nb="{")},
    "`in_plan` does not ask of $plan": {"in_plan": "measures without budget show part of"},
    "`in_plan` cannot be asked": {"in_plan": "measures under $plan and in $year"},
    "`question` asks of none of what `each` finds: $plan": {"each": "plans as plan"},
    "`each` cannot be asked": {"each": "plants as plan"},
    "it finds other gaps the second time": {"keep": lambda _view, _row: next(COUNT) % 2},
    "it raises ZeroDivisionError in English": {"keep": lambda _view, _row: 1 / 0},
}  # fmt: skip


@pytest.mark.parametrize("sentence", WRONG_RULES)
def test_a_wrong_gap_rule_is_told(sentence):
    assert sentence in fault(check_gap_rule, replace(RULE, **WRONG_RULES[sentence]))


def test_gap_rules_of_every_form_pass():
    check_gap_rule(RULE)
    check_gap_rule(replace(RULE, in_plan="measures under $plan and without budget show part of"))
    reason = Text(en="{thing} {plan}", nn="{plan} {thing}", nb="{thing} {plan}")
    check_gap_rule(
        replace(RULE, each="plans as plan", question="measures under $plan and without budget", reason=reason)
    )
    check_gap_rule(replace(RULE, question="measures until $yesterday and not since $today show year"))


def command(run=lambda: None, **more) -> click.Command:
    return click.Command(**{"name": "mine", "callback": run, "help": "Does it.", **more})


WRONG_COMMANDS = {
    "the command mine: it has no help": command(help=""),
    "a command of a plugin has no commands of its own": click.Group("mine", help="x"),
    "it raises ZeroDivisionError as it runs": command(lambda: 1 / 0),
    "it gives int, not an Answer, a Dossier, a Shown, a text or bytes": command(lambda: 5),
    "a way of a Shown gives a text, an Answer or a Dossier, not bytes": command(
        lambda: Shown(ANSWER, {"html": lambda *_: b""})
    ),
    "it raises KeyError as html": command(lambda: Shown(ANSWER, {"html": lambda *_: {}["x"]})),
    "a Dossier holds at least one answer": command(lambda: Dossier("t", ())),
    "`total` is 0, but there are 1 rows": command(lambda: Dossier("t", (replace(ANSWER, total=0),))),
}


@pytest.mark.parametrize("sentence", WRONG_COMMANDS)
def test_a_wrong_command_is_told(sentence):
    assert sentence in fault(check_command, WRONG_COMMANDS[sentence])


def test_a_command_gets_its_arguments_and_the_view():
    @click.command("mine")
    @click.argument("code")
    @click.pass_obj
    def mine(view, code):
        """Find it."""
        return view.ask("parts of $it" if 0 else "everything under $it", it=code)

    check_command(mine)
    check_command(mine, ["b:1"])
    assert "it cannot be run with --no" in fault(check_command, mine, ["--no"])
    assert "it refuses as it runs" in fault(check_command, mine, ["b:nothing"])


WORDS = """
@prefix own: <https://example.org/mine#> . @prefix kg: <https://w3id.org/kgraph/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
own:Boat a owl:Class ; rdfs:subClassOf kg:Thing ;
    rdfs:label "boat"@en , "båt"@nn , "båt"@nb ; kg:plural "boats"@en , "båtar"@nn , "båter"@nb ;
    rdfs:comment "It floats."@en , "Han flyt."@nn , "Den flyter."@nb .
own:carries a owl:ObjectProperty ; rdfs:domain own:Boat ; rdfs:range kg:Measure ;
    rdfs:label "carries"@en , "fraktar"@nn , "frakter"@nb ; kg:verb "carry"@en , "fraktar"@nn , "frakter"@nb ;
    rdfs:comment "It is aboard."@en , "Det er om bord."@nn , "Det er om bord."@nb .
own:carriedBy a owl:ObjectProperty ; owl:inverseOf own:carries ;
    rdfs:label "carried by"@en , "frakta av"@nn , "fraktet av"@nb ;
    kg:verb "are carried by"@en , "er frakta av"@nn , "er fraktet av"@nb .
"""
COLOUR = """; rdfs:label "colour"@en , "farge"@nn , "farge"@nb ; rdfs:range own:Colour ;
    rdfs:comment "Of it."@en , "På han."@nn , "På den."@nb ."""
WRONG_WORDS = {
    "it has no kg:plural in Nynorsk": (', "båtar"@nn', ""),
    "it has no rdfs:label in English": ('"boat"@en , ', ""),
    "it has no rdfs:comment in Bokmål": (', "Den flyter."@nb', ""),
    "it has no kg:verb in Bokmål": (', "er fraktet av"@nb', ""),
    "it is not below kg:Thing": ("; rdfs:subClassOf kg:Thing", ""),
    "a link has an rdfs:domain and an rdfs:range": ("rdfs:domain own:Boat ;", ""),
    "are kinds that there are, not https://example.org/mine#Ship": ("rdfs:domain own:Boat", "rdfs:domain own:Ship"),
    "it has no inverse": ("owl:inverseOf own:carries ;", "rdfs:domain kg:Measure ; rdfs:range own:Boat ;"),
    "«without» is a keyword in English": ('"boat"@en', '"without"@en'),
    "«measure» is the name of another word too": ('"boat"@en', '"measure"@en'),
    "«tiltak» is the name of another word too": ('"båtar"@nn', '"tiltak"@nn'),
    "«boats (big)» cannot be asked": ('"boats"@en', '"boats (big)"@en'),
    "a choice field has choices": ("own:carriedBy a", f"own:colour a kg:ChoiceField {COLOUR} own:carriedBy a"),
    "a plugin says nothing of the words of kgraph itself": (
        "own:carriedBy a",
        'kg:Plan rdfs:label "map"@en . own:carriedBy a',
    ),
    "no kind, link or field is defined in it": (WORDS, ""),
    "words.ttl": ("own:Boat a", "own:Boat a a"),
}


@pytest.mark.parametrize("sentence", WRONG_WORDS)
def test_a_wrong_word_is_told(sentence, tmp_path):
    path = tmp_path / "words.ttl"
    path.write_text(WORDS, encoding="utf-8")
    check_words(path)
    path.write_text(WORDS.replace(*WRONG_WORDS[sentence]), encoding="utf-8")
    assert sentence in fault(check_words, path)


BEGIN = '"""Mine."""\nfrom kgraph.plugin import *\nfrom kgraph.plugin import hook\n'
WRONG_PLUGINS = {
    "it begins with a docstring": "from kgraph.plugin import hook\n",
    "is broken: it gives nothing": BEGIN,
    "is broken: there is no hook exporter; exporters may be meant": f"{BEGIN}@hook\ndef exporter():\n    return []\n",
    "exporters gives an empty list": f"{BEGIN}@hook\ndef exporters():\n    return []\n",
    "ModuleNotFoundError: No module named 'nothing_of_the_kind'": f"{BEGIN}import nothing_of_the_kind\n",
    "exporters gives str, which does not belong there": f"{BEGIN}@hook\ndef exporters():\n    return ['a']\n",
}


@pytest.mark.parametrize("sentence", WRONG_PLUGINS)
def test_a_wrong_plugin_is_told(sentence, tmp_path):
    path = tmp_path / "mine.py"
    path.write_text(WRONG_PLUGINS[sentence], encoding="utf-8")
    assert sentence in fault(check_plugin, path)


def test_what_is_no_plugin_is_told(tmp_path):
    assert "is no plugin" in fault(check_plugin, tmp_path)
    assert "is no plugin" in fault(check_plugin, tmp_path / "nothing.py")


def test_a_plugin_is_tried_with_its_words_and_with_what_it_gives_itself(tmp_path):
    (tmp_path / "words.ttl").write_text(WORDS, encoding="utf-8")
    text = 'Text(en="boats", nn="båtar", nb="båter")'
    (tmp_path / "__init__.py").write_text(
        textwrap.dedent(f'''
        """Boats."""
        from kgraph.plugin import Analysis, GapRule, Text, hook

        @hook
        def analyses():
            texts = dict(title={text}, why={text}, reading={text})
            return [Analysis("boats", run=lambda view, _: view.ask("boats"), **texts),
                    Analysis("more-boats", run=lambda view, _: view.analyse("boats"), **texts)]

        @hook
        def gap_rules():
            return [GapRule(name="no-load", severity="note", question="boats that do not carry measures",
                            title={text}, reason={text}, advice={text})]
        ''').lstrip(),
        encoding="utf-8",
    )
    plugin = check_plugin(tmp_path)
    assert [each.name for each in plugin.gives["analyses"]] == ["boats", "more-boats"]
    assert example(tmp_path).gaps(rules=["no-load"]).gaps == ()
