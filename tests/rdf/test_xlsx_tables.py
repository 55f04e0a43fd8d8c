"""The graph as a workbook to read: what openpyxl finds in it is what the plans say."""

import io
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import rdflib

from kgraph.loading import load_from
from kgraph.plugin import View
from kgraph.project import open_project
from kgraph.terms import KG
from kgraph.workspace import Workspace

ROOT = Path(__file__).parents[2]
[EXPORTER] = load_from(ROOT / "plugins", "tables_xlsx").exporters()
LISTED = "fields of several values, a line for each in one cell"


def opened(view: View) -> tuple[dict[str, list[tuple]], dict[str, int]]:
    """The tables by the names of their sheets without the numbers, and what was lost."""
    file = io.BytesIO()
    losses = {loss.what["en"]: loss.count for loss in EXPORTER.write(view, file)}
    book = openpyxl.load_workbook(file)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    tables = {
        sheet.title.partition(" ")[2]: [
            tuple(cell.value.date() if cell.is_date else cell.value for cell in row) for row in sheet[table.ref]
        ]
        for sheet in book
        for table in sheet.tables.values()
    }
    return tables, losses


@pytest.fixture(scope="module")
def tables(tiny):
    return opened(tiny.view())[0]


def test_each_kind_has_a_sheet_with_all_of_its_things(tables) -> None:
    found = Counter()
    for name in ("tests/projects/tiny/data/a.ttl", "tests/projects/tiny/data/b.ttl", "data/sdg.ttl"):
        graph = rdflib.Graph().parse(ROOT / name)
        found.update(str(kind).partition("#")[2] for kind in graph.objects(None, rdflib.RDF.type))
    del found["Claim"]
    sheets = {name: len(rows) - 1 for name, rows in tables.items() if name != "Links"}
    assert list(sheets) == sorted(sheets, key=str.casefold)
    assert sorted(sheets.values()) == sorted(found.values())
    assert (sheets["Measures"], sheets["Budget lines"], sheets["Meetings"]) == (7, 5, 2)
    assert list(tables)[-1] == "Links"


def test_goal_2_stands_before_goal_10_among_things_and_links(tables) -> None:
    goals = [row[0] for row in tables["SDG goals"][1:]]
    assert goals == [f"sdg:{number}" for number in range(1, 18)]
    starts = [row[0] for row in tables["Links"][1:]]
    assert starts.index("sdg:2.1") < starts.index("sdg:10.1")
    assert starts.index("sdg:2.a") < starts.index("sdg:3.1")


def test_a_thing_is_a_row_with_its_fields_and_what_it_is_part_of(tables) -> None:
    head, *rows = tables["Measures"]
    assert head == ("measure (code)", "measure", "date", "number", "status", "text", "part of")
    measures = {row[0]: row[1:] for row in rows}
    assert measures["b:M3"] == ("Songs", date(2024, 6, 15), 3, "Done", None, "Play (b:2)")
    paint = ("Paint", None, 2, "done\nplanned", "Eldsjeler målar GATA", "Houses (b:1.1)")
    assert measures["b:M2"] == paint
    head, *rows = tables["Budget lines"]
    assert [row[head.index("budget (NOK)")] for row in rows] == [100_000, 100_000, 50_000.5, None, 10_000]
    head, *rows = tables["Quantified targets"]
    assert dict(zip(head, rows[0], strict=True))["bound"] == "at most"
    assert tables["Meetings"][0] == ("meeting (code)", "meeting")


def test_a_link_is_a_row_with_what_it_rests_on(tables) -> None:
    head, *rows = tables["Links"]
    assert head == (
        "from (code)", "from", "from (kind)", "link", "to (code)", "to", "to (kind)", "basis", "confidence", "quote",
        "reason", "document",
    )  # fmt: skip
    links = {(row[0], row[3], row[4]): row[7:] for row in rows}
    assert len(links) == len(rows)
    # Two claims: the stated one is the surer.
    assert links["b:M3", "supports", "a:1.2.1"] == ("stated", None, "songs", None, "Beta")
    assert links["b:M3", "supports", "sdg:8.9"] == ("inferred", "low", "visitors", None, "Beta")
    assert links["a:1.1.1", "supports", "sdg:11.1"] == ("inferred", "high", "build homes", None, "Alfa")
    assert links["b:M3", "part of", "b:2"] == ("stated", None, None, None, None)
    assert ("b:M4", "supports", "a:1.2.2") not in links
    kinds = Counter((row[2], row[3], row[6]) for row in rows)
    # A pivot table: M1.1, M2, M3 and (suggested, so not counted) M4 support sub-strategies.
    assert kinds["measure", "supports", "sub-strategy"] == 3
    assert kinds["budget line", "covers", "measure"] == 5


def test_what_is_stated_and_one_plan_have_fewer_links(tiny) -> None:
    stated, _ = opened(tiny.view("b", basis="stated"))
    assert {row[7] for row in stated["Links"][1:]} == {"stated"}
    assert "Alfa" not in {row[-1] for row in stated["Links"][1:]}
    assert len(stated["Measures"]) == 8


def test_it_speaks_the_language_of_the_reader(tiny) -> None:
    tables, _ = opened(Workspace(tiny.project, language="nn").view())
    assert list(tables)[-1] == "Lenkjer"
    assert tables["Tiltak"][0][:2] == ("tiltak (kode)", "tiltak")
    assert {row[1] for row in tables["Tiltak"]} >= {"Måling"}
    assert {row[7] for row in tables["Lenkjer"][1:]} == {"uttrykt", "utleidd"}


def test_only_what_excel_cannot_hold_is_a_loss(tiny, tmp_path) -> None:
    # M2 alone is both planned and done; M3 supports a:1.2.1 by two claims.
    assert opened(tiny.view())[1] == {LISTED: 1, "claims beside the surest one of their link": 1}
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.ttl").write_text(
        f"@prefix kg: <{KG}> . @prefix x: <https://w3id.org/kgraph/id/x/> . "
        f'x:1 a kg:Measure ; kg:text "{"æ" * 40_000}"@nn ;'
        ' kg:status "turn \u202e" ; kg:budget 0.12345678901234567890 .',
        encoding="utf-8",
    )
    tables, losses = opened(Workspace(open_project(tmp_path)).view())
    assert losses == {
        "texts longer than a cell holds, which are cut": 1,
        "texts with control characters, which are taken out": 1,
        "numbers with more digits than the format keeps, which are rounded": 1,
    }
    assert len(tables["Measures"][1][tables["Measures"][0].index("text")]) == 32_767


def test_hostile_labels_are_texts(hostile, hostile_labels) -> None:
    """Marks that turn text around and other controls are taken out, a blank is no name; all else is whole."""
    tables, _ = opened(hostile.view())
    head, *rows = tables["Measures"]
    found = {row[0]: row for row in rows}
    for number, label in enumerate(hostile_labels):
        row = found[f"h:L{number}"]
        if label.isprintable() and label.strip():
            assert (row[1], row[head.index("status")]) == (label, label)
    assert sum(label.isprintable() and bool(label.strip()) for label in hostile_labels) >= 7


def test_the_same_graph_is_the_same_bytes(tiny) -> None:
    assert tiny.view().export("xlsx") == tiny.view().export("xlsx")
