"""A Turtle file is changed where its statements change: comments, order and spelling stay."""

from pathlib import Path

import hypothesis
import hypothesis.strategies as st
import pytest
import rdflib
from hypothesis import given

from kgraph.engines.embedded import read
from kgraph.terms import ID, KG, RDF, RDFS, XSD, Iri, Literal, Triple
from kgraph.turtle_text import revised

ROOT = Path(__file__).parents[2]
FILES = sorted([*(ROOT / "data").glob("*.ttl"), *(ROOT / "tests/projects/tiny/data").glob("*.ttl")])
SOGN = (ROOT / "data" / "sogn.ttl").read_bytes()
EVERY = [each for each in read(SOGN, ".ttl") if each is not None]
NEW = Triple(
    Iri(ID + "sogn/new"), Iri(RDFS + "label"), Literal("a 'b' \"c\" # . ; \n <d> \\e", RDF + "langString", "nn")
)
PREFIX = b"@prefix kg: <https://w3id.org/kgraph/ns#> .\n"
HARD = """# first # comment
PREFIX a: <http://x.org/#>   # a # in an IRI
@prefix kg: <https://w3id.org/kgraph/ns#> .
a:1.1 kg:text "a . b # c" , 'it''' ; # inside
  kg:budget 1.5 ; kg:number 2 .# after
a:b.c kg:text \"\"\"long "quoted" .
# no comment
\"\"\" .
<http://x.org/#z> a kg:Measure. a:\\~y kg:number 3 .
"""


def triples(content: bytes) -> set[tuple[object, ...]]:
    return set(rdflib.Graph().parse(data=content, format="turtle"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_without_a_change_every_byte_stays(path: Path) -> None:
    assert revised(path.read_bytes(), [], []) == (path.read_bytes(), True)


@hypothesis.settings(max_examples=15)
@given(st.sets(st.sampled_from(EVERY), max_size=4), st.booleans())
def test_what_is_written_says_what_was_wanted(gone: set[Triple], adds: bool) -> None:
    written, kept = revised(SOGN, [NEW] if adds else [], gone)
    assert kept
    assert set(read(written, ".ttl")) == (set(EVERY) - gone) | ({NEW} if adds else set())


def test_another_reader_reads_the_same() -> None:
    written, _ = revised(SOGN, [NEW], EVERY[5:7])
    assert len(triples(SOGN) - triples(written)) == 2
    assert len(triples(written) - triples(SOGN)) == 1


def test_comments_and_order_stay() -> None:
    written, kept = revised(SOGN, [NEW], [EVERY[-1]])
    comments = [line for line in SOGN.decode().splitlines() if line.startswith("#")]
    assert kept
    assert [line for line in written.decode().splitlines() if line.startswith("#")] == comments


def test_hard_spellings_are_taken_apart() -> None:
    x = "http://x.org/#"
    hard = HARD.replace("'it'''", "'it'").encode()
    gone = Triple(Iri(x + "~y"), Iri(KG + "number"), Literal("3", XSD + "integer"))
    more = Triple(Iri(x + "b.c"), Iri(KG + "number"), Literal("4", XSD + "integer"))
    written, kept = revised(hard, [more], [gone])
    assert kept
    assert written.decode().startswith(hard.decode().partition("a:b.c kg")[0])
    assert len(triples(written)) == len(triples(hard))


def test_a_prefix_that_is_lacking_is_declared() -> None:
    new = Triple(Iri(ID + "ny/1"), Iri(RDF + "type"), Iri(KG + "Measure"))
    written, kept = revised(b"@prefix kg: <https://w3id.org/kgraph/ns#> .\n\nkg:a kg:b kg:c .\n", [new], [])
    assert kept
    assert f"@prefix ny: <{ID}ny/> ." in written.decode()
    assert "\nny:1 a kg:Measure .\n" in written.decode()


def test_a_file_with_blank_nodes_is_written_anew() -> None:
    content = PREFIX + b"kg:a kg:b [ kg:c 1 ] .\nkg:a kg:b [ kg:c 2 ] .\nkg:x kg:number 2 .\n"
    gone = Triple(Iri(KG + "x"), Iri(KG + "number"), Literal("2", XSD + "integer"))
    written, kept = revised(content, [], [gone])
    assert not kept
    assert len(triples(written)) == 4


def test_a_text_that_is_spelled_apart_is_found() -> None:
    content = '@prefix kg: <https://w3id.org/kgraph/ns#> .\nkg:x kg:text "a\u030a" .\n'.encode()
    written, _ = revised(content, [], [Triple(Iri(KG + "x"), Iri(KG + "text"), Literal("å"))])
    assert triples(written) == set()
