"""What holds for any text, any tree and any string, whatever hypothesis thinks of."""

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.errors import QuestionError
from kgraph.printing import printed, prologue
from kgraph.recipe import Recipe
from kgraph.spor.reading.lexicon import keywords
from kgraph.terms import KG, LANGUAGES, Iri

pytestmark = pytest.mark.no_cover

# ---- any text at all

PUNCTUATION = [*"()?.,:;#`'’-_/\\@<>=!~≥≤≠«»“”„\"\n\t \u00a0", "--", "...", "“a”", "«", '"x"', "$plan", "kg:supports"]
NUMBERS = ["0", "3", "100 000", "1,5 mill kr", "100.000", "1.000.000", "2018", "2018-05-01", "2018-02-30"]
NAMES = ["sdg:11", "a:1.1.1", "é", "e\u0301", "Music", "Dale", "zzz", "`supports`"]


LABELS = ["measures", "goals", "plans", "actors", "tiltak", "mål", "aktørar", "claims", "påstandar"]
LABELS += ["budget", "budsjett", "year", "år", "name", "namn", "navn", "status", "code", "basis", "date"]
LABELS += ["everything", "alt", "responsible", "ansvarleg", "support", "støttar", "støtter", "documents"]


def words_of_the_language() -> list[str]:
    found: set[str] = {*PUNCTUATION, *NUMBERS, *NAMES, *LABELS}
    for language in LANGUAGES:
        table = keywords(language)
        for section in ("words", "compare", "fold", "boolean", "units"):
            found.update(phrase for phrases in table[section].values() for phrase in phrases)
        for section in ("filler", "reserved", "ambiguous_year"):
            found.update(table["other"][section])
    return sorted(found)


token_soup = st.lists(st.sampled_from(words_of_the_language()), max_size=14).map(" ".join)
glued_soup = st.lists(st.sampled_from(words_of_the_language()), max_size=8).map("".join)


def check(text, language, tiny):
    found = asked(text, language, tiny)
    if isinstance(found, QuestionError):
        assert 0 <= found.span.start <= found.span.end <= len(text)
        assert found.message in str(found)
        assert found.as_json()["length"] >= 1


def asked(text, language, tiny) -> Recipe | QuestionError:
    """What comes of a question; any other error is a fault."""
    try:
        return tiny.recipe(text, language=language)
    except QuestionError as error:
        return error


@given(st.text(), st.sampled_from([*LANGUAGES, None]))
def test_any_text_gives_a_recipe_or_an_error_that_points_into_it(tiny, text, language):
    check(text, language, tiny)


@given(token_soup, st.sampled_from([*LANGUAGES, None]))
def test_any_words_of_the_language_give_a_recipe_or_an_error_that_points_into_them(tiny, text, language):
    check(text, language, tiny)


@given(glued_soup, st.sampled_from(LANGUAGES))
def test_words_without_blanks_between_do_no_harm(tiny, text, language):
    check(text, language, tiny)


WHOLE = ["measures with budget >= 100 000 and with year 2018 or 2019", "tiltak som støttar «Music» vis namn, år"]


@given(st.sampled_from(WHOLE), st.data())
def test_a_question_cut_off_or_cut_into_gives_a_recipe_or_an_error(tiny, text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    check(text[:start] + text[end:], None, tiny)


# ---- any string


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_string_comes_back_from_a_query_as_it_went_in(text):
    (row,) = pyoxigraph.Store().query(f"SELECT ({printed(text)} AS ?x) WHERE {{}}")
    assert row["x"].value == text


@given(st.text())
def test_no_string_breaks_out_of_its_quotation_marks(text):
    rows = list(pyoxigraph.Store().query(f"SELECT ({printed(text)} AS ?x) ?y WHERE {{ VALUES ?y {{ 1 }} }}"))
    assert [str(row["y"].value) for row in rows] == ["1"]


@given(st.text(min_size=1).map(lambda text: Iri("https://example.org/" + text)))
def test_an_iri_stays_one_iri_or_is_refused(iri):
    try:
        text = printed(iri)
    except ValueError:
        assert set(iri) & set('<>"{}|^`\\ ') or min(iri) < " "
    else:
        try:
            (row,) = pyoxigraph.Store().query(f"{prologue(text)} SELECT ({text} AS ?x) WHERE {{}}")
        except SyntaxError:
            # Stricter than kgraph: characters that no IRI may hold beside those that end one.
            return
        assert row["x"].value == iri


@given(st.sampled_from('<>"{}|^`\\ \n\t\x00\x1f'), st.text(st.characters(categories=["L", "N"])))
def test_an_iri_with_a_forbidden_character_is_refused(letter, rest):
    with pytest.raises(ValueError, match="not an IRI"):
        printed(Iri(f"https://example.org/{rest}{letter}{rest}"))


# One dot at most, as in the codes of the UN's targets.
LOCAL = st.from_regex(r"[A-Za-z0-9_-]{1,8}(\.[A-Za-z0-9_-]{1,4})?", fullmatch=True)


@given(st.sampled_from(["http://metadata.un.org/sdg/", KG]), LOCAL)
def test_a_short_iri_means_the_long_one(namespace, local):
    text = printed(Iri(namespace + local))
    (row,) = pyoxigraph.Store().query(f"{prologue(text)} SELECT ({text} AS ?x) WHERE {{}}")
    assert row["x"].value == namespace + local
