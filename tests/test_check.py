"""Each fault that `kgraph check` looks for, on a project that has it and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import kgraph
from kgraph.building import read_source
from kgraph.cli import run
from kgraph.errors import ProjectError
from kgraph.faults import faults
from kgraph.messages import texts
from kgraph.project import Source
from kgraph.terms import LANGUAGES
from kgraph.written import Written

SH = "http://www.w3.org/ns/shacl#"
PREFIXES = """\
@prefix kg:   <https://w3id.org/kgraph/ns#> .
@prefix x:    <https://w3id.org/kgraph/id/x/> .
@prefix sdg:  <http://metadata.un.org/sdg/> .
@prefix rdf:  <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd:  <http://www.w3.org/2001/XMLSchema#> .

"""
SOUND = """\
x:plan a kg:ActionPlan ; skos:notation "x:plan" ; rdfs:label "Plan"@en , "Plan"@nn , "Plan"@nb .
x:m a kg:Measure ; skos:notation "x:m" ; rdfs:label "Paint"@en , "Måling"@nn , "Maling"@nb ;
    kg:partOf x:plan ;
    kg:supports sdg:11.1 .
x:town a kg:Organization ; skos:notation "x:town" ; rdfs:label "Town"@en , "By"@nn , "By"@nb .
x:c a kg:Claim ; rdf:subject x:m ; rdf:predicate kg:supports ; rdf:object sdg:11.1 ; kg:basis kg:inferred ;
    kg:confidence kg:high ; kg:reason "because"@en ; kg:quote "words"@nn ; kg:document x:plan ; kg:heading "1"@nn .
"""
NEW = 'x:new a kg:Theme ; skos:notation "x:new" ; rdfs:label "New"@en , "Ny"@nn , "Ny"@nb ; kg:partOf x:plan'


def put(text, folder, name="data/x.ttl"):
    path = Path(folder) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PREFIXES + text, encoding="utf-8")


def found(text, folder, language="en"):
    """What the check of a project with this text says."""
    put(text, folder)
    return kgraph.open(folder, language=language).check()


def changed(words, instead):
    assert words in SOUND
    return SOUND.replace(words, instead)


# rule, the text that breaks it, and what the message must name
FAULTS = [
    ("cycle", changed("kg:partOf x:plan", "kg:partOf x:m"), "Paint (x:m) → Paint (x:m)"),
    ("cycle", SOUND + NEW + ".\nx:plan kg:partOf x:new .", "New (x:new) → Plan (x:plan) → New (x:new)"),
    ("undefined", changed("kg:partOf x:plan", "kg:partOf x:nowhere"), "nowhere"),
    ("code_twice", changed('"x:town"', '"x:m"'), "x:m"),
    ("no_code", changed('skos:notation "x:town" ;', ""), "Town"),
    ("no_label", changed('"Town"@en , "By"@nn , "By"@nb', '"By"@nn'), "English, Bokmål"),
    ("no_label", changed('rdfs:label "Town"@en , "By"@nn , "By"@nb', "kg:number 1"), "x:town"),
    ("unclaimed", SOUND + "x:m kg:responsible x:town .", "Paint (x:m) responsible Town (x:town)"),
    ("unclaimed", SOUND + "x:m kg:projectOwner x:town .", "project owner"),
    ("claim_lacks", changed("kg:basis kg:inferred ;", ""), "basis"),
    ("claim_lacks", changed('kg:quote "words"@nn ;', 'kg:quote " "@nn ;'), "quote"),
    ("claim_lacks", changed("kg:document x:plan ;", ""), "stated in"),
    ("claim_lacks", changed(' ; kg:heading "1"@nn', ""), "heading"),
    ("claim_lacks", changed("kg:confidence kg:high ;", ""), "confidence"),
    ("claim_lacks", changed('kg:reason "because"@en ;', ""), "reason"),
    ("claim_dangling", changed("kg:supports sdg:11.1 .", "."), "claim c "),
    ("value_type", SOUND + "x:plan kg:startYear '2018' .", "2018"),
    ("value_type", SOUND + "x:plan kg:startYear 2018.5 .", "2018.5"),
    ("value_type", SOUND + "x:plan kg:date '2018-02-30'^^xsd:date .", "2018-02-30"),
    ("value_type", SOUND + "x:plan kg:openList 'maybe'^^xsd:boolean .", "maybe"),
    ("value_type", changed("kg:confidence kg:high", "kg:confidence kg:exact"), "exact"),
    ("value_type", SOUND + "x:m kg:text x:town .", "town"),
    ("wrong_kind", SOUND + "x:m kg:budget 100 .", "budget lines, funding sources"),
    ("wrong_kind", SOUND + "x:m kg:partner x:plan .", "actors"),
    ("wrong_kind", SOUND + "x:m kg:requiredIn x:plan .", "cross-cutting goals"),
    ("backwards", SOUND + "x:plan kg:hasPart x:m .", "part of"),
    ("derived", SOUND + "x:plan kg:year 2018 .", "year"),
    ("unknown_word", SOUND + "x:m kg:suports sdg:11 .", "kg:suports"),
    ("unknown_word", SOUND + "x:thing a kg:Mesure .", "kg:Mesure"),
    ("no_kind", SOUND + "x:thing kg:partOf x:plan .", "thing"),
    ("contact", SOUND + 'x:town kg:description "Ring 57 62 96 00"@nn .', "57 62 96 00"),
    ("contact", SOUND + 'x:town kg:description "Ring 57629600."@nn .', "57629600"),
    ("contact", SOUND + 'x:town kg:description "a.b@town.no"@nn .', "a.b@town.no"),
]
IDS = [f"{number}-{rule}" for number, (rule, _, _) in enumerate(FAULTS)]


@pytest.fixture
def with_shapes():
    """Asked for by the tests that check against the shapes too."""


@pytest.fixture(autouse=True)
def _without_shapes(request, monkeypatch):
    """The rules alone, as where pySHACL is not installed, unless a test asks for the shapes."""
    if "with_shapes" not in request.fixturenames:
        monkeypatch.setitem(sys.modules, "pyshacl", None)


def test_a_sound_project_has_no_faults(tmp_path):
    report = found(SOUND, tmp_path)
    assert report.problems == ()
    assert report.errors == 0
    assert [note.code for note in report.answer.notes] == ["no_problems", "shapes_skipped"]
    assert "1 claims" in report.answer.notes[0].text


@pytest.mark.parametrize("rule, text, named", FAULTS, ids=IDS)
def test_each_fault_is_found_placed_and_told_in_three_languages(rule, text, named, tmp_path):
    told = {}
    for language in LANGUAGES:
        (problem,) = [each for each in found(text, tmp_path, language).problems if each.rule == rule]
        path, _, line = problem.source.rpartition(":")
        assert Path(path).resolve() == (tmp_path / "data" / "x.ttl").resolve()
        assert 0 < int(line) <= (PREFIXES + text).count("\n") + 1
        told[language] = problem.message
    assert named in told["en"]
    assert len(set(told.values())) > 1


@pytest.mark.parametrize(
    "said",
    ["kg:budget 25000000", "kg:budget 57625762.0", 'kg:text "Til saman 25000000 NOK"@nn', 'kg:text "kr 57625762,-"@nn',
     'kg:text "57625762 kroner"@nn', 'kg:text "NOK 57625762"@nn', 'kg:text "datert 20181208"@nn',
     'kg:text "sjå https://town.no/sak/57625762"@nn'],
)  # fmt: skip
def test_money_and_dates_are_no_phone_numbers(said, tmp_path):
    report = found(SOUND + f"x:town {said} .", tmp_path)
    assert [each for each in report.problems if each.rule == "contact"] == []


def test_no_text_can_stand_at_the_end_of_a_link(tmp_path, tiny):
    put('x:m a kg:Measure ; kg:partOf "the plan" .', tmp_path)
    quads = read_source(Source("data/x", str(tmp_path / "data" / "x.ttl")))
    told = [each for each in faults(Written.of(quads, tiny.vocabulary, "en")) if each.rule == "value_type"]
    assert ["the plan" in each.message for each in told] == [True]


def test_every_rule_that_has_a_message_has_its_example():
    rules = {key.removeprefix("problem_") for key in texts("en") if key.startswith("problem_")}
    assert rules - {rule for rule, _, _ in FAULTS} == {"word_clash", "word_twice"}


def test_the_line_is_that_of_the_value_at_fault(tmp_path):
    text = changed("kg:supports sdg:11.1 .", "kg:supports sdg:11.1 ;\n    kg:startYear 'then' .")
    (problem,) = found(text, tmp_path).problems
    line = int(problem.source.rpartition(":")[2])
    assert "kg:startYear" in (PREFIXES + text).split("\n")[line - 1]


def test_a_round_of_parts_is_told_once(tmp_path):
    text = SOUND + "".join(
        f'x:t{one} a kg:Theme ; skos:notation "x:t{one}" ; rdfs:label "T{one}"@en , "T"@nn , "T"@nb ; '
        f"kg:partOf x:t{two} .\n"
        for one, two in ((1, 2), (2, 3), (3, 1))
    )
    (problem,) = found(text, tmp_path).problems
    assert problem.rule == "cycle"


def test_suggested_links_need_not_be_in_the_graph(tmp_path):
    text = changed("kg:inferred", "kg:suggested")
    assert found(text, tmp_path).problems == ()
    assert found(text.replace("kg:supports sdg:11.1 .", "."), tmp_path).problems == ()


def test_a_stated_claim_needs_no_reason_and_no_confidence(tmp_path):
    text = changed("kg:inferred", "kg:stated").replace('kg:confidence kg:high ; kg:reason "because"@en ;', "")
    assert found(text, tmp_path).problems == ()


def test_a_claim_in_another_file_is_enough(tmp_path):
    cut = SOUND.index("x:c a kg:Claim")
    put(SOUND[cut:], tmp_path, "data/y.ttl")
    assert found(SOUND[:cut], tmp_path).problems == ()


def test_words_that_are_keywords_are_warned_of_and_stop_nothing(tmp_path):
    put(
        'kg:Zone a <http://www.w3.org/2002/07/owl#Class> ; rdfs:subClassOf kg:Thing ; rdfs:label "without"@en ;\n'
        '    kg:plural "zones"@en .',
        tmp_path,
        "ontology/zones.ttl",
    )
    report = found(SOUND, tmp_path)
    assert {(problem.rule, problem.severity) for problem in report.problems} == {("word_clash", "warning")}
    assert report.errors == 0
    (problem,) = report.problems
    assert problem.source.endswith("zones.ttl:9")
    assert problem.message == (
        'the word "without" of Zone is a keyword of the question language in English; '
        "in questions it is written `Zone`, in backticks, or it needs another label"
    )


def test_two_kinds_that_are_called_alike_are_warned_of(tmp_path):
    put(
        'kg:Step a <http://www.w3.org/2002/07/owl#Class> ; rdfs:subClassOf kg:Thing ; rdfs:label "step"@en ;\n'
        '    kg:plural "Tiltak"@nn .',
        tmp_path,
        "ontology/steps.ttl",
    )
    (problem,) = found(SOUND, tmp_path).problems
    assert (problem.rule, problem.severity) == ("word_twice", "warning")
    assert problem.source.endswith("steps.ttl:9")
    assert problem.message == (
        'the word "tiltak" of Step is a word of "measure" too, which questions take it for; '
        "in questions it is written `Step`, in backticks, or it needs another label"
    )


def test_years_and_amounts_are_no_phone_numbers(tmp_path):
    text = SOUND + 'x:m kg:text "2018 2018 150 000 2017-2019 1 140 000 20182019 a@b, pkt 1.4"@nn .'
    assert [problem.message for problem in found(text, tmp_path).problems if "20182019" not in problem.message] == []


def test_the_answer_has_a_row_a_problem_and_errors_first(tmp_path):
    report = found(changed('"By"@nb', '"By"@nn').replace("kg:partOf x:plan", "kg:partOf x:nowhere"), tmp_path)
    assert [column.name for column in report.answer.columns] == ["severity", "rule", "where", "problem"]
    assert [row[0] for row in report.answer] == sorted(row[0] for row in report.answer)
    assert len(report.answer) == len(report.problems) == report.answer.total


# ---- with the shapes


@pytest.mark.usefixtures("with_shapes")
def test_shapes_are_told_too_and_a_fault_only_once(tmp_path):
    report = found(changed('skos:notation "x:town" ;', "") + "x:plan kg:startYear 2 .", tmp_path)
    assert sorted(problem.rule for problem in report.problems) == ["StartYearShape", "no_code"]
    assert all(note.code != "shapes_conform" for note in report.answer.notes)


@pytest.mark.usefixtures("with_shapes")
def test_a_project_can_have_shapes_of_its_own(tmp_path):
    put(
        f"@prefix sh: <{SH}> .\n"
        "x:OwnShape a sh:PropertyShape ; sh:targetClass kg:Measure ; sh:path kg:status ; sh:minCount 1 .",
        tmp_path,
        "ontology/shapes.ttl",
    )
    (problem,) = found(SOUND, tmp_path).problems
    assert problem.rule == "OwnShape"
    assert problem.message.startswith("Paint (x:m): ")


@pytest.mark.usefixtures("with_shapes")
@pytest.mark.parametrize(
    "text", ["x:a x:b", f"@prefix sh: <{SH}> . x:S a sh:PropertyShape ; sh:targetClass kg:Measure ."]
)
def test_shapes_that_cannot_be_read_are_an_error_that_names_the_file(text, tmp_path):
    put(text, tmp_path, "ontology/shapes.ttl")
    with pytest.raises(ProjectError, match=r"shapes\.ttl"):
        found(SOUND, tmp_path)


# ---- the command


def test_the_command_ends_with_1_where_there_are_errors(tmp_path, capsys):
    put(changed("kg:partOf x:plan", "kg:partOf x:nowhere"), tmp_path)
    assert run(["check", "--project", str(tmp_path), "--format", "table"]) == 1
    assert "nowhere" in capsys.readouterr().out


def test_the_command_ends_with_0_where_there_are_warnings_alone(tmp_path, capsys):
    put(changed(', "By"@nb', ""), tmp_path)
    assert run(["check", "--project", str(tmp_path), "--lang", "nn", "--format", "csv"]) == 0
    assert "bokmål" in capsys.readouterr().out


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_speaks_three_languages(language, tmp_path, capsys):
    put(SOUND, tmp_path)
    assert run(["check", "--project", str(tmp_path), "--lang", language, "--format", "table"]) == 0
    assert texts(language)["shapes_skipped"] in capsys.readouterr().out


@pytest.mark.usefixtures("with_shapes")
def test_the_shipped_data_has_no_faults(shipped):
    report = shipped.check()
    assert report.problems == ()
    assert [note.code for note in report.answer.notes] == ["no_problems", "shapes_conform"]


def test_check_runs_as_a_program_on_the_shipped_data(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "kgraph", "check", "--format", "table"],
        cwd=tmp_path,
        env={**os.environ, "KGRAPH_LANG": "en", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no faults found" in done.stdout
