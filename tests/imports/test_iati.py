"""IATI activities become measures, actors, places and budget lines; what they say of the UN's goals is stated."""

import re
import time
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import graph_diff, to_isomorphic

from kgraph.terms import LANGUAGES
from kgraph.testing import check_importer


def activities(*inside: str, attributes: str = 'xml:lang="en" default-currency="NOK"') -> str:
    """A file of activities, each on lines of its own, the first on line 2."""
    found = [
        f"<iati-activity {attributes}><iati-identifier>A-{at}</iati-identifier>"
        f"<title><narrative>Work {at}</narrative></title>{each}</iati-activity>"
        for at, each in enumerate(inside, 1)
    ]
    return '<iati-activities version="2.03">\n' + "\n".join(found) + "\n</iati-activities>"


def budget(value: str, years: str = "2024 2024", attributes: str = "", currency: str = "") -> str:
    start, end = years.split()
    return (
        f'<budget {attributes}><period-start iso-date="{start}-01-01"/><period-end iso-date="{end}-12-31"/>'
        f'<value {currency} value-date="2024-01-01">{value}</value></budget>'
    )


def told(problems) -> list[tuple[str, str, int]]:
    """Severity, rule and line."""
    return [(each.severity, each.rule, int(each.source.rpartition(":")[2])) for each in problems]


def test_a_file_becomes_the_graph_that_was_written_by_hand(read, graph_of, files) -> None:
    triples, _ = read("iati", files / "aid.xml")
    expected = Graph().parse(files / "aid.ttl")
    _, missing, more = graph_diff(to_isomorphic(expected), to_isomorphic(graph_of(triples)))
    assert (missing.serialize(), more.serialize()) == (Graph().serialize(), Graph().serialize())


def test_each_fault_is_told_with_its_line(read, files) -> None:
    _, problems = read("iati", files / "aid.xml")
    lines = (files / "aid.xml").read_text(encoding="utf-8").splitlines()
    at = [(each.rule, lines[int(each.source.rpartition(":")[2]) - 1].strip()) for each in problems]
    assert at == [
        ("bad-sdg", '<tag vocabulary="3" code="6.9"/>'),
        ("bad-sdg", '<tag vocabulary="2" code="18"/>'),
        ("bad-date", '<activity-date type="1" iso-date="2025-13-01"/>'),
        ("bad-amount", '<value value-date="2025-01-01">1,000</value>'),
        ("no-identifier", "<iati-activity>"),
        ("twice", "<iati-activity>"),
        ("currency", '<value currency="USD" value-date="2025-01-01">5000</value>'),
        ("persons", lines[21].strip()),
        ("revised", '<budget type="1">'),
    ]
    assert "<contact-info>" in lines[21]
    assert all(len({each.told(tag) for tag in LANGUAGES}) == 3 for each in problems)
    assert not any("{" in each.told(tag) for each in problems for tag in LANGUAGES)


def test_no_person_is_read(read, files) -> None:
    triples, problems = read("iati", files / "aid.xml")
    assert not re.search("Nordmann|example.org", f"{triples} {problems}")


def test_what_was_read_conforms_and_answers(read, project, files) -> None:
    triples, _ = read("iati", files / "aid.xml")
    workspace = project(triples)
    assert workspace.check().errors == 0
    assert [each.code for each in workspace.ask("measures that support SDG targets").things()] == ["aid:XX-1-WATER-01"]
    codes = [each.code for each in workspace.ask("SDG targets that are supported by measures").things()]
    assert sorted(codes) == ["sdg:6.1", "sdg:6.a"]
    # The measure above and its part have one amount.
    assert workspace.ask("sum budget of measures").rows == ((Decimal("1000000.5"), 2),)


def test_a_claim_of_the_publisher_is_stated(read, project, files) -> None:
    triples, _ = read("iati", files / "aid.xml")
    graph = project(triples).view().on_basis("stated").property_graph()
    quotes = {edge.target.rpartition("/")[2]: edge.quote for edge in graph.edges if edge.link == "supports"}
    assert quotes == {
        "6": "Clean water and sanitation",
        "6.1": "Safe drinking water for all",
        "6.a": 'tag vocabulary="3" code="6.A"',
    }


@pytest.mark.parametrize(
    ("inside", "amounts", "rules"),
    [
        (budget("100"), ["100"], []),
        (budget("100") + budget("50", "2025 2025"), ["100", "50"], []),
        (budget("100", currency='currency="nok"'), ["100"], []),
        (budget("100", currency='currency="EUR"'), [], ["currency"]),
        (budget("100") + budget("120", attributes='type="2"'), ["120"], ["revised"]),
        (budget("100", "2023 2023") + budget("120", attributes='type="2"'), ["100", "120"], []),
        (budget("0"), [], ["bad-amount"]),
        (budget("-5"), [], ["bad-amount"]),
        (budget("12 000"), [], ["bad-amount"]),
        (budget("1e6"), [], ["bad-amount"]),
        (budget("nan"), [], ["bad-amount"]),
        (budget("٣"), [], ["bad-amount"]),
        ("<budget/>", [], ["bad-date", "bad-date", "bad-amount"]),
        (budget("100", "2025 2024"), ["100"], ["backwards"]),
    ],
)
def test_an_amount_is_read_or_told_and_never_wrong(read, inside: str, amounts: list[str], rules: list[str]) -> None:
    triples, problems = read("iati", activities(inside))
    found = [each.object.text for each in triples if each.predicate.endswith("#budget")]
    assert (found, [each.rule for each in problems]) == (amounts, rules)
    assert sum(each.predicate.endswith("#covers") for each in triples) == inside.count("<budget") - ("revised" in rules)


def test_an_amount_without_any_currency_is_told(read) -> None:
    _, problems = read("iati", activities(budget("100"), attributes='xml:lang="en"'))
    assert told(problems) == [("error", "no-currency", 2)]


def test_what_is_told_once_a_file_is_counted(read) -> None:
    dollars = budget("1", currency='currency="USD"')
    _, problems = read("iati", activities("", dollars * 2, budget("1", currency='currency="EUR"'), dollars))
    assert told(problems) == [("warning", "currency", 4), ("warning", "currency", 3)]
    assert [each.message.rpartition(" ")[2] for each in problems] == ["1", "3"]


def test_an_activity_is_part_of_the_one_above_it_whichever_comes_first(read) -> None:
    above = '<related-activity type="1" ref="A-2"/><related-activity type="1" ref="A-1"/>'
    below = '<related-activity type="2" ref="A-3"/><related-activity type="1" ref="B-9"/>'
    triples, problems = read("iati", activities(above, below, "", '<related-activity type="3" ref="A-1"/>'))
    wholes = {each.subject[-3:]: each.object[-4:] for each in triples if each.predicate.endswith("#partOf")}
    assert problems == []
    assert wholes == {"A-1": "/A-2", "A-2": "plan", "A-3": "/A-2", "A-4": "plan"}


def test_a_text_without_a_language_is_in_none_and_that_is_told(read) -> None:
    triples, problems = read("iati", activities("", attributes=""))
    names = [each.object for each in triples if each.predicate.endswith("#label") and each.object.text == "Work 1"]
    assert [each.language for each in names] == [""]
    assert told(problems) == [("warning", "no-language", 2)]


@pytest.mark.parametrize("code", ["17", "17.19", "1.b", "14.C", "8.10"])
def test_a_goal_or_target_of_the_un_is_known(read, code: str) -> None:
    kind = "3" if "." in code else "2"
    triples, problems = read("iati", activities(f'<tag vocabulary="{kind}" code="{code}"/>'))
    ends = [each.object for each in triples if each.predicate.endswith("#supports")]
    assert (ends, problems) == ([f"http://metadata.un.org/sdg/{code.lower()}"], [])


@pytest.mark.parametrize(
    ("kind", "code"), [("2", "17.1"), ("3", "17"), ("3", "17.20"), ("3", "17.a"), ("2", "0"), ("2", "")]
)
def test_what_is_none_of_the_uns_is_told(read, kind: str, code: str) -> None:
    triples, problems = read("iati", activities(f'<tag vocabulary="{kind}" code="{code}"/>'))
    assert not [each for each in triples if each.predicate.endswith("#supports")]
    assert told(problems) == [("error", "bad-sdg", 2)]


def test_the_known_goals_are_those_that_come_with_kgraph(shipped, read) -> None:
    every = sorted(
        each.code.removeprefix("sdg:") for kind in ("goals", "targets") for each in shipped.ask(f"SDG {kind}").things()
    )
    tags = "".join(f'<tag vocabulary="{"3" if "." in code else "2"}" code="{code}"/>' for code in every)
    triples, problems = read("iati", activities(tags))
    assert (len(every), problems) == (17 + 169, [])
    assert sum(each.predicate.endswith("#supports") for each in triples) == 17 + 169


def test_codes_are_unique_and_stay(read) -> None:
    ids = ["A/1", "A 1", "A-1", "A-1-B1", "plan", "ÅØ", "---"]
    text = "".join(
        f"<iati-activity xml:lang='en' default-currency='NOK'><iati-identifier>{each}</iati-identifier>"
        f"<title><narrative>T</narrative></title>{budget('5')}</iati-activity>"
        for each in ids
    )
    text = f"<iati-activities>{text}</iati-activities>"
    triples, problems = read("iati", text)
    codes = [each.object.text for each in triples if each.predicate.endswith("#notation")]
    assert len(set(codes)) == len(codes) == 2 * len(ids) + 1
    assert all(re.fullmatch(r"[a-z][\w-]*:\w([\w.-]*\w)?", each) for each in codes)
    assert (triples, problems) == read("iati", text)


@pytest.mark.parametrize(
    ("content", "rule"),
    [("<iati-organisations/>", "not-iati"), ('<iati-activities version="1.05"/>', "iati-version"), ("<a", "bad-xml"),
     ("<!DOCTYPE iati-activities><iati-activities/>", "xml-with-dtd")],
)  # fmt: skip
def test_what_is_no_activities_of_version_2_is_told(read, content: str, rule: str) -> None:
    triples, problems = read("iati", content)
    assert (triples, [each.rule for each in problems]) == ([], [rule])


def test_what_stands_before_a_fault_is_kept(read) -> None:
    triples, problems = read("iati", activities("", "").replace("Work 2<", "Work <2<"))
    assert next(each.object.text for each in triples if each.predicate.endswith("#label")) == "Work 1"
    assert told(problems) == [("error", "bad-xml", 3)]


def test_ten_thousand_activities_are_read_in_seconds_and_little_memory(importers, tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "many.xml"
    one = '<tag vocabulary="3" code="11.1"/>' + budget("5")
    path.write_text(activities(*[one] * 10_000), encoding="utf-8")
    start = time.monotonic()
    count = sum(each.predicate.endswith("#supports") for each in importers["iati"].read(path))
    assert count == 10_000
    assert time.monotonic() - start < 20
    few = tmp_path / "few.xml"
    few.write_text(activities(*[one] * 500), encoding="utf-8")
    tracemalloc.start()
    for _ in importers["iati"].read(few):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # A megabyte is read at a time.
    assert peak < 12 * 2**20


def test_the_importer_keeps_the_contract(importers, files) -> None:
    check_importer(importers["iati"], files / "aid.xml")
