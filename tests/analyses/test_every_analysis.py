"""What holds of every analysis that comes with kgraph."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from kgraph.errors import KgraphError

GIVEN = {"without-measure": {"shipped": {"measure": "sogn:2.3-M1"}, "tiny": {"measure": "b:M2"}}}
ANALYSES = [
    "actor-overlap",
    "alignment",
    "centrality",
    "communities",
    "cut-points",
    "distance-to-goals",
    "similar-measures",
    "without-measure",
]
TYPES = {"text": str, "integer": int, "number": float, "boolean": bool, "texts": list, "things": list}


def given(name: str, project: str) -> dict[str, str]:
    return GIVEN.get(name, {}).get(project, {})


def test_they_are_all_there_and_say_in_three_languages_what_they_answer_why_and_how_to_read_it(tiny):
    known = tiny.registry.given("analyses")
    assert set(ANALYSES) <= set(known)
    for name in ANALYSES:
        each = known[name]
        for text in (each.title, each.why, each.reading, *(parameter.what for parameter in each.parameters)):
            assert text.en
            assert text.nn
            assert text.nb
            assert len({text.en, text.nn, text.nb}) > 1


@pytest.mark.no_cover
@pytest.mark.parametrize("name", ANALYSES)
def test_it_has_typed_cells_and_says_why_and_how_it_is_read_in_the_language_of_the_reader(shipped, name):
    known = shipped.registry.given("analyses")[name]
    for language in ("en", "nn", "nb"):
        answer = shipped.view(language=language).analyse(name, **given(name, "shipped"))
        assert answer.question == known.title[language]
        assert [note.text for note in answer.notes[:2]] == [known.why[language], known.reading[language]]
        assert answer.total == len(answer.rows) > 0
        for row in answer.rows:
            assert len(row) == len(answer.columns)
            for cell, column in zip(row, answer.columns, strict=True):
                assert cell is None or column.type == "thing" or isinstance(cell, TYPES[column.type])
        json.dumps(answer.as_json())


@pytest.mark.no_cover
@pytest.mark.parametrize("name", ANALYSES)
@pytest.mark.parametrize("plan, basis", [(None, "stated"), ("sogn:plan", "all"), ("sogndal:plan", "stated")])
def test_it_answers_by_stated_links_alone_and_of_each_plan_in_less_than_two_seconds(shipped, name, plan, basis):
    view = shipped.view(plan, basis=basis)
    begun = time.process_time()
    view.analyse(name, **given(name, "shipped"))
    assert time.process_time() - begun < 2


def test_a_plan_of_which_only_the_name_is_known_has_nothing_to_analyse(shipped):
    plan = next(each.code for each in shipped.view().ask("master plans").things())
    for name in set(ANALYSES) - {"alignment", "actor-overlap", "without-measure"}:
        assert not shipped.view(plan).analyse(name).rows


@pytest.mark.parametrize("name", [name for name in ANALYSES if name not in {"alignment", "without-measure"}])
def test_where_there_is_nothing_it_answers_with_no_row_and_a_note(written, name):
    answer = written({"p": "StrategicPlan"}).view().analyse(name)
    assert not answer.rows
    assert len(answer.notes) > 2


@pytest.mark.parametrize("name", ANALYSES)
def test_a_parameter_that_it_does_not_have_is_one_clear_error(tiny, name):
    with pytest.raises(KgraphError, match=f"the analysis {name} has no parameter colour"):
        tiny.view().analyse(name, colour="red", **given(name, "tiny"))


def test_the_answers_are_the_same_in_every_process():
    """The order of a set of texts is another for every seed of their hashes."""
    code = f"""
from kgraph.project import Project
from kgraph.workspace import Workspace
view = Workspace(Project(None)).view(language="nn")
for name in {ANALYSES}:
    print(view.analyse(name, **{GIVEN}.get(name, {{}}).get("shipped", {{}})).as_json())
"""
    with ThreadPoolExecutor() as pool:
        outputs = set(pool.map(lambda seed: _run(code, PYTHONHASHSEED=seed), ("1", "2")))
    assert len(outputs) == 1
    assert all(len(output) > 10_000 for output in outputs)


def test_networkx_is_not_imported_before_an_analysis_runs():
    code = """
import sys
from kgraph.project import Project
from kgraph.workspace import Workspace
workspace = Workspace(Project(None))
assert "centrality" in workspace.registry.given("analyses")
heavy = {"networkx", "rapidfuzz", "snowballstemmer", "rdflib"} & set(sys.modules)
workspace.view().analyse("centrality")
print(sorted(heavy), "networkx" in sys.modules)
"""
    assert _run(code).strip() == "[] True"


def _run(code: str, **variables: str) -> str:
    environment = {**os.environ, **variables}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("name", ["centrality", "without-measure"])
def test_the_command_shows_it_as_a_table_with_its_notes(here, name):
    params = [part for key, value in given(name, "shipped").items() for part in ("--param", f"{key}={value}")]
    code, out, _ = here("analyse", name, *params, "--format", "table", "--lang", "nn")
    assert code == 0
    assert out.count("\n— ") >= 3
    assert "Traceback" not in out


@pytest.mark.usefixtures("english")
def test_a_bad_value_is_told_on_one_line_and_nothing_is_shown(here):
    code, out, err = here("analyse", "centrality", "--param", "most=lots", "--lang", "nb")
    assert (code, out) == (1, "")
    assert "parameteren most er et tall fra 1 til 10000, ikke «lots»" in err
