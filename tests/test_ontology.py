"""The words of the ontology: each complete, spelt as agreed, and no two alike."""

import importlib.util
from collections import defaultdict
from pathlib import Path

import pytest

from kgraph.building import vocabulary_of
from kgraph.engines.embedded import parse
from kgraph.spor.reading.lexicon import clashes, normal
from kgraph.terms import KG, LANGUAGES, RDF, RDFS, SKOS

ROOT = Path(__file__).parents[1]
FILES = [str(path) for path in sorted((ROOT / "ontology").glob("*.ttl")) if path.name != "shapes.ttl"]
QUADS = [quad for path in FILES for quad in parse(path, KG)]
VOCABULARY = vocabulary_of(QUADS)
KINDS, LINKS, FIELDS = VOCABULARY.kinds, VOCABULARY.links, VOCABULARY.fields
WORDS = {**KINDS, **LINKS, **FIELDS}

# The kinds with the English and Nynorsk words that saved questions use, and the other names agreed on.
NAMES = """
Plan | plan | plan
StrategicPlan | strategic plan | strategisk plan
ActionPlan | action plan | handlingsplan
MasterPlan | master plan | kommuneplan
PlanLevel | plan level | plannivå
GoalLevel | goal level | målnivå
Goal | goal | mål
OverallGoal | overall goal | overordna mål
SubGoal | sub-goal | delmål
CrossCuttingGoal | cross-cutting goal | tverrgåande mål
FocusArea | focus area | innsatsområde, satsingsområde
SubStrategy | sub-strategy | delstrategi
Effort | effort | satsing
Section | section | avsnitt
Strategy | strategy | strategi
Measure | measure, project, action, initiative | tiltak, prosjekt
BudgetLine | budget line | budsjettlinje
Actor | actor | aktør
Organization | organization | organisasjon
Unit | unit | eining
Position | position | stilling
Group | group | gruppe
Place | place | stad
Route | route | samband
Phase | phase | fase
PhaseExample | example | døme
RequiredField | required field | felt
FundingSource | funding source | finansieringskjelde
QuantifiedTarget | quantified target | måltal
Document | document | dokument
Programme | programme | program
Theme | theme | tema
AttractivenessSide | attractiveness side | attraktivitetsside
SDGGoal | SDG goal, SDG, UN goal | berekraftsmål, FN-mål
SDGTarget | SDG target | FN-delmål
Claim | claim | påstand
"""
AGREED = [[cell.strip() for cell in line.split("|")] for line in NAMES.strip().splitlines()]

# The links and fields that the model asks for, by their English names.
LINK_NAMES = {
    "part of", "has part", "supports", "supported by", "addresses", "addressed by", "required in", "responsible",
    "responsible for", "overall responsible", "operative responsible", "coordinating responsible", "project owner",
    "project responsible", "co-responsible", "partner", "takes part in", "funds", "funded by", "commissioned",
    "prepared", "gave input to", "host of", "member of", "covers", "covered by", "same matter as", "concerns",
    "builds on", "refers to", "has phase",
}  # fmt: skip
FIELD_NAMES = {
    "name", "other name", "text", "code", "number", "description", "budget", "start year", "end year", "year", "date",
    "status", "quote", "heading", "confidence", "value", "unit of measurement", "not relevant", "role",
}  # fmt: skip


@pytest.mark.parametrize("iri", WORDS)
def test_every_word_has_a_name_in_three_languages(iri):
    assert set(WORDS[iri].labels) == set(LANGUAGES)


@pytest.mark.parametrize("iri", WORDS)
def test_every_word_says_what_it_is_in_three_languages(iri):
    assert set(WORDS[iri].comments) == set(LANGUAGES)


@pytest.mark.parametrize("iri", KINDS)
def test_every_kind_has_a_plural_in_three_languages(iri):
    assert set(KINDS[iri].plurals) == set(LANGUAGES)


@pytest.mark.parametrize("iri", LINKS)
def test_every_link_has_its_verb_in_three_languages(iri):
    assert set(LINKS[iri].verbs) == set(LANGUAGES)


@pytest.mark.parametrize("iri", LINKS)
def test_every_link_joins_kinds_that_there_are(iri):
    link = LINKS[iri]
    assert link.domain
    assert link.range
    assert link.domain | link.range <= set(KINDS)


@pytest.mark.parametrize("iri", LINKS)
def test_every_link_has_an_inverse_that_leads_back(iri):
    other = LINKS[LINKS[iri].inverse]
    assert other.inverse == iri
    assert (other.domain, other.range) == (LINKS[iri].range, LINKS[iri].domain)


@pytest.mark.parametrize("iri", FIELDS)
def test_every_field_says_what_its_values_are_and_stands_on_kinds_that_there_are(iri):
    stated = {quad.predicate.value for quad in QUADS if quad.subject.value == iri}
    assert RDFS + "range" in stated
    assert FIELDS[iri].domain <= set(KINDS)
    assert FIELDS[iri].type != "choice" or FIELDS[iri].choices


def test_choices_have_names_in_three_languages():
    chosen = {choice for field in FIELDS.values() for choice in field.choices if field.iri != RDF + "predicate"}
    assert chosen == set(VOCABULARY.choices)
    assert all(set(choice.labels) == set(LANGUAGES) for choice in VOCABULARY.choices.values())


def test_a_sort_of_a_link_joins_no_more_than_that_link_does():
    for link in LINKS.values():
        if link.parent:
            assert link.domain <= LINKS[link.parent].domain
            assert link.range <= LINKS[link.parent].range
            assert (link.claimed, link.carried) == (LINKS[link.parent].claimed, LINKS[link.parent].carried)


@pytest.mark.parametrize("kind, english, nynorsk", AGREED, ids=[row[0] for row in AGREED])
def test_kinds_are_spelt_as_agreed(kind, english, nynorsk):
    word = KINDS[KG + kind]
    for tag, agreed in (("en", english), ("nn", nynorsk)):
        first, *others = agreed.split(", ")
        assert word.labels[tag] == first
        assert set(others) <= {*word.others.get(tag, ())}


def test_there_are_no_kinds_but_those_agreed_and_thing():
    assert {iri.removeprefix(KG) for iri in KINDS} == {row[0] for row in AGREED} | {"Thing"}


def test_there_is_every_link_and_field_that_the_model_asks_for():
    assert {link.labels["en"] for link in LINKS.values()} >= LINK_NAMES
    assert {field.labels["en"] for field in FIELDS.values()} >= FIELD_NAMES


def test_thread_links_roll_up_and_responsibility_does_not():
    assert {link.iri for link in LINKS.values() if link.thread and not link.backwards} == {
        KG + "supports",
        KG + "addresses",
    }
    assert {link.iri for link in LINKS.values() if link.rolls_up} == {
        link.iri for link in LINKS.values() if link.thread
    }


def test_links_that_need_a_claim_are_supports_addresses_covers_and_responsible_with_its_sorts():
    claimed = {link.iri for link in LINKS.values() if link.claimed and not link.backwards}
    responsible = {iri for iri in claimed if KG + "responsible" in {iri, LINKS[iri].parent}}
    assert len(responsible) == 7
    assert claimed - responsible == {KG + "supports", KG + "addresses", KG + "covers"}


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("words", [KINDS, LINKS, FIELDS], ids=["kinds", "links", "fields"])
def test_no_phrase_means_two_words_of_a_sort_in_a_language(words, tag):
    owners = defaultdict(set)
    for word in words.values():
        more = getattr(word, "plurals", None) or getattr(word, "verbs", None) or {}
        for phrase in (word.labels[tag], more.get(tag, ""), *word.others.get(tag, ())):
            if phrase:
                owners[normal(phrase)].add(word.iri)
    assert {phrase: iris for phrase, iris in owners.items() if len(iris) > 1} == {}


def test_no_word_is_a_keyword_of_the_question_language():
    assert clashes(VOCABULARY) == []


def test_alignments_add_no_word_and_change_none():
    alone = vocabulary_of(quad for path in FILES if "alignments" not in path for quad in parse(path, KG))
    assert VOCABULARY.kinds == alone.kinds
    assert VOCABULARY.links == alone.links
    assert VOCABULARY.choices == alone.choices
    assert set(VOCABULARY.fields) == set(alone.fields)
    for iri, field in alone.fields.items():
        assert set(VOCABULARY.fields[iri].choices) == set(field.choices)
        assert VOCABULARY.fields[iri].labels == field.labels
        assert VOCABULARY.fields[iri].domain == field.domain


def test_alignments_speak_only_of_our_words_and_of_others():
    lines = parse(str(ROOT / "ontology" / "alignments.ttl"), KG)
    assert len(lines) > 60
    assert {quad.subject.value for quad in lines} <= set(WORDS)
    assert not {quad.object.value for quad in lines} & set(WORDS) - {RDFS + "label", SKOS + "altLabel"}


@pytest.mark.parametrize("standard", ["skos", "org", "prov", "purl.org/dc/terms", "oa#", "17469", "metadata.un.org"])
def test_each_standard_is_aligned_to(standard):
    lines = parse(str(ROOT / "ontology" / "alignments.ttl"), KG)
    assert any(standard in quad.object.value for quad in lines)


def test_the_readme_is_made_from_the_ontology_as_it_stands():
    spec = importlib.util.spec_from_file_location("make_ontology_readme", ROOT / "docs" / "make_ontology_readme.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text = module.PAGE.read_text(encoding="utf-8")
    assert text == module.page(text), "run python docs/make_ontology_readme.py"
    for iri in WORDS:
        assert module.short(iri) in text
