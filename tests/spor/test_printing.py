"""Values into SPARQL text: whatever they hold they come back as they went in, and nothing leaves the graph."""

import re
from datetime import date
from decimal import Decimal

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kgraph.errors import QuestionError
from kgraph.printing import full, printed, prologue
from kgraph.terms import ID, KG, SDG, Iri

pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
# Whatever would leave the graph that is asked.
OUTSIDE = re.compile(
    r"\b(SERVICE|FROM|LOAD|GRAPH|INSERT|DELETE|CLEAR|DROP|CREATE|COPY|MOVE|ADD|WITH|USING)\b", re.IGNORECASE
)
LITERAL = re.compile(r'"(?:[^"\\\n]|\\.)*"')
IRI = re.compile(r"<[^<>\s]*>")
HOSTILE = [
    '" } SERVICE <http://example.org/> { ?s ?p ?o } #',
    "') } ; LOAD <file:///etc/passwd> ; { ('",
    "\\",
    '\\"',
    '\\\\" . ?s ?p ?o . #',
    "\n\r\t\x0b\x0c",
    "\x00\x01\x1f\x7f",
    "\u2028\u2029\ufeff\u202e",
    "https://example.org/> } DROP ALL #",
    "$measure",
    "?measure",
    "a:1> <b",
    ".*",
    "(((",
    "' OR 1=1 --",
    "{number}",
    "{0}",
    "%s",
    "\ud800",
]
texts = st.text() | st.sampled_from(HOSTILE) | st.lists(st.sampled_from([*HOSTILE, "x", " "])).map("".join)


def both(printed_value):
    """A value in a VALUES of a SELECT, as the embedded engine and rdflib give it back."""
    text = f"{prologue(printed_value)} SELECT ?x ?y WHERE {{ VALUES (?x ?y) {{ ({printed_value} 1) }} }}"
    (here,) = pyoxigraph.Store().query(text)
    (there,) = rdflib.Graph().query(text)
    assert here["y"].value == str(there[1]) == "1"
    return here["x"], there[0]


@given(texts.filter(lambda text: not re.search(r"\\u", text, re.IGNORECASE)))
def test_a_text_comes_back_as_it_went_in(text):
    here, there = both(printed(text))
    # A lone surrogate is no character; it is shown as one that cannot be.
    wanted = re.sub("[\ud800-\udfff]", "\ufffd", text)
    assert here.value == wanted
    assert str(there) == wanted


@pytest.mark.parametrize("text", ["\\u0041", "\\U00000041 \\\\u0022"])
def test_what_looks_like_an_escaped_letter_comes_back_as_it_went_in(text):
    here, there = both(printed(text))
    assert here.value == str(there) == text


@given(st.decimals(0, allow_nan=False, allow_infinity=False, places=6) | st.decimals(0, 100, allow_nan=False))
def test_a_decimal_comes_back_as_it_went_in(number):
    here, there = both(printed(number))
    assert Decimal(here.value) == number
    assert Decimal(str(there)) == number


def test_a_negative_decimal_comes_back_as_it_went_in():
    here, there = both(printed(Decimal("-0.5")))
    assert Decimal(here.value) == Decimal(str(there)) == Decimal("-0.5")


@given(st.integers())
def test_a_whole_number_comes_back_as_it_went_in(number):
    here, there = both(printed(number))
    assert int(here.value) == int(str(there)) == number


@given(st.dates())
def test_a_day_comes_back_as_it_went_in(day):
    here, there = both(printed(day))
    assert date.fromisoformat(here.value) == day
    assert there.toPython() == day


@pytest.mark.parametrize("truth", [True, False])
def test_a_truth_comes_back_as_it_went_in(truth):
    here, there = both(printed(truth))
    assert here.value == str(truth).lower()
    assert there.toPython() is truth


@given(
    st.sampled_from([KG, SDG, ID, "https://example.org/", ""]),
    st.text() | st.text(st.sampled_from("aZ09.-_~:/?#[]@!$&'()*+,;=%ø")),
    st.sampled_from([printed, full]),
)
def test_an_iri_comes_back_as_it_went_in_or_is_refused(namespace, local, write):
    iri = Iri(namespace + local)
    try:
        found = write(iri)
    except ValueError as error:
        assert str(error) == f"not an IRI: {str(iri)!r}"  # noqa: PT017 - one of two good ends
        return
    text = f"{prologue(found)} SELECT ?x WHERE {{ VALUES ?x {{ {found} }} }}"
    try:
        (row,) = pyoxigraph.Store().query(text)
    except SyntaxError:
        # The store holds no such IRI, and its names come from the store.
        return
    assert row["x"].value == iri
    (there,) = rdflib.Graph().query(text)
    assert str(there[0]) == iri


# ---- whole questions


def outside(query):
    """What of a query leaves the graph that is asked; literals and IRIs are only compared."""
    return OUTSIDE.findall(IRI.sub("<>", LITERAL.sub('""', query)))


def _queries(recipe):
    found = [recipe.rows, recipe.counting, recipe.stated, recipe.totals, *(each.sparql for each in recipe.remarks)]
    return [query for query in found if query]


@pytest.mark.no_cover
def test_no_query_of_a_case_leaves_the_graph(case, tiny):
    queries = _queries(tiny.recipe(case.question, **case.how))
    queries += [
        text for stage in tiny.stages(case.question, **case.how) for text in (stage.left, stage.alone, stage.link)
    ]
    assert [outside(query) for query in queries] == [[]] * len(queries)


PLACES = [
    "measures with status $x",
    "measures with status ~ $x",
    "measures with name != $x",
    "everything about $x",
    "everything about like $x",
    "everything about $x or $x",
]


@pytest.mark.no_cover
@pytest.mark.parametrize("place", PLACES)
@given(text=texts)
def test_a_text_as_a_parameter_is_a_text(place, tiny, text):
    answer = tiny.ask(place, parameters={"x": text})
    assert not outside(answer.sparql)
    assert {row[0].kind for row in answer} <= {"Measure"} or place.startswith("everything")


NAMED = ["measures under $x", "measures that support $x", "$x", "path from $x to b:M1", "suppose no $x: count measures"]
VALUED = [
    "measures with budget > $x",
    "measures in $x",
    "measures first $x",
    "measures with at least $x goals",
    "count measures per effort having count > $x",
    "documents with date < $x",
    "efforts with open list = $x",
    "quantified targets with bound $x",
]


@pytest.mark.no_cover
@pytest.mark.parametrize("place", [*NAMED, *VALUED])
@given(text=texts)
def test_what_cannot_be_a_name_or_a_value_is_told_with_a_place_in_the_question(place, tiny, text):
    try:
        found = tiny.ask(place, parameters={"x": text})
    except QuestionError as error:
        found = error
    if isinstance(found, QuestionError):
        assert 0 <= found.span.start <= found.span.end <= len(place)
        assert "$x" in place[found.span.start : found.span.end]
    else:
        assert not outside(found.sparql)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_in_a_question_is_a_text(tiny, text):
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    for place in PLACES:
        answer = tiny.ask(place.replace("$x", quoted))
        assert not outside(answer.sparql)
