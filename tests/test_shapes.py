"""The shapes: the shipped data conforms to them, and each can be broken."""

import re
from pathlib import Path

import pytest

from kgraph.building import read_source, vocabulary_of
from kgraph.engines.embedded import parse
from kgraph.project import Source, shipped_root
from kgraph.shapes_check import shape_faults
from kgraph.terms import KG, LANGUAGES, RDF
from kgraph.written import Written

SH = "http://www.w3.org/ns/shacl#"
SHAPES = shipped_root() / "ontology" / "shapes.ttl"
FILES = [str(path) for path in sorted(SHAPES.parent.glob("*.ttl")) if path != SHAPES]
WORDS = [quad for path in FILES for quad in parse(path, KG)]
VOCABULARY = vocabulary_of(WORDS)
PREFIXES = """
@prefix kg:   <https://w3id.org/kgraph/ns#> .
@prefix x:    <https://w3id.org/kgraph/id/x/> .
@prefix rdf:  <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd:  <http://www.w3.org/2001/XMLSchema#> .
"""
# A plan that conforms; the broken examples add to it, or take a part of it away.
WHOLE = """
x:plan a kg:ActionPlan ; skos:notation "x:plan" ; rdfs:label "Plan"@en , "Plan"@nn , "Plan"@nb .
x:goal a kg:CrossCuttingGoal ; skos:notation "x:goal" ; rdfs:label "G"@en , "G"@nn , "G"@nb ;
    kg:partOf x:plan ; kg:requiredIn x:plan .
x:measure a kg:Measure ; skos:notation "x:measure" ; rdfs:label "M"@en , "M"@nn , "M"@nb ;
    kg:partOf x:plan ; kg:supports x:plan ; kg:addresses x:goal .
x:line a kg:BudgetLine ; skos:notation "x:line" ; rdfs:label "L"@en , "L"@nn , "L"@nb ;
    kg:partOf x:plan ; kg:covers x:measure ; kg:responsible x:town ; kg:budget 100 ;
    kg:number 1 ; kg:startYear 2024 ; kg:endYear 2025 ; kg:confidence kg:low .
x:town a kg:Organization ; skos:notation "x:town" ; rdfs:label "T"@en , "T"@nn , "T"@nb .
x:target a kg:QuantifiedTarget ; skos:notation "x:target" ; rdfs:label "Q"@en , "Q"@nn , "Q"@nb ;
    kg:partOf x:measure ; kg:value 45 ; kg:unit "minutes"@en ; kg:bound kg:atMost .
x:claim a kg:Claim ; rdf:subject x:line ; rdf:predicate kg:covers ; rdf:object x:measure ; kg:basis kg:inferred ;
    kg:match kg:exact ; kg:confidence kg:high ; kg:reason "same words"@en ; kg:quote "words"@nn ; kg:document x:plan ;
    kg:heading "Table"@nn .
"""
THING = 'x:t a kg:{kind} ; skos:notation "x:t" ; rdfs:label "t"@en , "t"@nn , "t"@nb ; {more} .'


def part(kind):
    """A thing that is part of an actor: of nothing that a plan is made of."""
    return WHOLE + THING.format(kind=kind, more="kg:partOf x:town")


def less(words):
    assert words in WHOLE
    return WHOLE.replace(words, "")


def other(words, instead):
    assert words in WHOLE
    return WHOLE.replace(words, instead)


# Kinds that are part of a plan, or of something in it; places, of places.
PARTS = (
    "OverallGoal", "CrossCuttingGoal", "SubGoal", "FocusArea", "SubStrategy", "Effort", "Section", "Strategy",
    "Measure", "BudgetLine", "PlanLevel", "GoalLevel", "Phase", "PhaseExample", "RequiredField", "Theme",
    "FundingSource", "QuantifiedTarget", "AttractivenessSide", "SDGTarget", "Place",
)  # fmt: skip

# For each shape a smallest example that breaks it.
BROKEN = {
    "Code": less('skos:notation "x:town" ;'),
    "Name": other('"T"@en', '"T"@en , "Town"@en'),
    "NynorskName": less(', "T"@nn'),
    "BokmalName": less(', "T"@nb'),
    "EnglishName": less('"T"@en ,'),
    **{f"{kind}Part": part(kind) for kind in PARTS},
    "UnitPart": WHOLE + THING.format(kind="Unit", more="kg:partOf x:plan"),
    "PositionPart": WHOLE + THING.format(kind="Position", more="kg:partOf x:plan"),
    "Budget": other("kg:budget 100", "kg:budget 0"),
    "StartYear": other("kg:startYear 2024", "kg:startYear 202"),
    "EndYear": other("kg:endYear 2025", "kg:endYear 20255"),
    "Period": other("kg:endYear 2025", "kg:endYear 2023"),
    "Date": WHOLE + 'x:plan kg:date "2024-02-30x"^^xsd:string .',
    "Number": other("kg:number 1", "kg:number 1 , 2"),
    "TargetValue": less("kg:value 45 ;"),
    "TargetUnit": less('kg:unit "minutes"@en ;'),
    "TargetBound": other("kg:bound kg:atMost", "kg:bound kg:high"),
    "Supporter": WHOLE + "x:line kg:supports x:goal .",
    "Supports": other("kg:supports x:plan", "kg:supports x:town"),
    "Addresses": other("kg:addresses x:goal", "kg:addresses x:plan"),
    "RequiredIn": other("kg:requiredIn x:plan", "kg:requiredIn x:measure"),
    "Responsible": other("kg:responsible x:town", "kg:coResponsible x:plan"),
    "Covers": other("kg:covers x:measure", "kg:covers x:goal"),
    "ClaimSubject": less("rdf:subject x:line ;"),
    "ClaimObject": other("rdf:object x:measure", "rdf:object x:measure , x:goal"),
    "ClaimPredicate": other("rdf:predicate kg:covers", "rdf:predicate kg:budget"),
    "ClaimBasis": other("kg:basis kg:inferred", "kg:basis kg:inferred , kg:stated"),
    "ClaimQuote": less('kg:quote "words"@nn ;'),
    "ClaimDocument": other("kg:document x:plan", "kg:document x:town"),
    "ClaimHeading": other('kg:heading "Table"', 'kg:heading ""'),
    "InferredConfidence": less("kg:confidence kg:high ;"),
    "InferredReason": less('kg:reason "same words"@en ;'),
    "Reason": other('"same words"@en', '"same words"@en , "the same words"@en'),
    "Confidence": other("kg:confidence kg:low", "kg:confidence kg:exact"),
    "CoversMatch": less("kg:match kg:exact ;"),
    "NotRelevantReason": WHOLE + 'x:goal kg:notRelevantBy x:town ; kg:notRelevantOn "2024-01-01"^^xsd:date .',
    "NotRelevantBy": WHOLE + 'x:goal kg:notRelevant "no"@en ; kg:notRelevantOn "2024-01-01"^^xsd:date .',
    "NotRelevantOn": WHOLE + 'x:goal kg:notRelevant "no"@en ; kg:notRelevantBy x:town .',
}


def shape_facts():
    """For each shape its types and its messages by language."""
    found = {}
    for quad in parse(str(SHAPES), KG):
        if quad.subject.value.startswith(KG):
            said = found.setdefault(quad.subject.value.removeprefix(KG), {"types": set(), "messages": {}})
            if quad.predicate.value == RDF + "type":
                said["types"].add(quad.object.value.removeprefix(SH))
            if quad.predicate.value == SH + "message":
                said["messages"][quad.object.language] = quad.object.value
    return found


FACTS = shape_facts()


def broken(text, folder, language="en"):
    """The shapes that a text of Turtle breaks, with what they say."""
    path = Path(folder) / "x.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    quads = [*WORDS, *read_source(Source("data/x", str(path)))]
    found = shape_faults([SHAPES], Written.of(quads, VOCABULARY, language))
    return {fault.rule.removesuffix("Shape"): fault for fault in found}


@pytest.mark.parametrize("name", FACTS)
def test_every_shape_is_named_as_one_and_speaks_three_languages(name):
    assert name.endswith("Shape")
    assert FACTS[name]["types"] in ({"NodeShape"}, {"PropertyShape"})
    assert set(FACTS[name]["messages"]) == set(LANGUAGES)


def test_shapes_need_nothing_but_the_core_of_shacl():
    assert not re.search(r"sh:(sparql|js|rule|select)\b", SHAPES.read_text(encoding="utf-8"))


def test_there_is_a_broken_example_for_every_shape():
    assert {f"{name}Shape" for name in BROKEN} == set(FACTS)


def test_the_whole_example_conforms(tmp_path):
    assert broken(WHOLE, tmp_path) == {}


@pytest.mark.no_cover
@pytest.mark.parametrize("name", BROKEN)
def test_every_shape_can_be_broken(name, tmp_path):
    found = broken(BROKEN[name], tmp_path)
    assert name in found
    assert FACTS[f"{name}Shape"]["messages"]["en"] in found[name].message


def test_a_missing_language_is_a_warning_and_a_missing_code_an_error(tmp_path):
    assert broken(BROKEN["BokmalName"], tmp_path)["BokmalName"].severity == "warning"
    assert broken(BROKEN["Code"], tmp_path)["Code"].severity == "error"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_shape_says_is_in_the_language_asked_for(language, tmp_path):
    fault = broken(BROKEN["Budget"], tmp_path, language)["Budget"]
    assert fault.message == f"L (x:line): {FACTS['BudgetShape']['messages'][language]}"


def test_the_codes_of_other_catalogues_are_no_second_codes(tmp_path):
    more = 'x:town skos:notation "1.1"^^<http://metadata.un.org/sdg/ontology#SDGCodeCompact> .'
    assert broken(WHOLE + more, tmp_path) == {}


def test_the_shipped_data_conforms(shipped):
    written = Written.of(shipped.engine, shipped.vocabulary, "en")
    assert shape_faults(shipped.project.shapes(), written) == []
    assert len(written.kinds) > 400
