"""The forms of RDF that are written: whole, as others read them, and the same each time."""

import difflib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import to_isomorphic

from kgraph.plugin import Exporter, Literal, Triple, View
from kgraph.project import open_project
from kgraph.terms import GRAPH, KG, LANGUAGES, RDF, XSD
from kgraph.workspace import Workspace

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests" / "projects" / "tiny"
ID = "https://w3id.org/kgraph/id/"
Written = Callable[[View, str], tuple[bytes, dict[str, int]]]
# rdflib warns of its own parts.
pytestmark = pytest.mark.filterwarnings(r"ignore:(Dataset|ConjunctiveGraph)\b:DeprecationWarning")
# By exporter: what rdflib and pyoxigraph call the form.
FORMS = {
    "turtle": ("turtle", ox.RdfFormat.TURTLE),
    "trig": ("trig", ox.RdfFormat.TRIG),
    "ntriples": ("nt", ox.RdfFormat.N_TRIPLES),
    "nquads": ("nquads", ox.RdfFormat.N_QUADS),
    "json-ld": ("json-ld", ox.RdfFormat.JSON_LD),
    "rdf-xml": ("xml", ox.RdfFormat.RDF_XML),
}
SUGGESTED = {"links that are only suggested; their claims are there": 1}
NAMELESS = {
    "statements whose predicate cannot be the name of an element, since its IRI does not end in a word": 1
}  # fmt: skip


def by_rdflib(content: bytes, form: str) -> rdflib.Graph:
    if form not in {"trig", "nquads"}:
        return by_value(rdflib.Graph().parse(data=content, format=FORMS[form][0]))
    found = rdflib.Dataset()
    found.parse(data=content, format=FORMS[form][0])
    return by_value((s, p, o) for s, p, o, _ in found.quads())


def by_value(triples: Iterable[tuple]) -> rdflib.Graph:
    """The graph; the store writes 2.50 as 2.5, which is the same number."""
    found = rdflib.Graph()
    for s, p, o in triples:
        is_decimal = isinstance(o, rdflib.Literal) and o.datatype == rdflib.XSD.decimal
        text = f"{Decimal(str(o)).normalize():f}" if is_decimal else ""
        found.add((s, p, rdflib.Literal(text, datatype=o.datatype, normalize=False) if is_decimal else o))
    return found


def by_oxigraph(content: bytes, form: str) -> ox.Dataset:
    """What is said, whatever the graph, its blank nodes named by what is said of them."""
    quads = ox.parse(content, format=FORMS[form][1])
    return settled(ox.Quad(each.subject, each.predicate, each.object) for each in quads)


def settled(quads: Iterable[ox.Quad]) -> ox.Dataset:
    found = ox.Dataset(quads)
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return found


def of_view(view: View) -> ox.Dataset:
    """The view's triples, its blank nodes blank."""

    def term(each: str | Literal):
        if isinstance(each, Literal):
            if each.language:
                return ox.Literal(each.text, language=each.language)
            return ox.Literal(each.text, datatype=ox.NamedNode(each.datatype))
        is_blank = each.startswith(GRAPH) and "/node" in each
        return ox.BlankNode(each.rpartition("/")[2]) if is_blank else ox.NamedNode(each)

    return settled(ox.Quad(term(t.subject), ox.NamedNode(t.predicate), term(t.object)) for t in view.triples())


def sources(*paths: Path) -> rdflib.Graph:
    found = rdflib.Graph()
    for path in paths:
        found.parse(path)
    return by_value(found)


# ---- whole


@pytest.fixture(scope="module")
def shipped_sources() -> rdflib.Graph:
    return sources(*sorted((ROOT / "data").glob("*.ttl")))


@pytest.mark.parametrize("form", FORMS)
def test_the_shipped_plans_come_whole_and_without_a_loss(form, shipped, shipped_sources, written: Written) -> None:
    content, losses = written(shipped.view(), form)
    assert losses == {}
    assert len(shipped_sources) > 4000
    # Nothing in it is without a name, so the same statements are the same graph.
    assert set(by_rdflib(content, form)) == set(shipped_sources)


@pytest.mark.parametrize("form", FORMS)
def test_the_tiny_plans_come_whole_but_for_what_is_suggested(form, tiny, written: Written) -> None:
    expected = sources(TINY / "data" / "a.ttl", TINY / "data" / "b.ttl", ROOT / "data" / "sdg.ttl")
    suggested = tuple(map(rdflib.URIRef, (f"{ID}b/M4", f"{KG}supports", f"{ID}a/1.2.2")))
    assert suggested in expected
    expected.remove(suggested)
    content, losses = written(tiny.view(), form)
    assert losses == SUGGESTED
    assert set(by_rdflib(content, form)) == set(expected)


@pytest.mark.parametrize("form", FORMS)
def test_whatever_rdf_allows_comes_whole(form, hostile, written: Written) -> None:
    expected = sources(hostile.project.root / "data" / "h.ttl", ROOT / "data" / "sdg.ttl")
    content, losses = written(hostile.view(), form)
    assert losses == (NAMELESS if form == "rdf-xml" else {})
    if form == "rdf-xml":
        # A thing of which nothing is said but that it is of a kind that cannot name an element.
        expected.remove((rdflib.URIRef(f"{ID}h/only"), rdflib.RDF.type, rdflib.URIRef("https://example.org/1")))
    assert to_isomorphic(by_rdflib(content, form)) == to_isomorphic(expected)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("project", ["tiny", "hostile"])
def test_another_reader_finds_every_letter_of_every_value(project, form, request, written: Written) -> None:
    """rdflib rewrites numbers as it reads them; Oxigraph leaves each as it is written."""
    view = request.getfixturevalue(project).view()
    expected = of_view(view)
    if (project, form) == ("hostile", "rdf-xml"):
        expected = [each for each in expected if each.subject.value != f"{ID}h/only"]
    assert set(by_oxigraph(written(view, form)[0], form)) == set(expected)


@pytest.mark.parametrize("form", FORMS)
def test_a_plan_and_what_is_stated_come_as_the_view_has_them(form, tiny, shipped, written: Written) -> None:
    views = [tiny.view("a"), tiny.view("b", basis="stated"), *([shipped.view("sogn")] if form == "trig" else [])]
    for view in views:
        found = by_oxigraph(written(view, form)[0], form)
        assert found == of_view(view)
        assert 50 < len(found) < len(list(view.of_all().on_basis("all").triples()))


@pytest.mark.parametrize("form", FORMS)
def test_labels_in_each_language_stay_inert_and_whole(form, hostile, hostile_labels, written: Written) -> None:
    found = by_rdflib(written(hostile.view(), form)[0], form)
    assert len(hostile_labels) >= 12
    for number, text in enumerate(hostile_labels):
        thing = rdflib.URIRef(f"{ID}h/L{number}")
        labels = {(str(each), each.language) for each in found.objects(thing, rdflib.RDFS.label)}
        assert labels == {(text, language) for language in LANGUAGES}
        assert [str(each) for each in found.objects(thing, rdflib.URIRef(f"{KG}status"))] == [text]
        assert len(list(found.predicate_objects(thing))) == 6


@pytest.mark.parametrize("form", FORMS)
def test_what_has_no_name_has_none_when_it_is_written(form, hostile, written: Written) -> None:
    content = written(hostile.view(), form)[0]
    nodes = {each for quad in by_oxigraph(content, form) for each in (quad.subject, quad.object)}
    # Three in brackets, three in a list.
    assert len([each for each in nodes if isinstance(each, ox.BlankNode)]) == 6
    assert b"/node" not in content


def test_a_project_without_a_triple_is_written_too(exporters, written: Written) -> None:
    class Empty:
        vocabulary = Workspace(open_project(TINY)).vocabulary

        def graphs(self):
            return {}

    for form in exporters:
        content, losses = written(Empty(), form)
        assert (len(by_oxigraph(content, form)), losses) == (0, {})


# ---- named graphs


@pytest.mark.parametrize("form", ["trig", "nquads"])
def test_each_source_file_is_a_named_graph(form, tiny, written: Written) -> None:
    found = rdflib.Dataset()
    found.parse(data=written(tiny.view(), form)[0], format=FORMS[form][0])
    graphs = {str(each.identifier): len(each) for each in found.graphs() if len(each)}
    lengths = {each: len(rdflib.Graph().parse(TINY / "data" / f"{each}.ttl")) for each in "ab"}
    lengths["b"] -= 1  # the link that is only suggested
    expected = {f"{GRAPH}own-data/{each}": length for each, length in lengths.items()}
    assert graphs == {**expected, f"{GRAPH}data/sdg": len(rdflib.Graph().parse(ROOT / "data" / "sdg.ttl"))}


def test_what_two_files_say_is_in_both_graphs_and_once_where_they_are_joined(tmp_path, written: Written) -> None:
    line = f"<{ID}x/1> a <{KG}Measure> ."
    (tmp_path / "data").mkdir()
    for name in ("one", "two"):
        (tmp_path / "data" / f"{name}.ttl").write_text(line, encoding="utf-8")
    view = Workspace(open_project(tmp_path)).view()
    assert written(view, "nquads")[0].count(b"id/x/1") == 2
    assert written(view, "ntriples")[0].count(b"id/x/1") == 1
    assert written(view, "ntriples")[1] == {}


def test_lines_are_in_the_order_of_their_characters(hostile, written: Written) -> None:
    for form in ("ntriples", "nquads"):
        # Other breaks of lines may stand in a text.
        lines = written(hostile.view(), form)[0].decode().split("\n")[:-1]
        assert lines == sorted(set(lines))


# ---- the same each time


def test_two_processes_write_the_same(tmp_path) -> None:
    program = (
        "import hashlib, kgraph\n"
        f"view = kgraph.open({str(TINY)!r}).view()\n"
        f"print([hashlib.sha256(view.export(form)).hexdigest() for form in {list(FORMS)}])"
    )
    found = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "KGRAPH_CACHE_DIR": str(tmp_path / seed)}
        command = [sys.executable, "-c", program]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        found.add(done.stdout)
    assert len(found) == 1


CHANGES = {
    "a label": ('rdfs:label "Flats"@en', 'rdfs:label "A flat"@en'),
    "one label of three": ('"Maling"@nb', '"Aa"@nb'),
    "a number": ("kg:number 3 ; kg:partOf b:2", "kg:number 12 ; kg:partOf b:2"),
    "an amount": ("kg:budget 50000.5", "kg:budget 7.25"),
    "a link": ("kg:concerns place:dale", "kg:concerns place:hill"),
    "one link of two": ("kg:covers b:M2 , b:M3 ;", "kg:covers b:M2 , b:M4 ;"),
    "a claim": ('kg:quote "floors for new flats"@en', 'kg:quote "a floor"@en'),
    "the basis of a claim": (
        "kg:basis kg:inferred ; kg:confidence kg:high",
        "kg:basis kg:stated ; kg:confidence kg:high",
    ),
    "a kind": ("b:2    a kg:Effort", "b:2    a kg:Section"),
}


@pytest.fixture(scope="module")
def of_changed(tmp_path_factory):
    """The view of the tiny project with other texts in plan b."""

    def view(changes: dict[str, tuple[str, str]]) -> View:
        folder = tmp_path_factory.mktemp("changed") / "tiny"
        shutil.copytree(TINY, folder)
        path = folder / "data" / "b.ttl"
        text = path.read_text(encoding="utf-8")
        for old, new in changes.values():
            assert text.count(old) == 1
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
        return Workspace(open_project(folder)).view()

    return view


@pytest.fixture(scope="module")
def changed(of_changed) -> View:
    """All changes at once."""
    return of_changed(CHANGES)


def differences(old: bytes, new: bytes) -> list[str]:
    lines = difflib.unified_diff(old.decode().split("\n"), new.decode().split("\n"), n=0, lineterm="")
    return sorted(line[0] for line in list(lines)[2:] if line[0] in "+-")


@pytest.mark.parametrize("form", ["turtle", "trig", "ntriples", "nquads"])
def test_a_change_of_a_word_is_one_changed_line(form, tiny, changed, written: Written) -> None:
    """Each changes a line at least; so together as many as there are is one each."""
    old, new = (written(view, form)[0] for view in (tiny.view(), changed))
    assert differences(old, new) == [*"+" * len(CHANGES), *"-" * len(CHANGES)]


def test_a_new_statement_is_one_new_line(tiny, of_changed, written: Written) -> None:
    before, view = (
        tiny.view(),
        of_changed({"one more": ('rdfs:label "Wrap-up"@en .', 'rdfs:label "Wrap-up"@en ; own:zeal 1 .')}),
    )
    for form in ("turtle", "trig", "ntriples", "nquads", "rdf-xml"):
        assert differences(written(before, form)[0], written(view, form)[0]) == ["+"], form


def test_turtle_has_a_line_for_each_statement(tiny, written: Written) -> None:
    lines = written(tiny.view("b"), "turtle")[0].decode().split("\n")
    things = len({each.subject for each in tiny.view("b").triples()})
    assert [line for line in lines if line.startswith("b:M3.1")] == ["b:M3.1 a kg:Measure ;"]
    start = lines.index("b:M3.1 a kg:Measure ;")
    assert lines[start + 1 : start + 7] == [
        '\trdfs:label "Tickets"@en ;',
        '\tskos:notation "b:M3.1" ;',
        "\tkg:concerns place:hill ;",
        "\tkg:number 1 ;",
        "\tkg:partOf b:M3 ;",
        "\t.",
    ]
    assert lines.count("\t.") == things


# ---- read again by kgraph


@pytest.mark.parametrize("form", FORMS)
def test_what_is_imported_again_is_the_same_graph(form, tiny, here, tmp_path, exporters: dict[str, Exporter]) -> None:
    (tmp_path / "kgraph.toml").touch()
    path = tmp_path / f"plans{exporters[form].suffix}"
    path.write_bytes(tiny.view().export(form))
    code, _, error = here("import", str(path), "--project", str(tmp_path))
    assert (code, error) == (0, "")
    assert list(Workspace(open_project(tmp_path)).view().triples()) == list(tiny.view().triples())


@pytest.mark.parametrize("form", FORMS)
def test_hostile_text_is_imported_again_as_it_was(form, hostile, here, tmp_path, exporters) -> None:
    (tmp_path / "kgraph.toml").touch()
    path = tmp_path / f"plans{exporters[form].suffix}"
    path.write_bytes(hostile.view().export(form))
    assert here("import", str(path), "--project", str(tmp_path))[0] == 0
    expected = set(of_view(hostile.view()))
    if form == "rdf-xml":
        expected = {each for each in expected if each.subject.value != f"{ID}h/only"}
    assert set(of_view(Workspace(open_project(tmp_path)).view())) == expected


# ---- JSON-LD


def test_json_ld_reads_as_people_would_write_it(tiny, written: Written) -> None:
    document = json.loads(written(tiny.view(), "json-ld")[0])
    assert list(document) == ["@context", "@graph"]
    things = {each["@id"]: each for each in document["@graph"]}
    assert things["b:M2"] == {
        "@id": "b:M2",
        "@type": "Measure",
        "addresses": "a:X1",
        "label": {"en": "Paint", "nb": "Maling", "nn": "Måling"},
        "notation": "b:M2",
        "number": 2,
        "partOf": "b:1.1",
        "responsible": "actor:office",
        "status": ["done", "planned"],
        "supports": "a:1.1.2",
        "text": {"nn": "Eldsjeler målar GATA"},
    }
    assert things["b:L3"]["budget"] == "50000.5"
    assert things["b:1"]["openList"] is True
    assert things["b:W1"]["discusses"] == "b:M2"
    claim = things["claim:17"]
    assert (claim["subject"], claim["predicate"], claim["object"]) == ("b:M3", "supports", "sdg:8.9")
    assert (claim["basis"], claim["confidence"], claim["document"]) == ("inferred", "low", "b:plan")
    assert list(things) == sorted(things, key=lambda name: expanded(name, document["@context"]))


def expanded(name: str, context: dict[str, str]) -> str:
    prefix, _, rest = name.partition(":")
    return context[prefix] + rest


def test_the_context_stands_in_the_file_and_names_all_that_is_used(tiny, written: Written) -> None:
    document = json.loads(written(tiny.view(), "json-ld")[0])
    context = document["@context"]
    assert context["partOf"] == {"@id": "kg:partOf", "@type": "@id"}
    assert context["label"] == {"@id": "rdfs:label", "@container": "@language"}
    assert context["budget"] == {"@id": "kg:budget", "@type": "xsd:decimal"}
    assert context["basis"] == {"@id": "kg:basis", "@type": "@vocab"}
    assert context["inferred"] == "kg:inferred"
    # A word of the ontology goes before the prefix of things that is called the same.
    assert context["document"] == {"@id": "kg:document", "@type": "@id"}
    assert "id:document/law" in {each["@id"] for each in document["@graph"]}
    used = {key for thing in document["@graph"] for key in thing} | {thing["@type"] for thing in document["@graph"]}
    assert used - {"@id", "@type"} <= set(context)
    assert all("@import" not in str(each) for each in context.values())


def test_no_name_before_a_colon_is_taken_for_a_prefix(hostile, written: Written) -> None:
    context = json.loads(written(hostile.view(), "json-ld")[0])["@context"]
    assert {"mailto", "sdg", "urn", "h", "https"} & set(context) == set()


# ---- RDF/XML


def test_xml_loses_what_it_has_no_name_or_no_letter_for(tmp_path, written: Written) -> None:
    own = "https://example.org/"
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.ttl").write_text(
        f'<{ID}x/1> a <{KG}Measure> , <{own}9> ; <{own}1> "digit" ; <{own}2> "digit" ; <{own}P3> "kept" ; '
        f'<{own}å> "kept" ; <{own}> "nothing" ; <{own}😀> "no letter" ; '
        f'<{KG}text> "a\\uFFFEb\\uFFFF"@nn , "c\\u0001"@nn .',
        encoding="utf-8",
    )
    view = Workspace(open_project(tmp_path)).view()
    content, losses = written(view, "rdf-xml")
    assert [*losses.values()] == [4, 1]
    ET.fromstring(content)
    about = by_rdflib(content, "rdf-xml").predicate_objects(rdflib.URIRef(f"{ID}x/1"))
    # The control character never was in the graph.
    assert {(str(p).rpartition("/")[2], str(o)) for p, o in about if not str(p).startswith(RDF)} == {
        ("P3", "kept"), ("å", "kept"), ("ns#text", "ab"), ("ns#text", "c"),
    }  # fmt: skip
    kinds = by_rdflib(content, "rdf-xml").objects(rdflib.URIRef(f"{ID}x/1"), rdflib.RDF.type)
    assert {str(each) for each in kinds} == {f"{KG}Measure", f"{own}9"}


def test_things_are_elements_of_their_kinds(tiny, written: Written) -> None:
    root = ET.fromstring(written(tiny.view(), "rdf-xml")[0])
    measures = root.findall(f"{{{KG}}}Measure")
    assert len(measures) == len(tiny.ask("measures").rows) == 7
    assert len(root.findall(f"{{{KG}}}Claim")) == 4 + 19


# ---- the page


def test_the_page_shows_turtle_as_it_is_written_and_tells_of_every_form(shipped, written: Written, exporters) -> None:
    page = (ROOT / "docs" / "exports-rdf.md").read_text(encoding="utf-8")
    [shown, *_] = re.findall(r"^```text\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert f"\n{shown}" in written(shipped.view(), "turtle")[0].decode()
    told = re.findall(r"^\| `([\w-]+)` \| `([.\w]+)` \|", page, re.MULTILINE)
    assert dict(told) == {name: each.suffix for name, each in exporters.items()}


# ---- what cannot be


def test_what_rdf_cannot_hold_is_refused() -> None:
    from kgraph.engines.writing import n_triples, turtle
    from kgraph.plugin import Iri

    for triple in (
        Triple(Iri("relative"), Iri("http://e/p"), Iri("http://e/o")),
        Triple(Iri("http://e/s"), Iri("http://e/p"), Literal("x", XSD + "string", "no language")),
    ):
        for write in (lambda triples: turtle(triples, {}), n_triples):
            with pytest.raises(ValueError, match=re.compile(".")):
                write([triple])
