"""What must hold between answers, whatever the plans say: on the tiny project and on the shipped plans."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.answer import Thing
from kgraph.spor import format_question, understand
from kgraph.terms import LANGUAGES

pytestmark = pytest.mark.no_cover
# Conditions that any thread kind can have; {goal} and {part} are codes of each project.
CONDITIONS = [
    "under {part}",
    "above {part}",
    "with measures",
    "with SDG goals",
    "with a number",
    "with number >= 2",
    "with number != 1",
    'with name ~ "o"',
    "with {goal}",
    "with at least 2 (everything with number = 1)",
    "with fewer than 2 measures",
    "with exactly 1 cross-cutting goals",
    "with (measures with budget)",
    "with (measures without budget)",
    "with measure.budget",
    'about "e"',
    "that are part of {part}",
    "with a responsible actor",
]
FOR_MEASURES = [
    "that support {goal}",
    "that directly support {goal}",
    "that also indirectly support {goal}",
    "that explicitly support {goal}",
    "that support (goals with number = 1)",
    "that support at least 2 sub-strategies",
    "with budget",
    "with budget >= 100 000",
    "with budget != 100 000",
    "with status",
    'with status != "done"',
    "with actors",
    "with (actors as a) and with a.name",
    "in 2018",
    "since 2018",
    "until 2024",
    "between 2024 and 2030",
    "with year 2025",
]
KINDS = ["measures", "focus areas", "sub-strategies", "goals", "efforts"]
PATHS = ["name", "number", "budget", "year", "status", "responsible", "supports", "goal", "SDG goal"]
PATHS += ["responsible.name", "sub-strategy.number"]
DIMENSIONS = ["effort", "focus area", "goal", "SDG goal", "actor", "responsible", "place", "plan", "year", "status"]
PLACES = {"tiny": {"goal": "a:1", "part": "b:1"}, "shipped": {"goal": "sogndal:1", "part": "sogn:4"}}


def _known(template):
    return template.replace("a responsible actor", "actors").replace("a number", "number")


@pytest.fixture(params=sorted(PLACES))
def place(request):
    return request.param


@pytest.fixture
def workspace(place, request):
    return request.getfixturevalue(place)


@cache
def _things(workspace, question, basis="all"):
    return frozenset(row[0].iri for row in workspace.ask(question, basis=basis))


@pytest.mark.parametrize("basis", ["all", "stated"])
@pytest.mark.parametrize(
    ("kind", "condition"),
    [(kind, condition) for kind in KINDS for condition in CONDITIONS] + [("measures", each) for each in FOR_MEASURES],
)
def test_with_and_without_are_exact_complements(workspace, place, kind, condition, basis):
    text = _known(condition).format(**PLACES[place])
    every = _things(workspace, kind, basis)
    having = _things(workspace, f"{kind} ({text})", basis)
    lacking = _things(workspace, f"{kind} not ({text})", basis)
    assert having | lacking == every
    assert not having & lacking


@pytest.mark.parametrize("kind", ["measures", "sub-strategies"])
@pytest.mark.parametrize("path", PATHS)
def test_show_keeps_the_rows(workspace, kind, path):
    if kind != "measures" and path in {"budget", "year"}:
        pytest.skip("only measures have one")
    plain = [row[0] for row in workspace.ask(kind)]
    assert [row[0] for row in workspace.ask(f"{kind} show {path}")] == plain
    assert [row[0] for row in workspace.ask(f"{kind} show {path}, evidence")] == plain


@pytest.mark.parametrize("path", PATHS)
def test_show_keeps_the_rows_of_which(workspace, path):
    plain = [row[:2] for row in workspace.ask("measures that support which sub-strategies")]
    assert [row[:2] for row in workspace.ask(f"measures that support which sub-strategies show {path}")] == plain


@pytest.mark.parametrize("path", PATHS)
def test_sorting_keeps_the_rows(workspace, path):
    plain = _things(workspace, "measures")
    for direction in ("", " descending"):
        sorted_ = workspace.ask(f"measures sort by {path}{direction}")
        assert len(sorted_) == len(plain)
        assert {row[0].iri for row in sorted_} == plain


def _cells(answer):
    """The rows without what is worded in a language: choices, links, directions, texts."""

    def cell(value):
        match value:
            case Thing(kind="Field" | "Link"):
                return None
            case Thing():
                return value.iri
            case list():
                return sorted(map(str, map(cell, value)))
            case str():
                return None
            case _:
                return value

    return sorted(([cell(each) for each in row] for row in answer), key=str)


def _in_each_language(workspace, question):
    syntax, _ = understand(question, workspace.vocabulary, "en")
    return [format_question(syntax, workspace.vocabulary, tag) for tag in LANGUAGES]


def test_a_question_has_the_same_rows_in_each_language(case, tiny):
    answers = [_cells(tiny.ask(case.sections[tag], **case.how)) for tag in LANGUAGES]
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize(
    "question",
    [f"{kind} {_known(condition)}" for kind in ("measures", "focus areas") for condition in CONDITIONS]
    + [f"count, sum budget, average budget of measures per {dimension}" for dimension in DIMENSIONS]
    + ["who is responsible for which measures show measure", "count measures per effort by focus area"],
)
def test_the_shipped_plans_answer_the_same_in_each_language(shipped, question):
    texts = _in_each_language(shipped, question.format(**PLACES["shipped"]))
    answers = [_cells(shipped.ask(text)) for text in texts]
    assert answers[0] == answers[1] == answers[2]


def _sums(workspace, question, dimensions=1):
    """For each group its count and its sum."""
    return {
        tuple(str(cell) for cell in row[:dimensions]): (row[dimensions], row[dimensions + 1])
        for row in workspace.ask(question)
    }


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_no_group_is_more_than_the_distinct_total_and_all_are_no_less(workspace, dimension):
    (count, total), *_ = _sums(workspace, "count, sum budget of measures", 0).values()
    groups = _sums(workspace, f"count, sum budget of measures per {dimension}")
    assert all(here[0] <= count and here[1] <= total for here in groups.values())
    assert sum(here[0] for here in groups.values()) >= count
    assert sum(here[1] for here in groups.values()) >= total


@pytest.mark.parametrize("one", ["effort", "goal", "actor", "status"])
@pytest.mark.parametrize("other", ["focus area", "year", "SDG goal"])
def test_no_cell_is_more_than_its_row(workspace, one, other):
    rows = _sums(workspace, f"count, sum budget of measures per {one}")
    cells = _sums(workspace, f"count, sum budget of measures per {one}, {other}", 2)
    matrix = _sums(workspace, f"count, sum budget of measures per {one} by {other}", 2)
    for (row, column), here in cells.items():
        # A group of the one that no thing stands in makes a row of its own, beside a "(none)" that may be no group.
        assert here[0] <= rows.get((row,), (0, 0))[0]
        assert here[1] <= rows.get((row,), (0, 0))[1]
        assert matrix.get((row, column), (0, 0)) == here
    assert all(here[0] == 0 for key, here in matrix.items() if key not in cells)
    for row, whole in rows.items():
        assert sum(here[0] for (first, _), here in matrix.items() if (first,) == row) >= whole[0]


@pytest.mark.parametrize("place", sorted(PLACES))
@given(data=st.data())
def test_any_combination_of_conditions_is_what_the_evaluation_by_hand_finds(place, request, meant, by_hand, data):
    workspace = request.getfixturevalue(place)
    texts = [_known(each).format(**PLACES[place]) for each in (*CONDITIONS, *FOR_MEASURES)]
    atom = st.sampled_from([text for text in texts if " as " not in text])
    condition = st.recursive(
        atom,
        lambda inner: (
            st.tuples(inner, inner).map(lambda pair: f"({pair[0]}) and ({pair[1]})")
            | st.tuples(inner, inner).map(lambda pair: f"({pair[0]}) or ({pair[1]})")
            | inner.map(lambda part: f"not ({part})")
        ),
        max_leaves=4,
    )
    question = f"measures ({data.draw(condition)})"
    basis = data.draw(st.sampled_from(["all", "stated"]))
    expected = {row[0] for row in by_hand(workspace, basis).answer(meant(workspace, question, basis))}
    assert _things(workspace, question, basis) == expected


FOLDS = ["count", "sum budget", "average budget", "lowest budget", "highest number", "average number"]


@pytest.mark.parametrize("place", sorted(PLACES))
@given(data=st.data())
def test_any_groups_are_what_the_evaluation_by_hand_finds(place, request, meant, by_hand, data):
    workspace = request.getfixturevalue(place)
    texts = [_known(each).format(**PLACES[place]) for each in (*CONDITIONS, *FOR_MEASURES)]
    where = data.draw(st.sampled_from(["", *(f"({text})" for text in texts)]))
    folds = ", ".join(data.draw(st.lists(st.sampled_from(FOLDS), min_size=1, max_size=2, unique=True)))
    one, other = data.draw(st.lists(st.sampled_from(DIMENSIONS), min_size=2, max_size=2, unique=True))
    groups = data.draw(st.sampled_from([f"per {one}", f"per {one}, {other}", f"per {one} by {other}"]))
    question = f"{folds} of measures {where} {groups}"
    expected = by_hand(workspace).answer(meant(workspace, question))
    answer = workspace.ask(question)
    assert sorted((_plain(row) for row in answer), key=str) == sorted((_plain(row) for row in expected), key=str)


def _plain(row):
    """Cells as the evaluation by hand has them."""
    return [cell.iri if isinstance(cell, Thing) else cell for cell in row]


# ---- joined nouns, definitions, tests of groups, and names given with "as"

SETS = ["measures", "measures under {part}", "measures with budget", "measures that support {goal}", "efforts"]
SETS += [
    "measures with status",
    "focus areas",
    "(measures minus measures with number = 1)",
    'everything about like "o"',
]
JOINS = {"plus": frozenset.union, "minus": frozenset.difference, "intersect": frozenset.intersection}


@pytest.mark.parametrize("basis", ["all", "stated"])
@pytest.mark.parametrize("join", list(JOINS))
@pytest.mark.parametrize("one", SETS)
@pytest.mark.parametrize("other", SETS)
def test_joined_nouns_are_sets(workspace, place, one, other, join, basis):
    one, other = one.format(**PLACES[place]), other.format(**PLACES[place])
    expected = JOINS[join](_things(workspace, one, basis), _things(workspace, other, basis))
    assert _things(workspace, f"{one} {join} {other}", basis) == expected
    assert _things(workspace, f'define "it": {one} {join} {other}; it', basis) == expected
    (counted,) = workspace.ask(f"count {one} {join} {other}", basis=basis).rows
    assert counted == (len(expected),)


@pytest.mark.parametrize("operator", ["=", "!=", "<", "<=", ">", ">="])
@pytest.mark.parametrize("dimension", DIMENSIONS)
@pytest.mark.parametrize("number", [0, 2])
def test_having_keeps_the_groups_that_meet_it(workspace, dimension, operator, number):
    test = {"=": int.__eq__, "!=": int.__ne__, "<": int.__lt__, "<=": int.__le__, ">": int.__gt__, ">=": int.__ge__}
    question = f"count, sum budget of measures per {dimension}"
    every = [row for row in workspace.ask(question) if test[operator](row[1], number)]
    assert list(workspace.ask(f"{question} having count {operator} {number}").rows) == every
    opposite = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}[operator]
    both = workspace.ask(f"{question} having count {operator} {number} or count {opposite} {number}")
    assert len(both) == len(workspace.ask(question))
    assert not len(workspace.ask(f"{question} having count {operator} {number} and count {opposite} {number}"))


NAMED = ["sub-strategies", "focus areas", "SDG targets"]
BY_NAME = ["with number > x.number", "with name != x.name", "without number = x.number"]
BY_NAME += ["not (with (measures with number < x.number))", "(with number = x.number or with name = x.name)"]
BY_NAME += ["with at least 2 (measures with number >= x.number)"]
OF_ACTORS = ["with (sub-strategies with responsible = x)", "without (sub-strategies that have as responsible x)"]
PAIRS = [(kind, condition) for kind in NAMED for condition in BY_NAME] + [("actors", each) for each in OF_ACTORS]


@pytest.mark.parametrize(("kind", "condition"), PAIRS)
def test_what_speaks_of_a_name_is_what_the_evaluation_by_hand_finds(workspace, meant, by_hand, kind, condition):
    question = f"measures with ({kind} as x) and {condition}"
    expected = by_hand(workspace).answer(meant(workspace, question))
    assert sorted(_plain(row) for row in workspace.ask(question)) == sorted(map(list, expected))


@pytest.mark.parametrize("place", sorted(PLACES))
@given(data=st.data())
def test_any_joined_nouns_are_what_the_evaluation_by_hand_finds(place, request, meant, by_hand, data):
    workspace = request.getfixturevalue(place)
    texts = [_known(each).format(**PLACES[place]) for each in (*CONDITIONS, *FOR_MEASURES)]
    conditions = st.sampled_from([text for text in texts if " as " not in text])
    noun = st.sampled_from(["measures", "efforts", "goals"]) | conditions.map(lambda each: f"measures ({each})")
    joined = st.recursive(
        noun,
        lambda inner: st.tuples(st.sampled_from(list(JOINS)), inner, inner).map(lambda j: f"({j[1]}) {j[0]} ({j[2]})"),
        max_leaves=4,
    )
    where = data.draw(st.sampled_from(["{0}", "efforts with ({0})", "focus areas without ({0})"]))
    question = where.format(data.draw(joined))
    basis = data.draw(st.sampled_from(["all", "stated"]))
    expected = {row[0] for row in by_hand(workspace, basis).answer(meant(workspace, question, basis))}
    assert _things(workspace, question, basis) == expected
