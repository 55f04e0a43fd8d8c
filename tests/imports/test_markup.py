"""XML is read safely: nothing is expanded or fetched, faults have a line and are said in three languages."""

import time
from pathlib import Path

import pytest

from kgraph.errors import KgraphError, Problem
from kgraph.markup import DEEPEST, LARGEST, Element, read_xml, root_of
from kgraph.terms import LANGUAGES

ENTITIES = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))


def read(path: Path, content: str | bytes, depth: int = 0) -> tuple[list[Element], list[Problem]]:
    path = path / "sample.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = list(read_xml(path, depth=depth))
    return [each for each in found if isinstance(each, Element)], [each for each in found if isinstance(each, Problem)]


def test_elements_know_their_line_their_namespace_and_their_language(tmp_path: Path) -> None:
    text = '<?x y="1"?>\n<a xmlns="urn:a" xml:lang="nn-NO">\n <b c=" d "> e <i>f</i>g\n</b><b xml:lang="en"/></a>'
    [root], problems = read(tmp_path, text)
    assert problems == []
    first, second = root.all("b")
    assert (root.name, root.namespace, root.line, root.instructions) == ("a", "urn:a", 2, {"x": 'y="1"'})
    assert (first.line, first.get("c"), first.text, first.language) == (3, "d", "e f g", "nn-no")
    assert second.language == "en"
    assert root.first("z") is None


def test_at_a_depth_each_element_comes_by_itself(tmp_path: Path) -> None:
    found, problems = read(tmp_path, "<a><b>1</b>x<c><b/></c>", depth=1)
    assert [each.name for each in found] == ["b", "c"]
    assert [each.rule for each in problems] == ["bad-xml"]


ENCODED = {
    "UTF-8": "<a>Måling på øya</a>".encode(),
    "UTF-8 with a mark": "<a>Måling på øya</a>".encode("utf-8-sig"),
    "UTF-16": "<a>Måling på øya</a>".encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + "<a>Måling på øya</a>".encode("utf-16-be"),
    "Latin-1": '<?xml version="1.0" encoding="ISO-8859-1"?><a>Måling på øya</a>'.encode("latin-1"),
    "Windows-1252": '<?xml version="1.0" encoding="windows-1252"?><a>Måling på øya</a>'.encode("cp1252"),
    "NFD": "<a>Ma\u030aling pa\u030a øya</a>".encode(),
}


@pytest.mark.parametrize("content", ENCODED.values(), ids=ENCODED)
def test_every_usual_encoding_is_read_alike(content: bytes, tmp_path: Path) -> None:
    [root], problems = read(tmp_path, content)
    assert (root.text, problems) == ("Måling på øya", [])


def test_a_letter_is_composed_wherever_the_parser_cuts_the_text(tmp_path: Path) -> None:
    [root], _ = read(tmp_path, "<a>" + "a\u030a" * 9000 + "</a>")
    assert root.text == "å" * 9000


@pytest.mark.parametrize(
    ("content", "rule", "line", "word"),
    [
        ("<!DOCTYPE a>\n<a/>", "xml-with-dtd", 1, "DTD"),
        (f'\n<!DOCTYPE a [<!ENTITY a "x">{ENTITIES}]><a>&j;</a>', "xml-with-dtd", 2, "entities"),
        ('<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>', "xml-with-dtd", 1, "DTD"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "xml-with-dtd", 1, "DTD"),
        ("<a>\n\n&nbsp;</a>", "bad-xml", 3, "undefined entity"),
        ("<a>\n<b></a>", "bad-xml", 2, "mismatched tag"),
        ("", "bad-xml", 1, "no element"),
        ("no XML\n", "bad-xml", 1, "syntax error"),
        ("<a>\n" + "<b>\n" * DEEPEST, "xml-too-deep", DEEPEST + 1, str(DEEPEST)),
        ("<a>\nMåling</a>".encode("latin-1"), "bad-xml", 2, "UTF-8"),
        ('<?xml version="1.0" encoding="utf-16"?><a/>', "bad-xml", 1, "UTF-8"),
        ("<a/>".encode("utf-32"), "bad-xml", 1, ""),
        ('<?xml version="1.0" encoding="rot13"?><a/>', "bad-xml", 1, "saved as UTF-8"),
        ('<?xml version="1.0" encoding="shift_jis"?><a>\x83\x41</a>', "bad-xml", 1, "saved as UTF-8"),
        ('<?xml version="1.0" encoding="nonsense"?><a/>', "bad-xml", 1, "saved as UTF-8"),
        (b"<a>\x00</a>", "bad-xml", 1, "invalid token"),
    ],
)
def test_what_is_not_read_is_one_problem_with_its_line(
    content: str | bytes, rule: str, line: int, word: str, tmp_path: Path
) -> None:
    found, [problem] = read(tmp_path, content)
    assert found == []
    assert (problem.rule, problem.source) == (rule, f"{tmp_path / 'sample.xml'}:{line}")
    assert word in problem.told("en")
    assert len({problem.told(tag) for tag in LANGUAGES}) == 3


def test_so_many_levels_are_read_and_no_more(tmp_path: Path) -> None:
    inside = "<b>" * (DEEPEST - 1) + "x" + "</b>" * (DEEPEST - 1)
    [root], problems = read(tmp_path, f"<a>{inside}</a>")
    assert (root.text, problems) == ("x", [])


@pytest.mark.parametrize("beginning", ["<a>", '<a b="'], ids=["a text", "an attribute"])
def test_a_file_that_is_too_large_is_refused_soon(beginning: str, tmp_path: Path) -> None:
    start = time.monotonic()
    found, [problem] = read(tmp_path, (beginning + "x" * (LARGEST + 2**20)).encode())
    assert (found, problem.rule) == ([], "xml-too-large")
    assert time.monotonic() - start < 10


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(KgraphError, match="No such file"):
        list(read_xml(tmp_path / "gone.xml"))
    assert root_of(tmp_path / "gone.xml") is None
    assert root_of(tmp_path) is None


def test_the_outermost_element_is_known_without_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text('<a xmlns="urn:a" v="2"><b>', encoding="utf-8")
    root = root_of(path)
    assert root is not None
    assert (root.name, root.namespace, root.get("v")) == ("a", "urn:a", "2")
