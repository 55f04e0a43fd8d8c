"""How sources become the built graph, and how it is kept."""

import os
import stat
import unicodedata
from pathlib import Path

import pytest

import kgraph
from kgraph import caches
from kgraph.build import built, fingerprint
from kgraph.building import DERIVED, build, read_source
from kgraph.errors import ProjectError
from kgraph.project import Source, open_project
from kgraph.terms import GRAPH, KG, RDFS

PREFIXES = """\
@prefix kg:   <https://w3id.org/kgraph/ns#> .
@prefix x:    <https://w3id.org/kgraph/id/x/> .
@prefix sdg:  <http://metadata.un.org/sdg/> .
@prefix rdf:  <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
PLAN = 'x:plan a kg:ActionPlan ; skos:notation "x:plan" ; rdfs:label "Plan"@en .\n'
X = "https://w3id.org/kgraph/id/x/"


def project(folder, text=PLAN, name="x.ttl"):
    """A project whose data is this text of Turtle."""
    path = Path(folder) / "data" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((PREFIXES + text).encode())
    return open_project(folder)


def values(workspace, thing, predicate):
    query = f"SELECT ?o WHERE {{ <{X}{thing}> <{predicate}> ?o }}"
    return [value for (value,) in workspace.engine.select(query)[1]]


@pytest.fixture
def cache(tmp_path_factory, monkeypatch):
    """An empty cache of this test alone."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("KGRAPH_CACHE_DIR", str(folder))
    caches.cache_dir.cache_clear()
    yield folder
    caches.cache_dir.cache_clear()


# ---- what is kept


def test_a_graph_is_built_once_and_then_read_from_the_cache(cache, tmp_path):
    found = project(tmp_path)
    first = Path(built(found, fingerprint(found)))
    assert first.parent == cache
    kept = first.stat().st_mtime_ns
    assert built(found, fingerprint(found)) == str(first)
    assert first.stat().st_mtime_ns == kept
    assert len(list(cache.glob("graph-*"))) == 1


@pytest.mark.usefixtures("cache")
def test_a_graph_is_built_anew_when_a_source_changes(tmp_path):
    before = kgraph.open(project(tmp_path).root)
    assert values(before, "plan", KG + "nameEn") == ["Plan"]
    after = kgraph.open(project(tmp_path, PLAN.replace('"Plan"', '"New plan"')).root)
    assert values(after, "plan", KG + "nameEn") == ["New plan"]
    assert before.key != after.key


@pytest.mark.usefixtures("cache")
def test_a_graph_is_built_anew_when_a_source_comes_goes_or_is_renamed(tmp_path):
    one = fingerprint(project(tmp_path))
    two = fingerprint(project(tmp_path, "x:t a kg:Theme .", "y.ttl"))
    (tmp_path / "data" / "y.ttl").rename(tmp_path / "data" / "z.ttl")
    three = fingerprint(open_project(tmp_path))
    (tmp_path / "data" / "z.ttl").unlink()
    assert len({one, two, three}) == 3
    assert fingerprint(open_project(tmp_path)) == one


@pytest.mark.usefixtures("cache")
def test_a_touched_source_is_the_same_source(tmp_path):
    found = project(tmp_path)
    before = fingerprint(found)
    os.utime(tmp_path / "data" / "x.ttl", (1, 1))
    assert fingerprint(found) == before


def test_a_cache_that_cannot_be_made_does_no_harm(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("a file where the folder should be")
    monkeypatch.setenv("KGRAPH_CACHE_DIR", str(blocked / "cache"))
    caches.cache_dir.cache_clear()
    try:
        workspace = kgraph.open(project(tmp_path).root)
        assert values(workspace, "plan", KG + "nameEn") == ["Plan"]
    finally:
        caches.cache_dir.cache_clear()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may write everywhere cannot try this")
def test_a_cache_that_cannot_be_written_does_no_harm(cache, tmp_path):
    cache.chmod(stat.S_IRUSR | stat.S_IXUSR)
    caches.cache_dir.cache_clear()
    workspace = kgraph.open(project(tmp_path).root)
    assert values(workspace, "plan", KG + "nameEn") == ["Plan"]
    cache.chmod(stat.S_IRWXU)


@pytest.mark.parametrize("rubbish", [b"", b"\x00\xff not N-Quads", b"<urn:a> <urn:b> "], ids=["empty", "bytes", "cut"])
def test_a_broken_graph_in_the_cache_does_no_harm(rubbish, cache, tmp_path):
    found = project(tmp_path)
    (cache / f"graph-{fingerprint(found)}.nq").write_bytes(rubbish)
    assert values(kgraph.open(found.root), "plan", KG + "nameEn") == ["Plan"]


def test_broken_questions_in_the_cache_do_no_harm(cache, tmp_path):
    root = project(tmp_path).root
    rows = kgraph.open(root).ask("plans").rows
    kept = list(cache.glob("question-*"))
    assert kept
    for path in kept:
        path.write_bytes(b"\x00 not JSON")
    assert kgraph.open(root).ask("plans").rows == rows


def test_only_the_newest_graphs_are_kept(cache, tmp_path):
    for number in range(9):
        found = project(tmp_path, PLAN.replace('"Plan"', f'"Plan {number}"'))
        built(found, fingerprint(found))
    assert 1 <= len(list(cache.glob("graph-*"))) < 9


# ---- what is built


def test_each_file_is_a_named_graph_of_its_own(tmp_path):
    project(tmp_path)
    found = project(tmp_path, "x:t a kg:Theme .", "y.ttl")
    graphs = {quad.graph_name.value for quad in kgraph.open(found.root).engine}
    assert graphs == {GRAPH + source.name for source in found.sources()} | {DERIVED}
    assert {GRAPH + "own-data/x", GRAPH + "own-data/y", GRAPH + "data/sdg"} <= graphs


def test_what_a_file_says_is_in_its_graph_and_what_is_derived_is_not(tmp_path):
    workspace = kgraph.open(project(tmp_path).root)
    about = [quad for quad in workspace.engine if quad.subject.value == X + "plan"]
    graphs = {quad.predicate.value: quad.graph_name.value for quad in about}
    assert graphs[RDFS + "label"] == GRAPH + "own-data/x"
    assert graphs[KG + "nameEn"] == DERIVED


def test_texts_are_composed_to_one_form(tmp_path):
    split = unicodedata.normalize("NFD", "Måling på skular")
    workspace = kgraph.open(project(tmp_path, f'x:m a kg:Measure ; rdfs:label "{split}"@nn .').root)
    assert values(workspace, "m", RDFS + "label") == [unicodedata.normalize("NFC", split)]
    assert values(workspace, "m", RDFS + "label") != [split]


def test_control_characters_are_taken_out_of_texts(tmp_path):
    text = 'x:m a kg:Measure ; rdfs:label "a\\u0000b\\u000Bc\\u001Fd\\te\\nf"@en .'
    workspace = kgraph.open(project(tmp_path, text).root)
    assert values(workspace, "m", RDFS + "label") == ["abcd\te\nf"]


def test_a_link_that_is_only_suggested_is_left_out_and_its_claim_kept(tmp_path):
    text = (
        "x:m a kg:Measure ; kg:supports sdg:1 , sdg:2 .\n"
        "x:c a kg:Claim ; rdf:subject x:m ; rdf:predicate kg:supports ; rdf:object sdg:1 ; kg:basis kg:suggested ."
    )
    workspace = kgraph.open(project(tmp_path, PLAN + text).root)
    assert values(workspace, "m", KG + "supports") == ["http://metadata.un.org/sdg/2"]
    assert values(workspace, "c", KG + "basis") == [KG + "suggested"]


def test_a_link_that_is_suggested_and_accepted_stays(tmp_path):
    claim = "x:{} a kg:Claim ; rdf:subject x:m ; rdf:predicate kg:supports ; rdf:object sdg:1 ; kg:basis kg:{} .\n"
    text = "x:m a kg:Measure ; kg:supports sdg:1 .\n" + claim.format("c", "suggested") + claim.format("d", "inferred")
    workspace = kgraph.open(project(tmp_path, text).root)
    assert values(workspace, "m", KG + "supports") == ["http://metadata.un.org/sdg/1"]


def test_a_name_is_shown_in_the_next_best_language_and_else_by_the_end_of_its_iri(tmp_path):
    text = 'x:m a kg:Measure ; rdfs:label "Maling"@nb . x:n a kg:Measure . x:o a kg:Measure ; rdfs:label "Farbe"@de .'
    workspace = kgraph.open(project(tmp_path, text).root)
    assert values(workspace, "m", KG + "nameNn") == values(workspace, "m", KG + "nameEn") == ["Maling"]
    assert values(workspace, "n", KG + "nameEn") == ["n"]
    assert values(workspace, "o", KG + "nameEn") == ["Farbe"]


@pytest.mark.parametrize("end", ['"the plan"', "[ rdfs:label 'a plan' ]"], ids=["text", "blank node"])
def test_a_link_to_a_text_or_to_something_without_a_name_stops_nothing(end, tmp_path):
    workspace = kgraph.open(project(tmp_path, PLAN + f"x:m a kg:Measure ; kg:partOf {end} , x:plan .").root)
    assert len(workspace.ask("measures under x:plan")) == 1


def test_a_claim_without_a_name_of_its_own_is_a_claim(tmp_path):
    text = (
        "x:m a kg:Measure ; kg:supports sdg:1 .\n"
        "[] a kg:Claim ; rdf:subject x:m ; rdf:predicate kg:supports ; rdf:object sdg:1 ; kg:basis kg:inferred ."
    )
    workspace = kgraph.open(project(tmp_path, PLAN + text).root)
    assert len(workspace.ask("measures that support sdg:1")) == 1
    assert len(workspace.ask("measures that support sdg:1", basis="stated")) == 0


def test_the_same_sources_build_the_same_graph(tmp_path):
    found = project(tmp_path)
    lines = [sorted(build(found.sources()).splitlines()) for _ in range(2)]
    # Blank nodes of the ontology get new names each time; nothing else may differ.
    named = [[line for line in each if b"_:" not in line] for each in lines]
    assert named[0] == named[1]
    assert len(lines[0]) == len(lines[1]) > len(found.sources())


# ---- what cannot be read


@pytest.mark.parametrize(
    "text, line",
    [("x:m a kg:Measure ; .. \n", 7), ("\n\nx:m y:z x:n .\n", 9), ('x:m rdfs:label "open .\n', 7)],
    ids=["syntax", "prefix", "quotation mark"],
)
def test_turtle_that_cannot_be_read_is_one_error_with_its_file_and_line(text, line, tmp_path):
    with pytest.raises(ProjectError) as caught:
        _ = kgraph.open(project(tmp_path, text).root).engine
    assert f"x.ttl:{line}" in str(caught.value)


def test_bytes_that_are_no_utf_8_are_an_error_that_names_the_file(tmp_path):
    found = project(tmp_path)
    (tmp_path / "data" / "x.ttl").write_bytes(PREFIXES.encode() + 'x:m rdfs:label "Måling"@nn .'.encode("latin-1"))
    with pytest.raises(ProjectError, match=r"x\.ttl"):
        _ = kgraph.open(found.root).engine


def test_a_file_that_is_not_there_is_an_error_that_names_it(tmp_path):
    with pytest.raises(ProjectError, match=r"gone\.ttl"):
        read_source(Source("data/gone", str(tmp_path / "gone.ttl")))


@pytest.mark.parametrize("name", ["my plan.ttl", "plan.TTL", "åtte.ttl", "plan.trig"])
def test_a_file_may_be_called_as_people_call_files(name, tmp_path):
    folder = project(tmp_path).root
    (folder / "data" / "x.ttl").rename(folder / "data" / name)
    assert len(kgraph.open(folder).ask("plans")) == 1


def test_a_byte_order_mark_is_no_part_of_a_file(tmp_path):
    path = project(tmp_path).root / "data" / "x.ttl"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(kgraph.open(tmp_path).ask("plans")) == 1


def test_two_files_of_one_name_and_two_endings_are_two_graphs(tmp_path):
    for ending, label in (("ttl", "First"), ("trig", "Second")):
        found = project(tmp_path, f'[] a kg:Measure ; rdfs:label "{label}"@en .', f"y.{ending}")
    assert [row[0].label for row in kgraph.open(found.root).ask("measures")] == ["First", "Second"]


def test_an_amount_that_is_no_number_spoils_no_sum(tmp_path):
    lines = (
        'x:m a kg:Measure ; kg:number "one" ; kg:startYear "²" .\n'
        "x:a a kg:BudgetLine ; kg:covers x:m ; kg:budget 500 .\n"
        'x:b a kg:BudgetLine ; kg:covers x:m ; kg:budget "mykje" .'
    )
    workspace = kgraph.open(project(tmp_path, PLAN + lines).root)
    assert workspace.ask("sum budget of budget lines")[0] == (500, 1)
    assert workspace.ask("measures show number, start year, budget")[0][1:] == (None, None, 500)


def test_a_name_that_is_no_text_stops_nothing(tmp_path):
    workspace = kgraph.open(project(tmp_path, PLAN + "x:m a kg:Measure ; rdfs:label x:plan .").root)
    assert [row[0].label for row in workspace.ask("measures")] == ["m"]
