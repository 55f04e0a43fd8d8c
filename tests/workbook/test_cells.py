"""Cells as people type them, and codes and names as they are made."""

import contextlib
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import hypothesis.strategies as st
import pytest
from hypothesis import given

from kgraph.loading import load_from
from kgraph.plugin import Literal
from kgraph.terms import RDF, RDFS, XSD
from kgraph.workspace import Workspace

load_from(Path(__file__).parents[2] / "plugins", "workbook")


def module(name: str) -> ModuleType:
    import sys

    return next(each for key, each in sorted(sys.modules.items()) if key.endswith(f"workbook.{name}"))


CELLS, PARSING, FILES = module("cells"), module("parsing"), module("files")


@pytest.mark.parametrize("typed, meant", [
    ("1 140 000,50", "1140000.50"), ("1\u00a0140\u202f000", "1140000"), ("1.140.000", "1140000"),
    ("1.140.000,5", "1140000.5"), ("1,140,000.5", "1140000.5"), ("12,5", "12.5"), ("12.5", "12.5"), ("0,125", "0.125"),
    ("kr 25 000,-", "25000"), ("25000 NOK", "25000"), ("-3", "-3"), ("−3", "-3"), ("5.", "5"), (7, "7"), (7.25, "7.25"),
    ("1'000'000", "1000000"), (1e9, "1000000000"),
])  # fmt: skip
def test_a_number_is_read_as_people_write_it(typed: object, meant: str) -> None:
    assert PARSING.number(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", [
    "much", "", None, True, "1.140", "1,140", "999.999", "1.2.3", "1,14,000", "1.140,000.5", "5 %", "NaN", float("nan"),
    float("inf"), "1e5", "٣", "--5", "9" * 50, "2024-01-01",
])  # fmt: skip
def test_what_is_no_number_or_could_be_two_is_refused(typed: object) -> None:
    with pytest.raises(PARSING.UnreadableError):
        PARSING.number(typed)


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from([" ", "\u00a0", "", "\u202f"]))
def test_every_amount_that_is_written_in_norwegian_is_read(amount: Decimal, between: str) -> None:
    text = f"{amount:,.2f}".replace(",", between).replace(".", ",")
    assert PARSING.number(text) == amount


@given(st.one_of(st.text(max_size=20), st.floats(), st.booleans(), st.dates(), st.none(), st.integers()))
def test_any_cell_is_a_value_or_refused(cell: object) -> None:
    for read in (PARSING.number, PARSING.day, PARSING.truth):
        with contextlib.suppress(PARSING.UnreadableError):
            read(cell)
    assert CELLS.clean(CELLS.clean(cell)) == CELLS.clean(cell)
    assert CELLS.same(cell, CELLS.clean(cell) or None)


@given(st.dates(date(1900, 3, 1)), st.sampled_from(["{0:%Y}-{0.month}-{0.day}", "{0.day}.{0.month}.{0:%Y}"]))
def test_a_day_is_read_in_both_ways(day: date, form: str) -> None:
    assert PARSING.day(form.format(day)) == day
    assert PARSING.day(datetime.combine(day, datetime.min.time())) == day


@pytest.mark.parametrize("typed", ["8/12/2017", "30.2.2024", "2017", 43077, "12.8.17", ""])
def test_a_day_that_could_be_another_is_refused(typed: object) -> None:
    with pytest.raises(PARSING.UnreadableError):
        PARSING.day(typed)


def test_a_year_in_a_cell_for_dates_is_no_day_of_1905(tiny: Workspace) -> None:
    field = next(each for each in tiny.vocabulary.fields.values() if each.local == "date")
    with pytest.raises(PARSING.UnreadableError, match="year-alone"):
        PARSING.parse(date(1905, 7, 19), field, tiny.vocabulary, (), "")
    assert PARSING.parse("7.6.1905", field, tiny.vocabulary, (), "").text == "1905-06-07"
    assert CELLS.same(date(1905, 6, 7), date(1905, 6, 7))


def test_a_date_where_a_year_belongs_is_no_whole_number(tiny: Workspace) -> None:
    field = next(each for each in tiny.vocabulary.fields.values() if each.local == "startYear")
    with pytest.raises(PARSING.UnreadableError) as error:
        PARSING.parse(date(2027, 1, 1), field, tiny.vocabulary, (), "")
    assert error.value.rule == "no-integer"


def test_choices_are_read_in_any_language(tiny: Workspace) -> None:
    words = tiny.vocabulary
    field = next(each for each in words.fields.values() if each.local == "confidence")
    for typed in ("high", "HØG", " høy ", "høy"):
        assert PARSING.parse(typed, field, words, field.choices, "").endswith("#high")


def test_texts_are_in_nfc_and_have_plain_blanks(tiny: Workspace) -> None:
    field = tiny.vocabulary.fields[RDFS + "label"]
    value = PARSING.parse("  A\u030as\u00a0og fjell ", field, tiny.vocabulary, (), "nn")
    assert value == Literal("Ås og fjell", RDF + "langString", "nn")
    assert PARSING.parse(5.0, field, tiny.vocabulary, (), "") == Literal("5", XSD + "string")


@given(st.text(alphabet="abcæøåÆØÅ é«»–;,\n", min_size=1), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_text_is_decoded_whatever_its_encoding(text: str, encoding: str) -> None:
    assert FILES.decoded(text.encode(encoding)) == text


def test_latin_1_is_known_and_what_is_no_text_refused() -> None:
    assert FILES.decoded("Måling på øya «no» – 5 €".encode("cp1252")) == "Måling på øya «no» – 5 €"
    assert FILES.decoded(bytes(range(256))) is None
    assert FILES.decoded(b"\xff\xfea") is None
    # What an old Mac writes would be read as other letters.
    assert FILES.decoded("startår, støttar".encode("mac-roman")) is None
