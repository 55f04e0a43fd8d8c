"""Names of sheets and headings, whatever the titles."""

from hypothesis import given
from hypothesis import strategies as st

from kgraph.sheets.naming import column_headings, sheet_names

TITLES = st.lists(
    st.text(max_size=60) | st.sampled_from(["History", "'", "a/b", "🌊" * 40, "_x0041_", "A", "a"]), max_size=12
)


@given(TITLES)
def test_sheet_names_are_what_excel_allows_and_all_different(titles: list[str]) -> None:
    names = sheet_names(titles)
    assert len({name.casefold() for name in names}) == len(titles)
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\'")
        assert name == name.strip()
        assert name.casefold() != "history"


@given(TITLES)
def test_headings_are_all_different_and_never_empty(titles: list[str]) -> None:
    names = column_headings(titles)
    assert len({name.casefold() for name in names}) == len(titles)
    assert all(name.strip() == name and 1 <= len(name.encode("utf-16-le")) // 2 <= 255 for name in names)
