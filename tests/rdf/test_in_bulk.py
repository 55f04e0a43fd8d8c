"""RDF read by the thousand lines: the same file comes of it as of statements that are taken one by one."""

import unicodedata
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.engines import lines as bulk
from kgraph.engines.embedded import read
from kgraph.engines.sorted_turtle import SortedTurtle
from kgraph.engines.sorting import SortedLines
from kgraph.engines.writing import turtle
from kgraph.plugin import Iri, Literal, Problem, Triple
from kgraph.printing import prefixes_of
from kgraph.project import Project
from kgraph.registry import Registry
from kgraph.terms import ID, KG, LANGUAGES, RDF, XSD
from kgraph.turtle_text import normal

FORMS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
# Decomposed letters, escapes, signs of the line format in texts, codes of which one begins the other, several kinds,
# texts in several languages and of several types, blank nodes, and a plan whose name is a prefix of kgraph's own.
HOSTILE = r"""
@prefix kg: <https://w3id.org/kgraph/ns#> . @prefix x: <https://w3id.org/kgraph/id/x/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
x:1.1 a kg:Measure, kg:BudgetLine ; kg:partOf x:1 ; kg:number 1, 1.0, 1.00, true, "1", "x"^^xsd:integer, -2.50 .
x:1 a kg:Plan ; rdfs:label "A\u030Arbok"@nn, "\u00C5rbok"@nn, "b > c _:b1 ."@nn, "b = c"@nn, "b\nc"@nn, "b c"@nn .
x:10 rdfs:label "<a> > \" \\ \\n \t \r"@en, "\u0001bell\u0007 \u000B"@en-GB, "\u007F\u0085", "<<( not quoted )>>" .
x:1 kg:number _:n, [ rdfs:label "x@en"@nb, "y^^<z>" ], x:1.1, <https://w3id.org/kgraph/id/sdg/1>, <urn:a:b>, "_:n" .
_:n rdfs:seeAlso _:n, <http://example.org/A\u030A/#>, <http://example.org/> ; a [ ] ; rdfs:label "\u0301 alone" .
<https://w3id.org/kgraph/id/x/é> kg:date "2020-05-01"^^xsd:date, "--ltr"@en ; kg:text ""@nn, "" .
"""


def importer(name: str = "rdf"):
    return Registry(Project(None)).given("importers")[name]


def one_by_one(triples: Iterable[Triple | None]) -> tuple[bytes, int, int]:
    """The file, the statements and the things, as they were found before there were lines."""
    cleaned = {normal(each) for each in triples if each is not None}
    return turtle(cleaned, prefixes_of(cleaned)), len(cleaned), len({each.subject for each in cleaned})


def at_once(pieces: Iterable[bytes], most: int = 2**20) -> tuple[bytes, int, int]:
    with closing(SortedTurtle(most)) as found:
        for each in pieces:
            found.add(each)
        return b"".join(found.made()), found.statements, found.things


@pytest.fixture
def hostile_file(tmp_path: Path):
    """The sample in a form, under a name with its ending."""

    def hostile_file(ending: str) -> Path:
        path = tmp_path / f"x{ending}"
        found = ox.parse(HOSTILE, format=ox.RdfFormat.TURTLE)
        triples = [each.triple for each in found]
        if ending == ".rdf":
            triples = [each for each in triples if "\\u00" not in str(each)]
        path.write_bytes(ox.serialize(triples, format=FORMS[ending]))
        return path

    return hostile_file


# ---- both roads


@pytest.mark.parametrize("most", [1, 2**20], ids=["by files", "in memory"])
@pytest.mark.parametrize("ending", FORMS)
def test_the_file_is_the_same_to_the_byte_as_of_single_statements(ending, most, hostile_file, monkeypatch) -> None:
    monkeypatch.setattr(bulk, "PIECE", 3)
    path = hostile_file(ending)
    pieces = list(importer().lines(path))
    expected = one_by_one(read(path.read_bytes(), ending))
    assert len(pieces) > 10
    assert expected[1] > 30
    assert at_once(pieces, most) == expected


@pytest.mark.parametrize("ending", [*FORMS, ".xml"])
def test_what_is_read_by_lines_and_by_statements_is_the_same(ending, hostile_file) -> None:
    path = hostile_file(".rdf" if ending == ".xml" else ending)
    path = path.rename(path.with_suffix(ending))
    found = importer("rdf-xml" if ending == ".xml" else "rdf")
    assert one_by_one(found.read(path)) == at_once(found.lines(path))


FAULTY = {
    "cut.nt": '<http://e/a> <http://e/b> "1" .\n<http://e/a> <http://e/b> "2" .\noops\n',
    "quoted.ttl": '<< <http://e/a> <http://e/b> "y" >> <http://e/c> _:d . '
    "_:d <http://e/c> <<( _:e <http://e/b> 1 )>> .",
    "directed.ttl": '<http://e/a> <http://e/b> "x"@en--ltr, "x"@en, "y"@ar--rtl, "--ltr"@en .',
    "named.trig": "<urn:g> { <http://e/a> <http://e/b> 1 } _:g { <http://e/a> <http://e/b> 1 } "
    "<http://e/a> <http://e/b> 2 .",
}  # fmt: skip
RULES = {
    "cut.nt": ["bad-rdf"],
    "quoted.ttl": ["statement-about-statement"],
    "directed.ttl": ["text-direction"],
    "named.trig": ["graph-names"],
}


@pytest.mark.parametrize("name", FAULTY)
def test_problems_and_what_is_kept_beside_them_are_the_same_on_both_roads(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(FAULTY[name], encoding="utf-8")
    slowly, quickly = list(importer().read(path)), list(importer().lines(path))
    problems = [each for each in slowly if isinstance(each, Problem)]
    assert [each.rule for each in problems] == RULES[name]
    assert [each for each in quickly if isinstance(each, Problem)] == problems
    triples = [each for each in slowly if isinstance(each, Triple)]
    pieces = [each for each in quickly if isinstance(each, bytes)]
    assert at_once(pieces) == one_by_one(triples)
    if name != "quoted.ttl":
        assert len(set(triples)) == {"cut.nt": 2, "directed.ttl": 3, "named.trig": 2}[name]


texts = st.text(st.sampled_from('abåÅ\u030a\u0301\u0001\u0008\u000b\u001f\u007f\t\r\n <>"\\_:.@^;\x85\u2028\ufffe😀'))
iris = st.sampled_from([Iri(f"{space}{local}") for space in (ID, f"{ID}x/", f"{ID}kg/", KG, RDF, "http://e/", "urn:")
                        for local in ("a", "a.b", "a-", "1", "é", "type", "x/", "b#c", "d/", "a%20b")
                        if (space + local).count("#") < 2])  # fmt: skip
nodes = iris | st.sampled_from([Iri("_:b1"), Iri("_:b10"), Iri("_:b2")])
literals = st.builds(Literal, texts, st.just(RDF + "langString"), st.sampled_from(["en", "nn", "nn-no"])) | st.builds(
    Literal, texts | st.sampled_from(["1", "+1", "1.0", ".5", "true"]),
    st.sampled_from([XSD + kind for kind in ("string", "integer", "decimal", "boolean", "date")] + ["http://e/t"]),
)  # fmt: skip
statements = st.lists(st.builds(Triple, nodes, iris, nodes | literals), max_size=20)


@settings(max_examples=300, deadline=None)
@given(statements, st.sampled_from([1, 2**20]))
def test_any_statements_make_the_same_file_on_both_roads(triples: list[Triple], most: int) -> None:
    with closing(SortedTurtle(most)) as found:
        for each in triples:
            found.add_triples([each])
        content = b"".join(found.made())
    assert (content, found.statements, found.things) == one_by_one(triples)


# ---- sorting


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.lists(st.binary(max_size=3).map(lambda each: each.translate(None, b"\r\n")))),
    st.sampled_from([0, 5, 1000]),
    st.sampled_from([1, 4, 100]),
)
def test_lines_are_sorted_each_once_wherever_they_wait(pieces, most: int, block: int) -> None:
    with closing(SortedLines(most, block)) as found:
        for each in pieces:
            found.add(b"".join(line + b"\n" for line in each))
        assert list(found) == sorted({line + b"\n" for each in pieces for line in each})


def test_what_waits_in_files_is_not_in_memory() -> None:
    """Two hundred pieces of 0.1 MB, of which no more than 2 MB are held at a time, and read again 1 MB a file."""
    import tracemalloc

    tracemalloc.start()
    try:
        with closing(SortedLines(2**21, 2**16)) as found:
            for number in range(200):
                found.add(b"".join(b"%0100d\n" % (place * 200 + number) for place in range(1000)))
            assert sum(1 for _ in found) == 200_000
        assert tracemalloc.get_traced_memory()[1] < 10 * 2**20
    finally:
        tracemalloc.stop()


# ---- cleaning


def test_texts_are_composed_and_freed_of_controls_and_names_are_left(hostile_file) -> None:
    content = at_once(importer().lines(hostile_file(".ttl")))[0].decode()
    assert content.count('rdfs:label "Årbok"@nn ;') == 1
    assert '"bell "@en-gb' in content
    assert "<http://example.org/A\u030a/#>" in content
    assert not unicodedata.is_normalized("NFC", content)
    assert "\\u007F\u0085" in content


# ---- the command


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "kgraph.toml").write_text('language = "en"\n', encoding="utf-8")
    return tmp_path / "project"


@pytest.mark.usefixtures("english")
def test_the_command_writes_that_file_and_tells_its_counts(hostile_file, project, here) -> None:
    path = hostile_file(".ttl")
    content, count, things = one_by_one(read(path.read_bytes(), ".ttl"))
    told = f"{count} statements on {things} things; 0 problems"
    code, out, _ = here("import", str(path), "--project", str(project), "--dry-run")
    assert (code, told in out, (project / "data").exists()) == (0, True, False)
    code, out, _ = here("import", str(path), "--project", str(project))
    assert (code, told in out) == (0, True)
    assert [each.name for each in (project / "data").iterdir()] == ["x.ttl"]
    assert (project / "data" / "x.ttl").read_bytes() == content


@pytest.mark.usefixtures("english")
def test_named_graphs_are_told_but_for_those_that_kgraph_calls_after_files(project, tmp_path, here) -> None:
    line = '<http://e/a> <http://e/b> "{0}" <{1}> .\n'
    own = tmp_path / "own.nq"
    own.write_text(line.format(1, "https://w3id.org/kgraph/graph/data/sogn"), encoding="utf-8")
    code, _, err = here("import", str(own), "--project", str(project))
    assert (code, err) == (0, "")
    foreign = tmp_path / "foreign.nq"
    foreign.write_text("".join(line.format(each, f"urn:g{each % 5}") for each in range(20)), encoding="utf-8")
    code, out, err = here("import", str(foreign), "--project", str(project), "--strict")
    assert (code, "would be written" in out, "named graphs: 5 (urn:g0, urn:g1, urn:g2 …)" in err) == (1, True, True)
    code, out, _ = here("import", str(foreign), "--project", str(project))
    assert (code, "20 statements on 1 things; 1 problems" in out) == (0, True)
    [problem] = [each for each in importer().read(foreign) if isinstance(each, Problem)]
    assert len({problem.told(language) for language in LANGUAGES}) == 3


@pytest.mark.usefixtures("english")
def test_no_room_for_temporary_files_is_told_and_nothing_is_written(hostile_file, project, here, monkeypatch) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(project / "nowhere"))
    code, _, err = here("import", str(hostile_file(".ttl")), "--project", str(project))
    assert (code, "nowhere cannot be written" in err, "Traceback" in err) == (1, True, False)
    assert not (project / "data").exists()


# ---- XML


@pytest.mark.usefixtures("english")
def test_rdf_in_a_file_called_xml_is_read(hostile_file, project, here) -> None:
    path = hostile_file(".rdf")
    path = path.rename(path.with_suffix(".xml"))
    code, out, _ = here("import", str(path), "--project", str(project))
    assert (code, "0 problems" in out) == (0, True)


@pytest.mark.usefixtures("english")
def test_xml_of_no_known_kind_is_one_error_that_names_the_kinds(project, tmp_path, here) -> None:
    path = tmp_path / "a.xml"
    path.write_text("<html><body/></html>", encoding="utf-8")
    said = {}
    for language in LANGUAGES:
        code, out, err = here("import", str(path), "--project", str(project), "--lang", language)
        assert (code, out) == (1, "")
        assert [kind for kind in ("StratML", "IATI", "RDF/XML") if kind not in err] == []
        assert (f"{path}: " in err, " html," in err) == (True, True)
        said[language] = err
    assert len(set(said.values())) == 3


@pytest.mark.usefixtures("english")
def test_what_is_no_xml_at_all_is_told_with_its_line(project, tmp_path, here) -> None:
    path = tmp_path / "a.xml"
    path.write_text("\n\nno XML", encoding="utf-8")
    code, _, err = here("import", str(path), "--project", str(project))
    assert (code, f"{path}:3" in err, "it is no XML" in err, "IATI" in err) == (1, True, True, False)
