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


PLACES = """@prefix kg: <https://w3id.org/kgraph/ns#> .
@prefix x: <http://x.org/> .

# the first
x:a a kg:Measure ; # what it is
    kg:budget 100, 200 ; # of the table on page 3
    kg:label "Båt"@nn, "Boat; fast, cheap."@en ;
    kg:supports x:g1,
        x:g2 .

# the second
x:b kg:number 1 .

x:c kg:number 2 .
"""
X, LINES = "http://x.org/", PLACES.splitlines()
BUDGET, LABEL, SUPPORTS = Iri(KG + "budget"), Iri(KG + "label"), Iri(KG + "supports")


def whole(number: int) -> Literal:
    return Literal(str(number), XSD + "integer")


def text(words: str, tag: str) -> Literal:
    return Literal(words, RDF + "langString", tag)


TYPE, BOAT = RDF + "type", (LABEL, text("Boat; fast, cheap.", "en"))


@pytest.mark.parametrize(
    ("gone", "new", "line", "wanted"),
    [
        ([(BUDGET, whole(200))], [(BUDGET, whole(250))], 6, "    kg:budget 100, 250 ; # of the table on page 3"),
        ([(BUDGET, whole(100))], [], 6, "    kg:budget 200 ; # of the table on page 3"),
        ([(BUDGET, whole(200))], [], 6, "    kg:budget 100 ; # of the table on page 3"),
        ([], [(BUDGET, whole(300))], 6, "    kg:budget 100, 200, 300 ; # of the table on page 3"),
        ([BOAT], [(LABEL, text("Ship", "en"))], 7, '    kg:label "Båt"@nn, "Ship"@en ;'),
        ([(SUPPORTS, Iri(X + "g1"))], [(SUPPORTS, Iri(X + "g3"))], 8, "    kg:supports x:g3,"),
        ([(TYPE, Iri(KG + "Measure"))], [(TYPE, Iri(KG + "Effort"))], 5, "x:a a kg:Effort ; # what it is"),
    ],
)  # fmt: skip
def test_a_changed_word_is_a_changed_line(gone, new, line: int, wanted: str) -> None:
    subject = Iri(X + "a")
    lost, more = ([Triple(subject, Iri(one), other) for one, other in pairs] for pairs in (gone, new))
    written, kept = revised(PLACES.encode(), more, lost)
    assert kept
    assert written.decode().splitlines() == [*LINES[: line - 1], wanted, *LINES[line:]]


def test_a_new_field_is_a_new_line() -> None:
    written, _ = revised(PLACES.encode(), [Triple(Iri(X + "a"), Iri(KG + "number"), whole(7))], [])
    assert written.decode().splitlines() == [*LINES[:8], "        x:g2 ;", "    kg:number 7 .", *LINES[9:]]


def test_a_field_that_is_gone_takes_its_line_along() -> None:
    gone = [
        Triple(Iri(X + "a"), LABEL, text("Båt", "nn")),
        Triple(Iri(X + "a"), LABEL, text("Boat; fast, cheap.", "en")),
    ]
    written, _ = revised(PLACES.encode(), [], gone)
    assert [line for line in written.decode().splitlines() if line.strip()] == [
        line for line in LINES if line and "label" not in line
    ]


def test_a_statement_that_is_gone_leaves_no_hole() -> None:
    written, _ = revised(PLACES.encode(), [], [Triple(Iri(X + "b"), Iri(KG + "number"), whole(1))])
    assert "\n\n\n" not in written.decode()
    assert written.decode().endswith("# the second\n\nx:c kg:number 2 .\n")


@hypothesis.settings(max_examples=25)
@given(st.sampled_from([each for each in EVERY if isinstance(each.object, Literal)]))
def test_a_new_value_touches_no_other_line(old: Triple) -> None:
    assert isinstance(old.object, Literal)
    value = Literal(
        "12345678" if "date" not in old.object.datatype else "2031-01-02", old.object.datatype, old.object.language
    )
    written, kept = revised(SOGN, [Triple(old.subject, old.predicate, value)], [old])
    before, after = SOGN.decode().splitlines(), written.decode().splitlines()
    assert kept
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


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
