"""The plugin rdf: every form of RDF is read alike, nothing is fetched, and what is written is what the sources say."""

import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
from rdflib.compare import isomorphic, to_isomorphic

from kgraph.loading import load_from
from kgraph.plugin import Exporter, Importer, Problem, Triple
from kgraph.terms import GRAPH, KG, LANGUAGES
from kgraph.viewing import ProjectView
from kgraph.workspace import Workspace

ROOT = Path(__file__).parents[2]
PLUGIN = load_from(ROOT / "plugins", "rdf")
IMPORTER, _XML = PLUGIN.importers()
EXPORTER = PLUGIN.exporters()[0]
assert isinstance(IMPORTER, Importer)
assert isinstance(EXPORTER, Exporter)
FORMS = {".ttl": "turtle", ".trig": "trig", ".nt": "nt", ".nq": "nquads", ".rdf": "xml", ".owl": "pretty-xml",
         ".jsonld": "json-ld"}  # fmt: skip
SAMPLE = """
@prefix kg: <https://w3id.org/kgraph/ns#> . @prefix o: <https://w3id.org/kgraph/id/o/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
o:1 a kg:Measure ; rdfs:label "Båt"@nn , "Båt" ; kg:number 1 ; kg:budget 2.50 ; kg:openList true ;
    kg:date "2020-05-01"^^xsd:date ;
    rdfs:seeAlso [ rdfs:label "to \\"A\\"\\n<&> \\\\" ; rdfs:seeAlso [ kg:number 2 ] ] .
"""
EXTERNAL = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
BOMB = f'<!DOCTYPE r [<!ENTITY a "{"a" * 100}">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 100}">' for before, name in zip("abc", "bcd", strict=True)
) + "]>"  # fmt: skip
XML = (
    '{}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
    '<rdf:Description rdf:about="http://e/a"><e:p>{}</e:p></rdf:Description></rdf:RDF>'
)


def read(path: Path, content: str | bytes = b"") -> tuple[list[Triple], list[Problem]]:
    """The triples and the problems of a file."""
    if content:
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = list(IMPORTER.read(path))
    return [each for each in found if isinstance(each, Triple)], [each for each in found if isinstance(each, Problem)]


def graph_of(triples: list[Triple]) -> rdflib.Graph:
    from kgraph.engines.embedded import turtle

    return rdflib.Graph().parse(data=turtle(triples, {}), format="turtle")


def written(view: ProjectView) -> tuple[bytes, list[tuple[str, int]]]:
    """The Turtle of a view, and what was left out."""
    file = io.BytesIO()
    losses = [(loss.what["en"], loss.count) for loss in EXPORTER.write(view, file)]
    return file.getvalue(), losses


# ---- in


@pytest.mark.parametrize("ending", FORMS)
def test_every_form_is_read_alike(ending: str, tmp_path: Path) -> None:
    sample = rdflib.Graph().parse(data=SAMPLE, format="turtle")
    path = tmp_path / f"a{ending.upper()}"
    form = {".trig": "turtle", ".nq": "nt"}.get(ending, FORMS[ending])
    text = sample.serialize(format=form, encoding="utf-8").decode()
    if ending == ".trig":
        text = SAMPLE.replace("o:1 a", "GRAPH o:g { o:1 a") + "}"
    path.write_text(text.replace(" .\n", " <urn:g> .\n") if ending == ".nq" else text, encoding="utf-8")
    triples, problems = read(path)
    assert [each.rule for each in problems] == (["graph-names"] if ending in {".trig", ".nq"} else [])
    assert isomorphic(graph_of(triples), sample)


def test_the_endings_are_those_of_the_forms() -> None:
    from kgraph.engines.embedded import READ

    assert set(IMPORTER.suffixes) == set(READ) == set(FORMS)


@pytest.mark.parametrize("ending", [".ttl", ".jsonld"])
def test_blank_nodes_have_the_same_names_each_time(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{ending}"
    rdflib.Graph().parse(data=SAMPLE, format="turtle").serialize(path, format=FORMS[ending])
    assert read(path) == read(path)
    names = {str(each.subject) for each in read(path)[0]} - {"https://w3id.org/kgraph/id/o/1"}
    assert names == {"_:b1", "_:b2"}


def test_a_syntax_error_ends_the_file_and_says_so_with_the_line(tmp_path: Path) -> None:
    line = '<http://e/a> <http://e/b> "{}" .\n'
    triples, [problem] = read(tmp_path / "a.nt", line.format(1) + line.format(2) + "oops\n" + line.format(3))
    assert [each.object for each in triples] == [each.object for each in read(tmp_path / "a.nt")[0]]
    assert len(triples) == 2
    assert (problem.severity, problem.source) == ("error", f"{tmp_path / 'a.nt'}:3")
    assert "from here on is not read" in problem.message
    assert len({problem.told(language) for language in LANGUAGES}) == 3


@pytest.mark.parametrize(
    "ending, content",
    [
        (".ttl", '<a> <http://e/b> "relative" .'),
        (".ttl", b'<http://e/a> <http://e/b> "\xff" .'),
        (".ttl", '<http://e/a> <http://e/b> "x" .'.encode("utf-16")),
        (".rdf", XML.format("", "</p>")),
        (".rdf", "no XML at all"),
        (".jsonld", '{"@id": "http://e/a",}'),
        (".jsonld", '{"a":' * 100_000),
        (".nq", b"\0\0\0"),
    ],
)
def test_what_is_no_rdf_is_a_problem_and_never_more(ending: str, content: str | bytes, tmp_path: Path) -> None:
    triples, problems = read(tmp_path / f"a{ending}", content)
    assert (triples, [each.rule for each in problems]) == ([], ["bad-rdf"])


def test_an_empty_file_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").touch()
    assert read(tmp_path / "a.ttl") == ([], [])


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert len(read(tmp_path / "a.ttl", b'\xef\xbb\xbf<http://e/a> <http://e/b> "x" .')[0]) == 1


@pytest.mark.parametrize("name", ["@context", "@import"])
def test_no_context_is_fetched(name: str, tmp_path: Path) -> None:
    """A server would be asked here; there is none, and the error is not that of a refused connection."""
    remote = '"@context": "http://127.0.0.1:9/c"'
    if name == "@import":
        remote = '"@context": {"@version": 1.1, "@import": "http://127.0.0.1:9/c"}'
    triples, [problem] = read(tmp_path / "a.jsonld", f'{{{remote}, "@id": "http://e/a", "http://e/b": 1}}')
    assert triples == []
    assert "remote context" in problem.message


@pytest.mark.parametrize("dtd", [EXTERNAL, BOMB, BOMB.replace("DOCTYPE", "doctype"), "<!-- a --> " * 9999 + BOMB])
def test_no_dtd_is_read(dtd: str, tmp_path: Path) -> None:
    begun = time.monotonic()
    triples, [problem] = read(tmp_path / "a.rdf", XML.format(dtd, "&d;"))
    assert (triples, problem.rule) == ([], "rdf-with-dtd")
    assert time.monotonic() - begun < 1


def test_a_dtd_in_another_encoding_is_not_read_either(tmp_path: Path) -> None:
    for encoding in ("utf-16", "utf-16-le", "utf-32", "utf-7"):
        content = XML.format(f'<?xml version="1.0" encoding="{encoding}"?>{EXTERNAL}', "x").encode(encoding)
        assert read(tmp_path / "a.rdf", content)[0] == []


def test_statements_about_statements_are_counted_and_left_out(tmp_path: Path) -> None:
    triples, [problem] = read(tmp_path / "a.ttl", '<< <http://e/a> <http://e/b> "y" >> <http://e/c> "d" .')
    assert [str(each.predicate) for each in triples] == ["http://e/c"]
    assert problem.message.endswith("not read: 1")


# ---- out


def _sources(folder: Path) -> Iterator[rdflib.Graph]:
    for path in sorted(folder.glob("*.ttl")):
        yield rdflib.Graph().parse(path)


def test_the_shipped_plans_come_out_as_their_files_say(shipped: Workspace) -> None:
    sources = rdflib.Graph()
    for each in _sources(ROOT / "data"):
        sources += each
    content, losses = written(shipped.view())
    found = rdflib.Graph().parse(data=content, format="turtle")
    assert losses == []
    assert len(found) == len(sources) > 4000
    assert to_isomorphic(found) == to_isomorphic(sources)


def test_a_link_that_is_only_suggested_is_left_out_and_told(tiny: Workspace) -> None:
    sources = rdflib.Graph()
    for each in _sources(ROOT / "tests" / "projects" / "tiny" / "data"):
        sources += each
    sources.parse(ROOT / "data" / "sdg.ttl")
    content, losses = written(tiny.view())
    found = rdflib.Graph().parse(data=content, format="turtle")
    # By value: the store writes 100000.0 as 100000.
    said, known = ({(s, p, o.toPython()) for s, p, o in graph} for graph in (found, sources))
    lacking = [tuple(str(term).rpartition("/")[2] for term in each) for each in known - said]
    assert (lacking, said - known) == ([("M4", "ns#supports", "1.2.2")], set())
    assert losses == [("links that are only suggested; their claims are there", 1)]


def test_what_is_read_again_is_written_the_same(tiny: Workspace, tmp_path: Path) -> None:
    content, _ = written(tiny.view("b"))
    triples, problems = read(tmp_path / "a.ttl", content)
    assert problems == []
    from kgraph.engines.embedded import turtle
    from kgraph.printing import prefixes_of

    assert turtle(triples[::-1], prefixes_of(triples)) == content


def test_it_is_ordered_and_has_the_prefixes_of_the_plans(tiny: Workspace) -> None:
    text = written(tiny.view("b"))[0].decode()
    prefixes, body = text.rpartition("@prefix")[0], text.rpartition("@prefix")[2]
    assert "@prefix b: <https://w3id.org/kgraph/id/b/> ." in prefixes
    assert "\nb:M1.1 a kg:Measure ;\n" in body
    assert "owl" not in prefixes
    assert "<http" not in body.partition("\n")[2].replace("<https://example.org/tiny#", "")
    assert '"100000"^^xsd:decimal' in body
    assert written(tiny.view("b"))[0].decode() == text


def _claims(graph: rdflib.Graph) -> dict[str, str]:
    bases = graph.subject_objects(rdflib.URIRef(KG + "basis"))
    return {str(claim).rpartition("/")[2]: str(basis).removeprefix(KG) for claim, basis in bases}


def test_a_plan_comes_with_the_claims_on_its_links(tiny: Workspace) -> None:
    """Without them what is inferred would look stated to whoever reads it."""
    found = rdflib.Graph().parse(data=written(tiny.view("b"))[0], format="turtle")
    claims = _claims(found)
    assert sorted(claims) == [*map(str, (*range(11, 20), *range(21, 31)))]
    assert claims["18"] == "suggested"
    kept = {str(each) for each in found.subjects()}
    assert "https://w3id.org/kgraph/id/a/1.1.1" in kept
    assert "https://w3id.org/kgraph/id/a/1.2.2" not in kept
    assert not [each for each in kept if each.startswith(GRAPH)]


def test_on_the_stated_basis_nothing_inferred_is_written(tiny: Workspace) -> None:
    found = rdflib.Graph().parse(data=written(tiny.view(basis="stated"))[0], format="turtle")
    assert set(_claims(found).values()) == {"stated"}
    assert len(_claims(found)) == 2 + 12
    supports = {str(start).rpartition("/")[2] for start in found.subjects(rdflib.URIRef(KG + "supports"))}
    assert supports == {"1.2.1", "M1.1", "M3", "2"}
