"""The forms of RDF that are written, and a project whose texts and names are as hostile as RDF allows."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib

from kgraph.loading import load_from
from kgraph.plugin import Exporter, View
from kgraph.project import open_project
from kgraph.workspace import Workspace

Written = Callable[[View, str], tuple[bytes, dict[str, int]]]
PLUGINS = Path(__file__).parents[2] / "plugins"
LABELS = [
    'a "quoted" \'label\' """thrice',
    "<script>alert(1)</script> ]]> &amp; <!-- -->",
    "=cmd|' /C calc'!A0",
    "a: b :c ; . , # @prefix x: <y> .",
    "left \u202e right \u2066 isolate \u200f",
    "line\nbreak\r\nand\rmore\ttab",
    "👩‍👩‍👧 🇳🇴 é å ß 漢字",
    "x" * 10_240,
    "\\u0041 \\n \\\\ \\",
    "@type",
    "\u2028line\u2029paragraph\x85next\x7f\x9b",
    "  ",
    "{0} %s ${x} _:b1 https://example.org/x",
]
HOSTILE = """
@prefix kg: <https://w3id.org/kgraph/ns#> . @prefix h: <https://w3id.org/kgraph/id/h/> .
@prefix m: <https://w3id.org/kgraph/id/mailto/> . @prefix own: <https://example.org/own#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
h:plan a kg:ActionPlan ; skos:notation "h:plan" ; rdfs:label "Hostile"@en .
h:1 a kg:Measure , own:Thing ; kg:number 7 ; kg:budget 2.50 ; kg:openList true ; kg:date "2020-05-01"^^xsd:date ;
    own:label "not a name" ; own:document h:2 ; own:mailto h:2 ;
    own:numbers 1 , 007 , +5 , -0 , 1.0 , .5 , 1e5 , 123456789012345678901234567890 , "1"^^xsd:boolean , true ,
        "one" , "én"@nb , "x"^^own:type , "" , ""@en , h:1 , "2020"^^xsd:gYear ;
    own:whole 1 , 123456789012345678901234567890 , 007 ; own:truth true , "1"^^xsd:boolean ;
    own:exact 0.1 , 2.50 , 100000000000000000000.1 ; own:double 1e5 , "INF"^^xsd:double ;
    own:places h:a.b.c , <https://w3id.org/kgraph/id/h/x/y?z=1#q> , <https://w3id.org/kgraph/id/h/-d_> ,
        <https://w3id.org/kgraph/id/h//e> , <https://w3id.org/kgraph/id/h/f%20g> , <https://w3id.org/kgraph/id/h/> ;
    rdfs:seeAlso <mailto:x@example.org> , <sdg:1> , <urn:x:y> , <h:z> , m:x , <https://exämple.org/å> ;
    rdfs:label "navn"@nb-no , "名"@zh-hant , "plain" ; kg:text "same"@nn , "same"@nb , "same" , "two"@nn .
h:2 a kg:Measure ; rdfs:label "Two"@en ;
    rdfs:seeAlso [ rdfs:label "blank"@en ; rdfs:seeAlso [ own:whole 2 ] ] , [ a own:Blank ] , ( h:1 "listed" 3 ) .
h:only a <https://example.org/1> .
"""


@pytest.fixture(autouse=True)
def _plugin(no_cover: None) -> None:
    """It is plugins that are tested, whose lines are not counted."""


@pytest.fixture(scope="session")
def exporters() -> dict[str, Exporter]:
    """The exporters of RDF by name."""
    return {each.name: each for each in load_from(PLUGINS, "rdf").exporters()}


@pytest.fixture(scope="session")
def written(exporters: dict[str, Exporter]) -> Written:
    """What an exporter writes of a view, and how many of what are lost, in English."""

    def of(view: View, form: str) -> tuple[bytes, dict[str, int]]:
        file = io.BytesIO()
        losses = {loss.what["en"]: loss.count for loss in exporters[form].write(view, file)}
        return file.getvalue(), losses

    return of


@pytest.fixture(scope="session")
def hostile_labels() -> list[str]:
    """What things are called in it, `h:L0` and on."""
    return LABELS


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A project of one file: everything that a writer of RDF can stumble over."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "data").mkdir()
    named = "".join(
        f'h:L{number} a kg:Measure ; skos:notation "h:L{number}" ; '
        f"rdfs:label {', '.join(rdflib.Literal(text, lang=tag).n3() for tag in ('en', 'nn', 'nb'))} ; "
        f"kg:status {rdflib.Literal(text).n3()} .\n"
        for number, text in enumerate(LABELS)
    )
    (folder / "data" / "h.ttl").write_text(HOSTILE + named, encoding="utf-8", newline="")
    return Workspace(open_project(folder))
