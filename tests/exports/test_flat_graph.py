"""The flattening that all exports of graphs share, on graphs that no plan has."""

import io
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from kgraph.answer import Thing
from kgraph.flat_graph import CONTROLS, ESCAPES, RESERVED, FlatColumn, clean, flat, in_xml, joined
from kgraph.property_graph import Edge, Node, PropertyGraph
from kgraph.workspace import Workspace
from kgraph.zipped_tables import write_zipped


def node(code: str | None, label: str = "x", **fields: object) -> Node:
    named = {name.rstrip("_"): value if isinstance(value, tuple) else (value,) for name, value in fields.items()}
    return Node(Thing(f"urn:{code}:{label}", code, label, "Measure"), named)


def columns(*nodes: Node) -> dict[str, FlatColumn]:
    return dict(flat(PropertyGraph(nodes, ())).fields)


def rows(*nodes: Node) -> list[dict[str, object]]:
    own = {"id", "label", "kind", "code", "iri", "color", "x", "y"}
    every = flat(PropertyGraph(nodes, ())).nodes()
    return [{name: cell for name, cell in row.items() if name not in own} for row in every]


def told(*nodes: Node, joined: bool = True) -> dict[str, int]:
    losses = flat(PropertyGraph(nodes, ())).losses(joined=joined)
    return {each.what.en.split(",")[0]: each.count for each in losses}


def test_a_column_has_one_type() -> None:
    found = columns(
        node("1", whole=1, part=1, mixed=1, day=date(2024, 6, 15), yes=True, both=True, big=2**60),
        node("2", whole=2, part=Decimal("1.5"), mixed="a", day=date(2024, 6, 16), yes=False, both=1, big=1),
        node("3", part=2.5, odd=float("nan")),
    )
    assert {name: each.type for name, each in found.items()} == {
        "whole": "integer", "part": "number", "mixed": "text", "day": "date", "yes": "boolean", "both": "text",
        "big": "text", "odd": "text",
    }  # fmt: skip
    assert rows(node("1", both=True, part=1), node("2", both=1, part=Decimal("1.5"))) == [
        {"both": "true", "part": 1.0}, {"both": "1", "part": 1.5},
    ]  # fmt: skip


def test_a_field_with_several_values_somewhere_is_a_list_everywhere() -> None:
    assert rows(node("1", status=("done", "planned")), node("2", status="done")) == [
        {"status": ["done", "planned"]}, {"status": ["done"]},
    ]  # fmt: skip


def test_nothing_is_left_out_and_never_written() -> None:
    assert rows(node("1", text="", status=("", "")), node("2", text="\x00")) == [{}, {}]


def test_names_that_tools_keep_and_names_that_differ_in_case_alone_are_made_others() -> None:
    fields = {"start": 1, "Start": 2, "kg_start": 3, "LABEL": 4, "a-b": 5, "a:b": 6, "2x": 7, "æøå": 8, "id": 9}
    only = Node(Thing("urn:1", "1", "x", "K"), {name: (value,) for name, value in fields.items()})
    names = [each.name for each in columns(only).values()]
    folded = [each.casefold() for each in names]
    assert len(set(folded)) == len(fields)
    assert not set(folded) & RESERVED
    assert all(each.replace("_", "").isalnum() and each[0].isalpha() for each in names)


@pytest.mark.parametrize("code", ["a b", "a/b", "<a>", "", "a;b", None, "x\n"])
def test_a_node_without_a_code_that_any_tool_takes_has_an_id_of_its_own(code: str | None) -> None:
    [found] = flat(PropertyGraph((node(code),), ())).nodes()
    assert str(found["id"]).isalnum()
    assert found.get("code") == (code or None)


def test_two_things_of_one_code_are_two_nodes() -> None:
    graph = PropertyGraph(
        (node("a", "one"), node("a", "other"), node("b")), (Edge("e", "urn:a:one", "urn:b:x", "l", "l"),)
    )
    names = [row["id"] for row in flat(graph).nodes()]
    assert len(set(names)) == 3
    assert [(row["source"], row["target"]) for row in flat(graph).edges()] == [(names[0], "b")]


def test_no_row_has_a_character_that_xml_cannot_hold() -> None:
    dirty = "".join(map(chr, range(32))) + "end\x7f\x9f\ufffe\ud800"
    graph = PropertyGraph((node("1", dirty, text=dirty, status=(dirty, "b")),), ())
    [row] = flat(graph).nodes()
    assert row["label"] == row["text"] == "\t\n\rend\x7f\x9f"
    assert row["status"] == [row["text"], "b"]


def test_texts_that_can_be_printed_have_nothing_to_clean_or_to_escape_but_marks() -> None:
    printable = "".join(each for each in map(chr, range(0x110000)) if each.isprintable())
    assert not CONTROLS.search(printable)
    assert clean("\x00".join(printable[:500])) == printable[:500]
    every = "".join(map(chr, ESCAPES))
    assert in_xml(every) == "&amp;&lt;&gt;&quot;&#9;&#10;&#13;&#133;&#8232;"
    assert [in_xml(each) for each in every] == [each.translate(ESCAPES) for each in every]


def test_losses_are_counted() -> None:
    things = (
        node("1", "a\x07", text="\x01", n=Decimal("0.12345678901234567890")),
        node("2", s=("a", "b"), n=Decimal("0.1")),
    )
    assert told(*things) == {
        "fields of several values": 1,
        "texts with control characters": 2,
        "numbers with more digits than the format keeps": 1,
    }
    assert "fields of several values" not in told(*things, joined=False)
    assert not told(node("1", text="æ 👩‍👩‍👧", n=0.1))


def test_an_edge_has_the_same_id_whatever_stands_beside_it(tiny: Workspace) -> None:
    every = {row["id"]: row for row in flat(tiny.property_graph()).edges()}
    some = list(flat(tiny.property_graph("b")).edges())
    assert len(every) == len(tiny.property_graph().edges)
    assert some
    assert all(every[row["id"]] == row for row in some)


def test_an_edge_says_what_its_surest_claim_rests_on(tiny: Workspace) -> None:
    quotes = {(row["source"], row["target"]): row.get("quote") for row in flat(tiny.property_graph("b")).edges()}
    # Stated with one quote, and inferred with another.
    assert quotes["b:M3", "a:1.2.1"] == "songs"
    assert quotes["b:M2", "a:1.1.2"] == "paint"
    assert quotes["b:M1", "b:1.1"] is None


def test_a_reason_is_in_the_readers_language(shipped: Workspace) -> None:
    reasons = [
        {edge.id: edge.reason for edge in shipped.property_graph(language=each).edges if edge.reason}
        for each in ("en", "nn")
    ]
    assert len(reasons[0]) > 50
    assert set(reasons[0]) == set(reasons[1])
    assert not [each for each in reasons[0] if reasons[0][each] == reasons[1][each]]


def test_things_stand_in_layers_and_no_two_in_one_place(shipped: Workspace) -> None:
    found = list(flat(shipped.property_graph()).nodes())
    assert len({(row["x"], row["y"]) for row in found}) == len(found)
    height = {
        kind: min(row["y"] for row in found if row["kind"] == kind) for kind in ("BudgetLine", "Measure", "SDGGoal")
    }
    assert all(one < other for one, other in pairwise(height.values()))
    assert len({row["color"] for row in found if row["kind"] == "Measure"}) == 1


def test_a_cell_as_one_value_is_one_that_every_table_can_hold() -> None:
    cells = [joined(each) for each in (True, False, None, 2, 1.5, "a", ["a", "b"], [True, 2])]
    assert cells == ["true", "false", "", 2, 1.5, "a", "a | b", "true | 2"]


def test_tables_in_an_archive_are_the_same_bytes_each_time() -> None:
    one, other = io.BytesIO(), io.BytesIO()
    for file in (one, other):
        write_zipped(file, {"a.csv": iter([["x", "y"], [None, 'a "b"\r\n,']]), "b.csv": iter([])})
    assert one.getvalue() == other.getvalue()
