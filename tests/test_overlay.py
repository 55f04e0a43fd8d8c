"""What a question supposes gives the answer of a project whose files were changed by hand so; nothing is kept."""

import re
import shutil
from pathlib import Path

import pytest
import rdflib

from kgraph import overlay
from kgraph.answer import Evidence, Thing
from kgraph.asking import answer
from kgraph.errors import QueryError, QuestionError
from kgraph.project import open_project
from kgraph.recipe import Change
from kgraph.terms import KG
from kgraph.workspace import Workspace

pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
TINY = Path(__file__).parent / "projects" / "tiny"
BOTH, BEFORE, AFTER = "before and after", "before", "after"

MEASURES = [
    "measures show budget, year, status, date, number",
    "measures show responsible, supports, addresses, places",
    "measures that support a:1",
    "measures in 2025",
    "measures since 2025",
    "measures until 2024",
    "who is responsible for which measures",
    "count, sum budget, average budget of measures per effort",
    "count measures per focus area by SDG goal",
    "sub-strategies with measures show measure, evidence",
    "focus areas without SDG goals",
    "are there measures without budget",
    "SDG targets with measures",
    "count everything",
]
LINES = ["budget lines show budget, year, covers", "sum budget of budget lines", "measures that are covered by b:L1"]
LINES += ["claims show basis, quote", "everything", "path from b:M2 to actor:chief"]


def _taken(text: str, subject: str) -> str:
    """Turtle without what is said of a subject."""
    found, number = re.subn(rf"(?m)^{re.escape(subject)} (?:[^.]|\.(?=\S))*? \.\n", "", text)
    assert number, subject
    return found


def _put(text: str, old: str, new: str = "") -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


CLAIM = "claim:X a kg:Claim ; kg:basis kg:inferred ; rdf:predicate kg:covers ;"
# What is supposed; what is taken out of b.ttl whole; what is put in the place of what; and what is asked.
CHANGES = {
    "no b:M1": (
        ["b:M1  ", "b:M1.1", "b:M1.2", "claim:11", "claim:12", "claim:21"],
        [
            ("b:M1.1 kg:supports a:1.1.1 .\n", ""),
            ("b:M1   kg:supports b:D1 .\n", ""),
            (" kg:partOf b:plan ; kg:covers b:M1.1 ;", " kg:partOf b:plan ;"),
        ],
        [*MEASURES, *LINES],
    ),
    "no b:L3": (
        ["b:L3  ", "claim:23", "claim:24", "claim:28"],
        [],
        [*MEASURES, *LINES],
    ),
    "b:M4 supports a:1.2.1": (
        [],
        [("b:M4   kg:supports a:1.2.2 .", "b:M4   kg:supports a:1.2.1 .")],
        [*MEASURES, *LINES[:-2]],
    ),
    # The suggestion is one no longer.
    "b:M4 supports a:1.2.2": (["claim:18"], [], [*MEASURES, *LINES]),
    "a:1.2.2 is supported by b:M4": (["claim:18"], [], [*MEASURES, *LINES]),
    "b:M3 does not support a:1.2.1": (
        ["claim:15", "claim:16"],
        [("b:M3   kg:supports a:1.2.1 , sdg:8.9 .", "b:M3   kg:supports sdg:8.9 .")],
        [*MEASURES, *LINES],
    ),
    # The verb holds of the whole by its part.
    "b:1 does not support a:1.1": (
        ["claim:11", "claim:13"],
        [("b:M1.1 kg:supports a:1.1.1 .\n", ""), ("b:M2   kg:supports a:1.1.2 ; kg:addresses", "b:M2 kg:addresses")],
        [*MEASURES, *LINES],
    ),
    # ... or by the line that carries it.
    "b:M1 does not have as responsible actor:office": (
        ["claim:27"],
        [("kg:projectOwner actor:town ; kg:projectResponsible actor:office .", "kg:projectOwner actor:town .")],
        [*MEASURES, *LINES],
    ),
    "b:L1 does not cover b:M1": (
        ["claim:21"],
        [(" kg:partOf b:plan ; kg:covers b:M1.1 ;", " kg:partOf b:plan ;")],
        [*MEASURES, *LINES],
    ),
    "actor:town is responsible for b:M4": (
        [],
        [("kg:coResponsible actor:band ;\n", "kg:coResponsible actor:band ; kg:responsible actor:town ;\n")],
        [*MEASURES, *LINES],
    ),
    "b:M4 concerns place:hill": (
        [],
        [("kg:coResponsible actor:band ;\n", "kg:coResponsible actor:band ; kg:concerns place:hill ;\n")],
        [*MEASURES, *LINES],
    ),
    "b:M4 with budget 500 000": (
        [],
        [("kg:coResponsible actor:band ;\n", "kg:coResponsible actor:band ; kg:budget 500000.0 ;\n")],
        [*MEASURES, *LINES],
    ),
    'b:M2 with status "new"': (
        [],
        [('kg:status "planned" , "done" ;', 'kg:status "new" ;')],
        [*MEASURES, *LINES],
    ),
    "b:M2 without status": ([], [(' kg:status "planned" , "done" ;', "")], [*MEASURES, *LINES]),
    "b:M3 with number 7": (
        [],
        [('"Songs"@en ;      kg:number 3', '"Songs"@en ;      kg:number 7')],
        [*MEASURES, *LINES],
    ),
    "b:L3 with budget 10": ([], [("kg:budget 50000.5 ;", "kg:budget 10.0 ;")], [*MEASURES, *LINES]),
    "b:L1 without budget": (
        [],
        [("kg:covers b:M1.1 ;\n       kg:budget 100000.0 ;", "kg:covers b:M1.1 ;\n")],
        [*MEASURES, *LINES],
    ),
    # The amounts that lines carry to it stay theirs, and those of what else they cover.
    "b:M2 with budget 500 000": (
        [],
        [
            ("kg:covers b:M2 ;\n       kg:budget 100000.0 ;", "kg:covers b:M2 ;"),
            ("kg:covers b:M2 , b:M3 ;\n       kg:budget 50000.5 ; ", "kg:covers b:M2 , b:M3 ;"),
            ("b:W1   a own", "b:X3 kg:covers b:M3 ; kg:budget 50000.5 .\nb:W1   a own"),
            ("claim:25 a kg:Claim", f"{CLAIM} rdf:subject b:X3 ; rdf:object b:M3 .\nclaim:25 a kg:Claim"),
            (
                "kg:number 2 ; kg:partOf b:1.1 ; kg:status",
                "kg:budget 500000.0 ; kg:number 2 ; kg:partOf b:1.1 ; kg:status",
            ),
        ],
        MEASURES,
    ),
    # What is nested in it goes with it.
    "b:M1 with budget 70 000": (
        [],
        [
            ("kg:covers b:M1.1 ;\n       kg:budget 100000.0 ;", "kg:covers b:M1.1 ;\n"),
            ('"Flats"@en ; ', '"Flats"@en ; kg:budget 70000.0 ;'),
        ],
        MEASURES,
    ),
    # ... and what it is nested in keeps its own.
    "b:M3.1 with budget 70 000": (
        [],
        [
            ("kg:covers b:M2 , b:M3 ;\n       kg:budget 50000.5 ; ", "kg:covers b:M2 , b:M3 ;"),
            ("b:M2   a kg:Measure ;", "b:M2   a kg:Measure ; kg:budget 50000.5 ;"),
            ("b:M3   a kg:Measure ;", "b:M3   a kg:Measure ; kg:budget 50000.5 ;"),
            ("b:M3.1 a kg:Measure ;", "b:M3.1 a kg:Measure ; kg:budget 70000.0 ;"),
        ],
        ["measures show budget, year", "measures in 2025"],
    ),
    # A period is one: the first year that the lines say becomes its own.
    "b:M2 with end year 2030": (
        [],
        [
            ("kg:budget 100000.0 ; kg:startYear 2024 ; kg:endYear 2024 .\nb:L3", "kg:budget 100000.0 .\nb:L3"),
            ("kg:budget 50000.5 ;  kg:startYear 2024 ; kg:endYear 2025 ;", "kg:budget 50000.5 ;"),
            ("b:M2   a kg:Measure ;", "b:M2   a kg:Measure ; kg:startYear 2024 ; kg:endYear 2030 ;"),
            ("b:M3   a kg:Measure ;", "b:M3   a kg:Measure ; kg:startYear 2024 ; kg:endYear 2025 ;"),
            ("b:M3.1 a kg:Measure ;", "b:M3.1 a kg:Measure ; kg:startYear 2024 ; kg:endYear 2025 ;"),
        ],
        [
            "measures show year",
            "measures in 2029",
            "measures in 2020",
            "measures until 2030",
            "measures since 2025",
        ],
    ),
    "b:M2 with date 2031-05-01": (
        [],
        [
            ("kg:budget 100000.0 ; kg:startYear 2024 ; kg:endYear 2024 .\nb:L3", "kg:budget 100000.0 .\nb:L3"),
            ("kg:budget 50000.5 ;  kg:startYear 2024 ; kg:endYear 2025 ;", "kg:budget 50000.5 ;"),
            ("b:M2   a kg:Measure ;", 'b:M2   a kg:Measure ; kg:date "2031-05-01"^^xsd:date ;'),
            ("b:M3.1 a kg:Measure ;", "b:M3.1 a kg:Measure ; kg:startYear 2024 ; kg:endYear 2025 ;"),
        ],
        ["measures under b:1 show year", "measures under b:1 in 2025", "measures in 2031", "measures show date"],
    ),
    "b:1 with open list = false": ([], [("kg:openList true", "kg:openList false")], ["efforts with open list = false"]),
    "b:M3 does not support a:1.2.1, b:M3 supports a:1.1.2, no b:M2": (
        ["claim:13", "claim:14", "claim:15", "claim:16", "claim:22", "claim:23", "claim:29", "b:M2  ", "b:M2  "],
        [
            ("b:M3   kg:supports a:1.2.1 , sdg:8.9 .", "b:M3   kg:supports a:1.1.2 , sdg:8.9 ."),
            (" kg:partOf b:plan ; kg:covers b:M2 ;", " kg:partOf b:plan ;"),
            ("kg:covers b:M2 , b:M3 ;", "kg:covers b:M3 ;"),
            (" ;   own:discusses b:M2 .", " ."),
        ],
        [*MEASURES, *LINES[:-1]],
    ),
}


# The files put values in the place of what lines carry by inference.
ON_ALL_LINKS = {"b:M3.1 with budget 70 000", "b:M2 with end year 2030", "b:M2 with date 2031-05-01"}


def _plain(cell):
    match cell:
        case Thing():
            return cell.iri
        case Evidence():
            return (cell.basis, cell.quote)
        case list():
            return sorted(map(str, map(_plain, cell)))
        case _:
            return cell


def _rows(rows):
    return sorted((str([_plain(cell) for cell in row]) for row in rows), key=str)


@pytest.fixture(scope="module", params=list(CHANGES))
def change(request, tmp_path_factory):
    """What is supposed, the project in which it is so, and what is asked."""
    whole, parts, asked = CHANGES[request.param]
    folder = tmp_path_factory.mktemp("changed") / "tiny"
    shutil.copytree(TINY, folder)
    path = folder / "data" / "b.ttl"
    text = path.read_text(encoding="utf-8")
    for old, new in parts:
        text = _put(text, old, new)
    for subject in dict.fromkeys(whole):
        text = _taken(text, subject)
    path.write_text(text, encoding="utf-8")
    return request.param, Workspace(open_project(folder)), asked


@pytest.mark.no_cover
@pytest.mark.parametrize("basis", ["all", "stated"])
def test_the_graph_after_answers_as_the_files_changed_by_hand(change, tiny, basis):
    supposed, changed, asked = change
    changes = tiny.recipe(f"suppose {supposed}: measures").changes
    graph = overlay.overlaid(tiny.engine, changes, tiny.vocabulary, "en")
    for question in asked:
        if question.startswith("path") or (basis == "stated" and supposed in ON_ALL_LINKS):
            continue
        after = answer(tiny.recipe(question, basis=basis), graph)
        assert _rows(after) == _rows(changed.ask(question, basis=basis)), question


@pytest.mark.no_cover
def test_the_answer_holds_the_rows_before_and_after(change, tiny):
    supposed, changed, asked = change
    for question in (*asked[:3], *asked[-1:]):
        both = tiny.ask(f"suppose {supposed}: {question}")
        before = [row[:-1] for row in both if row[-1] in {BOTH, BEFORE}]
        after = [row[:-1] for row in both if row[-1] in {BOTH, AFTER}]
        assert _rows(before) == _rows(tiny.ask(question)), question
        assert _rows(after) == _rows(changed.ask(question)), question


@pytest.mark.no_cover
@pytest.mark.parametrize("supposed", list(CHANGES))
def test_rdflib_finds_the_same_on_the_supposed_graph(supposed, tiny):
    question = f"suppose {supposed}: measures that support a:1 show budget, year"
    recipe = tiny.recipe(question)
    graph = overlay.overlaid(tiny.engine, recipe.changes, tiny.vocabulary, "en")
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=graph.dump(), format="nquads")
    assert sorted(str(row[0]) for row in dataset.query(recipe.rows)) == sorted(
        row[0] for row in graph.select(recipe.rows)[1]
    )


def test_nothing_is_kept(tiny):
    before = sorted(tiny.engine.dump().splitlines())
    for supposed in CHANGES:
        tiny.ask(f"suppose {supposed}: measures")
    assert sorted(tiny.engine.dump().splitlines()) == before


def test_a_line_that_covers_what_is_supposed_covers_it_still(tiny):
    for question in ("budget lines", "measures that are covered by b:L3", "measures with budget lines", "b:L4"):
        found = tiny.ask(f"suppose b:M2 with budget 5: {question}")
        assert {row[-1] for row in found} == {BOTH}


def test_two_things_with_one_line_may_both_be_supposed(tiny):
    found = tiny.ask("suppose b:M2 with budget 5, b:M3 with budget 7: measures under b:1.1 or under b:2 show budget")
    after = {row[0].code: row[1] for row in found if row[-1] != BEFORE}
    assert after == {
        "b:M1": 100000,
        "b:M1.1": 100000,
        "b:M1.2": None,
        "b:M2": 5,
        "b:M3": 7,
        "b:M3.1": None,
        "b:M4": None,
    }


def test_a_value_may_be_supposed_twice_and_the_last_holds(tiny):
    found = tiny.ask("suppose b:M2 with budget 5, b:M2 with budget 6, b:M2 with number 9: b:M2")
    new = [(row[1].code or row[1].label, row[2]) for row in found if row[-1] == AFTER]
    assert new == [("budget", 6), ("number", 9)]


def test_a_years_first_and_last_may_both_be_supposed(tiny):
    supposed = "suppose b:M2 with start year 2027, b:M2 with end year 2028"
    found = tiny.ask(f"{supposed}: measures under b:1.1 show year")
    assert [row[1] for row in found if row[0].code == "b:M2" and row[-1] == AFTER] == [[2027, 2028]]
    assert {row[-1] for row in found if row[0].code != "b:M2"} == {BOTH}


# ---- the rows beside each other


def test_rows_of_one_thing_stand_beside_each_other(tiny):
    found = tiny.ask("suppose no b:M2: count measures per effort")
    assert [(row[0].code, row[1], row[2]) for row in found] == [
        ("b:1", 4, BEFORE),
        ("b:1", 3, AFTER),
        ("b:2", 3, BOTH),
    ]


def test_chains_stand_whole_one_after_the_other(tiny):
    found = tiny.ask("suppose b:M3 supports a:1: why does b:M3 support a:1")
    assert [row[-1] for row in found] == [BEFORE] * 3 + [AFTER]


def test_the_note_counts_and_the_other_notes_are_on_the_answer_after(tiny):
    found = tiny.ask("suppose b:M4 supports a:1.2.1: measures that support a:1")
    assert [note.code for note in found.notes] == ["supposed", "inferred"]
    assert "4 rows before, 5 after; 0 changed, 0 gone, 1 new" in found.notes[0].text
    assert "1 of 5" in found.notes[1].text


@pytest.mark.parametrize(
    ("question", "when", "words"),
    [
        ("tenk deg utan b:M1: tiltak", "før og etter", "ingenting er lagra"),
        ("tenk deg uten b:M1: tiltak", "før og etter", "ingenting er lagret"),
    ],
)
def test_it_is_told_in_the_language_of_the_question(question, when, words, tiny):
    found = tiny.ask(question)
    assert when in {row[-1] for row in found}
    assert words in found.notes[0].text


# ---- what cannot be supposed


def test_a_store_elsewhere_is_not_copied(tiny):
    with pytest.raises(QueryError, match="on this machine"):
        overlay.overlaid(object(), [], tiny.vocabulary, "en")


def test_a_large_store_is_not_copied(tiny, monkeypatch):
    monkeypatch.setattr(overlay, "LARGEST", 10)
    with pytest.raises(QueryError, match=r"at most 10"):
        tiny.ask("suppose no b:M1: measures")


def test_an_iri_that_is_none_is_refused(tiny):
    with pytest.raises(ValueError, match="not an IRI"):
        overlay.overlaid(
            tiny.engine, [Change("a> b", link=KG + "supports", object="x", denied=True)], tiny.vocabulary, "en"
        )


@pytest.mark.parametrize(
    ("supposed", "message"),
    [
        ('no "Nothing at all"', "nothing is called"),
        ("no focus area b:M1", "no focus area is called"),
        ("actor:town supports a:1", "organizations cannot stand before"),
        ("b:M1 supports actor:town", "cannot stand here"),
        ("a:1 with budget 5", "have no budget"),
        ("b:M1 with year 2024", "year is worked out from other fields"),
        ('b:M1 with budget "much"', "a number"),
        ("b:M1 with status 5", "in quotation marks"),
        ('a:Q1 with bound "around"', "at most"),
    ],
)
def test_what_cannot_be_is_told(supposed, message, tiny):
    with pytest.raises(QuestionError) as error:
        tiny.ask(f"suppose {supposed}: measures")
    assert message in str(error.value)


def test_rows_are_compared_before_they_are_cut(tiny):
    answer = tiny.ask("suppose no b:M1: measures first 2")
    when = [row[-1] for row in answer.rows]
    # M1 goes with its parts M1.1 and M1.2; the first two by name are of those.
    assert (len(answer.rows), answer.total, when) == (2, 7, ["before", "before"])
    notes = {note.code: note.text for note in answer.notes}
    assert re.findall(r"\d+", notes["supposed"]) == ["7", "4", "0", "3", "0"]
    assert re.findall(r"\d+", notes["first"]) == ["2", "7"]


def test_shared_amounts_stay_marked(tiny):
    answer = tiny.ask("suppose no b:M4: measures show budget")
    labels = {answer.rows[row][0].code for row, _ in answer.shared}
    assert labels == {"b:M1", "b:M1.1", "b:M2", "b:M3", "b:M3.1"}
