"""Every format against answers written by hand."""

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kgraph.answer import Answer, Cell, Column, Evidence, Note, Thing
from kgraph.render import FORMATS, render

FLATS = Thing("urn:1", "b:M1", "Flats", "Measure")
PAINT = Thing("urn:2", "b:M2", "Paint", "Measure")
CITIES = Thing("urn:3", "sdg:11", "Cities", "SDGGoal")
DALE = Thing("urn:4", None, "Dale", "Place")
STATED = Evidence("stated", None, "flats for all", "Beta", "1 Houses")
INFERRED = Evidence("inferred", "low", "paint", None, None)

# A row with everything, one with little, one with nothing; the first amount is shared with another row.
ANSWER = Answer(
    question="measures show budget",
    columns=(
        Column("measure", "thing"),
        Column("budget", "money", "NOK"),
        Column("goal", "things"),
        Column("date", "dates"),
        Column("open", "booleans"),
        Column("evidence", "evidence"),
    ),
    rows=(
        (FLATS, Decimal("100000.5"), [CITIES, DALE], [date(2024, 6, 15)], [True], [STATED, INFERRED]),
        (PAINT, 1500, None, None, [False, True], None),
        (DALE, None, None, None, None, None),
    ),
    total=5,
    notes=(Note("first", "3 of 5 rows are shown"),),
    sparql="SELECT",
    shared=frozenset({(0, 1)}),
)

TABLE = {
    "en": """\
measure       budget (NOK)  goal             date        open  evidence
────────────  ────────────  ───────────────  ──────────  ────  ─────────────────────────────────────
Flats (b:M1)    100_000.5*  Cities (sdg:11)  2024-06-15  yes   «flats for all» – Beta, 1 Houses
                            Dale                               [stated]
                                                               «paint» [inferred, low confidence]
Paint (b:M2)         1500                                no
                                                         yes
Dale

— 3 of 5 rows are shown
""",
    "nn": """\
measure       budget (NOK)  goal             date        open  evidence
────────────  ────────────  ───────────────  ──────────  ────  ─────────────────────────────────────
Flats (b:M1)    100_000,5*  Cities (sdg:11)  2024-06-15  ja    «flats for all» – Beta, 1 Houses
                            Dale                               [uttrykt]
                                                               «paint» [utleidd, låg visse]
Paint (b:M2)         1500                                nei
                                                         ja
Dale

— 3 of 5 rows are shown
""",
    "nb": """\
measure       budget (NOK)  goal             date        open  evidence
────────────  ────────────  ───────────────  ──────────  ────  ─────────────────────────────────────
Flats (b:M1)    100_000,5*  Cities (sdg:11)  2024-06-15  ja    «flats for all» – Beta, 1 Houses
                            Dale                               [uttrykt]
                                                               «paint» [utledet, lav visshet]
Paint (b:M2)         1500                                nei
                                                         ja
Dale

— 3 of 5 rows are shown
""",
}
QUOTES = "«flats for all» – Beta, 1 Houses [stated] | «paint» [inferred, low confidence]"
SEPARATED = {
    "csv": (
        "measure (code),measure,budget (NOK),budget: shared with other rows,goal,date,open,evidence\r\n"
        f'b:M1,Flats,100000.5,yes,Cities | Dale,2024-06-15,yes,"{QUOTES}"\r\n'
        "b:M2,Paint,1500,,,,no | yes,\r\n"
        ",Dale,,,,,,\r\n"
    ),
    "tsv": (
        "measure (code)\tmeasure\tbudget (NOK)\tbudget: shared with other rows\tgoal\tdate\topen\tevidence\n"
        f"b:M1\tFlats\t100000.5\tyes\tCities | Dale\t2024-06-15\tyes\t{QUOTES}\n"
        "b:M2\tPaint\t1500\t\t\t\tno | yes\t\n"
        "\tDale\t\t\t\t\t\t\n"
    ),
    "excel": (
        "\ufeffmeasure (code);measure;budget (NOK);budget: shared with other rows;goal;date;open;evidence\r\n"
        f"b:M1;Flats;100000,5;yes;Cities | Dale;2024-06-15;yes;{QUOTES}\r\n"
        "b:M2;Paint;1500;;;;no | yes;\r\n"
        ";Dale;;;;;;\r\n"
    ),
}
MARKDOWN = """\
| measure | budget (NOK) | goal | date | open | evidence |
| --- | ---: | --- | --- | --- | --- |
| Flats (b:M1) | 100_000.5\\* | Cities (sdg:11)<br>Dale | 2024-06-15 | yes | QUOTES |
| Paint (b:M2) | 1500 |  |  | no<br>yes |  |
| Dale |  |  |  |  |  |

- 3 of 5 rows are shown
""".replace("QUOTES", r"«flats for all» – Beta, 1 Houses \[stated\]<br>«paint» \[inferred, low confidence\]")
HTML = (
    '<table lang="en"><caption>measures show budget</caption><thead><tr>'
    '<th scope="col">measure</th><th scope="col">budget (NOK)</th><th scope="col">goal</th>'
    '<th scope="col">date</th><th scope="col">open</th><th scope="col">evidence</th></tr></thead><tbody>'
    '<tr><td>Flats (b:M1)</td><td style="text-align:right">100_000.5*</td><td>Cities (sdg:11)<br>Dale</td>'
    "<td>2024-06-15</td><td>yes</td>"
    "<td>«flats for all» – Beta, 1 Houses [stated]<br>«paint» [inferred, low confidence]</td></tr>"
    '<tr><td>Paint (b:M2)</td><td style="text-align:right">1500</td><td></td><td></td><td>no<br>yes</td><td></td></tr>'
    '<tr><td>Dale</td><td style="text-align:right"></td><td></td><td></td><td></td><td></td></tr>'
    "</tbody></table><ul><li>3 of 5 rows are shown</li></ul>\n"
)


def _blank(text: str) -> str:
    """Thousands are parted by a no-break space, which is written `_` here."""
    return text.replace("_", "\u00a0")


# ---- each format, by hand


@pytest.mark.parametrize("language", TABLE)
def test_a_table_in_three_languages(language: str) -> None:
    assert render(replace(ANSWER, language=language), "table", width=100) == _blank(TABLE[language])


@pytest.mark.parametrize("form", SEPARATED)
def test_separated_values(form: str) -> None:
    assert render(ANSWER, form) == SEPARATED[form]


def test_markdown() -> None:
    assert render(ANSWER, "markdown") == _blank(MARKDOWN)


def test_html() -> None:
    assert render(ANSWER, "html") == _blank(HTML)


def test_json_reads_back_as_the_answer() -> None:
    assert json.loads(render(ANSWER, "json")) == ANSWER.as_json()


def test_yes_and_no_speak_the_language_of_the_answer() -> None:
    answer = Answer("q", (Column("svar", "boolean"),), ((True,),), 1, language="nb")
    assert render(answer, "table") == "svar\n────\nja\n"
    assert render(replace(answer, rows=((False,),)), "csv") == "svar\r\nnei\r\n"
    assert json.loads(render(answer, "json"))["rows"] == [[True]]


def test_norwegian_numbers_have_a_comma_and_programs_a_point() -> None:
    answer = Answer("q", (Column("snitt", "number"),), ((Decimal("12345.678"),), (2.5,), (-3,)), 3, language="nn")
    assert render(answer, "table").split("\n")[2:5] == ["12\u00a0345,68", "      2,5", "       -3"]
    assert render(answer, "csv") == "snitt\r\n12345.678\r\n2.5\r\n-3\r\n"
    assert render(answer, "excel") == "\ufeffsnitt\r\n12345,678\r\n2,5\r\n-3\r\n"


@pytest.mark.parametrize(
    "value",
    [
        *(float("inf"), float("nan"), Decimal("NaN"), Decimal("-Infinity"), Decimal("1e999999999")),
        *(Decimal("12345678901234567890123.5"), 1e300, 1e-300, 10**400),
    ],
    ids=lambda value: str(value)[:20],
)
@pytest.mark.parametrize("form", FORMATS)
def test_no_number_is_too_odd_to_be_shown(form: str, value: float | Decimal) -> None:
    assert render(Answer("q", (Column("x", "number"),), ((value,),), 1), form)


def test_evidence_of_unknown_basis_has_no_empty_brackets() -> None:
    answer = Answer("q", (Column("evidence", "evidence"),), (([Evidence("", None, "paint", None, None)],),), 1)
    assert render(answer, "csv") == "evidence\r\n«paint»\r\n"


@pytest.mark.parametrize("form", FORMATS)
def test_an_answer_may_have_no_rows_and_no_columns(form: str) -> None:
    assert render(Answer("q", (), (), 0), form) is not None
    assert render(Answer("q", (), ((),), 1), form) is not None
    assert render(Answer("q", (Column("measure", "thing"),), (), 0, (Note("empty", "nothing"),)), form)


def test_a_group_without_value_is_called_none() -> None:
    columns = (Column("år", "integer"), Column("tal", "integer"))
    answer = Answer("q", columns, ((2024, 2), (None, 1)), 2, language="nn", keys=1)
    assert render(answer, "csv") == "år,tal\r\n2024,2\r\n(ingen),1\r\n"
    assert render(answer, "table").endswith("(ingen)    1\n")
    assert json.loads(render(answer, "json"))["rows"][1] == [None, 1]


# ---- the width of tables


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_a_wide_table_is_broken_to_the_width(width: int) -> None:
    words = "all of the people who live in the upper part of the dale"
    columns = tuple(Column(name, "text") for name in ("one", "two", "three", "four"))
    text = render(Answer("q", columns, ((words, words, "short", words),), 1), "table", width=width)
    assert max(map(len, text.splitlines())) <= width
    assert [text.split().count(word) for word in ("people", "dale", "short")] == [3, 3, 1]


def test_a_column_that_cannot_give_way_does_not_stop_the_others() -> None:
    columns = (Column("code", "text"), Column("text", "text"))
    row = ("https://w3id.org/kg/x", "a b c d e f g h i j k l m n o p q r s t u v w x y z")
    text = render(Answer("q", columns, (row,), 1), "table", width=40)
    assert max(map(len, text.splitlines())) <= 40
    assert "https://w3id.org/kg/x" in text


def test_a_word_longer_than_a_column_is_broken() -> None:
    text = render(Answer("q", (Column("x", "text"),), (("o" * 10_000,),), 1), "table", width=80)
    assert max(map(len, text.splitlines())) <= 80
    assert text.count("o") == 10_000


def test_notes_are_broken_to_the_width() -> None:
    text = render(Answer("q", (), (), 0, (Note("n", "word " * 40),)), "table", width=50)
    assert max(map(len, text.splitlines())) <= 50
    assert text.count("word") == 40


def test_colour_is_for_headings_and_notes_alone() -> None:
    text = render(ANSWER, "table", colour=True)
    plain = re.sub(r"\x1b\[\d*m", "", text)
    assert text.startswith("\x1b[1m")
    assert "\x1b[2m— 3 of 5 rows are shown\x1b[0m" in text
    assert plain == render(ANSWER, "table")


# ---- a matrix


def _matrix(*cells: tuple[Cell, ...]) -> Answer:
    columns = (Column("effort", "thing"), Column("goal", "thing"), Column("count", "integer"))
    return Answer("q", columns, cells, len(cells), keys=2, matrix=True)


SDG2 = Thing("urn:g2", "sdg:2", "Hunger", "SDGGoal")
MATRIX = _matrix((FLATS, CITIES, 3), (FLATS, SDG2, 0), (FLATS, None, 1), (None, CITIES, 2), (None, SDG2, 0))


def test_a_matrix_has_a_column_for_each_group_in_order_of_their_codes() -> None:
    assert render(MATRIX, "table") == (
        "effort        sdg:2  sdg:11  (none)\n"
        "────────────  ─────  ──────  ──────\n"
        "Flats (b:M1)      0       3       1\n"
        "(none)            0       2\n"
    )


def test_a_matrix_stays_long_for_programs() -> None:
    assert render(MATRIX, "csv").splitlines()[:2] == [
        "effort (code),effort,goal (code),goal,count",
        "b:M1,Flats,sdg:11,Cities,3",
    ]
    assert len(json.loads(render(MATRIX, "json"))["rows"]) == 5


def test_a_matrix_opens_in_a_spreadsheet_as_one_looks_at_it() -> None:
    assert render(MATRIX, "excel").splitlines()[1] == "b:M1;Flats;0;3;1"


def test_a_matrix_too_wide_to_read_stays_long() -> None:
    rows = [(FLATS, Thing(f"urn:{n}", f"sdg:{n}", str(n), "SDGGoal"), n) for n in range(50)]
    assert render(_matrix(*rows), "table").splitlines()[0].split() == ["effort", "goal", "count"]


def test_a_matrix_of_several_folds_stays_long() -> None:
    columns = (*MATRIX.columns, Column("sum budget", "money", "NOK"))
    answer = replace(MATRIX, columns=columns, rows=tuple((*row, 1) for row in MATRIX.rows))
    assert render(answer, "table").splitlines()[0].split() == ["effort", "goal", "count", "sum", "budget", "(NOK)"]


def test_odd_digits_in_a_matrix_heading_are_letters() -> None:
    columns = (Column("a", "text"), Column("b", "text"), Column("count", "integer"))
    answer = Answer("q", columns, (("x", "m²", 1), ("x", "٣", 2)), 2, keys=2, matrix=True)
    assert "m²" in render(answer, "table")


@pytest.mark.parametrize("form", ["excel", "csv"])
def test_only_the_excel_format_begins_with_a_byte_order_mark(form: str) -> None:
    assert render(ANSWER, form).startswith("\ufeff") == (form == "excel")


def test_a_spreadsheet_is_told_which_amounts_are_shared():
    columns = (Column("measure", "thing"), Column("budget", "money", "NOK"))
    rows = ((Thing("i:1", "m:1", "One", "Measure"), 5), (Thing("i:2", "m:2", "Two", "Measure"), 7))
    answer = Answer("measures show budget", columns, rows, 2, shared=frozenset({(0, 1)}))
    lines = render(answer, "csv").splitlines()
    assert lines[0].endswith("budget (NOK),budget: shared with other rows")
    assert lines[1:] == ["m:1,One,5,yes", "m:2,Two,7,"]
