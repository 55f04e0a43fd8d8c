"""The UN's own RDF adds texts, names and indicators to the goals that kgraph has, and nothing counts twice."""

import os
from pathlib import Path

import pytest

from kgraph.terms import LANGUAGES, SKOS

SAMPLE = """
@prefix sdgo: <http://metadata.un.org/sdg/ontology#> . @prefix sdg: <http://metadata.un.org/sdg/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
sdg:1 a sdgo:Goal , skos:Concept ; skos:notation "1"^^sdgo:SDGCodeCompact , "01"^^sdgo:SDGCode ;
    skos:prefLabel "End poverty"@en , "Poner fin"@es ; skos:altLabel "No poverty"@en ; skos:narrower sdg:1.1 .
sdg:1.1 a sdgo:Target ; skos:notation "1.1"^^sdgo:SDGCodeCompact , "01.01"^^sdgo:SDGCode ; skos:broader sdg:1 ;
    skos:prefLabel "By 2030,\\n eradicate"@en , "D'ici à 2030 "@fr , "D'ici à 2030"@fr .
sdg:C200303 a sdgo:Indicator ; skos:broader sdg:1.1 , sdg:1.5 ; skos:note "Indicator 1.5.1"@en , "Indicator 1.1.9"@en ;
    skos:notation "C200303"^^sdgo:SDGCodePerm ; skos:prefLabel "Number of deaths"@en , "Nombre de morts"@fr .
<http://example.org/x> a sdgo:Goal .
"""
FOLDER = os.environ.get("KGRAPH_UN_SDG", "")
COUNTS = ("SDG goals", "SDG targets", "SDG indicators")
TELLING = ("count SDG targets per SDG goal", "count measures per SDG goal", "SDG goals with more than 12 SDG targets",
           "sum budget of measures per SDG goal")  # fmt: skip


def about(triples, iri: str) -> set[tuple[str, str]]:
    """What is said of one of the UN's things."""
    found = [each for each in triples if each.subject == f"http://metadata.un.org/sdg/{iri}"]
    return {
        (
            each.predicate.rpartition("#")[2],
            getattr(each.object, "text", each.object) + "@" + getattr(each.object, "language", ""),
        )
        for each in found
    }


def test_goals_and_targets_get_texts_and_names_in_other_languages(read) -> None:
    triples, problems = read("un-sdg", SAMPLE, "un.ttl")
    assert problems == []
    assert about(triples, "1") == {
        ("type", "https://w3id.org/kgraph/ns#SDGGoal@"), ("notation", "sdg:1@"), ("label", "Poner fin@es"),
        ("text", "End poverty@en"),
    }  # fmt: skip
    assert about(triples, "1.1") == {
        ("type", "https://w3id.org/kgraph/ns#SDGTarget@"), ("notation", "sdg:1.1@"), ("label", "D'ici à 2030@fr"),
        ("text", "By 2030, eradicate@en"), ("partOf", "http://metadata.un.org/sdg/1@"),
    }  # fmt: skip
    assert {each.subject.rpartition("/")[2] for each in triples} == {"1", "1.1"}


def test_indicators_come_where_they_are_asked_for(read) -> None:
    triples, problems = read("un-sdg-indicators", SAMPLE, "un.ttl")
    assert problems == []
    assert about(triples, "C200303") == {
        ("type", "https://w3id.org/kgraph/ns#SDGIndicator@"), ("notation", "sdg:C200303@"),
        ("label", "Number of deaths@en"), ("label", "Nombre de morts@fr"),
        ("altLabel", "Indicator 1.5.1@en"), ("altLabel", "Indicator 1.1.9@en"),
        ("indicatorOf", "http://metadata.un.org/sdg/1.1@"), ("indicatorOf", "http://metadata.un.org/sdg/1.5@"),
    }  # fmt: skip


def test_the_uns_file_is_told_from_other_rdf_by_what_it_says(importers, tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(SAMPLE, encoding="utf-8")
    other = tmp_path / "b.ttl"
    other.write_text("<http://metadata.un.org/sdg/1> a <http://e/a> .", encoding="utf-8")
    fits = importers["un-sdg"].fits
    assert (fits(path), fits(other), fits(tmp_path), fits(tmp_path / "none.ttl")) == (True, False, False, False)
    assert not importers["un-sdg-indicators"].fits(path)


def test_a_fault_has_its_line_and_what_stands_before_it_is_kept(read) -> None:
    triples, [problem] = read("un-sdg", SAMPLE + "sdg:2 a sdgo:Goal ; .. nonsense", "un.ttl")
    assert about(triples, "1")
    assert problem.source.endswith("un.ttl:11")
    assert len({problem.told(tag) for tag in LANGUAGES}) == 3


@pytest.mark.skipif(not FOLDER, reason="KGRAPH_UN_SDG says where the UN's RDF lies")
def test_the_uns_own_rdf_counts_once_beside_the_shipped_goals(tiny, read, project) -> None:
    [path] = Path(FOLDER).glob("sdg-kos-*.ttl")
    triples, problems = read("un-sdg-indicators", path)
    mine = list(tiny.view().triples())
    workspace = project([*mine, *triples])
    assert problems == []
    assert [workspace.ask(f"count {each}").rows for each in COUNTS] == [((17,),), ((169,),), ((232,),)]
    assert workspace.ask("count SDG targets with SDG indicators").rows == ((169,),)
    before = project(mine, "before")
    for question in TELLING:
        assert workspace.ask(question).rows == before.ask(question).rows
    assert project(triples, "alone").check().errors == 0
    twice = workspace.sparql(
        f"SELECT ?it (COUNT(DISTINCT ?code) AS ?n) WHERE {{ ?it <{SKOS}notation> ?code }} GROUP BY ?it HAVING(?n > 1)"
    )
    labels = workspace.sparql(
        "SELECT ?it ?tag WHERE { ?it <http://www.w3.org/2000/01/rdf-schema#label> ?name "
        "BIND(LANG(?name) AS ?tag) FILTER(STRSTARTS(STR(?it), 'http://metadata.un.org/sdg/')) } "
        "GROUP BY ?it ?tag HAVING(COUNT(DISTINCT ?name) > 1)"
    )
    assert (twice.rows, labels.rows) == ((), ())
    assert workspace.ask("sdg:11.1").things()[0].label == tiny.ask("sdg:11.1").things()[0].label
